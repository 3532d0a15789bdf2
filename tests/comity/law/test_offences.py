import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.base.trit import Trit
from comity.law import load
from comity.law.offences import state_result, try_row
from comity.law.rows import BenefitRule
from tests.comity.law.questions import question

LAW = load()
YES, NO, UNKNOWN = Trit.YES, Trit.NO, Trit.UNKNOWN
BASE = dataclasses.replace(
    LAW.offences["FR"][0],
    id="XF-1",
    state="XF",
    role="smuggling_base",
    in_force_from="",
    in_force_until="",
    conduct=("procure_entry", "transport"),
    objects=("irregular_entrant",),
    benefit_required=BenefitRule.NO,
    exceptions=(),
    exceptions_scope=(),
    requires_circumstances=(),
    benefit_alternatives=(),
    base_max_months=36,
    variant=(),
)


def facts(**changes):
    return question(**changes).facts


def tried(fields, eu=NO, **changes):
    built = facts(**changes)
    return try_row(dataclasses.replace(BASE, **fields), built, built.object_rs, eu)


FAILURES = {
    "nothing fails": ({}, {}, ()),
    "another conduct": ({}, {"conduct": ["harbour"]}, ("conduct",)),
    "one shared conduct is enough": ({}, {"conduct": ["harbour", "transport"]}, ()),
    "another object": ({}, {"object_rs": ["alien"]}, ("object",)),
    "any person covers all": ({"objects": ("any_person",)}, {"object_rs": ["alien"]}, ()),
    "a circumstance is asked": ({"requires_circumstances": ("death",)}, {}, ("circumstance",)),
    "the circumstance is there": (
        {"requires_circumstances": ("death", "serious_injury")},
        {"circumstances": ["serious_injury"]},
        (),
    ),
    "no benefit": ({"benefit_required": BenefitRule.YES}, {"benefit": "no"}, ("benefit",)),
    "no benefit, not asked": (
        {"benefit_required": BenefitRule.AGGRAVATING_ONLY},
        {"benefit": "no"},
        (),
    ),
    "no benefit, replaced": (
        {"benefit_required": BenefitRule.YES, "benefit_alternatives": ("repeat",)},
        {"benefit": "no", "circumstances": ["repeat"]},
        (),
    ),
    "all in order": (
        {"benefit_required": BenefitRule.YES, "requires_circumstances": ("death",)},
        {"benefit": "no", "conduct": ["aid"], "object_rs": ["alien"]},
        ("conduct", "circumstance", "object", "benefit"),
    ),
}


@pytest.mark.parametrize(("fields", "changes", "failures"), FAILURES.values(), ids=FAILURES)
def test_every_element_is_tried_and_failures_keep_their_order(fields, changes, failures):
    assert tried(fields, **changes).failures == failures


DOUBTS = {
    "benefit asked and unproven": (BenefitRule.YES, "unproven", ("benefit_unproven",)),
    "benefit asked and shown": (BenefitRule.YES, "yes", ()),
    "rule unknown and unproven": (BenefitRule.UNKNOWN, "unproven", ("benefit_rule_unknown",)),
    "rule unknown and none": (BenefitRule.UNKNOWN, "no", ("benefit_rule_unknown",)),
    "rule unknown and shown": (BenefitRule.UNKNOWN, "yes", ()),
    "not asked": (BenefitRule.NO, "unproven", ()),
}


@pytest.mark.parametrize(("rule", "benefit", "doubts"), DOUBTS.values(), ids=DOUBTS)
def test_an_open_benefit_is_a_doubt_and_no_failure(rule, benefit, doubts):
    found = tried({"benefit_required": rule}, benefit=benefit)
    assert (found.doubts, found.failures) == (doubts, ())
    assert found.result is (UNKNOWN if doubts else YES)


NARROW = {"exceptions": ("humanitarian", "family", "rescue"), "exceptions_scope": ("transport",)}
WIDE = {**NARROW, "exceptions_scope": ()}
EXCEPTIONS = {
    "not listed": ({}, "rescue", {"benefit": "no"}, True),
    "rescue is never limited by the scope": (NARROW, "rescue", {}, False),
    "humanitarian, unpaid, no scope": (WIDE, "humanitarian", {"benefit": "no"}, False),
    "paid help is not humanitarian": (WIDE, "humanitarian", {"benefit": "yes"}, True),
    "benefit unproven still excuses": (WIDE, "humanitarian", {"benefit": "unproven"}, False),
    "all conduct in the scope": (NARROW, "family", {"conduct": ["transport"]}, False),
    "one act outside the scope": (
        NARROW,
        "family",
        {"conduct": ["transport", "procure_entry"]},
        True,
    ),
    "paid family tie": (WIDE, "family", {"benefit": "yes"}, False),
}


@pytest.mark.parametrize(
    ("fields", "name", "changes", "punished"), EXCEPTIONS.values(), ids=EXCEPTIONS
)
def test_exceptions_are_narrow(fields, name, changes, punished):
    failures = tried(fields, exceptions=[name], **changes).failures
    assert failures == (() if punished else (f"exception:{name}",))


@pytest.mark.parametrize(
    ("eu", "role", "result"),
    [
        (YES, "smuggling_base", NO),
        (YES, "smuggling_lead", NO),
        (YES, "facilitating_stay", YES),
        (NO, "smuggling_base", YES),
        (UNKNOWN, "smuggling_base", UNKNOWN),
    ],
)
def test_care_of_minors_excuses_smuggling_in_the_union_whatever_was_paid(eu, role, result):
    assert tried({"role": role}, eu=eu, exceptions=["family_care"]).result is result


RELATED = {"id": "XF-9", "role": "related_criminal_organisation", "conduct": ("lead_group", "aid")}


@pytest.mark.parametrize(("conduct", "result"), [("aid", NO), ("lead_group", YES)])
def test_lending_a_hand_makes_nobody_a_member_of_a_gang(conduct, result):
    assert tried(RELATED, conduct=[conduct]).result is result


def in_state(*rows, **changes):
    built = tuple(dataclasses.replace(BASE, **row) for row in rows)
    law = dataclasses.replace(LAW, offences={"XF": built})
    found = facts(**changes)
    return state_result(law, "XF", found, found.object_rs)


ABSENCE = {"id": "XF-0", "role": "absence_stated"}


def test_a_state_said_to_have_had_no_offence_has_none():
    found = in_state(ABSENCE)
    assert (found.result, found.failures, found.max_months) == (NO, ("no_offence_at_date",), 0)


def test_a_state_without_rows_is_unknown():
    found = in_state()
    assert (found.result, found.doubts, found.max_months) == (UNKNOWN, ("no_offence_data",), -1)


def test_related_rows_alone_do_not_count():
    assert in_state(RELATED, conduct=["lead_group"]).doubts == ("no_offence_data",)


def test_a_state_whose_base_offence_is_missing_is_never_no():
    found = in_state({"role": "facilitating_stay", "conduct": ("procure_stay",)})
    assert (found.result, found.doubts) == (UNKNOWN, ("no_offence_data",))


def test_a_yes_goes_before_an_unknown_and_keeps_its_maximum_open():
    found = in_state(
        {},
        {"id": "XF-2", "benefit_required": BenefitRule.YES, "base_max_months": 48},
        benefit="unproven",
    )
    assert (found.result, [test.row.id for test in found.matched]) == (YES, ["XF-1"])
    assert (found.max_months, found.serious) == (-1, UNKNOWN)


def test_an_unknown_keeps_the_maximum_there_would_be_and_is_not_serious_yet():
    found = in_state(
        {"benefit_required": BenefitRule.YES, "base_max_months": 60}, benefit="unproven"
    )
    assert (found.result, found.doubts, found.max_months) == (UNKNOWN, ("benefit_unproven",), 60)
    assert found.serious is UNKNOWN


@pytest.mark.parametrize(("months", "serious"), [(47, NO), (48, YES), (49, YES), (-1, UNKNOWN)])
def test_four_years_make_a_serious_crime(months, serious):
    assert in_state({"base_max_months": months}).serious is serious


def test_the_nearest_row_explains_a_no():
    far = {"id": "XF-2", "conduct": ("harbour",), "objects": ("alien",)}
    near = {"id": "XF-3", "objects": ("alien",)}
    other = {"id": "XF-4", "conduct": ("harbour",)}
    assert in_state(far, other, near).failures == ("object",)


def test_a_base_offence_explains_before_another_and_then_the_first_id():
    stay = {"id": "XF-0", "role": "facilitating_stay", "benefit_required": BenefitRule.YES}
    base = {"id": "XF-5", "benefit_required": BenefitRule.YES}
    assert in_state(stay, base, benefit="no").failures == ("benefit",)


@pytest.mark.parametrize(
    ("day", "result"),
    [("2019-12-31", UNKNOWN), ("2020-01-01", YES), ("2021-12-31", YES), ("2022-01-01", UNKNOWN)],
)
def test_only_the_law_of_the_day_of_the_facts_counts(day, result):
    version = {"in_force_from": "2020-01-01", "in_force_until": "2021-12-31"}
    assert in_state(version, facts_date=day).result is result


def test_conduct_that_no_matched_row_names_is_uncovered():
    assert in_state({}, conduct=["transport", "recruit", "aid"]).uncovered == ("aid", "recruit")


CONDUCT = sorted(LAW.words["conduct"])


@given(
    state=st.sampled_from(sorted(LAW.offences)),
    conduct=st.sets(st.sampled_from(CONDUCT), min_size=1),
    objects=st.sets(st.sampled_from(sorted(LAW.words["object"])), min_size=1),
    circumstances=st.sets(st.sampled_from(sorted(LAW.words["circumstance"]))),
)
def test_proving_an_open_benefit_never_takes_an_offence_away(
    state, conduct, objects, circumstances
):
    def result(benefit):
        built = facts(conduct=sorted(conduct), benefit=benefit, circumstances=sorted(circumstances))
        return state_result(LAW, state, built, frozenset(objects))

    still_open, shown = result("unproven"), result("yes")
    if still_open.result is not UNKNOWN:
        assert shown.result is still_open.result
    assert (shown.max_months == 0) == (shown.result is NO)
