"""What is typed in from paper: where it is, a letter it brings, a request that came by it."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity_node.access.paper import access_paper_file, letters_from, seen_from
from comity_node.access.requests import access_request, read_request, standing
from comity_node.actions import paper
from comity_node.actions.once import went
from comity_node.forms.builder import PaperForm
from comity_node.forms.replies import PaperAnswerForm, PaperRequestForm
from comity_node.forms.uploads import refuse_too_large
from comity_node.models import AssistanceRequest
from comity_node.officer import OfficerRequest
from comity_node.views.acting import act_once
from comity_node.views.requests import handed_out, show_file


def paper_step(request: OfficerRequest, direction: str, peer: str, reference: str) -> HttpResponse:
    """Where the paper is now."""
    row = access_request(request.user, direction, peer, reference)
    if request.method != "POST":  # back here after the door or the choice of a language
        return redirect("request", direction, peer, reference)
    form = PaperForm(seen_from(row), request.POST)
    if form.is_valid():
        done = act_once(request, form, lambda: _move(request, row, form))
        if done is not None:
            messages.success(request, _("Written down."))
            return done
    return show_file(request, read_request(request.user, direction, peer, reference), form)


def _move(request: OfficerRequest, row: AssistanceRequest, form: PaperForm) -> str:
    paper.move_paper(officer=request.user, request=row, **form.cleaned_data)
    return reverse("request", args=[row.direction, row.peer, row.reference])


def paper_answer(
    request: OfficerRequest, direction: str, peer: str, reference: str
) -> HttpResponse:
    """A later letter of theirs that came on paper is typed in."""
    row = access_request(request.user, direction, peer, reference)
    if row.direction == "out" and row.sent_at is None:
        raise Http404
    if request.method != "POST" and row.channel != "paper":
        messages.warning(request, _(paper.BY_NODE))
        return redirect("request", direction, peer, reference)
    if before := went(request):  # the first sending moved the request: its act fits no more
        return redirect(before)
    form = PaperAnswerForm(
        standing(row),
        letters_from(row),
        request.POST or None,
        request.FILES or None,
        initial={"edition": row.edition},
    )
    refuse_too_large(request, form, "file")
    if request.method == "POST" and form.is_valid():
        done = act_once(request, form, lambda: _record(request, row, form))
        if done is not None:
            return done
        row.refresh_from_db()
        form.data = {**request.POST.dict(), "edition": row.edition}
    return render(request, "requests/paper_answer.html", {"request_row": row, "form": form})


def _record(request: OfficerRequest, row: AssistanceRequest, form: PaperAnswerForm) -> str:
    given = dict(form.cleaned_data)
    file = given.pop("file")
    upload = (file.name, file.read()) if file else None
    paper.record_answer(officer=request.user, request=row, upload=upload, **given)
    return reverse("request", args=[row.direction, row.peer, row.reference])


def paper_file(
    request: OfficerRequest, direction: str, peer: str, reference: str, line: int
) -> HttpResponse:
    """A file that came with a letter on paper, to be saved."""
    row, stored = access_paper_file(request.user, direction, peer, reference, line)
    return handed_out(request, row.pk, stored, stored.name)


def register_paper(request: OfficerRequest) -> HttpResponse:
    """A request that came on paper gets its place in the register."""
    form = PaperRequestForm(
        settings.NODE.code, request.LANGUAGE_CODE, request.POST or None, request.FILES or None
    )
    refuse_too_large(request, form, "scan")
    if request.method == "POST" and form.is_valid():
        done = act_once(request, form, lambda: _register(request, form), "reference")
        if done is not None:
            return done
    return render(request, "requests/register.html", {"form": form})


def _register(request: OfficerRequest, form: PaperRequestForm) -> str:
    given = dict(form.cleaned_data)
    scan = given.pop("scan")
    upload = (scan.name, scan.read()) if scan else None
    row = paper.register_request(
        officer=request.user, paper=paper.PaperRequest(**given), upload=upload
    )
    return reverse("request", args=["in", row.peer, row.reference])
