"""Dates in words, as the office of a State writes them.

The month is always in words: Cairo writes يناير where Tunis writes جانفي, and 3/2 is two
different days on the two shores. Digits are Latin everywhere, so that screen and paper agree
(guide/ux.md 2.3). Month names are those of CLDR, through Babel.
"""

from datetime import date, datetime
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time

ARABIC_INDIC = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


@cache
def locale_of(language: str, state: str = "") -> Locale:
    """The locale of a language as written in a State; the bare language where CLDR has none."""
    if state:
        try:
            return Locale.parse(f"{language}_{state}")
        except (UnknownLocaleError, ValueError):
            pass
    return Locale.parse(language)


def day(on: date, language: str, state: str = "") -> str:
    """``9 January 2027``: day, month in words, year."""
    return latin_digits(format_date(on, "d MMMM y", locale=locale_of(language, state)))


def month(text: str, language: str, state: str = "") -> str:
    """``January 1984`` for ``1984-01``; a year alone as it stands."""
    if len(text) != len("1984-01"):
        return text
    on = date.fromisoformat(f"{text}-01")
    return latin_digits(format_date(on, "MMMM y", locale=locale_of(language, state)))


def short_day(on: date, language: str, state: str = "") -> str:
    """``9 Jan 2027``; in Arabic the whole month, which has no short form."""
    pattern = "d MMMM y" if language == "ar" else "d MMM y"
    return latin_digits(format_date(on, pattern, locale=locale_of(language, state)))


def weekday(on: date, language: str, state: str = "") -> str:
    """``Wednesday 24 February 2027``."""
    pattern = "EEEE d MMMM y"
    return latin_digits(format_date(on, pattern, locale=locale_of(language, state)))


def hour(at: datetime, language: str) -> str:
    """``14:05``: 24 hours, as courts and police of the region write it."""
    return latin_digits(format_time(at, "HH:mm", locale=locale_of(language)))


def latin_digits(text: str) -> str:
    """Arabic-Indic and Persian digits written as 0 to 9."""
    return text.translate(ARABIC_INDIC)
