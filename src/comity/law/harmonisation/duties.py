"""What the Protocol and the Convention ask of a State, and what is recorded of who does it.

Read when first asked for, never by :func:`comity.law.load`. A duty is said in our own words; the
text at its address decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Annotated

from comity.base.dates import OpenDay, OptionalDay, Period
from comity.base.reader import DataError, package_data, read_toml
from comity.base.source import Source
from comity.base.words import Words, did_you_mean
from comity.law.addresses import Address, AddressError
from comity.law.data import LawData, load

OBLIGATIONS, IMPLEMENTATION, MODEL_LAW = FILES = (
    "obligations.toml",
    "implementation.toml",
    "model_law.toml",
)


class Force(StrEnum):
    """How much the text asks."""

    MANDATORY = "mandatory"
    WITHIN_PRINCIPLES = "within_principles"  # legal system, means, "shall consider"
    OPTIONAL = "optional"  # "may"
    DEFINITION = "definition"  # nothing is asked; others rest on it


class Computed(StrEnum):
    """How a cell is found from other rows; ``comity.law.harmonisation.cells`` has the rules."""

    RECORDED_ONLY = ""
    ENTRY = "entry"
    PAPER_MAKING = "paper_making"
    PAPER_HAVING = "paper_having"
    STAY = "stay"
    ATTEMPT = "attempt"
    COMPLICITY = "complicity"
    DIRECTION = "direction"
    DANGER = "danger"
    INHUMAN = "inhuman"
    IMMUNITY = "immunity"
    SERIOUS = "serious"
    GROUP = "group"
    GROUP_DIRECTION = "group_direction"
    LAUNDERING = "laundering"
    LEGAL_PERSONS = "legal_persons"
    FICHE = "fiche"
    AGREEMENT = "agreement"


class Value(StrEnum):
    """Whether a State's law has what an obligation asks.

    ``partly``: shown for a part; for the rest the rows say no or say nothing. ``unknown``: looked
    for, not found. ``not_checked``: nobody has looked; it is not no.
    """

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty. ``model_law`` has articles of the Model Law with that subject, by headings."""

    id: str
    address: str
    duty: str
    force: Force
    computed: Computed
    source: Source
    fiche_item: Annotated[str, Words("fiche_item")] = ""
    treaty_act: Annotated[str, Words("treaty_act")] = ""
    model_law: tuple[str, ...] = ()

    @property
    def at(self) -> Address:
        """Where it stands in the treaty."""
        return Address.parse(self.address)


@dataclass(frozen=True, slots=True)
class RecordedCell:
    """What a source says of one State and one obligation. ``provision`` may be empty."""

    state: str
    obligation: str
    value: Value
    provision: str
    note: str
    in_force_from: OpenDay
    in_force_until: OptionalDay
    source: Source

    def holds(self, day: str) -> bool:
        """Whether it speaks of that day."""
        return Period(self.in_force_from, self.in_force_until).holds(day)


@dataclass(frozen=True, slots=True)
class ModelArticle:
    """An article of the Model Law by its heading. ``option`` A, B or C is a way to write it."""

    article: str
    chapter: str
    option: str
    heading: str
    source: Source


@dataclass(frozen=True, slots=True)
class Obligations:
    """All duties by id in the order of the treaties; recorded cells by (State, obligation)."""

    by_id: Mapping[str, Obligation]
    recorded: Mapping[tuple[str, str], tuple[RecordedCell, ...]]
    model_law: Mapping[str, ModelArticle]

    @property
    def all(self) -> tuple[Obligation, ...]:
        """Every duty, the Protocol first."""
        return tuple(self.by_id.values())

    def at(self, address: Address) -> Obligation | None:
        """The duty that stands at an address."""
        return next((one for one in self.all if one.address == str(address)), None)


def load_obligations(root: Traversable | None = None) -> Obligations:
    """The obligations of the package (read once), or of a folder laid out like ``comity/data``.

    Raises:
        DataError: a row is broken or an id points nowhere.
    """
    return _packaged() if root is None else _load(root, load(root))


@cache
def _packaged() -> Obligations:
    return _load(package_data(), load())


def _load(root: Traversable, law: LawData) -> Obligations:
    return read_obligations({name: root / "law" / name for name in FILES}, law)


def read_obligations(files: Mapping[str, Traversable], law: LawData) -> Obligations:
    """The obligations of these files, one for each name of ``FILES``.

    Raises:
        DataError: a row is broken or an id points nowhere.
    """
    duties = read_toml(
        files[OBLIGATIONS], "obligation", Obligation, key=lambda row: row.id, words=law.words
    )
    cells = read_toml(
        files[IMPLEMENTATION],
        "cell",
        RecordedCell,
        key=lambda row: (row.state, row.obligation, row.in_force_from),
    )
    model = read_toml(files[MODEL_LAW], "article", ModelArticle, key=lambda row: row.article)
    found = Obligations(
        by_id=MappingProxyType({row.id: row for row in duties}),
        recorded=_by_cell(cells),
        model_law=MappingProxyType({row.article: row for row in model}),
    )
    _check(found, law, cells)
    return found


def _by_cell(
    cells: Iterable[RecordedCell],
) -> Mapping[tuple[str, str], tuple[RecordedCell, ...]]:
    groups: defaultdict[tuple[str, str], list[RecordedCell]] = defaultdict(list)
    for cell in cells:
        groups[cell.state, cell.obligation].append(cell)
    return MappingProxyType({key: tuple(rows) for key, rows in groups.items()})


def _check(found: Obligations, law: LawData, cells: Iterable[RecordedCell]) -> None:
    for duty in found.all:
        _check_duty(duty, law)
        for article in duty.model_law:
            _known(OBLIGATIONS, duty.id, article, found.model_law)
    for cell in cells:
        name = f"{cell.state} {cell.obligation}"
        _known(IMPLEMENTATION, name, cell.state, law.states.codes)
        _known(IMPLEMENTATION, name, cell.obligation, found.by_id)
        if cell.value is Value.NOT_CHECKED:
            remedy = "Leave the row out, or write unknown where it was looked for."
            raise DataError(IMPLEMENTATION, "cell", name, "not checked is no finding.", remedy)


def _check_duty(duty: Obligation, law: LawData) -> None:
    try:
        treaty = duty.at.treaty
    except AddressError as error:
        raise DataError(OBLIGATIONS, "obligation", duty.id, str(error), "") from None
    _known(OBLIGATIONS, duty.id, treaty, law.treaties)
    needs = {Computed.FICHE: duty.fiche_item, Computed.AGREEMENT: duty.treaty_act}
    if not needs.get(duty.computed, "-"):
        reason = f'"{duty.computed}" lacks what it looks up.'
        raise DataError(OBLIGATIONS, "obligation", duty.id, reason, "fiche_item or treaty_act.")


def _known(file: str, row: str, word: str, known: Iterable[str]) -> None:
    if word not in known:
        raise DataError(file, "", row, f'"{word}" points nowhere.', did_you_mean(word, known))
