"""What breaks cooperation between two States in practice: where their offences do not meet.

A difference is between the rows of the two on a day. What a row does not name need not be lawful
there; what was not read, or is not in the data, is no difference but unknown.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from comity.base.findings import Finding
from comity.base.source import weakest
from comity.base.trit import Trit
from comity.law.data import LawData
from comity.law.harmonisation.duties import Value
from comity.law.harmonisation.profile import (
    CARRIAGE,
    CROSSING,
    ENTRANTS,
    ENTRY,
    NATIONALS_LEAVING,
    Profile,
    profile,
    reaches,
    unread,
)
from comity.law.harmonisation.rules import GROUP, MONEY, PAPER, attempt, listed
from comity.law.reasons import reason
from comity.law.rows import SERIOUS_MONTHS, UNKNOWN_MONTHS, BenefitRule, Offence, StepKind
from comity.law.status import bilateral_standing, pair

_COMPARED = ("UNTOC art. 16(1)", "UNTOC art. 18(9)")
_NOTHING: Mapping[str, str] = MappingProxyType({})
_NO_BENEFIT = (BenefitRule.NO, BenefitRule.AGGRAVATING_ONLY)


@dataclass(frozen=True, slots=True)
class Difference:
    """One point where two laws do not meet.

    ``narrower`` asks more or reaches less than ``other``. ``differs`` is yes, or unknown where a
    row was not read or is not in the data. The sentence says why it matters.
    """

    kind: str
    narrower: str
    other: str
    differs: Trit
    finding: Finding

    def as_json(self) -> dict[str, object]:
        """Kind, the two States, whether it is known, and the finding."""
        return {
            "kind": self.kind,
            "narrower": self.narrower,
            "other": self.other,
            "differs": self.differs.value,
            **self.finding.as_json(),
        }


@dataclass(frozen=True, slots=True)
class _Side:
    """The State that is looked at, the other, and the law both stand in."""

    law: LawData
    own: Profile
    other: Profile


def differences(law: LawData, states: tuple[str, str], day: str) -> tuple[Difference, ...]:
    """Every difference on an ISO day, kind by kind, for each kind the first State first.

    Where a State has no offence in the data, or had none, that alone is said.

    Raises:
        NoSuchState: a code is not in ISO 3166-1.
    """
    one, two = (profile(law, law.states.check(state), day) for state in states)
    sides = (_Side(law, one, two), _Side(law, two, one))
    nothing = tuple(found for side in sides for found in _no_offence(side))
    if nothing:
        return nothing
    return tuple(found for kind in _KINDS for side in sides for found in kind(side))


def _difference(
    side: _Side,
    kind: str,
    code: str,
    rows: tuple[Offence, ...],
    told: Mapping[str, str] = _NOTHING,
    *,
    differs: Trit = Trit.YES,
    articles: tuple[str, ...] = _COMPARED,
) -> Difference:
    """The sentence is on the first row; ``side.own`` is the narrower one."""
    about = {"statute": rows[0].statute, "article": rows[0].article} if rows else {}
    said = {"state": side.own.state, "other": side.other.state, "date": side.own.day}
    found = Finding(
        f"difference:{kind}",
        reason(code, **(said | about | dict(told))),
        articles,
        tuple(f"offences:{row.id}" for row in rows),
        weakest(row.source for row in rows),
    )
    return Difference(kind, side.own.state, side.other.state, differs, found)


def _no_offence(side: _Side) -> Iterator[Difference]:
    own = side.own
    if own.main:
        return
    if own.absent:
        yield _difference(side, "no_offence", "diff_no_offence", (own.absent,))
    else:
        yield _difference(side, "no_rows", "diff_no_rows", (), differs=Trit.UNKNOWN)


# --- the elements ----------------------------------------------------------------------------


def _benefit(side: _Side) -> Iterator[Difference]:
    """For bringing in and for stay apart: some States ask a benefit for stay alone."""
    for kind, conduct in (("benefit", CROSSING), ("benefit_stay", frozenset({"procure_stay"}))):
        rows, others = _plain(side.own, conduct), _plain(side.other, conduct)
        asked = _benefit_rule(rows)
        if not rows or not others or _benefit_rule(others) is not BenefitRule.NO:
            continue
        told = {"conduct": listed(conduct & {c for row in rows for c in row.conduct})}
        if asked is BenefitRule.UNKNOWN:
            yield _difference(side, kind, "diff_benefit_unread", rows, told, differs=Trit.UNKNOWN)
        elif asked is BenefitRule.YES:
            instead = {one for row in rows for one in row.benefit_alternatives}
            code = "diff_benefit_or" if instead else "diff_benefit"
            yield _difference(side, kind, code, rows, told | {"circumstance": listed(instead)})


def _plain(p: Profile, conduct: frozenset[str]) -> tuple[Offence, ...]:
    """Offences that name the conduct and need no aggravating circumstance."""
    return tuple(row for row in p.naming(conduct) if not row.requires_circumstances)


def _benefit_rule(rows: tuple[Offence, ...]) -> BenefitRule:
    """No where one row punishes without a benefit; otherwise unknown before yes."""
    asked = {row.benefit_required for row in rows}
    if asked.intersection(_NO_BENEFIT):
        return BenefitRule.NO
    return BenefitRule.UNKNOWN if BenefitRule.UNKNOWN in asked else BenefitRule.YES


def _direction(side: _Side) -> Iterator[Difference]:
    """Seen from each border: who leaves one State enters the other.

    On the way from ``own`` to ``other`` an offence is met in both only where ``own`` reaches its
    nationals who leave and ``other`` reaches who enters.
    """
    own, other = side.own, side.other
    if _only_leaving(own) and not _leaving(other):
        rows = (*own.naming(CROSSING), *other.naming(CROSSING))
        yield _difference(side, "direction", "diff_opposite", rows)
        return
    if _only_leaving(other) and not _leaving(own):
        return
    if _departed_from(side) and not _leaving(own) and _entering(other):
        yield _difference(side, "direction", "diff_leaving", own.naming(CROSSING))
    if not _entering(own) and _leaving(other):
        yield _difference(side, "direction", "diff_entering", own.naming(CROSSING))


def _leaving(p: Profile) -> bool:
    return any(reaches(row, NATIONALS_LEAVING) for row in p.naming(CROSSING))


def _entering(p: Profile) -> bool:
    return any(reaches(row, ENTRANTS) for row in p.naming(ENTRY | CARRIAGE))


def _only_leaving(p: Profile) -> bool:
    return _leaving(p) and not _entering(p)


def _departed_from(side: _Side) -> bool:
    """Whether nationals of the State are among the smuggled on the routes of these data.

    They lead to Europe: what the law of a State there says of its own nationals breaks nothing.
    """
    state = side.law.states.described.get(side.own.state)
    return state is None or state.region != "Europe"


# --- the penalty -----------------------------------------------------------------------------


def _serious(side: _Side) -> Iterator[Difference]:
    rows, months = _base_maximum(side.own)
    if not rows:
        return
    told = {"months": f"{months} months"}
    articles = ("UNTOC art. 2(b)", "UNTOC art. 3(1)(b)", "Protocol art. 1(3)")
    if months == UNKNOWN_MONTHS:
        yield _difference(side, "serious", "diff_maximum_unread", rows, told, differs=Trit.UNKNOWN)
    elif months < SERIOUS_MONTHS:
        yield _difference(side, "serious", "diff_serious", rows, told, articles=articles)


def _thresholds(side: _Side) -> Iterator[Difference]:
    """Under the months that a text in force between the two asks, or that its list asks."""
    rows, months = _base_maximum(side.own)
    for asked in _asked(side):
        if 0 <= months < asked.months:
            told = {"months": f"{months} months", "least": str(asked.months), "id": asked.text}
            code = f"diff_{asked.kind}"
            yield _difference(side, asked.kind, code, rows, told, articles=asked.articles)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The maximum a text asks for surrender, or for an offence of its list; -1: not known."""

    text: str
    kind: str
    months: int
    articles: tuple[str, ...] = ()


def _base_maximum(p: Profile) -> tuple[tuple[Offence, ...], int]:
    """The basic offences, highest first, and their maximum without aggravating facts.

    One that reaches the limit carries the others (UNTOC art. 16(2)); an unknown one may be higher.
    """
    rows = tuple(sorted(p.base, key=lambda row: -row.base_max_months))
    known = max((row.base_max_months for row in rows), default=UNKNOWN_MONTHS)
    hidden = known < SERIOUS_MONTHS and any(row.base_max_months == UNKNOWN_MONTHS for row in rows)
    return rows, UNKNOWN_MONTHS if hidden else known


def _asked(side: _Side) -> Iterator[_Asked]:
    """Texts on surrender that bind both, until one takes the place of those that follow."""
    law, states, day = side.law, (side.own.state, side.other.state), side.own.day
    for step in law.steps["extradition"]:
        if step.kind is StepKind.BILATERAL:
            yield from _bilateral(side)
        if step.kind is not StepKind.TREATY or step.needs_state not in ("", *states):
            continue
        if pair(law, states, step.treaty, day).bound is Trit.YES:
            text = law.treaties[step.treaty]
            yield _Asked(text.id, "threshold", text.threshold_max_months, step.articles)
            yield _Asked(text.id, "listed", text.list_offence_min_max_months, step.articles)
            if step.closes:
                return


def _bilateral(side: _Side) -> Iterator[_Asked]:
    states = frozenset((side.own.state, side.other.state))
    for row in side.law.bilateral.get(states, ()):
        bound = bilateral_standing(row, side.own.day).bound
        if "extradition" in row.acts and bound is Trit.YES:
            yield _Asked(row.id, "threshold", row.threshold_max_months)


# --- exceptions, conduct, attempt ------------------------------------------------------------


def _exceptions(side: _Side) -> Iterator[Difference]:
    """An exception that only one has, or that goes further in one."""
    own, other = _excused(side.own), _excused(side.other)
    for name, (rows, scope) in own.items():
        told = {"exception": name, "scope": listed(scope)}
        if name not in other:
            code = "diff_exception_scope" if scope else "diff_exception"
            yield _difference(side, "exception", code, rows, told)
        elif not scope and other[name][1]:
            told["scope"] = listed(other[name][1])
            yield _difference(side, "exception", "diff_exception_wider", rows, told)


def _excused(p: Profile) -> dict[str, tuple[tuple[Offence, ...], frozenset[str]]]:
    """By exception the rows that have it and the acts it is limited to; none: all acts.

    Offences that need an aggravating circumstance are left out.
    """
    found = {}
    plain = [row for row in p.main if not row.requires_circumstances]
    for name in dict.fromkeys(name for row in plain for name in row.exceptions):
        rows = tuple(row for row in plain if name in row.exceptions)
        limited = name in ("humanitarian", "family") and all(row.exceptions_scope for row in rows)
        scope = {one for row in rows for one in row.exceptions_scope} if limited else set()
        found[name] = (rows, frozenset(scope))
    return found


# kind -> its conduct, and the role of the offences that may hold it beside those of smuggling
_CONDUCT = {
    "stay": (frozenset({"procure_stay", "harbour"}), ""),
    "papers": (frozenset({"produce_document", "provide_document", "possess_document"}), PAPER),
    "group": (frozenset({"organise", "lead_group"}), GROUP),
    "money": (frozenset({"launder"}), MONEY),
    "silence": (frozenset({"fail_to_report"}), ""),
}


def _conduct(side: _Side) -> Iterator[Difference]:
    """Conduct that the other punishes and no row of this State names.

    Unknown where this State's offences of that kind are not in the data. Of organising and
    leading one is enough.
    """
    own, other = side.own, side.other
    for kind, (conduct, role) in _CONDUCT.items():
        named = conduct & {c for row in (*own.main, *own.related) for c in row.conduct}
        missing = frozenset() if kind == "group" and named else conduct - named
        in_data = not role or bool(own.beside(role))
        code = "diff_conduct" if in_data else "diff_conduct_not_in_data"
        differs = Trit.YES if in_data else Trit.UNKNOWN
        for row, acts in _punishing(other, missing):
            # The statute named is that of the other State, so the two change places.
            said = {"state": other.state, "other": own.state, "conduct": listed(acts)}
            yield _difference(side, kind, code, (row,), said, differs=differs)


def _punishing(p: Profile, conduct: frozenset[str]) -> Iterator[tuple[Offence, frozenset[str]]]:
    """The rows that name the conduct between them, the one that names most first."""
    rows = [row for row in (*p.main, *p.related) if not unread(row)]
    while conduct and rows:
        best = max(rows, key=lambda row: len(conduct.intersection(row.conduct)))
        acts = conduct.intersection(best.conduct)
        if not acts:
            return
        yield best, acts
        conduct -= acts


def _attempt(side: _Side) -> Iterator[Difference]:
    own, other = attempt(side.own), attempt(side.other)
    if other.value not in (Value.YES, Value.PARTLY) or own.value in (Value.YES, Value.PARTLY):
        return
    articles = ("Protocol art. 6(2)(a)", *_COMPARED)
    differs = Trit.YES if own.value is Value.NO else Trit.UNKNOWN
    code = "diff_attempt" if own.value is Value.NO else "diff_attempt_unread"
    yield _difference(side, "attempt", code, own.rows, differs=differs, articles=articles)


_KINDS: tuple[Callable[[_Side], Iterator[Difference]], ...] = (
    _benefit,
    _direction,
    _serious,
    _thresholds,
    _exceptions,
    _conduct,
    _attempt,
)
