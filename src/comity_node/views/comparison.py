"""Dual criminality as a page shows it: one side for each State, element by element."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from comity.base.source import Source
from comity.base.trit import Trit
from comity.law.assess import Answer
from comity.law.offences import Element, RowTest, StateResult
from comity_node.wording import maximum

ROWS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class ElementShown:
    """An element in words with its finding."""

    name: str
    word: str


@dataclass(frozen=True, slots=True)
class RowShown:
    """One offence with its elements."""

    statute: str
    article: str
    maximum: str
    elements: tuple[ElementShown, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Side:
    """One State's side of the comparison."""

    state: str
    word: str
    rows: tuple[RowShown, ...]


WORD = {Trit.YES: "met", Trit.NO: "not_met", Trit.UNKNOWN: "unknown"}


def sides(answer: Answer) -> tuple[Side, ...]:
    """The requesting State first; of each the offences that decide."""
    return tuple(_side(one) for one in (answer.dual_criminality.rs, answer.dual_criminality.rd))


def _side(one: StateResult) -> Side:
    shown = one.matched or one.tests[:1]
    return Side(one.state, WORD[one.result], tuple(_row(test) for test in shown[:ROWS_SHOWN]))


def _row(test: RowTest) -> RowShown:
    row = test.row
    elements = tuple(_element(one) for one in test.elements if one.asked)
    return RowShown(row.statute, row.article, maximum(test.max_months), elements, row.source)


def _element(element: Element) -> ElementShown:
    names = {
        "conduct": _("conduct"),
        "circumstance": _("circumstance"),
        "object": _("the people"),
        "benefit": _("benefit"),
    }
    return ElementShown(names.get(element.name, element.name), WORD[element.state])
