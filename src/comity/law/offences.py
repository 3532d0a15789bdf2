"""Whether the facts are an offence in a State, element by element, and how high the maximum is.

Each State looks at the same people from its own border. Group and cross-border elements are never
compared (UNTOC art. 34(2)). Intent, attempt, jurisdiction, immunity, legal persons and minimum
penalties are shown elsewhere and not tested here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from comity.base.trit import Trit, all_of
from comity.law.data import LawData
from comity.law.penalties import row_maximum, state_maximum
from comity.law.question import Facts
from comity.law.rows import SERIOUS_MONTHS, UNKNOWN_MONTHS, BenefitRule, Offence

BENEFIT_UNPROVEN = "benefit_unproven"
BENEFIT_RULE_UNKNOWN = "benefit_rule_unknown"
NO_OFFENCE_DATA = "no_offence_data"
NO_OFFENCE_AT_DATE = "no_offence_at_date"

# Lending a hand or organising alone does not make a member of a gang of everyone.
_RELATED_CONDUCT = frozenset(
    {
        "finance",
        "launder",
        "lead_group",
        "produce_document",
        "provide_document",
        "possess_document",
        "fail_to_report",
        "recruit",
    }
)


@dataclass(frozen=True, slots=True)
class Element:
    """One element held against the facts. ``code`` is the failure or the doubt; empty when met.

    ``asked`` is false where the row asks for nothing of the kind.
    """

    name: str
    state: Trit
    code: str = ""
    asked: bool = True


@dataclass(frozen=True, slots=True)
class RowTest:
    """One offence held against the facts."""

    row: Offence
    elements: tuple[Element, ...]
    result: Trit
    max_months: int

    @property
    def failures(self) -> tuple[str, ...]:
        """What fails, in the order of the test."""
        return tuple(one.code for one in self.elements if one.state is Trit.NO)

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is open."""
        return tuple(one.code for one in self.elements if one.state is Trit.UNKNOWN)


@dataclass(frozen=True, slots=True)
class StateResult:
    """Whether the facts are an offence in a State.

    ``matched`` are the rows the result rests on; ``max_months`` 0 means not punishable on these
    facts, -1 unknown, 9999 life. Where the result is unknown it is the maximum there would be if
    the open element were shown. ``uncovered`` is conduct that no matched row names. A no is
    explained by ``nearest``, or by ``absent``, the row that says there was no offence.
    """

    state: str
    result: Trit
    failures: tuple[str, ...]
    doubts: tuple[str, ...]
    tests: tuple[RowTest, ...]
    matched: tuple[RowTest, ...]
    max_months: int
    uncovered: tuple[str, ...]
    nearest: RowTest | None = None
    absent: Offence | None = None

    @property
    def serious(self) -> Trit:
        """Serious crime (UNTOC art. 2(b)), with the aggravating facts that are charged."""
        if self.result is Trit.UNKNOWN or self.max_months == UNKNOWN_MONTHS:
            return Trit.UNKNOWN
        return Trit.of(self.max_months >= SERIOUS_MONTHS)


def try_row(row: Offence, facts: Facts, objects: frozenset[str], eu_member: Trit) -> RowTest:
    """One row held against the facts; every element is tried.

    Args:
        objects: the people as this State sees them.
        eu_member: membership on the date of the facts; it decides for family care only.
    """
    elements = (
        _conduct(row, facts),
        _circumstance(row, facts),
        _object(row, objects),
        _benefit(row, facts),
        *(_exception(row, facts, name, eu_member) for name in facts.exceptions),
    )
    result = all_of(element.state for element in elements)
    return RowTest(row, elements, result, row_maximum(row, facts.circumstances))


def state_result(law: LawData, state: str, facts: Facts, objects: frozenset[str]) -> StateResult:
    """Whether the facts are an offence in a State under its law on the date of the facts."""
    day = facts.facts_date
    eu_member = law.states.eu_member(state, day)
    rows = [row for row in law.offences.get(state, ()) if row.in_force(day)]
    absent = [row for row in rows if row.role == "absence_stated"]
    tests = tuple(
        try_row(row, facts, objects, eu_member) for row in rows if row.role != "absence_stated"
    )
    main = [test for test in tests if not test.row.related]
    if not main:
        return _without_main(state, tests, absent)
    for wanted in (Trit.YES, Trit.UNKNOWN):
        matched = tuple(test for test in tests if test.result is wanted)
        if matched:
            return _matched(state, wanted, facts, tests, matched)
    if not any(test.row.role == "smuggling_base" for test in main):
        return _unknown(state, tests)
    nearest = min(main, key=_nearness)
    return StateResult(state, Trit.NO, nearest.failures, (), tests, (), 0, (), nearest)


def _without_main(state: str, tests: tuple[RowTest, ...], absent: list[Offence]) -> StateResult:
    if absent:
        failures = (NO_OFFENCE_AT_DATE,)
        return StateResult(state, Trit.NO, failures, (), tests, (), 0, (), absent=absent[0])
    return _unknown(state, tests)


def _unknown(state: str, tests: tuple[RowTest, ...]) -> StateResult:
    doubts = (NO_OFFENCE_DATA,)
    return StateResult(state, Trit.UNKNOWN, (), doubts, tests, (), UNKNOWN_MONTHS, ())


def _matched(
    state: str,
    result: Trit,
    facts: Facts,
    tests: tuple[RowTest, ...],
    matched: tuple[RowTest, ...],
) -> StateResult:
    open_rows = (test.max_months for test in tests if test.result is Trit.UNKNOWN)
    beside = tuple(open_rows) if result is Trit.YES else ()
    covered = {conduct for test in matched for conduct in test.row.conduct}
    doubts = () if result is Trit.YES else sorted({d for test in matched for d in test.doubts})
    return StateResult(
        state,
        result,
        failures=(),
        doubts=tuple(doubts),
        tests=tests,
        matched=matched,
        max_months=state_maximum((test.max_months for test in matched), beside),
        uncovered=tuple(sorted(facts.conduct - covered)),
    )


def _nearness(test: RowTest) -> tuple[int, bool, bool, bool, str]:
    """Sorts the row that explains a no first."""
    failures = test.failures
    not_base = test.row.role != "smuggling_base"
    return (len(failures), "conduct" in failures, "object" in failures, not_base, test.row.id)


@lru_cache(maxsize=256)
def _element(name: str, met: bool, *, asked: bool = True) -> Element:
    return Element(name, Trit.of(met), "" if met else name, asked)


def _shares(facts: Iterable[str], row: Iterable[str]) -> bool:
    return not frozenset(facts).isdisjoint(row)


def _conduct(row: Offence, facts: Facts) -> Element:
    counted = facts.conduct & _RELATED_CONDUCT if row.related else facts.conduct
    return _element("conduct", _shares(counted, row.conduct))


def _circumstance(row: Offence, facts: Facts) -> Element:
    required = row.requires_circumstances
    met = not required or _shares(facts.circumstances, required)
    return _element("circumstance", met, asked=bool(required))


def _object(row: Offence, objects: frozenset[str]) -> Element:
    return _element("object", "any_person" in row.objects or _shares(objects, row.objects))


def _benefit(row: Offence, facts: Facts) -> Element:
    rule = row.benefit_required
    if rule is BenefitRule.UNKNOWN and facts.benefit != "yes":
        return Element("benefit", Trit.UNKNOWN, BENEFIT_RULE_UNKNOWN)
    asked = rule in (BenefitRule.YES, BenefitRule.UNKNOWN)
    replaced = _shares(facts.circumstances, row.benefit_alternatives)
    if rule is not BenefitRule.YES or facts.benefit == "yes" or replaced:
        return _element("benefit", True, asked=asked)
    if facts.benefit == "unproven":
        return Element("benefit", Trit.UNKNOWN, BENEFIT_UNPROVEN)
    return _element("benefit", False)


def _exception(row: Offence, facts: Facts, name: str, eu_member: Trit) -> Element:
    """Met means: the exception does not excuse."""
    label = f"exception:{name}"
    if name == "family_care":  # CJEU C-460/23; an unknown membership leaves it open
        if not row.role.startswith("smuggling") or eu_member is Trit.NO:
            return _element(label, True)
        return Element(label, Trit.NO if eu_member is Trit.YES else Trit.UNKNOWN, label)
    return _element(label, not _excuses(row, facts, name))


def _excuses(row: Offence, facts: Facts, name: str) -> bool:
    if name not in row.exceptions:
        return False
    if name not in ("humanitarian", "family"):
        return True
    # Paid help is not humanitarian.
    unpaid = name != "humanitarian" or facts.benefit != "yes"
    return unpaid and (not row.exceptions_scope or facts.conduct <= set(row.exceptions_scope))
