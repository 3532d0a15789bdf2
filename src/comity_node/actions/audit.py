"""Appends to the audit log, in the transaction of what it records."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction

from comity.audit.events import event_of
from comity.audit.leaves import SALT_BYTES, Leaf, commitment
from comity.audit.merkle import HASH_BYTES, Frontier
from comity_node.models import AuditDetail, AuditHead, AuditLeaf, User
from comity_node.ports import clock, vault

SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: pseudonym and role for the leaf, the name only in the sealed details."""

    pseudonym: str
    role: str
    name: str

    @classmethod
    def of(cls, user: User | None) -> "Actor":
        if user is None:
            return cls(SYSTEM, SYSTEM, f"Node {settings.NODE.code}")
        return cls(user.pseudonym, user.role, user.full_name)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a leaf stands, and the tree's root with it: what a receipt names."""

    index: int
    root: str


def pseudonym(thing: str) -> str:
    """A name for ``thing`` that only this node can connect with it: 20 hex digits."""
    key = hashlib.sha256(b"pseudonym" + settings.KEYS.storage).digest()
    return hmac.new(key, thing.encode(), hashlib.sha256).hexdigest()[:20]


def record(
    kind: str,
    *,
    actor: User | None,
    details: Mapping[str, str],
    subject: str = "",
    case: str = "",
    justification: str = "",
    recipients: tuple[str, ...] = (),
) -> "Place":
    """Append one leaf; returns its place. Fails with the transaction it stands in.

    Args:
        details: exactly the params of the event but ``actor``, which is filled in here.
        subject: what was acted on, e.g. ``request:IT-2026-000001``; kept as a pseudonym.

    Raises:
        ValueError: the catalogue has no such event, or the details do not fit it.
    """
    who = Actor.of(actor)
    told = _with_actor(kind, details, who)
    salt = secrets.token_bytes(SALT_BYTES)
    with transaction.atomic():
        head = AuditHead.objects.select_for_update().get(pk=1)
        frontier = Frontier(head.size, _split(bytes(head.peaks)))
        at = clock.now().replace(microsecond=0)
        leaf = Leaf(
            idx=head.size,
            t=at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            kind=kind,
            actor=who.pseudonym,
            role=who.role,
            unit=settings.NODE.code,
            target=pseudonym(subject) if subject else "",
            justification=justification,
            case=pseudonym(f"case:{case}") if case else "",
            recipients=recipients,
            commitment=commitment(salt, told),
        )
        root = _append(head, frontier, leaf, at, (salt, told))
    return Place(leaf.idx, root.hex())


def _with_actor(kind: str, details: Mapping[str, str], who: Actor) -> dict[str, str]:
    told = dict(details)
    try:
        event_of(kind, told)
    except ValueError:
        told["actor"] = who.name
        event_of(kind, told)
    return told


def _append(
    head: AuditHead,
    frontier: Frontier,
    leaf: Leaf,
    at: datetime,
    secret: tuple[bytes, Mapping[str, str]],
) -> bytes:
    """Write leaf, sealed details and head; returns the root of the grown tree."""
    row = AuditLeaf.objects.create(
        idx=leaf.idx,
        at=at,
        kind=leaf.kind,
        actor=leaf.actor,
        subject=leaf.target,
        text=leaf.to_bytes().decode(),
        hash=leaf.hash(),
    )
    salt, told = secret
    plain = json.dumps({"salt": salt.hex(), "details": dict(told)}).encode()
    AuditDetail.objects.create(leaf=row, sealed=vault.seal(plain, f"audit:{leaf.idx}"))
    grown = frontier.append(leaf.hash())
    head.size, head.peaks = grown.size, b"".join(grown.peaks)
    head.save(update_fields=["size", "peaks"])
    return grown.root()


def _split(peaks: bytes) -> tuple[bytes, ...]:
    return tuple(peaks[i : i + HASH_BYTES] for i in range(0, len(peaks), HASH_BYTES))
