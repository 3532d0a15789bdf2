"""Statutes of States that are held: the articles that are used, by version, article and unit.

Read when first asked for, never by :func:`comity.law.load`. A statute that is not in the data is
not held, and neither is an article that nothing here uses. A version speaks of one day; nothing
here says what is in force on another: the offence rows do.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Annotated, Any, Self

from comity.base.dates import DayForm, OptionalDay
from comity.base.reader import DataError, build_headed, package_data, read_headed_toml
from comity.base.source import Source
from comity.base.words import did_you_mean
from comity.law.addresses import Address, AddressError
from comity.law.data import LawData, load
from comity.law.provisions import Body, parts_of
from comity.law.rows import Offence

UNKNOWN_DAY = "unknown"
_ABSENCE = "absence_stated"  # such a row names no statute: it says that there was none
_TABLE = "provision"
VersionDay = Annotated[str, DayForm(words=frozenset({UNKNOWN_DAY}))]


class TextKind(StrEnum):
    """Whether the words are those of the law itself, or a translation, and whose."""

    ORIGINAL = "original"
    OFFICIAL_TRANSLATION = "official_translation"
    UNOFFICIAL_TRANSLATION = "unofficial_translation"


class Numbering(StrEnum):
    """Whether the paragraphs bear a number in print; where they are counted, nobody reads one."""

    PRINTED = "printed"
    COUNTED = "counted"


@dataclass(frozen=True, slots=True)
class StatuteHead:
    """What holds for one version of a statute in one language.

    ``version`` is the day of which the consolidated text speaks, or ``unknown``. ``called`` is how
    offence rows name the statute; ``stale_note`` says why the text may not be the law of today.
    """

    id: str
    state: str
    title: str
    language: str
    kind: TextKind
    version: VersionDay
    numbering: Numbering
    changed: str
    rights: str
    source: Source
    called: tuple[str, ...] = ()
    stale_note: str = ""


@dataclass(frozen=True, slots=True)
class StatuteArticle:
    """An article of the data. ``units`` has its parts by key, in the order of the statute.

    ``printed`` is the number as the State writes it, where an address cannot have it. The days are
    empty where the source prints none. ``offences`` are the rows it is the text of; ``used_by``
    names the rows and provisions that cite it beside. ``note`` is ours.
    """

    article: str
    printed: str = ""
    heading: str = ""
    note: str = ""
    in_force_from: OptionalDay = ""
    in_force_until: OptionalDay = ""
    offences: tuple[str, ...] = ()
    used_by: tuple[str, ...] = ()
    text: str = ""
    units: Mapping[str, str] = field(default_factory=dict)

    @property
    def number(self) -> str:
        """The number as the State writes it."""
        return self.printed or self.article


_HEAD = ("statute", StatuteHead)


@dataclass(frozen=True, slots=True)
class StatuteProvision:
    """An article or a part of one, with the words that are its own and not those of its parts.

    ``text`` may be empty: of an article that begins with its paragraphs. ``article`` is the whole
    article it stands in, ``head`` the version and language it is read in.
    """

    address: Address
    text: str
    article: StatuteArticle
    head: StatuteHead

    @property
    def language(self) -> str:
        """The language of its words."""
        return self.head.language


@dataclass(frozen=True, slots=True)
class Statute(Body[StatuteProvision]):
    """One version of a statute in one language, as far as it is held."""

    head: StatuteHead


@dataclass(frozen=True, slots=True)
class NotHeld:
    """An offence row whose text is not held, with what the row was read in.

    ``other_versions`` are held versions of the same statute that do not have the text of this row.
    """

    offence: str
    state: str
    statute: str
    article: str
    source: Source
    other_versions: tuple[StatuteHead, ...]


@dataclass(frozen=True, slots=True)
class Statutes:
    """Everything that is held, by id, oldest version first.

    A version of unknown day stands before all others: it is never taken for the newest.
    """

    held: tuple[Statute, ...]

    @classmethod
    def of(cls, held: Iterable[Statute]) -> Self:
        """These texts in their order."""
        return cls(tuple(sorted(held, key=_place)))

    def statute(self, statute: str, version: str = "", language: str = "") -> Statute | None:
        """That version, or the newest; in the language, or in the original. None: not held."""
        found = self._versions(statute, language)
        return next((one for one in reversed(found) if version in ("", one.head.version)), None)

    def find(
        self, address: Address, version: str = "", language: str = ""
    ) -> StatuteProvision | None:
        """The provision in that version, or in the newest that has it. None: not held.

        A statute as a whole is no provision: ask for it with ``statute``.
        """
        found = self.versions(address, language)
        return next((one for one in reversed(found) if version in ("", one.head.version)), None)

    def versions(self, address: Address, language: str = "") -> tuple[StatuteProvision, ...]:
        """The history of a provision: every held version that has it, in order of their day."""
        statutes = self._versions(address.treaty, language)
        return tuple(one.provisions[address] for one in statutes if address in one.provisions)

    def provisions_of(self, row: Offence, language: str = "") -> tuple[StatuteProvision, ...]:
        """The articles that are the text of an offence row; empty where it is not held.

        Of an article that several versions hold for the row, the newest.
        """
        ids = dict.fromkeys(one.head.id for one in self.held)
        return tuple(
            provision for statute in ids for provision in self._newest(statute, language, row.id)
        )

    def _newest(self, statute: str, language: str, offence: str) -> Iterator[StatuteProvision]:
        found: dict[Address, StatuteProvision] = {}
        for version in self._versions(statute, language):
            for article in version.articles:
                if offence in article.article.offences:
                    found[article.address] = article
        yield from found.values()

    def _versions(self, statute: str, language: str) -> tuple[Statute, ...]:
        """One text for every version, oldest first: in the language, else the original."""
        chosen: dict[str, Statute] = {}
        for one in self.held:
            if one.head.id == statute:
                best = chosen.get(one.head.version)
                if best is None or _fits(one.head, language) > _fits(best.head, language):
                    chosen[one.head.version] = one
        return tuple(chosen.values())


def _fits(head: StatuteHead, language: str) -> tuple[bool, bool]:
    return head.language == language, head.kind is TextKind.ORIGINAL


def load_statutes(root: Traversable | None = None) -> Statutes:
    """The statutes of the package (read once), or of a folder laid out like ``comity/data``.

    Raises:
        DataError: a text is broken, has an address twice, or names a row that is not in the data.
    """
    return _packaged() if root is None else _load(root, load(root))


def read_statute(file: Traversable, law: LawData) -> Statute:
    """One statute in one version and language, from a file like those of ``law/statutes``.

    Raises:
        DataError: the text is broken, has an address twice, or names a row that is not in the data.
    """
    head, rows = read_headed_toml(file, _HEAD, _TABLE, StatuteArticle, key=_number)
    return _statute(file.name, head, rows, law)


def build_statute(name: str, document: Mapping[str, Any], law: LawData) -> Statute:
    """The same from tables that were read already, or made: a head and its articles.

    Args:
        name: what an error calls the document.

    Raises:
        DataError: as of a file.
    """
    head, rows = build_headed(name, document, _HEAD, _TABLE, StatuteArticle, key=_number)
    return _statute(name, head, rows, law)


def _number(row: StatuteArticle) -> str:
    return row.article


def _statute(name: str, head: StatuteHead, rows: Iterable[StatuteArticle], law: LawData) -> Statute:
    _check_head(name, head, law)
    provisions: dict[Address, StatuteProvision] = {}
    for row in rows:
        _check_article(name, head, row, law)
        for provision in _provisions(name, head, row):
            provisions[provision.address] = provision
    return Statute(MappingProxyType(provisions), head)


def not_held(rows: Iterable[Offence], statutes: Statutes | None = None) -> tuple[NotHeld, ...]:
    """The offence rows whose text is not held, in their order.

    A row that states that there was no offence has no statute and is never among them.
    """
    texts = statutes or load_statutes()
    return tuple(
        NotHeld(row.id, row.state, row.statute, row.article, row.source, _called(row, texts))
        for row in rows
        if row.role != _ABSENCE and not texts.provisions_of(row)
    )


def _called(row: Offence, statutes: Statutes) -> tuple[StatuteHead, ...]:
    heads = (one.head for one in statutes.held)
    return tuple(one for one in heads if one.state == row.state and row.statute in one.called)


@cache
def _packaged() -> Statutes:
    return _load(package_data(), load())


def _load(root: Traversable, law: LawData) -> Statutes:
    folder = root / "law" / "statutes"
    if not folder.is_dir():
        raise DataError(folder.name, "", "", "the folder is missing.", "Put it back.")
    files = sorted(folder.iterdir(), key=lambda one: one.name)
    found = [(file, read_statute(file, law)) for file in files]
    for file, statute in found:
        head = statute.head
        if file.name != f"{head.id}.{head.version}.{head.language}.toml":
            reason = "the name of the file is not that of its text."
            raise DataError(file.name, "statute", "", reason, "Id, version, language, toml.")
    statutes = Statutes.of(one for _, one in found)
    for file, statute in found:
        check_citing(file.name, statute, statutes)
    return statutes


def _place(statute: Statute) -> tuple[str, bool, str, str]:
    head = statute.head
    return head.id, head.version != UNKNOWN_DAY, head.version, head.language


def _check_head(name: str, head: StatuteHead, law: LawData) -> None:
    if head.state not in law.states.codes:
        remedy = did_you_mean(head.state, law.states.codes)
        raise DataError(name, "statute", "", f'"{head.state}" is no State.', remedy)
    try:
        address = Address.parse(head.id)
    except AddressError:
        address = Address("")
    if address.article or address.state != head.state:
        reason, remedy = f'"{head.id}" is no id.', f"Write {head.state}-, then capital letters."
        raise DataError(name, "statute", "", reason, remedy)


def _check_article(name: str, head: StatuteHead, row: StatuteArticle, law: LawData) -> None:
    def refuse(reason: str, remedy: str) -> DataError:
        return DataError(name, _TABLE, row.article, reason, remedy)

    if not (row.text or row.units or row.note):
        raise refuse("an article without words.", "Say in its note why it has none.")
    if row.in_force_until and row.in_force_until < row.in_force_from:
        raise refuse("it ends before it begins.", "Correct one of the two days.")
    own = {one.id for one in law.offences.get(head.state, ())}
    for offence in row.offences:
        if offence not in own:
            reason = f'"{offence}" is no offence of {head.state}.'
            raise refuse(reason, did_you_mean(offence, own))
    for use in row.used_by:
        if use[:1].islower() and use not in _rows(law):
            raise refuse(f'"{use}" points nowhere.', did_you_mean(use, _rows(law)))


def _rows(law: LawData) -> frozenset[str]:
    """The rows a provision can be used by, as findings name them."""
    return frozenset(
        (
            *(f"rules:{rule}" for rule in law.rules),
            *(f"offences:{row.id}" for rows in law.offences.values() for row in rows),
            *(f"fiches:{one.state}:{item.key}" for one in law.fiches.values() for item in one.item),
        )
    )


def check_citing(name: str, statute: Statute, statutes: Statutes) -> None:
    """Stop at a provision that is said to cite an article and is not held.

    Raises:
        DataError: with the article and who is said to cite it.
    """
    for article in statute.articles:
        for use in article.article.used_by:
            if not use[:1].islower() and not _held(use, statutes):
                reason = f'"{use}" is no provision that is held.'
                remedy = "Write FR-CESEDA:L823-1(2), or the table and the id of a row."
                raise DataError(name, _TABLE, article.address.article, reason, remedy)


def _held(text: str, statutes: Statutes) -> bool:
    try:
        return statutes.find(Address.parse(text)) is not None
    except AddressError:
        return False


def _provisions(name: str, head: StatuteHead, row: StatuteArticle) -> Iterator[StatuteProvision]:
    """The article and its parts."""
    try:
        address = Address.parse(f"{head.id}:{row.article}")
        if address.path:
            raise AddressError(f'"{row.article}" is more than an article.')
        yield StatuteProvision(address, row.text, row, head)
        for at, text in parts_of(address, row.units):
            yield StatuteProvision(at, text, row, head)
    except AddressError as error:
        remedy = "Write L823-1 or 648-bis; parts are units, 15(a) after 15."
        raise DataError(name, _TABLE, row.article, str(error), remedy) from None
