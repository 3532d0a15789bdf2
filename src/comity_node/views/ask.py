"""Ask abroad: four questions, one answer with its reasons; no case needs to be opened."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.law import QuestionError
from comity_node.access.cases import access_case
from comity_node.access.register import history_with
from comity_node.actions.once import once
from comity_node.actions.requests import start_request
from comity_node.forms.ask import AskForm
from comity_node.officer import OfficerRequest
from comity_node.ports import clock
from comity_node.templatetags.legal import Notes
from comity_node.views.calendars import Calendar, after, until
from comity_node.views.legal_answer import told

BUILT = ("mla",)  # acts that have a builder; every other answer ends in a note for the file


def ask(request: OfficerRequest) -> HttpResponse:
    """The questions, or the answer once they are answered. Everything stands in the address."""
    form = AskForm(settings.NODE.code, request.LANGUAGE_CODE, *_data(request))
    if form.is_bound and form.is_valid():
        return _answer(request, form)
    return render(request, "ask/ask.html", {"form": form})


def _data(request: OfficerRequest) -> tuple[Any, ...]:
    if "state" in request.GET and "change" not in request.GET:
        return (request.GET,)
    initial = _from_case(request) | _from_address(request.GET)
    return (None, None, "id_%s", None, initial)  # data, files, auto_id, prefix, initial


def _from_address(given: QueryDict) -> dict[str, Any]:
    lists = {"measures", "conduct", "object_own", "object_there", "circumstances", "exceptions"}
    return {
        name: given.getlist(name) if name in lists else given.get(name)
        for name in given
        if name != "change"
    }


def _from_case(request: OfficerRequest) -> dict[str, Any]:
    first = {
        "act": "mla",
        "benefit": "unproven",
        "ocg": "suspected",
        "object_own": ["irregular_entrant"],
    }
    reference = request.GET.get("case")
    if not reference:
        return first
    case = access_case(request.user, reference)
    facts: dict[str, Any] = case.facts
    return first | {"case": reference} | facts


def _answer(request: OfficerRequest, form: AskForm) -> HttpResponse:
    try:
        context = _told(request, form)
    except QuestionError as fault:
        form.add_error(None, _("These answers do not fit together: %(why)s") % {"why": fault})
        return render(request, "ask/ask.html", {"form": form})
    return render(request, "ask/answer.html", context)


def note(request: OfficerRequest) -> HttpResponse:
    """The answer on one page, for the file."""
    form = AskForm(settings.NODE.code, request.LANGUAGE_CODE, request.GET)
    if not form.is_valid():
        return redirect(f"{reverse('ask')}?{request.GET.urlencode()}")
    try:
        return render(request, "ask/note.html", _told(request, form) | {"notes": Notes()})
    except QuestionError:
        return redirect(f"{reverse('ask')}?{request.GET.urlencode()}")


def _told(request: OfficerRequest, form: AskForm) -> dict[str, Any]:
    """What both show.

    Raises:
        QuestionError: the question does not hold together.
    """
    given, today = form.cleaned_data, clock.today()
    shown = told(form.question(settings.NODE.code, today), tuple(given["measures"]))
    return {
        "form": form,
        "given": given,
        "told": shown,
        "today": today,
        "calendars": _calendars(given, today),
        "built": given["act"] in BUILT and bool(shown.answer.bases.available),
        "history": history_with(given["state"]),
        "address": request.GET.urlencode(),
        "case": access_case(request.user, given["case"]) if given["case"] else None,
    }


def _with_a_day(given: dict[str, Any]) -> dict[str, Any]:
    """Working days become the day they end in the State that has to work."""
    if not given["asked_in"]:
        return given
    (theirs,) = after(given["asked_in"], clock.today(), (given["state"],))
    return given | {"asked_by": theirs.day}


def _calendars(given: dict[str, Any], today: date) -> list[Calendar]:
    """The date asked for, in the working days of both States."""
    states = (settings.NODE.code, given["state"])
    if given["asked_in"]:
        return after(given["asked_in"], today, states)
    return until(given["asked_by"], today, states) if given["asked_by"] else []


@require_POST
def start(request: OfficerRequest) -> HttpResponse:
    """Begin a request with everything the answer was built on."""
    address = request.POST.get("address", "")
    form = AskForm(settings.NODE.code, request.LANGUAGE_CODE, QueryDict(address))
    if not form.is_valid() or not form.cleaned_data["case"]:
        return redirect(f"{reverse('ask')}?{address}")
    case = access_case(request.user, form.cleaned_data["case"])

    def act() -> str:
        row = start_request(
            officer=request.user,
            case=case,
            asked=_with_a_day(form.cleaned_data),
            question=form.question(settings.NODE.code, clock.today()),
        )
        return reverse("build", args=[row.reference])

    return redirect(once(request, act))
