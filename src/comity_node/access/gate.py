"""What is about to leave, the gate's questions and answers on it, and its verdict."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from comity.assistance.terms import to_json
from comity.entities import people as entities
from comity.safeguards import gate
from comity.safeguards.named import Named, still_named, texts_in
from comity_node.access.cases import PersonFile, cases_of, people_of, to_person
from comity_node.access.terms import passages_of, people_told, terms_of
from comity_node.models import AssistanceRequest, GateAgreement, GateAnswer, Person, User

STATEMENT = "statement"
# Written by the making of a version, and different each time without anybody changing anything.
BY_ITSELF = ("version", "dated")
# Names of offices and officers, which the software writes; nobody could take them out.
OFFICERS = frozenset({"signer", "post", "officer", "functions", "city"})
OFFICES = OFFICERS | frozenset({
    "authority", "addressee", "executing",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One question as the page shows it."""

    asked: gate.Asked
    answer: GateAnswer | None
    open: bool


@dataclass(frozen=True, slots=True)
class GateFile:
    """The gate of one request."""

    leaving: gate.Leaving
    rows: tuple[Row, ...]
    verdict: gate.Verdict
    agreement: GateAgreement | None
    covers: str

    @property
    def agreed(self) -> bool:
        """A second person agreed to exactly what stands here now."""
        return self.agreement is not None and self.agreement.covers == self.covers

    @property
    def passed(self) -> bool:
        return self.agreed and self.verdict.word in ("go", "go_with_conditions")

    @property
    def reopened(self) -> bool:
        """Somebody agreed once, and what they agreed to has changed since."""
        return self.agreement is not None and not self.agreed

    @property
    def staying(self) -> frozenset[str]:
        return frozenset(self.verdict.removed)


def gate_of(row: AssistanceRequest) -> GateFile:
    """The gate as it stands now; computed from the file each time, never stored."""
    leaving = leaving_of(row)
    stored = {one.rule: one for one in row.gate_answers.select_related("by")}
    answers = [_value(one) for one in stored.values()]
    verdict = gate.judge(leaving, answers)
    rows = tuple(
        Row(one, stored.get(one.question.rule), one.question.rule in verdict.open_rules)
        for one in gate.asked(leaving)
    )
    agreement = GateAgreement.objects.select_related("by").filter(request=row).first()
    return GateFile(leaving, rows, verdict, agreement, gate.covers(leaving, answers))


def leaving_of(row: AssistanceRequest) -> gate.Leaving:
    """People, exhibits and texts of a request before anything is taken out, and what would go."""
    texts = passages_of(row)
    chosen = set(row.people.values_list("label", flat=True))
    everybody = people_of(row.case) if row.case else []
    named = [one for one in everybody if one.row.label in chosen]
    leaving = gate.Leaving(
        act=row.terms["question"]["act"],
        requested=row.peer,
        people=tuple(one.value for one in named),
        items=tuple(
            gate.Item(f"E-{one.number}", one.title, one.kind == STATEMENT)
            for one in row.exhibits.order_by("number")
        ),
        texts=tuple(
            text for one in texts.rows.values() for text in (one.text, one.translation) if text
        ),
        benefit_evidence=_benefit(row, named),
        unnamed=tuple(one.value for one in everybody if one.row.label not in chosen),
    )
    message = _message(row, gate.staying(leaving))
    letter = {key: said for key, said in message["letter"].items() if key not in OFFICERS}
    return replace(leaving, message=message, read={**message, "letter": letter})


def kept_here(row: AssistanceRequest) -> list[str]:
    """Labels of the people of the case of whom nothing may reach the State of this request."""
    if row.direction != "out" or row.case is None:
        return []
    people = [one.value for one in people_of(row.case)]
    return sorted(gate.kept_people(people, row.peer))


def told_later(row: AssistanceRequest, written: Any) -> tuple[Named, ...]:
    """Who stays here and stands, or may, in a later letter (JSON values) about our request."""
    if row.direction != "out" or row.case is None:
        return ()
    people = [one.value for one in people_of(row.case)]
    labels = set(row.people.values_list("label", flat=True))
    texts = {key: said for key, said in written.items() if key not in OFFICES}
    return gate.told_later(people, labels, row.peer, texts_in(texts))


@dataclass(frozen=True, slots=True)
class Told:
    """Whom a letter tells of, of whom nothing may reach its State.

    ``own`` stand in cases of the officer; of everybody else he learns only whether the letter
    surely tells of somebody.
    """

    own: tuple[Named, ...]
    elsewhere: bool


def told_in_any_case(officer: User, state: str, written: Any) -> Told:
    """Who of all cases of this node stands, or may, in texts (JSON values) for a State.

    The names of whom requests to that State have named already are theirs.
    """
    # Labels repeat from case to case; the key of the row does not.
    rows = {str(one.pk): one for one in _maybe_kept()}
    kept = [one for one in map(_by_key, rows.values()) if gate.kept_people([one], state)]
    named_there = _with_names(
        Person.objects.filter(
            requests__direction="out", requests__peer=state, requests__sent_at__isnull=False
        ).distinct()
    )
    gone = [one for one in map(_by_key, named_there) if not gate.kept_people([one], state)]
    found = still_named(kept, gone, texts_in(written))
    mine = set(cases_of(officer).values_list("pk", flat=True))
    own = [one for one in found if rows[one.label].case_id in mine]
    return Told(
        tuple(replace(one, label=rows[one.label].label) for one in own),
        any(one.sure and rows[one.label].case_id not in mine for one in found),
    )


def _maybe_kept() -> QuerySet[Person]:
    """The people one of the two rules may keep here; which State it is decides."""
    heard = (entities.Role.WITNESS, entities.Role.VICTIM)
    return _with_names(
        Person.objects.filter(Q(asylum__in=entities.PROTECTED) | Q(role__in=heard)).order_by("pk")
    )


def _with_names(rows: QuerySet[Person]) -> QuerySet[Person]:
    return rows.prefetch_related("names", "identifiers", "conduct_records")


def _by_key(row: Person) -> entities.Person:
    return replace(to_person(row), label=str(row.pk))


def _message(row: AssistanceRequest, staying: frozenset[str]) -> dict[str, Any]:
    """Letter, what is told of each person, and the exhibits' files by name and fingerprint."""
    terms = terms_of(row, version=0, staying=staying)
    letter = {key: said for key, said in to_json(terms).items() if key not in BY_ITSELF}
    listed = {one.number for one in terms.exhibits}
    exhibits = row.exhibits.select_related("file").filter(number__in=listed).order_by("number")
    return {
        "letter": letter,
        "people": people_told(row, {one.label for one in terms.people}),
        "exhibits": [[one.file.name, one.file.sha256] if one.file else [] for one in exhibits],
    }


def _benefit(row: AssistanceRequest, named: list[PersonFile]) -> bool:
    shown = any(one.value.benefit_shown_by for one in named)
    return shown or row.terms["question"]["facts"]["benefit"] == "yes"


def _value(row: GateAnswer) -> gate.Answer:
    return gate.Answer(row.rule, row.answer, row.why, row.evidence, row.by.pseudonym)
