"""A date that is asked for, in the working days of both States."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from comity.states.working_days import DueDay, Holiday, after_working_days, working_days


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a date is in one State: how many of its working days, or the day after so many.

    ``estimated`` and ``known`` are those of the calendar (``comity.states.working_days``).
    """

    state: str
    day: date
    days: int
    holidays: tuple[Holiday, ...]
    estimated: bool
    known: bool


def until(day: date, today: date, states: Iterable[str]) -> list[Calendar]:
    """The working days left in each State until a day; today is not counted."""
    found = []
    for state in states:
        span = working_days(state, today, day)
        began = working_days(state, today, today).days
        left = max(span.days - began, 0)
        found.append(Calendar(state, day, left, span.holidays, span.estimated, span.known))
    return found


def after(count: int, today: date, states: Iterable[str]) -> list[Calendar]:
    """The day on which so many working days of each State have passed."""
    return [_calendar(after_working_days(state, today, count), count) for state in states]


def _calendar(found: DueDay, count: int) -> Calendar:
    return Calendar(found.state, found.day, count, found.holidays, found.estimated, found.known)
