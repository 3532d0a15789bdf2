"""The flags that the program sets itself, each with the condition of ``reading.md`` section 7.

They are added to those of the question. ``always_dc`` is never computed: its rule is a note to
show beside every comparison.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from comity.base.trit import Trit
from comity.law.bases import Bases
from comity.law.data import LawData
from comity.law.dual_criminality import DualCriminality, Verdict
from comity.law.offences import StateResult
from comity.law.question import Question
from comity.law.rows import UNKNOWN_MONTHS, LooksAt
from comity.law.status import standing
from comity.law.untoc import UNTOC, Untoc

ABOLITION_PROTOCOL = "ICCPR_OP2"
_TREATY_REQUIRED = "treaty_required_for_extradition"


@dataclass(frozen=True, slots=True)
class Found:
    """What was found so far: the flags look at nothing else."""

    law: LawData
    question: Question
    untoc: Untoc
    bases: Bases
    dual: DualCriminality


def computed_flags(found: Found) -> frozenset[str]:
    """The flags that are set."""
    return frozenset(flag for flag, is_set in _FLAGS.items() if is_set(found))


def _unknown_basis(found: Found) -> bool:
    return bool(found.bases.unknown)


def _rs_outside_op2(found: Found) -> bool:
    question = found.question
    if not question.surrender:
        return False
    op2 = standing(found.law, question.requesting, ABOLITION_PROTOCOL, question.date)
    return op2.bound is not Trit.YES


def _treaty_required_no_basis(found: Found) -> bool:
    fiche = found.law.fiches.get(found.question.requested)
    required = fiche is not None and fiche.value(_TREATY_REQUIRED) == "yes"
    nothing = not found.bases.available and not found.bases.unknown
    return found.question.surrender and required and nothing


def _untoc_16_5_unknown(found: Found) -> bool:
    first = found.bases.first
    if not found.question.surrender or first is None or first.id != UNTOC:
        return False
    fiche = found.law.fiches.get(found.question.requested)
    if fiche is None:
        return True
    return fiche.value("untoc_16_5") == "unknown" and fiche.value(_TREATY_REQUIRED) != "no"


def _basis_not_in_force(found: Found) -> bool:
    claimed, bases = found.question.claimed_basis, found.bases
    return claimed != "" and claimed not in (*bases.ids, *bases.unknown_ids)


def _compared_in_the_open(found: Found) -> bool:
    return not found.question.soft and not found.bases.closed_by


def _rs_not_serious(found: Found) -> bool:
    rs, untoc = found.dual.rs, found.untoc
    return (
        _compared_in_the_open(found)
        and untoc.convention.bound is Trit.YES
        and rs.result is Trit.YES
        and rs.serious is Trit.NO
        and untoc.route != "protocol_offence"
    )


def _benefit_not_proven(found: Found) -> bool:
    unproven = found.question.facts.benefit != "yes"
    return _compared_in_the_open(found) and unproven and found.untoc.protocol.bound is Trit.YES


def _known_below(result: StateResult, months: int) -> bool:
    return result.result is not Trit.NO and UNKNOWN_MONTHS < result.max_months < months


def _below_threshold(found: Found) -> bool:
    first = found.bases.first
    if not found.question.surrender or first is None or first.threshold_max_months <= 0:
        return False
    only_rs = first.step.threshold_looks_at is LooksAt.REQUESTING
    looked_at = (found.dual.rs,) if only_rs else (found.dual.rs, found.dual.rd)
    return any(_known_below(one, first.threshold_max_months) for one in looked_at)


def _eaw_not_list(found: Found) -> bool:
    first = found.bases.first
    if not found.question.surrender or first is None:
        return False
    return _known_below(found.dual.rs, first.list_months)


def _exception_fact(found: Found) -> bool:
    return bool(found.question.facts.exceptions)


def _kinsa(found: Found) -> bool:
    facts, states = found.question.facts, found.law.states
    carer = "family_care" in facts.exceptions
    members = (states.eu_member(state, facts.facts_date) for state in found.question.pair)
    return carer and Trit.YES in members


def _verdict_is(verdict: Verdict) -> Callable[[Found], bool]:
    return lambda found: found.dual.verdict is verdict


_FLAGS: Mapping[str, Callable[[Found], bool]] = {
    "unknown_basis": _unknown_basis,
    "rs_outside_op2": _rs_outside_op2,
    "rd_treaty_required_no_basis": _treaty_required_no_basis,
    "untoc_16_5_unknown": _untoc_16_5_unknown,
    "basis_not_in_force": _basis_not_in_force,
    "rs_not_serious": _rs_not_serious,
    "benefit_not_proven": _benefit_not_proven,
    "dc_not_met": _verdict_is(Verdict.NOT_MET),
    "dc_unknown": _verdict_is(Verdict.UNKNOWN),
    "dc_risk": _verdict_is(Verdict.RISK),
    "below_threshold": _below_threshold,
    "eaw_not_list": _eaw_not_list,
    "exception_fact": _exception_fact,
    "kinsa": _kinsa,
}
