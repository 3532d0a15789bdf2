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
    "law/declarations.toml": "declaration",
    "law/obligations.toml": "obligation",
    "law/implementation.toml": "cell",
    "law/model_law.toml": "article",
}
UNCITED = "law/search_words.toml"  # words by which rows are found: no fact about the world
LISTS = ("law/status.csv", "states/iso3166.csv")
HELD = ("ETS182", "ETS24", "ETS30", "SOM_PROTOCOL", "TIP_PROTOCOL", "UNTOC")
TEXTS_HELD = tuple(f"law/texts/{treaty}.en.toml" for treaty in HELD)
STATUTES_HELD = (
    "law/statutes/FR-CESEDA.2026-04-03.fr.toml",
    "law/statutes/FR-CP.2026-04-02.fr.toml",
    "law/statutes/IT-CP.unknown.it.toml",
    "law/statutes/NL-OLW.unknown.nl.toml",
    "law/statutes/NL-SR.unknown.nl.toml",
    "law/statutes/NL-UW.unknown.nl.toml",
)


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
        for path in (DATA / room).rglob("*")
        if path.is_file()
    }
    named = {*TABLES, *LISTS, *TEXTS_HELD, *STATUTES_HELD, UNCITED}
    assert files == named | {"law/requirements.toml", "law/SOURCES.md"}


@pytest.mark.parametrize("file", TEXTS_HELD)
def test_every_treaty_text_says_what_it_is_and_where_it_is_from(file):
    head = toml(file)["text"]
    treaties = {row["id"]: row for row in rows("law/treaties.toml")}
    assert f"law/texts/{head['treaty']}.{head['language']}.toml" == file
    assert head["depositary"] == treaties[head["treaty"]]["depositary"]
    assert head["confidence"] == "known", "nobody has compared it with the certified true copy"
    assert re.search(r"\(BWBV\d{7}\) - https://wetten\.overheid\.nl/BWBV\d{7} ", head["source"])
    assert date.fromisoformat(head["as_of"])
    assert all(head[key].strip() for key in ("title", "version", "changed", "rights", "closing"))


@pytest.mark.parametrize("file", TEXTS_HELD)
def test_a_treaty_text_has_no_mark_up_left_in_it_and_no_double_space(file):
    for row in toml(file)["provision"]:
        for text in (row.get("heading", ""), row.get("text", ""), *row.get("units", {}).values()):
            assert text == text.strip()
            assert not re.search(r"``|‘‘|\]\(|[*<>#]|  |\.[A-Z]", text), text


@pytest.mark.parametrize("file", STATUTES_HELD)
def test_every_statute_says_what_it_is_and_where_it_is_from(file):
    head = toml(file)["statute"]
    assert file == f"law/statutes/{head['id']}.{head['version']}.{head['language']}.toml"
    assert head["id"].partition("-")[0] == head["state"]
    assert head["kind"] in ("original", "official_translation", "unofficial_translation")
    assert head["version"] == "unknown" or date.fromisoformat(head["version"])
    assert head["confidence"] == "known", "nobody has compared it with the official publication"
    assert re.search(r" - https://\S+ \(read in github\.com/[\w-]+/[\w-]+", head["source"])
    assert date.fromisoformat(head["as_of"])
    assert all(head[key].strip() for key in ("title", "changed", "rights", "stale_note"))


@pytest.mark.parametrize("file", STATUTES_HELD)
def test_a_statute_has_no_mark_up_left_in_it_and_no_double_space(file):
    for row in toml(file)["provision"]:
        for text in (row.get("heading", ""), row.get("text", ""), *row.get("units", {}).values()):
            assert text == text.strip()
            assert not re.search(r"\]\(|[*<>#&\n]|  ", text), text


def test_a_statute_of_unknown_day_says_so_in_its_note_and_one_of_a_known_day_speaks_of_it():
    for file in STATUTES_HELD:
        head = toml(file)["statute"]
        if head["version"] == "unknown":
            assert "carries no day" in head["stale_note"]
        else:
            assert head["version"] == head["as_of"]
            assert f"last_updated {head['version']}" in head["source"]


def test_no_source_of_a_statute_prints_since_when_an_article_is_in_force():
    """So no row may claim a day; the offence rows do, each with its own source."""
    for file in STATUTES_HELD:
        assert not any(key.startswith("in_force") for row in toml(file)["provision"] for key in row)


def test_every_offence_and_row_that_a_statute_names_is_there():
    offences = {row["id"]: row["state"] for row in rows("law/offences.toml")}
    fiches = {
        f"{fiche['state']}:{item['key']}"
        for fiche in toml("law/requirements.toml")["fiche"]
        for item in fiche["item"]
    }
    tables = {
        "offences": set(offences),
        "rules": {row["id"] for row in rows("law/rules.toml")},
        "fiches": fiches,
    }
    for file in STATUTES_HELD:
        state = toml(file)["statute"]["state"]
        for row in toml(file)["provision"]:
            assert {offences[name] for name in row.get("offences", [])} <= {state}
            for use in row.get("used_by", []):
                table, _, name = use.partition(":")
                assert table.isupper() or name in tables[table], use


@pytest.mark.parametrize("file", TEXTS_HELD)
def test_no_dutch_stands_in_a_text_but_the_word_that_slipped_into_it(file):
    dutch = r"\b(?:het|een|artikel|lid|wijzigt|verdrag|partijen|zijn|wordt|paragraaf)\b"
    document = toml(file)
    found = [
        (row["article"], match[0].lower())
        for row in document["provision"]
        for text in (row.get("text", ""), *row.get("units", {}).values())
        for match in re.finditer(dutch, text, re.IGNORECASE)
    ]
    assert found == ([("15", "paragraaf")] if document["text"]["treaty"] == "ETS24" else [])


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


def obligations():
    return {row["id"]: row for row in rows("law/obligations.toml")}


def units(treaty):
    """Address of every provision of a text and its own words, in the order of the file."""
    found = {}
    for row in toml(f"law/texts/{treaty}.en.toml")["provision"]:
        found[f"{treaty}:{row['article']}"] = row.get("text", "")
        for key, text in row.get("units", {}).items():
            path = f"({key})" if "(" not in key else f"({key.replace('(', ')(', 1)}"
            found[f"{treaty}:{row['article']}{path}"] = text
    return found


def test_every_obligation_stands_in_its_text_in_the_order_of_the_text():
    for treaty in ("SOM_PROTOCOL", "UNTOC"):
        places = list(units(treaty))
        own = [row["address"] for row in obligations().values() if row["address"] in places]
        assert own == sorted(own, key=places.index)
    held = units("SOM_PROTOCOL").keys() | units("UNTOC").keys()
    assert {row["address"] for row in obligations().values()} <= held


def test_the_id_of_an_obligation_is_its_place():
    short = {"SOM_PROTOCOL": "SOM", "UNTOC": "UNTOC"}
    for ident, row in obligations().items():
        treaty, place = row["address"].split(":")
        assert ident == "-".join([short[treaty], *re.findall(r"[0-9a-z]+", place)])


def test_no_two_obligations_stand_at_one_address():
    addresses = [row["address"] for row in obligations().values()]
    assert len(addresses) == len(set(addresses))


@pytest.mark.parametrize(
    ("treaty", "articles"),
    [
        ("SOM_PROTOCOL", {5, 6, *range(8, 19)}),
        ("UNTOC", {2, *range(5, 11), 15, 16, 18, 19, 20, *range(24, 30)}),
    ],
)
def test_every_article_of_the_matrix_has_a_duty_and_no_other_article_has(treaty, articles):
    own = [a for row in obligations().values() for a in [row["address"]] if a.startswith(treaty)]
    assert {int(re.match(r"\w+:(\d+)", address)[1]) for address in own} == articles


def test_a_duty_is_as_sure_as_the_text_it_is_taken_from():
    heads = {one: toml(f"law/texts/{one}.en.toml")["text"] for one in ("SOM_PROTOCOL", "UNTOC")}
    for row in obligations().values():
        head = heads[row["address"].partition(":")[0]]
        for key in ("source", "as_of", "confidence"):
            assert row[key] == head[key]


def test_a_duty_is_said_in_our_own_words():
    """No eight words in a row are those of the provision."""
    texts = units("SOM_PROTOCOL") | units("UNTOC")
    for row in obligations().values():
        own = " ".join(re.findall(r"\w+", row["duty"].lower())).split()
        whole = " ".join(text for place, text in texts.items() if place.startswith(row["address"]))
        theirs = " ".join(re.findall(r"\w+", whole.lower()))
        runs = [" ".join(own[at : at + 8]) for at in range(len(own) - 7)]
        assert not [run for run in runs if run in theirs]
        assert len(row["duty"]) < 200


def test_what_the_matrix_records_names_obligations_and_described_states():
    described = {row["code"] for row in rows("states/states.toml")}
    for row in rows("law/implementation.toml"):
        assert row["obligation"] in obligations()
        assert row["state"] in described
        assert row["value"] in ("yes", "partly", "no", "unknown")
        assert row["note"] or row["provision"]


def test_what_the_matrix_records_is_from_a_source_of_the_other_law_data():
    known = {
        (row["source"], row["as_of"])
        for file in ("law/offences.toml", "law/requirements.toml", "law/treaties.toml")
        for row in rows(file)
    }
    for row in rows("law/implementation.toml"):
        assert (row["source"], row["as_of"]) in known, row


def test_only_headings_of_the_model_law_are_held_and_all_from_one_table_of_contents():
    articles = rows("law/model_law.toml")
    assert [row["article"] for row in articles] == [
        *("1", "2", "3", "4"),
        *(f"5.{letter}" for letter in "ABCDEFGHI"),
        "6",
    ]
    assert [row["option"] for row in articles] == [*[""] * 4, *"AAAAAABBC", ""]
    assert all(len(row["heading"]) < 80 for row in articles)
    assert len({row["source"] for row in articles}) == 1


def test_an_obligation_names_articles_of_the_model_law_that_are_there():
    known = {row["article"] for row in rows("law/model_law.toml")}
    named = {one for row in obligations().values() for one in row.get("model_law", [])}
    assert named <= known
    assert known - named == {"1", "2", "3"}, "purpose, interpretation, definitions"


def test_a_reason_in_the_data_has_nothing_to_fill_in():
    for row in rows("law/bases.toml"):
        assert "{" not in row["reason"]


@pytest.mark.parametrize("code", TEXTS)
def test_every_reason_has_a_plain_template(code):
    assert re.fullmatch(r"[^{}]*(\{[a-z_]+\}[^{}]*)*", TEXTS[code])
