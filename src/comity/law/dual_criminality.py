"""Whether the facts are an offence in both States, or need not be.

Conduct, object, benefit and exceptions are compared, on the law of the date of the facts. For
mutual assistance "not met" is only a ground on which help may be refused (UNTOC art. 18(9)).
"""

from dataclasses import dataclass
from enum import StrEnum

from comity.base.trit import Trit
from comity.law.bases import Base, Bases
from comity.law.offences import BENEFIT_UNPROVEN, Element, RowTest, StateResult
from comity.law.question import Question
from comity.law.rows import UNKNOWN_MONTHS


class Verdict(StrEnum):
    """The result of the comparison."""

    MET = "met"
    NOT_MET = "not_met"
    RISK = "risk"  # hangs on a benefit not yet shown, nothing else
    UNKNOWN = "unknown"
    LIST_OFFENCE = "not_checked_list_offence"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class DualCriminality:
    """``fails`` holds "STATE:failure" or "STATE:doubt"; the uncovered conduct is for specialty."""

    verdict: Verdict
    fails: tuple[str, ...]
    rs: StateResult
    rd: StateResult
    uncovered_rs: tuple[str, ...]
    uncovered_rd: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The ``dual_criminality`` object of the machine interface."""
        return {
            "result": self.verdict.value,
            "fails": list(self.fails),
            "max_months_rs": self.rs.max_months,
            "max_months_rd": self.rd.max_months,
            "serious_rs": self.rs.serious.value,
            "serious_rd": self.rd.serious.value,
            "uncovered_conduct_rs": list(self.uncovered_rs),
            "uncovered_conduct_rd": list(self.uncovered_rd),
            "states": {one.state: _state_json(one) for one in (self.rs, self.rd)},
        }


def compare(question: Question, bases: Bases, rs: StateResult, rd: StateResult) -> DualCriminality:
    """The comparison for this question, under its first basis."""
    verdict, fails = _verdict(question, bases.first, rs, rd)
    uncovered = ((), ()) if question.soft else (rs.uncovered, rd.uncovered)
    return DualCriminality(verdict, fails, rs, rd, *uncovered)


def listed(first: Base | None, rs: StateResult) -> Trit:
    """Whether it is a listed offence of enough months (FD art. 2(2); directive art. 11(1)(g)).

    That the issuing authority ticks the box is taken as given.
    """
    if first is None or not first.step.list_waives or rs.result is Trit.NO:
        return Trit.NO
    if rs.max_months == UNKNOWN_MONTHS or set(rs.doubts) - {BENEFIT_UNPROVEN}:
        return Trit.UNKNOWN
    return Trit.of(rs.max_months >= first.list_months)


def _verdict(
    question: Question, first: Base | None, rs: StateResult, rd: StateResult
) -> tuple[Verdict, tuple[str, ...]]:
    free = first is not None and question.measure in first.step.dc_free_measures
    if question.soft or free:
        return Verdict.NOT_APPLICABLE, ()
    on_list = listed(first, rs)
    if on_list is Trit.YES:
        return Verdict.LIST_OFFENCE, ()
    both = (rs, rd)
    if any(one.result is Trit.NO for one in both):
        verdict = Verdict.UNKNOWN if on_list is Trit.UNKNOWN else Verdict.NOT_MET
        return verdict, tuple(f"{one.state}:{code}" for one in both for code in one.failures)
    doubts = [(one.state, code) for one in both for code in one.doubts]
    if doubts:
        only_benefit = all(code == BENEFIT_UNPROVEN for _, code in doubts)
        verdict = Verdict.RISK if only_benefit else Verdict.UNKNOWN
        return verdict, tuple(f"{state}:{code}" for state, code in doubts)
    return Verdict.MET, ()


_ELEMENT_WORDS = {Trit.YES: "met", Trit.NO: "not_met", Trit.UNKNOWN: "unknown"}


def _state_json(one: StateResult) -> dict[str, object]:
    return {
        "result": one.result.value,
        "failures": list(one.failures),
        "doubts": list(one.doubts),
        "matched": [test.row.id for test in one.matched],
        "max_months": one.max_months,
        "serious": one.serious.value,
        "offences": [_row_json(test) for test in one.tests],
    }


def _row_json(test: RowTest) -> dict[str, object]:
    row = test.row
    return {
        "id": row.id,
        "role": row.role,
        "cite": row.cite,
        "result": test.result.value,
        "max_months": test.max_months,
        "elements": [_element_json(element) for element in test.elements],
        "exceptions_note": row.exceptions_note,
        "unverified_parts": row.unverified_parts,
        "source": row.source.source,
        "as_of": row.source.as_of,
        "confidence": row.source.confidence.value,
    }


def _element_json(element: Element) -> dict[str, object]:
    return {
        "element": element.name,
        "state": _ELEMENT_WORDS[element.state],
        "code": element.code,
        "asked": element.asked,
    }
