"""A State feeds its own law: beside what was known, and in its place only once accepted."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.law import answer, load
from comity.law.fiche import fiche
from comity.law.statements import (
    HEAD_VALUES,
    StatementError,
    Subject,
    applied,
    changes,
    confirms,
    known_before,
    read_statement,
    row_json,
)
from tests.comity.law.questions import question, raw

LAW = load()
CITED = {"source": "JORT n° 12 of 2026", "as_of": "2026-03-01", "confidence": "verified"}


def said(subject, row, **more):
    statement = {
        "reference": "TN-L-000001",
        "state": "TN",
        "about": "TN",
        "subject": subject,
        "said_on": "2026-04-01",
        "row": CITED | row,
    }
    return statement | more


def languages(value="Arabic, French", **more):
    return said("practice", {"key": "languages_accepted", "value": value}, **more)


def offence(**changed):
    (row,) = [one for one in LAW.offences["TN"] if one.id == "TN-38"]
    return said("offence", row_json(row) | CITED | changed)


def read(statement):
    return read_statement(statement, LAW)


# --- what can be said ----------------------------------------------------------------------------


def test_a_statement_is_read_and_printed_the_same():
    for one in (languages(), offence(base_max_months=60)):
        assert read(one).as_json() == one
        json.dumps(one)


def test_every_row_of_the_data_could_be_said_by_its_state():
    for state, rows in LAW.offences.items():
        for row in rows:
            if row.source.confidence != "unknown":
                one = said("offence", row_json(row) | CITED, state=state, about=state)
                assert read(one).row.conduct == row.conduct


def test_two_statements_of_different_words_have_different_digests():
    assert read(languages()).digest != read(languages("Arabic")).digest
    assert read(languages()).digest == read(copy.deepcopy(languages())).digest


REFUSED = {
    "a State that speaks of another's offence as its own": (
        offence() | {"state": "IT", "about": "IT"},
        "row.state",
    ),
    "an offence under another State's name": (offence(id="IT-12-1"), "row.id"),
    "no source": (
        said("practice", {"key": "languages_accepted", "value": "x", "source": ""}),
        "row",
    ),
    "no day": (said("practice", {"key": "languages_accepted", "value": "x", "as_of": ""}), "row"),
    "what is not known": (
        said("practice", {"key": "languages_accepted", "value": "x", "confidence": "unknown"}),
        "row.confidence",
    ),
    "a source of tomorrow": (
        said("practice", {"key": "languages_accepted", "value": "x", "as_of": "2026-04-02"}),
        "row.as_of",
    ),
    "an item nobody has": (said("practice", {"key": "favourite_colour", "value": "blue"}), "row"),
    "nothing": (languages("  "), "row.value"),
    "an answer the rules cannot read": (
        said("practice", {"key": "mla_without_treaty", "value": "sometimes"}),
        "row.value",
    ),
    "a conduct nobody knows": (offence(conduct=["flying"]), "row"),
    "a treaty nobody knows": (
        said(
            "status",
            {
                "state": "TN", "state_name": "Tunisia", "treaty": "SOM", "signed_on": "",
                "deposited_on": "", "kind": "accession", "in_force_on": "2026-01-01",
                "withdrawn_on": "", "status": "party", "note": "",
            },
        ),
        "row.treaty",
    ),
    "a book": (languages("x" * 5000), "row.value"),
    "a turned line": (languages("Arabic \u202e French"), "row.value"),
    "a subject that is none": (languages() | {"subject": "weather"}, "subject"),
    "no such State": (languages() | {"state": "TUN", "about": "TUN"}, "state"),
    "a day of another age": (languages() | {"said_on": "1950-01-01"}, "said_on"),
    "a name no address can have": (languages() | {"reference": "TN/L 1"}, "reference"),
    "an id no address can have": (offence(id="TN-a/b"), "row.id"),
    "a law that ended before it began": (
        offence(in_force_from="2004-02-03", in_force_until="2004-02-02"), "row.in_force_until",
    ),
    "less than nothing": (offence(base_max_months=-2), "row.base.months"),
    "more than a life": (offence(base_max_months=1201), "row.base.months"),
    "a least above the most": (
        offence(base_min_months=61, base_max_months=60), "row.base.months",
    ),
    "an offence without conduct": (offence(conduct=[]), "row.conduct"),
    "two circumstances that are one": (
        offence(variant=[{
            "circumstances": ["death", "death"], "mode": "two", "min_months": 0,
            "max_months": 60, "ref": "",
        }]),
        "row.variant.circumstances",
    ),
    "a source of blanks": (
        said("practice", {"key": "languages_accepted", "value": "x", "source": " "}),
        "row.source",
    ),
    "a key too many": (languages() | {"likelihood": "high"}, "statement"),
    "a list": ([1, 2], "statement"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_said_is_refused_with_its_place(what):
    statement, key = REFUSED[what]
    with pytest.raises((StatementError, ValueError)) as refused:
        read(statement)
    assert refused.value.key == key


# --- beside what was known -----------------------------------------------------------------------


def test_what_is_said_otherwise_is_named_field_by_field():
    one = read(offence(base_max_months=60, benefit_required="yes"))
    before = known_before(LAW, "TN", Subject.OFFENCE, "TN-38")
    told = {change.field: (change.before, change.said) for change in changes(before, one.row)}
    assert told == {"base_max_months": (36, 60), "benefit_required": ("no", "yes")}
    assert not confirms(before, one.row)


def test_the_same_with_a_newer_source_confirms():
    before = known_before(LAW, "TN", Subject.OFFENCE, "TN-38")
    assert confirms(before, read(offence()).row)


def test_where_nothing_was_known_nothing_is_contradicted():
    assert known_before(LAW, "DZ", Subject.PRACTICE, "languages_accepted") is None
    one = read(languages(state="DZ", about="DZ"))
    told = changes(None, one.row)
    assert {change.before for change in told} == {None}
    assert not confirms(None, one.row)


def test_unknown_on_a_page_is_nothing_known():
    assert fiche(LAW, "TN").by_key["untoc_18_13"].value == "unknown"
    assert known_before(LAW, "TN", Subject.PRACTICE, "untoc_18_13") is None


# --- in its place, once accepted -----------------------------------------------------------------


def test_an_accepted_offence_changes_the_next_answer():
    before = answer(LAW, question("IT", "TN", act="extradition", object_rd=["any_person"]))
    richer = applied(LAW, [read(offence(base_max_months=60))])
    after = answer(richer, question("IT", "TN", act="extradition", object_rd=["any_person"]))
    assert (before.dual_criminality.rd.max_months, before.dual_criminality.rd.serious) == (36, "no")
    assert (after.dual_criminality.rd.max_months, after.dual_criminality.rd.serious) == (60, "yes")
    assert "said by TN on 2026-04-01" in after.dual_criminality.rd.matched[0].row.source.source


def test_an_accepted_status_binds_where_it_was_unknown():
    joined = said(
        "status",
        {
            "state": "MA", "state_name": "Morocco", "treaty": "SOM_PROTOCOL", "signed_on": "",
            "deposited_on": "2025-01-02", "kind": "accession", "in_force_on": "2025-02-01",
            "withdrawn_on": "", "status": "party", "note": "",
        },
        state="MA",
        about="MA",
    )  # fmt: skip
    asked = question("IT", "MA", date="2025-06-01")
    assert answer(LAW, asked).untoc.protocol.bound == "unknown"
    assert answer(applied(LAW, [read(joined)]), asked).untoc.protocol.bound == "yes"


def test_an_accepted_page_of_a_state_without_one_is_a_page():
    one = said("practice", {"key": "mla_without_treaty", "value": "yes"}, state="DZ", about="DZ")
    richer = applied(LAW, [read(one)])
    asked = question("IT", "DZ")
    assert "DOMESTIC:DZ" in answer(LAW, asked).bases.unknown_ids
    found = answer(richer, asked).bases
    assert "DOMESTIC:DZ" in found.ids
    (base,) = [base for base in found.available if base.id == "DOMESTIC:DZ"]
    assert base.source.confidence == "verified"
    assert "JORT" in base.source.source
    keys = [entry.key for entry in fiche(richer, "DZ").entries]
    assert len(keys) == len(set(keys))


def test_a_later_statement_wins_and_a_proposal_changes_nothing():
    first, second = read(offence(base_max_months=60)), read(offence(base_max_months=72))
    (row,) = [one for one in applied(LAW, [first, second]).offences["TN"] if one.id == "TN-38"]
    assert row.base_max_months == 72
    proposed = read(languages(state="IT", reference="IT-L-000001"))
    assert proposed.proposal
    assert applied(LAW, [proposed]).fiches["TN"].value("languages_accepted") == LAW.fiches[
        "TN"
    ].value("languages_accepted")


def test_the_data_of_the_package_are_never_changed():
    before = LAW.offences["TN"]
    applied(LAW, [read(offence(base_max_months=60))])
    assert LAW.offences["TN"] is before


def test_the_answers_of_the_head_are_those_the_rules_read():
    """A new answer in the data must be one that a State can give, and the other way round."""
    for key, values in HEAD_VALUES.items():
        held = {getattr(row, key) for row in LAW.fiches.values()} - {"unknown"}
        assert held <= set(values)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_anything_else_is_refused_and_never_breaks(value):
    for key in ("state", "about", "subject", "said_on", "row"):
        with pytest.raises(ValueError):  # noqa: PT011
            read(languages() | {key: value})


def test_a_question_about_a_state_that_says_nothing_is_answered_as_before():
    asked = raw("IT", "EG")
    from comity.law import read_question

    richer = applied(LAW, [read(languages())])
    assert answer(LAW, read_question(asked, LAW)).bases == (
        answer(richer, read_question(asked, richer)).bases
    )
