"""The duties load strictly: a broken row stops the load and says where and what to do."""

import time
from pathlib import Path

import pytest

import comity.data
from comity.base.reader import DataError
from comity.law.harmonisation import Value, load_obligations

PACKAGE = Path(comity.data.__file__).parent


def test_a_copy_of_the_folder_loads_to_the_same(copy):
    assert load_obligations(copy) == load_obligations()
    assert load_obligations() is load_obligations()


BREAKS = {
    "no such force": (
        "obligations", 'force = "mandatory"', 'force = "mandatry"', ["mandatry", "mandatory"],
    ),
    "no such rule": ("obligations", 'computed = "entry"', 'computed = "entri"', ["entri", "entry"]),
    "no address": (
        "obligations", '"SOM_PROTOCOL:6(1)(a)"', '"SOM_PROTOCOL 6(1)(a)"', ["SOM-6-1-a", "address"],
    ),
    "treaty of no such id": (
        "obligations", '"SOM_PROTOCOL:5"', '"SOM_PROTOCL:5"', ["SOM_PROTOCL", "SOM_PROTOCOL"],
    ),
    "obligation twice": ("obligations", 'id = "SOM-13"', 'id = "SOM-5"', ["SOM-5", "already"]),
    "fiche without an item": (
        "obligations", 'fiche_item = "untoc_16_5"\n', "", ["UNTOC-16-5-a", "fiche_item"],
    ),
    "item of no such name": (
        "obligations", '"untoc_16_5"', '"untoc_16_6"', ["untoc_16_6", "untoc_16_5"],
    ),
    "agreement without acts": (
        "obligations", 'treaty_act = "jit"\n', "", ["UNTOC-19", "treaty_act"],
    ),
    "no article of the Model Law": ("obligations", '["5.D"]', '["5.Z"]', ["5.Z", "SOM-6-2-a"]),
    "no source": ("model_law", 'source = "Table', 'sorce = "Table', ["sorce", "source"]),
    "article twice": ("model_law", 'article = "2"', 'article = "1"', ["already"]),
    "cell of no State": ("implementation", 'state = "MA"', 'state = "QQ"', ["QQ"]),
    "cell of no obligation": (
        "implementation", '"SOM-6-1-c"', '"SOM-6-1-d"', ["SOM-6-1-d", "SOM-6-1-c"],
    ),
    "not checked is recorded": (
        "implementation", 'value = "no"', 'value = "not_checked"', ["MA SOM-6-1-c", "Leave"],
    ),
    "no such value": ("implementation", 'value = "no"', 'value = "noo"', ["noo", "no"]),
    "no such day": ("implementation", '"2003-11-20"', '"2003-11-31"', ["2003-11-31"]),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "words"), BREAKS.values(), ids=BREAKS)
def test_a_broken_row_stops_the_load_and_says_where(copy, file, old, new, words):
    path = copy / f"law/{file}.toml"
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), "utf-8")
    with pytest.raises(DataError) as refusal:
        load_obligations(copy)
    for word in [f"{file}.toml", *words]:
        assert word in str(refusal.value)


def test_a_missing_file_is_named(copy):
    (copy / "law/implementation.toml").unlink()
    with pytest.raises(DataError, match=r"implementation\.toml: the file is missing"):
        load_obligations(copy)


def test_a_cell_may_be_recorded_for_one_period_after_the_other(copy):
    path = copy / "law/implementation.toml"
    old = path.read_text("utf-8").partition("[[cell]]\n")[2].partition("\n\n")[0]
    later = old.replace("2003-11-20", "2027-01-01").replace('value = "no"', 'value = "yes"')
    closed = path.read_text("utf-8").replace(
        'in_force_until = ""', 'in_force_until = "2026-12-31"', 1
    )
    path.write_text(f"{closed}\n[[cell]]\n{later}\n", "utf-8")
    first, second = load_obligations(copy).recorded["MA", "SOM-6-1-c"]
    assert (first.holds("2026-12-31"), first.holds("2027-01-01")) == (True, False)
    assert (second.value, second.holds("2027-01-01")) == (Value.YES, True)


def test_reading_the_duties_takes_well_under_half_a_second(copy):
    start = time.perf_counter()
    load_obligations(copy)
    assert time.perf_counter() - start < 0.5
