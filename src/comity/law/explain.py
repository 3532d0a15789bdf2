"""Why the answer is what it is: one sentence for each finding, with its articles and its rows.

Nothing is decided here. Every sentence repeats what the rules found, for a reader; a sentence on
an offence is about the offence that decided, which for a no is the nearest one.
"""

from collections.abc import Iterable, Iterator

from comity.base.findings import Finding
from comity.base.reasons import Reason
from comity.base.source import ABSENT
from comity.base.trit import Trit
from comity.law.assess import Answer
from comity.law.consistency import inconsistencies
from comity.law.data import LawData
from comity.law.dual_criminality import Verdict
from comity.law.offences import NO_OFFENCE_AT_DATE, NO_OFFENCE_DATA, RowTest, StateResult
from comity.law.question import Question
from comity.law.reasons import reason
from comity.law.rows import LIFE, UNKNOWN_MONTHS

_ARTICLES_OF_COMPARISON = ("UNTOC art. 16(1)", "UNTOC art. 18(9)")
_GROUP_NOTE = "D-NO-OCG-ELEMENT"
_VERDICTS = {
    Verdict.MET: "dc_met",
    Verdict.NOT_MET: "dc_not_met",
    Verdict.UNKNOWN: "dc_unknown",
    Verdict.RISK: "dc_risk",
    Verdict.LIST_OFFENCE: "dc_listed",
    Verdict.NOT_APPLICABLE: "dc_not_asked",
}


def verdict_reason(verdict: Verdict) -> Reason:
    """The sentence for the result of the comparison."""
    return reason(_VERDICTS[verdict])


def explain(law: LawData, answer: Answer) -> tuple[Finding, ...]:
    """Every finding on the question, on the comparison and on each State's offences, in order."""
    question, dual = answer.question, answer.dual_criminality
    said = Finding("dual_criminality", verdict_reason(dual.verdict), _ARTICLES_OF_COMPARISON)
    sides = (dual.rs, dual.rd)
    found = [*inconsistencies(law, question), said]
    for side in sides:
        found.extend(_side(side, question))
    if not question.soft:
        found.extend(_uncovered(side, question) for side in sides if side.uncovered)
        found.append(_group_note(law))
    return tuple(found)


def _group_note(law: LawData) -> Finding:
    """Shown beside every comparison: the group is no element of it."""
    rule = law.rules[_GROUP_NOTE]
    said, rows = Reason(f"rule:{rule.id}", rule.message), (f"rules:{rule.id}",)
    return Finding("dual_criminality", said, (rule.source_article,), rows, rule.source)


def _side(side: StateResult, question: Question) -> Iterator[Finding]:
    """What one State's offences say, and whether it is serious crime there."""
    if side.result is Trit.NO:
        yield from (_failure(side, code, question) for code in side.failures)
    elif side.matched:
        yield _matched(side)
    yield from (_doubt(side, code, question) for code in side.doubts)
    said = reason("serious", state=side.state, serious=side.serious.value)
    yield Finding(f"serious:{side.state}", said, ("UNTOC art. 2(b)",), rows_of(side))


def rows_of(side: StateResult) -> tuple[str, ...]:
    """The offence rows a State's result rests on; all that were tried where nothing matched."""
    if side.absent:
        return (f"offences:{side.absent.id}",)
    return tuple(f"offences:{test.row.id}" for test in side.matched or side.tests)


def _about(side: StateResult) -> str:
    return f"offence:{side.state}"


def _matched(side: StateResult) -> Finding:
    """On the matched offence with the highest maximum."""
    best = max(side.matched, key=lambda one: one.max_months)
    code = "offence_met" if side.result is Trit.YES else "offence_open"
    ending = {LIFE: "_life", UNKNOWN_MONTHS: "_maximum_unknown"}.get(side.max_months, "")
    return _on_row(side, best, code + ending, months=f"{side.max_months} months")


def _on_row(side: StateResult, test: RowTest, code: str, **params: str) -> Finding:
    row = test.row
    said = reason(code, state=side.state, statute=row.statute, article=row.article, **params)
    return Finding(_about(side), said, (row.cite,), (f"offences:{row.id}",), row.source)


def _failure(side: StateResult, code: str, question: Question) -> Finding:
    facts = question.facts
    if code == NO_OFFENCE_AT_DATE or side.nearest is None:
        said = reason("fails_no_offence_at_date", state=side.state, date=facts.facts_date)
        source = side.absent.source if side.absent else ABSENT
        return Finding(_about(side), said, (), rows_of(side), source)
    kind, _, name = code.partition(":")
    if name == "family_care":
        return _on_row(side, side.nearest, "fails_family_care")
    return _on_row(side, side.nearest, f"fails_{kind}", **_params(side, question, name))


def _params(side: StateResult, question: Question, exception: str) -> dict[str, str]:
    facts, row = question.facts, side.nearest.row if side.nearest else None
    objects = facts.object_rs if side.state == question.requesting else facts.object_rd
    return {
        "conduct": _listed(facts.conduct),
        "object": _listed(objects),
        "circumstance": _listed(row.requires_circumstances if row else ()),
        "exception": exception,
    }


def _doubt(side: StateResult, code: str, question: Question) -> Finding:
    day = question.facts.facts_date
    if code == NO_OFFENCE_DATA:
        said = reason("doubt_no_offence_data", state=side.state, date=day)
        return Finding(_about(side), said, (), rows_of(side))
    if code == "exception:family_care":
        said = reason("doubt_family_care", state=side.state, date=day)
        return Finding(_about(side), said, (), rows_of(side))
    test = next(one for one in side.matched if code in one.doubts)
    return _on_row(side, test, f"doubt_{code}")


def _uncovered(side: StateResult, question: Question) -> Finding:
    own = side.state == question.requesting
    said = reason(
        "uncovered_rs" if own else "uncovered_rd",
        state=side.state,
        rs=question.requesting,
        conduct=_listed(side.uncovered),
    )
    return Finding(f"uncovered:{side.state}", said, ("UNTOC art. 18(19)",), rows_of(side))


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes))
