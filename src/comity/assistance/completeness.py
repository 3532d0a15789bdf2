"""What the request must contain under its first basis, and what is not in the file.

Pure. A gap is a finding: under UNTOC art. 18(16) the requested State may ask for what is missing.
Only the first basis is tested. An item that is there is not read: whether it is good is not said.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from comity.law.data import ANY_BASIS, ANY_BILATERAL, ANY_DOMESTIC, LawData
from comity.law.question import Question
from comity.law.rows import Rule, RuleKind


@dataclass(frozen=True, slots=True)
class MissingItem:
    """One item that a rule asks for and the file lacks."""

    rule: Rule
    item: str

    @property
    def id(self) -> str:
        """``RULE:item``, as the machine interface writes it."""
        return f"{self.rule.id}:{self.item}"

    def as_json(self) -> dict[str, str]:
        """The gap with the sentence to show and its source."""
        rule = self.rule
        return {
            "id": self.id,
            "rule": rule.id,
            "item": self.item,
            "severity": rule.severity.value,
            "message": rule.message,
            "source_article": rule.source_article,
            "source": rule.source.source,
            "as_of": rule.source.as_of,
            "confidence": rule.source.confidence.value,
        }


def missing_items(
    question: Question, first_basis: str, rules: Iterable[Rule]
) -> tuple[MissingItem, ...]:
    """Items not in the file, sorted by ``RULE:item``.

    Args:
        question: its ``file`` None means that completeness is not tested; empty, that nothing is
            there.
        first_basis: id of the recommended basis; empty: nothing to test against.
        rules: rules of any kind; only completeness rules are read.
    """
    if question.file is None or not first_basis:
        return ()
    missing = [
        MissingItem(rule, item)
        for rule in rules
        if rule.kind is RuleKind.COMPLETENESS and applies(rule, question, first_basis)
        for item in rule.items
        if item not in question.file
    ]
    return tuple(sorted(missing, key=lambda one: one.id))


def applicable_rules(law: LawData, question: Question, first_basis: str) -> tuple[Rule, ...]:
    """The completeness rules for a request on that basis, in the order of the file."""
    rules = law.rules_of(RuleKind.COMPLETENESS)
    return tuple(rule for rule in rules if applies(rule, question, first_basis))


def applies(rule: Rule, question: Question, first_basis: str) -> bool:
    """Whether a completeness rule is about this act, measure and basis."""
    if question.act not in rule.acts or question.measure in rule.except_measures:
        return False
    measured = not rule.measures or question.measure in rule.measures
    return measured and not names(first_basis).isdisjoint(rule.bases)


def names(basis: str) -> frozenset[str]:
    """The names under which a rule may mean a basis: any, its id, its family."""
    family = {ANY_BASIS, basis}
    if basis.startswith(f"{ANY_BILATERAL}-"):
        family.add(ANY_BILATERAL)
    if basis.startswith(f"{ANY_DOMESTIC}:"):
        family.add(ANY_DOMESTIC)
    return frozenset(family)
