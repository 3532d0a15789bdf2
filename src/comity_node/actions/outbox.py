"""Messages this node owes others: queued with the change they tell of, delivered by the worker."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction

from comity.assistance.wire import Type
from comity.exchange import canonical, envelope, evidence, manifest
from comity.exchange.parts import FileKey, encrypt_parts
from comity.law.statements import LawMessage
from comity_node.actions import audit
from comity_node.models import AssistanceRequest, OutgoingMessage, StoredFile, User
from comity_node.ports import clock, exchange_keys, failpoints, files, peers, vault

EPOCH = 1
KEPT_FOR = timedelta(days=30)
CHANNEL = "comity_outbox"
GONE = "gone"  # field of the manifest: digests by number of messages that will not come


@dataclass(frozen=True, slots=True)
class Draft:
    """A message before it is signed; ``stream`` is the sender's reference of the case."""

    to: str
    type: Type | LawMessage
    stream: str
    body: Mapping[str, object]
    officer: User
    request: AssistanceRequest | None = None
    second: User | None = None
    attachments: tuple[StoredFile, ...] = ()
    answers: str = ""
    handling: str = "H1"
    purposes: tuple[str, ...] = ()
    basis: str = ""
    protected: bool = False


class TooLong(Exception):
    """The text does not fit into one message; what can be a file goes as a file."""


def queue(draft: Draft) -> OutgoingMessage:
    """Sign and queue; stands in the transaction of the change it tells of.

    Raises:
        TooLong: see there; nothing was queued.
    """
    with transaction.atomic():
        _one_at_a_time(draft)
        now = clock.real_now().replace(microsecond=0)
        attached = [_attach(each) for each in draft.attachments]
        keys = {one.listed.name: one.key for one in attached}
        # File keys stand in the body: J is kept for ever and exported, the body can be erased.
        body = canonical.encode({**draft.body, **({"keys": keys} if keys else {})})
        signed = _sign(draft, body, now, tuple(one.listed for one in attached))
        if not envelope.fits(signed.evidence, body):
            raise TooLong
        row = OutgoingMessage.objects.create(
            mid=signed.mid,
            to=draft.to,
            type=draft.type.value,
            stream=draft.stream,
            seq=signed.seq,
            evidence=signed.evidence,
            digest=canonical.digest(signed.evidence),
            body=vault.seal(body, f"outgoing:{signed.mid}"),
            attachments=[one.to_json() for one in attached],
            request=draft.request,
            due_at=now,
            expires_at=now + KEPT_FOR,
            queued_at=clock.real_now(),
        )
        audit.record(
            "message.sealed",
            actor=draft.officer,
            details={"message": row.mid, "recipient": row.to, "digest": row.digest},
            subject=f"message:{row.mid}",
            recipients=(row.to,),
        )
        transaction.on_commit(_after_commit)
        failpoints.reach("sender-before-outbox-commit")
    return row


def _after_commit() -> None:
    failpoints.reach("sender-after-outbox-commit")
    with connection.cursor() as cursor:
        cursor.execute(f"notify {CHANNEL}")


def _one_at_a_time(draft: Draft) -> None:
    """Two officers writing to one stream wait for each other, so numbers have no gap."""
    name = f"{draft.to}|{draft.stream}".encode()
    lock = int.from_bytes(hashlib.sha256(name).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [lock])


@dataclass(frozen=True, slots=True)
class _Signed:
    mid: str
    seq: int
    evidence: str


def _sign(draft: Draft, body: bytes, now, attached) -> _Signed:  # type: ignore[no-untyped-def]
    last = OutgoingMessage.objects.filter(to=draft.to, stream=draft.stream).order_by("-seq").first()
    held = peers.directory(settings.NODE)
    mid = manifest.make_mid(now, secrets.token_bytes(10))
    said = manifest.Manifest(
        typ=draft.type.value,
        mid=mid,
        frm=settings.NODE.code,
        to=draft.to,
        cas=draft.stream,
        epo=EPOCH,
        seq=last.seq + 1 if last else 1,
        iat=now,
        exp=now + KEPT_FOR,
        hdl=manifest.Handling(draft.handling, draft.purposes),
        cls=manifest.Class.PROTECTED if draft.protected else manifest.Class.ORDINARY,
        off=manifest.Officer(draft.officer.pseudonym, draft.officer.role),
        apr=manifest.Officer(draft.second.pseudonym, draft.second.role) if draft.second else None,
        body=canonical.digest(body),
        dir=manifest.DirectoryMark(held.version, held.root),
        prv=last.digest if last else "",
        cor=draft.answers,
        lb=draft.basis,
        att=attached,
        extra=_gone(draft),
    )
    manifest.read_manifest(said.to_json())  # what every peer would refuse is never signed
    key = exchange_keys.read(settings.NODE.keys).sign
    return _Signed(mid, said.seq, evidence.sign(evidence.Kind.MESSAGE, said.to_json(), key))


def _gone(draft: Draft) -> dict[str, object]:
    """Earlier messages of the stream that were refused or given up: nobody need wait for them."""
    rows = OutgoingMessage.objects.filter(
        to=draft.to, stream=draft.stream, state__in=("refused", "expired")
    )
    told = {str(row.seq): row.digest for row in rows}
    return {GONE: told} if told else {}


@dataclass(frozen=True, slots=True)
class _Attached:
    """A file in encrypted parts, kept in the node's own folder until delivered."""

    listed: manifest.Attachment
    key: str
    places: tuple[str, ...]

    def to_json(self) -> dict[str, object]:
        parts = [
            {"sha256": part.sha256, "place": place}
            for part, place in zip(self.listed.parts, self.places, strict=True)
        ]
        return {"name": self.listed.name, "parts": parts}


def _attach(stored: StoredFile) -> _Attached:
    key = FileKey(secrets.token_bytes(32), secrets.token_bytes(7))
    sealed = list(encrypt_parts([files.get(stored.place)], key))
    return _Attached(
        manifest.Attachment(
            name=stored.name,
            media=stored.media_type,
            size=stored.size,
            sha256=stored.sha256,
            parts=tuple(one.part for one in sealed),
        ),
        key.to_text(),
        tuple(files.put(one.data) for one in sealed),
    )


def read_body(message: OutgoingMessage) -> dict[str, object]:
    """What was said, readable again."""
    plain: dict[str, object] = json.loads(vault.unseal(message.body, f"outgoing:{message.mid}"))
    return plain
