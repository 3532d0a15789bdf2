import dataclasses

import pytest

from comity.base.trit import Trit
from comity.law import answer, load
from comity.law.dual_criminality import Verdict, compare, listed
from tests.comity.law.questions import question

LAW = load()
YES, NO, UNKNOWN = Trit.YES, Trit.NO, Trit.UNKNOWN


def base_of(**changes):
    return answer(LAW, question("FR", "IT", act="extradition", **changes))


@pytest.mark.parametrize(
    ("months", "doubts", "result", "answer_is"),
    [
        (35, (), YES, NO),
        (36, (), YES, YES),
        (-1, (), YES, UNKNOWN),
        (36, ("benefit_unproven",), UNKNOWN, YES),
        (36, ("benefit_rule_unknown",), UNKNOWN, UNKNOWN),
        (0, (), NO, NO),
    ],
)
def test_thirty_six_months_make_a_listed_offence(months, doubts, result, answer_is):
    found = base_of()
    rs = dataclasses.replace(
        found.dual_criminality.rs, max_months=months, doubts=doubts, result=result
    )
    assert listed(found.bases.first, rs) is answer_is


def test_no_other_basis_has_a_list():
    found = answer(LAW, question("TR", "IT", act="extradition"))
    assert listed(found.bases.first, found.dual_criminality.rs) is NO


def verdict(rs_result, rd_result, act="extradition", requesting="TR", **fields):
    found = answer(LAW, question(requesting, "IT", act=act))
    dual = found.dual_criminality
    rs = dataclasses.replace(dual.rs, result=rs_result, **fields)
    rd = dataclasses.replace(
        dual.rd,
        result=rd_result,
        failures=("conduct",) if rd_result is NO else (),
        doubts=("benefit_unproven",) if rd_result is UNKNOWN else (),
    )
    result = compare(found.question, found.bases, rs, rd)
    return result.verdict, result.fails


def test_the_comparison_in_its_order():
    assert verdict(YES, YES) == (Verdict.MET, ())
    assert verdict(YES, NO) == (Verdict.NOT_MET, ("IT:conduct",))
    assert verdict(YES, UNKNOWN) == (Verdict.RISK, ("IT:benefit_unproven",))


def test_a_doubt_that_is_not_the_benefit_makes_it_unknown():
    found = verdict(UNKNOWN, UNKNOWN, doubts=("no_offence_data",))
    assert found == (Verdict.UNKNOWN, ("TR:no_offence_data", "IT:benefit_unproven"))


def test_a_no_stays_open_while_the_list_is_open():
    found = verdict(YES, NO, requesting="FR", max_months=-1)
    assert found == (Verdict.UNKNOWN, ("IT:conduct",))


@pytest.mark.parametrize("act", ["boarding", "information"])
def test_nothing_is_compared_for_soft_acts(act):
    assert verdict(YES, NO, act=act) == (Verdict.NOT_APPLICABLE, ())


@pytest.mark.parametrize(
    ("measure", "free"), [("statement", True), ("identification", True), ("video_hearing", False)]
)
def test_a_hearing_and_an_identification_under_an_order_need_none(measure, free):
    asked = question("FR", "IT", measure=measure, conduct=["procure_stay"])
    result = answer(LAW, asked).dual_criminality.verdict
    assert (result is Verdict.NOT_APPLICABLE) is free


def test_a_hearing_without_an_order_is_compared():
    found = answer(LAW, question("IT", "EG", measure="statement")).dual_criminality.verdict
    assert found is not Verdict.NOT_APPLICABLE


def test_every_state_shows_the_offences_tried_with_their_citation():
    states = answer(LAW, question("IT", "EG")).dual_criminality.as_json()["states"]
    assert list(states) == ["IT", "EG"]
    for offence in (one for state in states.values() for one in state["offences"]):
        assert offence["cite"]
        assert offence["source"]
        assert {element["state"] for element in offence["elements"]} <= {
            "met",
            "not_met",
            "unknown",
        }
