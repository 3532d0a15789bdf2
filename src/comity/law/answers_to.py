"""Which articles of the Protocol and the Convention an offence row answers to.

Stands here until ``comity.law.harmonisation.offence_articles`` is there, which says the same with
more. That a row answers to an article does not say that it does all the article asks.
"""

from comity.base.trit import Trit
from comity.law.addresses import Address
from comity.law.rows import Offence

_PROTOCOL, _CONVENTION = "SOM_PROTOCOL", "UNTOC"
_OF_CONDUCT = (
    (Address(_PROTOCOL, "6", ("1", "a")), {"procure_entry", "procure_transit", "transport"}, False),
    (Address(_PROTOCOL, "6", ("1", "b", "i")), {"produce_document"}, True),
    (Address(_PROTOCOL, "6", ("1", "b", "ii")), {"provide_document", "possess_document"}, True),
    (Address(_PROTOCOL, "6", ("1", "c")), {"procure_stay", "harbour"}, False),
    (Address(_PROTOCOL, "6", ("2", "b")), {"aid"}, False),
    (Address(_PROTOCOL, "6", ("2", "c")), {"organise", "lead_group"}, False),
)
_OF_CIRCUMSTANCE = (
    (Address(_PROTOCOL, "6", ("3", "a")), {"danger_to_life", "death", "serious_injury"}),
    (Address(_PROTOCOL, "6", ("3", "b")), {"inhuman_treatment"}),
)
_OF_ROLE = (
    (Address(_CONVENTION, "5", ("1", "a")), "related_criminal_organisation"),
    (Address(_CONVENTION, "6", ("1", "a")), "related_money_laundering"),
)


def offence_articles(row: Offence) -> tuple[Address, ...]:
    """The articles of the Protocol, then of the Convention; none where an absence is stated."""
    found = [Address(_PROTOCOL, "5")] if row.migrant_immunity is Trit.YES else []
    found += [
        address
        for address, conduct, of_all in _OF_CONDUCT
        if (of_all or not row.related) and conduct & set(row.conduct)
    ]
    if row.attempt_punished is Trit.YES and not row.related:
        found.append(Address(_PROTOCOL, "6", ("2", "a")))
    circumstances = {one for variant in row.variant for one in variant.circumstances}
    found += [at for at, ones in _OF_CIRCUMSTANCE if not row.related and ones & circumstances]
    found += [address for address, role in _OF_ROLE if row.role == role]
    return tuple(sorted(found, key=lambda at: (at.treaty != _PROTOCOL, str(at))))
