"""HR-01 and HR-02: nobody is born a suspect, and being smuggled makes nobody one.

Smuggling Protocol art. 5: migrants are not liable to prosecution under the Protocol for having
been the object of the conduct of art. 6. A suspect's role therefore needs conduct on record.
"""

from comity.base.reasons import Reason
from comity.entities.people import Person, Role

# Conduct of Protocol arts. 3(a) and 6(1), (2); silence and laundering are other offences.
SMUGGLING_CONDUCT = frozenset(
    {
        "procure_entry", "procure_transit", "procure_exit", "procure_stay", "transport", "harbour",
        "produce_document", "provide_document", "possess_document", "organise", "lead_group",
        "finance", "recruit", "aid",
    }
)  # fmt: skip

NO_CONDUCT = (
    "{label} cannot be a suspect yet: no conduct of Protocol art. 6 is on record. "
    "Record what the person did and what shows it."
)
OWN_PAPER_ONLY = (
    "{label} is on record only for a paper of their own. That is no conduct of Protocol art. 6: "
    "keep the role “smuggled or not known”."
)


def may_be_suspect(person: Person, *, paper_was_own: bool = False) -> tuple[Reason, ...]:
    """Why this person cannot have the role of a suspect; empty when nothing stands against it.

    Args:
        person: with the conduct on record.
        paper_was_own: the only document conduct is a paper the person travelled on.
    """
    told = (("label", person.label),)
    conduct = set(person.conduct) & SMUGGLING_CONDUCT
    if paper_was_own:
        conduct -= {"possess_document"}
        if not conduct:
            return (Reason("own_paper_only", OWN_PAPER_ONLY, told),)
    if not conduct:
        return (Reason("no_conduct", NO_CONDUCT, told),)
    return ()


def suspects_without_conduct(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Suspects whose role nothing on record carries (HR-01)."""
    return tuple(one for one in people if one.role is Role.SUSPECT and may_be_suspect(one))
