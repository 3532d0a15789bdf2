"""Two provisions side by side: unit by unit, and within a unit which words differ.

Two versions of one, or those of two States. Units are laid side by side by their label, not by
what they say: where a paragraph was put in and the others moved on, all that moved on differ. Words
are compared within one language only. It does not say what a difference means.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Protocol

from comity.law.addresses import Address

LONGEST_COMPARED = 4_000_000
"""Words of one unit times words of the other; above it the unit differs as a whole."""

# A sum with its thousands apart is one word, and so is what stands between spaces and marks.
_MARKS = r".,;:!?()\[\]«»“”\"،؛؟"
_WORD = re.compile(
    rf"\s*(?:\d{{1,3}}(?:[ .,\u00a0\u202f]\d{{3}})+(?!\d)|[^\s{_MARKS}]+|[{_MARKS}])\s*"
)


class Comparable(Protocol):
    """A provision, of a treaty or of a statute."""

    @property
    def address(self) -> Address:
        """Where it stands."""

    @property
    def language(self) -> str:
        """The language of its words."""

    @property
    def text(self) -> str:
        """Its own words."""


class Change(StrEnum):
    """How the two sides of a line stand to each other."""

    SAME = "same"
    CHANGED = "changed"
    ONLY_FIRST = "only_first"
    ONLY_SECOND = "only_second"
    NOT_COMPARED = "not_compared"  # two languages


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row; ``differs`` where the other side does not have them there."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of both sides. The runs of a side, joined, are its text; none where it has none.

    ``path`` has the labels below the provisions compared; it is empty for these themselves.
    """

    path: tuple[str, ...]
    first: tuple[Run, ...]
    second: tuple[Run, ...]
    change: Change


def compare(first: Sequence[Comparable], second: Sequence[Comparable]) -> tuple[Line, ...]:
    """The lines of a page in two columns, in the order of both sides.

    Args:
        first: a provision and its parts in order, as ``Body.parts`` gives them.
        second: the other; either may be empty.
    """
    ours, theirs = _by_path(first), _by_path(second)
    one_language = len({one.language for one in (*first, *second)}) < 2
    return tuple(
        _line(path, ours.get(path, ""), theirs.get(path, ""), one_language)
        for path in _paths(list(ours), list(theirs))
    )


def _by_path(side: Sequence[Comparable]) -> dict[tuple[str, ...], str]:
    """The words of every unit that has some, by its path below the first."""
    depth = len(side[0].address.path) if side else 0
    return {one.address.path[depth:]: one.text for one in side if one.text.strip()}


def _paths(
    ours: Sequence[tuple[str, ...]], theirs: Sequence[tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    """Every path once, in the order of either side; what only one has stands where it has it."""
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    seen: set[tuple[str, ...]] = set()
    for _, start, end, other_start, other_end in matcher.get_opcodes():
        for path in (*ours[start:end], *theirs[other_start:other_end]):
            if path not in seen:
                seen.add(path)
                yield path


def _line(path: tuple[str, ...], ours: str, theirs: str, one_language: bool) -> Line:
    if not ours or not theirs:
        change = Change.ONLY_FIRST if ours else Change.ONLY_SECOND
        return Line(path, _whole(ours, True), _whole(theirs, True), change)
    if not one_language:
        return Line(path, _whole(ours, False), _whole(theirs, False), Change.NOT_COMPARED)
    first, second = _runs(ours, theirs)
    change = Change.CHANGED if any(run.differs for run in (*first, *second)) else Change.SAME
    return Line(path, first, second, change)


def _whole(text: str, differs: bool) -> tuple[Run, ...]:
    return (Run(text, differs),) if text else ()


def _runs(ours: str, theirs: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The words of both sides in runs that differ or do not; spaces never differ."""
    first, second = _WORD.findall(ours), _WORD.findall(theirs)
    if len(first) * len(second) > LONGEST_COMPARED:
        differs = ours.split() != theirs.split()
        return _whole(ours, differs), _whole(theirs, differs)
    matcher = SequenceMatcher(None, _bare(first), _bare(second), autojunk=False)
    left: list[Run] = []
    right: list[Run] = []
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        left += _whole("".join(first[start:end]), tag != "equal")
        right += _whole("".join(second[other_start:other_end]), tag != "equal")
    return tuple(left), tuple(right)


def _bare(words: Sequence[str]) -> list[str]:
    return [word.strip() for word in words]
