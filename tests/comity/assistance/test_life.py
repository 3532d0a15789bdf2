"""The life of a request on both sides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.assistance.life import (
    Act,
    NotNow,
    Side,
    Standing,
    Status,
    Waiting,
    after,
    possible,
)

BEGUN = Standing(Side.OUT, Status.DRAFT, Waiting.US)
CAME = Standing(Side.IN, Status.NEW, Waiting.US)


def walk(standing, *acts):
    for act in acts:
        standing = after(standing, act)
        assert isinstance(standing, Standing), act
    return standing


SENT = walk(BEGUN, Act.MAKE_READY, Act.SEND)


def test_the_story_as_the_asking_state_lives_it():
    end = walk(
        BEGUN, Act.MAKE_READY, Act.SEND, Act.THEY_ACKNOWLEDGED, Act.THEY_ASKED, Act.SUPPLEMENT,
        Act.THEY_EXECUTE, Act.THEY_PART_ANSWERED, Act.THEY_ANSWERED, Act.CLOSE,
    )  # fmt: skip
    assert (end.status, end.waiting) == (Status.CLOSED, Waiting.NOBODY)


def test_the_story_as_the_state_asked_lives_it():
    end = walk(
        CAME, Act.ACKNOWLEDGE, Act.ASK_MISSING, Act.THEY_SUPPLEMENTED, Act.CHOOSE_AUTHORITY,
        Act.PART_RESULT, Act.RESULT, Act.THEY_CLOSED,
    )  # fmt: skip
    assert (end.status, end.waiting) == (Status.CLOSED, Waiting.NOBODY)


WAITS = (
    (BEGUN, (Act.MAKE_READY, Act.SEND), Waiting.THEM),
    (BEGUN, (Act.MAKE_READY, Act.SEND_PAPER), Waiting.PAPER),
    (BEGUN, (Act.MAKE_READY, Act.SEND_PAPER, Act.SUPPLEMENT), Waiting.PAPER),
    (BEGUN, (Act.MAKE_READY, Act.SEND, Act.THEY_ASKED), Waiting.US),
    (BEGUN, (Act.MAKE_READY, Act.SEND, Act.THEY_ASKED, Act.SUPPLEMENT), Waiting.THEM),
    (CAME, (Act.ACKNOWLEDGE,), Waiting.US),
    (CAME, (Act.ACKNOWLEDGE, Act.ASK_MISSING), Waiting.THEM),
    (CAME, (Act.ACKNOWLEDGE, Act.CHOOSE_AUTHORITY), Waiting.AUTHORITY),
    (CAME, (Act.REFUSE,), Waiting.NOBODY),
)


@pytest.mark.parametrize(("start", "acts", "waiting"), WAITS)
def test_whom_it_waits_for(start, acts, waiting):
    assert walk(start, *acts).waiting is waiting


def test_a_supplement_that_comes_before_the_acknowledgement_acknowledges_nothing():
    assert after(CAME, Act.THEY_SUPPLEMENTED) == CAME


def test_a_supplement_that_comes_during_execution_does_not_take_the_file_back():
    executing = walk(CAME, Act.ACKNOWLEDGE, Act.CHOOSE_AUTHORITY)
    assert after(executing, Act.THEY_SUPPLEMENTED) == executing


@pytest.mark.parametrize(
    ("standing", "act"),
    [
        (BEGUN, Act.SEND),
        (BEGUN, Act.CLOSE),
        (CAME, Act.RESULT),
        (CAME, Act.CHOOSE_AUTHORITY),
        (CAME, Act.SEND),
        (walk(CAME, Act.REFUSE), Act.RESULT),
        (walk(SENT, Act.WITHDRAW), Act.SEND),
        (BEGUN, Act.NOTE),
        (BEGUN, Act.WITHDRAW),
        (BEGUN, Act.THEY_NOTED),
        (walk(BEGUN, Act.MAKE_READY), Act.WITHDRAW),
    ],
)
def test_what_cannot_happen_now_leaves_the_file_as_it_was(standing, act):
    assert after(standing, act) == NotNow(act, standing.status)


@given(st.lists(st.sampled_from(list(Act)), max_size=12), st.sampled_from([BEGUN, CAME]))
def test_whatever_is_tried_only_what_is_possible_moves_the_file(acts, standing):
    for act in acts:
        reached = after(standing, act)
        assert isinstance(reached, Standing) == (act in possible(standing))
        standing = reached if isinstance(reached, Standing) else standing


@given(st.lists(st.sampled_from(list(Act)), max_size=20))
def test_a_closed_or_withdrawn_request_never_opens_again(acts):
    for end in (walk(CAME, Act.THEY_CLOSED), walk(SENT, Act.WITHDRAW)):
        standing = end
        for act in acts:
            reached = after(standing, act)
            standing = reached if isinstance(reached, Standing) else standing
        assert standing.status is end.status
