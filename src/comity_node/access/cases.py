"""Case files: who may see one, and what stands in it. Each reading is written down."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.http import Http404

from comity.entities import people as entities
from comity_node.actions.audit import record
from comity_node.models import AssistanceRequest, Case, Exhibit, Identifier, Person, User
from comity_node.models.users import Role


def cases_of(user: User) -> QuerySet[Case]:
    """Cases this officer works on; a supervisor sees every one, an administrator none."""
    if user.role == Role.SUPERVISOR:
        return Case.objects.all()
    if user.role == Role.ADMINISTRATOR:
        return Case.objects.none()
    return Case.objects.filter(members__user=user)


def list_cases(user: User) -> list[Case]:
    """The officer's cases, newest first, with counts of people and requests."""
    rows = cases_of(user).annotate(
        people_count=Count("people", distinct=True), request_count=Count("requests", distinct=True)
    )
    return list(rows.order_by("-opened_on", "-pk")[:200])


def access_case(user: User, reference: str) -> Case:
    """The case, if this officer works on it.

    Raises:
        Http404: it does not exist or is another's; the two are not told apart.
    """
    row = cases_of(user).filter(reference=reference).first()
    if row is None:
        raise Http404
    return row


def read_case(user: User, reference: str) -> "CaseFile":
    """Everything on the case page; written down as read.

    Raises:
        Http404: as ``access_case``.
    """
    case = access_case(user, reference)
    record("case.seen", actor=user, details={"case": case.reference}, case=case.reference)
    return CaseFile(
        case,
        people_of(case),
        list(case.exhibits.select_related("file").order_by("number")),
        list(case.identifiers.select_related("person").order_by("kind", "pk")),
        [member.user for member in case.members.select_related("user").order_by("pk")],
        list(case.requests.order_by("-opened_at")),
    )


@dataclass(frozen=True, slots=True)
class PersonFile:
    """A person's row beside its value."""

    row: Person
    value: entities.Person


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with what belongs to it."""

    case: Case
    people: list[PersonFile]
    exhibits: list[Exhibit]
    identifiers: list[Identifier]
    officers: list[User]
    requests: list[AssistanceRequest]


def people_of(case: Case) -> list[PersonFile]:
    """The people of a case, in the order of their labels."""
    rows = case.people.prefetch_related("names", "identifiers", "conduct_records").order_by("label")
    return [PersonFile(row, to_person(row)) for row in rows]


def access_person(user: User, reference: str, label: str) -> PersonFile:
    """One person of a case this officer works on; written down as read.

    Raises:
        Http404: no such person for this officer.
    """
    case = access_case(user, reference)
    row = case.people.filter(label=label).first()
    if row is None:
        raise Http404
    record(
        "person.seen",
        actor=user,
        details={"person": label},
        subject=f"person:{row.pk}",
        case=reference,
    )
    return PersonFile(row, to_person(row))


def to_person(row: Person) -> entities.Person:
    """A row as the core's value."""
    records = list(row.conduct_records.all())
    return entities.Person(
        label=row.label,
        role=entities.Role(row.role),
        names=tuple(
            entities.NameForm(form.text, form.script, form.original, form.origin)
            for form in sorted(row.names.all(), key=lambda form: (not form.original, form.pk))
        ),
        nationality=row.nationality,
        birth=row.birth,
        birth_note=row.birth_note,
        whereabouts=row.whereabouts,
        child=row.child,
        guardian=row.guardian,
        asylum=entities.Asylum(row.asylum),
        feared_state=row.feared_state,
        witness_plan=row.witness_plan,
        conduct=tuple(sorted({code for one in records for code in one.conduct})),
        benefit_shown_by="; ".join(one.benefit_shown_by for one in records if one.benefit_shown_by),
        identifiers=tuple(
            entities.Held(one.kind, one.value, one.holder) for one in row.identifiers.all()
        ),
    )


def access_exhibit(user: User, reference: str, number: int) -> Exhibit:
    """One exhibit of a case this officer works on.

    Raises:
        Http404: no such exhibit for this officer.
    """
    case = access_case(user, reference)
    row = case.exhibits.select_related("file").filter(number=number).first()
    if row is None:
        raise Http404
    return row
