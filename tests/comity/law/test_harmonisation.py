"""The cells of the matrix: read a second time by hand, tried on both sides of every line.

The tables below were worked out from the rows of offences.toml with the Protocol beside them, by
the conventions that the docstrings of the rules state.
"""

import dataclasses
import itertools
import subprocess
import sys

import pytest

from comity.base.source import Confidence, Source
from comity.base.trit import Trit
from comity.law import load
from comity.law.addresses import Address
from comity.law.harmonisation import (
    Computed,
    Count,
    Force,
    Obligations,
    RecordedCell,
    Value,
    cell,
    load_obligations,
    matrix,
    model_law_articles,
    offence_articles,
)
from comity.law.harmonisation.profile import profile
from comity.law.harmonisation.rules import RULES
from comity.law.rows import BenefitRule, Mode, Variant
from comity.law.texts import load_texts
from comity.states import NoSuchState

LAW, DUTIES = load(), load_obligations()
TODAY = "2026-04-30"
Y, P, N, U, X = Value.YES, Value.PARTLY, Value.NO, Value.UNKNOWN, Value.NOT_CHECKED
OFFENCES = (
    *("SOM-5", "SOM-6-1-a", "SOM-6-1-b-i", "SOM-6-1-b-ii", "SOM-6-1-c"),
    *("SOM-6-2-a", "SOM-6-2-b", "SOM-6-2-c", "SOM-6-3-a", "SOM-6-3-b"),
)
ROWS = {row.id: row for rows in LAW.offences.values() for row in rows}
COMPUTED = tuple(one for one in DUTIES.all if one.computed)
FROM_OFFENCES = tuple(one for one in DUTIES.all if one.computed in RULES)


def at(state, ident, day=TODAY, law=LAW, duties=None):
    return cell(law, DUTIES.by_id[ident], state, day, duties)


def values(state, day, idents=OFFENCES):
    return tuple(at(state, ident, day).value for ident in idents)


def law_with(state, *rows):
    return dataclasses.replace(LAW, offences={**LAW.offences, state: rows})


def found(computed, *rows, state="IT", day=TODAY):
    """A rule held against these rows alone."""
    return RULES[Computed(computed)](profile(law_with(state, *rows), state, day)).value


def changed(ident, **changes):
    return dataclasses.replace(ROWS[ident], **changes)


def variant(*circumstances, least=0, top=0, mode=Mode.ANY):
    return Variant(circumstances, mode, least, top, "")


# --- a second reading of Protocol 5 and 6 ----------------------------------------------------

# State and day -> 5, 6(1)(a), (b)(i), (b)(ii), (c), 6(2)(a), (b), (c), 6(3)(a), (b)
SECOND_READING = {
    # Papers: 497-bis makes and possesses. No clause exempts the smuggled.
    ("IT", TODAY): (U, Y, Y, P, Y, Y, Y, Y, Y, Y),
    # Before 1998 nothing; in 2005 only help to stay is in the data.
    ("IT", "1990-01-01"): (X, X, Y, P, X, X, X, X, X, X),
    ("IT", "2005-01-01"): (U, X, Y, P, Y, Y, X, P, X, X),
    # A clause exempts. No offence on papers. Lodging only. Five years at least with danger.
    ("EG", TODAY): (Y, Y, X, X, P, Y, Y, Y, Y, Y),
    # The older article 6: no lodging; with danger the same months as without, with death life.
    ("EG", "2019-01-01"): (Y, Y, X, X, U, Y, Y, Y, P, U),
    # A source says that there was no offence of smuggling; papers and stay it leaves open.
    ("EG", "2015-01-01"): (U, N, X, X, U, N, N, N, N, N),
    # Helping and organising are general rules; art. 220 is about groups; 204 has no possession.
    ("TR", TODAY): (U, Y, Y, P, Y, Y, X, P, Y, Y),
    # Leaving alone, of nationals and of others.
    ("DZ", TODAY): (U, P, X, X, U, Y, X, P, Y, Y),
    # Everything in one article; attempt not read; only injury and death weigh more.
    ("LY", TODAY): (U, Y, Y, Y, P, U, Y, Y, P, U),
    # The legal guide says that help to stay is not covered; papers are provided, not made.
    ("MA", TODAY): (U, Y, X, P, N, U, Y, Y, P, U),
    # 318 bis knows danger, not ill-treatment; organising only in a criminal group.
    ("ES", TODAY): (U, Y, Y, P, Y, Y, Y, P, Y, U),
    ("ES", "2014-01-01"): (U, Y, Y, P, U, Y, Y, P, U, U),
    # 39 houses and hides; 44 weighs injury and death.
    ("TN", TODAY): (U, Y, X, X, P, Y, Y, Y, P, U),
    # Section 25 provides papers, the Act of 2010 possesses and makes; life cannot be raised.
    ("GB", TODAY): (U, Y, Y, Y, Y, Y, Y, Y, U, U),
    # Relatives are excused for stay, paid or not; organising only with a group.
    ("FR", TODAY): (U, Y, Y, Y, P, Y, Y, P, Y, Y),
    # Whoever leads is named in art. 140 on groups only.
    ("NL", TODAY): (U, Y, Y, Y, Y, Y, Y, P, Y, U),
    ("NL", "2010-01-01"): (U, Y, Y, Y, U, Y, Y, P, Y, U),
    ("DE", TODAY): (U, Y, X, X, Y, Y, Y, X, Y, Y),
    # 24(4) brings in, its attempt was not read; 25 hides, and excuses help to who seeks asylum.
    ("GR", TODAY): (U, Y, X, X, P, P, Y, X, Y, U),
    # The law of 2015 was repealed in November 2023; what followed is not in the data.
    ("NE", "2023-11-24"): (Y, Y, Y, Y, P, Y, X, Y, Y, Y),
    ("NE", "2023-11-25"): (X, X, X, X, X, X, X, X, X, X),
}


@pytest.mark.parametrize(("state", "day"), SECOND_READING, ids=lambda one: one)
def test_protocol_5_and_6_read_a_second_time(state, day):
    read = dict(zip(OFFENCES, SECOND_READING[state, day], strict=True))
    assert dict(zip(OFFENCES, values(state, day), strict=True)) == read


# State -> UNTOC 2(b), 5(1)(a), 5(1)(b), 6(1)(a), 10(1)
CONVENTION = {
    "IT": (Y, Y, Y, Y, Y),  # six years; four years for stay
    "EG": (Y, X, X, Y, Y),
    "TR": (Y, Y, Y, Y, Y),
    "DZ": (Y, X, X, X, Y),
    "LY": (P, U, U, X, U),  # one year; a criminal group was not researched
    "MA": (P, Y, Y, Y, Y),  # three years
    "ES": (P, Y, Y, Y, Y),  # twelve months
    "TN": (P, Y, Y, Y, Y),  # three years; lodging, four, is no basic offence
    "GB": (Y, Y, Y, Y, Y),  # life
    "FR": (Y, Y, Y, Y, P),  # not for leading a group
    "NL": (Y, Y, Y, Y, Y),
    "DE": (Y, X, X, X, U),  # no in the rows, which leaves civil and administrative liability
    "GR": (Y, X, X, X, U),
    "NE": (X, X, X, X, X),
}
OF_CONVENTION = ("UNTOC-2-b", "UNTOC-5-1-a", "UNTOC-5-1-b", "UNTOC-6-1-a", "UNTOC-10-1")


@pytest.mark.parametrize("state", CONVENTION)
def test_the_convention_read_a_second_time(state):
    assert values(state, TODAY, OF_CONVENTION) == CONVENTION[state]


# --- each rule, both sides of its line -------------------------------------------------------


@pytest.mark.parametrize("benefit", BenefitRule)
def test_asking_a_benefit_is_what_the_protocol_does_and_not_asking_is_wider(benefit):
    assert found("entry", changed("IT-12-1", benefit_required=benefit)) is Y


ENTRY_LINES = {
    "as it is": ({}, Y),
    "only with death": ({"requires_circumstances": ("death",)}, P),
    "asylum seekers only": ({"objects": ("asylum_seeker",)}, P),
    "any person": ({"objects": ("any_person",)}, Y),
    "relatives, for stay": ({"exceptions": ("family",), "exceptions_scope": ("harbour",)}, Y),
    "relatives, for entry": (
        {"exceptions": ("family",), "exceptions_scope": ("procure_entry",)}, P,
    ),
    "relatives, always": ({"exceptions": ("family",), "exceptions_scope": ()}, P),
    "humanity is never paid": ({"exceptions": ("humanitarian",), "exceptions_scope": ()}, Y),
    "rescue": ({"exceptions": ("rescue",)}, Y),
    "help to seek asylum": ({"exceptions": ("asylum",)}, P),
    "carriage alone": ({"conduct": ("transport",)}, P),
    "transit alone": ({"conduct": ("procure_transit",)}, P),
    "exit alone": ({"conduct": ("procure_exit",), "objects": ("national_leaving",)}, P),
    "stay alone": ({"conduct": ("procure_stay",)}, U),
    "a row that was only looked for": (
        {"source": Source("none", TODAY, Confidence.UNKNOWN)}, U,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "value"), ENTRY_LINES.values(), ids=ENTRY_LINES)
def test_procuring_entry_tried_both_sides_of_each_line(changes, value):
    assert found("entry", changed("IT-12-1", **changes)) is value


def sentence(computed, *rows):
    return RULES[Computed(computed)](profile(law_with("IT", *rows), "IT", TODAY)).reason.sentence()


def test_the_sentence_says_what_is_wanting():
    carriage = changed("IT-12-1", conduct=("transport", "procure_exit"))
    assert "may stay inside the country" in sentence("entry", carriage)
    leaving = changed("IT-12-1", conduct=("procure_exit",))
    assert "only for people who leave" in sentence("entry", leaving)
    assert "punishes lodging" in sentence("stay", changed("IT-12-5", conduct=("harbour",)))
    assert "excuses also who was paid" in at("FR", "SOM-6-1-c").reason.sentence()
    assert "does not prove" in at("DZ", "SOM-6-1-c").reason.sentence()


def test_rows_that_fall_short_in_different_ways_are_not_cited_for_one_another():
    by_object = changed("IT-12-1", id="object", objects=("asylum_seeker",))
    by_fact = changed("IT-12-1", id="fact", requires_circumstances=("death",))
    p = profile(law_with("IT", by_object, by_fact), "IT", TODAY)
    told = RULES[Computed.ENTRY](p)
    assert (told.value, [row.id for row in told.rows]) == (P, ["object"])


def test_a_wider_row_beside_a_narrow_one_decides():
    narrow = changed("IT-12-1", id="narrow", objects=("asylum_seeker",))
    assert found("entry", narrow) is P
    assert found("entry", narrow, ROWS["IT-12-1"]) is Y


def test_without_a_basic_offence_nothing_is_said_of_entry():
    assert found("entry", ROWS["IT-12-5"]) is X
    assert found("entry") is X


@pytest.mark.parametrize(
    ("acts", "making", "having"),
    [
        (("produce_document",), Y, X),
        (("provide_document",), X, P),
        (("possess_document",), X, P),
        (("provide_document", "possess_document"), X, Y),
        (("launder",), X, X),
    ],
)
def test_papers_are_made_or_had_and_never_missing(acts, making, having):
    row = changed("IT-497BIS", conduct=acts)
    assert found("paper_making", ROWS["IT-12-1"], row) is making
    assert found("paper_having", ROWS["IT-12-1"], row) is having


def test_papers_that_are_punished_only_with_a_circumstance_are_a_part():
    acts = ("provide_document", "possess_document", "produce_document")
    row = changed("LY-19-4", conduct=acts, requires_circumstances=("organised_group",))
    assert found("paper_having", row) is P
    assert found("paper_making", row) is P


def test_two_offences_that_have_papers_between_them_are_both_named():
    said = at("GB", "SOM-6-1-b-ii")
    assert set(said.rows) == {"offences:GB-25", "offences:GB-IDA4"}
    assert "between them" in said.reason.sentence()
    assert at("NL", "SOM-6-1-b-ii").rows == ("offences:NL-231",)


@pytest.mark.parametrize(
    ("conduct", "value"),
    [(("procure_stay",), Y), (("harbour",), P), (("harbour", "procure_stay"), Y), (("aid",), X)],
)
def test_lodging_is_one_way_to_enable_stay(conduct, value):
    assert found("stay", changed("IT-12-5", conduct=conduct)) is value


ATTEMPTS = {
    "both": (Trit.YES, Trit.YES, Y),
    "one, the other not read": (Trit.YES, Trit.UNKNOWN, P),
    "one, the other not": (Trit.NO, Trit.YES, P),
    "not read and not": (Trit.UNKNOWN, Trit.NO, U),
    "neither": (Trit.NO, Trit.NO, N),
}


@pytest.mark.parametrize(("entry", "stay", "value"), ATTEMPTS.values(), ids=ATTEMPTS)
def test_attempt_over_all_offences_of_paragraph_1(entry, stay, value):
    rows = (
        changed("IT-12-1", attempt_punished=entry),
        changed("IT-12-5", attempt_punished=stay),
        ROWS["IT-12BIS"],  # needs death: its attempt, which is unknown, is not looked at
    )
    assert found("attempt", *rows) is value


HEAVIER = {
    "more years": ((24, 72), variant("danger_to_life", least=24, top=73), Y),
    "the same": ((24, 72), variant("danger_to_life", least=24, top=72), U),
    "a higher minimum": ((24, 72), variant("danger_to_life", least=36, top=72), Y),
    "fewer years": ((24, 72), variant("danger_to_life", least=36, top=60), U),
    "maximum not read, higher minimum": ((24, 72), variant("danger_to_life", least=36, top=-1), Y),
    "maximum not read": ((24, 72), variant("danger_to_life", least=24, top=-1), U),
    "base not read": ((0, -1), variant("danger_to_life", top=120), U),
    "base minimum not read": ((-1, 72), variant("danger_to_life", least=24, top=72), U),
    "minimum not read": ((24, 72), variant("danger_to_life", least=-1, top=72), U),
    "only with another": ((24, 72), variant("danger_to_life", top=120, mode=Mode.TWO), U),
    "death": ((24, 72), variant("death", top=9999), P),
    "injury, the same": ((24, 72), variant("serious_injury", least=24, top=72), U),
    "something else": ((24, 72), variant("weapons", top=120), U),
    "life already": ((0, 9999), variant("weapons", top=9999), U),
}


@pytest.mark.parametrize(("base", "worse", "value"), HEAVIER.values(), ids=HEAVIER)
def test_danger_weighs_when_the_months_show_it(base, worse, value):
    least, top = base
    row = changed("IT-12-1", base_min_months=least, base_max_months=top, variant=(worse,))
    assert found("danger", row) is value


def test_death_says_nothing_of_ill_treatment():
    row = changed("IT-12-1", variant=(variant("death", top=9999),))
    assert found("inhuman", row) is U


def test_an_offence_of_its_own_for_danger_is_an_aggravation():
    row = changed("IT-12BIS", requires_circumstances=("danger_to_life",), variant=())
    assert found("danger", ROWS["IT-12-5"], row) is Y
    assert found("danger", ROWS["IT-12BIS"]) is P


@pytest.mark.parametrize(("said", "value"), [(Trit.YES, Y), (Trit.NO, U), (Trit.UNKNOWN, U)])
def test_no_clause_is_no_breach_of_article_5(said, value):
    assert found("immunity", changed("IT-12-1", migrant_immunity=said)) is value


def test_the_basic_offence_says_who_is_exempt():
    clause = changed("IT-12-5", migrant_immunity=Trit.YES)
    assert found("immunity", ROWS["IT-12-1"], clause) is U
    assert found("immunity", clause) is Y, "no basic offence is there to say it"


def test_the_sentence_on_article_5_says_that_a_missing_clause_is_no_breach():
    told = at("MA", "SOM-5").reason.sentence()
    assert "no breach is shown, and no compliance" in told
    assert "was not read" in at("FR", "SOM-5").reason.sentence()


@pytest.mark.parametrize(
    ("base", "heavier", "value"),
    [(48, 48, Y), (47, 48, P), (47, 47, N), (47, -1, U), (-1, 48, P), (-1, 47, U), (9999, 9999, Y)],
)
def test_serious_crime_at_the_line_of_four_years(base, heavier, value):
    row = changed("IT-12-1", base_max_months=base, variant=(variant("weapons", top=heavier),))
    assert found("serious", row) is value


def test_one_of_two_basic_offences_makes_serious_crime_a_part():
    low = changed("IT-12-1", id="low", base_max_months=12, variant=())
    assert found("serious", low) is N
    assert found("serious", low, ROWS["IT-12-1"]) is P


@pytest.mark.parametrize(
    ("acts", "value"),
    [
        (("organise", "aid"), Y),
        (("lead_group", "aid"), Y),
        (("lead_group",), P),
        (("aid",), P),
    ],
)
def test_directing_and_helping_a_serious_crime_are_two(acts, value):
    assert found("group_direction", changed("IT-416", conduct=acts)) is value


def test_an_offence_that_was_not_researched_is_unknown_and_not_missing():
    assert at("LY", "UNTOC-5-1-a").value is U
    assert at("LY", "UNTOC-5-1-a").rows == ("offences:LY-CO",)
    assert at("EG", "UNTOC-5-1-a").value is X


@pytest.mark.parametrize(
    ("first", "second", "value"),
    [
        (Trit.YES, Trit.YES, Y),
        (Trit.YES, Trit.NO, P),
        (Trit.YES, Trit.UNKNOWN, P),
        (Trit.NO, Trit.NO, U),
        (Trit.UNKNOWN, Trit.NO, U),
    ],
)
def test_liability_of_legal_persons_may_be_civil_so_it_is_never_no(first, second, value):
    rows = (
        changed("IT-12-1", legal_person_liability=first),
        changed("IT-12-5", legal_person_liability=second),
    )
    assert found("legal_persons", *rows) is value


def test_organising_only_in_a_group_is_a_part():
    assert found("direction", ROWS["IT-12-1"]) is Y
    without = changed("IT-12-1", conduct=("procure_entry",))
    assert found("direction", without, ROWS["IT-416"]) is P
    assert found("direction", without) is X


# --- fiches, agreements, what is recorded ----------------------------------------------------


def test_a_notification_in_the_fiche_is_yes_and_one_looked_for_is_unknown():
    dutch = at("NL", "UNTOC-16-5-a")
    assert (dutch.value, dutch.rows) == (Y, ("fiches:NL:untoc_16_5",))
    assert "legal basis" in dutch.note
    assert dutch.source.as_of == "2010-09-09"
    assert at("ES", "UNTOC-18-13").value is Y
    assert at("IT", "UNTOC-18-13").value is U
    assert at("IT", "SOM-8-6").value is U


def test_a_state_without_a_fiche_is_not_checked():
    assert at("DZ", "UNTOC-16-5-a").value is X
    assert at("PL", "UNTOC-18-14").value is X


def test_a_text_in_force_that_carries_such_acts_answers_the_duty_to_seek_one():
    assert at("IT", "UNTOC-16-17").rows == ("status:IT:ETS24",)
    assert at("EG", "UNTOC-16-17").rows == ("status:EG:RIYADH",)
    assert at("DZ", "UNTOC-16-17").value is U, "whether Algeria is bound is unknown"
    assert at("IT", "UNTOC-19", "2019-11-30").value is Y, "the convention of 2000"
    assert at("IT", "UNTOC-19", "2010-01-01").value is X, "no text of that day, and none unknown"
    assert at("TR", "UNTOC-27-2").rows == ("bilateral:BI-IT-TR-1",)
    assert at("ES", "UNTOC-27-2").value is X


def test_the_convention_itself_is_not_the_agreement_it_asks_for():
    for ident in ("UNTOC-16-17", "UNTOC-18-30", "UNTOC-19", "UNTOC-27-2"):
        for state in LAW.states.described:
            assert not [one for one in at(state, ident).rows if one.endswith(":UNTOC")]


def test_a_recorded_cell_speaks_where_the_rows_are_silent():
    moroccan = at("MA", "SOM-6-1-c")
    assert moroccan.value is N
    assert moroccan.provisions == ("Loi 02-03 (Dahir 1-03-196 of 2003-11-11) 50-54",)
    assert at("MA", "SOM-6-1-c", "2003-11-19").value is X, "before the law of 2003"


def recorded(state, ident, value):
    row = RecordedCell(
        state,
        ident,
        value,
        "art. 1",
        "",
        "",
        "",
        Source("a reader", "2020-01-01", Confidence.KNOWN),
    )
    return Obligations(DUTIES.by_id, {(state, ident): (row,)}, DUTIES.model_law)


def test_a_recorded_cell_never_speaks_against_what_the_rows_say():
    assert at("IT", "SOM-6-1-a", duties=recorded("IT", "SOM-6-1-a", N)).value is Y
    assert at("EG", "SOM-6-1-a", "2015-01-01", duties=recorded("EG", "SOM-6-1-a", Y)).value is N
    assert at("DZ", "SOM-6-1-c", duties=recorded("DZ", "SOM-6-1-c", Y)).value is Y


def test_what_was_looked_for_and_not_found_is_unknown_and_says_so():
    said = at("DZ", "SOM-13", duties=recorded("DZ", "SOM-13", U))
    assert said.value is U
    assert "2020-01-01" in said.reason.sentence()


def test_no_recorded_cell_is_hidden_by_a_computed_one():
    nothing = Obligations(DUTIES.by_id, {}, DUTIES.model_law)
    for (state, ident), rows in DUTIES.recorded.items():
        for row in rows:
            day = max(row.source.as_of, row.in_force_from)
            assert row.holds(day)
            assert at(state, ident, day, duties=nothing).value in (U, X)


# --- what every cell must be -----------------------------------------------------------------

ALL = matrix(LAW, TODAY, sorted(LAW.states.described), DUTIES.all)


def test_every_word_of_the_computation_is_used_and_every_rule_has_its_word():
    used = {one.computed for one in DUTIES.all}
    assert used == set(Computed)
    assert set(RULES) == set(Computed) - {
        Computed.RECORDED_ONLY,
        Computed.FICHE,
        Computed.AGREEMENT,
    }


def test_every_offence_of_the_protocol_is_computed():
    for duty in DUTIES.all:
        if duty.at.treaty == "SOM_PROTOCOL" and duty.at.article in ("5", "6"):
            assert duty.computed in RULES


def test_every_cell_of_protocol_5_and_6_of_a_state_with_rows_rests_on_them():
    for duty in (DUTIES.by_id[ident] for ident in OFFENCES):
        for state in LAW.offences:
            told = ALL.cells[duty.id, state]
            if told.value in (Y, P, N) and told.rows[0].startswith("offences:"):
                assert all(ROWS[one.partition(":")[2]].state == state for one in told.rows)
                assert all(ROWS[one.partition(":")[2]].in_force(TODAY) for one in told.rows)


@pytest.mark.parametrize("state", ALL.states)
def test_every_cell_says_its_sentence_and_what_it_rests_on(state):
    for told in (ALL.cells[duty.id, state] for duty in DUTIES.all):
        assert told.reason.sentence().startswith(state)
        cited = (told.rows, told.source.source, told.source.as_of)
        assert not any(cited) if told.value is X else all(cited), told
        assert told.as_json()["text"] == told.reason.sentence()


def test_a_state_of_which_nothing_is_in_the_data_is_not_checked_throughout():
    told = matrix(LAW, TODAY, ["JP"], DUTIES.all)
    assert told.count.share_not_checked == 1.0


def test_a_code_that_is_no_state_is_refused():
    with pytest.raises(NoSuchState):
        at("XX", "SOM-5")
    with pytest.raises(NoSuchState):
        matrix(LAW, TODAY, ["IT", "UK"], DUTIES.all)


def test_the_cell_says_what_the_law_has_and_beside_it_who_is_bound():
    assert (at("MA", "SOM-6-1-a").value, at("MA", "SOM-6-1-a").bound) == (Y, Trit.UNKNOWN)
    assert at("MA", "SOM-6-1-a", "2014-07-10").bound is Trit.NO
    assert at("IT", "SOM-6-1-a", "2006-09-01").bound is Trit.YES
    assert at("IT", "SOM-6-1-a", "2006-08-31").bound is Trit.NO
    assert at("MA", "UNTOC-6-1-a").bound is Trit.YES


def test_the_weakest_row_gives_the_confidence_and_the_oldest_the_day():
    british = at("GB", "SOM-6-1-b-ii")  # section 25 was read, the Act of 2010 was not
    assert british.source.confidence is Confidence.KNOWN
    greek = at("GR", "SOM-6-2-a")
    assert greek.source.as_of == "2023-04-01"


def test_of_rows_that_say_the_same_the_surest_is_cited():
    assert at("GB", "SOM-6-1-a").rows == ("offences:GB-25",)
    assert at("GB", "SOM-6-1-a").source.confidence is Confidence.VERIFIED
    assert at("GB", "SOM-6-2-b").rows == ("offences:GB-25",), "25A was not re-read"


# --- properties ------------------------------------------------------------------------------

SHOWN, DAYS = (Y, P), ("2015-01-01", "2019-01-01", TODAY)


@pytest.mark.parametrize("ident", ROWS)
def test_a_row_that_is_taken_away_never_makes_the_opposite(ident):
    """Stricter than the decision rules, 11.9(a): a missing row reads as unknown, never as no."""
    state = ROWS[ident].state
    poorer = law_with(state, *(row for row in LAW.offences[state] if row.id != ident))
    for duty, day in itertools.product(FROM_OFFENCES, DAYS):
        before, after = at(state, duty.id, day).value, at(state, duty.id, day, poorer).value
        assert not (before in SHOWN and after is N)
        assert not (before is N and after in SHOWN)


TRITS = ("attempt_punished", "legal_person_liability", "migrant_immunity")


@pytest.mark.parametrize("field", TRITS)
def test_a_field_that_is_not_read_never_makes_the_opposite(field):
    blind = {
        state: tuple(dataclasses.replace(row, **{field: Trit.UNKNOWN}) for row in rows)
        for state, rows in LAW.offences.items()
    }
    poorer = dataclasses.replace(LAW, offences=blind)
    for state in LAW.offences:
        for duty in FROM_OFFENCES:
            before, after = at(state, duty.id).value, at(state, duty.id, law=poorer).value
            assert after == before or after is U


def test_silence_is_never_no():
    """Today no row says no, so no computed cell does."""
    computed = [ALL.cells[duty.id, state] for duty in FROM_OFFENCES for state in LAW.offences]
    no = [one for one in computed if one.value is N]
    assert [one.rows for one in no] == [("implementation:MA:SOM-6-1-c",)]


def test_an_order_of_rows_changes_no_value():
    for state, rows in LAW.offences.items():
        turned = law_with(state, *reversed(rows))
        for duty in FROM_OFFENCES:
            assert at(state, duty.id).value is at(state, duty.id, law=turned).value


# --- the matrix and its counts ---------------------------------------------------------------


def test_the_counts_add_up_by_state_by_obligation_and_overall():
    cells = len(DUTIES.all) * len(LAW.states.described)
    assert ALL.count.total == cells == len(ALL.cells)
    for part in (ALL.by_state.values(), ALL.by_obligation.values()):
        for name in Value:
            assert sum(getattr(one, name) for one in part) == getattr(ALL.count, name)
    assert sum(ALL.count.share(value) for value in Value) == pytest.approx(1)


def test_the_share_not_checked_is_that_of_all_cells():
    assert Count(yes=1, partly=1, no=1, unknown=1, not_checked=4).share_not_checked == 0.5
    assert Count().share_not_checked == 0.0
    assert Count(not_checked=1, yes=2).as_json()["share_not_checked"] == 0.3333
    assert 0.9 < ALL.count.share_not_checked < 1, "the data say little, and the matrix says so"


def test_the_ten_states_of_the_project_know_a_part_of_the_convention():
    ten = matrix(LAW, TODAY, sorted(LAW.fiches), DUTIES.all)
    assert 0.8 < ten.count.share_not_checked < 0.9
    offences = matrix(LAW, TODAY, sorted(LAW.fiches), [DUTIES.by_id[one] for one in OFFENCES])
    assert offences.count.share_not_checked < 0.1


def test_the_matrix_keeps_the_order_asked_for_and_each_thing_once():
    wanted = [DUTIES.by_id["SOM-6-1-a"], DUTIES.by_id["SOM-5"], DUTIES.by_id["SOM-5"]]
    told = matrix(LAW, TODAY, ["TR", "IT", "TR"], wanted)
    assert list(told.cells) == [
        *(("SOM-6-1-a", state) for state in ("TR", "IT")),
        *(("SOM-5", state) for state in ("TR", "IT")),
    ]
    assert told.as_json()["states"] == ["TR", "IT"]
    assert len(told.as_json()["cells"]) == 4


# --- which articles an offence answers to ----------------------------------------------------

ANSWERS = {
    "IT-12-1": "6(1)(a) 6(2)(a) 6(2)(b) 6(2)(c) 6(3)(a) 6(3)(b) 2(b) 10(1)",
    "IT-12BIS": "6(1)(a) 6(2)(b) 6(2)(c) 6(3)(a) 2(b) 10(1)",
    "IT-12-5": "6(1)(c) 6(2)(a) 2(b) 10(1)",
    "IT-497BIS": "6(1)(b)(i) 6(1)(b)(ii) 2(b)",
    "IT-416": "6(2)(c) 2(b) 5(1)(a) 5(1)(b)",
    "IT-648BIS": "2(b) 6(1)(a)",
    "EG-82-6": "5 6(1)(a) 6(1)(c) 6(2)(a) 6(2)(b) 6(2)(c) 6(3)(a) 6(3)(b) 2(b) 10(1)",
    "EG-NONE-PRE2016": "",
    "DZ-303B30": "6(1)(a) 6(2)(a) 6(2)(c) 6(3)(a) 6(3)(b) 2(b) 10(1)",
    "LY-19-4": "6(1)(a) 6(1)(b)(i) 6(1)(b)(ii) 6(1)(c) 6(2)(b) 6(2)(c) 6(3)(a) 2(b)",
    "LY-CO": "",
    "ES-318BIS-2": "6(1)(c) 6(2)(a) 10(1)",
    "TN-39": "6(1)(a) 6(1)(c) 6(2)(a) 6(3)(a) 2(b) 10(1)",
    "TN-45": "",
    "GB-BSAI-14": "6(2)(b)",
}


@pytest.mark.parametrize("ident", ANSWERS)
def test_the_articles_of_an_offence_read_a_second_time(ident):
    assert " ".join(one.place for one in offence_articles(ROWS[ident])) == ANSWERS[ident]


def test_every_article_an_offence_answers_to_is_an_obligation_of_a_held_text():
    texts = load_texts()
    for row in ROWS.values():
        for address in offence_articles(row):
            assert texts.find(address)
            assert DUTIES.at(address)


def test_what_a_cell_rests_on_answers_to_its_article():
    for duty in FROM_OFFENCES:
        for state in LAW.offences:
            told = ALL.cells[duty.id, state]
            named = [ROWS[row.partition(":")[2]] for row in told.rows if row.startswith("offences")]
            if told.value in SHOWN:
                assert duty.at in offence_articles(named[0])


def test_an_offence_has_the_articles_of_the_model_law_with_its_subjects():
    assert [one.article for one in model_law_articles(ROWS["IT-12-5"])] == [
        *("5.C", "5.D", "5.G", "5.I"),
    ]
    assert [one.article for one in model_law_articles(ROWS["NL-231"])] == ["5.B", "5.H", "5.I"]
    assert not model_law_articles(ROWS["TN-45"])
    headings = {one.article: one.heading for one in model_law_articles(ROWS["IT-12-1"])}
    assert headings["6"] == "Aggravating circumstances"
    assert headings["5.E"] == "Participating as an accomplice"


# --- the duties ------------------------------------------------------------------------------

FORCE = {
    "SOM-5": Force.MANDATORY,
    "SOM-6-2-a": Force.WITHIN_PRINCIPLES,  # basic concepts of its legal system
    "SOM-6-2-c": Force.MANDATORY,
    "SOM-8-1": Force.WITHIN_PRINCIPLES,  # to the extent possible within their means
    "SOM-8-2": Force.OPTIONAL,
    "SOM-8-6": Force.MANDATORY,
    "SOM-11-5": Force.WITHIN_PRINCIPLES,  # shall consider
    "SOM-13": Force.MANDATORY,  # in accordance with its domestic law: how, not whether
    "SOM-16-5": Force.MANDATORY,
    "SOM-18-6": Force.OPTIONAL,
    "UNTOC-2-b": Force.DEFINITION,
    "UNTOC-6-1-b-i": Force.WITHIN_PRINCIPLES,
    "UNTOC-10-1": Force.WITHIN_PRINCIPLES,  # consistent with its legal principles
    "UNTOC-15-1-a": Force.MANDATORY,
    "UNTOC-15-4": Force.OPTIONAL,
    "UNTOC-16-4": Force.OPTIONAL,
    "UNTOC-16-10": Force.MANDATORY,
    "UNTOC-16-16": Force.WITHIN_PRINCIPLES,  # where appropriate
    "UNTOC-18-8": Force.MANDATORY,
    "UNTOC-18-9": Force.OPTIONAL,
    "UNTOC-19": Force.WITHIN_PRINCIPLES,
    "UNTOC-24-1": Force.WITHIN_PRINCIPLES,  # within its means
    "UNTOC-28-1": Force.WITHIN_PRINCIPLES,
    "UNTOC-29-1": Force.MANDATORY,
}


@pytest.mark.parametrize("ident", FORCE)
def test_how_much_the_text_asks_read_a_second_time(ident):
    assert DUTIES.by_id[ident].force is FORCE[ident]


def words_of(address):
    text = load_texts().text(address.treaty)
    own = (*text.down_to(address), *text.parts(address)[1:])
    return " ".join(one.text for one in own)


def test_what_is_optional_may_and_what_is_mandatory_shall():
    for duty in DUTIES.all:
        words = words_of(duty.at)
        if duty.force is Force.OPTIONAL:
            assert any(one in words.lower() for one in ("may", "encouraged", "called upon"))
        if duty.force is Force.MANDATORY:
            asks = ("shall", "agrees", "may not", "may be requested")
            assert any(one in words.lower() for one in asks), duty.id


def test_a_duty_is_found_by_its_address():
    assert DUTIES.at(Address.parse("UNTOC:16(10)")).id == "UNTOC-16-10"
    assert DUTIES.at(Address.parse("UNTOC:16(14)")) is None, "a saving asks nothing"


def test_nothing_of_the_matrix_is_read_with_the_law_data():
    code = (
        "import sys; from comity.law import load; load();"
        "sys.exit(any(one.startswith('comity.law.harmonisation') for one in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": "src"}).returncode == 0
