"""One broken file per refusal, with the words the message must contain."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import pytest

from comity.base.dates import Day, PartialDay
from comity.base.reader import DataError, read_csv, read_headed_toml, read_toml
from comity.base.source import Confidence, Source
from comity.base.words import Words


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True, slots=True)
class Part:
    name: str


@dataclass(frozen=True, slots=True)
class Thing:
    id: str
    colour: Colour
    months: int
    sea: bool
    since: Day
    roughly: PartialDay
    acts: Annotated[tuple[str, ...], Words("act")]
    source: Source
    labels: Mapping[str, str]
    part: tuple[Part, ...] = ()


GOOD = """
[[thing]]
id = "T1"
colour = "red"
months = 48
sea = true
since = "2020-02-29"
roughly = "2011"
acts = ["mla"]
labels = { a = "b" }
source = "a book"
as_of = "2026-04-30"
confidence = "known"
[[thing.part]]
name = "p"
"""


def read(folder, text):
    file = folder / "things.toml"
    file.write_text(text, "utf-8")
    return read_toml(file, "thing", Thing, key=lambda row: row.id, words={"act": {"mla", "jit"}})


def test_a_row_becomes_a_value(tmp_path):
    (row,) = read(tmp_path, GOOD)
    assert (row.colour, row.months, row.sea, row.acts) == (Colour.RED, 48, True, ("mla",))
    assert row.source == Source("a book", "2026-04-30", Confidence.KNOWN)
    assert (row.part, row.labels["a"]) == ((Part("p"),), "b")


REFUSALS = {
    "unknown key": ('id = "T1"', 'id = "T1"\ncolor = "red"', ["unknown key", "color", "colour"]),
    "missing key": ("months = 48\n", "", ["missing key", "months"]),
    "missing source": ('source = "a book"\n', "", ['missing "source"', "where the row comes from"]),
    "empty source": ('"a book"', '""', ['missing "source"']),
    "missing as_of": ('as_of = "2026-04-30"\n', "", ['missing "as_of"']),
    "missing confidence": ('confidence = "known"\n', "", ['missing "confidence"']),
    "unknown confidence": ('"known"', '"sure"', ["confidence", "sure"]),
    "wrong type": ("months = 48", 'months = "48"', ["months", "whole number"]),
    "a yes is no number": ("months = 48", "months = true", ["months", "whole number"]),
    "wrong boolean": ("sea = true", 'sea = "yes"', ["sea", "true or false"]),
    "a text is no list": ('acts = ["mla"]', 'acts = "mla"', ["acts", "not a list"]),
    "word outside its vocabulary": ('["mla"]', '["mlla"]', ["acts", "mlla", "Did you mean mla?"]),
    "word outside its choice": ('"red"', '"rod"', ["colour", "rod", "Did you mean red?"]),
    "no such day": ("2020-02-29", "2021-02-29", ["since", "2021-02-29", "YYYY-MM-DD"]),
    "no such month": ('"2011"', '"2011-14"', ["roughly", "2011-14", "YYYY-MM"]),
    "unknown key in a part": ('name = "p"', 'nam = "p"', ["part", "unknown key", "name"]),
    "unknown table": ("[[thing]]", "[[think]]", ["unknown table", "[[think]]", "[[thing]]"]),
    "not TOML": ("months = 48", "months = ", ["not TOML", "line"]),
    "the same key twice": ("sea = true", "sea = true\nsea = true", ["not TOML"]),
}


@pytest.mark.parametrize(("old", "new", "words"), REFUSALS.values(), ids=REFUSALS)
def test_broken_data_stop_the_load_and_say_why(tmp_path, old, new, words):
    assert old in GOOD
    with pytest.raises(DataError) as refusal:
        read(tmp_path, GOOD.replace(old, new))
    for word in ["things.toml", *words]:
        assert word in str(refusal.value)


def test_a_refusal_names_the_table_the_row_and_the_id(tmp_path):
    second = GOOD.replace('"T1"', '"T2"').replace("months = 48", "months = 4.8")
    with pytest.raises(DataError, match=r"things.toml: \[\[thing\]\], row 2 \(T2\): "):
        read(tmp_path, GOOD + second)


def test_the_same_id_twice_stops_the_load(tmp_path):
    with pytest.raises(DataError, match=r"row 2 \(T1\): T1 stands in the file already"):
        read(tmp_path, GOOD + GOOD)


HEADED = """
[book]
title = "On things"
source = "a library"
as_of = "2026-04-30"
confidence = "known"
[[page]]
name = "1"
[[page]]
name = "2"
"""


@dataclass(frozen=True, slots=True)
class Book:
    title: str
    source: Source


def read_book(folder, text):
    file = folder / "book.toml"
    file.write_text(text, "utf-8")
    return read_headed_toml(file, ("book", Book), "page", Part, key=lambda row: row.name)


def test_one_head_speaks_for_all_rows_of_its_file(tmp_path):
    book, pages = read_book(tmp_path, HEADED)
    assert book == Book("On things", Source("a library", "2026-04-30", Confidence.KNOWN))
    assert pages == (Part("1"), Part("2"))


BAD_HEADS = {
    "no head": ("[book]", "[boek]", ["unknown table", "[[boek]]", "[[book]] and [[page]]"]),
    "two heads": ("[book]", "[[book]]", ["[[book]]", "no such table"]),
    "a head without a source": ('source = "a library"\n', "", ["[[book]]", 'missing "source"']),
    "an unknown key in the head": ('title = "On', 'titel = "On', ["[[book]]", "titel", "title"]),
    "no rows": ('[[page]]\nname = "1"\n[[page]]\nname = "2"\n', "", ["[[page]]", "no such rows"]),
    "the same row twice": ('name = "2"', 'name = "1"', ["row 2 (1)", "stands in the file already"]),
}


@pytest.mark.parametrize(("old", "new", "words"), BAD_HEADS.values(), ids=BAD_HEADS)
def test_a_broken_head_stops_the_load_and_says_why(tmp_path, old, new, words):
    assert old in HEADED
    with pytest.raises(DataError) as refusal:
        read_book(tmp_path, HEADED.replace(old, new))
    for word in ["book.toml", *words]:
        assert word in str(refusal.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DataError, match=r"gone.toml: the file is missing"):
        read_toml(tmp_path / "gone.toml", "thing", Thing, key=lambda row: row.id)


def test_a_file_that_is_not_utf_8_is_named(tmp_path):
    (tmp_path / "things.toml").write_bytes(b'[[thing]]\nid = "\xff"')
    with pytest.raises(DataError, match="not UTF-8"):
        read_toml(tmp_path / "things.toml", "thing", Thing, key=lambda row: row.id)


@dataclass(frozen=True, slots=True)
class Line:
    code: str
    source: Source


HEAD = "code,source,as_of,confidence\n"


def read_lines(folder, text):
    (folder / "lines.csv").write_text(text, "utf-8")
    return read_csv(folder / "lines.csv", Line, key=lambda row: row.code)


def test_a_line_becomes_a_value(tmp_path):
    assert read_lines(tmp_path, HEAD + "A,book,2026-04-30,known\n")[0].code == "A"


CSV_REFUSALS = {
    "a cell too many": (HEAD + "A,book,2026-04-30,known,x\n", "5 cells under 4 headings"),
    "a heading too many": ("more," + HEAD + "1,A,book,2026-04-30,known\n", "unknown key"),
    "a heading too few": (HEAD.replace("code,", "") + "book,2026-04-30,known\n", "missing key"),
    "no source": (HEAD + "A,,2026-04-30,known\n", 'missing "source"'),
    "the same code twice": (HEAD + "A,book,2026-04-30,known\n" * 2, "row 2 (A)"),
}


@pytest.mark.parametrize(("text", "words"), CSV_REFUSALS.values(), ids=CSV_REFUSALS)
def test_a_broken_line_stops_the_load_and_says_why(tmp_path, text, words):
    with pytest.raises(DataError) as refusal:
        read_lines(tmp_path, text)
    assert "lines.csv" in str(refusal.value)
    assert words in str(refusal.value)
