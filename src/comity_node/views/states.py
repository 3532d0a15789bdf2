"""The page of a State: what is known of how to ask it, each line with its source and age."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from comity.law import standing
from comity.law.declarations import made_by
from comity.law.fiche import fiche
from comity.law.harmonisation import offence_articles
from comity.law.rows import Offence
from comity_node.access.law import said_by
from comity_node.access.matrix import may_open
from comity_node.access.register import history_with
from comity_node.law_in_force import law
from comity_node.officer import OfficerRequest
from comity_node.ports import clock
from comity_node.vocabulary import codes_of_states, states

TREATIES = ("UNTOC", "SOM_PROTOCOL", "REFUGEE_CONV", "REFUGEE_PROT", "CAT", "ICCPR", "ICCPR_OP2")


def all_states(request: OfficerRequest) -> HttpResponse:
    """States that are described."""
    return render(request, "states/states.html", {"states": states(request.LANGUAGE_CODE)})


def state(request: OfficerRequest, code: str) -> HttpResponse:
    """One State."""
    if code not in codes_of_states():
        raise Http404
    today = clock.today().isoformat()
    context = {
        "code": code,
        "described": law().states.described[code],
        "fiche": fiche(law(), code),
        "standings": [standing(law(), code, treaty, today) for treaty in TREATIES],
        "declarations": made_by(code),
        "offences": [
            (row, offence_articles(row))
            for row in _today_first(law().offences.get(code, ()), today)
        ],
        "history": history_with(code),
        "said": said_by(code),
        "own": code == settings.NODE.code,
        "proposes": may_open("say", request.user.role),
    }
    return render(request, "states/state.html", context)


def _today_first(offences: tuple[Offence, ...], today: str) -> list[Offence]:
    """What is law today before what was."""
    return sorted(offences, key=lambda one: not one.in_force(today))
