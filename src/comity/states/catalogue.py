"""The States of the routes and the codes of all others (``data/states``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from types import MappingProxyType

from comity.base.dates import OptionalDay, Period
from comity.base.reader import package_data, read_csv, read_toml
from comity.base.source import Source
from comity.base.trit import Trit
from comity.base.words import clipped, nearest


class NoSuchState(ValueError):
    """The code is not in ISO 3166-1 alpha-2. ``nearest`` holds codes that may be meant."""

    def __init__(self, code: str, near: tuple[str, ...], named: str) -> None:
        hint = f"Did you mean {named}?" if named else "Use a code of two capital letters."
        super().__init__(f'No State has the ISO 3166-1 code "{clipped(code)}". {hint}')
        self.code, self.nearest = code, near


@dataclass(frozen=True, slots=True)
class IsoCode:
    """One code of ISO 3166-1 with its short English name."""

    code: str
    alpha_3: str
    name_en: str
    source: Source


@dataclass(frozen=True, slots=True)
class Alias:
    """A code in everyday use that ISO 3166-1 does not assign."""

    alias: str
    code: str
    source: Source


@dataclass(frozen=True, slots=True)
class State:
    """A State of the routes. ``groups`` are formal memberships; suspensions are not tracked.

    ``eu_until`` is the end of the transition period where the State has left the Union.
    """

    code: str
    name_en: str
    name_fr: str
    name_ar: str
    official_languages: tuple[str, ...]
    region: str
    subregion: str
    groups: tuple[str, ...]
    legal_system: str
    participant_2009: bool
    eu_from: OptionalDay
    eu_until: OptionalDay
    note: str
    source: Source

    def name(self, language: str) -> str:
        """The name in English, French or Arabic; English for any other language."""
        return {"fr": self.name_fr, "ar": self.name_ar}.get(language[:2], self.name_en)


@dataclass(frozen=True, slots=True)
class States:
    """All codes, the described States by code, everyday codes."""

    described: Mapping[str, State]
    codes: Mapping[str, IsoCode]
    aliases: Mapping[str, Alias]

    def check(self, code: str) -> str:
        """The code itself.

        Raises:
            NoSuchState: it is no ISO 3166-1 alpha-2 code; names the nearest.
        """
        if code in self.codes:
            return code
        near = self.nearest(code)
        raise NoSuchState(code, near, " or ".join(f"{c} ({self.name(c)})" for c in near))

    def nearest(self, code: str) -> tuple[str, ...]:
        """Codes that may be meant by a wrong code, a code of three letters or a name."""
        word = code.strip().upper()
        if word in self.aliases:
            return (self.aliases[word].code,)
        exact = tuple(iso.code for iso in self.codes.values() if word in (iso.code, iso.alpha_3))
        if exact:
            return exact
        by_name = {iso.name_en: iso.code for iso in self.codes.values()}
        names = nearest(code.strip(), by_name)
        return tuple(by_name[name] for name in names) or nearest(word, self.codes)

    def name(self, code: str, language: str = "en") -> str:
        """The State's name; English where no other is in the data.

        Raises:
            KeyError: no such code.
        """
        described = self.described.get(code)
        return described.name(language) if described else self.codes[code].name_en

    def eu_member(self, code: str, day: str) -> Trit:
        """Whether the State is in the European Union on a day; unknown where it has no row."""
        state = self.described.get(code)
        if state is None:
            return Trit.UNKNOWN
        return Trit.of(state.eu_from != "" and Period(state.eu_from, state.eu_until).holds(day))


def load_states(root: Traversable | None = None) -> States:
    """The States of the package (read once), or of a folder laid out like ``comity/data``.

    Raises:
        DataError: a file is broken.
    """
    return _packaged() if root is None else _load(root)


@cache
def _packaged() -> States:
    return _load(package_data())


def _load(root: Traversable) -> States:
    folder = root / "states"
    described = read_toml(folder / "states.toml", "state", State, key=lambda row: row.code)
    codes = read_csv(folder / "iso3166.csv", IsoCode, key=lambda row: row.code)
    aliases = read_toml(folder / "aliases.toml", "alias", Alias, key=lambda row: row.alias)
    return States(
        MappingProxyType({row.code: row for row in described}),
        MappingProxyType({row.code: row for row in codes}),
        MappingProxyType({row.alias: row for row in aliases}),
    )
