"""Ask abroad: four questions, one answer with its reasons; no case needs to be opened."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.assistance.requirements import Requirement, requirements
from comity.law import QuestionError, answer, read_question
from comity.law.assess import Answer
from comity.law.fiche import Fiche, FicheEntry, fiche
from comity_node.access.cases import access_case
from comity_node.access.register import history_with
from comity_node.actions.once import once
from comity_node.actions.requests import start_request
from comity_node.forms.ask import AskForm
from comity_node.officer import OfficerRequest
from comity_node.ports import clock
from comity_node.views.comparison import Side, instead, sides
from comity_node.vocabulary import law, word

HOW = (
    "mla_central_authority",
    "extradition_authority",
    "channel",
    "languages_accepted",
    "form_demands",
    "evidence_standard",
    "untoc_18_13",
    "untoc_18_14",
)
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


@dataclass(frozen=True, slots=True)
class Told:
    """What the answer page shows."""

    answer: Answer
    requirements: tuple[Requirement, ...]
    fiche: Fiche
    sides: tuple[Side, ...]
    uncovered: str
    instead: tuple[tuple[str, str], ...]

    @property
    def police(self) -> FicheEntry | None:
        return self.fiche.by_key.get("urgent_channel")

    @property
    def how(self) -> list[FicheEntry]:
        return [self.fiche.by_key[key] for key in HOW if key in self.fiche.by_key]


def told(raw: dict[str, Any], measures: tuple[str, ...]) -> Told:
    """The answer to a case question, with what stands in the State's fiche.

    Raises:
        QuestionError: the question does not hold together.
    """
    data = law()
    found = answer(data, read_question(raw, data))
    uncovered = found.dual_criminality.uncovered_rd
    return Told(
        found,
        requirements(data, found, measures),
        fiche(data, raw["requested"]),
        sides(found),
        gettext(", ").join(word("conduct", code) for code in uncovered),
        instead(found),
    )


def _answer(request: OfficerRequest, form: AskForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        shown = told(form.question(settings.NODE.code, clock.today()), tuple(given["measures"]))
    except QuestionError as fault:
        form.add_error(None, _("These answers do not fit together: %(why)s") % {"why": fault})
        return render(request, "ask/ask.html", {"form": form})
    context = {
        "form": form,
        "given": given,
        "told": shown,
        "today": clock.today(),
        "built": given["act"] in BUILT and bool(shown.answer.bases.available),
        "history": history_with(given["state"]),
        "address": request.GET.urlencode(),
        "case": access_case(request.user, given["case"]) if given["case"] else None,
    }
    return render(request, "ask/answer.html", context)


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
            asked=form.cleaned_data,
            question=form.question(settings.NODE.code, clock.today()),
        )
        return reverse("build", args=[row.reference])

    return redirect(once(request, act))
