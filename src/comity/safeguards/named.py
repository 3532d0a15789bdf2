"""Somebody who stays here and is told of all the same: a name in a text, a number asked about.

Taking a person off the list of a letter protects nobody whose phone is asked about in it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from comity.entities.people import Held, Person
from comity.safeguards import numbers
from comity.safeguards.mentions import (
    INITIAL,
    SHORTEST_INITIALLED,
    Met,
    Name,
    Reading,
    meet,
    read,
    seen_in,
    together,
    whole,
)
from comity.safeguards.spelling import parts

SHORTEST_FAMILY_NAME = 5  # letters; a shorter one alone is no doubt
SHORTEST_ALIAS = 3  # letters; a shorter alias is no doubt
WORDED = frozenset({"address", "vessel"})  # kinds of number that may be a word alone


@dataclass(frozen=True, slots=True)
class Named:
    """``by`` is the name or number of ``label`` that still stands in what would leave.

    Not ``sure`` where only the last word of the name does, or its words apart: it may be
    anybody's or none's.
    """

    label: str
    by: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Form:
    """One way the name of a person is written."""

    label: str
    text: str
    name: Name

    @property
    def all(self) -> frozenset[int]:
        return frozenset(range(len(self.name)))

    @property
    def ends(self) -> frozenset[int]:
        """First and last word, by which somebody with more of them is called."""
        return frozenset({0, len(self.name) - 1})

    def borne_by(self, other: "_Form", which: frozenset[int]) -> bool:
        """Whether the other name has all these words too."""
        return all(any(self.name[one] & word for word in other.name) for one in which)


@dataclass(frozen=True, slots=True)
class _Gone:
    """The names of those who leave, and where each stands whole."""

    forms: tuple[_Form, ...]
    places: tuple[frozenset[int], ...]

    def bear(self, form: _Form, which: frozenset[int]) -> bool:
        """Whether one of them alone has all these words in one name."""
        return any(form.borne_by(one, which) for one in self.forms)

    def taken_from(self, form: _Form) -> frozenset[int]:
        """Places that are names of those who leave; not those within this longer name."""
        return frozenset[int]().union(
            *(
                places
                for one, places in zip(self.forms, self.places, strict=True)
                if places and not one.borne_by(form, one.all)
            )
        )


def still_named(
    staying: Iterable[Person], leaving: Iterable[Person], said: Iterable[str]
) -> tuple[Named, ...]:
    """By which names and numbers people who stay are told of in what would leave.

    A name is found where its words stand together in one text, in whatever order and spelling;
    so are its first and last word. Its words apart in one text, its initial with the last word,
    its last word alone, if long, and a name of one word are a doubt; so is an address or a vessel
    without digits. What one person who leaves bears or holds too is that person's.

    Args:
        said: every text of what would leave, numbers among them, in order.
    """
    texts, kept, gone = tuple(said), tuple(staying), tuple(leaving)
    found = (*_by_names(kept, gone, read(texts)), *_by_numbers(kept, gone, texts))
    order = {one.label: number for number, one in enumerate(kept)}
    return tuple(dict.fromkeys(sorted(found, key=lambda one: order[one.label])))


# --- names ------------------------------------------------------------------------------------


def _by_names(
    staying: Sequence[Person], leaving: Sequence[Person], reading: Reading
) -> Iterator[Named]:
    forms = [form for one in staying for form in _forms(one)]
    others = [form for one in leaving for form in _forms(one)]
    met = meet(reading, [one.name for one in (*forms, *others)])
    places = tuple(
        whole(reading, found, len(one.name)) if len(one.name) > 1 else frozenset[int]()
        for one, found in zip(others, met[len(forms) :], strict=True)
    )
    gone = _Gone(tuple(others), places)
    for form, found in zip(forms, met, strict=False):
        if found and not gone.bear(form, form.all):
            yield from _by_name(form, found, reading, gone)


def _forms(person: Person) -> list[_Form]:
    names = ((one.text, parts(one.text)) for one in person.names)
    return [_Form(person.label, text, name) for text, name in names if name]


def _by_name(form: _Form, met: list[Met], reading: Reading, gone: _Gone) -> Iterator[Named]:
    taken = gone.taken_from(form)
    free = [one for one in met if taken.isdisjoint(range(one.start, one.end))] if taken else met
    if len(form.name) == 1:
        yield from _by_one_word(form, free)
    elif _surely(form, free, reading, gone):
        yield Named(form.label, form.text)
    elif _perhaps(form, met, free, reading, gone):
        yield Named(form.label, form.text, sure=False)
    elif _by_family_name(form, free, gone):
        yield Named(form.label, form.text.split()[-1], sure=False)


def _by_one_word(form: _Form, free: list[Met]) -> Iterator[Named]:
    """A name of one word may be any word of the language, or of somebody else's name: a doubt."""
    if free and max(map(len, form.name[0])) >= SHORTEST_ALIAS:
        yield Named(form.label, form.text, sure=False)


def _surely(form: _Form, free: list[Met], reading: Reading, gone: _Gone) -> bool:
    if together(reading, free, form.all):
        return True
    return together(reading, free, form.ends) and not gone.bear(form, form.ends)


def _by_initial(form: _Form, free: list[Met], reading: Reading) -> bool:
    last = len(form.name) - 1
    long = max(map(len, form.name[last])) >= SHORTEST_INITIALLED
    return long and together(reading, free, frozenset({INITIAL, last}), between=0)


def _perhaps(form: _Form, met: list[Met], free: list[Met], reading: Reading, gone: _Gone) -> bool:
    """Words apart in one text, from one text to the next, or an initial that others share."""
    if together(reading, free, form.all, across=True) or _by_initial(form, free, reading):
        return True
    if together(reading, free, form.ends, across=True) and not gone.bear(form, form.ends):
        return True
    return form.all <= seen_in(met) and _in_one_text(form, met, free, reading)


def _in_one_text(form: _Form, met: list[Met], free: list[Met], reading: Reading) -> bool:
    """Whether a text has all words of a name, and not all as names of those who leave."""
    seen: dict[int, frozenset[int]] = {}
    for one in met:
        page = reading.page[one.start]
        seen[page] = seen.get(page, frozenset()) | one.parts
    pages = {reading.page[one.start] for one in free if INITIAL not in one.parts}
    return any(form.all <= seen[page] for page in pages)


def _by_family_name(form: _Form, free: list[Met], gone: _Gone) -> bool:
    last = len(form.name) - 1
    if len(form.text.split()[-1]) < SHORTEST_FAMILY_NAME or gone.bear(form, frozenset({last})):
        return False
    return any(last in one.parts for one in free)


# --- numbers ----------------------------------------------------------------------------------


def _by_numbers(
    staying: Sequence[Person], leaving: Sequence[Person], texts: Sequence[str]
) -> Iterator[Named]:
    held = [numbers.sought(number) for one in leaving for number in one.identifiers]
    theirs = frozenset[str]().union(*(one.ways for one in held))
    kept = [
        (_number(one, number), numbers.without(numbers.sought(number), theirs))
        for one in staying
        for number in one.identifiers
    ]
    seen = numbers.standing(texts, [one for _named, one in kept], held)
    yield from (named for (named, _sought), there in zip(kept, seen, strict=True) if there)


def _number(person: Person, held: Held) -> Named:
    """A word that is an address or a ship may stand in a text for itself."""
    telling = held.kind not in WORDED or any(sign.isdigit() for sign in held.value)
    return Named(person.label, held.value, sure=telling)


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
