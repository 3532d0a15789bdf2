"""A second reading, made from the treaty texts and not from the data files.

UNTOC arts. 2, 16, 18, 21; Smuggling Protocol arts. 1(3), 3(a), 4, 5, 6, 8. Each test is a sentence
on one paragraph, held against the data (rules, bases, words) or against what the engine answers.
A lawyer may disagree with any line. Laws of States that a test needs are invented in it.
"""

import dataclasses
import re

import pytest

from comity.assistance import assess
from comity.assistance.completeness import applicable_rules
from comity.base.trit import Trit
from comity.entities.people import Person, Role
from comity.law import StartedClock, answer, load
from comity.law.clocks import due
from comity.law.dual_criminality import Verdict
from comity.law.offences import state_result
from comity.law.rows import LIFE, BenefitRule, Effect, StepKind
from comity.law.rules import fired
from comity.safeguards.refusals import GROUNDS, Postponement, Refusal
from comity.safeguards.refusals import flags_of_postponement as postponed
from comity.safeguards.refusals import flags_of_refusal as refused
from comity.safeguards.roles import may_be_suspect
from tests.comity.law.questions import question

LAW = load()
YES, NO, UNKNOWN = Trit.YES, Trit.NO, Trit.UNKNOWN
ROW = LAW.offences["FR"][0]
BARE = {
    "role": "smuggling_base",
    "in_force_from": "",
    "in_force_until": "",
    "conduct": tuple(LAW.words["conduct"]),
    "objects": ("any_person",),
    "benefit_required": BenefitRule.NO,
    "exceptions": (),
    "exceptions_scope": (),
    "requires_circumstances": (),
    "benefit_alternatives": (),
    "base_min_months": 0,
    "base_max_months": 60,
    "variant": (),
}


def offence(state, **elements):
    """An invented offence that punishes everything, but for the elements given."""
    return dataclasses.replace(ROW, id=f"{state}-1", state=state, **{**BARE, **elements})


def law_of(*rows):
    """The law data with these offences and no other."""
    states = {row.state for row in rows}
    by_state = {state: tuple(row for row in rows if row.state == state) for state in states}
    return dataclasses.replace(LAW, offences=by_state)


PUNISHING = law_of(offence("IT"), offence("EG"))


def effects(*flags):
    return {one.rule.id: one.effect for one in fired(LAW, set(flags))}


def needed(basis, **changes):
    """Item by item what the file must hold on this basis, with the severity of the rule."""
    rules = applicable_rules(LAW, question(**changes), basis)
    return {item: rule.severity for rule in rules for item in rule.items}


# UNTOC 2 and 3


@pytest.mark.parametrize(
    ("months", "serious"), [(47, NO), (48, YES), (49, YES), (LIFE, YES), (-1, UNKNOWN)]
)
def test_2_b_a_maximum_of_four_years_is_serious_and_a_month_less_is_not(months, serious):
    law = law_of(offence("IT", base_max_months=months), offence("EG"))
    assert answer(law, question()).dual_criminality.rs.serious is serious


@pytest.mark.parametrize(("months", "cover"), [(47, NO), (48, YES)])
def test_3_1_b_outside_the_protocol_only_serious_crime_is_covered(months, cover):
    law = law_of(offence("IT", base_max_months=months), offence("EG"))
    assert answer(law, question(benefit="no")).untoc.cover is cover


@pytest.mark.parametrize("benefit", ["yes", "no"])
@pytest.mark.parametrize("act", ["mla", "extradition", "jit", "confiscation"])
def test_3_1_and_protocol_4_without_an_organized_group_neither_route_is_open(act, benefit):
    found = answer(PUNISHING, question(act=act, benefit=benefit, ocg="no"))
    assert (found.untoc.cover, found.untoc.route) == (NO, "")
    assert "UNTOC" not in (*found.bases.ids, *found.bases.unknown_ids)


# UNTOC 16: extradition


@pytest.mark.parametrize(
    ("rs", "rd", "verdict"),
    [
        (("procure_entry",), ("procure_entry",), Verdict.MET),
        (("procure_entry",), ("harbour",), Verdict.NOT_MET),
        (("harbour",), ("procure_entry",), Verdict.NOT_MET),
        (("harbour",), ("harbour",), Verdict.NOT_MET),
    ],
)
def test_16_1_the_offence_is_punishable_under_both_laws_or_there_is_no_extradition(rs, rd, verdict):
    law = law_of(offence("IT", conduct=rs), offence("EG", conduct=rd))
    found = assess(law, question(act="extradition"))
    assert found.answer.dual_criminality.verdict is verdict
    assert found.blocks is (verdict is Verdict.NOT_MET)


def test_16_1_two_names_for_one_conduct_are_punishable_under_both_laws():
    law = law_of(offence("IT", role="smuggling_base"), offence("EG", role="smuggling_lead"))
    assert answer(law, question(act="extradition")).dual_criminality.verdict is Verdict.MET


def test_16_2_one_offence_that_is_serious_carries_the_lesser_one_beside_it():
    lesser = offence("IT", conduct=("harbour",), base_max_months=12)
    graver = dataclasses.replace(lesser, id="IT-2", conduct=("transport",), base_max_months=60)
    conduct = ["harbour", "transport"]
    alone = answer(law_of(lesser, offence("EG")), question(conduct=conduct))
    beside = answer(law_of(lesser, graver, offence("EG")), question(conduct=conduct))
    assert (alone.dual_criminality.rs.serious, beside.dual_criminality.rs.serious) == (NO, YES)


def with_fiche(treaty_required, notice):
    fiche = LAW.fiches["EG"]
    items = tuple(
        dataclasses.replace(item, value=notice) if item.key == "untoc_16_5" else item
        for item in fiche.item
    )
    changed = dataclasses.replace(
        fiche, treaty_required_for_extradition=treaty_required, item=items
    )
    return dataclasses.replace(PUNISHING, fiches={"EG": changed})


@pytest.mark.parametrize(
    ("treaty_required", "notice", "warned"),
    [
        ("yes", "unknown", True),
        ("designation", "unknown", True),
        ("unknown", "unknown", True),
        ("no", "unknown", False),  # 16(6): such a State recognises the offences anyway
        ("yes", "yes: takes the Convention as legal basis", False),
        ("unknown", "yes: takes the Convention as legal basis", False),
    ],
)
def test_16_5_an_unknown_notice_warns_only_of_a_state_that_may_need_a_treaty(
    treaty_required, notice, warned
):
    law = with_fiche(treaty_required, notice)
    found = {one.rule.id: one for one in answer(law, question(act="extradition")).rules}
    assert ("B-16-5" in found) is warned
    if warned:
        assert found["B-16-5"].effect is Effect.WARN  # 16(4): "may", so ask and do not stop


def test_16_5_a_state_without_a_fiche_may_need_a_treaty():
    law = dataclasses.replace(PUNISHING, fiches={})
    assert "untoc_16_5_unknown" in answer(law, question(act="extradition")).flags
    assert "untoc_16_5_unknown" not in answer(law, question(act="mla")).flags


@pytest.mark.parametrize("act", ["extradition", "provisional_arrest", "mla"])
def test_16_4_and_18_6_the_convention_comes_after_every_treaty_and_is_displaced_by_none(act):
    steps = LAW.steps[act]
    kinds = [step.kind for step in steps]
    place = kinds.index(StepKind.UNTOC)
    assert not {StepKind.TREATY, StepKind.BILATERAL} & set(kinds[place:])
    assert not steps[place].only_open


def test_16_7_the_convention_has_no_minimum_penalty_of_its_own_for_extradition():
    law = law_of(offence("IT", base_max_months=1), offence("EG", base_max_months=1))
    found = answer(law, question(act="extradition"))
    assert found.bases.first.id == "UNTOC"
    assert "below_threshold" not in found.flags


def test_16_10_who_refuses_a_national_submits_the_case_for_prosecution():
    assert effects("refused_nationality") == {"P-16-10": Effect.BLOCK}
    assert "16(10)" in LAW.rules["P-16-10"].source_article
    assert "only for nationality" in LAW.words["flag"]["refused_nationality"]


def test_16_10_to_12_being_a_national_forbids_nothing_by_itself():
    assert effects("person_national_of_rd") == {"P-NATIONAL": Effect.WARN}


def test_16_14_nobody_is_surrendered_into_a_persecution():
    assert effects("persecution_claim") == {"SG-REFOULE": Effect.BLOCK}
    assert "16(14)" in LAW.rules["SG-REFOULE"].source_article


def test_16_15_and_18_22_a_fiscal_side_alone_is_no_ground_for_either():
    assert effects("refusal_fiscal") == {"P-18-22": Effect.BLOCK}
    article = LAW.rules["P-18-22"].source_article
    assert "18(22)" in article
    assert "16(15)" in article


def test_16_16_consult_before_refusing_extradition_or_say_why_that_was_not_appropriate():
    assert effects("refusal_extradition_no_consultation") == {"P-16-16": Effect.BLOCK}
    assert "or record why" in LAW.rules["P-16-16"].message  # "where appropriate"
    assert "16(16)" in LAW.rules["P-16-16"].source_article


# UNTOC 18: mutual legal assistance


@pytest.mark.parametrize(("act", "group"), [("mla", YES), ("extradition", UNKNOWN)])
def test_18_1_grounds_to_suspect_a_group_suffice_for_assistance_and_16_1_asks_more(act, group):
    assert answer(PUNISHING, question(act=act, ocg="suspected")).untoc.cover is group


ART_18_3 = {
    "18(3)(a)": {"statement"},  # taking evidence or statements
    "18(3)(b)": {"service"},  # service of judicial documents
    "18(3)(c)": {"search", "seizure", "freezing"},
    "18(3)(d)": {"examination"},  # objects and sites
    "18(3)(e)": {"information_items", "expert_evaluation"},
    "18(3)(f)": {"records", "bank_records"},  # government, bank, financial, business records
    "18(3)(g)": {"tracing"},  # proceeds, property, instrumentalities
    "18(3)(h)": {"witness_travel"},  # voluntary appearance
    "18(3)(i)": {"identification", "preservation", "other"},  # any other type
    "18(10)": {"transfer_detained"},
    "18(18)": {"video_hearing"},
}


def test_18_3_each_letter_has_its_measures_and_each_measure_its_letter():
    cited = LAW.words["measure_letter"]
    assert cited.keys() == LAW.words["measure"].keys()
    assert {cite: {code for code in cited if cited[code] == cite} for cite in cited.values()} == (
        ART_18_3
    )


def test_18_4_and_5_information_is_given_unasked_and_its_limits_bind_the_receiver():
    assert effects("spontaneous") == {"P-18-4": Effect.INFORM}
    assert "18(4)-(5)" in LAW.rules["P-18-4"].source_article
    assert "respect them" in LAW.rules["P-18-4"].message


@pytest.mark.parametrize("basis", ["ETS30", "EIO_DIR", "BI-MA-IT-1", "RIYADH"])
def test_18_7_paragraph_15_is_not_asked_of_those_whom_another_treaty_binds(basis):
    asked = applicable_rules(LAW, question(measure="search"), basis)
    assert not [rule.id for rule in asked if "18(15)" in rule.source_article]


def test_18_8_bank_secrecy_is_no_ground_whatever_ground_stands_beside_it():
    assert effects("refusal_bank_secrecy") == {"P-18-8": Effect.BLOCK}
    draft = Refusal("18(21)(b)", "essential interests", "2026-03-02", bank_secrecy=True)
    assert refused(draft) == {"refusal_bank_secrecy"}


def test_18_9_without_dual_criminality_assistance_may_be_refused_and_need_not_be():
    law = law_of(offence("IT"), offence("EG", conduct=("harbour",)))
    found = answer(law, question(act="mla"))
    assert found.dual_criminality.verdict is Verdict.NOT_MET
    assert "UNTOC" in found.bases.ids
    assert {one.rule.id: one.effect for one in found.rules if one.rule.id == "D-DUAL"} == {
        "D-DUAL": Effect.WARN
    }
    assert Effect.BLOCK not in {one.effect for one in found.rules}


def test_18_9_absence_of_dual_criminality_is_a_ground_that_may_be_named():
    assert refused(Refusal("18(9)", "no such offence here", "2026-03-02")) == frozenset()


@pytest.mark.parametrize("basis", ["UNTOC", "ETS30", "EIO_DIR", "BI-MA-IT-1", "DOMESTIC:IT"])
def test_18_10_a_detained_person_comes_by_free_consent_and_agreement_of_both_authorities(basis):
    items = needed(basis, measure="transfer_detained")
    assert items["informed_consent"] is Effect.BLOCK
    assert items["both_authorities_agree"] is Effect.BLOCK


@pytest.mark.parametrize("measure", ["statement", "witness_travel", "video_hearing", ""])
def test_18_10_is_about_persons_in_detention_only(measure):
    assert (
        not {"informed_consent", "both_authorities_agree"} & needed("UNTOC", measure=measure).keys()
    )


def test_18_13_the_central_authority_is_the_addressee_unless_the_diplomatic_channel_is_wanted():
    assert needed("UNTOC")["addressee_central_authority"] is Effect.WARN


@pytest.mark.parametrize("measure", ["search", "service", "video_hearing"])
def test_18_14_every_request_is_in_an_accepted_language_and_shows_that_it_is_genuine(measure):
    items = needed("UNTOC", measure=measure)
    assert items["translation_accepted_language"] is Effect.BLOCK
    assert items["authenticity"] is Effect.BLOCK


def test_18_14_an_oral_request_is_confirmed_in_writing_forthwith():
    assert list(effects("oral_request")) == ["P-18-14O"]
    rule = LAW.rules["P-18-14O"]
    assert "written confirmation now" in rule.message
    assert "urgent and agreed" in rule.requires_text


ART_18_15 = {
    "requesting_authority",  # (a)
    "subject_and_nature",  # (b)
    "conducting_authority",  # (b)
    "facts_summary",  # (c), except for service
    "assistance_sought",  # (d)
    "person_identity",  # (e), where possible
    "purpose",  # (f)
}


def items(measure):
    rules = applicable_rules(LAW, question(measure=measure), "UNTOC")
    return {item for rule in rules if "18(15)" in rule.source_article for item in rule.items}


def test_a_request_contains_what_article_18_15_asks():
    assert items("search") == ART_18_15


def test_a_summary_of_facts_is_excepted_for_service_only():
    assert items("service") == ART_18_15 - {"facts_summary"}
    assert items("") == ART_18_15


def test_18_15_e_only_the_person_is_asked_for_where_possible():
    asked = needed("UNTOC", measure="search")
    assert {item for item in ART_18_15 if asked[item] is not Effect.BLOCK} == {"person_identity"}


def test_18_16_what_is_missing_is_asked_for_and_stops_nothing():
    assert effects("deficient_received") == {"P-18-16": Effect.INFORM}


def test_18_19_another_use_needs_prior_consent_and_what_helps_the_accused_only_prior_notice():
    assert effects("other_use_planned") == {"P-18-19": Effect.BLOCK}
    assert effects("exculpatory_item") == {"P-18-19X": Effect.INFORM}
    assert "notify the sender before" in LAW.rules["P-18-19"].message
    assert "18(5)" in LAW.rules["P-18-19X"].source_article


def test_18_20_who_cannot_keep_a_request_confidential_says_so_promptly():
    assert effects("confidentiality_asked") == {"P-18-20": Effect.WARN}
    assert "at once" in LAW.rules["P-18-20"].message


def test_18_21_there_are_four_grounds_and_dual_criminality():
    assert set(GROUNDS) == {*(f"18(21)({letter})" for letter in "abcd"), "18(9)"}
    assert effects("refusal_ground_not_listed") == {"P-18-21": Effect.BLOCK}
    other = Refusal("the request is old", "it is old", "2026-03-02")
    assert refused(other) == {"refusal_ground_not_listed"}


@pytest.mark.parametrize("ground", ["18(21)(a)", "18(21)(b)", "18(21)(c)", "18(21)(d)", "18(9)"])
def test_18_23_every_refusal_gives_reasons(ground):
    assert effects(*refused(Refusal(ground, " ", "2026-03-02"))) == {"P-18-23": Effect.BLOCK}


def test_18_25_only_proceedings_under_way_justify_a_postponement():
    assert effects(*postponed(Postponement("", "2026-03-02"))) == {"P-18-25": Effect.BLOCK}
    assert not postponed(Postponement("our case 7/2026", "2026-03-02"))


def test_18_26_consult_before_refusing_and_before_postponing():
    refusal = refused(Refusal("18(21)(b)", "essential interests", ""))
    postponement = postponed(Postponement("our case 7/2026", ""))
    assert effects(*refusal) == effects(*postponement) == {"P-18-26": Effect.BLOCK}


@pytest.mark.parametrize(
    ("told", "ends"), [("2024-02-20", "2024-03-06"), ("2025-02-20", "2025-03-07")]
)
def test_18_27_safe_conduct_ends_fifteen_days_after_the_official_word(told, ends):
    (clock,) = due(LAW, [StartedClock("K-SAFE-15", told)])
    assert clock.due == ends
    assert clock.rule.clock_from == "informed_presence_not_required"


def test_18_27_a_witness_who_travels_has_safe_conduct():
    assert effects("witness_travels") == {"SG-SAFECONDUCT": Effect.BLOCK}
    assert "18(27)" in LAW.rules["SG-SAFECONDUCT"].source_article


# UNTOC 21: transfer of proceedings


def test_21_several_jurisdictions_consider_a_transfer_and_are_bound_to_none():
    assert effects("parallel_cases") == {"P-21": Effect.INFORM}


@pytest.mark.parametrize(("ocg", "bases"), [("yes", ("UNTOC",)), ("no", ())])
def test_21_only_an_offence_that_the_convention_covers_is_transferred_under_it(ocg, bases):
    found = answer(PUNISHING, question(act="transfer_proceedings", ocg=ocg)).bases
    assert (found.ids, found.unknown_ids) == (bases, ())


# Protocol 1, 3, 4


@pytest.mark.parametrize(
    ("requested", "date", "route"),
    [
        ("EG", "2025-06-01", "protocol_offence"),  # both Parties
        ("MA", "2014-07-10", ""),  # Morocco was outside on that day
    ],
)
def test_protocol_1_3_between_parties_an_offence_below_four_years_is_one_of_the_convention(
    requested, date, route
):
    law = law_of(offence("IT", base_max_months=12), offence("EG"), offence("MA"))
    found = answer(law, question("IT", requested, date=date)).untoc
    assert (found.serious_limb, found.route) == (NO, route)


def test_without_a_benefit_it_is_no_smuggling_of_migrants():
    assert answer(LAW, question("FR", "IT", benefit="no")).untoc.protocol_limb == "no"


@pytest.mark.parametrize(
    ("benefit", "limb", "warned"),
    [("yes", YES, False), ("unproven", UNKNOWN, True), ("no", NO, True)],
)
def test_protocol_3_a_a_benefit_that_is_not_shown_opens_nothing_and_stops_nothing(
    benefit, limb, warned
):
    found = answer(PUNISHING, question(benefit=benefit))
    assert found.untoc.protocol_limb is limb
    effect = {one.rule.id: one.effect for one in found.rules}.get("D-BENEFIT")
    assert effect is (Effect.WARN if warned else None)


# Protocol 5: who was smuggled


def test_protocol_5_nobody_is_a_suspect_for_having_been_smuggled():
    assert effects("only_smuggled") == {"SG-MIGRANT": Effect.BLOCK}
    assert "Protocol 5" in LAW.rules["SG-MIGRANT"].source_article


def person(*conduct):
    return Person("P-1", Role.SUSPECT, conduct=conduct)


@pytest.mark.parametrize(
    ("conduct", "own_paper", "may"),
    [
        ((), False, False),
        (("possess_document",), True, False),
        (("possess_document",), False, True),  # 6(1)(b)(ii): to enable the smuggling of others
        (("procure_entry",), False, True),
        (("possess_document", "procure_entry"), True, True),
    ],
)
def test_protocol_5_with_6_1_b_the_paper_one_travels_on_is_no_conduct_of_article_6(
    conduct, own_paper, may
):
    assert (may_be_suspect(person(*conduct), paper_was_own=own_paper) == ()) is may


# Protocol 6: what States make an offence. The place of each conduct, and whether it opens the
# Protocol between Parties when it is done for a benefit and the State that asks punishes it.
CONDUCT = {
    "procure_entry": ("3(a), 6(1)(a)", YES),
    "procure_transit": ("3(a), 6(1)(a): entry into the State passed through", YES),
    "transport": ("3(a), 6(1)(a): a means of entry", YES),
    "produce_document": ("6(1)(b)(i)", YES),
    "provide_document": ("6(1)(b)(ii)", YES),
    "possess_document": ("6(1)(b)(ii)", YES),
    "procure_stay": ("6(1)(c)", YES),
    "harbour": ("6(1)(c): a means of stay", YES),
    "aid": ("6(2)(b)", YES),
    "finance": ("6(2)(b)", YES),
    "recruit": ("6(2)(b)", YES),
    "organise": ("6(2)(c)", YES),
    "lead_group": ("6(2)(c)", YES),
    "procure_exit": ("none alone: 3(a) speaks of entry", UNKNOWN),
    "launder": ("none: UNTOC 6", NO),
    "fail_to_report": ("none: national law", NO),
}


def test_protocol_5_and_6_the_words_of_conduct_are_deeds_of_others_and_never_being_smuggled():
    assert LAW.words["conduct"].keys() == CONDUCT.keys()


@pytest.mark.parametrize("conduct", CONDUCT)
def test_protocol_6_1_and_2_a_conduct_of_the_article_opens_the_protocol_and_no_other(conduct):
    found = answer(PUNISHING, question(conduct=[conduct]))
    assert found.dual_criminality.rs.result is YES
    assert found.untoc.protocol_limb is CONDUCT[conduct][1]


def test_protocol_6_4_what_the_protocol_leaves_out_goes_on_under_other_texts():
    asked = question("FR", "IT", benefit="no", ocg="no")
    law = law_of(offence("FR", base_max_months=12), offence("IT"))
    found = answer(law, asked)
    assert found.untoc.route == ""
    assert found.bases.first.id == "EIO_DIR"


def maximum(state, *circumstances):
    facts = question(circumstances=list(circumstances), facts_date="2026-01-01").facts
    return state_result(LAW, state, facts, facts.object_rs).max_months


# Parties whose aggravated penalties were read for entry; others have none here or were not read.
@pytest.mark.parametrize("state", ["FR", "IT", "TR", "DE"])
@pytest.mark.parametrize("circumstance", ["danger_to_life", "inhuman_treatment"])
def test_protocol_6_3_danger_and_inhuman_treatment_aggravate(state, circumstance):
    assert maximum(state, circumstance) > maximum(state) > 0


def test_protocol_6_3_they_aggravate_and_are_no_element_of_the_offence_itself():
    aggravating = {"danger_to_life", "inhuman_treatment"}
    base = [row for rows in LAW.offences.values() for row in rows if row.role == "smuggling_base"]
    assert base
    assert not [row.id for row in base if aggravating & set(row.requires_circumstances)]


def test_protocol_6_3_an_aggravation_never_lowers_a_maximum():
    known = [
        (row.id, row.base_max_months, variant.max_months)
        for rows in LAW.offences.values()
        for row in rows
        for variant in row.variant
        if -1 not in (row.base_max_months, variant.max_months)
    ]
    assert known
    assert not [one for one in known if one[2] < one[1]]


# Protocol 8: the sea

ART_8_2 = {
    "reasonable_grounds",
    "vessel_identification",
    "registry_confirmation_asked",
    "measures_sought",  # board, search, other appropriate measures
}


def test_protocol_8_2_the_flag_state_is_told_the_grounds_and_asked_for_registry_and_measures():
    asked = needed("SOM_PROTOCOL", act="boarding")
    assert {item for item in ART_8_2 if asked.get(item) is Effect.BLOCK} == ART_8_2
    assert "8(2)" in LAW.rules["C-SOM-8"].source_article


@pytest.mark.parametrize(("requested", "listed"), [("EG", True), ("MA", False)])
def test_protocol_8_2_only_a_party_is_asked_under_it(requested, listed):
    found = answer(LAW, question("IT", requested, act="boarding", date="2014-07-10")).bases
    assert ("SOM_PROTOCOL" in found.ids) is listed
    assert "UNTOC" not in (*found.ids, *found.unknown_ids)


def test_protocol_8_3_the_flag_state_is_told_the_results_promptly():
    assert effects("boarded_no_report") == {"P-SOM-8-3": Effect.BLOCK}
    assert "now" in LAW.rules["P-SOM-8-3"].message


def test_protocol_8_5_nothing_is_done_beyond_the_authorisation_but_to_save_lives():
    assert effects("beyond_authorisation") == {"P-SOM-8-5": Effect.BLOCK}
    saving = effects("beyond_authorisation", "danger_to_life_now")
    assert list(saving) == ["SG-LIFE-FIRST"]


def test_protocol_8_6_each_fiche_speaks_of_the_authority_for_the_sea_be_it_that_it_is_unknown():
    assert len(LAW.fiches) == 10
    for fiche in LAW.fiches.values():
        assert [item.value for item in fiche.item if item.key == "som_8_6_authority"] != []


def test_protocol_8_7_a_vessel_without_nationality_has_no_flag_state_to_confirm_registry():
    boarding = [step.treaty for step in LAW.steps["boarding"]]
    assert boarding == ["SOM_PROTOCOL", "UNCLOS"]
    assert "registry_confirmation_asked" not in needed("UNCLOS", act="boarding")


# The whole: which rules a treaty that says "may" or "consider" must not turn into a stop


@pytest.mark.parametrize("paragraph", ["16(4)", "18(4)", "18(9)", "18(16)", "21"])
def test_where_the_convention_says_may_or_consider_no_rule_stops(paragraph):
    cited = re.compile(rf"^UNTOC (.*; )?{re.escape(paragraph)}($|[-,;])")
    rules = [rule for rule in LAW.rules.values() if cited.search(rule.source_article)]
    assert rules
    assert not [rule.id for rule in rules if rule.severity is Effect.BLOCK]


# Protocol art. 3(a): procuring illegal entry, for a benefit. Art. 6(1)(b): documents for that
# purpose. Art. 6(1)(c): enabling to remain. Silence and handling proceeds are in neither.
PROTOCOL_6 = {
    "procure_entry": "yes",
    "produce_document": "yes",
    "provide_document": "yes",
    "possess_document": "yes",
    "procure_stay": "yes",
    "organise": "yes",
    "aid": "yes",
    "fail_to_report": "no",
    "launder": "no",
    "procure_exit": "unknown",
}


@pytest.mark.parametrize(("conduct", "limb"), PROTOCOL_6.items())
def test_conduct_of_the_protocol(conduct, limb):
    asked = question("FR", "IT", conduct=[conduct], object_rs=["irregular_entrant", "any_person"])
    found = answer(LAW, asked)
    if found.dual_criminality.rs.result == "yes":
        assert found.untoc.protocol_limb == limb
    else:
        assert found.untoc.protocol_limb in ("no", "unknown")
