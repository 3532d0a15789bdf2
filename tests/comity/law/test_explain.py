"""Why an answer is what it is: sentences, rows, ways on, and what could be contested."""

import dataclasses
import re

import pytest
from hypothesis import given, settings

from comity.base.trit import Trit
from comity.law import answer, load
from comity.law.citations import cited
from comity.law.contestable import contestable
from comity.law.explain import explain
from comity.law.reasons import TEXTS
from comity.law.texts import load_texts
from comity.law.ways import instead, why_not
from tests.comity.law.questions import question, question_of
from tests.comity.law.test_properties import questions

LAW = load()


def said(example, **changes):
    """Code of each finding -> its sentence."""
    found = explain(LAW, answer(LAW, question_of(example, **changes)))
    return {one.reason.code: one.reason.sentence() for one in found}


def ways(example, **changes):
    found = answer(LAW, question_of(example, **changes))
    return {one.id: one for one in instead(LAW, found)}


def points(example, **changes):
    found = answer(LAW, question_of(example, **changes))
    return {int(one.about.split(":")[1]) for one in contestable(LAW, found)}


# --- sentences ---------------------------------------------------------------------------------

FAILURES = {
    "conduct": ("E15", {}, "fails_conduct", ["DZ", "303 bis 30", "procure_entry", "harbour"]),
    "object": ("E22", {}, "fails_object", ["LY", "19 of 2010", "national_leaving"]),
    "benefit": ("E21", {}, "fails_benefit", ["TR", "79"]),
    "an exception": ("E24", {}, "fails_exception", ["GR", "asylum"]),
    "family care": ("E03", {}, "fails_family_care", ["IT", "C-460/23"]),
    "no law yet": ("E14", {}, "fails_no_offence_at_date", ["EG", "2015-06-20"]),
    "benefit not shown": ("E04", {}, "doubt_benefit_unproven", ["TR", "79"]),
    "benefit not read": ("E17", {}, "doubt_benefit_rule_unknown", ["EG", "82"]),
    "no data": ("E12", {}, "doubt_no_offence_data", ["NG", "2022-09-19", "does not prove"]),
    "not covered by them": ("E05", {}, "uncovered_rd", ["IT", "procure_exit", "TR is bound"]),
    "not covered by us": ("E11", {}, "uncovered_rs", ["FR", "recruit"]),
    "life": ("E02", {}, "offence_met_life", ["GB", "life"]),
    "a maximum that was not read": ("E10", {}, "offence_met_maximum_unknown", ["TN", "not read"]),
}


@pytest.mark.parametrize("what", FAILURES)
def test_the_sentence_names_the_state_its_law_and_what_it_hangs_on(what):
    example, changes, code, words = FAILURES[what]
    sentence = said(example, **changes)[code]
    for word in words:
        assert word in sentence, sentence


def test_a_failure_is_explained_on_the_nearest_offence():
    found = answer(LAW, question_of("E21"))
    (finding,) = [one for one in explain(LAW, found) if one.reason.code == "fails_benefit"]
    assert finding.rows == ("offences:TR-79-OLD",)
    assert finding.source == found.dual_criminality.rd.nearest.row.source


def test_of_several_offences_the_gravest_speaks():
    found = answer(LAW, question_of("E05"))
    (finding,) = [
        one
        for one in explain(LAW, found)
        if one.about == "offence:IT" and one.reason.code == "offence_met"
    ]
    assert "288 months" in finding.reason.sentence()


def test_beside_every_comparison_stands_that_the_group_is_none_of_its_elements():
    assert "rule:D-NO-OCG-ELEMENT" in said("E01")
    assert "rule:D-NO-OCG-ELEMENT" not in said("E18"), "a boarding compares nothing"


def test_a_looked_for_treaty_is_never_said_not_to_exist():
    found = answer(LAW, question_of("E23"))
    (base,) = found.bases.unknown
    sentence = base.reasons[-1].sentence()
    assert "no record" in sentence
    assert "2026-04-30" in sentence
    assert "does not prove there is none" in sentence


def test_no_sentence_says_that_no_treaty_exists_or_how_likely_anything_is():
    for text in TEXTS.values():
        assert not re.search(r"no treaty exists|likel|probab|chance", text, re.IGNORECASE), text


@given(questions())
@settings(max_examples=150, deadline=None)
def test_every_finding_has_a_whole_sentence_and_rows_that_are_there(asked):
    from comity.law import read_question

    found = answer(LAW, read_question(asked, LAW))
    offences = {row.id for rows in LAW.offences.values() for row in rows}
    for one in (*explain(LAW, found), *why_not(found), *contestable(LAW, found)):
        sentence = one.reason.sentence()
        assert sentence.endswith("."), sentence
        assert "{" not in sentence
        for row in one.rows:
            table, _, key = row.partition(":")
            tables = {"offences": offences, "rules": LAW.rules, "steps": LAW.steps}
            known = tables.get(table)
            assert known is None or key in known, row
    for base in (*found.bases.available, *found.bases.unknown, *found.bases.not_listed):
        assert base.rows or base.status == "not_asked" or not base.title


@given(questions())
@settings(max_examples=100, deadline=None)
def test_every_treaty_article_of_a_finding_is_in_the_texts_or_its_text_is_not_held(asked):
    from comity.law import read_question

    found, texts = answer(LAW, read_question(asked, LAW)), load_texts()
    treaties = [one for one in explain(LAW, found) if "UNTOC" in " ".join(one.articles)]
    for finding in treaties:
        for article in finding.articles:
            for address in cited(article):
                held = texts.text(address.treaty)
                assert held is None or not address.article or texts.find(address), str(address)


# --- why not, and instead ------------------------------------------------------------------------


def test_nothing_stands_in_the_way_of_a_plain_request():
    assert why_not(answer(LAW, question("IT", "EG"))) == ()


def test_without_a_basis_every_text_says_why_it_does_not_bind():
    found = answer(LAW, question_of("E23"))
    about = [one.about for one in why_not(found)]
    assert about[0] == "basis"
    assert {"EAW_FD", "ETS24", "RIYADH", "UNTOC", "DOMESTIC:NL", "BI-NL-TN-1"} <= set(about)


def test_for_assistance_a_missing_offence_is_a_ground_that_need_not_be_used():
    codes = {one.reason.code for one in why_not(answer(LAW, question_of("E15")))}
    assert "not_met_assistance" in codes
    assert "not_met_surrender" not in codes


def test_for_surrender_it_stands_in_the_way():
    codes = {one.reason.code for one in why_not(answer(LAW, question_of("E09")))}
    assert "not_met_surrender" in codes


def test_a_blocking_rule_is_a_reason_why_not():
    found = answer(LAW, question_of("E13"))
    assert "rule:SG-REFOULE" in {one.about for one in why_not(found)}


def test_where_surrender_is_refused_the_other_state_can_prosecute():
    found = ways("E11")["prosecution_there"]
    assert found.open is Trit.YES
    assert found.articles == ("UNTOC art. 16(10)",)


def test_the_european_convention_has_the_same_duty():
    assert "ETS 24 art. 6(2)" in ways("E05")["prosecution_there"].articles


def test_a_prosecution_comes_to_nothing_where_there_is_no_offence():
    found = ways("E14")["prosecution_there"]
    assert found.open is Trit.NO
    assert [one.code for one in found.doubts] == ["way_no_offence"]


def test_whether_it_is_an_offence_there_may_be_unknown_and_is_then_asked():
    found = ways("E01")["prosecution_there"]
    assert found.open is Trit.UNKNOWN
    assert [one.code for one in found.doubts] == ["way_offence_unknown"]


def test_that_the_data_hold_no_text_is_never_a_no():
    found = ways("E09")
    assert found["jit"].open is Trit.UNKNOWN
    assert found["jit"].doubts[0].code == "way_no_basis"


def test_a_way_is_carried_by_its_own_texts_and_not_by_those_of_the_question():
    found = ways("E01")
    assert found["information"].bases == ("SOM_PROTOCOL", "UNTOC")
    assert found["mla"].bases[0] == "EIO_DIR"


def test_the_act_that_is_asked_for_is_no_way_out_of_itself():
    assert "information" not in ways("E19")
    assert "jit" not in ways("E20")
    assert "transfer_proceedings" not in ways("E21")
    assert "prosecution_there" not in ways("E06")


def test_without_a_known_channel_the_police_are_not_said_to_be_reachable():
    assert ways("E15")["police_channel"].open is Trit.UNKNOWN
    assert ways("E02")["police_channel"].open is Trit.YES


@pytest.mark.parametrize("way", ["information", "prosecution_there", "jit", "police_channel"])
def test_what_stops_the_act_for_a_persons_sake_stops_every_way_round_it(way):
    """E11 is open; with a claim of persecution nothing of it is."""
    assert ways("E11", flags=[])[way].open is Trit.YES
    stopped = ways("E11", flags=["persecution_claim"])[way]
    assert stopped.open is Trit.UNKNOWN
    assert "SG-REFOULE" in stopped.doubts[-1].sentence()


# --- what a lawyer could contest -----------------------------------------------------------------

CONTESTED = {
    1: ("E14", {}, {"facts_date": ""}),  # the Egyptian law came between facts and request
    2: ("E02", {}, {"conduct": ["aid"]}),
    3: ("E06", {}, {"act": "jit"}),
    4: ("E06", {}, {"conduct": ["procure_entry"]}),
    5: (
        "E07",
        {"benefit": "unproven"},
        {"benefit": "unproven", "exceptions": []},
    ),
    6: ("E06", {}, {"conduct": ["produce_document", "transport"]}),
    7: ("E17", {}, {"benefit": "yes"}),
    8: ("E20", {}, {"ocg": "yes"}),
    9: ("E21", {}, {"benefit": "yes"}),
    11: ("E04", {}, {"benefit": "yes"}),
    12: ("E09", {}, {"flags": ["death_assurance"]}),
    13: ("E18", {}, {"act": "information"}),
    14: ("E10", {}, {"act": "mla"}),
    15: ("E22", {}, {"act": "mla"}),
}


@pytest.mark.parametrize("number", CONTESTED)
def test_a_point_is_said_where_it_matters_and_only_there(number):
    example, there, elsewhere = CONTESTED[number]
    assert number in points(example, **there)
    assert number not in points(example, **elsewhere)


def test_an_unknown_fallback_is_asked_about_beside_an_order():
    """Point 10: Greece's place in the convention of 2000 or ETS 182 is unknown, the order first."""
    found = answer(LAW, question("IT", "GR", date="2024-01-01"))
    assert found.bases.first.id == "EIO_DIR"
    assert found.bases.unknown
    assert 10 in {int(one.about.split(":")[1]) for one in contestable(LAW, found)}


def test_the_german_row_means_several_migrants():
    """Point 16."""
    asked = question("DE", "FR", benefit="no", circumstances=["several_persons"])
    numbers = {int(one.about.split(":")[1]) for one in contestable(LAW, answer(LAW, asked))}
    assert 16 in numbers


def test_an_older_treaty_may_have_been_in_force_before_the_one_we_know():
    """Point 9(c): France and Algeria before 2016."""
    asked = question("FR", "DZ", date="2010-01-01", act="extradition")
    found = contestable(LAW, answer(LAW, asked))
    assert "contest_before_signature" in {one.reason.code for one in found}


def test_what_is_not_asked_behind_a_european_text_is_not_said_not_to_bind():
    """Point 9(b)."""
    asked = question("FR", "TR", act="extradition")
    found = contestable(LAW, answer(LAW, asked))
    listed = {one.reason.code for one in found}
    hidden = [base for base in answer(LAW, asked).bases.not_listed if base.status == "not_asked"]
    assert ("contest_not_asked" in listed) == any(
        base.reasons[-1].code.endswith("_not_asked") for base in hidden
    )


def test_an_answer_of_a_poorer_law_is_explained_too():
    poorer = dataclasses.replace(LAW, offences={})
    found = answer(poorer, question())
    codes = [one.reason.code for one in explain(poorer, found)]
    assert codes.count("doubt_no_offence_data") == 2
