"""Requests of both directions: who may see one, lists for the desk, everything on its file."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet
from django.http import Http404

from comity.assistance.life import Act, Side, Standing, Status, Waiting, possible
from comity_node.access.cases import cases_of
from comity_node.actions.audit import record
from comity_node.models import (
    AssistanceRequest,
    PaperStep,
    ReceivedItem,
    RequestEvent,
    RequestVersion,
    User,
)
from comity_node.models.users import Role
from comity_node.ports import clock

ENDED = (Status.CLOSED, Status.WITHDRAWN)
PAGE = 50
CENTRAL = (Role.CASEWORKER, Role.SUPERVISOR)


def requests_of(user: User) -> QuerySet[AssistanceRequest]:
    """The central authority sees every request, a prosecutor those of the own cases."""
    if user.role in CENTRAL:
        return AssistanceRequest.objects.all()
    if user.role == Role.PROSECUTOR:
        return AssistanceRequest.objects.filter(direction="out", case__in=cases_of(user))
    return AssistanceRequest.objects.none()


def access_request(user: User, direction: str, peer: str, reference: str) -> AssistanceRequest:
    """One request.

    Raises:
        Http404: it does not exist or is not for this officer.
    """
    row = (
        requests_of(user)
        .select_related("case", "officer", "executing")
        .filter(direction=direction, peer=peer, reference=reference)
        .first()
    )
    if row is None:
        raise Http404
    return row


def access_own(user: User, reference: str) -> AssistanceRequest:
    """One of our own requests, by its reference.

    Raises:
        Http404: as ``access_request``.
    """
    row = (
        requests_of(user)
        .select_related("case", "officer")
        .filter(direction="out", reference=reference)
        .first()
    )
    if row is None:
        raise Http404
    return row


def read_request(user: User, direction: str, peer: str, reference: str) -> "RequestFile":
    """Everything on the file of a request; written down as read.

    Raises:
        Http404: as ``access_request``.
    """
    row = access_request(user, direction, peer, reference)
    record(
        "request.seen",
        actor=user,
        details={"request": row.reference},
        subject=f"request:{row.pk}",
        case=row.case.reference if row.case else "",
    )
    return RequestFile(
        row,
        list(row.events.select_related("version").order_by("-at", "-pk")),
        list(row.versions.select_related("pdf", "docx", "scan").order_by("-made_at")),
        list(row.papers.order_by("on", "pk")),
        list(row.items.select_related("file").order_by("pk")),
        possible(standing(row)),
    )


@dataclass(frozen=True, slots=True)
class RequestFile:
    """A request with its timeline, documents, paper trail, results, and what may happen next."""

    request: AssistanceRequest
    events: list[RequestEvent]
    versions: list[RequestVersion]
    papers: list[PaperStep]
    items: list[ReceivedItem]
    possible: frozenset[Act]

    @property
    def acts(self) -> dict[str, bool]:
        """By the name of each act, whether it may happen now."""
        return {act.value: act in self.possible for act in Act}


def standing(row: AssistanceRequest) -> Standing:
    """Where a request stands, as the core sees it."""
    return Standing(Side(row.direction), Status(row.status), Waiting(row.waiting_for))


@dataclass(frozen=True, slots=True)
class Desk:
    """What the desk shows: counts of each view, and the rows of the one chosen."""

    all: int
    today: int
    week: int
    others: int
    undated: int
    with_us: list[AssistanceRequest]
    waiting: list[AssistanceRequest]
    more: int


def desk_of(user: User, show: str) -> Desk:
    """Open requests; what waits for us first, by its date."""
    today = clock.today()
    rows = requests_of(user).exclude(status__in=ENDED)
    views = _views(rows, today)
    chosen = views.get(show, rows).select_related("officer", "executing")
    ordered = chosen.order_by(F("next_date").asc(nulls_last=True), "waiting_since", "pk")
    ours = list(ordered.filter(waiting_for=Waiting.US)[:PAGE])
    theirs = list(ordered.exclude(waiting_for=Waiting.US)[:PAGE])
    counts = {name: view.count() for name, view in views.items()}
    return Desk(
        all=rows.count(),
        with_us=ours,
        waiting=theirs,
        more=max(0, chosen.count() - len(ours) - len(theirs)),
        **counts,
    )


def _views(
    rows: QuerySet[AssistanceRequest], today: date
) -> dict[str, QuerySet[AssistanceRequest]]:
    us = Q(waiting_for=Waiting.US)
    return {
        "today": rows.filter(us, next_date__lte=today),
        "week": rows.filter(us, next_date__lte=today + timedelta(days=7)),
        "others": rows.exclude(us),
        "undated": rows.filter(next_date=None),
    }


def incoming_of(user: User) -> list[AssistanceRequest]:
    """Incoming requests that are open, newest first."""
    rows = requests_of(user).filter(direction="in").exclude(status__in=ENDED)
    return list(rows.select_related("executing").order_by("-opened_at")[:PAGE])


def access_version(
    user: User, direction: str, peer: str, reference: str, kind: str, number: int
) -> RequestVersion:
    """One document of a request.

    Raises:
        Http404: none such for this officer.
    """
    row = access_request(user, direction, peer, reference)
    found = row.versions.select_related("pdf", "docx", "scan").filter(kind=kind, number=number)
    version = found.first()
    if version is None:
        raise Http404
    return version
