"""Obligations by States on a day, with the counts: above all how much nobody has checked."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from comity.law.data import LawData
from comity.law.harmonisation.cells import Cell, cell_of
from comity.law.harmonisation.duties import Obligation, Obligations, Value, load_obligations
from comity.law.harmonisation.profile import profile


@dataclass(frozen=True, slots=True)
class Count:
    """How many cells have each value."""

    yes: int = 0
    partly: int = 0
    no: int = 0
    unknown: int = 0
    not_checked: int = 0

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> "Count":
        """The values of the cells, counted."""
        return cls(**Counter(one.value.value for one in cells))

    @property
    def total(self) -> int:
        """All cells."""
        return self.yes + self.partly + self.no + self.unknown + self.not_checked

    def share(self, value: Value) -> float:
        """From 0 to 1; 0 where there is no cell at all."""
        return getattr(self, value.value) / self.total if self.total else 0.0

    @property
    def share_not_checked(self) -> float:
        """From 0 to 1: of how much these data say nothing."""
        return self.share(Value.NOT_CHECKED)

    def as_json(self) -> dict[str, object]:
        """Each count, the total, and the share not checked to four places."""
        counts = {value.value: getattr(self, value.value) for value in Value}
        return {
            **counts,
            "total": self.total,
            "share_not_checked": round(self.share_not_checked, 4),
        }


@dataclass(frozen=True, slots=True)
class Matrix:
    """All cells by (obligation id, State), in the order they were asked for."""

    day: str
    states: tuple[str, ...]
    obligations: tuple[Obligation, ...]
    cells: Mapping[tuple[str, str], Cell]

    @property
    def count(self) -> Count:
        """Over all cells."""
        return Count.of(self.cells.values())

    @property
    def by_state(self) -> Mapping[str, Count]:
        """Over the obligations of each State."""
        return {
            state: Count.of(self.cells[one.id, state] for one in self.obligations)
            for state in self.states
        }

    @property
    def by_obligation(self) -> Mapping[str, Count]:
        """Over the States of each obligation, by its id."""
        return {
            one.id: Count.of(self.cells[one.id, state] for state in self.states)
            for one in self.obligations
        }

    def as_json(self) -> dict[str, object]:
        """Day, States, cells row by row, counts."""
        return {
            "date": self.day,
            "states": list(self.states),
            "obligations": [one.id for one in self.obligations],
            "cells": [one.as_json() for one in self.cells.values()],
            "count": self.count.as_json(),
            "by_state": {state: one.as_json() for state, one in self.by_state.items()},
            "by_obligation": {duty: one.as_json() for duty, one in self.by_obligation.items()},
        }


def matrix(
    law: LawData,
    day: str,
    states: Iterable[str],
    obligations: Iterable[Obligation],
    duties: Obligations | None = None,
) -> Matrix:
    """The cells of these States and obligations on an ISO day.

    Args:
        duties: where recorded cells are looked up; those of the package when left out.

    Raises:
        NoSuchState: a code is not in ISO 3166-1.
    """
    codes, wanted = tuple(dict.fromkeys(states)), tuple(dict.fromkeys(obligations))
    recorded = duties or load_obligations()
    profiles = {code: profile(law, law.states.check(code), day) for code in codes}
    cells = {
        (one.id, code): cell_of(law, one, profiles[code], recorded)
        for one in wanted
        for code in codes
    }
    return Matrix(day, codes, wanted, MappingProxyType(cells))
