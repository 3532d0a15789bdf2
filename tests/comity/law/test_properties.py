"""What must hold for every question: unknown never turns into the opposite, and States swap."""

import dataclasses
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from comity.base.trit import Trit
from comity.law import answer, load, read_question, standing
from comity.law.status import bilateral_standing
from tests.comity.law.questions import raw

LAW = load()
STATES = sorted(LAW.states.described)


def sets(vocabulary, **limits):
    return st.sets(st.sampled_from(sorted(LAW.words[vocabulary])), **limits).map(sorted)


@st.composite
def questions(draw):
    requesting, requested = draw(
        st.lists(st.sampled_from(STATES), min_size=2, max_size=2, unique=True)
    )
    return raw(
        requesting,
        requested,
        date=draw(st.dates(date(2003, 1, 1), date(2030, 12, 31))).isoformat(),
        act=draw(st.sampled_from(sorted(LAW.words["act"]))),
        conduct=draw(sets("conduct", min_size=1)),
        object_rs=draw(sets("object", min_size=1)),
        object_rd=draw(sets("object", min_size=1)),
        benefit=draw(st.sampled_from(["yes", "no", "unproven"])),
        circumstances=draw(sets("circumstance")),
        ocg=draw(st.sampled_from(["yes", "no", "suspected"])),
        exceptions=draw(sets("exception", max_size=2)),
    )


@given(questions(), st.data())
@settings(max_examples=150, deadline=None)
def test_taking_away_a_status_row_never_makes_the_opposite(asked, data):
    state = data.draw(st.sampled_from([asked["requesting"], asked["requested"]]))
    treaty = data.draw(st.sampled_from(sorted(LAW.treaties)))
    status = {key: row for key, row in LAW.status.items() if key != (state, treaty)}
    before = answer(LAW, read_question(asked, LAW))
    poorer = dataclasses.replace(LAW, status=status)
    after = answer(poorer, read_question(asked, poorer))
    if treaty in before.bases.ids:
        assert treaty in (*after.bases.ids, *after.bases.unknown_ids)
    if treaty not in (*before.bases.ids, *before.bases.unknown_ids):
        assert treaty not in after.bases.ids
    certain = (before.untoc.cover, after.untoc.cover)
    assert certain not in ((Trit.YES, Trit.NO), (Trit.NO, Trit.YES))


@given(questions())
@settings(max_examples=100, deadline=None)
def test_swapping_the_states_with_their_people_swaps_what_each_finds(asked):
    facts = asked["facts"]
    swapped = {
        **asked,
        "requesting": asked["requested"],
        "requested": asked["requesting"],
        "facts": {**facts, "object_rs": facts["object_rd"], "object_rd": facts["object_rs"]},
    }
    one = answer(LAW, read_question(asked, LAW)).dual_criminality
    other = answer(LAW, read_question(swapped, LAW)).dual_criminality
    assert (one.rs, one.rd) == (other.rd, other.rs)


@given(questions())
@settings(max_examples=100, deadline=None)
def test_taking_away_the_offences_of_a_state_makes_it_unknown_and_never_no(asked):
    poorer = dataclasses.replace(LAW, offences={})
    found = answer(poorer, read_question(asked, poorer)).dual_criminality
    assert {found.rs.result, found.rd.result} == {Trit.UNKNOWN}
    assert found.verdict in ("unknown", "not_applicable")


@given(questions())
@settings(max_examples=100, deadline=None)
def test_a_basis_stands_in_one_list_only(asked):
    bases = answer(LAW, read_question(asked, LAW)).bases
    listed = [base.id for base in (*bases.available, *bases.unknown, *bases.not_listed)]
    assert len(listed) == len(set(listed))


DAYS = st.dates(date(1952, 1, 1), date(2035, 12, 31)).map(date.isoformat)
PARTIES = sorted(key for key, row in LAW.status.items() if row.status.startswith("party"))


@given(st.sampled_from(PARTIES), DAYS, DAYS)
@settings(max_examples=300, deadline=None)
def test_who_is_bound_stays_bound_until_a_recorded_withdrawal(key, one, other):
    earlier, later = sorted((one, other))
    row = LAW.status[key]
    before, after = (standing(LAW, *key, day).bound for day in (earlier, later))
    if before is Trit.YES:
        ended = row.withdrawn_on and later > row.withdrawn_on
        assert after is (Trit.NO if ended else Trit.YES)
    if after is Trit.NO:  # never bound before it began, nor again after it ended
        assert before is Trit.NO or (row.withdrawn_on and later > row.withdrawn_on)


@given(st.sampled_from(sorted(LAW.bilateral_by_id)), DAYS, DAYS)
@settings(max_examples=200, deadline=None)
def test_a_bilateral_text_in_force_ends_only_by_a_recorded_end(name, one, other):
    earlier, later = sorted((one, other))
    row = LAW.bilateral_by_id[name]
    before, after = (bilateral_standing(row, day) for day in (earlier, later))
    if before.bound is Trit.YES and after.bound is Trit.NO:
        assert after.ended
        assert row.in_force_until


def joined(state, treaty):
    """The State as a Party since long ago."""
    row = next(row for row in LAW.status.values() if row.status == "party")
    return dataclasses.replace(
        row, state=state, treaty=treaty, in_force_on="1952-01-01", withdrawn_on="", status="party"
    )


@given(questions(), st.sampled_from(sorted(LAW.treaties)))
@settings(max_examples=300, deadline=None)
def test_a_treaty_that_is_added_removes_only_what_it_closes(asked, treaty):
    """Section 5: the EAW, the TCA and the EIO close steps; a European text hides the unknown."""
    before = answer(LAW, read_question(asked, LAW)).bases
    states = (asked["requesting"], asked["requested"])
    rows = {(state, treaty): joined(state, treaty) for state in states}
    richer = dataclasses.replace(LAW, status={**LAW.status, **rows})
    after = answer(richer, read_question(asked, richer)).bases
    gone = {*before.ids} - {*after.ids}
    steps = {step.treaty: step for step in LAW.steps[asked["act"]] if step.treaty}
    added = treaty in after.ids and treaty not in before.ids
    if not added:
        assert not gone
        return
    closes = steps[treaty].closes
    for name in gone:
        step = next(base.step for base in before.available if base.id == name)
        assert closes, f"{treaty} removed {name}"
        assert step.only_open, f"{treaty} removed {name}, which nothing closes"
    hidden = {*before.unknown_ids} - {*after.unknown_ids, *after.ids}
    for name in hidden - {treaty}:
        step = next(base.step for base in before.unknown if base.id == name)
        asked_beside = step.not_asked_beside or step.bilateral_word
        assert (closes and step.only_open) or asked_beside, f"{treaty} hid {name}"


@given(questions(), st.data())
@settings(max_examples=150, deadline=None)
def test_taking_away_the_offences_of_one_state_never_turns_its_answer_round(asked, data):
    state = data.draw(st.sampled_from([asked["requesting"], asked["requested"]]))
    offences = {code: rows for code, rows in LAW.offences.items() if code != state}
    poorer = dataclasses.replace(LAW, offences=offences)
    found = answer(poorer, read_question(asked, poorer)).dual_criminality
    side = found.rs if found.rs.state == state else found.rd
    assert (side.result, side.serious, side.max_months) == (Trit.UNKNOWN, Trit.UNKNOWN, -1)
    before = answer(LAW, read_question(asked, LAW)).dual_criminality
    if before.verdict in ("met", "not_met"):
        assert found.verdict in (before.verdict, "unknown", "not_checked_list_offence")
        assert found.verdict != "met"
