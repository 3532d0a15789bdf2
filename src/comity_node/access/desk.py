"""The desk and the list of incoming requests: in groups and pages, so that each can be reached."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet

from comity.assistance.life import Waiting
from comity_node.access.requests import ENDED, requests_of
from comity_node.models import AssistanceRequest, User
from comity_node.ports import clock

FIRST = 12  # rows of a group on the overview; the others are one link away
PAGE = 50
WEEK = timedelta(days=7)
OVERVIEW = ("today", "soon", "later", "others")


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading; ``total`` counts those that are not shown too."""

    name: str
    rows: list[AssistanceRequest]
    total: int

    @property
    def hidden(self) -> int:
        """How many rows the link under the group leads to."""
        return self.total - len(self.rows)


@dataclass(frozen=True, slots=True)
class Desk:
    """Counts of each view, and the groups of the one chosen; ``page`` where it is one view."""

    counts: dict[str, int]
    groups: list[Group]
    page: Page[AssistanceRequest] | None

    @property
    def shown(self) -> list[AssistanceRequest]:
        """Every row on the page."""
        return [row for group in self.groups for row in group.rows]


def desk_of(user: User, show: str, page: str) -> Desk:
    """Open requests: an overview in groups, or one view page by page, each by its next date."""
    rows, views = requests_of(user).exclude(status__in=ENDED), _views(clock.today())
    counts = rows.aggregate(**{name: Count("pk", filter=view) for name, view in views.items()})
    if show in views and show != "all":
        shown = Paginator(_ordered(rows.filter(views[show])), PAGE).get_page(page)
        found = [Group(show, list(shown), counts[show])] if counts[show] else []
        return Desk(counts, found, shown)
    groups = [
        Group(name, list(_ordered(rows.filter(views[name]))[:FIRST]), counts[name])
        for name in OVERVIEW
        if counts[name]
    ]
    return Desk(counts, groups, None)


def _ordered(rows: QuerySet[AssistanceRequest]) -> QuerySet[AssistanceRequest]:
    dated = F("next_date").asc(nulls_last=True)
    return rows.select_related("officer", "executing").order_by(dated, "waiting_since", "pk")


def _views(today: date) -> dict[str, Q]:
    us, soon = Q(waiting_for=Waiting.US), today + WEEK
    return {
        "all": Q(pk__isnull=False),
        "us": us,
        "today": us & Q(next_date__lte=today),
        "soon": us & Q(next_date__gt=today, next_date__lte=soon),
        "week": us & Q(next_date__lte=soon),
        "later": us & (Q(next_date__gt=soon) | Q(next_date=None)),
        "others": ~us,
        "undated": Q(next_date=None),
    }


def incoming_of(user: User, page: str) -> Page[AssistanceRequest]:
    """Incoming requests that are open, newest first."""
    rows = requests_of(user).filter(direction="in").exclude(status__in=ENDED)
    newest = rows.select_related("executing").order_by("-opened_at", "-pk")
    return Paginator(newest, PAGE).get_page(page)
