"""What States said when they joined: shown with the State, never an answer."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from comity.base.reader import DataError
from comity.law.declarations import load_declarations, made_by, on_treaty
from comity.law.texts import load_texts

DATA = Path(str(files("comity.data")))


def test_the_two_notifications_that_were_seen_are_here():
    """UNTOC art. 16(5) of the Netherlands, art. 18(13) of Spain."""
    seen = {(one.state, str(one.about)) for one in load_declarations()}
    assert {("NL", "UNTOC:16(5)"), ("ES", "UNTOC:18(13)")} <= seen


def test_a_provision_of_a_text_that_is_held_is_one():
    texts = load_texts()
    for one in load_declarations():
        held = texts.text(one.about.treaty)
        assert held is None or not one.about.article or texts.find(one.about), one.id


def test_they_are_found_by_state_and_by_article():
    assert {one.state for one in on_treaty("UNTOC", "35")} == {"EG", "TN"}
    assert [one.id for one in made_by("AF")] == ["AF-SOM-18"]
    assert made_by("AF", "UNTOC") == ()


def test_no_row_pretends_to_have_the_words_of_the_state():
    for one in load_declarations():
        assert one.wording == "" or one.source.confidence == "verified"


@pytest.mark.parametrize(
    ("right", "wrong", "word"),
    [
        ('address = "SOM_PROTOCOL:18"', 'address = "SOM_PROTOCOL 18"', "no address"),
        ('address = "SOM_PROTOCOL:18"', 'address = "SOM_PROTOCL:18"', "no treaty"),
        ('state = "AF"', 'state = "AFG"', "no State"),
        ('kind = "reservation"', 'kind = "reservaton"', "reservation"),
    ],
)
def test_a_row_that_points_nowhere_stops_the_load(right, wrong, word, tmp_path):
    shutil.copytree(DATA / "law", tmp_path / "law")
    file = tmp_path / "law" / "declarations.toml"
    text = file.read_text("utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), "utf-8")
    with pytest.raises(DataError, match=word):
        load_declarations(tmp_path)
