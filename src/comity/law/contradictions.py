"""What no row of the law data may say of itself, whoever wrote it: days and penalties in disorder.

Read for the data of the package, for anybody's copy, and for what a State says of its own law.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from comity.base.dates import is_day
from comity.law.rows import LIFE, UNKNOWN_MONTHS, Mode, Offence, PartyStatus, StatusRow, Variant

MOST_MONTHS = 1200  # a hundred years; for life is LIFE
_ID = re.compile(r"[A-Z]{2}-[A-Za-z0-9-]{1,60}")
_FEWEST = {Mode.TWO: 2, Mode.TWO_INCL_FIRST: 2}
_ABSENCE = "absence_stated"  # a source says that there was no offence: such a row has no elements


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The key of the row, what is wrong with its value, what to do."""

    key: str
    reason: str
    remedy: str


def in_offence(row: Offence) -> Iterator[Contradiction]:
    """What an offence says that cannot be, in the order of its keys."""
    if not _ID.fullmatch(row.id):
        yield Contradiction("id", "no id.", "Two capitals of the State, -, letters and digits.")
    yield from _in_order(row, "in_force_from", "in_force_until")
    if row.role != _ABSENCE:
        for name in ("statute", "article", "conduct", "objects"):
            if not getattr(row, name):
                yield Contradiction(name, "nothing is said.", "Every offence has some.")
    yield from _penalty("base", row.base_min_months, row.base_max_months)
    for one in row.variant:
        yield from _variant(one)


def _variant(one: Variant) -> Iterator[Contradiction]:
    fewest = _FEWEST.get(one.mode, 1)
    if len(set(one.circumstances)) < fewest:
        remedy = f"This mode needs {fewest} or more."
        yield Contradiction("variant.circumstances", "too few.", remedy)
    yield from _penalty("variant", one.min_months, one.max_months)


def _penalty(name: str, least: int, most: int) -> Iterator[Contradiction]:
    for value in (least, most):
        if value not in (UNKNOWN_MONTHS, LIFE) and not 0 <= value <= MOST_MONTHS:
            remedy = f"0 to {MOST_MONTHS}, {LIFE} for life, {UNKNOWN_MONTHS} where unknown."
            yield Contradiction(f"{name}.months", f"{value} is no length.", remedy)
            return
    if UNKNOWN_MONTHS not in (least, most) and least > most:
        said = f"at least {least}, at most {most}."
        yield Contradiction(f"{name}.months", said, "The least comes first.")


def in_status(row: StatusRow) -> Iterator[Contradiction]:
    """What a place in a treaty says that cannot be."""
    yield from _in_order(row, "signed_on", "deposited_on")
    yield from _in_order(row, "in_force_on", "withdrawn_on")  # a successor deposits afterwards
    if row.status == PartyStatus.PARTY and not row.in_force_on:
        remedy = "Give the day, or say party_date_unknown."
        yield Contradiction("in_force_on", "a Party without the day it was bound.", remedy)


def _in_order(row: Offence | StatusRow, earlier: str, later: str) -> Iterator[Contradiction]:
    before, after = getattr(row, earlier), getattr(row, later)
    if is_day(before) and is_day(after) and before > after:
        reason = f"{after} lies before {earlier}, {before}."
        yield Contradiction(later, reason, "Turn the two, or leave one out.")
