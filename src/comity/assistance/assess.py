"""``comity assess``: the five objects in one, and what explains them."""

from dataclasses import dataclass

from comity.assistance.completeness import MissingItem, missing_items
from comity.law.assess import Answer, answer
from comity.law.contestable import contestable
from comity.law.data import LawData
from comity.law.dual_criminality import Verdict
from comity.law.explain import explain
from comity.law.question import Question
from comity.law.rows import Effect
from comity.law.ways import instead, why_not


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer of the law and what is missing in the file."""

    law: LawData
    answer: Answer
    missing: tuple[MissingItem, ...]

    @property
    def blocks(self) -> bool:
        """Whether something stands in the way: a blocking rule, a gap, dual criminality not met."""
        blocked = any(rule.effect is Effect.BLOCK for rule in self.answer.rules)
        not_met = self.answer.dual_criminality.verdict is Verdict.NOT_MET
        return blocked or not_met or bool(self.missing)

    def completeness_json(self) -> dict[str, object]:
        """The ``completeness`` object; ``tested`` is false without a file or a first basis."""
        tested = self.answer.question.file is not None and self.answer.bases.first is not None
        return {
            "missing": [one.id for one in self.missing],
            "tested": tested,
            "items": [one.as_json() for one in self.missing],
        }

    def as_json(self) -> dict[str, object]:
        """The answer of the machine interface, ready for ``json.dumps``, with its explanations."""
        law, answer = self.law, self.answer
        return self.objects_json() | {
            "basis": answer.basis_json(),
            "findings": [one.as_json() for one in explain(law, answer)],
            "why_not": [one.as_json() for one in why_not(answer)],
            "instead": [one.as_json() for one in instead(law, answer)],
            "contestable": [one.as_json() for one in contestable(law, answer)],
        }

    def objects_json(self) -> dict[str, object]:
        """The five objects alone, without the texts that carry nothing."""
        return {
            "basis": self.answer.basis_json(not_listed=False),
            "dual_criminality": self.answer.dual_criminality.as_json(),
            "completeness": self.completeness_json(),
            "rules": self.answer.rules_json(),
            "clocks": self.answer.clocks_json(),
        }


def assess(law: LawData, question: Question) -> Assessment:
    """Everything on one question: bases, dual criminality, completeness, rules, clocks."""
    found = answer(law, question)
    first = found.bases.first
    missing = missing_items(question, first.id if first else "", law.rules.values())
    return Assessment(law, found, missing)
