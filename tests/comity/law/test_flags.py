import dataclasses

import pytest

from comity.base.trit import Trit
from comity.law import answer, load
from comity.law.flags import Found, computed_flags
from tests.comity.law.questions import question, question_of

LAW = load()


def flags(requesting, requested, **changes):
    return answer(LAW, question(requesting, requested, **changes)).flags


SET = {
    "a possible basis is unknown": (("DE", "EG", {}), "unknown_basis", True),
    "no basis is unknown": (("FR", "IT", {}), "unknown_basis", False),
    "Egypt has not abolished": (("EG", "IT", {"act": "extradition"}), "rs_outside_op2", True),
    "Italy has": (("IT", "EG", {"act": "extradition"}), "rs_outside_op2", False),
    "Egypt asks for evidence": (("EG", "IT", {}), "rs_outside_op2", False),
    "a claimed basis that never was": (
        ("FR", "IT", {"claimed_basis": "RIYADH"}),
        "basis_not_in_force",
        True,
    ),
    "a claimed basis that is": (
        ("FR", "IT", {"claimed_basis": "ETS30"}),
        "basis_not_in_force",
        False,
    ),
    "a claimed basis that is unknown": (
        ("EG", "IT", {"claimed_basis": "BI-EG-IT-1", "act": "extradition"}),
        "basis_not_in_force",
        False,
    ),
    "no benefit between Parties": (("IT", "EG", {"benefit": "no"}), "benefit_not_proven", True),
    "no benefit under an order": (("FR", "IT", {"benefit": "no"}), "benefit_not_proven", False),
    "no benefit, Party unknown": (("IT", "MA", {"benefit": "no"}), "benefit_not_proven", False),
    "no benefit, soft act": (
        ("IT", "EG", {"benefit": "no", "act": "information"}),
        "benefit_not_proven",
        False,
    ),
    "a helper": (("IT", "EG", {"exceptions": ["rescue"]}), "exception_fact", True),
    "a carer and a Member State": (("EG", "IT", {"exceptions": ["family_care"]}), "kinsa", True),
    "a carer outside the Union": (("TR", "EG", {"exceptions": ["family_care"]}), "kinsa", False),
    "a carer before accession": (
        ("EG", "CY", {"exceptions": ["family_care"], "facts_date": "2004-04-30"}),
        "kinsa",
        False,
    ),
    "twelve months under the agreement": (
        ("ES", "GB", {"act": "extradition", "conduct": ["procure_transit"]}),
        "eaw_not_list",
        True,
    ),
    "twelve months reach the threshold": (
        ("ES", "GB", {"act": "extradition", "conduct": ["procure_transit"]}),
        "below_threshold",
        False,
    ),
}


@pytest.mark.parametrize(("asked", "flag", "is_set"), SET.values(), ids=SET)
def test_a_flag_is_set_when_its_condition_holds(asked, flag, is_set):
    requesting, requested, changes = asked
    assert (flag in flags(requesting, requested, **changes)) is is_set


def found(requesting, requested, **changes):
    asked = answer(LAW, question(requesting, requested, **changes))
    return Found(LAW, asked.question, asked.untoc, asked.bases, asked.dual_criminality)


def test_a_treaty_is_needed_only_where_nothing_may_even_be_asked():
    asked = question_of("E23")
    whole = answer(LAW, asked)
    bare = dataclasses.replace(whole.bases, unknown=())
    tried = Found(LAW, asked, whole.untoc, bare, whole.dual_criminality)
    assert "rd_treaty_required_no_basis" not in whole.flags
    assert "rd_treaty_required_no_basis" in computed_flags(tried)


@pytest.mark.parametrize(("benefit", "is_set"), [("yes", False), ("no", True)])
def test_below_four_years_the_route_of_the_protocol_makes_up_for_it(benefit, is_set):
    tried = found("ES", "EG", conduct=["procure_entry"], benefit=benefit)
    assert tried.dual.rs.serious is Trit.NO
    assert ("rs_not_serious" in computed_flags(tried)) is is_set


def with_maxima(tried, rs, rd):
    dual = tried.dual
    maxima = {
        "rs": dataclasses.replace(dual.rs, max_months=rs, result=Trit.YES),
        "rd": dataclasses.replace(dual.rd, max_months=rd, result=Trit.YES),
    }
    return dataclasses.replace(tried, dual=dataclasses.replace(dual, **maxima))


@pytest.mark.parametrize(
    ("requesting", "rs", "rd", "below"),
    [
        ("TR", 12, 12, False),
        ("TR", 11, 12, True),
        ("TR", 12, 11, True),
        ("TR", -1, 12, False),
        ("FR", 12, 11, False),  # under the warrant only the issuing State counts
        ("FR", 11, 12, True),
    ],
)
def test_the_threshold_looks_at_the_states_it_binds(requesting, rs, rd, below):
    tried = with_maxima(found(requesting, "IT", act="extradition"), rs, rd)
    assert ("below_threshold" in computed_flags(tried)) is below


@pytest.mark.parametrize(("months", "is_set"), [(35, True), (36, False), (-1, False)])
def test_a_list_box_needs_three_years(months, is_set):
    tried = with_maxima(found("FR", "IT", act="extradition"), months, 60)
    assert ("eaw_not_list" in computed_flags(tried)) is is_set


def test_always_dc_is_never_computed():
    assert "always_dc" not in flags("IT", "EG")


def test_the_flags_of_the_question_are_kept():
    assert "child" in flags("IT", "EG", flags=["child"])
