"""Who is bound by a text on a day: the rows of status.csv and bilateral.toml.

The dates of the treaties themselves are not used: they are already in the rows of the States.
A row that is missing or unknown gives unknown, never no.
"""

from dataclasses import dataclass
from functools import lru_cache

from comity.base.dates import cut, starts_with_year
from comity.base.reasons import Reason
from comity.base.source import ABSENT, Confidence, Source, weakest
from comity.base.trit import Trit, all_of
from comity.law.data import LawData
from comity.law.reasons import reason
from comity.law.rows import Bilateral, BilateralStatus, PartyStatus, StatusRow

_YEAR_OR_MONTH = 10  # a text shorter than a whole day


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a State is bound by a treaty on a day, and the row that says so (None: no row)."""

    state: str
    treaty: str
    day: str
    bound: Trit
    reason: Reason
    row: StatusRow | None

    @property
    def source(self) -> Source:
        """Provenance of the row."""
        return self.row.source if self.row else ABSENT

    @property
    def in_force_on(self) -> str:
        """ISO day, or empty where it is not known."""
        return self.row.in_force_on if self.row else ""

    def as_json(self) -> dict[str, object]:
        """The object of ``comity law status``: bound, dates, provenance."""
        row = self.row
        return {
            "state": self.state,
            "treaty": self.treaty,
            "date": self.day,
            "bound": self.bound.value,
            "status": row.status.value if row else "",
            "kind": row.kind if row else "",
            "signed_on": row.signed_on if row else "",
            "deposited_on": row.deposited_on if row else "",
            "in_force_on": self.in_force_on,
            "withdrawn_on": row.withdrawn_on if row else "",
            "note": row.note if row else "",
            "reasons": [self.reason.as_json()],
            "rows": [f"status:{self.state}:{self.treaty}"],
            "source": self.source.source,
            "as_of": self.source.as_of,
            "confidence": self.source.confidence.value,
        }


@dataclass(frozen=True, slots=True)
class Pair:
    """Two States and one treaty: bound only when both are."""

    treaty: str
    bound: Trit
    standings: tuple[Standing, ...]

    @property
    def source(self) -> Source:
        """Provenance of both rows, the weaker confidence."""
        return weakest(one.source for one in self.standings)


def standing(law: LawData, state: str, treaty: str, day: str) -> Standing:
    """Whether the State is bound by the treaty on an ISO day."""
    row = law.status.get((state, treaty))
    if row is None:
        return Standing(state, treaty, day, Trit.UNKNOWN, _no_row(state, treaty), None)
    return _standing(row, day)


@lru_cache(maxsize=65536)
def _standing(row: StatusRow, day: str) -> Standing:
    bound, code = _bound(row, day)
    said = reason(
        code,
        state=row.state,
        treaty=row.treaty,
        since=row.in_force_on,
        until=row.withdrawn_on,
        as_of=row.source.as_of,
    )
    return Standing(row.state, row.treaty, day, bound, said, row)


def pair(law: LawData, states: tuple[str, str], treaty: str, day: str) -> Pair:
    """Whether both States are bound by the treaty on an ISO day."""
    standings = tuple(standing(law, state, treaty, day) for state in states)
    return Pair(treaty, all_of(one.bound for one in standings), standings)


def _no_row(state: str, treaty: str) -> Reason:
    return reason("no_row", state=state, treaty=treaty)


def _bound(row: StatusRow, day: str) -> tuple[Trit, str]:
    as_of = row.source.as_of
    match row.status:
        case PartyStatus.PARTY | PartyStatus.PARTY_YEAR_ONLY:
            return _party(row, day)
        case PartyStatus.PARTY_DATE_UNKNOWN:
            listed = day >= as_of
            return (Trit.YES, "party_on_list") if listed else (Trit.UNKNOWN, "party_list_later")
        case PartyStatus.NOT_PARTY:
            return Trit.NO, "not_party"
        case PartyStatus.SIGNED_ONLY | PartyStatus.NOT_LISTED:
            return (Trit.NO, "not_listed_yet") if day <= as_of else (Trit.UNKNOWN, "list_too_old")
        case PartyStatus.UNKNOWN:
            return Trit.UNKNOWN, "status_unknown"


def _party(row: StatusRow, day: str) -> tuple[Trit, str]:
    if not row.in_force_on:
        return Trit.UNKNOWN, "party_no_date"
    if day < row.in_force_on:
        return Trit.NO, "party_not_yet"
    if row.withdrawn_on and day > row.withdrawn_on:
        return Trit.NO, "party_until"
    return Trit.YES, "party_since"


@dataclass(frozen=True, slots=True)
class BilateralStanding:
    """Whether a bilateral text is in force on a day; an ended one says nothing of what followed."""

    row: Bilateral
    bound: Trit
    ended: bool
    reason: Reason


def bilateral_standing(row: Bilateral, day: str) -> BilateralStanding:
    """Whether the text is in force on an ISO day; partial dates are intervals."""
    bound, code = _bilateral(row, day)
    params = {
        "id": row.id,
        "signed": row.signed_on,
        "since": row.in_force_on,
        "until": row.certain_until if code == "bilateral_too_old" else row.in_force_until,
        "as_of": row.source.as_of,
        "checked": row.source.source,
    }
    return BilateralStanding(row, bound, code == "bilateral_ended", reason(code, **params))


def _bilateral(row: Bilateral, day: str) -> tuple[Trit, str]:
    if starts_with_year(row.signed_on) and cut(day, row.signed_on) < row.signed_on:
        return Trit.NO, "bilateral_unsigned"
    until = row.in_force_until
    if starts_with_year(until) and cut(day, until) > until:
        return Trit.NO, "bilateral_ended"
    if starts_with_year(until) and len(until) < _YEAR_OR_MONTH and cut(day, until) == until:
        return Trit.UNKNOWN, "bilateral_end_open"
    if row.status is BilateralStatus.IN_FORCE:
        return _bilateral_in_force(row, day)
    dated = row.status in (BilateralStatus.SIGNED, BilateralStatus.NONE_REPORTED)
    if dated and day <= row.source.as_of:
        return Trit.NO, "bilateral_not_in_force"
    looked_for = row.source.confidence is Confidence.UNKNOWN
    return Trit.UNKNOWN, "bilateral_no_record" if looked_for else "bilateral_unknown"


def _bilateral_in_force(row: Bilateral, day: str) -> tuple[Trit, str]:
    since = row.in_force_on
    if not starts_with_year(since):
        return Trit.UNKNOWN, "bilateral_start_unknown"
    if row.certain_until and day > row.certain_until:
        return Trit.UNKNOWN, "bilateral_too_old"
    if len(since) < _YEAR_OR_MONTH and cut(day, since) == since:
        return Trit.UNKNOWN, "bilateral_start_open"
    begun = cut(day, since) >= since
    return (Trit.YES, "bilateral_in_force") if begun else (Trit.NO, "bilateral_not_yet")
