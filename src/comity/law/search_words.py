"""Words by which offences are found in the languages of the readers; nothing of them is shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from types import MappingProxyType

from comity.base.reader import DataError, package_data, read_toml
from comity.base.words import did_you_mean
from comity.law.data import load
from comity.law.elements import UNWORDED, elements_of, known_elements
from comity.law.rows import Offence

LANGUAGES = ("en", "ar", "es", "fr", "it", "tr")


@dataclass(frozen=True, slots=True)
class SearchWords:
    """One element, as readers of six languages write it."""

    code: str
    en: str
    ar: str
    es: str
    fr: str
    it: str
    tr: str


def load_search_words(root: Traversable | None = None) -> Mapping[str, SearchWords]:
    """The words of the package (read once), or of a folder laid out like ``comity/data``, by code.

    Raises:
        DataError: a word is empty, a code is no element of an offence, or an element has none.
    """
    return _packaged() if root is None else _load(root)


@cache
def _packaged() -> Mapping[str, SearchWords]:
    return _load(package_data())


def _load(root: Traversable) -> Mapping[str, SearchWords]:
    file = root / "law" / "search_words.toml"
    found = {
        row.code: row for row in read_toml(file, "word", SearchWords, key=lambda row: row.code)
    }
    known = frozenset(known_elements(load().words)) - UNWORDED
    for code, row in found.items():
        if code not in known:
            raise DataError(file.name, "word", code, "no such element.", did_you_mean(code, known))
        for language in LANGUAGES:
            if not getattr(row, language).strip():
                raise DataError(file.name, "word", code, f'"{language}" is empty.', "Write it.")
    for code in sorted(known - found.keys()):
        raise DataError(file.name, "word", code, "it is missing.", "Write it in every language.")
    return MappingProxyType(found)


def said_of(row: Offence, words: Mapping[str, SearchWords]) -> Iterator[tuple[str, str]]:
    """Language and words of everything an offence asks for, excuses or punishes more."""
    for code in elements_of(row):
        if code in UNWORDED:
            continue
        for language in LANGUAGES:
            yield language, getattr(words[code], language)
