"""The effect of each type of message, in the transaction that takes it in."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db import DataError, IntegrityError

from comity.assistance.wire import Type
from comity.exchange import evidence
from comity.exchange.manifest import Attachment, Manifest, read_manifest
from comity.exchange.parts import FileKey, decrypt_parts
from comity.exchange.refusals import Code, MalformedError
from comity.law.statements import LawMessage
from comity_node.actions.arrivals import THEIR_ACTS, take_answer, take_request
from comity_node.actions.files import UnusableFile
from comity_node.actions.statements import take_decision, take_proposal, take_statement
from comity_node.models import AssistanceRequest, IncomingMessage, StoredPart
from comity_node.ports import files

Body = Mapping[str, Any]
Effect = Callable[[IncomingMessage, Body, Mapping[str, bytes]], AssistanceRequest | None]


def apply(
    message: IncomingMessage, body: Body, attached: Mapping[str, bytes]
) -> AssistanceRequest | None:
    """What a message changes here; returns the request it belongs to.

    Raises:
        MalformedError: SCHEMA, when the body lacks what its type needs.
    """
    try:
        return EFFECTS[message.type](message, body, attached)
    except (
        LookupError, TypeError, ValueError, AttributeError, StopIteration, DataError,
        IntegrityError, UnusableFile,
    ) as lacking:  # fmt: skip
        if isinstance(lacking, MalformedError):
            raise
        raise MalformedError(Code.SCHEMA, _said(lacking)) from lacking


def _said(fault: Exception) -> str:
    """A detail for the refusal; what the database says of it may hold a name of the case."""
    if isinstance(fault, DataError | IntegrityError):
        return f"body: {type(fault).__name__}"
    said = f"body: {type(fault).__name__} {fault}"
    return "".join(one for one in said if one.isprintable())[:200]


def read_attachments(said: Manifest, body: Body) -> dict[str, bytes]:
    """Plain content by name; the keys of the files stand in the body.

    Raises:
        MalformedError: ATTACHMENT, a key or part is missing or wrong.
    """
    keys = body.get("keys") or {}
    return {one.name: b"".join(_plain(one, str(keys.get(one.name, "")))) for one in said.att}


def _plain(one: Attachment, key: str) -> Iterator[bytes]:
    rows = StoredPart.objects.in_bulk([part.sha256 for part in one.parts])
    if len(rows) != len({part.sha256 for part in one.parts}):
        raise MalformedError(Code.ATTACHMENT, f"{one.name}: a part has not come")
    parts = (files.get(rows[part.sha256].place) for part in one.parts)
    return decrypt_parts(parts, FileKey.from_text(key), one)


def stored_attachments(message: IncomingMessage, body: Body) -> dict[str, bytes]:
    """Attachments of a message that waited for its turn."""
    claim = evidence.unverified(evidence.Kind.MESSAGE, message.evidence)
    return read_attachments(read_manifest(claim.payload), body)


def _letter(
    message: IncomingMessage,  # noqa: ARG001
    body: Body,
    attached: Mapping[str, bytes],  # noqa: ARG001
) -> None:
    """A plain letter stands in the inbox; it changes nothing else."""
    if not isinstance(body["text"], str) or not isinstance(body["subject"], str):
        raise MalformedError(Code.SCHEMA, "text: a letter has a subject and a text")


EFFECTS: dict[str, Effect] = {
    Type.LETTER: _letter,
    Type.REQUEST: take_request,
    **dict.fromkeys(THEIR_ACTS, take_answer),
    LawMessage.STATEMENT: take_statement,
    LawMessage.PROPOSAL: take_proposal,
    LawMessage.DECISION: take_decision,
}
