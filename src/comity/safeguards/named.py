"""Somebody who stays here and is told of all the same: a name in a text, a number asked about.

Taking a person off the list of a letter protects nobody whose phone is asked about in it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from comity.entities.people import Held, Person
from comity.states.wording import latin_digits

SHORTEST_NUMBER = 5  # signs; a shorter one stands in other numbers by chance
NATIONAL = 9  # last digits of a phone, by which it is found without its country's prefix
SHORTEST_FAMILY_NAME = 5  # letters; a shorter one alone is no doubt
# One-letter words that Arabic writes together with the next: and, then, by, to, like.
_GLUED = re.compile("[وف]?[بلك]?")
# Letters of Arabic that are written for one another.
_ALIKE = str.maketrans("ىةٱ", "يها")


@dataclass(frozen=True, slots=True)
class Named:
    """``by`` is the name or number of ``label`` that still stands in what would leave.

    Not ``sure`` where only the last word of the name does, which may be anybody's or none's.
    """

    label: str
    by: str
    sure: bool = True


def still_named(
    staying: Iterable[Person], leaving: Iterable[Person], said: Iterable[str]
) -> tuple[Named, ...]:
    """By which names and numbers people who stay are told of in what would leave.

    A name is found when all its words stand in one text, in whatever order; its last word
    alone, if long, is a doubt. What somebody who leaves bears or holds too is that person's.

    Args:
        said: every text of what would leave, numbers among them.
    """
    texts, gone = tuple(said), tuple(leaving)
    words = [_words(one) for one in texts]
    signs = "\n".join(_signs(one) for one in texts)
    borne = frozenset(word for one in gone for form in one.names for word in _words(form.text))
    held = {_sought(number) for one in gone for number in one.identifiers}
    return tuple(
        dict.fromkeys(
            found
            for person in staying
            for found in (*_by_name(person, words, borne), *_by_number(person, signs, held))
        )
    )


def _by_name(person: Person, texts: list[frozenset[str]], borne: frozenset[str]) -> Iterator[Named]:
    for form in person.names:
        parts = _in_order(form.text)
        if not parts or set(parts) <= borne:
            continue
        family = parts[-1]
        telling = len(family) >= SHORTEST_FAMILY_NAME and family not in borne
        if any(set(parts) <= words for words in texts):
            yield Named(person.label, form.text)
        elif telling and any(family in words for words in texts):
            yield Named(person.label, form.text.split()[-1], sure=False)


def _by_number(person: Person, signs: str, held: set[str]) -> Iterator[Named]:
    for number in person.identifiers:
        sought = _sought(number)
        if len(sought) >= SHORTEST_NUMBER and sought in signs and sought not in held:
            yield Named(person.label, number.value)


def _sought(number: Held) -> str:
    """Letters and digits of a number; of a phone the last ones, without the country's prefix."""
    bare = _signs(number.value)
    return bare[-NATIONAL:] if number.kind == "phone" else bare


def _words(text: str) -> frozenset[str]:
    """Every word of a text, and each without the one-letter words glued to it."""
    found = _in_order(text)
    return frozenset(found) | {_GLUED.sub("", one, count=1) for one in found}


def _in_order(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", _even(text))


def _even(text: str) -> str:
    """Case, compatibility forms, vowel signs and like letters evened, for looking up only."""
    apart = unicodedata.normalize("NFKD", text.replace("\u0640", "")).casefold()
    kept = (one for one in apart if unicodedata.category(one) not in ("Mn", "Cf"))
    return "".join(kept).translate(_ALIKE)


def _signs(text: str) -> str:
    """Letters and Latin digits alone; a number is written with spaces, hyphens, or neither."""
    return "".join(one for one in latin_digits(_even(text)) if one.isalnum())


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
