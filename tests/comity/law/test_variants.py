"""Two variants of each worked example, one key changed: the whole answer, worked out by hand first.

The answers in variants.toml come from the decision rules and the data rows, not from the engine.
"""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from tests.comity.law.questions import flat, scenarios

VARIANTS = {
    one["id"]: one
    for one in tomllib.loads((Path(__file__).parent / "variants.toml").read_text("utf-8"))[
        "variant"
    ]
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_variant_is_answered_exactly(variant):
    one = VARIANTS[variant]
    assert flat(one["of"], **one["change"]) == one["expected"]


def test_each_example_has_two_variants():
    assert Counter(one["of"] for one in VARIANTS.values()) == dict.fromkeys(scenarios(), 2)


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_variant_changes_one_key_and_with_it_the_answer(variant):
    one = VARIANTS[variant]
    example = scenarios()[one["of"]]
    [(key, value)] = one["change"].items()
    assert value != example["facts"].get(key, example.get(key))
    assert one["expected"].keys() == example["expected"].keys()
    assert one["expected"] != example["expected"]
