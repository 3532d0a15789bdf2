"""Our own law: what to confirm, what to change; what other States say of theirs; proposals."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.law import load
from comity.law.fiche import fiche
from comity.law.statements import Row, StatementError, Subject, changes, known_before, read_row
from comity_node.access import law as access
from comity_node.access.matrix import may_open
from comity_node.actions import statements as actions
from comity_node.actions.once import once
from comity_node.forms.law import CitedForm, first_values, form_of
from comity_node.law_in_force import law
from comity_node.law_wording import offence_name
from comity_node.models import LawStatement
from comity_node.officer import OfficerRequest
from comity_node.vocabulary import codes_of_states, word
from comity_node.wording import reader_language, treaty_title

NEW = "new"


def own_law(request: OfficerRequest) -> HttpResponse:
    """The work list of our own law, and everything that waits for a decision here."""
    rows = access.own_rows()
    shown = access.stale(rows) if "all" not in request.GET else rows
    context = {
        "rows": [(row, name_of(row.subject, row.key)) for row in shown],
        "stale": len(access.stale(rows)),
        "all": len(rows),
        "whole": "all" in request.GET,
        "waiting": access.waiting(),
        "proposed": access.proposed_by_us(),
        "writes": may_open("say", request.user.role),
    }
    return render(request, "law/own.html", context)


def name_of(subject: Subject | str, key: str) -> str:
    """What a row is called."""
    if subject == Subject.PRACTICE:
        return word("fiche_item", key)
    if subject == Subject.STATUS:
        return treaty_title(key, reader_language())
    return offence_name(key) if subject == Subject.OFFENCE else key


def say(request: OfficerRequest, about: str, kind: str, key: str) -> HttpResponse:
    """Write what a row should say: our own, or one that we propose to another State."""
    subject = _subject(about, kind, key)
    known = _known(about, subject, key)
    first = first_values(known) if known is not None else {}
    initial = {name: value for name, value in first.items() if name not in _CITED}
    form = form_of(subject, key, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        done = _kept(request, form, about, subject, key)
        if done is not None:
            return done
    context = {
        "form": form,
        "about": about,
        "subject": subject,
        "key": key,
        "own": about == settings.NODE.code,
        "known": known,
        "name": name_of(subject, key) if key != NEW else "",
        "source": getattr(known, "source", None),
    }
    return render(request, "law/say.html", context)


_CITED = ("source", "as_of", "confidence")


def _subject(about: str, subject: str, key: str) -> Subject:
    """The kind of row, where there is such a row to speak of.

    Raises:
        Http404: there is none.
    """
    try:
        kind = Subject(subject)
    except ValueError:
        raise Http404 from None
    if about not in codes_of_states():
        raise Http404
    keys = {
        Subject.PRACTICE: {entry.key for entry in fiche(law(), about).entries}
        | set(law().words["fiche_item"]),
        Subject.STATUS: set(law().treaties),
    }
    open_to_new = kind in (Subject.OFFENCE, Subject.DECLARATION) and key == NEW
    if not open_to_new and key not in keys.get(kind, {key}):
        raise Http404
    if kind not in keys and not open_to_new and _known(about, kind, key) is None:
        raise Http404
    return kind


def _known(about: str, kind: Subject, key: str) -> Row | None:
    return known_before(law(), about, kind, key)


def _kept(
    request: OfficerRequest, form: CitedForm, about: str, kind: Subject, key: str
) -> HttpResponse | None:
    """Keep it as a draft, or propose it; None where it cannot be said: the form says why."""
    own = about == settings.NODE.code

    def act() -> str:
        row = form.row(about, access.new_key(about, kind) if key == NEW else key)
        if own:
            made = actions.draft(request.user, kind, row)
        else:
            made = actions.propose(request.user, about, kind, row)
        return reverse("statement", args=[made.state, made.reference])

    try:
        return redirect(once(request, act))
    except StatementError as fault:
        field = fault.key.removeprefix("row.")
        form.add_error(field if field in form.fields else None, f"{fault.reason} {fault.remedy}")
    except actions.NotOnNetwork:
        form.add_error(None, _("That State runs no node; write a letter to its authority."))
    return None


@dataclass(frozen=True, slots=True)
class Compared:
    """A statement beside what was known when it was written or arrived."""

    row: LawStatement
    said: Row
    before: Row | None
    lines: list[tuple[str, object, object]]


def statement(request: OfficerRequest, state: str, reference: str) -> HttpResponse:
    """One statement: what is said, what was known, and the decision."""
    try:
        row = access.access_statement(state, reference)
    except access.NoStatement:
        raise Http404 from None
    reason = ReasonForm(request.POST or None)
    if request.method == "POST":
        done = _decided(request, row, reason)
        if done is not None:
            return done
    context = {
        "one": compared(row),
        "name": name_of(row.subject, row.key),
        "reason": reason,
        "own": row.about == settings.NODE.code,
        "wrote": row.by_id == request.user.pk,
        "decides": request.user.role in ("caseworker", "supervisor"),
    }
    return render(request, "law/statement.html", context)


def compared(row: LawStatement) -> Compared:
    """The two rows field by field; everything that is said where nothing was known."""
    said = access.statement_of(row).row
    subject = Subject(row.subject)
    before = read_row(subject, row.before, load()) if row.before and _cited(row.before) else None
    lines = [(one.field, one.before, one.said) for one in changes(before, said)]
    return Compared(row, said, before, [one for one in lines if one[0] not in ("id", "state")])


def _cited(row: dict[str, Any]) -> bool:
    """Whether the row has a day; the head of a page has none, and is then shown by its value."""
    return bool(row.get("as_of"))


class ReasonForm(forms.Form):
    """Why a statement is left, or a proposal declined."""

    reason = forms.CharField(required=False, max_length=2000)


def _decided(request: OfficerRequest, row: LawStatement, form: ReasonForm) -> HttpResponse | None:
    """Do what the button says; None where a reason is missing."""
    act = request.POST.get("act", "")
    why = request.POST.get("reason", "").strip()[:2000]
    if act in ("leave", "decline") and not why:
        form.is_valid()
        form.add_error("reason", _("Say why; it is kept, and a proposer reads it."))
        return None
    verbs: dict[str, Callable[[], object]] = {
        "agree": lambda: actions.agree(request.user, row, request.POST.get("digest", "")),
        "set_aside": lambda: actions.set_aside(request.user, row),
        "accept": lambda: actions.accept(request.user, row),
        "leave": lambda: actions.leave(request.user, row, why),
        "take_up": lambda: actions.take_up(request.user, row),
        "decline": lambda: actions.decline(request.user, row, why),
    }
    if act not in verbs:
        raise Http404
    here = reverse("statement", args=[row.state, row.reference])

    def run() -> str:
        made = verbs[act]()
        if isinstance(made, LawStatement):
            return reverse("statement", args=[made.state, made.reference])
        return here

    try:
        return redirect(once(request, run))
    except actions.NotNow:
        messages.warning(request, _("Somebody decided in between; here is what it is now."))
    except actions.SamePerson:
        messages.warning(request, _("Who wrote it cannot be the second person."))
    return redirect(here)
