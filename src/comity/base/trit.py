"""Three-valued logic. Unknown is a value and never becomes no."""

from collections.abc import Iterable
from enum import StrEnum


class Trit(StrEnum):
    """An answer to a question of law or fact. Its text is the word of the machine interface."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, known: bool) -> "Trit":
        """Yes or no for something that is known."""
        return cls.YES if known else cls.NO


def all_of(values: Iterable[Trit]) -> Trit:
    """Any no: no; otherwise any unknown: unknown; otherwise yes (also for nothing at all)."""
    seen = frozenset(values)
    if Trit.NO in seen:
        return Trit.NO
    return Trit.UNKNOWN if Trit.UNKNOWN in seen else Trit.YES


def one_of(values: Iterable[Trit]) -> Trit:
    """Any yes: yes; otherwise any unknown: unknown; otherwise no (also for nothing at all)."""
    seen = frozenset(values)
    if Trit.YES in seen:
        return Trit.YES
    return Trit.UNKNOWN if Trit.UNKNOWN in seen else Trit.NO
