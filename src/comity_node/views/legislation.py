"""The legislative database: looked through by words and narrowed down; what is not held."""

import re
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from comity.law.addresses import Address
from comity.law.citations import cited
from comity.law.rows import Offence
from comity.law.statutes import NotHeld, not_held
from comity.law.texts import load_texts
from comity_node.access.legislation import Hit, search
from comity_node.access.matrix import may_open
from comity_node.access.statute_texts import held_statutes
from comity_node.forms.legislation import SearchForm
from comity_node.law_in_force import law
from comity_node.officer import OfficerRequest
from comity_node.views.facets import chosen, facets
from comity_node.wording import reader_language, state_name


def legislation(request: OfficerRequest) -> HttpResponse:
    """The search; without a word, everything there is."""
    form = SearchForm(request.GET)
    filters = form.filters
    found = search(form.words, filters, _page(request))
    absent = absent_texts()
    narrowed = facets(found, filters, form.errors)
    context = {
        "form": form,
        "words": form.words,
        "filters": filters,
        "found": found,
        "hits": [shown(hit) for hit in found.hits],
        "facets": narrowed,
        "chosen": chosen(narrowed, filters),
        "may_add": may_add(request),
        "straight": straight_to(form.words),
        "address": _address(request),
        "absent": [one for one in absent if one.state == filters.state],
        "absent_rows": len(absent),
        "absent_states": len({one.state for one in absent}),
    }
    return render(request, "law/legislation.html", context)


def may_add(request: OfficerRequest) -> bool:
    """Whether this officer can add texts of the law of this node's State."""
    return settings.NODE.kind == "state" and may_open("statute_texts", request.user.role)


def _page(request: OfficerRequest) -> int:
    given = request.GET.get("page", "")
    return int(given) if re.fullmatch("[0-9]{1,6}", given) else 1


def _address(request: OfficerRequest) -> str:
    """The question without the page, for the links to the other pages."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()


def straight_to(words: str) -> list[Address]:
    """Provisions of treaties that were typed as a citation and are held."""
    texts = load_texts()
    return [at for at in cited(words[:200]) if at.article and texts.find(at)][:3]


def shown(hit: Hit) -> dict[str, Any]:
    """A hit with the rows of the law data it speaks of."""
    offence = rows_by_id().get(hit.row.body) if hit.row.kind == "offence" else None
    texts = held_statutes().provisions_of(offence) if offence else ()
    return {"hit": hit, "row": hit.row, "offence": offence, "held": texts}


def rows_by_id() -> dict[str, Offence]:
    """Every offence row of the law data."""
    return {row.id: row for rows in law().offences.values() for row in rows}


def absent_texts() -> tuple[NotHeld, ...]:
    """The offence rows whose text is not held, State by State."""
    return not_held((row for rows in law().offences.values() for row in rows), held_statutes())


def not_held_texts(request: OfficerRequest) -> HttpResponse:
    """What is not held, by State, with what each row was read in."""
    states: dict[str, list[NotHeld]] = {}
    for one in absent_texts():
        states.setdefault(one.state, []).append(one)
    language = reader_language()
    named = sorted((state_name(code, language), code, rows) for code, rows in states.items())
    return render(request, "law/not_held.html", {"states": named, "rows": rows_by_id()})
