"""What a State said when or after it joined a treaty: reservations, declarations, notifications.

Shown beside every finding on that State and treaty; nothing here changes an answer. Only what was
seen is here: that a State has no row does not mean that it said nothing.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources.abc import Traversable

from comity.base.dates import OptionalDay
from comity.base.reader import DataError, package_data, read_toml
from comity.base.source import Source
from comity.law.addresses import Address, AddressError
from comity.law.data import LawData, load


class DeclarationKind(StrEnum):
    """What the State called it, or what it does."""

    RESERVATION = "reservation"
    DECLARATION = "declaration"
    NOTIFICATION = "notification"
    TERRITORIAL = "territorial"


@dataclass(frozen=True, slots=True)
class Declaration:
    """One statement of a State on a provision, or on a treaty as a whole.

    ``said`` is what it says in our words; ``wording`` its own words, empty where they are not
    held. ``withdrawn_on`` is empty where no withdrawal was seen on the day of the source.
    """

    id: str
    state: str
    address: str
    kind: DeclarationKind
    said: str
    wording: str
    made_on: OptionalDay
    withdrawn_on: OptionalDay
    source: Source

    @property
    def about(self) -> Address:
        """The provision or the treaty."""
        return Address.parse(self.address)


def load_declarations(root: Traversable | None = None) -> tuple[Declaration, ...]:
    """The statements of the package (read once), or of a folder laid out like ``comity/data``.

    Raises:
        DataError: a row is broken, or its State, treaty or provision is none.
    """
    return _packaged() if root is None else _load(root)


@cache
def _packaged() -> tuple[Declaration, ...]:
    return _load(package_data())


def _load(root: Traversable) -> tuple[Declaration, ...]:
    return read_declarations(root / "law" / "declarations.toml", load())


def read_declarations(file: Traversable, law: LawData) -> tuple[Declaration, ...]:
    """The statements of one file.

    Raises:
        DataError: a row is broken, or its State, treaty or provision is none.
    """
    rows = read_toml(file, "declaration", Declaration, key=lambda row: row.id)
    for row in rows:
        fault = _fault(row, law)
        if fault:
            raise DataError(file.name, "declaration", row.id, fault, "Correct the row.")
    return rows


def _fault(row: Declaration, law: LawData) -> str:
    try:
        about = row.about
    except AddressError as error:
        return str(error)
    if about.treaty not in law.treaties:
        return f'"{about.treaty}" is no treaty of the data.'
    if (row.state, about.treaty) not in law.status and row.state not in law.states.codes:
        return f'"{row.state}" is no State.'
    return ""


def made_by(state: str, treaty: str = "") -> tuple[Declaration, ...]:
    """What a State said, on all treaties or on one, in the order of the file."""
    return tuple(
        one
        for one in load_declarations()
        if one.state == state and treaty in ("", one.about.treaty)
    )


def on_treaty(treaty: str, article: str = "") -> tuple[Declaration, ...]:
    """What all States said on a treaty, or on one article of it."""
    return tuple(
        one
        for one in load_declarations()
        if one.about.treaty == treaty and article in ("", one.about.article)
    )
