"""The file of a request: waiting-for line, timeline, documents, paper trail, use limits."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from comity_node.access.files import as_download, by_keys
from comity_node.access.paper import seen_from
from comity_node.access.requests import RequestFile, access_request, access_version, read_request
from comity_node.access.versions import letters_of
from comity_node.actions.audit import record
from comity_node.forms.builder import PaperForm
from comity_node.models import StoredFile
from comity_node.officer import OfficerRequest
from comity_node.views.intake import context_of

MAKES = {"pdf": "pdf", "docx": "docx", "scan": "scan"}


def request_file(
    request: OfficerRequest, direction: str, peer: str, reference: str
) -> HttpResponse:
    """Everything about one request on one page."""
    file = read_request(request.user, direction, peer, reference)
    return show_file(request, file, PaperForm(seen_from(file.request)))


def show_file(request: OfficerRequest, file: RequestFile, paper_form: PaperForm) -> HttpResponse:
    """The page of a request, with the form on where its paper is as it stands."""
    row = file.request
    context = {"file": file, "request_row": row, "paper_form": paper_form}
    if row.direction == "in":
        return render(request, "requests/intake.html", context | context_of(request, row))
    return render(request, "requests/file.html", context)


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
    return handed_out(request, version.request_id, stored, stored.name)


def handed_out(
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
    return handed_out(request, version.request_id, by_keys([pk])[0], name)


def item(
    request: OfficerRequest, direction: str, peer: str, reference: str, pk: int
) -> HttpResponse:
    """A received item, to be saved under its limits."""
    row = access_request(request.user, direction, peer, reference)
    found = row.items.select_related("file").filter(pk=pk).first()
    if found is None or found.file is None:
        raise Http404
    return handed_out(request, row.pk, found.file, found.file.name)
