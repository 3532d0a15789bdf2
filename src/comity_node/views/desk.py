"""The desk: what must I touch today. No charts."""

from django.http import HttpResponse
from django.shortcuts import render

from comity_node.access.desk import desk_of, incoming_of
from comity_node.access.letters import Line, access_lines
from comity_node.actions.audit import record
from comity_node.models import AssistanceRequest
from comity_node.officer import OfficerRequest
from comity_node.ports import clock
from comity_node.ports.peers import NoDirectory


def desk(request: OfficerRequest) -> HttpResponse:
    """Open requests, grouped by whether they wait for us."""
    show = request.GET.get("show", "all")
    found = desk_of(request.user, show, request.GET.get("page", ""))
    _seen(request, "desk", found.shown)
    context = {"desk": found, "show": show, "today": clock.today(), "lines": _lines()}
    return render(request, "desk/desk.html", context)


def answer(request: OfficerRequest) -> HttpResponse:
    """Incoming requests that are open."""
    page = incoming_of(request.user, request.GET.get("page", ""))
    _seen(request, "incoming requests", list(page))
    return render(request, "desk/answer.html", {"page": page, "lines": _lines()})


def _seen(request: OfficerRequest, name: str, rows: list[AssistanceRequest]) -> None:
    """A list shows who was looked at: it is written down like an opened file."""
    shown = ", ".join(row.reference for row in rows)
    record("list.seen", actor=request.user, details={"list": name, "shown": shown})


def _lines() -> list[Line]:
    try:
        return access_lines()
    except NoDirectory:
        return []
