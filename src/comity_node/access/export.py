"""The file of one request with its proofs, for a court: documents, messages, receipts, log."""

import io
import json
import zipfile
from collections.abc import Mapping

from django.conf import settings

from comity.assistance.terms import to_json
from comity.audit.leaves import read_leaf
from comity.cases.export import (
    DIRECTORY_NAME,
    EXPORT_NAME,
    Export,
    ProvenLeaf,
    list_files,
    sign_export,
)
from comity.exchange import canonical
from comity_node.access.audit import leaves_about, tree
from comity_node.access.files import by_keys, came_on_paper
from comity_node.access.paper import typed_request
from comity_node.access.requests import versions_of
from comity_node.actions.audit import record
from comity_node.actions.checkpoints import make_checkpoint
from comity_node.models import AssistanceRequest, IncomingMessage, OutgoingMessage, User
from comity_node.ports import clock, exchange_keys, files, peers, vault


def export_request(user: User, row: AssistanceRequest) -> bytes:
    """The folder of a request as a zip; written down first, so that the proof covers it.

    Raises:
        NoDirectory: none is installed, and without it nobody could check the signatures.
    """
    peers.directory(settings.NODE)
    record(
        "packet.exported",
        actor=user,
        details={"request": row.reference},
        subject=f"request:{row.pk}",
    )
    sent = list(OutgoingMessage.objects.filter(request=row).order_by("seq"))
    came = list(IncomingMessage.objects.filter(request=row, verdict="delivered").order_by("seq"))
    content = _documents(user, row) | _bodies(sent, came)
    directory = settings.NODE.directory_file.read_bytes().strip()
    token = sign_export(
        _export(row, content, directory, sent, came), exchange_keys.read(settings.NODE.keys).sign
    )
    content[EXPORT_NAME] = token.encode("ascii")
    content[DIRECTORY_NAME] = directory
    return _zip(content)


def _export(
    row: AssistanceRequest,
    content: dict[str, bytes],
    directory: bytes,
    sent: list[OutgoingMessage],
    came: list[IncomingMessage],
) -> Export:
    messages: list[OutgoingMessage | IncomingMessage] = [*sent, *came]
    subjects = [f"request:{row.pk}", *(f"message:{one.mid}" for one in messages)]
    log = tree()
    return Export(
        node=settings.NODE.code,
        request=row.reference,
        made=clock.real_now().replace(microsecond=0),
        files=list_files(content),
        checkpoint=make_checkpoint().text,
        leaves=tuple(
            ProvenLeaf(read_leaf(one.text.encode()), log.inclusion(one.idx))
            for one in leaves_about(subjects)
        ),
        evidence=tuple(one.evidence for one in messages),
        receipts=tuple(one.receipt for one in messages if one.receipt),
        directory_sha256=canonical.digest(directory),
    )


def _documents(user: User, row: AssistanceRequest) -> dict[str, bytes]:
    found = {}
    for version in versions_of(user, row):
        for stored in (version.pdf, version.docx, version.scan):
            if stored is not None:
                found[f"documents/{version.kind}_{version.number}/{stored.name}"] = files.get(
                    stored.place
                )
        for name, pk in version.enclosed:
            for stored in by_keys([pk]):
                found[f"documents/{version.kind}_{version.number}/{name}"] = files.get(stored.place)
    for item in row.items.select_related("file"):
        if item.file is not None:
            found[f"items/{item.pk}/{item.file.name}"] = files.get(item.file.place)
    return found | _from_paper(row)


def _from_paper(row: AssistanceRequest) -> dict[str, bytes]:
    """Files that came with what was typed in from paper; a result's stand under its items too."""
    came = came_on_paper(row.events.order_by("pk"))
    found = {f"paper/{line}/{one.name}": files.get(one.place) for line, one in came.items()}
    for event in row.events.filter(details__paper=True):
        found[f"paper/{event.pk}/typed.json"] = _typed({"act": event.kind, **event.details})
    typed = typed_request(row)
    if typed is not None:
        found["paper/request.json"] = _typed(to_json(typed.terms))
    return found


def _typed(said: Mapping[str, object]) -> bytes:
    """What an officer typed in from a paper."""
    return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _bodies(sent: list[OutgoingMessage], came: list[IncomingMessage]) -> dict[str, bytes]:
    """The body of each message, which its evidence names by digest."""
    out = {
        f"messages/{one.mid}.json": vault.unseal(one.body, f"outgoing:{one.mid}") for one in sent
    }
    return out | {
        f"messages/{one.mid}.json": vault.unseal(one.body, f"incoming:{one.mid}") for one in came
    }


def _zip(content: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in sorted(content.items()):
            archive.writestr(path, data)
    return out.getvalue()
