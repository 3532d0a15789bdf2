"""Plain letters between authorities, and the state of every line to a peer."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from comity.assistance.wire import Type
from comity_node.models import IncomingMessage, OutgoingMessage, PeerLink
from comity_node.ports import peers, vault

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter; ``state`` is received, queued, delivered, refused or expired."""

    mid: str
    incoming: bool
    peer: str
    subject: str
    text: str
    by: str
    at: datetime
    state: str
    trouble: str


def access_letters() -> list[Letter]:
    """The newest letters of both directions, newest first."""
    sent = OutgoingMessage.objects.filter(type=Type.LETTER).order_by("-queued_at")[:SHOWN]
    came = IncomingMessage.objects.filter(type=Type.LETTER, verdict="delivered").order_by(
        "-received_at"
    )[:SHOWN]
    letters = [_sent(row) for row in sent] + [_came(row) for row in came]
    return sorted(letters, key=lambda letter: letter.at, reverse=True)[:SHOWN]


def _sent(row: OutgoingMessage) -> Letter:
    body = json.loads(vault.unseal(row.body, f"outgoing:{row.mid}"))
    at, by = row.queued_at, body.get("by", "")
    return Letter(
        row.mid, False, row.to, body["subject"], body["text"], by, at, row.state, row.last_error
    )


def _came(row: IncomingMessage) -> Letter:
    subject, text, by = _told(vault.unseal(row.body, f"incoming:{row.mid}"))
    return Letter(row.mid, True, row.sender, subject, text, by, row.received_at, "received", "")


def _told(plain: bytes) -> tuple[str, str, str]:
    """Subject, text and writer; one that came early is shown before anybody has checked it."""
    try:
        body = json.loads(plain)
        return str(body["subject"]), str(body["text"]), str(body.get("by", ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        return "", "", ""


@dataclass(frozen=True, slots=True)
class Line:
    """The line to one peer; ``waiting`` counts messages that wait for it."""

    code: str
    authority: str
    heard_at: datetime | None
    failing_since: datetime | None
    trouble: str
    waiting: int
    fingerprint: str


def access_lines() -> list[Line]:
    """Every other node of the directory.

    Raises:
        NoDirectory: none is installed.
    """
    from comity.exchange.directory import fingerprint

    known = peers.directory(settings.NODE)
    links = PeerLink.objects.in_bulk()
    lines = []
    for code, entry in sorted(known.entries.items()):
        if code == settings.NODE.code:
            continue
        link = links.get(code)
        lines.append(
            Line(
                code,
                entry.authority,
                link.heard_at if link else None,
                link.failing_since if link else None,
                link.last_error if link else "",
                OutgoingMessage.objects.filter(to=code, state="queued").count(),
                fingerprint(entry.signing[0].public),
            )
        )
    return lines
