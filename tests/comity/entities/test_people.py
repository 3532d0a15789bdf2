"""Names in their own script, and what a reader of another is shown."""

import pytest

from comity.entities.people import NameForm, Person, Role, readable_script, script_of

ARABIC = NameForm("رائد الطنبشاوي", "Arab", True, "passport")
PASSPORT = NameForm("Raed Al Tanbashawy", "Latn", False, "passport")
PHONE = NameForm("Raid Eltanbashawi", "Latn", False, "phone")


def test_the_original_is_the_name_marked_so_and_not_the_first():
    person = Person("P-01", Role.SUSPECT, (PASSPORT, ARABIC))
    assert person.original_name == ARABIC


def test_without_a_mark_the_first_form_stands_and_without_forms_none():
    assert Person("P-01", Role.SUSPECT, (PASSPORT, PHONE)).original_name == PASSPORT
    assert Person("P-01", Role.SUSPECT).original_name is None


def test_a_reader_is_shown_a_form_in_a_script_they_read_else_the_original():
    person = Person("P-01", Role.SUSPECT, (ARABIC, PASSPORT, PHONE))
    assert person.name_for(readable_script("it")) == PASSPORT
    assert person.name_for(readable_script("ar")) == ARABIC
    assert Person("P-06", Role.WITNESS, (ARABIC,)).name_for("Latn") == ARABIC


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("رائد", "Arab"),
        ("Ra'id", "Latn"),
        ("Ελένη", "Grek"),
        ("Иван", "Cyrl"),
        ("ሰላማዊት", "Ethi"),
        ("রহিম", "Beng"),
        ("123", "Zyyy"),
        ("Raed رائد الطنبشاوي", "Arab"),
    ],
)
def test_the_script_is_that_of_most_letters(text, script):
    assert script_of(text) == script
