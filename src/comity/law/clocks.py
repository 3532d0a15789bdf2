"""Dates of three kinds, never mixed: a limit of the law, a date asked for, our own target.

A limit of the law is counted in calendar days, the first day not counted; one that falls on a
rest day is not moved, because whether it moves is left to national law. A date of the case may be
counted in working days: then each State has its own, by its own calendar. UNTOC sets no number of
days (art. 18(24)), and no date here pretends that it does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from comity.base.dates import plus_days
from comity.law.data import LawData
from comity.law.question import CaseDate, StartedClock
from comity.law.rows import Rule

LEGAL_LIMIT = "legal_limit"


@dataclass(frozen=True, slots=True)
class DueClock:
    """A limit of the law that runs: its rule, the ISO day it began and the ISO day it is due."""

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
            "kind": LEGAL_LIMIT,
            "days": rule.clock_amount,
            "working_days_of": "",
            "clock_from": rule.clock_from,
            "severity": rule.severity.value,
            "message": rule.message,
            "requires_text": rule.requires_text,
            "rows": [f"rules:{rule.id}"],
            "source_article": rule.source_article,
            "source": rule.source.source,
            "as_of": rule.source.as_of,
            "confidence": rule.source.confidence.value,
        }


@dataclass(frozen=True, slots=True)
class CaseClock:
    """A date of the case, ISO; in working days it is that of one State's calendar.

    ``holidays`` are the days skipped, with their names; ``estimated`` says that one of them hangs
    on the moon. ``known`` is false where the State's calendar is not in the data: then ``due`` is
    the earliest the date can be.
    """

    asked: CaseDate
    due: str
    state: str = ""
    holidays: tuple[tuple[str, str], ...] = ()
    estimated: bool = False
    known: bool = True

    def as_json(self) -> dict[str, object]:
        """One element of ``due``."""
        return {
            "rule": "",
            "date": self.due,
            "start": self.asked.start,
            "kind": self.asked.kind.value,
            "days": self.asked.working_days,
            "working_days_of": self.state,
            "holidays": [{"date": day, "name": name} for day, name in self.holidays],
            "estimated": self.estimated,
            "known": self.known,
        }


Due = DueClock | CaseClock


def due(
    law: LawData, clocks: Iterable[StartedClock | CaseDate], states: tuple[str, ...] = ()
) -> tuple[Due, ...]:
    """The dates, in the order asked, whatever the act or the basis.

    Args:
        law: the data whose rules the clocks name.
        clocks: those that run.
        states: whose working days are counted, for a date of the case that asks for them.

    Raises:
        KeyError: no rule of that id.
    """
    return tuple(found for clock in clocks for found in _due(law, clock, states))


def _due(law: LawData, clock: StartedClock | CaseDate, states: tuple[str, ...]) -> Iterator[Due]:
    if isinstance(clock, StartedClock):
        rule = law.rules[clock.rule]
        yield DueClock(rule, clock.start, plus_days(clock.start, rule.clock_amount))
    elif clock.date:
        yield CaseClock(clock, clock.date)
    else:
        yield from (_counted(clock, state) for state in states)


def _counted(asked: CaseDate, state: str) -> CaseClock:
    # Calendars are slow to load, and few questions count working days.
    from comity.states.working_days import after_working_days

    found = after_working_days(state, date.fromisoformat(asked.start), asked.working_days)
    holidays = tuple((one.day.isoformat(), one.name) for one in found.holidays)
    day = found.day.isoformat()
    return CaseClock(asked, day, state, holidays, found.estimated, found.known)
