"""The words of a legal text as the index of a search has them, and where each stands in the text.

Folded by letter (:mod:`comity.law.folding`), in every script. A number of an article is one word
(``l823-1``, ``12bis``), and its parts are words of their own beside it.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from comity.law.folding import ADDED, folded

LONGEST_WORD = 60  # signs that are kept of one word
REACH = 4000  # signs behind the first word found that an excerpt is looked for in
_LAST_SIGN = 0x20000  # beyond lie ideographs, and signs no text has


def _class_of(*categories: str) -> str:
    """What stands in a class of a regular expression for the signs of these categories."""
    signs = (chr(one) for one in range(_LAST_SIGN))
    return "".join(re.escape(one) for one in signs if unicodedata.category(one) in categories)


_DASH = r"[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]"
_WORD = rf"[^\W_](?:[^\W_]|[{_class_of('Mn', 'Me', 'Mc', 'Cf')}])*"
_SPANS = re.compile(
    rf"(?:(?<![\w.])[LRDAlrda]\. ?(?=[0-9]+-[0-9]))?{_WORD}(?:{_DASH}{_WORD})*"
    rf"(?:(?<=[0-9])(?:\s|{_DASH})(?:{ADDED})(?!\w)(?:{_DASH}{_WORD})*)?",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[^\W_]+")
_WHOLE = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LETTERED = re.compile(r"[a-z]([0-9]+-[0-9-]+)")  # l823-1, which is also asked for as 823-1


@dataclass(frozen=True, slots=True)
class Span:
    """A word from ``start`` to ``end`` of a text. ``words`` has the whole first, then its parts."""

    start: int
    end: int
    words: tuple[str, ...]


def spans(text: str) -> Iterator[Span]:
    """The words of a text in order; what has no letter and no digit is none."""
    for match in _SPANS.finditer(text):
        words = _words_of(match[0])
        if words:
            yield Span(match.start(), match.end(), words)


@lru_cache(maxsize=2**16)
def _words_of(written: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for whole in _WHOLE.findall(folded(written)):
        lettered = _LETTERED.fullmatch(whole)
        parts = _PARTS.findall(whole)
        for word in (whole, *(lettered.groups() if lettered else ()), *parts):
            found[word[:LONGEST_WORD]] = None
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; ``found`` where it is what was looked for."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a text in pieces that, joined, are as they stand there."""

    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool

    @property
    def marked(self) -> bool:
        """Whether anything of what was looked for stands in it."""
        return any(piece.found for piece in self.pieces)


def excerpt(text: str, words: Collection[str], most: int) -> Excerpt:
    """Where the words stand closest together, on ``most`` signs or a word more.

    Of a long text the part that begins with the first of them is looked through.

    Args:
        words: as the index has them; without any, the beginning of the text.
    """
    hits = list(_hits(text, frozenset(words), REACH + most)) if words else []
    start, end = _window(text, hits, most)
    inside = [one for one in hits if start <= one.start and one.end <= end]
    return Excerpt(tuple(_pieces(text, inside, start, end)), start > 0, end < len(text))


def _hits(text: str, words: frozenset[str], reach: int) -> Iterator[Span]:
    """The words of a text that are among these, as far as ``reach`` signs behind the first."""
    last = len(text)
    for match in _SPANS.finditer(text):
        if match.start() > last:
            return
        found = _words_of(match[0])
        if not words.isdisjoint(found):
            last = min(last, match.start() + reach)
            yield Span(match.start(), match.end(), found)


def _window(text: str, hits: list[Span], most: int) -> tuple[int, int]:
    """From the place where most different words stand within reach, cut between words."""
    if len(text) <= most:
        return 0, len(text)
    start = _densest(hits, most) if hits else 0
    before = max(0, start - most // 5)
    if before:
        space = text.find(" ", before, start)
        before = space + 1 if space >= 0 else start
    after = min(len(text), before + most)
    space = text.find(" ", after)
    return before, space if 0 <= space <= after + LONGEST_WORD else after


def _densest(hits: list[Span], most: int) -> int:
    """Where the stretch begins that has most different words, the first of several."""
    best, where, first = 0, hits[0].start, 0
    counts: dict[str, int] = {}
    for last in hits:
        counts[last.words[0]] = counts.get(last.words[0], 0) + 1
        while last.end - hits[first].start > most * 4 // 5 and hits[first] is not last:
            gone = hits[first].words[0]
            counts[gone] -= 1
            if not counts[gone]:
                del counts[gone]
            first += 1
        if len(counts) > best:
            best, where = len(counts), hits[first].start
    return where


def _pieces(text: str, hits: list[Span], start: int, end: int) -> Iterator[Piece]:
    for hit in hits:
        if hit.start > start:
            yield Piece(text[start : hit.start], found=False)
        yield Piece(text[hit.start : hit.end], found=True)
        start = hit.end
    if start < end:
        yield Piece(text[start:end], found=False)
