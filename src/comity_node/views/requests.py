"""The file of a request: waiting-for line, timeline, documents, paper trail, use limits."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity_node.access.files import as_download, by_keys
from comity_node.access.requests import access_request, access_version, read_request
from comity_node.access.versions import letters_of
from comity_node.actions import paper
from comity_node.actions.audit import record
from comity_node.forms.builder import PaperForm
from comity_node.forms.replies import PaperAnswerForm
from comity_node.forms.uploads import refuse_too_large
from comity_node.models import AssistanceRequest, StoredFile
from comity_node.officer import OfficerRequest
from comity_node.views.acting import act_once

MAKES = {"pdf": "pdf", "docx": "docx", "scan": "scan"}


def request_file(
    request: OfficerRequest, direction: str, peer: str, reference: str
) -> HttpResponse:
    """Everything about one request on one page."""
    file = read_request(request.user, direction, peer, reference)
    if direction == "in":
        return _incoming(request, file)
    context = {"file": file, "request_row": file.request, "paper_form": PaperForm()}
    return render(request, "requests/file.html", context)


def _incoming(request: OfficerRequest, file: Any) -> HttpResponse:
    from comity_node.views.intake import context_of

    return render(request, "requests/intake.html", context_of(request, file))


def letter(
    request: OfficerRequest, direction: str, peer: str, reference: str, kind: str, number: int
) -> HttpResponse:
    """A letter of a request, read on the page: what was signed, whatever file came with it."""
    row = access_request(request.user, direction, peer, reference)
    version = access_version(request.user, direction, peer, reference, kind, number)
    context = {"request_row": row, "version": version, "letters": letters_of(version)}
    return render(request, "requests/letter.html", context)


def document(
    request: OfficerRequest,
    direction: str,
    peer: str,
    reference: str,
    kind: str,
    number: int,
    make: str,
) -> HttpResponse:
    """A document of a request, to be saved or printed."""
    version = access_version(request.user, direction, peer, reference, kind, number)
    stored = getattr(version, MAKES.get(make, ""), None)
    if stored is None:
        raise Http404
    return _handed_out(request, version.request_id, stored, stored.name)


def _handed_out(
    request: OfficerRequest, request_pk: int, stored: StoredFile, name: str
) -> HttpResponse:
    """A file of a request, to be saved; written down as taken."""
    record(
        "document.downloaded",
        actor=request.user,
        details={"document": name},
        subject=f"request:{request_pk}",
    )
    return as_download(stored, name)


def enclosed(
    request: OfficerRequest,
    direction: str,
    peer: str,
    reference: str,
    kind: str,
    number: int,
    pk: int,
) -> HttpResponse:
    """A file that went or came with a letter, to be saved."""
    version = access_version(request.user, direction, peer, reference, kind, number)
    name = next((name for name, key in version.enclosed if key == pk), None)
    if name is None:
        raise Http404
    return _handed_out(request, version.request_id, by_keys([pk])[0], name)


def item(
    request: OfficerRequest, direction: str, peer: str, reference: str, pk: int
) -> HttpResponse:
    """A received item, to be saved under its limits."""
    row = access_request(request.user, direction, peer, reference)
    found = row.items.select_related("file").filter(pk=pk).first()
    if found is None or found.file is None:
        raise Http404
    return _handed_out(request, row.pk, found.file, found.file.name)


@require_POST
def paper_step(request: OfficerRequest, direction: str, peer: str, reference: str) -> HttpResponse:
    """Where the paper is now."""
    row = access_request(request.user, direction, peer, reference)
    form = PaperForm(request.POST)
    if form.is_valid():
        paper.move_paper(officer=request.user, request=row, **form.cleaned_data)
        messages.success(request, _("Written down."))
    else:
        messages.warning(request, " ".join(str(one[0]) for one in form.errors.values()))
    return redirect("request", direction, peer, reference)


def paper_answer(
    request: OfficerRequest, direction: str, peer: str, reference: str
) -> HttpResponse:
    """An answer that came on paper is typed in."""
    row = access_request(request.user, direction, peer, reference)
    form = PaperAnswerForm(
        request.POST or None, request.FILES or None, initial={"edition": row.edition}
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
    from django.urls import reverse

    given = dict(form.cleaned_data)
    file = given.pop("file")
    upload = (file.name, file.read()) if file else None
    paper.record_answer(officer=request.user, request=row, upload=upload, **given)
    return reverse("request", args=[row.direction, row.peer, row.reference])


def register_paper(request: OfficerRequest) -> HttpResponse:
    """A request that came on paper gets its place in the register."""
    from django.conf import settings

    from comity_node.forms.replies import PaperRequestForm

    form = PaperRequestForm(
        settings.NODE.code, request.LANGUAGE_CODE, request.POST or None, request.FILES or None
    )
    refuse_too_large(request, form, "scan")
    if request.method == "POST" and form.is_valid():
        done = act_once(request, form, lambda: _register(request, form), "reference")
        if done is not None:
            return done
    return render(request, "requests/register.html", {"form": form})


def _register(request: OfficerRequest, form: Any) -> str:
    from django.urls import reverse

    given = dict(form.cleaned_data)
    scan = given.pop("scan")
    upload = (scan.name, scan.read()) if scan else None
    row = paper.register_request(
        officer=request.user, paper=paper.PaperRequest(**given), upload=upload
    )
    return reverse("request", args=["in", row.peer, row.reference])
