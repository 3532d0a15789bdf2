import pytest

from comity.law import QuestionError, load, read_question
from comity.states import NoSuchState
from tests.comity.law.questions import raw

LAW = load()


def without(key):
    asked = raw()
    del (asked["facts"] if key in asked["facts"] else asked)[key]
    return asked


REFUSALS = {
    "an unknown act": (raw(act="extraditon"), ["act", "extraditon", "Did you mean extradition?"]),
    "an unknown measure": (raw(measure="serch"), ["measure", "Did you mean search"]),
    "an unknown conduct": (raw(conduct=["transprt"]), ["facts.conduct", "Did you mean transport"]),
    "an unknown object": (raw(object_rd=["migrant"]), ["facts.object_rd", "migrant"]),
    "an unknown circumstance": (raw(circumstances=["deth"]), ["facts.circumstances", "death"]),
    "an unknown exception": (raw(exceptions=["familly"]), ["facts.exceptions", "family"]),
    "an unknown benefit": (raw(benefit="maybe"), ["facts.benefit", "unproven"]),
    "an unknown group": (raw(ocg="unknown"), ["facts.ocg", "unknown"]),
    "an unknown flag": (raw(flags=["childs"]), ["flags", "Did you mean child"]),
    "an unknown item": (raw(file=["facts_sumary"]), ["file", "Did you mean facts_summary"]),
    "an unknown clock": (
        raw(clock=[{"rule": "K-EIO-AKC", "start": "2026-01-01"}]),
        ["clock.rule", "K-EIO-ACK"],
    ),
    "a rule that is no clock": (
        raw(clock=[{"rule": "SG-CHILD", "start": "2026-01-01"}]),
        ["clock.rule", "SG-CHILD"],
    ),
    "an unknown claimed basis": (raw(claimed_basis="ETS-24"), ["claimed_basis", "ETS24"]),
    "domestic law of no State": (raw(claimed_basis="DOMESTIC:QQ"), ["claimed_basis"]),
    "no day": (raw(date="2026-02-30"), ["date", "2026-02-30", "YYYY-MM-DD"]),
    "no day of the facts": (raw(facts_date="yesterday"), ["facts.facts_date", "YYYY-MM-DD"]),
    "a State that asks itself": (raw("IT", "IT"), ["requested", "IT asks itself"]),
    "a misspelt key": ({**raw(), "flag": []}, ["unknown key", "flag", "flags"]),
    "a missing key": (without("date"), ["missing key", "date"]),
    "a missing fact": (without("benefit"), ["facts", "missing key", "benefit"]),
    "a text for a list": (raw(conduct="transport"), ["facts.conduct", "not a list"]),
    "a number for a text": (raw(date=2026), ["date", "not a text"]),
    "facts that are none": ({**raw(), "facts": []}, ["facts", "not an object"]),
}


@pytest.mark.parametrize(("asked", "words"), REFUSALS.values(), ids=REFUSALS)
def test_what_cannot_be_read_is_refused_with_the_nearest_words(asked, words):
    with pytest.raises(QuestionError) as refusal:
        read_question(asked, LAW)
    for word in words:
        assert word in str(refusal.value)


def test_no_such_state_is_refused_with_the_nearest():
    with pytest.raises(NoSuchState, match="Did you mean GB"):
        read_question(raw("UK", "EG"), LAW)


def test_an_empty_day_of_the_facts_is_the_day_of_the_request():
    assert read_question(raw(facts_date=""), LAW).facts.facts_date == "2025-06-01"


def test_what_may_be_left_out_may_be_left_out():
    asked = raw()
    for key in ("measure", "claimed_basis", "flags", "clock"):
        del asked[key]
    found = read_question(asked, LAW)
    assert (found.measure, found.flags, found.file, found.clock) == ("", frozenset(), None, ())


def test_no_file_is_not_an_empty_file():
    assert read_question(raw(), LAW).file is None
    assert read_question(raw(file=[]), LAW).file == frozenset()


def test_a_computed_flag_may_be_given_by_hand():
    assert "dc_not_met" in read_question(raw(flags=["dc_not_met"]), LAW).flags
