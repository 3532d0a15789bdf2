"""Check · gate · what leaves · sign and send: one page, each part to be finished."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity_node.access.builder import build
from comity_node.access.gate import gate_of, kept_here
from comity_node.access.requests import DRAFTS, access_own
from comity_node.access.versions import current_version, leaves_of, version_terms
from comity_node.actions import gate as gate_actions
from comity_node.actions import sending
from comity_node.actions import versions as actions
from comity_node.actions.editions import Changed, edition_of
from comity_node.actions.files import UnusableFile
from comity_node.actions.movement import NotNow
from comity_node.actions.once import once
from comity_node.actions.outbox import TooLong
from comity_node.actions.requests import NotDraft
from comity_node.forms.builder import DecisionForm, GateAnswerForm, ScanForm
from comity_node.models import AssistanceRequest, RequestVersion, User
from comity_node.officer import OfficerRequest
from comity_node.views.acting import no_draft
from comity_node.wording import CANNOT_AGREE, NOT_READY, TOO_LONG, still_named, unread_files

View = Callable[..., HttpResponse]


def before_sending(view: View) -> View:
    """What was sent does not change: afterwards every act of this page leads to its file."""

    @wraps(view)
    def page(request: OfficerRequest, reference: str, **given: str) -> HttpResponse:
        row = access_own(request.user, reference)
        try:
            if row.status in DRAFTS:
                return view(request, reference, **given)
        except NotDraft:
            pass  # it left while this page was on its way
        row.refresh_from_db()
        return no_draft(request, row)

    return page


def check(request: OfficerRequest, reference: str) -> HttpResponse:
    """The whole page."""
    row = access_own(request.user, reference)
    if row.status not in DRAFTS:
        return redirect("request", "out", row.peer, row.reference)
    found = build(row)
    if not found.ready:
        return redirect("build", reference)
    return render(request, "check/check.html", _context(request.user, row, found))


def _context(user: User, row: AssistanceRequest, found: Any) -> dict[str, Any]:
    gate = gate_of(row)
    version = current_version(row)
    number = version.number if version else 1
    terms = version_terms(row, gate, number)
    sendable, lacking = actions.sendable(row)
    if not lacking and actions.agreed_by(row, user):
        lacking = sending.SECOND_SENDS
    return {
        "request_row": row,
        "builder": found,
        "gate": gate,
        "version": version,
        "current": bool(version and actions.still_current(row, version)),
        "still_named": [still_named(one) for one in gate.verdict.named],
        "leaves": leaves_of(row, gate, terms),
        "inside": unread_files(kept_here(row)) if terms.exhibits else "",
        "terms": terms,
        "lacking": lacking,
        "lacking_word": NOT_READY.get(lacking, ""),
        "ready": sendable is not None and not lacking,
        "by_node": sending.has_node(row.peer),
        "scan_form": ScanForm(),
        "agreed": actions.agreed_by(row, user),
        "may_agree": gate_actions.may_agree(row, user),
        "scanned": bool(version and version.scan and version.scan.added_by_id == user.pk),
    }


@before_sending
def gate(request: OfficerRequest, reference: str, rule: str) -> HttpResponse:
    """One question of the gate."""
    row = access_own(request.user, reference)
    file = gate_of(row)
    asked = next((one for one in file.rows if one.asked.question.rule == rule), None)
    if asked is None or row.status not in DRAFTS:
        return redirect("check", reference)
    stands = gate_actions.given(row, rule)
    initial = stands or {"answer": asked.asked.must_be}
    form = GateAnswerForm(request.POST or None, initial={**initial, "edition": edition_of(stands)})
    clash = None
    if request.method == "POST" and form.is_valid():
        try:
            gate_actions.answer_question(
                officer=request.user, request=row, rule=rule, **form.cleaned_data
            )
        except Changed as fault:
            clash = fault
            form.data = {**request.POST.dict(), "edition": fault.edition}
        else:
            return redirect(reverse("check", args=[reference]) + "#gate")
    context = {"request_row": row, "row": asked, "form": form, "clash": clash}
    return render(request, "check/gate.html", context)


@require_POST
@before_sending
def gate_agree(request: OfficerRequest, reference: str) -> HttpResponse:
    """The second person agrees."""
    row = access_own(request.user, reference)
    try:
        gate_actions.agree(officer=request.user, request=row, covers=request.POST.get("covers", ""))
    except gate_actions.CannotAgree as fault:
        messages.warning(request, CANNOT_AGREE[fault.code])
    else:
        messages.success(request, _("Agreed. Any change of what leaves opens the gate again."))
    return redirect(reverse("check", args=[reference]) + "#gate")


@require_POST
@before_sending
def make_version(request: OfficerRequest, reference: str) -> HttpResponse:
    """Make the letter into PDF and Word."""
    row = access_own(request.user, reference)

    def act() -> str:
        try:
            version = actions.make_version(officer=request.user, request=row)
        except actions.NotReady as fault:
            messages.warning(request, NOT_READY[fault.code])
        else:
            messages.success(request, _("Version %(n)s is made.") % {"n": version.number})
        return reverse("check", args=[reference]) + "#leaves"

    return redirect(once(request, act))


@require_POST
@before_sending
def confirm_leaves(request: OfficerRequest, reference: str) -> HttpResponse:
    """What leaves was read."""
    row = access_own(request.user, reference)
    version = _shown_version(request, row)
    if version is None:
        messages.warning(request, NOT_READY["other_version"])
    elif request.POST.get("read") != "yes":
        messages.warning(request, _("Read what leaves, tick the box, then confirm."))
    else:
        try:
            actions.confirm_leaves(officer=request.user, request=row, version=version)
        except actions.NotReady as fault:
            messages.warning(request, NOT_READY[fault.code])
    return redirect(reverse("check", args=[reference]) + "#send")


def _shown_version(request: OfficerRequest, row: AssistanceRequest) -> RequestVersion | None:
    """The version the officer's page was about, if there is no newer one."""
    version = current_version(row)
    about = request.POST.get("version", "")
    return version if version is not None and about == str(version.number) else None


@require_POST
@before_sending
def attach_scan(request: OfficerRequest, reference: str) -> HttpResponse:
    """The signed scan comes back."""
    row = access_own(request.user, reference)
    version = _shown_version(request, row)
    form = ScanForm(request.POST, request.FILES)
    if getattr(request, "too_large", False):
        messages.warning(request, _("The scan is too large. Scan it in grey, at 200 dots an inch."))
    elif version is None:
        messages.warning(request, NOT_READY["other_version"])
    elif not form.is_valid():
        messages.warning(request, str(next(iter(form.errors["scan"]))))
    else:
        _attach(request, row, version, form.cleaned_data["scan"])
    return redirect(reverse("check", args=[reference]) + "#send")


def _attach(request: OfficerRequest, row: AssistanceRequest, version: Any, file: Any) -> None:
    try:
        outcome = actions.attach_scan(
            officer=request.user, request=row, version=version, name=file.name, content=file.read()
        )
    except UnusableFile as fault:
        messages.warning(request, _(str(fault)))
    else:
        messages.success(request, SCAN_SAID[outcome]())


SCAN_SAID = {
    "same": lambda: _("The scan is attached. Its text is that of this version."),
    "differs": lambda: _(
        "The scan is attached, but its text differs from this version. Decide below."
    ),
    "unreadable": lambda: _("The scan is attached. It is a picture: compare it and say so below."),
}


@require_POST
@before_sending
def decide_scan(request: OfficerRequest, reference: str) -> HttpResponse:
    """A person compared paper and version."""
    row = access_own(request.user, reference)
    version = _shown_version(request, row)
    form = DecisionForm(request.POST)
    if version is None or request.POST.get("scan", "") != str(version.scan_id):
        messages.warning(request, NOT_READY["other_version"])
    elif not form.is_valid():
        messages.warning(request, _("Say what you compared and what you found."))
    else:
        try:
            actions.decide_scan(officer=request.user, version=version, **form.cleaned_data)
        except actions.NotReady as fault:
            messages.warning(request, NOT_READY[fault.code])
    return redirect(reverse("check", args=[reference]) + "#send")


@require_POST
def send(request: OfficerRequest, reference: str) -> HttpResponse:
    """Sign and send."""
    row = access_own(request.user, reference)

    def act() -> str:
        try:
            sending.send(officer=request.user, request=row)
        except actions.NotReady as fault:
            messages.warning(request, NOT_READY[fault.code])
            return reverse("check", args=[reference])
        except NotNow:
            row.refresh_from_db()
            return str(no_draft(request, row).headers["Location"])
        return reverse("request", args=["out", row.peer, row.reference])

    try:
        return redirect(once(request, act))
    except TooLong:
        messages.warning(request, TOO_LONG)
        return redirect("check", reference)
