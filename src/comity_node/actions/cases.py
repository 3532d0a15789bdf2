"""Writes to the case file: facts, people, names, identifiers, conduct, exhibits, officers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from comity.base.reasons import Reason
from comity.entities import identifiers as ids
from comity.entities.people import Role, script_of
from comity.safeguards.roles import may_be_suspect
from comity_node.access.cases import to_person
from comity_node.actions import editions
from comity_node.actions.audit import record
from comity_node.actions.files import store
from comity_node.actions.requests import follow_whereabouts
from comity_node.models import (
    Case,
    CaseMember,
    ConductRecord,
    Exhibit,
    Identifier,
    NameForm,
    Person,
    RoleChange,
    User,
)
from comity_node.ports import clock


class NotAllowed(Exception):
    """A rule of the core stands against it; ``reasons`` say why and what to do."""

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        super().__init__(" ".join(one.sentence() for one in reasons))
        self.reasons = reasons


def open_case(*, officer: User, title: str, authority: str, conducting: str) -> Case:
    """A new case with its officer as first member."""
    with transaction.atomic():
        case = Case.objects.create(
            reference=_next_reference(),
            title=title,
            authority=authority,
            conducting=conducting,
            stage="investigation",
            facts={},
            opened_on=clock.today(),
        )
        CaseMember.objects.create(case=case, user=officer, added_at=clock.now())
        record("case.opened", actor=officer, details={"case": case.reference}, case=case.reference)
    return case


def _next_reference() -> str:
    """``IT-C-2027-0001``: counted by year, under the lock of the insert's transaction."""
    from django.db import connection

    prefix = f"{settings.NODE.code}-C-{clock.today().year}-"
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [prefix])
    last = Case.objects.filter(reference__startswith=prefix).aggregate(last=Max("reference"))
    return f"{prefix}{int((last['last'] or prefix + '0').rpartition('-')[2]) + 1:04d}"


def add_member(*, officer: User, case: Case, user: User) -> None:
    """Let a colleague work on the case."""
    with transaction.atomic():
        CaseMember.objects.get_or_create(case=case, user=user, defaults={"added_at": clock.now()})
        record(
            "case.changed",
            actor=officer,
            details={
                "field": "officers", "case": case.reference, "old": "", "new": user.full_name,
            },
            case=case.reference,
        )  # fmt: skip


def change_case(*, officer: User, case: Case, edition: int, changes: Mapping[str, Any]) -> None:
    """Change facts or particulars.

    Raises:
        Changed: somebody saved the case in between.
    """
    with transaction.atomic():
        row = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        different = editions.save(row, edition, changes)
        for name, old, new in _flat(different):
            record(
                "case.changed",
                actor=officer,
                details={"field": name, "case": row.reference, "old": old, "new": new},
                case=row.reference,
            )


def _flat(different: Mapping[str, tuple[Any, Any]]) -> Iterator[tuple[str, str, str]]:
    """What changed, field by field; the facts by their own fields, lists as codes and commas."""
    for name, (old, new) in different.items():
        if isinstance(new, dict):
            pairs = {key: ((old or {}).get(key, ""), value) for key, value in new.items()}
            yield from _flat({key: pair for key, pair in pairs.items() if pair[0] != pair[1]})
        else:
            yield name, _plain(old), _plain(new)


def _plain(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


@dataclass(frozen=True, slots=True)
class NewName:
    """A name as it was written somewhere."""

    text: str
    origin: str
    original: bool


def add_person(*, officer: User, case: Case, name: NewName, given: Mapping[str, Any]) -> Person:
    """A person, with the role everybody begins with (HR-01) and a first name form."""
    with transaction.atomic():
        Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        number = case.people.count() + 1
        person = Person.objects.create(
            case=case, label=f"P-{number:02d}", role=Role.SMUGGLED_OR_UNKNOWN, **given
        )
        _name(person, name)
        record(
            "person.added",
            actor=officer,
            details={"person": person.label, "case": case.reference, "role": person.role},
            subject=f"person:{person.pk}",
            case=case.reference,
        )
    return person


def _name(person: Person, name: NewName) -> NameForm:
    return NameForm.objects.create(
        person=person,
        text=" ".join(name.text.split()),
        script=script_of(name.text),
        original=name.original,
        origin=name.origin,
    )


def add_name(*, officer: User, person: Person, name: NewName) -> None:
    """One more way the name is written; the others stay."""
    with transaction.atomic():
        _name(person, name)
        _person_changed(officer, person, "names", "", name.origin)


def _person_changed(officer: User, person: Person, field: str, old: str, new: str) -> None:
    record(
        "person.changed",
        actor=officer,
        details={"field": field, "person": person.label, "old": old, "new": new},
        subject=f"person:{person.pk}",
        case=person.case.reference,
    )


def change_person(
    *, officer: User, person: Person, edition: int, changes: Mapping[str, Any]
) -> None:
    """Change what is known of a person; the role has its own act.

    Raises:
        Changed: somebody saved the person in between.
    """
    with transaction.atomic():
        row = Person.objects.select_for_update(no_key=True).select_related("case").get(pk=person.pk)
        for name, (old, new) in editions.save(row, edition, changes).items():
            _person_changed(officer, row, name, str(old), str(new))
            if name == "whereabouts":
                follow_whereabouts(row, str(old))


def change_role(*, officer: User, person: Person, role: str, why: str) -> None:
    """Another role, with the reason.

    Raises:
        NotAllowed: HR-01, HR-02: no conduct on record carries the role of a suspect.
    """
    with transaction.atomic():
        row = Person.objects.select_for_update(no_key=True).select_related("case").get(pk=person.pk)
        if role == Role.SUSPECT:
            against = may_be_suspect(to_person(row))
            if against:
                raise NotAllowed(against)
        before, row.role = row.role, Role(role).value
        row.edition += 1
        row.save(update_fields=["role", "edition"])
        RoleChange.objects.create(
            person=row, before=before, after=role, why=why, by=officer, at=clock.now()
        )
        record(
            "person.role_changed",
            actor=officer,
            details={
                "person": row.label, "case": row.case.reference, "old": before, "new": role,
            },
            subject=f"person:{row.pk}",
            case=row.case.reference,
        )  # fmt: skip


def record_conduct(
    *,
    officer: User,
    person: Person,
    conduct: list[str],
    what: str,
    benefit: str,
    exhibit: Exhibit | None,
) -> None:
    """What the person is said to have done, and what shows the benefit."""
    with transaction.atomic():
        ConductRecord.objects.create(
            person=person,
            conduct=sorted(conduct),
            what=what,
            benefit_shown_by=benefit,
            exhibit=exhibit,
            recorded_by=officer,
            recorded_at=clock.now(),
        )
        _person_changed(officer, person, "conduct", "", ", ".join(sorted(conduct)))


def add_identifier(
    *,
    officer: User,
    case: Case,
    person: Person | None,
    kind: str,
    value: str,
    holder: str,
    origin: str,
) -> Identifier:
    """A phone, document, account, vessel or address.

    Raises:
        NotAllowed: it is not written as its kind is.
    """
    kept = ids.stored(ids.Kind(kind), value)
    fault = ids.fault(ids.Kind(kind), kept)
    if fault:
        raise NotAllowed((Reason("identifier", fault),))
    with transaction.atomic():
        row = Identifier.objects.create(
            case=case, person=person, kind=kind, value=kept, holder=holder, origin=origin
        )
        record(
            "case.changed",
            actor=officer,
            details={"field": kind, "case": case.reference, "old": "", "new": kept},
            case=case.reference,
        )
    return row


def add_exhibit(
    *, officer: User, case: Case, given: Mapping[str, Any], name: str, content: bytes
) -> Exhibit:
    """An item of evidence with its file.

    Raises:
        UnusableFile: the file is broken or of a kind that is not taken.
    """
    with transaction.atomic():
        Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        stored = store(content, name, officer)
        last = case.exhibits.aggregate(last=Max("number"))["last"] or 0
        exhibit = Exhibit.objects.create(
            case=case, number=last + 1, file=stored, added_at=clock.now(), **given
        )
        record(
            "exhibit.added",
            actor=officer,
            details={
                "exhibit": f"{case.reference} E-{exhibit.number}",
                "case": case.reference,
                "digest": stored.sha256,
            },
            subject=f"exhibit:{exhibit.pk}",
            case=case.reference,
        )
    return exhibit
