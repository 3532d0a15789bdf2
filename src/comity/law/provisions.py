"""Provisions in the order of their text: of a treaty, of a statute. What is a part of what.

An article may be cut into parts; each has its own words and not those of its parts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from comity.law.addresses import Address, AddressError, path_of


class HasAddress(Protocol):
    """A provision, of whatever text."""

    @property
    def address(self) -> Address:
        """Where it stands."""


One = TypeVar("One", bound=HasAddress)


@dataclass(frozen=True, slots=True)
class Body(Generic[One]):
    """One text in one language and version. ``provisions`` has every address, in its order."""

    provisions: Mapping[Address, One]

    @property
    def articles(self) -> tuple[One, ...]:
        """The articles, without their parts."""
        return tuple(one for one in self.provisions.values() if not one.address.path)

    def parts(self, address: Address) -> tuple[One, ...]:
        """The provision and everything in it, in order; empty where there is none."""
        depth = len(address.path)
        return tuple(
            one
            for at, one in self.provisions.items()
            if at.article == address.article and at.path[:depth] == address.path
        )

    def down_to(self, address: Address) -> tuple[One, ...]:
        """The article, the paragraph and so on down to the provision; empty where it is none."""
        if address not in self.provisions:
            return ()
        above = address.above
        return (*(self.down_to(above) if above else ()), self.provisions[address])

    def neighbours(self, address: Address) -> tuple[One | None, One | None]:
        """The provisions before and after it under the same head; None at either end.

        Raises:
            KeyError: no such provision.
        """
        beside = [one for at, one in self.provisions.items() if at.above == address.above]
        place = beside.index(self.provisions[address])
        before = beside[place - 1] if place else None
        return before, beside[place + 1] if place + 1 < len(beside) else None


def parts_of(article: Address, units: Mapping[str, str]) -> Iterator[tuple[Address, str]]:
    """The parts of an article of the data with their words, in order.

    Raises:
        AddressError: a key is none, stands twice, or before what it is a part of.
    """
    seen = {article.path}
    for key, text in units.items():
        path = path_of(key)
        if path in seen or path[:-1] not in seen:
            raise AddressError(f'"{key}" stands twice, or before what it is a part of.')
        seen.add(path)
        yield article.under(*path), text
