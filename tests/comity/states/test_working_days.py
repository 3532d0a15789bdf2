from datetime import date

import pytest

from comity.states.working_days import (
    is_rest_day,
    next_working_day,
    public_holidays,
    weekend,
    working_days,
)

MON, FRI, SAT, SUN = 0, 4, 5, 6


@pytest.mark.parametrize(
    ("state", "days"),
    [
        ("EG", {FRI, SAT}),
        ("LY", {FRI, SAT}),
        ("MA", {SAT, SUN}),
        ("TN", {SAT, SUN}),
        ("IT", {SAT, SUN}),
    ],
)
def test_the_weekend_is_that_of_the_state(state, days):
    assert weekend(state) == days


def test_a_friday_rests_in_cairo_and_works_in_rome():
    friday = date(2026, 6, 5)
    assert (is_rest_day("EG", friday), is_rest_day("IT", friday)) == (True, False)


def test_a_rest_day_moves_to_the_next_working_day():
    assert next_working_day("EG", date(2026, 6, 5)) == date(2026, 6, 7)


def test_christmas_is_no_working_day_in_italy():
    span = working_days("IT", date(2026, 12, 21), date(2026, 12, 25))
    assert (span.days, [holiday.day for holiday in span.holidays]) == (4, [date(2026, 12, 25)])
    assert span.known
    assert not span.estimated


def test_a_lunar_holiday_to_come_is_flagged_as_an_estimate():
    assert working_days("EG", date(2030, 2, 1), date(2030, 2, 28)).estimated


def test_a_day_counts_itself_and_a_span_backwards_counts_nothing():
    monday = date(2026, 6, 8)
    assert working_days("IT", monday, monday).days == 1
    assert working_days("IT", monday, date(2026, 6, 1)).days == 0


def test_where_nothing_is_known_it_says_so():
    assert public_holidays("XX", 2026) is None
    assert not working_days("AQ", date(2026, 6, 1), date(2026, 6, 7)).known
