"""The register's own history: counts with their n, never a rate of few, never a forecast."""

from collections import Counter
from dataclasses import dataclass
from statistics import median

from django.db.models import QuerySet

from comity_node.models import AssistanceRequest
from comity_node.ports import clock

TOO_FEW = 5
ENDED = ("answered", "closed")
DRAFTS = ("draft", "shared_for_comment", "ready_to_sign")


@dataclass(frozen=True, slots=True)
class History:
    """Requests sent to one State. ``median_days`` counts the open ones with their age."""

    total: int
    executed: int
    refused: int
    pending: int
    median_days: int
    since: int

    @property
    def too_few(self) -> bool:
        return self.total < TOO_FEW


def history_with(state: str) -> History:
    """What became of the requests this node sent to a State."""
    rows = list(_sent(state).values_list("status", "sent_at", "closed_at"))
    words = Counter(_outcome(status) for status, _, _ in rows)
    ages = [
        ((closed.date() if closed else clock.today()) - sent.date()).days
        for _, sent, closed in rows
        if sent
    ]
    years = [sent.year for _, sent, _ in rows if sent]
    return History(
        len(rows),
        words["executed"],
        words["refused"],
        words["pending"],
        int(median(ages)) if ages else 0,
        min(years, default=clock.today().year),
    )


def _sent(state: str) -> QuerySet[AssistanceRequest]:
    return AssistanceRequest.objects.filter(direction="out", peer=state).exclude(status__in=DRAFTS)


def _outcome(status: str) -> str:
    if status in ENDED:
        return "executed"
    return "refused" if status == "refused" else "pending"
