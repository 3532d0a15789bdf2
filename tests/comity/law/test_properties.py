"""What must hold for every question: unknown never turns into the opposite, and States swap."""

import dataclasses
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from comity.base.trit import Trit
from comity.law import answer, load, read_question
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
