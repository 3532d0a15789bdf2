"""When the limits of the law run out: calendar days, the first day not counted.

A due date on a rest day is not moved: whether it does is left to national law.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from comity.base.dates import plus_days
from comity.law.data import LawData
from comity.law.question import StartedClock
from comity.law.rows import Rule


@dataclass(frozen=True, slots=True)
class DueClock:
    """A limit that runs: its rule, the ISO day it began and the ISO day it is due."""

    rule: Rule
    start: str
    due: str

    def as_json(self) -> dict[str, object]:
        """One element of ``due``; ``working_days_of`` is empty: calendar days are counted."""
        rule = self.rule
        return {
            "rule": rule.id,
            "date": self.due,
            "start": self.start,
            "kind": "legal_limit",
            "days": rule.clock_amount,
            "working_days_of": "",
            "clock_from": rule.clock_from,
            "severity": rule.severity.value,
            "message": rule.message,
            "requires_text": rule.requires_text,
            "source_article": rule.source_article,
            "source": rule.source.source,
            "as_of": rule.source.as_of,
            "confidence": rule.source.confidence.value,
        }


def due(law: LawData, clocks: Iterable[StartedClock]) -> tuple[DueClock, ...]:
    """The due dates, in the order asked, whatever the act or the basis.

    Raises:
        KeyError: no rule of that id.
    """
    found = []
    for clock in clocks:
        rule = law.rules[clock.rule]
        found.append(DueClock(rule, clock.start, plus_days(clock.start, rule.clock_amount)))
    return tuple(found)
