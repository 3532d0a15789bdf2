"""HR-24: no text calls a person illegal. The word is found and a neutral one offered."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from comity.base.reader import package_data, read_toml
from comity.base.source import Source


@dataclass(frozen=True, slots=True)
class Word:
    """A pattern of one language and what to write instead."""

    key: str
    language: str
    pattern: str
    offered: str
    source: Source


@dataclass(frozen=True, slots=True)
class Found:
    """An unfit word as it stands in a text, and what is offered."""

    text: str
    offered: str


@cache
def words() -> tuple[Word, ...]:
    """The list of this version: data/safeguards/words.toml."""
    file = package_data().joinpath("safeguards", "words.toml")
    return read_toml(file, "word", Word, key=lambda row: row.key)


def unfit(texts: Iterable[str]) -> tuple[Found, ...]:
    """Every unfit word in these texts, in every language of the list."""
    return tuple(
        Found(match.group(), word.offered)
        for text in texts
        for word in words()
        for match in re.finditer(word.pattern, text, re.IGNORECASE)
    )
