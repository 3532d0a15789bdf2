"""Every row of the data says where it is from, as of when, and how sure that is."""

import csv
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.house.reading import CORE, name_of

DATA = CORE / "data"
# Texts, whose articles cite nothing beside their head: the folder, and the name of that head.
TEXTS = {DATA / "law" / "texts": "text", DATA / "law" / "statutes": "statute"}
CONFIDENCE = {"verified", "known", "unknown"}
CITED = ("source", "as_of", "confidence")
# file -> why its rows cite nothing themselves
NO_FACTS = {
    "assistance/citations.toml": "laws as a letter names them; law/offences.toml cites them",
    "audit/catalogue.toml": "our own sentences for our own events; no fact about the world",
    "assistance/conditions.toml": "our own sentences for codes of conditions of use",
    "assistance/conduct.toml": "words of a letter in four languages for codes of the law data",
    "assistance/grounds.toml": "words of a letter; the code is the paragraph of the Convention",
    "assistance/items.toml": "words of a letter for what art. 18(15) lists; rules.toml cites it",
    "assistance/letters.toml": "our own sentences of a letter, which the officer can rewrite",
    "assistance/measures.toml": "words of a letter for what art. 18(3) lists",
    "assistance/states.toml": "names of States as a letter declines them; states.toml cites them",
    "assistance/treaties.toml": "titles as a letter writes them; law/treaties.toml cites them",
    "law/search_words.toml": "words by which a reader finds an element; no page shows them",
}
Row = dict[str, Any]


def files() -> list[Path]:
    return sorted(path for path in DATA.rglob("*") if path.suffix in {".toml", ".csv"})


def room_of(path: Path) -> str:
    return path.relative_to(DATA).as_posix()


def rows(path: Path) -> list[Row]:
    """Rows of a CSV; tables of every array of a TOML, and the items inside a fiche.

    Of a text of a treaty or statute the head alone: its articles are one text, from one source.
    """
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    document = tomllib.loads(path.read_text("utf-8"))
    if path.parent in TEXTS:
        return [document[TEXTS[path.parent]]]
    found: list[Row] = []
    for table in document.values():
        for row in table if isinstance(table, list) else [table]:
            found += row.get("item", [row])
    return found


def uncited(row: Row) -> list[str]:
    """What is wrong with the citation of one row."""
    found = [f"no {key}" for key in CITED if not str(row.get(key, "")).strip()]
    if not found and row["confidence"] not in CONFIDENCE:
        found.append(f"confidence {row['confidence']!r}")
    if not found and not _is_day(str(row["as_of"])):
        found.append(f"as_of {row['as_of']!r}")
    return found


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


GOOD = {"source": "UNTS vol. 2225", "as_of": "2026-04-30", "confidence": "known"}


@pytest.mark.parametrize(
    "change",
    [{"source": " "}, {"as_of": ""}, {"as_of": "spring"}, {"confidence": "sure"}],
    ids=lambda change: next(iter(change)),
)
def test_the_check_sees_a_row_that_does_not_cite(change):
    assert not uncited(GOOD)
    assert uncited(GOOD | change)


@pytest.mark.parametrize("path", files(), ids=room_of)
def test_every_row_cites_or_its_file_holds_no_fact(path):
    read = rows(path)
    assert read, "an empty file says nothing"
    if room_of(path) in NO_FACTS:
        assert all(set(uncited(row)) == {f"no {key}" for key in CITED} for row in read)
        return
    wrong = {place: uncited(row) for place, row in enumerate(read, 1) if uncited(row)}
    assert not wrong


@pytest.mark.parametrize("folder", TEXTS, ids=lambda folder: folder.name)
def test_an_article_of_a_text_cites_nothing_beside_its_head(folder):
    paths = sorted(folder.iterdir())
    assert paths, "an empty folder proves nothing"
    for path in paths:
        for row in tomllib.loads(path.read_text("utf-8"))["provision"]:
            assert not row.keys() & set(CITED), f"{path.name}: article {row['article']}"


def test_every_exception_names_a_file_that_is_there():
    assert set(NO_FACTS) <= {room_of(path) for path in files()}


def test_every_file_says_at_the_top_what_its_rows_are():
    silent = [
        name_of(path)
        for path in files()
        if path.suffix == ".toml" and not path.read_text("utf-8").startswith("#")
    ]
    assert not silent


def test_words_of_a_letter_are_there_in_all_four_languages():
    """The letter's data cite nothing, so at least none of them may be half there."""
    for room in (name for name in NO_FACTS if name.startswith("assistance/")):
        for row in rows(DATA / room):
            lacking = [code for code in ("en", "ar", "it", "fr") if not row.get(code)]
            assert not lacking, f"{room}: {row.get('code')} lacks {lacking}"
            said = re.sub(r"\{.*?\}", "", row["ar"])  # a title that has no Arabic stands in « »
            foreign = re.search(r"[A-Za-z]", said) and not said.startswith("«")
            assert not foreign or re.search(r"[\u0600-\u06ff]", said), f"{room}: {said}"
