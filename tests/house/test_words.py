"""Smuggled migrants, persons. Never the other word, outside the list that looks for it."""

import re

import pytest

from tests.house.reading import ROOT, SRC, lines_with, name_of, text_of

WRONG = r"illegal\s+(im)?migrant|illegal\s+alien|\billegals\b|\bclandestin[oiae]\b"
FOLDERS = ("src", "tests", "docs", "tools")
ENDINGS = {".py", ".html", ".txt", ".md", ".po", ".toml", ".csv", ".css", ".js", ".svg", ".typ"}
# file -> why the words stand in it
ALLOWED = {
    "tests/house/test_words.py": "this check",
}
# The word list of HR-24 holds patterns, not words. Its tests have to say them; a statute is quoted.
MAY_QUOTE = re.compile(r"tests/comity/(?:safeguards|assistance)/|tests/node/|src/comity/data/law/")


def readable():
    return [
        path
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in ENDINGS and path.is_file()
    ]


def test_the_check_sees_the_word_however_it_is_written():
    assert lines_with("two Illegal  migrants", WRONG)
    assert lines_with("i clandestini", WRONG)
    assert not lines_with("smuggled migrants; an illegal entry", WRONG)


def test_no_page_document_or_test_calls_people_illegal():
    found = {
        name_of(path): lines_with(text_of(path), WRONG)
        for path in readable()
        if name_of(path) not in ALLOWED and not MAY_QUOTE.match(name_of(path))
    }
    assert not {name: lines for name, lines in found.items() if lines}


@pytest.mark.parametrize("name", ALLOWED)
def test_every_exception_is_still_needed(name):
    assert lines_with(text_of(ROOT / name), WRONG)


def test_the_sources_are_there_to_be_read():
    assert len(readable()) > 100
    assert any(path.is_relative_to(SRC) for path in readable())
