"""Two transactions that point to each other's rows: the lock we take lets both end."""

import threading
from collections.abc import Callable

import pytest
from django.db import OperationalError, connection, transaction

from comity_node.actions import timeline
from comity_node.actions.movement import lock
from comity_node.models import AssistanceRequest
from comity_node.ports import clock

Lock = Callable[[int], object]


def full_lock(pk: int) -> object:
    """What Django takes when nobody says otherwise."""
    return AssistanceRequest.objects.select_for_update().get(pk=pk)


@pytest.fixture
def two(node) -> list[AssistanceRequest]:
    now = clock.now()
    return [
        AssistanceRequest.objects.create(
            direction="in", reference=f"EG-{number}", peer="EG", status="new", waiting_for="us",
            measures=["records"], waiting_since=now.date(), own_language="it",
            other_language="ar", opened_at=now,
        )
        for number in (1, 2)
    ]  # fmt: skip


def cross(rows: list[AssistanceRequest], taken: Lock) -> list[str]:
    """Each of two transactions holds one request and writes a line to the other; what failed."""
    both, failed = threading.Barrier(2), []

    def act(mine: AssistanceRequest, other: AssistanceRequest) -> None:
        try:
            with transaction.atomic():
                taken(mine.pk)
                both.wait(10)
                timeline.add(other, "note", key=f"by {mine.pk}", by="us")
        except OperationalError as fault:
            failed.append(str(fault))
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=pair) for pair in (rows, rows[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return failed


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("taken", "dead"), [(full_lock, 1), (lock, 0)], ids=["full", "ours"])
def test_two_acts_that_point_to_each_others_requests_both_end(two, taken, dead):
    failed = cross(two, taken)
    assert ["deadlock" in one for one in failed] == [True] * dead
