"""Where the laws of two States do not meet: read a second time, the same from both sides."""

import dataclasses
import itertools

import pytest

from comity.base.trit import Trit
from comity.law import load
from comity.law.addresses import Address
from comity.law.citations import cited
from comity.law.harmonisation import differences
from comity.law.rows import BenefitRule
from comity.law.texts import load_texts, not_held
from comity.states import NoSuchState

LAW = load()
TODAY = "2026-04-30"
ROWS = {row.id: row for rows in LAW.offences.values() for row in rows}
STATES = sorted(LAW.offences)


def between(one, two, day=TODAY, law=LAW):
    return differences(law, (one, two), day)


def points(*asked):
    """Kind and narrower State; a point that is only unknown carries a question mark."""
    return [
        f"{one.kind} {one.narrower}{'' if one.differs is Trit.YES else '?'}"
        for one in between(*asked)
    ]


def told(kind, *asked, law=LAW):
    return [one.finding.reason.sentence() for one in between(*asked, law=law) if one.kind == kind]


def law_with(**rows):
    return dataclasses.replace(LAW, offences={**LAW.offences, **rows})


def changed(ident, **changes):
    return dataclasses.replace(ROWS[ident], **changes)


# Pair -> what does not meet, worked out by hand from the rows of the two
SECOND_READING = {
    # Libya: benefit, twelve months, no Libyans who leave, no help to stay but lodging, no word on
    # attempt or money. Italy: two exceptions, and no offence that names providing a paper.
    ("IT", "LY"): [
        "benefit LY", "direction LY", "serious LY", "exception IT", "exception IT",
        "papers IT", "stay LY", "money LY?", "attempt LY?",
    ],
    # Algeria: benefit, exit only, neither stay nor papers nor money.
    ("IT", "DZ"): [
        "benefit DZ", "direction DZ", "exception IT", "exception IT", "stay DZ", "papers DZ?",
        "money DZ?",
    ],
    # Both under four years; Morocco names no stay, its papers and its attempt were not read.
    ("ES", "MA"): [
        "serious ES", "serious MA", "exception ES", "stay MA", "papers MA?", "attempt MA?",
    ],
    # Spain: benefit for stay, twelve months, no listed offence, no possession of papers; its
    # exception covers every act. France excuses relatives and humanity for some acts.
    ("FR", "ES"): [
        "benefit_stay ES", "serious ES", "listed ES", "exception FR", "exception ES", "papers ES",
    ],
    # Türkiye: benefit, no lodging. Greece: two exceptions, stay, and three kinds not in the data.
    ("TR", "GR"): [
        "benefit TR", "exception GR", "exception GR", "stay TR", "stay GR", "papers GR?",
        "group GR?", "money GR?",
    ],
    # Egypt: whether benefit is asked was not read; nothing on papers, nothing on stay but lodging.
    ("IT", "EG"): ["benefit EG?", "exception IT", "exception IT", "stay EG", "papers EG?"],
    ("IT", "NE"): ["no_rows NE?"],
}  # fmt: skip


@pytest.mark.parametrize("pair", SECOND_READING, ids="-".join)
def test_a_pair_read_a_second_time(pair):
    assert points(*pair) == SECOND_READING[pair]


def test_a_state_that_had_no_offence_meets_nothing_that_day():
    assert points("IT", "EG", "2016-11-07") == ["no_offence EG"]
    assert "no_offence EG" not in points("IT", "EG", "2016-11-08")


def test_without_rows_nothing_is_compared_and_nothing_denied():
    (one,) = between("IT", "NE")
    assert one.differs is Trit.UNKNOWN
    assert "Nothing can be compared" in one.finding.reason.sentence()
    assert one.finding.rows == ()


def test_the_article_of_an_offence_is_that_of_the_state_that_has_it():
    by_act = told("papers", "GB", "EG")
    assert len(by_act) == 2
    assert "Identity Documents Act 2010 4-6" in by_act[0]
    assert "possess_document, produce_document" in by_act[0]
    assert "Immigration Act 1971 25" in by_act[1]
    assert "(provide_document)" in by_act[1]
    assert all(one.startswith("GB punishes this") for one in by_act)


# --- each kind, both sides of its line -------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "other", "differs"),
    [
        (BenefitRule.YES, BenefitRule.NO, Trit.YES),
        (BenefitRule.YES, BenefitRule.AGGRAVATING_ONLY, Trit.YES),
        (BenefitRule.UNKNOWN, BenefitRule.NO, Trit.UNKNOWN),
        (BenefitRule.YES, BenefitRule.YES, None),
        (BenefitRule.YES, BenefitRule.UNKNOWN, None),
        (BenefitRule.NO, BenefitRule.AGGRAVATING_ONLY, None),
    ],
)
def test_a_benefit_that_one_asks_and_the_other_does_not(own, other, differs):
    law = law_with(
        TR=(changed("TR-79", benefit_required=own),),
        IT=(changed("IT-12-1", benefit_required=other),),
    )
    found = {
        one.differs
        for one in between("TR", "IT", law=law)
        if (one.kind, one.narrower) == ("benefit", "TR")
    }
    assert found == ({differs} if differs else set())


def test_an_offence_that_needs_a_death_says_nothing_of_benefit():
    grave = changed("IT-12BIS", benefit_required=BenefitRule.NO)
    law = law_with(IT=(changed("IT-12-1", benefit_required=BenefitRule.YES), grave))
    assert told("benefit", "IT", "FR", law=law)
    assert told("benefit", "TR", "IT", law=law) == []


def test_what_replaces_a_benefit_is_named():
    (said,) = told("benefit", "NL", "DE")
    assert "five_or_more_migrants, repeat, several_persons" in said
    assert told("benefit_stay", "NL", "DE") == []


def test_benefit_for_stay_is_compared_apart_from_entry():
    assert "benefit_stay IT" in points("IT", "FR")
    assert "benefit IT" not in points("IT", "FR")


@pytest.mark.parametrize(
    ("months", "kinds"),
    [(48, []), (47, ["serious"]), (36, ["serious"]), (35, ["serious", "listed"]),
     (12, ["serious", "listed"]), (11, ["serious", "threshold", "listed"]), (-1, ["serious"])],
)  # fmt: skip
def test_the_lines_of_four_years_of_three_and_of_one(months, kinds):
    law = law_with(ES=(changed("ES-318BIS-1", base_max_months=months),))
    found = [one for one in between("ES", "FR", law=law) if one.narrower == "ES"]
    penalty = [one.kind for one in found if one.kind in ("serious", "threshold", "listed")]
    assert penalty == kinds
    unread = [one for one in found if one.kind == "serious" and one.differs is Trit.UNKNOWN]
    assert bool(unread) is (months == -1)


def test_the_threshold_is_that_of_the_text_in_force_between_the_two():
    low = law_with(MA=(changed("MA-52", base_max_months=23),))
    (said,) = told("threshold", "MA", "FR", law=low)
    assert "24 months" in said
    assert "BI-MA-FR-2" in said
    assert told("threshold", "MA", "FR") == []
    assert told("threshold", "MA", "IT", law=low) == [], "no threshold is known"


def test_a_list_counts_only_under_a_text_that_has_one():
    assert told("listed", "ES", "MA") == []
    (before,) = told("listed", "ES", "GB", "2019-01-01")
    (after,) = told("listed", "ES", "GB", TODAY)
    assert "EAW_FD" in before
    assert "EU_UK_TCA" in after
    assert all("EU_UK_TCA" not in one for one in told("listed", "ES", "FR"))


def test_who_leaves_one_state_enters_the_other():
    (said,) = told("direction", "IT", "LY")
    assert said.startswith("LY")
    assert "its own nationals who leave" in said
    (opposite,) = told("direction", "IT", "DZ")
    assert "on the way from DZ to IT" in opposite
    (entering,) = told("direction", "DZ", "MA")
    assert "does not reach people who enter" in entering
    assert told("direction", "EG", "TR") == [], "both reach both"


def test_nothing_is_said_of_europeans_who_leave():
    for one, two in itertools.combinations(("ES", "FR", "DE", "GB", "GR", "IT"), 2):
        assert told("direction", one, two) == []


def test_an_exception_of_one_is_told_with_the_acts_it_is_limited_to():
    told_of_france = [one for one in told("exception", "FR", "MA") if "family" in one]
    assert told_of_france[0].startswith("FR: for some acts (harbour, procure_stay")
    (spain,) = [one for one in told("exception", "ES", "IT") if one.startswith("ES")]
    assert "whatever the act" in spain
    assert "IT excuses it for some acts only (harbour, procure_stay)" in spain


def test_keeping_silent_is_punished_in_one_state_alone():
    for other in STATES:
        if other not in ("TN", "NE"):
            assert [one for one in between("TN", other) if one.kind == "silence"]


@pytest.mark.parametrize(
    ("own", "other", "differs"),
    [
        (Trit.NO, Trit.YES, Trit.YES),
        (Trit.UNKNOWN, Trit.YES, Trit.UNKNOWN),
        (Trit.YES, Trit.YES, None),
        (Trit.NO, Trit.NO, None),
        (Trit.NO, Trit.UNKNOWN, None),
    ],
)
def test_attempt_that_one_punishes_and_the_other_does_not(own, other, differs):
    law = law_with(
        MA=(changed("MA-52", attempt_punished=own),), TR=(changed("TR-79", attempt_punished=other),)
    )
    found = {
        one.differs
        for one in between("MA", "TR", law=law)
        if (one.kind, one.narrower) == ("attempt", "MA")
    }
    assert found == ({differs} if differs else set())


# --- what every difference must be -----------------------------------------------------------


@pytest.mark.parametrize("day", ["2015-01-01", TODAY])
def test_swapping_the_pair_swaps_the_differences(day):
    for one, two in itertools.combinations(STATES, 2):
        there, back = between(one, two, day), between(two, one, day)
        assert set(there) == set(back)
        for kind in {found.kind for found in there}:
            sides = [[x.narrower for x in way if x.kind == kind] for way in (there, back)]
            assert sides[0] == sorted(sides[0], key=[one, two].index)
            assert sides[1] == sorted(sides[1], key=[two, one].index)


def test_a_state_does_not_differ_from_a_twin():
    for state in STATES:
        twin = tuple(dataclasses.replace(row, state="JP") for row in LAW.offences[state])
        found = between(state, "JP", law=law_with(JP=twin))
        kinds = {one.kind for one in found}
        assert kinds <= {"serious", "direction", "no_rows"}, state


def test_every_difference_says_its_sentence_its_articles_and_its_rows():
    texts, unheld = load_texts(), {one.id for one in not_held(LAW)}
    for one, two in itertools.permutations(STATES, 2):
        for found in between(one, two):
            assert {found.narrower, found.other} == {one, two}
            assert found.finding.reason.sentence()[:2] in (one, two)
            assert found.finding.rows or found.kind == "no_rows"
            for row in found.finding.rows:
                assert row.removeprefix("offences:") in ROWS
            for article in found.finding.articles:
                places = cited(article)
                assert places
                assert all(at.treaty in unheld or leads(texts, at) for at in places), article


def leads(texts, at: Address):
    return texts.find(at) if at.article else texts.text(at.treaty)


def test_a_difference_prints_as_an_object_with_its_provenance():
    printed = between("IT", "LY")[0].as_json()
    assert printed["kind"] == "benefit"
    assert printed["differs"] == "yes"
    assert printed["rows"] == ["offences:LY-19-4"]
    assert printed["confidence"] == "verified"
    assert printed["source"]


def test_a_code_that_is_no_state_is_refused():
    with pytest.raises(NoSuchState):
        between("IT", "UK")
