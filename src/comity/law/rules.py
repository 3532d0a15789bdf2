"""Which rules fire on a set of flags, and what they do.

A rule fires when one of its triggers is set and nothing that stops it is. The act and the basis
are not looked at. A hard rule stops the act until its condition is met, not the work on the file.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from comity.law.data import LawData
from comity.law.rows import STRICTEST_FIRST, Effect, Right, Rule, RuleKind

_FIRING = (RuleKind.CONDITION, RuleKind.PROCESS, RuleKind.SAFEGUARD)


@dataclass(frozen=True, slots=True)
class FiredRule:
    """A rule that fires, the flags that fire it, its effect and the safeguard behind it."""

    rule: Rule
    flags: tuple[str, ...]
    effect: Effect
    right: Right | None

    def as_json(self) -> dict[str, object]:
        """One element of ``triggered``."""
        rule, right = self.rule, self.right
        return {
            "id": rule.id,
            "effect": self.effect.value,
            "message": rule.message,
            "kind": rule.kind.value,
            "severity": rule.severity.value,
            "hr": right.hr if right else "",
            "until": right.until if right else "",
            "flags": list(self.flags),
            "applies_when": rule.applies_when,
            "requires_text": rule.requires_text,
            "source_article": rule.source_article,
            "source": rule.source.source,
            "as_of": rule.source.as_of,
            "confidence": rule.source.confidence.value,
        }


def effect_of(rule: Rule, right: Right | None) -> Effect:
    """The severity of the rule, or the class of the safeguard behind it where that is stricter."""
    if right is None:
        return rule.severity
    return min(rule.severity, right.effect, key=STRICTEST_FIRST.index)


def fired(law: LawData, flags: AbstractSet[str]) -> tuple[FiredRule, ...]:
    """The rules that fire, sorted by id."""
    found = []
    for rule in law.rules.values():
        if flags.isdisjoint(rule.trigger_any) or rule.kind not in _FIRING:
            continue
        if flags.isdisjoint(rule.unless_any):
            by = tuple(flag for flag in rule.trigger_any if flag in flags)
            right = law.rights.get(rule.id)
            found.append(FiredRule(rule, by, effect_of(rule, right), right))
    return tuple(sorted(found, key=lambda one: one.rule.id))
