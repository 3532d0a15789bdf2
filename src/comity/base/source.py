"""Where a datum comes from, of which day it speaks and how sure it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from comity.base.dates import Day


class Confidence(StrEnum):
    """How sure a row is; the words are those of the data files."""

    VERIFIED = "verified"  # read in a source now
    KNOWN = "known"  # general knowledge, not re-read
    UNKNOWN = "unknown"  # looked for, not found


_WEAKEST_FIRST = (Confidence.UNKNOWN, Confidence.KNOWN, Confidence.VERIFIED)


@dataclass(frozen=True, slots=True)
class Source:
    """Provenance of one row. ``as_of`` is an ISO day; it is empty only for a row that is absent."""

    source: str
    as_of: Day
    confidence: Confidence


ABSENT = Source("", "", Confidence.UNKNOWN)
"""Provenance of a row that is not in the data."""
NO_SOURCE = "no source recorded"
"""Said where the data hold a value and how sure it is, and nothing of where it was read."""


def weakest(sources: Iterable[Source]) -> Source:
    """One provenance for an answer that rests on several rows.

    Sources are joined by " ; ", ``as_of`` is the oldest day, confidence the weakest.
    An absent row makes the confidence unknown.
    """
    return _weakest(tuple(sources) or (ABSENT,))


@lru_cache(maxsize=4096)
def _weakest(rows: tuple[Source, ...]) -> Source:
    texts = dict.fromkeys(row.source for row in rows if row.source)
    days = sorted(row.as_of for row in rows if row.as_of)
    confidence = min((row.confidence for row in rows), key=_WEAKEST_FIRST.index)
    return Source(" ; ".join(texts), days[0] if days else "", confidence)
