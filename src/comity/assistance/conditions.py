"""Sentences the rights gate makes a request carry, in the languages of its letter."""

from functools import cache

from comity.assistance.terms import Pair
from comity.assistance.texts import Word
from comity.base.reader import package_data, read_toml

TREATY_LIMIT = "18(19)"
"""Limit of use of an item for which nobody wrote another: UNTOC art. 18(19)."""


@cache
def _words() -> dict[str, Word]:
    file = package_data().joinpath("assistance", "conditions.toml")
    return {row.code: row for row in read_toml(file, "word", Word, key=lambda row: row.code)}


def condition(code: str, own: str, other: str) -> Pair | None:
    """The condition in both languages; None for a code that has no sentence of its own.

    Args:
        code: of ``safeguards.gate.Verdict.conditions``.
        own, other: languages of the letter.
    """
    word = _words().get(code)
    return Pair(getattr(word, own), getattr(word, other)) if word else None
