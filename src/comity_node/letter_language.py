"""In which language a State's letters are written."""

from comity.states.catalogue import load_states

LETTER_LANGUAGES = ("en", "ar", "it", "fr")


def letter_language(state: str) -> str:
    """The language a letter to or from this State is written in.

    Its first official language that letters exist in; its first one where none does (the
    Builder then says so); English where the State is not described.
    """
    described = load_states().described.get(state)
    official = described.official_languages if described else ("en",)
    return next((one for one in official if one in LETTER_LANGUAGES), official[0])
