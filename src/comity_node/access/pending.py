"""Forms that were kept for their officer."""

import json
from dataclasses import dataclass

from django.http import Http404, HttpRequest

from comity_node.actions.pending import BROWSER_COOKIE
from comity_node.models import PendingForm
from comity_node.ports import vault


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed: the page it was sent to, its fields in order, names of files not kept."""

    token: str
    path: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]


def access_pending(request: HttpRequest, token: str) -> Kept:
    """The kept form, for the browser that sent it or the officer who was signed in.

    Raises:
        Http404: there is none, or it is another's.
    """
    row = PendingForm.objects.filter(token=token).first()
    if row is None:
        raise Http404
    mine = row.user_id == request.user.pk if row.user_id else False
    if not mine and row.browser != request.COOKIES.get(BROWSER_COOKIE):
        raise Http404
    content = json.loads(vault.unseal(row.body, f"pending:{token}"))
    return Kept(
        token,
        row.path,
        tuple((name, value) for name, value in content["fields"]),
        tuple(content["files"]),
    )
