"""What in a question does not fit together, or lies outside what the data know.

Each is a finding to show, never a refusal to answer: the decision rules answer such a question
too. What cannot be read at all is refused by ``comity.law.question``.
"""

from collections.abc import Callable, Iterator

from comity.base.findings import Finding
from comity.law.data import ANY_DOMESTIC, LawData
from comity.law.question import BILATERAL_NOT_IN_DATA, Question
from comity.law.reasons import reason

_YEAR_OF_MONTHS = 12


def inconsistencies(law: LawData, question: Question) -> tuple[Finding, ...]:
    """Everything found, in the order of the question's keys."""
    return tuple(finding for check in _CHECKS for finding in check(law, question))


def _states(law: LawData, question: Question) -> Iterator[Finding]:
    for key, state in zip(("requesting", "requested"), question.pair, strict=True):
        if state not in law.states.described:
            yield Finding(key, reason("state_not_described", state=state))


def _dates(law: LawData, question: Question) -> Iterator[Finding]:
    facts_date = question.facts.facts_date
    if facts_date > question.date:
        said = reason("facts_after_request", facts=facts_date, date=question.date)
        yield Finding("facts.facts_date", said)
    if _months(law.newest, question.date) >= _YEAR_OF_MONTHS:
        said = reason("data_older", as_of=law.newest, date=question.date)
        yield Finding("date", said)


def _months(since: str, day: str) -> int:
    """Whole months between two ISO days; negative when the second is earlier."""
    year, month, rest = int(day[:4]), int(day[5:7]), day[8:]
    whole = (year - int(since[:4])) * _YEAR_OF_MONTHS + month - int(since[5:7])
    return whole - (rest < since[8:])


def _act(law: LawData, question: Question) -> Iterator[Finding]:
    if question.measure and question.act != "mla":
        said = reason("measure_not_read", measure=question.measure, act=question.act)
        yield Finding("measure", said)
    claimed = question.claimed_basis
    if claimed and not _carries(law, claimed, question.act):
        said = reason("act_not_carried", id=claimed, act=question.act)
        yield Finding("claimed_basis", said, rows=(f"steps:{question.act}",))


def _carries(law: LawData, claimed: str, act: str) -> bool:
    """Whether the act is one for which this text is looked at."""
    steps = law.steps.get(act, ())
    if claimed.startswith(f"{ANY_DOMESTIC}:"):
        return any(step.fiche_field for step in steps)
    if claimed == BILATERAL_NOT_IN_DATA:
        return any(step.bilateral_word for step in steps)
    if claimed in law.bilateral_by_id:
        acts = law.bilateral_by_id[claimed].acts
        return any(step.bilateral_word in acts for step in steps if step.bilateral_word)
    return any(step.treaty == claimed for step in steps)


def _facts(_: LawData, question: Question) -> Iterator[Finding]:
    facts = question.facts
    if not facts.conduct:
        yield Finding("facts.conduct", reason("no_conduct"))
    if facts.benefit == "no" and "profit" in facts.circumstances:
        yield Finding("facts.benefit", reason("profit_without_benefit"))
    if facts.benefit == "yes" and "humanitarian" in facts.exceptions:
        yield Finding("facts.exceptions", reason("paid_and_humanitarian"))
    if facts.ocg == "no" and facts.circumstances & {"organised_group"}:
        yield Finding("facts.ocg", reason("group_and_no_group"))
    seen_from = {"object_rs": facts.object_rs, "object_rd": facts.object_rd}
    for state, (key, objects) in zip(question.pair, seen_from.items(), strict=True):
        if not objects:
            yield Finding(f"facts.{key}", reason("no_object", state=state))


_CHECKS: tuple[Callable[[LawData, Question], Iterator[Finding]], ...] = (
    _states,
    _dates,
    _act,
    _facts,
)
