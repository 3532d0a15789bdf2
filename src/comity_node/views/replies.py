"""Later letters: write, see the letter in both languages and what leaves, send."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.assistance.later import compose_reply_pair
from comity.assistance.life import Act, Status, possible
from comity.assistance.terms import Kind, Pair
from comity.assistance.texts import LetterError
from comity_node.access.files import by_keys
from comity_node.access.gate import kept_here
from comity_node.access.replies import Said, reply_of
from comity_node.access.requests import access_request, standing
from comity_node.actions.answers import (
    MANNERS,
    Blocked,
    Moved,
    StillNamed,
    carry_out,
    check_named,
    reading_of,
)
from comity_node.actions.files import UnusableFile, store
from comity_node.actions.movement import NotNow
from comity_node.actions.once import once, went
from comity_node.actions.outbox import TooLong
from comity_node.forms.replies import FILES, TEXTS, ReplyForm
from comity_node.forms.uploads import refuse_too_large
from comity_node.models import AssistanceRequest, StoredFile
from comity_node.models.users import Role
from comity_node.officer import OfficerRequest
from comity_node.ports import clock
from comity_node.views.intake import items_asked
from comity_node.wording import (
    ANOTHER_MEANT,
    LETTERS,
    TOO_LONG,
    letter_fault,
    still_named,
    unread_files,
)

SALT = "enclosed"


def reply(
    request: OfficerRequest, direction: str, peer: str, reference: str, kind: str
) -> HttpResponse:
    """One later letter, from its form to its sending."""
    row = access_request(request.user, direction, peer, reference)
    which = _kind(kind)
    if before := went(request):
        return redirect(before)
    possible_now = _possible(which, row)
    if request.method != "POST" and not possible_now:
        messages.warning(request, _("That letter does not fit where the request stands now."))
        return redirect("request", row.direction, row.peer, row.reference)
    two = row.own_language != row.other_language
    refused = row.status == Status.REFUSED
    form = ReplyForm(which, two, request.POST or None, request.FILES or None, refused=refused)
    refuse_too_large(request, form, "file1")
    context: dict[str, Any] = {
        "request_row": row,
        "form": form,
        "kind": which.value,
        "heading": LETTERS[which],
        "may_override": request.user.role == Role.SUPERVISOR,
        "too_late": not possible_now,
    }
    if request.method == "POST" and form.is_valid() and possible_now:
        done = _go_on(request, row, which, form, context)
        if done is not None:
            return done
    return render(request, "requests/reply.html", context)


def _kind(kind: str) -> Kind:
    try:
        which = Kind(kind)
    except ValueError as unknown:
        raise Http404 from unknown
    if which not in MANNERS:
        raise Http404
    return which


def _possible(kind: Kind, row: AssistanceRequest) -> bool:
    """Whether the letter may be written from where the request stands."""
    acknowledges = kind is Kind.ACKNOWLEDGE_AND_ASK
    act = Act.ACKNOWLEDGE if acknowledges else MANNERS[kind].act
    return act in possible(standing(row))


def _go_on(
    request: OfficerRequest,
    row: AssistanceRequest,
    kind: Kind,
    form: ReplyForm,
    context: dict[str, Any],
) -> HttpResponse | None:
    """Preview first; sent once it was seen."""
    try:
        enclosed = _enclosed(request, form)
        said = _said(row, kind, form, enclosed)
        context["still_named"] = [still_named(one) for one in check_named(request.user, row, said)]
        shown = _shown(request, row, said, enclosed)
        if request.POST.get("step") != "send" or request.POST.get("read") != "yes":
            context["not_ticked"] = request.POST.get("step") == "send"
            context |= shown
            return None
        return redirect(once(request, lambda: _send(request, row, said, enclosed)))
    except Moved:
        row.refresh_from_db()
        context["moved"] = True
        context["too_late"] = not _possible(kind, row)
        context |= _shown(request, row, said, enclosed)
    except Blocked as fault:
        context["blocked"] = fault.rules
    except (signing.BadSignature, UnusableFile, LetterError, TooLong) as fault:
        form.add_error(*_said_of(fault))
    except StillNamed as fault:
        for one in fault.named:
            form.add_error(None, still_named(one))
        form.add_error(None, ANOTHER_MEANT)
    except NotNow:
        context["too_late"] = True
    return None


def _said_of(fault: Exception) -> tuple[str | None, str]:
    """The field a fault belongs to, and the sentence that says what to do."""
    if isinstance(fault, signing.BadSignature):
        return "file1", _("The files of this letter were not kept. Attach them again.")
    if isinstance(fault, UnusableFile):
        return "file1", _(str(fault))
    return None, letter_fault(fault.code) if isinstance(fault, LetterError) else str(TOO_LONG)


def _shown(
    request: OfficerRequest, row: AssistanceRequest, said: Said, enclosed: tuple[StoredFile, ...]
) -> dict[str, Any]:
    """The letter as it would leave now, and a name for it that comes back with the sending."""
    reply = reply_of(row, request.user, said)
    return {
        "letters": compose_reply_pair(said.kind, reply),
        "reading": reading_of(row, reply),
        "enclosed": enclosed,
        "inside": unread_files(kept_here(row)) if enclosed else "",
        "sealed": signing.dumps([one.pk for one in enclosed], salt=SALT),
    }


def _enclosed(request: OfficerRequest, form: ReplyForm) -> tuple[StoredFile, ...]:
    """Files of this form: those kept when the letter was previewed, and new ones."""
    kept = form.cleaned_data.get("enclosed")
    out = request.POST.getlist("left-out")
    held = by_keys(signing.loads(kept, salt=SALT)) if kept else []
    before = [one for one in held if str(one.pk) not in out]
    new = [
        store(form.cleaned_data[name].read(), form.cleaned_data[name].name, request.user)
        for name in FILES
        if form.cleaned_data.get(name)
    ]
    return (*before, *new)


def _said(
    row: AssistanceRequest, kind: Kind, form: ReplyForm, enclosed: tuple[StoredFile, ...]
) -> Said:
    given = form.cleaned_data
    pairs = {
        name: Pair(
            given[name], given[f"{name}_other"] or ("" if form.two_languages else given[name])
        )
        for name in TEXTS
        if name in form.shown
    }
    conditions = tuple(filter(None, [pairs.pop("conditions", Pair())]))
    asks = kind in (Kind.ASK_MISSING, Kind.ACKNOWLEDGE_AND_ASK)
    return Said(
        kind=kind,
        ground=given["ground"],
        consulted=given["consulted"],
        until=given["until"],
        reply_by=given["reply_by"],
        items=items_asked(row) if asks else (),
        conditions=conditions,
        review_by=given["retention_until"],
        exculpatory=given["exculpatory"],
        used=given["used"] if "used" in form.shown else "",
        enclosures=tuple(one.name for one in enclosed),
        translator=given["translator"],
        answer_to=_asked_on(row) if kind is Kind.SUPPLEMENT else None,
        extra={name: given[name] for name in ("bank_secrecy", "fiscal", "override")},
        **pairs,
    )


def _asked_on(row: AssistanceRequest) -> date | None:
    """The day of their last letter that asked for something."""
    event = row.events.filter(kind__in=("they_asked", "they_consult")).order_by("-at").first()
    if event is None:
        return None
    dated = event.details.get("dated")  # of a letter that was typed in from paper
    return date.fromisoformat(dated) if dated else clock.day_of(event.at)


def _send(
    request: OfficerRequest, row: AssistanceRequest, said: Said, enclosed: tuple[StoredFile, ...]
) -> str:
    carry_out(
        officer=request.user,
        request=row,
        said=said,
        read=request.POST.get("reading", ""),
        enclosed=enclosed,
    )
    if row.channel == "node":
        done = _("Done. The timeline shows it, and its receipt when it comes.")
    else:
        done = _("Done. The timeline shows it; print the letter and send it.")
    messages.success(request, done)
    return reverse("request", args=[row.direction, row.peer, row.reference])
