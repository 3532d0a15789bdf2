"""One State's offences on a day, in the three groups of the decision rules, and what they ask."""

from collections.abc import Collection
from dataclasses import dataclass

from comity.base.source import Confidence
from comity.law.data import LawData
from comity.law.rows import Offence

ABSENCE = "absence_stated"
BASE = "smuggling_base"
ENTRY = frozenset({"procure_entry"})
CARRIAGE = frozenset({"transport", "procure_transit"})  # may stay inside the country
EXIT = frozenset({"procure_exit"})
CROSSING = ENTRY | CARRIAGE | EXIT
STAY = frozenset({"procure_stay", "harbour"})
ENTRANTS = frozenset({"irregular_entrant", "alien", "any_person"})
NATIONALS_LEAVING = frozenset({"national_leaving", "any_person"})


@dataclass(frozen=True, slots=True)
class Profile:
    """The rows of a State in force on an ISO day; ``absent`` says that there was no offence."""

    state: str
    day: str
    main: tuple[Offence, ...]
    related: tuple[Offence, ...]
    absent: Offence | None

    @property
    def base(self) -> tuple[Offence, ...]:
        """Basic offences of smuggling."""
        return tuple(row for row in self.main if row.role == BASE)

    def naming(self, conduct: Collection[str]) -> tuple[Offence, ...]:
        """Main rows that name any of it."""
        return tuple(row for row in self.main if names(row, conduct))

    def beside(self, role: str) -> tuple[Offence, ...]:
        """Related rows of a role."""
        return tuple(row for row in self.related if row.role == role)


def profile(law: LawData, state: str, day: str) -> Profile:
    """The State's rows on an ISO day."""
    rows = [row for row in law.offences.get(state, ()) if row.in_force(day)]
    absent = next((row for row in rows if row.role == ABSENCE), None)
    main = tuple(row for row in rows if not row.related and row.role != ABSENCE)
    return Profile(state, day, main, tuple(row for row in rows if row.related), absent)


def names(row: Offence, conduct: Collection[str]) -> bool:
    """Whether the row names any of the conduct."""
    return not set(row.conduct).isdisjoint(conduct)


def unread(row: Offence) -> bool:
    """Whether the row says only that something was looked for."""
    return row.source.confidence is Confidence.UNKNOWN


def reaches(row: Offence, people: Collection[str]) -> bool:
    """Whether the row protects the border against any of these people."""
    return not set(row.objects).isdisjoint(people)


def exit_only(row: Offence) -> bool:
    """Whether the row punishes help to leave, and no entry, carriage or stay."""
    return names(row, EXIT) and not names(row, ENTRY | CARRIAGE | STAY)


def excuses_for_pay(row: Offence, conduct: Collection[str]) -> str:
    """The exception that excuses this conduct even where a benefit was taken; empty if none.

    ``humanitarian`` never does: paid help is not humanitarian. ``rescue`` is no procuring of entry.
    ``family`` does within its scope, ``asylum`` always.
    """
    if "family" in row.exceptions and (
        not row.exceptions_scope or not set(row.exceptions_scope).isdisjoint(conduct)
    ):
        return "family"
    return "asylum" if "asylum" in row.exceptions else ""
