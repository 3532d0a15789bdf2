"""The whole answer to a case question, but for completeness, which belongs to the request."""

from dataclasses import dataclass

from comity.law.bases import Bases, find_bases
from comity.law.clocks import Due, due
from comity.law.data import LawData
from comity.law.dual_criminality import DualCriminality, compare
from comity.law.flags import Found, computed_flags
from comity.law.offences import state_result
from comity.law.question import Question
from comity.law.rules import FiredRule, fired
from comity.law.untoc import Untoc, untoc


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything the law data say on one question."""

    question: Question
    untoc: Untoc
    bases: Bases
    dual_criminality: DualCriminality
    flags: frozenset[str]
    rules: tuple[FiredRule, ...]
    clocks: tuple[Due, ...]

    def basis_json(self, *, not_listed: bool = True) -> dict[str, object]:
        """The ``basis`` object, with or without the texts that carry nothing, and why not."""
        bases = self.bases
        said: dict[str, object] = {
            "bases": [base.as_json() for base in bases.available],
            "unknown_bases": [base.as_json() for base in bases.unknown],
            "untoc_route": self.untoc.route,
            "closed_by": bases.closed_by,
        }
        if not_listed:
            said["not_listed"] = [base.as_json() for base in bases.not_listed]
        return said

    def rules_json(self) -> dict[str, object]:
        """The ``rules`` object, with all flags that were set."""
        triggered = [rule.as_json() for rule in self.rules]
        return {"triggered": triggered, "flags": sorted(self.flags)}

    def clocks_json(self) -> dict[str, object]:
        """The ``clocks`` object."""
        return {"due": [clock.as_json() for clock in self.clocks]}


def answer(law: LawData, question: Question) -> Answer:
    """What the data say: bases, dual criminality, rules, clocks."""
    facts = question.facts
    rs = state_result(law, question.requesting, facts, facts.object_rs)
    rd = state_result(law, question.requested, facts, facts.object_rd)
    convention = untoc(law, question, rs)
    bases = find_bases(law, question, convention)
    dual = compare(question, bases, rs, rd)
    flags = question.flags | computed_flags(Found(law, question, convention, bases, dual))
    clocks = due(law, question.clock, question.pair)
    return Answer(question, convention, bases, dual, flags, fired(law, flags), clocks)
