"""The elements of offences in words, one column for each side that is compared."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from comity.law.elements import KINDS, elements_of
from comity.law.rows import LIFE, Offence
from comity_node.legal_wording import BENEFITS, ELEMENT_KINDS, NOT_KNOWN, element, penalty
from comity_node.wording import TRITS

UNKNOWN = (BENEFITS["unknown"], TRITS["unknown"], NOT_KNOWN)
"""What a cell says where nobody knows."""


@dataclass(frozen=True, slots=True)
class Said:
    """One word of a cell; ``alone`` where no other side says it."""

    word: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of element, with what each side says of it."""

    label: Any
    cells: tuple[tuple[Said, ...], ...]


def element_table(sides: Sequence[Sequence[Offence]]) -> list[Line]:
    """What the offences of each side ask for; nothing where a side has no offence."""
    if not all(sides):
        return []
    lines = [_line(ELEMENT_KINDS[kind], sides, _of_kind(kind)) for kind in KINDS if kind != "role"]
    lines += [
        _line(
            _("Highest penalty, basic offence"), sides, lambda row: [penalty(row.base_max_months)]
        ),
        _line(_("Highest penalty, with circumstances"), sides, _highest),
        _line(_("Attempt is punished"), sides, lambda row: [str(TRITS[row.attempt_punished])]),
        _line(
            _("Legal persons answer for it"),
            sides,
            lambda row: [str(TRITS[row.legal_person_liability])],
        ),
    ]
    return [line for line in lines if any(line.cells)]


def _of_kind(kind: str) -> Callable[[Offence], Iterable[str]]:
    return lambda row: (element(one) for one in elements_of(row) if one.startswith(f"{kind}:"))


def _highest(row: Offence) -> Iterable[str]:
    """The highest of its penalties; nothing where no circumstance raises it."""
    highest = max((one.max_months for one in row.variant), default=0)
    return [penalty(min(highest, LIFE))] if highest > row.base_max_months else []


def _line(
    label: Any, sides: Sequence[Sequence[Offence]], words: Callable[[Offence], Iterable[str]]
) -> Line:
    said = [list(dict.fromkeys(word for row in rows for word in words(row))) for rows in sides]
    return Line(label, tuple(tuple(_marked(ones, said)) for ones in said))


def _marked(own: list[str], said: list[list[str]]) -> Iterable[Said]:
    """Where one side is not known, nothing differs."""
    others = [ones for ones in said if ones is not own]
    unknown = {str(word) for word in UNKNOWN}
    known = bool(others) and unknown.isdisjoint(word for ones in said for word in ones)
    for word in own:
        yield Said(word, known and not any(word in ones for ones in others))
