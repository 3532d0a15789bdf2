"""The requirements table: words and articles, never odds."""

import pytest

from comity.assistance.requirements import requirements
from comity.law import answer, load, read_question

FACTS = {
    "conduct": ["organise", "transport"],
    "object_rs": ["irregular_entrant"],
    "object_rd": ["irregular_entrant", "national_leaving"],
    "benefit": "unproven",
    "circumstances": [],
    "ocg": "suspected",
    "exceptions": [],
    "facts_date": "2026-11-03",
}


def rows(act="mla", measures=("bank_records",), requested="EG", **facts):
    raw = {
        "requesting": "IT",
        "requested": requested,
        "date": "2026-11-24",
        "act": act,
        "measure": measures[0] if act == "mla" else "",
        "claimed_basis": "",
        "facts": FACTS | facts,
        "flags": [],
    }
    found = requirements(load(), answer(load(), read_question(raw, load())), measures)
    return {one.what: one for one in found}


@pytest.mark.parametrize(
    ("benefit", "word"), [("yes", "met"), ("unproven", "unknown"), ("no", "not_met")]
)
def test_the_benefit_is_met_unknown_or_not_met_and_unknown_says_what_is_missing(benefit, word):
    row = rows(benefit=benefit)["benefit"]
    assert row.word == word
    assert ("who was paid" in row.why.sentence()) is (word == "unknown")


def test_bank_secrecy_is_no_ground_and_is_said_only_where_an_account_is_asked_for():
    row = rows()["bank_secrecy"]
    assert (row.word, row.article) == ("not_a_ground", "UNTOC art. 18(8)")
    assert "bank_secrecy" not in rows(measures=("statement",))


def test_a_measure_that_needs_a_decision_is_for_the_judge_and_a_hearing_is_not():
    assert rows(measures=("search",))["judge"].word == "for_the_judge"
    assert "judge" not in rows(measures=("service",))


@pytest.mark.parametrize(
    ("requested", "word"), [("EG", "not_met"), ("FR", "not_met"), ("JP", "unknown")]
)
def test_own_nationals_are_asked_about_for_surrender_only_and_unknown_is_not_no(requested, word):
    assert rows("extradition", requested=requested)["nationals"].word == word
    assert "nationals" not in rows(requested=requested)


def test_a_suspected_group_is_unknown_never_no():
    assert rows()["group"].word == "unknown"
    assert rows(ocg="no")["group"].word == "not_met"


def test_every_row_names_an_article_and_none_a_number_of_percent():
    for row in rows("extradition").values():
        assert "art." in row.article
        assert "%" not in row.why.sentence()
