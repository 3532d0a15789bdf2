"""What is isolated in a text, and what is kept of an identifier."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.entities.identifiers import Kind, fault, runs, stored

ISOLATED = (
    "+999 10 555 0142",
    "DEMO-A1234567",
    "IT-2026-000123",
    "18(3)(f)",
    "12(3-bis)",
    "12-bis",
    "12-bis(3)",
    "574-1",
    "324-1(2)",
    "L823-3-1",
    "2015-36",
    "399 bis",
    "318 bis (2)",
    "2027-02-03",
    "IT60 X054 2811 1010 0000 0123 456",
    "14:05",
    "a.b@example.org",
)


@pytest.mark.parametrize("identifier", ISOLATED)
@pytest.mark.parametrize("sentence", ["التواصل عبر {}، ثم انقطع.", "{}", "see {} there."])
def test_an_identifier_is_one_run_whatever_stands_around_it(identifier, sentence):
    found = [run.text for run in runs(sentence.format(identifier)) if run.isolated]
    assert found == [identifier]


@pytest.mark.parametrize("article", ["12(3)", "574-3", "648-bis"])
def test_an_article_glued_to_an_arabic_letter_is_one_run_too(article):
    assert [run.text for run in runs(f"المادتان 6 و{article}.") if run.isolated] == [article]


@pytest.mark.parametrize(
    "text",
    ["مكتب النيابة", "A sentence with 3 boats.", "il 3 febbraio 2027", "the well-known crew"],
)
def test_plain_words_and_small_numbers_stay_in_their_sentence(text):
    assert not [run for run in runs(text) if run.isolated]


@given(st.text())
def test_runs_joined_again_are_the_text(text):
    assert "".join(run.text for run in runs(text)) == text


def test_arabic_digits_are_kept_as_latin_and_spaces_even():
    assert stored(Kind.PHONE, " +٩٩٩ ١٠  ٥٥٥ ٠١٤٢ ") == "+999 10 555 0142"
    assert stored(Kind.DOCUMENT, "demo-a1234567") == "DEMO-A1234567"
    assert stored(Kind.ADDRESS, "Via Etnea 1") == "Via Etnea 1"


@pytest.mark.parametrize(
    ("kind", "value", "good"),
    [
        (Kind.PHONE, "+999 10 555 0142", True),
        (Kind.PHONE, "0105550142", False),
        (Kind.DOCUMENT, "ABCD", True),
        (Kind.DOCUMENT, "ABC", False),
        (Kind.VESSEL, "x", True),
        (Kind.VESSEL, "", False),
    ],
)
def test_what_is_wrong_with_an_identifier_is_a_sentence(kind, value, good):
    assert (fault(kind, value) == "") is good


ENDLESS = ("y", "a-", "1-", "A-A", "1.", "a@", "a@a.", "+1 ", "http://", "(1)", "1(1)", "A/", "1,")


@pytest.mark.parametrize("part", ENDLESS)
def test_one_endless_word_is_cut_up_like_any_other(part):
    """With a repetition that has no end this test would not either."""
    text = part * (240_000 // len(part)) + "!"
    assert "".join(run.text for run in runs(text)) == text
