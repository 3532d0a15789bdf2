"""Where the words of names stand in texts, and whether they stand together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from comity.safeguards.spelling import (
    SHORTEST_JOINED,
    Word,
    glued,
    is_article,
    met_as,
    plain,
    words,
)

INITIAL = -1  # stands for the first letter of a name among the numbers of its words
JOINED = 3  # words of a text at most that are one word of a name: Abd el Rahman
PARTICLES = 4  # letters at most that are glued to the front of a word
SHORTEST_INITIALLED = 4  # letters of a last name that an initial tells of
BETWEEN = 1  # other words that may stand between two words of a name

Name = tuple[frozenset[str], ...]  # each word in its spellings, as ``spelling.parts`` gives it


@dataclass(frozen=True, slots=True)
class Met:
    """Words ``start`` to ``end`` of a reading are the words ``parts`` of a name."""

    start: int
    end: int
    parts: frozenset[int]


@dataclass(frozen=True, slots=True)
class Reading:
    """All texts as one row of words.

    ``page`` is the number of the text a word stands in; ``before`` how many words stand before
    it, articles and single letters not counted.
    """

    words: tuple[Word, ...]
    page: tuple[int, ...]
    before: tuple[int, ...]

    def gap(self, left: Met, right: Met) -> int:
        """How many words stand between two that were met."""
        return self.before[right.start] - self.before[left.end]

    def same_text(self, left: Met, right: Met) -> bool:
        """Whether both were met in one text."""
        return self.page[left.start] == self.page[right.start]


def read(texts: Iterable[str]) -> Reading:
    """The words of all texts, in order."""
    found = [(one, page) for page, text in enumerate(texts) for one in words(plain(text))]
    row = tuple(one for one, _page in found)
    counted = (len(one.key) > 1 and not is_article(one.key) for one in row)
    before = tuple(accumulate(counted, initial=0))
    return Reading(row, tuple(page for _one, page in found), before)


def meet(reading: Reading, names: Sequence[Name]) -> list[list[Met]]:
    """For each name where its words were met, in order; of two at one place the longer first."""
    wanted = _wanted(names)
    longest = max(map(len, wanted), default=0) + PARTICLES
    found: list[list[Met]] = [[] for _ in names]
    known: dict[str, list[tuple[frozenset[int], list[int]]]] = {}
    for start in range(len(reading.words)):
        there: list[tuple[Met, list[int]]] = []
        for end, key in _candidates(reading, start, longest):
            if key not in known:
                known[key] = _hits(key, wanted)
            there += [(Met(start, end, parts), those) for parts, those in known[key]]
        for met, those in sorted(there, key=_longer_first) if len(there) > 1 else there:
            for name in those:
                found[name].append(met)
    return found


def _longer_first(hit: tuple[Met, list[int]]) -> tuple[int, int]:
    """More words of a name before fewer; as many in fewer words of the text before."""
    return -len(hit[0].parts), hit[0].end


def _wanted(names: Sequence[Name]) -> dict[str, set[tuple[int, frozenset[int]]]]:
    """Every spelling looked for, with the names and the words of them that it is."""
    wanted: dict[str, set[tuple[int, frozenset[int]]]] = {}
    for number, name in enumerate(names):
        for key, parts in _keys(name):
            wanted.setdefault(key, set()).add((number, parts))
    return wanted


def _keys(name: Name) -> Iterator[tuple[str, frozenset[int]]]:
    for number, spellings in enumerate(name):
        yield from ((one, frozenset({number})) for one in spellings)
    if len(name) > 1:
        yield f"{initial(name[0])}.", frozenset({INITIAL})
    yield from ((one, parts) for one, parts in glued(name) if len(one) >= SHORTEST_JOINED)


def initial(word: frozenset[str]) -> str:
    """The first letter of a word of a name, written in full."""
    return max(word, key=len)[0]


def _candidates(reading: Reading, start: int, longest: int) -> Iterator[tuple[int, str]]:
    """A word, it and up to two neighbours as one, and an initial with its dot; where each ends."""
    row = reading.words
    if row[start].initial and _beside_a_name(row, start):
        yield start + 1, f"{row[start].key}."
    joined, tight = "", True
    for end in range(start + 1, min(start + JOINED, len(row)) + 1):
        last = row[end - 1]
        joined += last.key
        if len(joined) > longest or reading.page[end - 1] != reading.page[start]:
            return
        tight = tight and (last.tight or end == start + 1)
        if tight or len(joined) >= SHORTEST_JOINED:
            yield end, joined


def _beside_a_name(row: Sequence[Word], start: int) -> bool:
    """Whether an initial has a long word near it: single letters alone are a list."""
    beside = row[max(start - JOINED, 0) : start + JOINED + 1]
    return any(len(one.key) >= SHORTEST_INITIALLED for one in beside)


def _hits(
    key: str, wanted: dict[str, set[tuple[int, frozenset[int]]]]
) -> list[tuple[frozenset[int], list[int]]]:
    """Which words of names a word is, and of which names."""
    spellings = [key] if key.endswith(".") else met_as(key)
    found: dict[frozenset[int], list[int]] = {}
    for name, parts in {hit for one in spellings for hit in wanted.get(one, ())}:
        found.setdefault(parts, []).append(name)
    return list(found.items())


def seen_in(met: Iterable[Met]) -> frozenset[int]:
    """The words of a name that were met."""
    return frozenset[int]().union(*{one.parts for one in met})


def together(
    reading: Reading,
    met: Sequence[Met],
    need: frozenset[int],
    *,
    between: int = BETWEEN,
    across: bool = False,
) -> bool:
    """Whether all words ``need`` of a name stand together, in whatever order.

    Args:
        between: how many other words may stand between two of them.
        across: the end of one text and the start of the next are together too.
    """
    seen: frozenset[int] = frozenset()
    last: Met | None = None
    for one in met if need <= seen_in(met) else ():
        if not one.parts & need or (last and one.start < last.end):
            continue
        if last and not (
            reading.gap(last, one) <= between and (across or reading.same_text(last, one))
        ):
            seen = frozenset()
        seen, last = seen | one.parts, one
        if need <= seen:
            return True
    return False


def whole(reading: Reading, met: Sequence[Met], size: int) -> frozenset[int]:
    """Places of the words of a name of ``size`` words where it stands whole, nothing between."""
    found: set[int] = set()
    need = frozenset(range(size))
    for at, first in enumerate(met if need <= seen_in(met) else ()):
        if first.start not in found:
            found |= _whole_from(reading, met, at, need)
    return frozenset(found)


def _whole_from(reading: Reading, met: Sequence[Met], at: int, need: frozenset[int]) -> set[int]:
    """The places of a whole name that begins with what was met at ``at``; none if none does."""
    seen, last, places = frozenset[int](), met[at], set[int]()
    for number in range(at, len(met)):
        one = met[number]
        if places and one.start < last.end:
            continue
        apart = places and (reading.gap(last, one) > 0 or not reading.same_text(last, one))
        if apart or not one.parts <= need - seen:
            return set()
        seen, last = seen | one.parts, one
        places |= set(range(one.start, one.end))
        if seen == need:
            return places
    return set()
