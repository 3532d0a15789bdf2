"""Requests of both directions: who may see one, lists for the desk, everything on its file."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from comity.assistance.life import Act, Side, Standing, Status, Waiting, possible
from comity_node.access.cases import cases_of
from comity_node.access.files import came_on_paper
from comity_node.actions.audit import record
from comity_node.models import (
    AssistanceRequest,
    PaperStep,
    ReceivedItem,
    RequestEvent,
    RequestVersion,
    StoredFile,
    User,
)
from comity_node.models.users import Role

ENDED = (Status.CLOSED, Status.WITHDRAWN, Status.SET_ASIDE)
DRAFTS = (Status.DRAFT, Status.SHARED, Status.READY)


def requests_of(user: User) -> QuerySet[AssistanceRequest]:
    """The central authority sees every request, a prosecutor those of the own cases.

    Until it is sent a request is part of its case: a caseworker sees it who works on that case.
    """
    if user.role == Role.SUPERVISOR:
        return AssistanceRequest.objects.all()
    if user.role == Role.CASEWORKER:
        sent = Q(direction="in") | Q(sent_at__isnull=False)
        return AssistanceRequest.objects.filter(sent | Q(case__in=cases_of(user)))
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
    events = list(row.events.select_related("version").order_by("-at", "-pk"))
    return RequestFile(
        row,
        events,
        came_on_paper(events),
        list(versions_of(user, row).order_by("-made_at")),
        list(row.papers.order_by("on", "pk")),
        list(row.items.select_related("file").order_by("pk")),
        possible(standing(row)),
    )


def versions_of(user: User, row: AssistanceRequest) -> QuerySet[RequestVersion]:
    """The letters of a request; outside its case those versions of it that left."""
    found = row.versions.select_related("pdf", "docx", "scan")
    if row.case_id is None or cases_of(user).filter(pk=row.case_id).exists():
        return found
    return found.exclude(Q(kind="request") & ~Q(letter__has_key="files"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline, with the file that came with it on paper.

    ``limited``: the file is an item, and stands there with its limits of use.
    """

    event: RequestEvent
    came: StoredFile | None
    limited: bool


@dataclass(frozen=True, slots=True)
class RequestFile:
    """A request with its timeline, documents, paper trail, results, and what may happen next."""

    request: AssistanceRequest
    events: list[RequestEvent]
    came: dict[int, StoredFile]
    versions: list[RequestVersion]
    papers: list[PaperStep]
    items: list[ReceivedItem]
    possible: frozenset[Act]

    @property
    def lines(self) -> list[Line]:
        """The timeline, newest first."""
        limited = {one.file_id for one in self.items}
        came = [(one, self.came.get(one.pk)) for one in self.events]
        return [Line(one, file, file is not None and file.pk in limited) for one, file in came]

    @property
    def acts(self) -> dict[str, bool]:
        """By the name of each act, whether it may happen now."""
        return {act.value: act in self.possible for act in Act}


def standing(row: AssistanceRequest) -> Standing:
    """Where a request stands, as the core sees it."""
    return Standing(Side(row.direction), Status(row.status), Waiting(row.waiting_for))


def access_version(
    user: User, direction: str, peer: str, reference: str, kind: str, number: int
) -> RequestVersion:
    """One document of a request.

    Raises:
        Http404: none such for this officer.
    """
    row = access_request(user, direction, peer, reference)
    version = versions_of(user, row).filter(kind=kind, number=number).first()
    if version is None:
        raise Http404
    return version
