"""The two routes into the Convention: UNTOC 2(b), 3(1) and Protocol 1(3), 3(a), 6(1)."""

import dataclasses

import pytest

from comity.base.trit import Trit
from comity.law import load
from comity.law.offences import state_result
from comity.law.untoc import untoc
from tests.comity.law.questions import question

LAW = load()
YES, NO, UNKNOWN = Trit.YES, Trit.NO, Trit.UNKNOWN


def found(requesting="IT", requested="EG", result=None, months=None, **changes):
    asked = question(requesting, requested, **changes)
    rs = state_result(LAW, requesting, asked.facts, asked.facts.object_rs)
    if result is not None:
        rs = dataclasses.replace(rs, result=result, max_months=months)
    return untoc(LAW, asked, rs)


PROTOCOL_LIMB = {
    "paid entry": ({}, YES),
    "unpaid entry": ({"benefit": "no"}, NO),
    "payment not shown": ({"benefit": "unproven"}, UNKNOWN),
    "silence only": ({"conduct": ["fail_to_report"]}, NO),
    "laundering only": ({"conduct": ["launder"]}, NO),
    "exit alone": ({"conduct": ["procure_exit"]}, UNKNOWN),
    "exit and its proceeds": ({"conduct": ["procure_exit", "launder"]}, UNKNOWN),
    "exit and help": ({"conduct": ["procure_exit", "aid"]}, YES),
    "a State outside the Protocol": ({"requested": "MA", "date": "2014-07-10"}, NO),
    "a State whose place is unknown": ({"requested": "MA", "date": "2014-07-11"}, UNKNOWN),
}


@pytest.mark.parametrize(("changes", "limb"), PROTOCOL_LIMB.values(), ids=PROTOCOL_LIMB)
def test_the_limb_of_the_protocol(changes, limb):
    assert found(result=YES, months=60, **changes).protocol_limb is limb


@pytest.mark.parametrize(
    ("result", "months", "limb"),
    [
        (YES, 47, NO),
        (YES, 48, YES),
        (YES, -1, UNKNOWN),
        (YES, 9999, YES),
        (UNKNOWN, 60, UNKNOWN),
        (NO, 0, NO),
    ],
)
def test_the_limb_of_serious_crime_asks_the_requesting_state_only(result, months, limb):
    assert found(result=result, months=months).serious_limb is limb


@pytest.mark.parametrize(
    ("act", "ocg", "group"),
    [
        ("extradition", "suspected", UNKNOWN),
        ("provisional_arrest", "suspected", UNKNOWN),
        ("mla", "suspected", YES),
        ("jit", "suspected", YES),
        ("mla", "no", NO),
        ("extradition", "yes", YES),
    ],
)
def test_a_suspected_group_suffices_for_assistance_and_not_for_surrender(act, ocg, group):
    assert found(act=act, ocg=ocg).group is group


@pytest.mark.parametrize(
    ("result", "months", "changes", "route"),
    [
        (YES, 60, {}, "protocol_offence"),
        (YES, 60, {"benefit": "no"}, "serious_crime"),
        (YES, 36, {"benefit": "no"}, ""),
        (UNKNOWN, 60, {}, "undecided"),
        (YES, 60, {"ocg": "no"}, ""),
        (YES, 60, {"ocg": "suspected", "act": "extradition"}, "protocol_offence"),
    ],
)
def test_the_route_is_named_even_while_the_cover_is_open(result, months, changes, route):
    assert found(result=result, months=months, **changes).route == route


def test_no_offence_in_the_requesting_state_closes_both_limbs():
    answer = found(result=NO, months=0)
    assert (answer.protocol_limb, answer.serious_limb, answer.cover) == (NO, NO, NO)
