"""The treaty library: the texts that are held, by article, paragraph, letter and item.

Read when first asked for, never by :func:`comity.law.load`. A text that is not in the data is not
held: its depositary has it. Nothing here says who is bound by a text; the status rows do.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources.abc import Traversable
from types import MappingProxyType

from comity.base.reader import DataError, package_data, read_headed_toml
from comity.base.source import Source
from comity.base.words import did_you_mean
from comity.law.addresses import Address, AddressError
from comity.law.data import LawData, load
from comity.law.provisions import Body, parts_of
from comity.law.rows import Treaty

ENGLISH = "en"
_ENDING = ".toml"


@dataclass(frozen=True, slots=True)
class TextHead:
    """What holds for a whole text: where it is from, in which version, what was changed.

    ``version`` says whether later treaties are worked into it; ``preamble`` may be empty.
    """

    treaty: str
    language: str
    authentic: bool
    title: str
    depositary: str
    version: str
    changed: str
    rights: str
    preamble: str
    closing: str
    source: Source


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article of the data. ``units`` has its parts by key, in the order of the treaty.

    ``chapter`` stands on the first article of a chapter only; ``note`` is ours.
    """

    article: str
    chapter: str = ""
    heading: str = ""
    note: str = ""
    text: str = ""
    units: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Provision:
    """An article or a part of one, with the words that are its own and not those of its parts.

    ``text`` may be empty: of an article that begins with its paragraphs, or one that is wanting
    in the source (then ``note`` says so). Lines of a list without labels stand on lines of their
    own. ``chapter``, ``heading`` and ``note`` are those of the article; ``note`` is ours.
    """

    address: Address
    language: str
    heading: str
    text: str
    note: str
    chapter: str


@dataclass(frozen=True, slots=True)
class Text(Body[Provision]):
    """One treaty in one language."""

    head: TextHead


@dataclass(frozen=True, slots=True)
class Texts:
    """Every text that is held: by treaty, in the order of the treaties, and by language."""

    by_treaty: Mapping[str, Mapping[str, Text]]

    def text(self, treaty: str, language: str = ENGLISH) -> Text | None:
        """The text in that language, in English where there is none; its head says which."""
        held = self.by_treaty.get(treaty, {})
        return held.get(language) or held.get(ENGLISH)

    def find(self, address: Address, language: str = ENGLISH) -> Provision | None:
        """The provision, in that language or in English; it says which. None: not held.

        A text as a whole is no provision: ask for it with ``text``.
        """
        text = self.text(address.treaty, language)
        return text.provisions.get(address) if text else None


def load_texts(root: Traversable | None = None) -> Texts:
    """The texts of the package (read once), or of a folder laid out like ``comity/data``.

    Raises:
        DataError: a text is broken, has an address twice or belongs to no treaty of the data.
    """
    return _packaged() if root is None else _load(root, load(root))


def not_held(law: LawData, texts: Texts | None = None) -> tuple[Treaty, ...]:
    """The treaties of the data whose text is not in them, in their order; each has a depositary."""
    held = (texts or load_texts()).by_treaty
    return tuple(treaty for treaty in law.treaties.values() if treaty.id not in held)


@cache
def _packaged() -> Texts:
    return _load(package_data(), load())


def _load(root: Traversable, law: LawData) -> Texts:
    found: defaultdict[str, dict[str, Text]] = defaultdict(dict)
    folder = root / "law" / "texts"
    if not folder.is_dir():
        raise DataError(folder.name, "", "", "the folder is missing.", "Put it back.")
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        text = read_text(file, law)
        found[text.head.treaty][text.head.language] = text
    ordered = (treaty for treaty in law.treaties if treaty in found)
    return Texts(MappingProxyType({one: MappingProxyType(found[one]) for one in ordered}))


def read_text(file: Traversable, law: LawData) -> Text:
    """One text of a treaty.

    Raises:
        DataError: it is broken, or belongs to no treaty of the data.
    """
    head, rows = read_headed_toml(
        file, ("text", TextHead), "provision", ArticleRow, key=lambda row: row.article
    )
    if head.treaty not in law.treaties:
        remedy = did_you_mean(head.treaty, law.treaties)
        raise DataError(file.name, "text", "", f'"{head.treaty}" is no treaty.', remedy)
    if file.name != f"{head.treaty}.{head.language}{_ENDING}":
        reason, remedy = "the name of the file is not that of its text.", "Treaty, language, toml."
        raise DataError(file.name, "text", "", reason, remedy)
    provisions: dict[Address, Provision] = {}
    for row in rows:
        for provision in _provisions(file, head, row):
            provisions[provision.address] = provision
    return Text(MappingProxyType(provisions), head)


def _provisions(file: Traversable, head: TextHead, row: ArticleRow) -> Iterator[Provision]:
    """The article and its parts."""
    article = _article_address(file, head, row)
    if not (row.text or row.units or row.note):
        reason, remedy = "an article without words.", "Say in its note why it has none."
        raise DataError(file.name, "provision", row.article, reason, remedy)
    yield Provision(article, head.language, row.heading, row.text, row.note, row.chapter)
    try:
        for address, text in parts_of(article, row.units):
            yield Provision(address, head.language, row.heading, text, row.note, row.chapter)
    except AddressError as error:
        remedy = "Write 15(a), after 15."
        raise DataError(file.name, "provision", row.article, str(error), remedy) from None


def _article_address(file: Traversable, head: TextHead, row: ArticleRow) -> Address:
    if not (row.article.isascii() and row.article.isalnum()):
        reason = f'"{row.article}" is no article.'
        raise DataError(file.name, "provision", row.article, reason, "Write 16; parts are units.")
    return Address(head.treaty, row.article)
