"""Where a provision stands: a text, an article, and the way down to a paragraph, letter or item.

Written ``UNTOC:16(10)`` in data and findings, ``UNTOC/16#10`` as the end of a link. A statute has
its State before a hyphen, ``FR-CESEDA:L823-1(2)``, and its articles may have one too. A text alone
is the address of the whole. An address says nothing of whether the text is held, nor in which
version.
"""

import re
from dataclasses import dataclass
from typing import Self

_TEXT, _LABEL = r"(?:[A-Z]{2}-)?[A-Z][A-Z0-9_]*", r"[0-9a-z]+"
_ARTICLE = r"[0-9A-Za-z]+(?:[-.][0-9A-Za-z]+)*"
_NO_RANGE = r"(?![A-Z0-9_]+[:/]\w+[-.])"  # a hyphen after a treaty: articles 16 to 18
_WRITTEN = re.compile(rf"{_NO_RANGE}({_TEXT})(?::({_ARTICLE})((?:\({_LABEL}\))*))?")
_LINKED = re.compile(rf"{_NO_RANGE}({_TEXT})(?:/({_ARTICLE})(?:#({_LABEL}(?:\.{_LABEL})*))?)?")
_KEY = re.compile(rf"({_LABEL})((?:\({_LABEL}\))*)")
_LABELS = re.compile(_LABEL)


class AddressError(ValueError):
    """A text that is no address."""


@dataclass(frozen=True, slots=True)
class Address:
    """``Address("UNTOC", "18", ("15", "c"))`` is UNTOC, article 18, paragraph 15, letter c.

    ``treaty`` is the id of the text, be it a treaty or a statute. ``path`` has the labels from the
    outside inwards; without an article it is empty.
    """

    treaty: str
    article: str = ""
    path: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """The address written so, as ``str`` prints it.

        Raises:
            AddressError: the text is none.
        """
        return cls._matched(_WRITTEN.fullmatch(text), text)

    @classmethod
    def from_link(cls, text: str) -> Self:
        """The address of a link, as ``link`` prints it.

        Raises:
            AddressError: the text is none.
        """
        return cls._matched(_LINKED.fullmatch(text), text)

    @classmethod
    def _matched(cls, match: re.Match[str] | None, text: str) -> Self:
        if match is None:
            raise AddressError(f'"{text}" is no address. Write UNTOC:16(10) or UNTOC/16#10.')
        return cls(match[1], match[2] or "", tuple(_LABELS.findall(match[3] or "")))

    def __str__(self) -> str:
        return f"{self.treaty}:{self.place}" if self.article else self.treaty

    @property
    def state(self) -> str:
        """The State of a statute; empty for a treaty."""
        return self.treaty.rpartition("-")[0]

    @property
    def place(self) -> str:
        """Where in the text, as lawyers write it: ``16(10)``."""
        return self.article + "".join(f"({label})" for label in self.path)

    @property
    def page(self) -> str:
        """The page of the article: ``UNTOC/16``."""
        return f"{self.treaty}/{self.article}" if self.article else self.treaty

    @property
    def anchor(self) -> str:
        """The place on that page: ``15.c``; empty for the article itself."""
        return ".".join(self.path)

    @property
    def link(self) -> str:
        """Page and place in one: ``UNTOC/18#15.c``."""
        return f"{self.page}#{self.anchor}" if self.path else self.page

    @property
    def above(self) -> Self | None:
        """What it is a part of: of a letter the paragraph, of an article the text."""
        if self.path:
            return type(self)(self.treaty, self.article, self.path[:-1])
        return type(self)(self.treaty) if self.article else None

    def under(self, *labels: str) -> Self:
        """A part of it."""
        return type(self)(self.treaty, self.article, (*self.path, *labels))


def path_of(key: str) -> tuple[str, ...]:
    """The path in a key of the data: ``15(a)`` is paragraph 15, letter a.

    Raises:
        AddressError: the text is no such key.
    """
    match = _KEY.fullmatch(key)
    if match is None:
        raise AddressError(f'"{key}" is no place in an article.')
    return (match[1], *_LABELS.findall(match[2]))
