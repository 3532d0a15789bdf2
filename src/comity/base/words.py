"""Closed vocabularies, and the nearest words for one that is not in them."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Marks a field of a row whose words come from the vocabulary of this name."""

    vocabulary: str


LONGEST_SHOWN = 60  # letters of a wrong word in an error


def clipped(text: str) -> str:
    """A text as an error quotes it: not more than a line, what cannot be printed as its code."""
    shown = "".join(
        sign if sign.isprintable() else sign.encode("unicode-escape").decode("ascii")
        for sign in text[:LONGEST_SHOWN]
    )
    return shown if len(text) <= LONGEST_SHOWN else f"{shown}…"


def nearest(word: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The known words most like this one, best first; capitals do not count."""
    by_folded = {other.casefold(): other for other in known}
    close = difflib.get_close_matches(word[:LONGEST_SHOWN].casefold(), by_folded, count, cutoff=0.6)
    return tuple(by_folded[folded] for folded in close)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """What to do about an unknown word, as one English sentence."""
    words = sorted(known)
    close = nearest(word, words)
    return f"Did you mean {' or '.join(close)}?" if close else f"Use one of: {', '.join(words)}."
