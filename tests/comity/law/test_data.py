"""Anybody's copy of the data loads; a broken copy does not, and says where."""

import time
from pathlib import Path

import pytest

import comity.data
from comity.base.reader import DataError
from comity.law import load

PACKAGE = Path(comity.data.__file__).parent


def test_a_copy_of_the_folder_loads_to_the_same(copy):
    assert load(copy).offences == load().offences


def test_the_package_is_read_once():
    assert load() is load()


def test_loading_everything_takes_well_under_half_a_second(copy):
    start = time.perf_counter()
    load(copy)
    assert time.perf_counter() - start < 0.5


BREAKS = {
    "status of no treaty": (
        "law/status.csv",
        "AD,Andorra,CAT,",
        "AD,Andorra,CATT,",
        ["CATT", "CAT"],
    ),
    "a status that is none": (
        "law/status.csv",
        ",party,",
        ",partly,",
        ["status", "partly", "party"],
    ),
    "offence of no State": ("law/offences.toml", 'state = "FR"', 'state = "QQ"', ["QQ"]),
    "misspelt role": (
        "law/offences.toml",
        '"smuggling_base"',
        '"smugling_base"',
        ["role", "smuggling_base"],
    ),
    "misspelt trigger": (
        "law/rules.toml",
        '["child"]',
        '["chlid"]',
        ["trigger_any", "chlid", "child"],
    ),
    "misspelt item": (
        "law/rules.toml",
        '"facts_summary"',
        '"fact_summary"',
        ["items", "facts_summary"],
    ),
    "rule on no basis": ("law/rules.toml", 'bases = ["ETS24"]', 'bases = ["ETS42"]', ["ETS42"]),
    "clock without days": (
        "law/rules.toml",
        'clock_unit = "days"',
        'clock_unit = "weeks"',
        ["clock"],
    ),
    "rule without trigger": (
        "law/rules.toml",
        'trigger_any = ["child"]',
        "",
        ["SG-CHILD", "trigger_any"],
    ),
    "step to no treaty": ("law/bases.toml", 'treaty = "ETS24"', 'treaty = "ETS25"', ["ETS25"]),
    "step for no State": ("law/bases.toml", 'needs_state = "GB"', 'needs_state = "UK"', ["UK"]),
    "right behind no rule": ("law/rights.toml", '"SG-CHILD"', '"SG-CHLD"', ["SG-CHLD", "SG-CHILD"]),
    "replaced by no text": (
        "law/bilateral.toml",
        'replaces = "BI-MA-FR-3"',
        'replaces = "BI-X"',
        ["BI-X"],
    ),
    "bilateral of no State": ("law/bilateral.toml", 'state_a = "MA"', 'state_a = "MO1"', ["MO1"]),
    "fiche with no confidence": (
        "law/requirements.toml",
        'death_penalty_confidence = "known"',
        'death_penalty_confidence = "sure"',
        ["death_penalty_confidence", "sure"],
    ),
    "bound without a day": (
        "law/status.csv",
        "EG,Egypt,UNTOC,2000-12-13,2004-03-05,ratification,2004-04-04,",
        "EG,Egypt,UNTOC,2000-12-13,2004-03-05,ratification,,",
        ["EG UNTOC", "in_force_on"],
    ),
    "law that ended before it began": (
        "law/offences.toml",
        'in_force_from = "2005-03-01"',
        'in_force_from = "2021-05-01"',
        ["FR-L622-1-OLD", "in_force_until", "2021-04-30"],
    ),
    "a penalty below nothing": (
        "law/offences.toml",
        "base_max_months = 84",
        "base_max_months = -84",
        ["base.months", "-84"],
    ),
    "unknown vocabulary word type": ("law/vocabulary.toml", 'mla = "', "mla = 1 #", ["words"]),
}


@pytest.mark.parametrize(("file", "old", "new", "words"), BREAKS.values(), ids=BREAKS)
def test_a_broken_copy_stops_the_load_and_says_where(copy, file, old, new, words):
    text = (copy / file).read_text("utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new), "utf-8")
    with pytest.raises(DataError) as refusal:
        load(copy)
    for word in [Path(file).name, *words]:
        assert word in str(refusal.value)
