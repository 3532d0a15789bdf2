"""The audit log in sentences, and the file of a request with its proofs."""

import re

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from comity_node.access.audit import read_log
from comity_node.access.export import export_request
from comity_node.access.requests import access_request
from comity_node.officer import OfficerRequest
from comity_node.ports.peers import NoDirectory
from comity_node.references import stem
from comity_node.wording import NO_DIRECTORY


def audit(request: OfficerRequest) -> HttpResponse:
    """The newest entries, or those before a place."""
    before = request.GET.get("before", "")
    log = read_log(request.user, int(before) if re.fullmatch("[0-9]{1,9}", before) else None)
    return render(request, "audit/audit.html", {"log": log})


def request_audit(
    request: OfficerRequest, direction: str, peer: str, reference: str
) -> HttpResponse:
    """Everything that was done with one request."""
    row = access_request(request.user, direction, peer, reference)
    log = read_log(request.user, None, f"request:{row.pk}")
    return render(request, "audit/audit.html", {"log": log, "request_row": row})


def export(request: OfficerRequest, direction: str, peer: str, reference: str) -> HttpResponse:
    """The whole file of a request with its proofs."""
    row = access_request(request.user, direction, peer, reference)
    try:
        content = export_request(request.user, row)
    except NoDirectory:
        messages.warning(request, NO_DIRECTORY)
        return redirect("request", direction, peer, reference)
    response = HttpResponse(content, content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{stem(reference)}_file.zip"'
    return response
