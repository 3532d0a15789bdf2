"""Intake of a request: complete? who executes? what do we answer by when?"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.assistance.letter import compose_pair
from comity.assistance.terms import Item, Kind, Pair, Terms
from comity.assistance.texts import LetterError
from comity.directory.authorities import suggest
from comity.safeguards.incoming import breaches, person_of
from comity_node.access.authorities import authorities
from comity_node.access.paper import typed_request
from comity_node.access.replies import Said, request_terms
from comity_node.access.requests import ENDED, access_request
from comity_node.actions import editions
from comity_node.actions.answers import Moved, choose_authority
from comity_node.actions.intake import examine, finding
from comity_node.actions.movement import NotNow
from comity_node.actions.once import once
from comity_node.forms.replies import AuthorityForm, CompletenessForm
from comity_node.models import AssistanceRequest
from comity_node.officer import OfficerRequest
from comity_node.wording import sentence

# items of UNTOC art. 18(15), in the order of its letters, then 18(14)
ITEMS = (
    ("a", "requesting_authority"),
    ("b", "subject_and_nature"),
    ("b", "conducting_authority"),
    ("c", "facts_summary"),
    ("d", "assistance_sought"),
    ("e", "person_identity"),
    ("f", "purpose"),
    ("18(14)", "translation_accepted_language"),
    ("18(14)", "authenticity"),
)
# item -> keys of the paragraphs that hold it
HELD_BY = {
    "requesting_authority": ("opening",),
    "subject_and_nature": ("subject_and_nature",),
    "conducting_authority": ("conducting_authority",),
    "facts_summary": ("facts",),
    "assistance_sought": ("measure",),
    "person_identity": ("person",),
    "purpose": ("purpose",),
}


def context_of(request: OfficerRequest, row: AssistanceRequest) -> dict[str, Any]:
    """What the intake page shows beside the file."""
    terms = request_terms(row)
    return {
        "terms": terms,
        "typed": typed_request(row),
        "letters": letters(terms),
        "items": items(row, terms),
        "breaches": found_breaches(row, terms),
        "suggestions": suggestions(terms, request.LANGUAGE_CODE),
        "asks": bool(items_asked(row)),
        "examined": row.completeness.count(),
        "ended": row.status in ENDED,
    }


def letters(terms: Terms | None) -> tuple[Any, ...]:
    """The letter as it came; nothing for a request known only from paper."""
    if terms is None or not terms.signer:
        return ()
    try:
        return compose_pair(terms, draft=True)
    except LetterError:
        return ()


def items(row: AssistanceRequest, terms: Terms | None) -> list[dict[str, Any]]:
    """Each item of 18(15): where it stands in the letter, and what was found on it."""
    found = {one.item: one for one in row.completeness.select_related("by")}
    places = _places(letters(terms))
    return [
        {"letter": letter, "item": item, "where": places.get(item, ""), "found": found.get(item)}
        for letter, item in ITEMS
    ]


def _places(shown: tuple[Any, ...]) -> dict[str, str]:
    """Numbers of the paragraphs that hold an item."""
    if not shown:
        return {}
    numbers: dict[str, list[str]] = {}
    for item, keys in HELD_BY.items():
        for one in shown[0].paragraphs:
            if one.key.split(".")[0] in keys:
                numbers.setdefault(item, []).append(str(one.number))
    return {item: ", ".join(held) for item, held in numbers.items()}


def found_breaches(row: AssistanceRequest, terms: Terms | None) -> list[dict[str, str]]:
    """Safeguards the request does not keep (HR-27), each with its cure."""
    people = [person_of(one) for one in row.terms.get("people", [])]
    texts = [terms.facts.own, terms.facts.other, terms.subject_and_nature.other] if terms else []
    return [{"rule": one.rule, "sentence": sentence(one.reason)} for one in breaches(people, texts)]


def suggestions(terms: Terms | None, language: str) -> list[dict[str, Any]]:
    """Executing authorities, the best founded first."""
    if terms is None:
        return []
    measures = [one.code for one in terms.measures]
    told = [one.whereabouts for one in terms.people] + [one.detail for one in terms.measures]
    told.append(terms.facts)
    texts = [one.other for one in told] + [one.own for one in told]  # our language first
    return [
        {
            "key": one.authority.key,
            "name": one.authority.name(language),
            "fits": one.fits,
            "reason": sentence(one.reason),
        }
        for one in suggest(authorities(), measures, texts)
    ]


def items_asked(row: AssistanceRequest) -> tuple[Item, ...]:
    """Everything found missing or unclear, for the one letter that asks."""
    rows = row.completeness.exclude(state="present").order_by("pk")
    return tuple(Item(one.item, _what(one)) for one in rows)


def _what(one: Any) -> Pair:
    own, _, other = one.what_is_missing.partition("\x1f")
    return Pair(own, other)


def examine_item(
    request: OfficerRequest, direction: str, peer: str, reference: str, item: str
) -> HttpResponse:
    """One item: present where, missing, or unclear in what."""
    row = access_request(request.user, direction, peer, reference)
    if row.direction != "in" or row.status in ENDED:
        raise Http404
    if item not in {code for _letter, code in ITEMS}:
        raise Http404
    shown = letters(request_terms(row))
    before = finding(row, item)
    first = before or {"state": "present", "where": _places(shown).get(item, "")}
    initial = {**first, "edition": editions.edition_of(before)}
    form = CompletenessForm(request.POST or None, initial=initial)
    clash = None
    if request.method == "POST" and form.is_valid():
        try:
            examine(officer=request.user, request=row, item=item, **form.cleaned_data)
        except editions.Changed as fault:
            clash = fault
            form.data = {**request.POST.dict(), "edition": fault.edition}
        else:
            return redirect(reverse("request", args=[direction, peer, reference]) + "#complete")
    context = {"request_row": row, "form": form, "item": item, "letters": shown, "clash": clash}
    context["typed"] = typed_request(row)
    return render(request, "requests/item.html", context)


def authority(request: OfficerRequest, direction: str, peer: str, reference: str) -> HttpResponse:
    """Who executes, and why."""
    row = access_request(request.user, direction, peer, reference)
    if request.method != "POST" and row.status in ENDED:
        return redirect("request", direction, peer, reference)
    shown = suggestions(request_terms(row), request.LANGUAGE_CODE)
    choices = [(one["key"], one["name"]) for one in shown]
    first = shown[0] if shown else {"key": "", "reason": ""}
    initial = {"authority": first["key"], "why": first["reason"], "edition": row.edition}
    form = AuthorityForm(choices, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, lambda: _choose(request, row, form)))
        except NotNow:
            messages.warning(
                request, _("Acknowledge the request first, or look whether it moved on.")
            )
        except Moved:
            row.refresh_from_db()
            form.data = {**request.POST.dict(), "edition": row.edition}
            form.add_error(None, _authority_moved(dict(choices).get(str(row.executing_id), "")))
    context = {"request_row": row, "form": form, "suggestions": shown}
    return render(request, "requests/authority.html", context)


def _authority_moved(executing: str) -> str:
    if not executing:
        return _("The request has moved on meanwhile. Look at its file, then send this again.")
    return _(
        "The request has moved on meanwhile and is with %(authority)s. If another authority should "
        "execute it, send this again."
    ) % {"authority": executing}


def _choose(request: OfficerRequest, row: AssistanceRequest, form: AuthorityForm) -> str:
    from comity_node.access.authorities import access_authority

    given = form.cleaned_data
    chosen = access_authority(given["authority"])
    names = chosen.names
    said = Said(
        kind=Kind.TRANSMITTAL,
        executing=Pair(names.get(row.own_language, ""), names.get(row.other_language, "")),
        reply_by=given["reply_by"],
    )
    choose_authority(
        officer=request.user,
        request=row,
        edition=given["edition"],
        authority=chosen,
        why=given["why"],
        said=said,
    )
    return reverse("request", args=["in", row.peer, row.reference])
