"""On which texts the request can rest, in order, each with the reason why it stands there.

The order, what closes what and which State a text needs are data (``bases.toml``). The first
basis is the recommended one. A text whose force is unknown is listed apart: it is asked about.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from comity.base.reasons import Reason
from comity.base.source import ABSENT, Source
from comity.base.trit import Trit
from comity.law.data import LawData
from comity.law.question import BILATERAL_NOT_IN_DATA, Question
from comity.law.reasons import reason
from comity.law.rows import UNKNOWN_MONTHS, FicheRow, Step, StepKind
from comity.law.status import BilateralStanding, Pair, bilateral_standing, pair
from comity.law.untoc import Untoc

_LAST_EUROPEAN_STEP = 4
_RANK_BILATERAL = 5
_RANK_DOMESTIC = 7


class Availability(StrEnum):
    """Where a text stands in the answer."""

    AVAILABLE = "available"
    UNKNOWN = "unknown"  # ask
    NOT_AVAILABLE = "not_available"
    NOT_ASKED = "not_asked"  # says nothing: another text stands in its place


_OF = {
    Trit.YES: Availability.AVAILABLE,
    Trit.UNKNOWN: Availability.UNKNOWN,
    Trit.NO: Availability.NOT_AVAILABLE,
}


@dataclass(frozen=True, slots=True)
class Base:
    """A text looked at. ``rank`` is the tier of treaties.toml (1 EU … 6 UN), 7 domestic law.

    ``in_force_on`` has an ISO day (or a year) per State, empty where unknown.
    ``threshold_max_months`` is -1 where the text has none or it is unknown; ``list_months`` is the
    maximum a listed offence needs, -1 where the text has no list.
    """

    id: str
    status: Availability
    rank: int
    title: str
    in_force_on: Mapping[str, str]
    reasons: tuple[Reason, ...]
    source: Source
    step: Step
    rows: tuple[str, ...] = ()
    threshold_max_months: int = UNKNOWN_MONTHS
    list_months: int = UNKNOWN_MONTHS

    def as_json(self) -> dict[str, object]:
        """One element of ``bases``, ``unknown_bases`` or ``not_listed``."""
        return {
            "id": self.id,
            "rank": self.rank,
            "status": self.status.value,
            "title": self.title,
            "articles": list(self.step.articles),
            "in_force_on": dict(self.in_force_on),
            "threshold_max_months": self.threshold_max_months,
            "reasons": [one.as_json() for one in self.reasons],
            "rows": list(self.rows),
            "source": self.source.source,
            "as_of": self.source.as_of,
            "confidence": self.source.confidence.value,
        }


@dataclass(frozen=True, slots=True)
class Bases:
    """``available`` and ``unknown`` in order; ``not_listed`` with the reason; what closed the rest.

    ``closed_by`` is the id of the text that takes the place of others, or empty.
    """

    available: tuple[Base, ...]
    unknown: tuple[Base, ...]
    not_listed: tuple[Base, ...]
    closed_by: str

    @property
    def first(self) -> Base | None:
        """The recommended basis."""
        return self.available[0] if self.available else None

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the available bases, in order."""
        return tuple(base.id for base in self.available)

    @property
    def unknown_ids(self) -> tuple[str, ...]:
        """Ids of the bases to ask about, in order."""
        return tuple(base.id for base in self.unknown)


@dataclass(frozen=True, slots=True)
class _Case:
    law: LawData
    question: Question
    untoc: Untoc


def find_bases(law: LawData, question: Question, untoc: Untoc) -> Bases:
    """All texts for the act of the question, in the order of the data."""
    case = _Case(law, question, untoc)
    found: list[Base] = []
    closed_by = ""
    for step in law.steps.get(question.act, ()):
        barred = _barred(step, question, closed_by)
        if barred is not None:
            found.extend(_set_aside(case, step, barred))
            continue
        new = _FINDERS[step.kind](case, step, found)
        found.extend(new)
        if step.closes and any(base.status is Availability.AVAILABLE for base in new):
            closed_by = step.treaty
    available = _with(found, Availability.AVAILABLE)
    unknown = _with(found, Availability.UNKNOWN)
    rest = _with(found, Availability.NOT_AVAILABLE, Availability.NOT_ASKED)
    return Bases(available, unknown, rest, closed_by)


def _with(found: Iterable[Base], *statuses: Availability) -> tuple[Base, ...]:
    return tuple(base for base in found if base.status in statuses)


def _barred(step: Step, question: Question, closed_by: str) -> Reason | None:
    if step.only_open and closed_by:
        return reason("closed_by", by=closed_by)
    if step.needs_state and step.needs_state not in question.pair:
        return reason("needs_state", state=step.needs_state)
    return None


def _set_aside(case: _Case, step: Step, why: Reason) -> tuple[Base, ...]:
    """Only a treaty has a name of its own to set aside."""
    if not step.treaty:
        return ()
    treaty = case.law.treaties[step.treaty]
    status = Availability.NOT_ASKED
    return (Base(treaty.id, status, treaty.rank, treaty.title, {}, (why,), step.source, step),)


def _place(step: Step) -> Reason:
    return Reason(f"step:{step.id}", step.reason)


def _treaty(case: _Case, step: Step, _: list[Base]) -> tuple[Base, ...]:
    both = pair(case.law, case.question.pair, step.treaty, case.question.date)
    standings = tuple(one.reason for one in both.standings)
    dates = {one.state: one.in_force_on for one in both.standings}
    treaty = case.law.treaties[step.treaty]
    base = Base(
        treaty.id,
        _OF[both.bound],
        treaty.rank,
        treaty.title,
        dates,
        (_place(step), *standings),
        both.source,
        step,
        _status_rows(both),
        treaty.threshold_max_months,
        treaty.list_offence_min_max_months,
    )
    return (base,)


def _untoc(case: _Case, step: Step, _: list[Base]) -> tuple[Base, ...]:
    answer = case.untoc
    both, treaty = answer.convention, case.law.treaties[step.treaty]
    why = (
        _place(step),
        *(one.reason for one in both.standings),
        reason("limb_protocol", limb=answer.protocol_limb.value),
        reason("limb_serious", rs=case.question.requesting, limb=answer.serious_limb.value),
        reason("group", group=answer.group.value),
        reason("cover", cover=answer.cover.value),
    )
    dates = {one.state: one.in_force_on for one in both.standings}
    status, title, rows = _OF[answer.cover], treaty.title, _status_rows(both)
    return (Base(treaty.id, status, treaty.rank, title, dates, why, both.source, step, rows),)


def _status_rows(both: Pair) -> tuple[str, ...]:
    return tuple(f"status:{one.state}:{one.treaty}" for one in both.standings)


def _bilateral(case: _Case, step: Step, found: list[Base]) -> tuple[Base, ...]:
    question = case.question
    rows = case.law.bilateral.get(frozenset(question.pair), ())
    of_this_kind = [row for row in rows if step.bilateral_word in row.acts]
    standings = [bilateral_standing(row, question.date) for row in of_this_kind]
    european = _european_at_hand(found)
    bases = tuple(_of_bilateral(case, step, one, european) for one in standings)
    if european or not all(one.ended for one in standings):
        return bases
    return (*bases, _not_in_data(question, step))


def _european_at_hand(found: Iterable[Base]) -> bool:
    listed = _with(found, Availability.AVAILABLE)
    return any(base.step.step <= _LAST_EUROPEAN_STEP for base in listed)


def _of_bilateral(case: _Case, step: Step, one: BilateralStanding, european: bool) -> Base:
    row, status, why = one.row, _OF[one.bound], one.reason
    if status is Availability.UNKNOWN and european:
        status, why = Availability.NOT_ASKED, reason("bilateral_not_asked", id=row.id)
    dates = dict.fromkeys(case.question.pair, row.in_force_on)
    why_here, rows = (_place(step), why), (f"bilateral:{row.id}",)
    return Base(
        row.id,
        status,
        _RANK_BILATERAL,
        row.name,
        dates,
        why_here,
        row.source,
        step,
        rows,
        row.threshold_max_months,
    )


def _not_in_data(question: Question, step: Step) -> Base:
    why = (_place(step), reason("bilateral_no_row", rs=question.requesting, rd=question.requested))
    name, status = BILATERAL_NOT_IN_DATA, Availability.UNKNOWN
    return Base(name, status, _RANK_BILATERAL, "", {}, why, ABSENT, step)


def _domestic(case: _Case, step: Step, found: list[Base]) -> tuple[Base, ...]:
    state = case.question.requested
    fiche = case.law.fiches.get(state)
    value = fiche.value(step.fiche_field) if fiche else ""
    status, code = _domestic_status(step, value, fiche)
    listed = {base.id for base in _with(found, Availability.AVAILABLE)}
    if status is Availability.UNKNOWN and not listed.isdisjoint(step.not_asked_beside):
        status, code = Availability.NOT_ASKED, "domestic_not_asked"
    why = (_place(step), reason(code, rd=state, field=step.fiche_field, value=value))
    source = fiche.provenance(step.fiche_field) if fiche else ABSENT
    name, rows = f"DOMESTIC:{state}", (f"fiches:{state}:{step.fiche_field}",)
    return (Base(name, status, _RANK_DOMESTIC, "", {}, why, source, step, rows),)


def _domestic_status(step: Step, value: str, fiche: FicheRow | None) -> tuple[Availability, str]:
    if fiche is None:
        return Availability.UNKNOWN, "domestic_no_fiche"
    if value in step.lists_when:
        return Availability.AVAILABLE, "domestic_lists"
    if value in step.asks_when:
        return Availability.UNKNOWN, "domestic_asks"
    return Availability.NOT_AVAILABLE, "domestic_refuses"


_FINDERS: Mapping[StepKind, Callable[[_Case, Step, list[Base]], tuple[Base, ...]]] = {
    StepKind.TREATY: _treaty,
    StepKind.UNTOC: _untoc,
    StepKind.BILATERAL: _bilateral,
    StepKind.DOMESTIC: _domestic,
}
