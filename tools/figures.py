"""A measured figure beside its target, and the page they are written on."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path("docs/reference/figures.md")


@dataclass(frozen=True)
class Figure:
    """One measured figure. ``at_least`` turns the target round: a rate, not a time."""

    name: str
    value: float
    target: float
    unit: str
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the target is reached."""
        return self.value >= self.target if self.at_least else self.value <= self.target

    @property
    def bound(self) -> str:
        """The target in words."""
        return f"at {'least' if self.at_least else 'most'} {self.target:g} {self.unit}"

    def line(self) -> str:
        """The figure as the terminal shows it."""
        word = "met" if self.met else "MISSED"
        return f"{self.name:<58} {self.value:8.2f} {self.unit:<3} ({self.bound}) {word}"


def write(figures: list[Figure]) -> None:
    """The page of figures, with what was measured where and when."""
    rows = [f"| {one.name} | {one.value:,.2f} {one.unit} | {one.bound} |" for one in figures]
    PAGE.write_text(
        "# Figures\n\nWritten by `make bench` (tools/bench.py) on "
        f"{datetime.now(tz=UTC):%Y-%m-%d}, {os.cpu_count()} cores; wall-clock times of one run.\n\n"
        "| what | measured | target |\n|---|---|---|\n" + "\n".join(rows) + "\n",
        encoding="utf-8",
    )
