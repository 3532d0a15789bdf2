"""The bytes of a stored file, for those who may see the record it belongs to."""

from collections.abc import Iterable

from django.http import HttpResponse

from comity_node.models import RequestEvent, StoredFile
from comity_node.ports import files


def as_download(stored: StoredFile, name: str = "") -> HttpResponse:
    """The file as an attachment; a browser saves it and never runs it in our page."""
    response = HttpResponse(files.get(stored.place), content_type=stored.media_type)
    safe = (name or stored.name).replace('"', "")
    response.headers["Content-Disposition"] = _disposition(safe)
    response.headers["Content-Security-Policy"] = "sandbox"
    return response


def _disposition(name: str) -> str:
    from urllib.parse import quote

    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"


def by_keys(keys: list[int]) -> list[StoredFile]:
    """Stored files in the order of their keys."""
    found = StoredFile.objects.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def came_on_paper(events: Iterable[RequestEvent]) -> dict[int, StoredFile]:
    """Files that came with a letter typed in from paper, by the line of the timeline."""
    keys = {one.pk: int(one.details["file"]) for one in events if one.details.get("file")}
    stored = {one.pk: one for one in by_keys(list(keys.values()))}
    return {line: stored[key] for line, key in keys.items() if key in stored}
