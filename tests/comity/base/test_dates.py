import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.base.dates import Period, cut, is_day, is_partial_day, plus_days, starts_with_year


@pytest.mark.parametrize("text", ["2026-02-29", "2026-13-01", "20260101", "2026-1-1", "", "today"])
def test_what_is_no_day_is_refused(text):
    assert not is_day(text)


@pytest.mark.parametrize("text", ["2011", "2011-11", "2024-02-29"])
def test_a_year_a_month_and_a_day_are_partial_days(text):
    assert is_partial_day(text)


@pytest.mark.parametrize("text", ["2011-13", "2011-02-30", "11", "unknown", "2011-"])
def test_what_is_no_partial_day_is_refused(text):
    assert not is_partial_day(text)


def test_only_what_starts_with_a_year_can_be_compared():
    assert [starts_with_year(text) for text in ("2011", "2011-02-03", "unknown", "")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_day_is_cut_to_the_precision_of_the_other():
    assert (cut("2011-05-06", "2011"), cut("2011-05-06", "2011-04")) == ("2011", "2011-05")


@pytest.mark.parametrize(
    ("day", "held"),
    [("2020-01-01", True), ("2019-12-31", False), ("2020-12-31", True), ("2021-01-01", False)],
)
def test_both_ends_of_a_period_belong_to_it(day, held):
    assert Period("2020-01-01", "2020-12-31").holds(day) is held


@pytest.mark.parametrize("start", ["", "unknown"])
def test_an_open_period_has_always_begun(start):
    assert Period(start, "").holds("0001-01-01")


def test_the_leap_day_is_counted_and_the_first_day_is_not():
    assert plus_days("2024-02-12", 18) == "2024-03-01"
    assert plus_days("2023-02-12", 18) == "2023-03-02"


@given(st.dates(), st.dates())
def test_iso_texts_sort_as_days_do(one, other):
    assert (one < other) == (one.isoformat() < other.isoformat())
