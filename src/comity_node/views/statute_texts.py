"""Texts of its own law that this node's State adds: drafted by one officer, agreed by another."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.reader import DataError
from comity.law.statutes import Statute
from comity_node.access.statute_texts import as_statute, list_texts, read_text
from comity_node.actions import statute_texts as actions
from comity_node.forms.statute_texts import PastedForm, TomlForm, first_values
from comity_node.forms.uploads import refuse_too_large
from comity_node.officer import OfficerRequest
from comity_node.views.acting import act_once
from comity_node.wording import CANNOT_DECIDE_TEXT

PASTED, TOML = "pasted", "toml"


def texts(request: OfficerRequest) -> HttpResponse:
    """Drafts and agreed texts of this node's State."""
    _own_law()
    return render(request, "law/texts.html", {"texts": list_texts()})


def _own_law() -> None:
    """The secretariat has no law of its own."""
    if settings.NODE.kind != "state":
        raise Http404


def new_text(request: OfficerRequest) -> HttpResponse:
    """A text is pasted or chosen, what was understood is shown, and then it is kept as a draft."""
    _own_law()
    way = request.POST.get("way") or request.GET.get("way", PASTED)
    form = _form(request, TOML if way == TOML else PASTED)
    if way == TOML:
        refuse_too_large(request, form, "file")
    if request.method == "POST" and form.is_valid() and request.POST.get("step") == "keep":
        done = act_once(request, form, lambda: _keep(request, form))
        if done is not None:
            return done
    context = {"form": form, "way": TOML if way == TOML else PASTED, "statute": form.statute}
    return render(request, "law/text_new.html", context)


def _form(request: OfficerRequest, way: str) -> PastedForm | TomlForm:
    kind = TomlForm if way == TOML else PastedForm
    if request.method == "POST":
        return kind(request.POST, request.FILES)
    return kind(initial=_initial(request))


def _initial(request: OfficerRequest) -> dict[str, Any]:
    """An empty form, or one with what stood in that of an earlier draft."""
    given = request.GET.get("from", "")
    earlier = read_text(int(given)).typed if given.isascii() and given.isdigit() else {}
    return first_values() | earlier


def _keep(request: OfficerRequest, form: PastedForm | TomlForm) -> str:
    row = actions.draft_text(officer=request.user, document=form.document, typed=form.typed)
    return reverse("statute_text", args=[row.pk])


def text(request: OfficerRequest, pk: int) -> HttpResponse:
    """One text as it will be found, and what the second person decides on it."""
    _own_law()
    row = read_text(pk)
    if request.method == "POST":
        return _decided(request, pk)
    statute, fault = _read(row)
    context = {
        "row": row,
        "statute": statute,
        "fault": fault,
        "head": statute.head if statute else None,
        "may_agree": actions.may_agree(row, request.user),
        "way": TOML if "toml" in row.typed else PASTED,
    }
    return render(request, "law/text.html", context)


def _read(row: Any) -> tuple[Statute | None, str]:
    """The text, or why it does not fit the law data of this version any more."""
    try:
        return as_statute(row), ""
    except DataError as fault:
        return None, str(fault)


def _decided(request: OfficerRequest, pk: int) -> HttpResponse:
    try:
        if request.POST.get("act") == "agree":
            digest = request.POST.get("digest", "")
            actions.agree(officer=request.user, pk=pk, digest=digest)
            messages.success(request, _("Agreed. The text is found by the search now."))
        elif reason := request.POST.get("reason", "").replace("\0", "").strip()[:500]:
            actions.set_aside(officer=request.user, pk=pk, reason=reason)
            messages.success(request, _("Set aside. It is kept here and is no longer found."))
        else:
            messages.warning(request, _("Write why it is set aside."))
    except actions.CannotDecide as fault:
        messages.warning(request, CANNOT_DECIDE_TEXT[fault.code])
    except DataError as fault:
        messages.warning(request, str(fault))
    return redirect("statute_text", pk)
