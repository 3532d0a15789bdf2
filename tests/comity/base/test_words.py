import pytest

from comity.base.words import clipped, did_you_mean, nearest

ACTS = ("extradition", "mla", "boarding")


def test_a_slip_of_the_pen_finds_its_word():
    assert nearest("Extraditon", ACTS) == ("extradition",)


def test_the_nearest_word_is_offered():
    assert did_you_mean("bording", ACTS) == "Did you mean boarding?"


def test_where_nothing_is_near_all_words_are_offered():
    assert did_you_mean("zzz", ACTS) == "Use one of: boarding, extradition, mla."


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("\u202eextradition", "\\u202eextradition"),
        ("a\x1b[2Jb\n", "a\\x1b[2Jb\\n"),
        ("half \ud800", "half \\ud800"),
        ("تسليم المجرمين", "تسليم المجرمين"),
    ],
)
def test_an_error_quotes_what_cannot_be_printed_as_its_code(given, shown):
    """A wrong word neither turns the line around nor moves the cursor of a terminal."""
    assert clipped(given) == shown


def test_an_error_quotes_not_more_than_a_line():
    assert clipped("x" * 60) == "x" * 60
    assert clipped("x" * 61) == "x" * 60 + "…"
