"""Days as ISO texts, partial days, periods. Texts sort as days do, so they are compared as text.

A year or a month alone is an interval: what falls inside it is neither before nor after.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

_PARTIAL = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_LENGTH = 10


@dataclass(frozen=True, slots=True)
class DayForm:
    """Which texts a date field of the data accepts; the reader enforces it."""

    partial: bool = False
    words: frozenset[str] = frozenset()

    def accepts(self, text: str) -> bool:
        """Whether the text is one of the words, a day or, where allowed, a year or a month."""
        return text in self.words or (is_partial_day(text) if self.partial else is_day(text))

    def __str__(self) -> str:
        wanted = "a day YYYY-MM-DD" + (", a month YYYY-MM or a year YYYY" if self.partial else "")
        return " or ".join([wanted, *(f'"{word}"' for word in sorted(self.words))])


Day = Annotated[str, DayForm()]
OptionalDay = Annotated[str, DayForm(words=frozenset({""}))]
OpenDay = Annotated[str, DayForm(words=frozenset({"", "unknown"}))]
PartialDay = Annotated[str, DayForm(partial=True, words=frozenset({"", "unknown"}))]


def is_day(text: str) -> bool:
    """Whether the text is a day of the calendar, written YYYY-MM-DD."""
    if not _DAY.fullmatch(text):  # fromisoformat takes 2026-W09-7 too
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_partial_day(text: str) -> bool:
    """Whether the text is a day, a month or a year of the calendar."""
    return bool(_PARTIAL.fullmatch(text)) and is_day((text + "-01-01")[:_DAY_LENGTH])


def starts_with_year(text: str) -> bool:
    """Whether anything can be compared at all; ``unknown`` and the empty text cannot."""
    return _PARTIAL.match(text) is not None


def cut(day: str, to: str) -> str:
    """The day, cut to the precision of another text."""
    return day[: len(to)]


def plus_days(day: str, days: int) -> str:
    """The day so many calendar days later; the first day is not counted.

    Raises:
        OverflowError: the calendar of Python ends with the year 9999.
    """
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def plus_years(day: str, years: int) -> str:
    """The same day so many years later; 29 February becomes the 28th where there is none."""
    year = f"{int(day[:4]) + years:04}"
    return f"{year}{day[4:]}" if is_day(f"{year}{day[4:]}") else f"{year}-02-28"


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included. An empty or unknown end is open."""

    start: str
    until: str

    def holds(self, day: str) -> bool:
        """Whether the day lies in the period."""
        begun = self.start in ("", "unknown") or self.start <= day
        return begun and (self.until == "" or day <= self.until)
