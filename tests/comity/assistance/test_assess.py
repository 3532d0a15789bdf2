import json
import time

import pytest

from comity.assistance import assess
from comity.law import load
from tests.comity.law.questions import question, question_of

LAW = load()

KEYS = {
    "basis": {"bases", "unknown_bases", "untoc_route"},
    "dual_criminality": {
        "result",
        "fails",
        "max_months_rs",
        "max_months_rd",
        "serious_rs",
        "serious_rd",
        "uncovered_conduct_rs",
        "uncovered_conduct_rd",
        "states",
    },
    "completeness": {"missing"},
    "rules": {"triggered"},
    "clocks": {"due"},
}


def test_the_answer_has_the_keys_of_the_contract():
    found = assess(LAW, question_of("E01")).as_json()
    explanations = {"findings", "why_not", "instead", "contestable"}
    assert found.keys() == KEYS.keys() | explanations
    for name, keys in KEYS.items():
        assert keys <= found[name].keys()


def test_the_answer_is_json():
    assert json.loads(json.dumps(assess(LAW, question_of("E06")).as_json()))


@pytest.mark.parametrize(
    ("example", "changes", "blocks"),
    [
        ("E05", {}, True),  # an item is missing
        ("E05", {"file": None, "flags": []}, False),
        ("E09", {"file": None}, True),  # dual criminality is not met
        ("E17", {"file": None, "flags": ["child"]}, True),  # a blocking rule
        ("E17", {"file": None, "flags": []}, False),
    ],
)
def test_what_stands_in_the_way(example, changes, blocks):
    assert assess(LAW, question_of(example, **changes)).blocks is blocks


def test_an_answer_never_speaks_of_likelihood():
    text = json.dumps(assess(LAW, question()).as_json()).casefold()
    for word in ("likelihood", "probab", "chance of", "%"):
        assert word not in text


def test_one_answer_takes_about_a_millisecond():
    asked = question_of("E16")
    start = time.perf_counter()
    for _ in range(200):
        assess(LAW, asked)
    assert (time.perf_counter() - start) / 200 < 0.005  # room for a busy machine
