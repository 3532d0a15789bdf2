"""Which authority executes: by measure, then by place. A suggestion with its reason, no more.

UNTOC art. 18(13): the central authority executes or transmits; who executes inside the
requested State is its own affair, so the officer may always choose another, with a reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from comity.base.reasons import Reason
from comity.base.source import Source


@dataclass(frozen=True, slots=True)
class Authority:
    """One authority of the own State.

    ``names`` by language; ``measures`` (codes of UNTOC 18(3)) and ``places`` it is competent
    for, none meaning any. An invented one is for training and its names say so.
    """

    key: str
    names: Mapping[str, str]
    measures: frozenset[str]
    places: frozenset[str]
    invented: bool
    source: Source

    def name(self, language: str) -> str:
        """The name in this language, else in the first there is."""
        return self.names.get(language) or next(iter(self.names.values()))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An authority with what speaks for it; ``fits`` is False when a measure is not its own."""

    authority: Authority
    fits: bool
    place_fits: bool
    reason: Reason


MEASURE_AND_PLACE = "competent for the measures asked, in the place named: {place}"
MEASURE_ONLY = "competent for the measures asked; no place named is its own"
NOT_COMPETENT = "not listed as competent for: {measures}"


def suggest(
    authorities: Iterable[Authority], measures: Iterable[str], texts: Iterable[str]
) -> tuple[Suggestion, ...]:
    """Authorities, the best founded first.

    Args:
        authorities: the node's own list.
        measures: codes of what is asked.
        texts: passages of the request in which a place may be named; the first that names it
            gives the spelling of the reason.
    """
    asked, told = frozenset(measures), " ".join(texts).casefold()
    found = [_weigh(authority, asked, told) for authority in authorities]
    return tuple(
        sorted(found, key=lambda one: (not one.fits, not one.place_fits, one.authority.key))
    )


def _weigh(authority: Authority, asked: frozenset[str], told: str) -> Suggestion:
    lacking = sorted(asked - authority.measures) if authority.measures else []
    if lacking:
        reason = Reason("not_competent", NOT_COMPETENT, (("measures", ", ".join(lacking)),))
        return Suggestion(authority, False, False, reason)
    named = [one for one in sorted(authority.places) if one.casefold() in told]
    place = min(named, key=lambda one: told.index(one.casefold()), default="")
    if place:
        reason = Reason("measure_and_place", MEASURE_AND_PLACE, (("place", place),))
        return Suggestion(authority, True, True, reason)
    return Suggestion(authority, True, False, Reason("measure_only", MEASURE_ONLY))
