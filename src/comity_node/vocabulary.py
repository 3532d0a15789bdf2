"""Words of the law data in the reader's language: the English of the data is the key."""

from functools import cache

from django.utils.translation import gettext

from comity.states.catalogue import load_states
from comity_node.law_in_force import law
from comity_node.wording import FICHE_HEADS


def word(vocabulary: str, code: str) -> str:
    """The word for a code; the code itself where the vocabulary lacks it."""
    if vocabulary == "fiche_item" and code in FICHE_HEADS:
        return str(FICHE_HEADS[code])
    english = law().words[vocabulary].get(code)
    return gettext(english) if english else code


def pairs(vocabulary: str) -> list[tuple[str, str]]:
    """Codes with their words, in the order of the data; for a choice."""
    return [(code, gettext(english)) for code, english in law().words[vocabulary].items()]


@cache
def codes_of_states() -> tuple[str, ...]:
    """States that are described in the data."""
    return tuple(load_states().described)


def states(language: str) -> list[tuple[str, str]]:
    """States by name, for a choice, in the reader's order of the alphabet."""
    from comity_node.wording import state_name

    named = [(code, state_name(code, language)) for code in codes_of_states()]
    return sorted(named, key=lambda pair: _in_order(pair[1]))


def _in_order(name: str) -> str:
    """For sorting: without the Arabic article, and every alif alike."""
    return name.removeprefix("ال").translate(str.maketrans("أإآ", "ااا"))
