"""One cell of the matrix: what a State's law has of an obligation on a day, and how that is known.

Computed first; where the rows are silent, what is recorded. Whether the State is bound on the day
is said beside it and changes nothing: the cell is about its law.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from comity.base.reasons import Reason
from comity.base.source import ABSENT, Source, weakest
from comity.base.trit import Trit
from comity.law.data import LawData
from comity.law.harmonisation.duties import (
    Computed,
    Obligation,
    Obligations,
    RecordedCell,
    Value,
    load_obligations,
)
from comity.law.harmonisation.profile import Profile, profile
from comity.law.harmonisation.rules import RULES, Found
from comity.law.reasons import reason
from comity.law.status import bilateral_standing, standing

_FOUND_NOTHING = (Value.UNKNOWN, Value.NOT_CHECKED)
_EU, _REGIONAL = 1, 4  # ranks of treaties.toml that carry requests beside the Convention


@dataclass(frozen=True, slots=True)
class Cell:
    """One State and one obligation on an ISO day.

    ``provisions`` are national; ``rows`` those it rests on, each ``table:key``. ``source`` has the
    oldest day and the weakest confidence of them. ``note`` is the word of a recorded cell or of a
    fiche. ``bound``: whether the State is bound by the treaty on that day.
    """

    obligation: Obligation
    state: str
    day: str
    value: Value
    reason: Reason
    bound: Trit
    provisions: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    note: str = ""
    source: Source = ABSENT

    def as_json(self) -> dict[str, object]:
        """State, obligation, address, value, bound, sentence, provisions, rows, provenance."""
        return {
            "state": self.state,
            "obligation": self.obligation.id,
            "address": self.obligation.address,
            "date": self.day,
            "value": self.value.value,
            "bound": self.bound.value,
            **self.reason.as_json(),
            "provisions": list(self.provisions),
            "rows": list(self.rows),
            "note": self.note,
            "source": self.source.source,
            "as_of": self.source.as_of,
            "confidence": self.source.confidence.value,
        }


def cell(
    law: LawData,
    obligation: Obligation,
    state: str,
    day: str,
    duties: Obligations | None = None,
) -> Cell:
    """What the State's law has of the obligation on an ISO day.

    Args:
        duties: where recorded cells are looked up; those of the package when left out.

    Raises:
        NoSuchState: the code is not in ISO 3166-1.
    """
    people = profile(law, law.states.check(state), day)
    return cell_of(law, obligation, people, duties or load_obligations())


def cell_of(law: LawData, obligation: Obligation, p: Profile, duties: Obligations) -> Cell:
    """The same, for a State whose rows are at hand."""
    bound = standing(law, p.state, obligation.at.treaty, p.day).bound
    empty = Cell(obligation, p.state, p.day, Value.NOT_CHECKED, _nothing(p), bound)
    computed = _computed(law, empty, p)
    if computed.value not in _FOUND_NOTHING:
        return computed
    key = (p.state, obligation.id)
    rows = (row for row in duties.recorded.get(key, ()) if row.holds(p.day))
    return next((_recorded(empty, row) for row in rows), computed)


def _nothing(p: Profile) -> Reason:
    return reason("cell_not_recorded", state=p.state)


def _computed(law: LawData, empty: Cell, p: Profile) -> Cell:
    match empty.obligation.computed:
        case Computed.RECORDED_ONLY:
            return empty
        case Computed.FICHE:
            return _fiche(law, empty)
        case Computed.AGREEMENT:
            return _agreement(law, empty)
        case rule:
            return _filled(empty, RULES[rule](p))


def _filled(empty: Cell, found: Found) -> Cell:
    return replace(
        empty,
        value=found.value,
        reason=found.reason,
        provisions=tuple(row.cite for row in found.rows),
        rows=tuple(f"offences:{row.id}" for row in found.rows),
        source=weakest(row.source for row in found.rows),
    )


def _recorded(empty: Cell, row: RecordedCell) -> Cell:
    code = "cell_looked_for" if row.value is Value.UNKNOWN else "cell_recorded"
    return replace(
        empty,
        value=row.value,
        reason=reason(code, state=row.state, as_of=row.source.as_of),
        provisions=(row.provision,) if row.provision else (),
        rows=(f"implementation:{row.state}:{row.obligation}",),
        note=row.note,
        source=row.source,
    )


def _fiche(law: LawData, empty: Cell) -> Cell:
    """A notification of the fiche: known is yes, looked for and not found is unknown."""
    key, state = empty.obligation.fiche_item, empty.state
    fiche = law.fiches.get(state)
    source = fiche.provenance(key) if fiche else ABSENT
    if not fiche or not source.source:
        return empty
    value = fiche.value(key)
    known = value != "unknown"
    return replace(
        empty,
        value=Value.YES if known else Value.UNKNOWN,
        reason=reason(
            "cell_fiche" if known else "cell_looked_for", state=state, as_of=source.as_of
        ),
        rows=(f"fiches:{state}:{key}",),
        note=value if known else "",
        source=source,
    )


def _agreement(law: LawData, empty: Cell) -> Cell:
    """Yes where a text in force carries such acts: who has concluded one has considered it.

    None known to be in force: unknown if one may be, otherwise not checked; never no.
    """
    texts = tuple(_texts(law, empty))
    for wanted, value, code in (
        (Trit.YES, Value.YES, "cell_agreement"),
        (Trit.UNKNOWN, Value.UNKNOWN, "cell_agreement_unknown"),
    ):
        for bound, text, row, source in texts:
            if bound is wanted:
                said = reason(code, state=empty.state, id=text, date=empty.day)
                return replace(empty, value=value, reason=said, rows=(row,), source=source)
    return empty


def _texts(law: LawData, empty: Cell) -> Iterator[tuple[Trit, str, str, Source]]:
    """Texts beside the Convention that carry the act: multilateral ones first."""
    act, state = empty.obligation.treaty_act, empty.state
    for treaty in law.treaties.values():
        listed = (state, treaty.id) in law.status
        if listed and act in treaty.acts and _EU <= treaty.rank <= _REGIONAL:
            at = standing(law, state, treaty.id, empty.day)
            yield at.bound, treaty.id, f"status:{state}:{treaty.id}", at.source
    for row in law.bilateral_by_id.values():
        if act in row.acts and state in (row.state_a, row.state_b):
            bound = bilateral_standing(row, empty.day).bound
            yield bound, row.id, f"bilateral:{row.id}", row.source
