"""Every sentence the law room gives as a reason: code and English template.

The shell translates by code; ``{names}`` are filled with ids, codes and dates. The sentence for
the place of a basis stands in ``data/law/bases.toml`` and has the code ``step:`` plus its id.
"""

from collections.abc import Mapping
from types import MappingProxyType

from comity.base.reasons import Reason

TEXTS: Mapping[str, str] = MappingProxyType(
    {
        "party_since": "{state} is bound by {treaty} since {since}.",
        "party_not_yet": "{state} is bound by {treaty} only from {since}.",
        "party_until": "{state} was bound by {treaty} until {until} only.",
        "party_no_date": "{state} is a Party to {treaty}, but since when is not known here.",
        "party_on_list": "{state} stood on the list of Parties to {treaty} on {as_of}.",
        "party_list_later": "{state} was a Party to {treaty} on {as_of}; before that is unknown.",
        "not_party": "{state} is not a Party to {treaty}.",
        "not_listed_yet": "{state} was no Party to {treaty} on {as_of}, the day of the list.",
        "list_too_old": "{state} was no Party to {treaty} on {as_of}; what followed is unknown.",
        "status_unknown": "The status of {state} in {treaty} was looked for and not found.",
        "no_row": "The status of {state} in {treaty} is not in the data.",
        "bilateral_unsigned": "{id} was signed on {signed} only.",
        "bilateral_ended": "{id} has been of no effect since {until}.",
        "bilateral_end_open": "{id} ended in {until}; on which day is unknown.",
        "bilateral_start_unknown": "{id} is in force, but since when is unknown.",
        "bilateral_too_old": "{id} is certain until {until} only; what followed is unknown.",
        "bilateral_start_open": "{id} entered into force in {since}; on which day is unknown.",
        "bilateral_in_force": "{id} is in force since {since}.",
        "bilateral_not_yet": "{id} is in force only from {since}.",
        "bilateral_not_in_force": "{id} was not in force on {as_of}.",
        "bilateral_unknown": "Whether {id} was in force is unknown.",
        "bilateral_no_row": "No instrument of {rs} and {rd} for this act is in the data; ask.",
        "bilateral_not_asked": "{id} is unknown; a European text is at hand, so nobody need ask.",
        "domestic_lists": "{rd} can act without a treaty ({field}: {value}).",
        "domestic_asks": "Whether {rd} can act without a treaty must be asked ({field}: {value}).",
        "domestic_no_fiche": "The law of {rd} on this is not in the data; ask.",
        "domestic_refuses": "{rd} does not act without a treaty ({field}: {value}).",
        "domestic_not_asked": "Unknown for {rd}; a European text is at hand, so nobody need ask.",
        "closed_by": "{by} is in force between the two and takes its place.",
        "needs_state": "It counts only where {state} is one of the two.",
        "cover": "Covered by the Convention: {cover}.",
        "limb_protocol": "Offence of the Protocol (arts. 3(a), 6): {limb}.",
        "limb_serious": "Serious crime in {rs} (UNTOC 2(b)): {limb}.",
        "group": "Organized criminal group: {group}.",
    }
)


def reason(code: str, **params: str) -> Reason:
    """The reason of that code with its parameters.

    Raises:
        KeyError: no such code.
    """
    return Reason(code, TEXTS[code], tuple(params.items()))
