"""Every row of every data file cites source, day and confidence; every id points somewhere.

Read with the standard library and not with our reader: a second pair of eyes.
"""

import csv
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

import comity.data
from comity.law import load
from comity.law.reasons import TEXTS

DATA = Path(comity.data.__file__).parent
TABLES = {
    "states/states.toml": "state",
    "states/aliases.toml": "alias",
    "law/treaties.toml": "treaty",
    "law/bilateral.toml": "bilateral",
    "law/offences.toml": "offence",
    "law/rules.toml": "rule",
    "law/rights.toml": "right",
    "law/bases.toml": "step",
    "law/vocabulary.toml": "vocabulary",
}
LISTS = ("law/status.csv", "states/iso3166.csv")


def toml(file):
    return tomllib.loads((DATA / file).read_text("utf-8"))


def rows(file):
    if file.endswith(".csv"):
        with (DATA / file).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    if file == "law/requirements.toml":
        return [item for fiche in toml(file)["fiche"] for item in fiche["item"]]
    return toml(file)[TABLES[file]]


@pytest.mark.parametrize("file", [*TABLES, *LISTS, "law/requirements.toml"])
def test_every_row_cites(file):
    for row in rows(file):
        assert row["source"].strip(), row
        assert date.fromisoformat(row["as_of"]), row
        assert row["confidence"] in ("verified", "known", "unknown"), row


def test_every_data_file_is_tested_here():
    files = {
        str(path.relative_to(DATA))
        for room in ("law", "states")
        for path in (DATA / room).iterdir()
    }
    named = {*TABLES, *LISTS, "law/requirements.toml", "law/SOURCES.md"}
    assert files == named


def test_every_fiche_states_the_confidence_of_its_head():
    for fiche in toml("law/requirements.toml")["fiche"]:
        for key, value in fiche.items():
            if key.endswith("_confidence"):
                assert value in ("verified", "known", "unknown")


def test_status_rows_name_treaties_and_states_that_exist():
    treaties = {row["id"] for row in rows("law/treaties.toml")}
    codes = {row["code"] for row in rows("states/iso3166.csv")}
    others = {"EU", "TP"}  # the Union; East Timor before 2002, beside TL
    for row in rows("law/status.csv"):
        assert row["treaty"] in treaties
        assert row["state"] in codes | others


def test_every_base_of_a_rule_points_somewhere():
    ids = {row["id"] for file in ("law/treaties.toml", "law/bilateral.toml") for row in rows(file)}
    for rule in rows("law/rules.toml"):
        assert set(rule.get("bases", [])) <= ids | {"*", "BI", "DOMESTIC"}


def test_every_described_state_has_a_code_and_every_fiche_a_state():
    described = {row["code"] for row in rows("states/states.toml")}
    assert described <= {row["code"] for row in rows("states/iso3166.csv")}
    assert {fiche["state"] for fiche in toml("law/requirements.toml")["fiche"]} <= described
    assert {row["state"] for row in rows("law/offences.toml")} <= described


def test_every_alias_stands_for_a_code_and_is_none():
    codes = {row["code"] for row in rows("states/iso3166.csv")}
    for row in rows("states/aliases.toml"):
        assert row["code"] in codes
        assert row["alias"] not in codes


def test_every_flag_of_the_vocabulary_fires_or_stops_a_rule():
    words = {row["name"]: row["words"] for row in rows("law/vocabulary.toml")}
    used = {
        flag
        for rule in rows("law/rules.toml")
        for flag in (*rule.get("trigger_any", []), *rule.get("unless_any", []))
    }
    assert used == words["flag"].keys() | words["computed_flag"].keys()


def test_every_item_of_the_vocabulary_is_asked_for_somewhere():
    words = {row["name"]: row["words"] for row in rows("law/vocabulary.toml")}
    asked = {item for rule in rows("law/rules.toml") for item in rule.get("items", [])}
    assert asked == set(words["file_item"])


def test_every_measure_has_its_place_in_article_18():
    words = {row["name"]: row["words"] for row in rows("law/vocabulary.toml")}
    assert words["measure"].keys() == words["measure_letter"].keys()
    assert set(words["measure_letter"].values()) >= {f"18(3)({x})" for x in "abcdefghi"}


def test_every_act_has_its_order_of_bases():
    assert set(load().steps) == set(load().words["act"])


def test_a_reason_in_the_data_has_nothing_to_fill_in():
    for row in rows("law/bases.toml"):
        assert "{" not in row["reason"]


@pytest.mark.parametrize("code", TEXTS)
def test_every_reason_has_a_plain_template(code):
    assert re.fullmatch(r"[^{}]*(\{[a-z_]+\}[^{}]*)*", TEXTS[code])
