"""Weekends and public holidays of a State, for the clocks that are ours to set.

Weekends are those of Unicode CLDR (through Babel), holidays those of the package ``holidays``.
Lunar holidays of years to come are estimates and marked so. Regional holidays, court vacations
and a holiday declared at short notice are not known here. No legal limit is moved by this.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays
from babel import Locale, UnknownLocaleError

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday. ``estimated``: it hangs on the moon and may move by a day or two."""

    day: date
    name: str
    estimated: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Working days between two days, both included.

    ``known`` is false where the State's weekend or holidays are not in the data: then ``days`` is
    an upper bound and not a count.
    """

    state: str
    days: int
    holidays: tuple[Holiday, ...]
    known: bool

    @property
    def estimated(self) -> bool:
        """Whether the count hangs on a holiday that may move."""
        return any(holiday.estimated for holiday in self.holidays)


@lru_cache(maxsize=512)
def weekend(state: str) -> frozenset[int] | None:
    """Rest days of the week (Monday is 0), or None where CLDR has no locale for the State."""
    try:
        locale = Locale.parse(f"und_{state}")
    except (UnknownLocaleError, ValueError):
        return None
    first, last = locale.weekend_start, locale.weekend_end
    return frozenset((first + step) % _WEEK for step in range((last - first) % _WEEK + 1))


@lru_cache(maxsize=1024)
def public_holidays(state: str, year: int) -> tuple[Holiday, ...] | None:
    """The State's public holidays of a year, in order, or None where they are not known."""
    try:
        days = holidays.country_holidays(state, years=year, language="en_US")
    except NotImplementedError:
        return None
    return tuple(Holiday(day, name, "estimated" in name) for day, name in sorted(days.items()))


def is_rest_day(state: str, day: date) -> bool:
    """Whether nobody works there that day, as far as is known."""
    if day.weekday() in (weekend(state) or ()):
        return True
    return any(holiday.day == day for holiday in public_holidays(state, day.year) or ())


def next_working_day(state: str, day: date) -> date:
    """The day itself if it is a working day there, otherwise the first one after it."""
    while is_rest_day(state, day):
        day += timedelta(days=1)
    return day


def working_days(state: str, start: date, end: date) -> Span:
    """Working days of a State from ``start`` to ``end``, both included; none if the end is first.

    ``holidays`` lists those that fall on a day of the working week inside the span.
    """
    rest = weekend(state)
    years = [public_holidays(state, year) for year in range(start.year, end.year + 1)]
    inside = tuple(
        holiday
        for year in years
        for holiday in year or ()
        if start <= holiday.day <= end and holiday.day.weekday() not in (rest or ())
    )
    week_days = sum(
        (start + timedelta(days=step)).weekday() not in (rest or ())
        for step in range((end - start).days + 1)
    )
    return Span(state, week_days - len(inside), inside, rest is not None and None not in years)


@dataclass(frozen=True, slots=True)
class DueDay:
    """The day on which a number of working days of a State has passed.

    ``holidays`` are those skipped on the way. ``known`` is false where the State's weekend or
    holidays are not in the data: then ``day`` is the earliest possible and not the date.
    """

    state: str
    day: date
    holidays: tuple[Holiday, ...]
    known: bool

    @property
    def estimated(self) -> bool:
        """Whether the date hangs on a holiday that may move."""
        return any(holiday.estimated for holiday in self.holidays)


def after_working_days(state: str, start: date, count: int) -> DueDay:
    """The day of the ``count``-th working day after ``start``, which is not counted itself.

    Raises:
        OverflowError: the calendar of Python ends with the year 9999.
    """
    rest, day, left = weekend(state), start, count
    skipped: list[Holiday] = []
    known = rest is not None
    while left:
        day += timedelta(days=1)
        year = public_holidays(state, day.year)
        known = known and year is not None
        if day.weekday() in (rest or ()):
            continue
        falling = [holiday for holiday in year or () if holiday.day == day]
        skipped += falling[:1]
        left -= not falling
    return DueDay(state, day, tuple(skipped), known)
