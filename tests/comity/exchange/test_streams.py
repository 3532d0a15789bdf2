"""Order, gaps, duplicates and equivocation."""

from hypothesis import given
from hypothesis import strategies as st

from comity.exchange.canonical import digest
from comity.exchange.streams import (
    Duplicate,
    Equivocation,
    Gap,
    Link,
    Next,
    StreamId,
    judge,
    judge_again,
    missing,
)


def link(number: int) -> Link:
    return Link(digest(str(number)), digest(str(number - 1)) if number > 1 else "")


def held(*numbers: int) -> dict[int, Link]:
    return {number: link(number) for number in numbers}


def test_the_first_message_is_next():
    assert judge({}, 1, link(1)) == Next(1)


def test_a_message_that_follows_is_next():
    assert judge(held(1, 2), 3, link(3)) == Next(3)


def test_a_message_that_closes_a_gap_makes_those_behind_it_ready():
    assert judge(held(1, 3, 4, 6), 2, link(2)) == Next(4)


def test_a_message_ahead_leaves_a_gap_with_its_numbers():
    assert judge(held(1, 2, 5), 9, link(9)) == Gap(((3, 4), (6, 8)), 5)


def test_a_message_inside_a_gap_leaves_the_rest_of_it():
    assert judge(held(1, 6), 4, link(4)) == Gap(((2, 3),), 2)


def test_a_hostile_number_costs_nothing():
    assert judge(held(1), 2**31 - 1, link(7)) == Gap(((2, 2**31 - 2),), 2**31 - 3)


def test_the_same_message_again_is_a_duplicate():
    assert judge(held(1, 2), 2, link(2)) == Duplicate()


def test_a_replay_with_another_digest_is_equivocation():
    verdict = judge(held(1, 2), 2, Link(digest("other"), link(2).prv))
    assert isinstance(verdict, Equivocation)


def test_a_message_that_follows_another_past_is_equivocation():
    verdict = judge(held(1, 2), 3, Link(link(3).digest, digest("other")))
    assert isinstance(verdict, Equivocation)
    assert "2" in verdict.reason


def test_a_late_message_that_its_follower_does_not_know_is_equivocation():
    verdict = judge(held(1, 3), 2, Link(digest("other"), link(2).prv))
    assert isinstance(verdict, Equivocation)
    assert "3" in verdict.reason


def test_a_name_seen_before_is_a_duplicate_or_equivocation():
    assert judge_again("a", "a") == Duplicate()
    assert isinstance(judge_again("a", "b"), Equivocation)


def test_streams_of_two_epochs_are_two():
    assert StreamId("IT", "EG", "c", 1) != StreamId("IT", "EG", "c", 2)


@given(st.permutations(range(1, 9)))
def test_in_whatever_order_messages_come_all_end_up_ready(order):
    got: dict[int, Link] = {}
    for number in order:
        verdict = judge(got, number, link(number))
        assert isinstance(verdict, Next | Gap)
        got[number] = link(number)
    assert missing(set(got), 8) == ()
    assert isinstance(verdict, Next)
    assert verdict.ready == 8


@given(st.sets(st.integers(1, 30)), st.integers(1, 30))
def test_spans_are_exactly_the_numbers_that_are_missing(numbers, upto):
    spans = missing(numbers, upto)
    said = {n for first, last in spans for n in range(first, last + 1)}
    assert said == set(range(1, upto + 1)) - numbers
