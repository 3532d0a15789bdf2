"""Which articles an offence answers to: of the Protocol, of the Convention, of the Model Law.

That it answers to an article does not say that it does all the article asks: the cells say that.
"""

from collections.abc import Callable

from comity.base.trit import Trit
from comity.law.addresses import Address
from comity.law.harmonisation.duties import ModelArticle, Obligations, load_obligations
from comity.law.harmonisation.profile import ABSENCE, CROSSING, STAY, names, unread
from comity.law.harmonisation.rules import GROUP, MONEY
from comity.law.rows import SERIOUS_MONTHS, Offence

_PROTOCOL, _CONVENTION = "SOM_PROTOCOL", "UNTOC"
_EQUIPMENT = "related_equipment"  # what is handled for the offence helps it


def _own(row: Offence) -> bool:
    return not row.related


def _circumstances(row: Offence) -> frozenset[str]:
    return frozenset(row.requires_circumstances).union(*(one.circumstances for one in row.variant))


def _endangers(row: Offence) -> bool:
    heavier = _circumstances(row) & {"danger_to_life", "death", "serious_injury"}
    return _own(row) and names(row, CROSSING) and bool(heavier)


def _serious(row: Offence) -> bool:
    return max(row.base_max_months, *(one.max_months for one in row.variant), 0) >= SERIOUS_MONTHS


_ANSWERS: tuple[tuple[Address, Callable[[Offence], bool]], ...] = (
    (Address(_PROTOCOL, "5"), lambda row: row.migrant_immunity is Trit.YES),
    (Address(_PROTOCOL, "6", ("1", "a")), lambda row: _own(row) and names(row, CROSSING)),
    (Address(_PROTOCOL, "6", ("1", "b", "i")), lambda row: names(row, {"produce_document"})),
    (
        Address(_PROTOCOL, "6", ("1", "b", "ii")),
        lambda row: names(row, {"provide_document", "possess_document"}),
    ),
    (Address(_PROTOCOL, "6", ("1", "c")), lambda row: _own(row) and names(row, STAY)),
    (
        Address(_PROTOCOL, "6", ("2", "a")),
        lambda row: _own(row) and row.attempt_punished is Trit.YES,
    ),
    (
        Address(_PROTOCOL, "6", ("2", "b")),
        lambda row: names(row, {"aid"}) and (_own(row) or row.role == _EQUIPMENT),
    ),
    (
        Address(_PROTOCOL, "6", ("2", "c")),
        lambda row: names(row, {"organise", "lead_group"}) and (_own(row) or row.role == GROUP),
    ),
    (Address(_PROTOCOL, "6", ("3", "a")), _endangers),
    (
        Address(_PROTOCOL, "6", ("3", "b")),
        lambda row: (
            _own(row) and names(row, CROSSING) and "inhuman_treatment" in _circumstances(row)
        ),
    ),
    (Address(_CONVENTION, "2", ("b",)), _serious),
    (Address(_CONVENTION, "5", ("1", "a")), lambda row: row.role == GROUP),
    (
        Address(_CONVENTION, "5", ("1", "b")),
        lambda row: row.role == GROUP and names(row, {"organise", "lead_group", "aid"}),
    ),
    (Address(_CONVENTION, "6", ("1", "a")), lambda row: row.role == MONEY),
    (Address(_CONVENTION, "10", ("1",)), lambda row: row.legal_person_liability is Trit.YES),
)


def offence_articles(row: Offence) -> tuple[Address, ...]:
    """The articles of the Protocol, then of the Convention, that an offence row answers to.

    A row that states an absence, or of which nothing was read, answers to none.
    """
    if row.role == ABSENCE or unread(row):
        return ()
    return tuple(address for address, answers in _ANSWERS if answers(row))


def model_law_articles(row: Offence, duties: Obligations | None = None) -> tuple[ModelArticle, ...]:
    """The articles of the Model Law with the subjects of those articles, by their headings.

    Args:
        duties: where the articles stand; those of the package when left out.
    """
    known = duties or load_obligations()
    found = {
        number
        for address in offence_articles(row)
        if (duty := known.at(address))
        for number in duty.model_law
    }
    return tuple(one for number, one in known.model_law.items() if number in found)
