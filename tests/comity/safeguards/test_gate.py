"""The rights gate: who stays here, what stops, what an agreement covers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.entities.people import Asylum, Held, NameForm, Person, Role
from comity.safeguards import gate
from comity.safeguards.gate import Answer, Item, Leaving

SUSPECT = Person("P-01", Role.SUSPECT, conduct=("organise",), nationality="EG")
CLAIMANT = Person("P-07", Role.SMUGGLED_OR_UNKNOWN, asylum=Asylum.CLAIM, nationality="EG")
CHILD = Person("P-05", Role.SMUGGLED_OR_UNKNOWN, child=True, guardian="social service")
WITNESS = Person("P-06", Role.WITNESS)
LEAVING = Leaving("mla", "EG", (SUSPECT,), (Item("no. 1", "report", False),), ("text",), True)


def answers(leaving, **other):
    """An honest officer: what the file says, else nobody only smuggled and all needed."""
    given = {}
    for one in gate.asked(leaving):
        rule = one.question.rule
        usual = "no" if rule in {"HR-02", "HR-07", "HR-10", "HR-12"} else "yes"
        given[rule] = one.must_be or usual
    given |= other
    return [Answer(rule, said, "because", "exhibit 1", "P-x") for rule, said in given.items()]


def judge(leaving, **other):
    return gate.judge(leaving, answers(leaving, **other))


def test_for_assistance_eight_questions_are_asked_and_for_surrender_the_refoulement_one_too():
    def rules(act):
        return {one.question.rule for one in gate.asked(replace(LEAVING, act=act))}

    assistance = {"HR-01", "HR-02", "HR-03", "HR-07", "HR-10", "HR-12", "HR-14", "HR-24"}
    assert rules("mla") == assistance
    assert rules("extradition") == rules("provisional_arrest") == assistance | {"HR-05"}


def test_everything_in_order_goes_with_the_limit_of_use():
    verdict = judge(LEAVING)
    assert verdict.word == "go_with_conditions"
    assert verdict.conditions == ("use_limit",)
    assert not verdict.removed


@pytest.mark.parametrize("rule", ["HR-01", "HR-02", "HR-03", "HR-07", "HR-12", "HR-14", "HR-24"])
def test_one_unanswered_question_keeps_the_gate_open(rule):
    given = [one for one in answers(LEAVING) if one.rule != rule]
    assert gate.judge(LEAVING, given).word == "open"


@pytest.mark.parametrize("change", [{"why": " "}, {"evidence": ""}, {"answer": "perhaps"}])
def test_an_answer_without_reason_or_evidence_or_that_is_neither_counts_as_none(change):
    given = [replace(one, **change) if one.rule == "HR-14" else one for one in answers(LEAVING)]
    assert gate.judge(LEAVING, given).open_rules == ("HR-14",)


def test_who_seeks_protection_from_the_state_asked_is_taken_out_and_only_there():
    leaving = replace(LEAVING, people=(SUSPECT, CLAIMANT))
    assert judge(leaving).removed == {"P-07": "HR-07"}
    assert judge(replace(leaving, requested="TN")).removed == {}


@pytest.mark.parametrize(
    ("nationality", "feared", "state", "danger"),
    [
        ("EG", "", "EG", True),
        ("EG", "", "TN", False),
        ("SY", "EG", "EG", True),
        ("SY", "EG", "SY", True),
        ("", "", "FR", True),
    ],
)
def test_protection_reaches_the_state_feared_and_that_of_nationality(
    nationality, feared, state, danger
):
    person = replace(CLAIMANT, nationality=nationality, feared_state=feared)
    assert gate.in_danger(person, state) is danger
    assert gate.in_danger(replace(person, asylum=Asylum.REFUGEE), state) is danger
    assert not gate.in_danger(replace(person, asylum=Asylum.NONE), state)


def test_nobody_can_answer_that_the_claimant_is_not_there():
    leaving = replace(LEAVING, people=(SUSPECT, CLAIMANT))
    assert judge(leaving, **{"HR-07": "no"}).open_rules == ("HR-07",)


def test_a_suspect_without_conduct_stops_the_request():
    leaving = replace(LEAVING, people=(replace(SUSPECT, conduct=()),))
    assert judge(leaving).word == "stop"
    assert "HR-01" in judge(leaving).stopped_by


def test_asking_about_somebody_only_for_having_been_smuggled_stops():
    assert judge(LEAVING, **{"HR-02": "yes"}).word == "stop"


def test_a_child_goes_only_with_a_guardian_and_the_letter_says_so():
    with_guardian = replace(LEAVING, people=(CHILD,))
    assert judge(with_guardian).conditions == ("use_limit", "guardian_heard")
    assert judge(replace(LEAVING, people=(replace(CHILD, guardian=" "),))).word == "stop"


def test_statements_and_unplanned_witnesses_stay_here_and_a_planned_one_may_go():
    leaving = replace(LEAVING, people=(WITNESS,), items=(Item("no. 4", "statement", True),))
    assert judge(leaving).removed == {"no. 4": "HR-12", "P-06": "HR-12"}
    planned = replace(leaving, people=(replace(WITNESS, witness_plan="video, consent"),), items=())
    assert judge(planned).removed == {}
    assert "witness_protected" in judge(planned).conditions


def test_without_a_shown_benefit_the_letter_says_it_does_not_rest_on_the_protocol():
    assert "outside_protocol" in judge(replace(LEAVING, benefit_evidence=False)).conditions


def test_a_text_that_calls_people_illegal_stops_and_a_word_is_offered():
    verdict = judge(replace(LEAVING, texts=("The illegal migrants were rescued.",)))
    assert verdict.word == "stop"
    assert verdict.unfit[0].offered == "smuggled migrants, persons"


CHANGES = (
    {"people": (replace(SUSPECT, role=Role.WITNESS),)},
    {"people": (replace(SUSPECT, child=True),)},
    {"people": (replace(SUSPECT, asylum=Asylum.CLAIM),)},
    {"people": (SUSPECT, CHILD)},
    {"items": ()},
    {"texts": ("another text",)},
    {"requested": "TN"},
)


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_of_what_leaves_is_outside_the_agreement(change):
    given = answers(LEAVING)
    assert gate.covers(LEAVING, given) != gate.covers(replace(LEAVING, **change), given)


def test_the_same_answers_in_another_order_are_the_same_agreement():
    given = answers(LEAVING)
    assert gate.covers(LEAVING, given) == gate.covers(LEAVING, reversed(given))


ASYLUM, STATES = st.sampled_from(list(Asylum)), st.sampled_from(["EG", "TN", "SY", ""])


@given(ASYLUM, STATES, STATES, st.sampled_from(["EG", "TN"]))
def test_whoever_is_in_danger_never_leaves_whatever_is_answered(asylum, home, feared, requested):
    person = replace(CLAIMANT, asylum=asylum, nationality=home, feared_state=feared)
    leaving = replace(LEAVING, people=(person,), requested=requested)
    for said in ("yes", "no"):
        verdict = judge(leaving, **{"HR-07": said})
        assert ("P-07" in verdict.removed) is gate.in_danger(person, requested)


TOLD = replace(CLAIMANT, identifiers=(Held("phone", "+999 10 555 7777"),))
PLAIN_WITNESS = replace(WITNESS, names=(NameForm("Rana Haddad", "Latn", True, ""),))


@pytest.mark.parametrize("place", ["people", "unnamed"])
@pytest.mark.parametrize(
    ("kept", "said", "rule"),
    [(TOLD, "+999105557777", "HR-07"), (PLAIN_WITNESS, "as Rana Haddad said", "HR-12")],
    ids=["number of a claimant", "name of a witness"],
)
def test_the_gate_stops_while_somebody_who_stays_is_told_of_in_the_message(place, kept, said, rule):
    people = {"people": (SUSPECT, kept)} if place == "people" else {"unnamed": (kept,)}
    leaving = replace(LEAVING, message={"letter": {"facts": [said]}}, **people)
    verdict = judge(leaving)
    assert (verdict.word, rule in verdict.stopped_by) == ("stop", True)
    assert [one.label for one in verdict.named] == [kept.label]
    assert judge(replace(leaving, message={"letter": "nothing"})).word == "go_with_conditions"


def test_the_number_of_a_claimant_may_go_where_nothing_is_feared():
    leaving = replace(LEAVING, requested="TN", unnamed=(TOLD,), message={"x": "+999 10 555 7777"})
    assert judge(leaving).word == "go_with_conditions"


def test_an_agreement_covers_the_whole_message():
    given = answers(LEAVING)
    before = gate.covers(replace(LEAVING, message={"letter": {"start": "2026-01-01"}}), given)
    after = gate.covers(replace(LEAVING, message={"letter": {"start": "2031-01-01"}}), given)
    assert before != after


def test_a_later_letter_is_read_against_everybody_of_the_case_who_stays_here():
    said = ["as Rana Haddad said", "+999 10 555 7777"]
    people = (SUSPECT, TOLD, PLAIN_WITNESS)
    named = gate.told_later(people, {"P-01"}, "EG", said)
    assert {one.label for one in named} == {"P-06", "P-07"}
    assert {one.label for one in gate.told_later(people, {"P-01"}, "TN", said)} == {"P-06"}


def test_a_later_letter_gives_the_doubts_besides():
    named = gate.told_later((SUSPECT, PLAIN_WITNESS), {"P-01"}, "EG", ["the street of Haddad"])
    assert [(one.label, one.sure) for one in named] == [("P-06", False)]


def test_a_doubt_is_shown_and_does_not_stop():
    leaving = replace(LEAVING, unnamed=(PLAIN_WITNESS,), message={"facts": "the street of Haddad"})
    verdict = judge(leaving)
    assert (verdict.word, verdict.named[0].sure) == ("go_with_conditions", False)
