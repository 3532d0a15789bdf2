import dataclasses

import pytest

from comity.law import load
from comity.law.penalties import row_maximum, state_maximum
from comity.law.rows import Mode, Variant

ROW = load().offences["FR"][0]


def row(base, *variants):
    built = tuple(
        Variant(tuple(names), Mode(mode), 0, months, "") for names, mode, months in variants
    )
    return dataclasses.replace(ROW, base_max_months=base, variant=built)


AGGRAVATED = (["death", "sea", "repeat"], "any", 120)


@pytest.mark.parametrize(
    ("mode", "circumstances", "applies"),
    [
        ("any", {"sea"}, True),
        ("any", {"profit"}, False),
        ("two", {"sea"}, False),
        ("two", {"sea", "repeat"}, True),
        ("two_incl_first", {"sea", "repeat"}, False),
        ("two_incl_first", {"death"}, False),
        ("two_incl_first", {"death", "repeat"}, True),
    ],
)
def test_a_variant_applies_in_its_mode(mode, circumstances, applies):
    tried = row(12, (["death", "sea", "repeat"], mode, 120))
    assert row_maximum(tried, circumstances) == (120 if applies else 12)


@pytest.mark.parametrize(
    ("circumstances", "months"),
    [({"profit"}, 12), ({"profit", "sea"}, 240), ({"sea"}, 120), ({"profit", "weapons"}, 12)],
)
def test_a_circumstance_that_goes_with_another_needs_both(circumstances, months):
    assert row_maximum(row(12, AGGRAVATED, (["profit"], "with_any", 240)), circumstances) == months


@pytest.mark.parametrize(
    ("base", "variant", "months"),
    [(47, -1, -1), (48, -1, 48), (-1, 47, -1), (-1, 48, 48), (-1, -1, -1), (9999, -1, 9999)],
)
def test_an_unknown_value_hides_a_known_one_below_four_years(base, variant, months):
    assert row_maximum(row(base, (["sea"], "any", variant)), {"sea"}) == months


@pytest.mark.parametrize(
    ("matched", "beside", "months"),
    [
        ([36, 60], [], 60),
        ([47, -1], [], -1),
        ([48, -1], [], 48),
        ([36], [-1], -1),
        ([36], [47], 36),
        ([36], [48], -1),
        ([48], [-1], 48),
        ([-1], [], -1),
    ],
)
def test_the_maximum_of_a_state_rises_no_higher_than_is_known(matched, beside, months):
    assert state_maximum(matched, beside) == months
