"""Which items of UNTOC art. 18(15) a request's content holds: a second reading."""

from dataclasses import replace

import pytest

from comity.assistance.items import items_of
from comity.assistance.terms import Basis, Measure, Offence, Pair, PersonLine, Terms

TEXT = Pair("x", "y")
FULL = Terms(
    reference="IT-2026-000001",
    version=1,
    requesting="IT",
    requested="EG",
    own_language="it",
    other_language="ar",
    authoritative="it",
    requesting_authority=TEXT,
    conducting_authority=TEXT,
    officer=TEXT,
    functions=TEXT,
    addressee=TEXT,
    city=TEXT,
    dated="2026-11-24",
    signer=TEXT,
    post=TEXT,
    basis=Basis("UNTOC"),
    subject_and_nature=TEXT,
    facts=TEXT,
    purpose=TEXT,
    offences=(Offence("law", "1", 60, TEXT),),
    people=(PersonLine("P-01", "suspect", "name"),),
    measures=(Measure("records", TEXT),),
)

# art. 18(15): (a) authority; (b) subject, nature, who conducts; (c) facts; (d) assistance;
# (e) identity where possible; (f) purpose; 18(14) language and authenticity; 18(13) addressee.
EMPTIED = {
    "requesting_authority": {"requesting_authority": Pair()},
    "subject_and_nature": {"subject_and_nature": Pair()},
    "conducting_authority": {"functions": Pair()},
    "facts_summary": {"facts": Pair()},
    "assistance_sought": {"measures": (Measure("records"),)},
    "person_identity": {"people": ()},
    "purpose": {"purpose": Pair()},
    "offence_named": {"offences": ()},
}


def items(terms, known=True, translated=True, signed=True):
    return items_of(terms, addressee_known=known, translated=translated, signed=signed)


@pytest.mark.parametrize(("item", "change"), EMPTIED.items())
def test_an_item_is_there_until_what_it_stands_for_is_taken_away(item, change):
    assert item in items(FULL)
    assert item not in items(replace(FULL, **change))


def test_one_measure_that_says_nothing_leaves_the_assistance_unsaid():
    two = replace(FULL, measures=(Measure("records", TEXT), Measure("bank_records")))
    assert "assistance_sought" not in items(two)


def test_language_authenticity_and_addressee_are_what_people_confirmed():
    assert {"translation_accepted_language", "authenticity"} <= items(FULL)
    assert "addressee_central_authority" in items(FULL)
    assert "translation_accepted_language" not in items(FULL, translated=False)
    assert "authenticity" not in items(FULL, signed=False)
    assert "addressee_central_authority" not in items(FULL, known=False)
