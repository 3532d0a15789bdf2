"""A number as it may be written in a text, and where it stands there whole."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import phonenumbers

from comity.entities.people import Held
from comity.safeguards.spelling import by_sight, plain

SHORTEST = 5  # signs; a shorter one stands in other numbers by chance
TELLING = 7  # signs from which a number is known beside letters and in dates
WIDEST_GAP = 4  # signs between two groups of a number
_GROUP = re.compile(r"\d+|[^\W\d_]+")
_SEPARATORS = frozenset(" \t\r\n-/\\()[]{}_+\u2010\u2011\u2012\u2013\u2014\u2212")
_DIGITS_BEFORE = re.compile(r"(?<!\d)\d{1,4}([.,/\-])\Z")
_DIGITS_AFTER = re.compile(r"([.,/\-])\d{1,4}(?!\d)")
# What callers dial before the code of a country.
_ABROAD = ("", "00", "011", "000")


@dataclass(frozen=True, slots=True)
class Group:
    """Digits (in Latin ones) or letters that stand together, at ``start`` to ``end``."""

    signs: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """Groups that, read together, are a way of writing a number looked for."""

    signs: str
    start: int
    end: int
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """A number looked for: every way to write it without separators, and which may part it.

    ``between`` is None where any sign may, as people write phones.
    """

    ways: frozenset[str]
    between: frozenset[str] | None

    def stands(self, run: Run, even: str) -> bool:
        """Whether a run of ``plain`` text that reads as this number is it, whole."""
        if not _apart(run, even):
            return False
        if self.between is None:
            return True
        parted = all(self.between.issuperset(gap) for gap in run.gaps)
        return parted and not _of_a_longer(run, even)


def sought(number: Held) -> Sought:
    """How a held number may be met in a text."""
    signs = signs_of(number.value)
    if number.kind == "phone":
        return Sought(frozenset(_phone_ways(number.value, signs)), None)
    ways = {signs} if len(signs) >= SHORTEST else set()
    own = {one for one in plain(number.value) if not one.isalnum()}
    return Sought(frozenset(ways), _SEPARATORS | own)


def signs_of(text: str) -> str:
    """Letters and Latin digits alone."""
    return "".join(one.signs for one in groups(plain(text)))


def _phone_ways(value: str, signs: str) -> Iterator[str]:
    """With and without the country's code, what is dialled before it, and the trunk's prefix."""
    for code, national in _national(value, signs):
        if len(national) < SHORTEST:
            continue
        home = {national, f"0{national}", _as_dialled_at_home(value) or national}
        yield from home
        yield from (f"{abroad}{code}{one}" for abroad in _ABROAD for one in home)


def _national(value: str, signs: str) -> Iterator[tuple[str, str]]:
    """Country code and national number; of a code nobody has, the first group or every cut."""
    try:
        read = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        first = next((one.signs for one in groups(plain(value))), "")
        cuts = (len(first),) if len(first) <= 3 else (1, 2, 3)
        yield from ((signs[:cut], signs[cut:].removeprefix("0")) for cut in cuts)
    else:
        yield str(read.country_code), phonenumbers.national_significant_number(read)


def _as_dialled_at_home(value: str) -> str:
    try:
        read = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return ""
    return signs_of(phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.NATIONAL))


def groups(even: str) -> list[Group]:
    """Groups of digits of one script and of letters in ``plain`` text, in order."""
    return [
        one
        for match in _GROUP.finditer(even)
        for one in _cut_by_script(match[0], match.start(), match.end())
    ]


def _cut_by_script(text: str, start: int, end: int) -> Iterator[Group]:
    if text.isascii() or not text.isdecimal():
        yield Group(by_sight(text), start, end)
        return
    zeros = [ord(one) - unicodedata.decimal(one) for one in text]
    latin = "".join(str(unicodedata.decimal(one)) for one in text)
    first = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or zeros[at] != zeros[first]:
            yield Group(latin[first:at], start + first, start + at)
            first = at


def beginnings(numbers: Iterable[Sought]) -> frozenset[str]:
    """Every beginning of every way of writing, by which a search knows when to stop."""
    return frozenset(way[:size] for one in numbers for way in one.ways for size in _sizes(way))


def _sizes(way: str) -> range:
    return range(1, len(way) + 1)


def without(number: Sought, theirs: frozenset[str]) -> Sought:
    """The number less those ways of writing it that are a number of somebody else too."""
    return replace(number, ways=number.ways - theirs)


def standing(texts: Iterable[str], kept: Sequence[Sought], held: Sequence[Sought]) -> list[bool]:
    """For each number kept whether it stands in a text, and not inside one that is held."""
    every = (*kept, *held)
    ways: dict[str, list[int]] = {}
    for number, one in enumerate(every):
        for way in one.ways:
            ways.setdefault(way, []).append(number)
    known = beginnings(every)
    found: set[int] = set()
    for text in texts:
        even = plain(text)
        there = [
            (run, number)
            for run in runs(even, ways, known)
            for number in ways[run.signs]
            if every[number].stands(run, even)
        ]
        found |= _not_inside(there, len(kept))
    return [number in found for number in range(len(kept))]


def _not_inside(there: list[tuple[Run, int]], kept: int) -> set[int]:
    """The first ``kept`` numbers, where their run is no part of a run of another's number."""
    found: set[int] = set()
    theirs = 0
    for run, number in sorted(there, key=lambda one: (one[0].start, -one[0].end)):
        if number >= kept:
            theirs = max(theirs, run.end)
        elif run.end > theirs:
            found.add(number)
    return found


def runs(even: str, ways: Collection[str], known: frozenset[str]) -> Iterator[Run]:
    """Every run of groups in ``plain`` text that reads as one of ``ways``.

    Args:
        known: the beginnings of ``ways``.
    """
    cut = groups(even)
    for first in range(len(cut)):
        yield from _runs_from(even, cut, first, ways, known)


def _runs_from(
    even: str, cut: list[Group], first: int, ways: Collection[str], known: frozenset[str]
) -> Iterator[Run]:
    signs, gaps = "", []
    for at in range(first, len(cut)):
        if at > first:
            gap = even[cut[at - 1].end : cut[at].start]
            if len(gap) > WIDEST_GAP:
                return
            gaps.append(gap)
        signs += cut[at].signs
        if signs not in known:
            return
        if signs in ways:
            yield Run(signs, cut[first].start, cut[at].end, tuple(gaps))


def _apart(run: Run, even: str) -> bool:
    """Not glued to other letters or digits; a long number may be ("tel20123456")."""
    if len(run.signs) >= TELLING:
        return True
    beside = even[max(run.start - 1, 0) : run.start] + even[run.end : run.end + 1]
    return not any(one.isalnum() for one in beside)


def _of_a_longer(run: Run, even: str) -> bool:
    """Whether digits are part of a sum, a date or a file number: 12,345 or 1/2026."""
    if not run.signs.isdecimal():
        return False
    before = _DIGITS_BEFORE.search(even[max(run.start - 6, 0) : run.start])
    after = _DIGITS_AFTER.match(even[run.end : run.end + 6])
    parting = {found[1] for found in (before, after) if found}
    return bool(parting & set(".,")) or (bool(parting) and len(run.signs) < TELLING)
