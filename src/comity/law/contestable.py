"""What a lawyer could contest in an answer: where a convention of the data decided, or a gap could.

The points are those of the decision rules' own list (docs/reference/law-data.md repeats it); each
is said only where it matters to this answer.
"""

from collections.abc import Callable, Iterator

from comity.base.findings import Finding
from comity.base.reasons import Reason
from comity.base.trit import Trit
from comity.law.assess import Answer
from comity.law.bases import Availability
from comity.law.data import LawData
from comity.law.dual_criminality import Verdict
from comity.law.offences import StateResult
from comity.law.reasons import reason
from comity.law.untoc import PROTOCOL, UNTOC

EIO = "EIO_DIR"
_NOT_IN_DATA = frozenset({"jit", "confiscation", "transfer_proceedings"})
_ENTRY = frozenset({"procure_entry", "procure_transit", "transport"})
_SUSPICION_BY_CONVENTION = _NOT_IN_DATA | {"information"}


def contestable(law: LawData, answer: Answer) -> tuple[Finding, ...]:
    """Every point that matters here, in the order of the list."""
    return tuple(
        Finding(f"contestable:{number}", said)
        for number, point in enumerate(_POINTS, start=1)
        for said in point(law, answer)
    )


def _sides(answer: Answer) -> tuple[StateResult, StateResult]:
    return answer.dual_criminality.rs, answer.dual_criminality.rd


def _first(answer: Answer) -> str:
    return answer.bases.first.id if answer.bases.first else ""


def _date_of_facts(law: LawData, answer: Answer) -> Iterator[Reason]:
    question = answer.question
    for side in _sides(answer) if not question.soft else ():
        rows = law.offences.get(side.state, ())
        then, now = (
            [row.id for row in rows if row.in_force(day)]
            for day in (question.facts.facts_date, question.date)
        )
        if then != now:
            yield reason("contest_date_of_facts", state=side.state)


def _one_conduct(_: LawData, answer: Answer) -> Iterator[Reason]:
    compared = answer.dual_criminality.verdict is Verdict.MET
    if compared and len(answer.question.facts.conduct) > 1:
        yield reason("contest_one_conduct")


def _eio(_: LawData, answer: Answer) -> Iterator[Reason]:
    if _first(answer) == EIO:
        code = "contest_service_eio" if answer.question.measure == "service" else "contest_eio"
        yield reason(code, rd=answer.question.requested)


def _related(law: LawData, answer: Answer) -> Iterator[Reason]:
    sides = _sides(answer)
    if any(test.row.related for side in sides for test in side.matched):
        yield reason("contest_related")
    for side in sides:
        rows = law.offences.get(side.state, ())
        if side.result is Trit.NO and not any(row.related for row in rows):
            yield reason("contest_no_related", state=side.state)


def _humanitarian(_: LawData, answer: Answer) -> Iterator[Reason]:
    excused = any("exception:humanitarian" in side.failures for side in _sides(answer))
    if excused and answer.question.facts.benefit == "unproven":
        yield reason("contest_humanitarian")


def _protocol_conduct(_: LawData, answer: Answer) -> Iterator[Reason]:
    """Help with exit, lodging, papers: none of it is entry, and each passes."""
    without_entry = answer.question.facts.conduct.isdisjoint(_ENTRY)
    if answer.untoc.protocol_limb is Trit.YES and without_entry:
        yield reason("contest_protocol_conduct")


def _open_offence(_: LawData, answer: Answer) -> Iterator[Reason]:
    rs = answer.dual_criminality.rs
    unknown = answer.untoc.cover is Trit.UNKNOWN
    if answer.question.act == "mla" and rs.result is Trit.UNKNOWN and unknown:
        yield reason("contest_open_offence", rs=rs.state)


def _suspected_group(_: LawData, answer: Answer) -> Iterator[Reason]:
    question = answer.question
    suspected = question.facts.ocg == "suspected" and question.act in _SUSPICION_BY_CONVENTION
    if suspected and answer.untoc.cover is Trit.YES:
        yield reason("contest_suspected_group")


def _missing_datum(_: LawData, answer: Answer) -> Iterator[Reason]:
    for side in _sides(answer):
        if side.result is Trit.NO and side.nearest:
            yield reason("contest_whole_row_missing", state=side.state)
    for base in answer.bases.not_listed:
        why = base.reasons[-1].code
        if base.status is Availability.NOT_ASKED and why.endswith("_not_asked"):
            yield reason("contest_not_asked", id=base.id)
        if why == "bilateral_unsigned":
            yield reason("contest_before_signature", id=base.id)


def _unknown_fallback(_: LawData, answer: Answer) -> Iterator[Reason]:
    if _first(answer) == EIO:
        for base in answer.bases.unknown:
            yield reason("contest_unknown_beside_order", id=base.id)


def _benefit_warning(_: LawData, answer: Answer) -> Iterator[Reason]:
    first = _first(answer)
    if _fired(answer, "D-BENEFIT") and first not in ("", UNTOC, PROTOCOL):
        yield reason("contest_benefit_warning", id=first)


def _death(_: LawData, answer: Answer) -> Iterator[Reason]:
    if _fired(answer, "SG-DEATH"):
        yield reason("contest_death")


def _fired(answer: Answer, rule: str) -> bool:
    return any(one.rule.id == rule for one in answer.rules)


def _unclos(_: LawData, answer: Answer) -> Iterator[Reason]:
    if answer.question.act == "boarding" and "UNCLOS" in (
        *answer.bases.ids,
        *answer.bases.unknown_ids,
    ):
        yield reason("contest_unclos")


def _no_threshold(_: LawData, answer: Answer) -> Iterator[Reason]:
    first = _first(answer)
    if answer.question.surrender and (first == UNTOC or first.startswith("DOMESTIC:")):
        yield reason("contest_no_threshold", id=first)


def _missing_texts(_: LawData, answer: Answer) -> Iterator[Reason]:
    if answer.question.act in _NOT_IN_DATA:
        yield reason("contest_missing_texts")


def _several_persons(_: LawData, answer: Answer) -> Iterator[Reason]:
    if "several_persons" not in answer.question.facts.circumstances:
        return
    for side in _sides(answer):
        for test in side.matched:
            if "several_persons" in test.row.benefit_alternatives:
                row = test.row
                yield reason("contest_several_persons", statute=row.statute, article=row.article)


# In the order of the list, so that a point keeps its number.
_POINTS: tuple[Callable[[LawData, Answer], Iterator[Reason]], ...] = (
    _date_of_facts,
    _one_conduct,
    _eio,
    _related,
    _humanitarian,
    _protocol_conduct,
    _open_offence,
    _suspected_group,
    _missing_datum,
    _unknown_fallback,
    _benefit_warning,
    _death,
    _unclos,
    _no_threshold,
    _missing_texts,
    _several_persons,
)
