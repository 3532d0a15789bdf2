"""Somebody who stays here and is told of all the same: a name in a text, a number asked about.

Taking a person off the list of a letter protects nobody whose phone is asked about in it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from comity.entities.people import Person

SHORTEST_NUMBER = 5  # signs; a shorter one stands in other numbers by chance
# One-letter words that Arabic writes together with the next: and, then, by, to, like.
_GLUED = "(?:[وف]?[بلك]?)"


@dataclass(frozen=True, slots=True)
class Named:
    """``by`` is the name or number of ``label`` that still stands in what would leave."""

    label: str
    by: str


def still_named(
    staying: Iterable[Person], leaving: Iterable[Person], said: Iterable[str]
) -> tuple[Named, ...]:
    """By which names and numbers people who stay are told of in what would leave.

    What somebody who leaves bears or holds too is that person's, and is not reported.

    Args:
        said: every text of what would leave, numbers among them.
    """
    texts = tuple(said)
    words, signs = "\n".join(_even(one) for one in texts), "\n".join(_signs(one) for one in texts)
    gone = tuple(leaving)
    borne = "\n".join(_even(form.text) for one in gone for form in one.names)
    held = {_signs(number.value) for one in gone for number in one.identifiers}
    return tuple(
        dict.fromkeys(
            found
            for person in staying
            for found in (*_by_name(person, words, borne), *_by_number(person, signs, held))
        )
    )


def _by_name(person: Person, words: str, borne: str) -> Iterator[Named]:
    for form in person.names:
        name = _even(form.text)
        if name and _stands(name, words) and not _stands(name, borne):
            yield Named(person.label, form.text)


def _by_number(person: Person, signs: str, held: set[str]) -> Iterator[Named]:
    for number in person.identifiers:
        bare = _signs(number.value)
        if len(bare) >= SHORTEST_NUMBER and bare in signs and bare not in held:
            yield Named(person.label, number.value)


def _stands(name: str, words: str) -> bool:
    return re.search(rf"(?<!\w){_GLUED}{re.escape(name)}(?!\w)", words) is not None


def _even(text: str) -> str:
    """Case, compatibility forms, vowel signs and spaces evened, for looking up only."""
    apart = unicodedata.normalize("NFKD", text.replace("\u0640", "")).casefold()
    kept = (one for one in apart if unicodedata.category(one) not in ("Mn", "Cf"))
    return " ".join("".join(kept).split())


def _signs(text: str) -> str:
    """Letters and digits alone; a number is written with spaces, hyphens, or neither."""
    return "".join(one for one in _even(text) if one.isalnum())


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a JSON value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_in(one)
