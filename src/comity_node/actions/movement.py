"""Moving a request along its life: status, whom it waits for, its next date, its timeline."""

from dataclasses import dataclass
from datetime import date

from comity.assistance import life
from comity_node.access.requests import standing
from comity_node.actions import timeline
from comity_node.models import AssistanceRequest, RequestVersion
from comity_node.ports import clock


class NotNow(Exception):
    """The act cannot happen from where the request stands; it may have moved meanwhile."""

    def __init__(self, act: life.Act, status: str) -> None:
        super().__init__(f"{act} not possible while {status}")
        self.act, self.status = act, status


@dataclass(frozen=True, slots=True)
class NextDate:
    """A date with its kind: legal_limit, asked_for or our_target."""

    on: date | None
    kind: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """One act on a request, as the timeline will tell it."""

    act: life.Act
    by: str
    by_name: str
    key: str
    details: dict[str, object]
    waiting_name: str = ""
    next_date: NextDate | None = None
    version: RequestVersion | None = None


def lock(pk: int) -> AssistanceRequest:
    """The request's row, held until the transaction ends."""
    # NO KEY: rows written meanwhile point to this one, and their check waits for a full lock
    return AssistanceRequest.objects.select_for_update(no_key=True).get(pk=pk)


def move(row: AssistanceRequest, step: Move) -> None:
    """Apply an act to a locked row.

    Raises:
        NotNow: it cannot happen from where the request stands.
    """
    reached = life.after(standing(row), step.act)
    if isinstance(reached, life.NotNow):
        raise NotNow(step.act, row.status)
    changed = reached.waiting != row.waiting_for or step.waiting_name
    row.status = reached.status
    if changed:
        row.waiting_for, row.waiting_name = reached.waiting, step.waiting_name
        row.waiting_since = clock.today()
    if step.next_date is not None:
        row.next_date, row.next_kind = step.next_date.on, step.next_date.kind
        row.next_why = step.next_date.why[:200]
    row.edition += 1
    row.save()
    timeline.add(
        row,
        step.act.value,
        key=step.key,
        by=step.by,
        by_name=step.by_name,
        details=step.details,
        version=step.version,
    )
