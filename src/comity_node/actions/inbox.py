"""Takes in what peers deliver: checks, one commit, one signed receipt; nothing is dropped."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction

from comity.exchange import canonical, evidence, receipts, streams
from comity.exchange.inspect import Accepted, Policy, Refusal, inspect
from comity.exchange.manifest import Part
from comity.exchange.parts import check_part
from comity.exchange.receipts import Receipt, Stage
from comity.exchange.refusals import Code, MalformedError
from comity_node.actions import audit, incoming, links, outbox
from comity_node.models import IncomingMessage, StoredPart
from comity_node.ports import clock, exchange_keys, failpoints, files, peers, vault


@dataclass(frozen=True, slots=True)
class Answer:
    """HTTP status and the receipt, JWS."""

    status: int
    receipt: str


OK, REFUSED, CONFLICT = 200, 400, 409
# What became of a message that opened: taken in; of no use to its type; a second truth.
DELIVERED, UNUSABLE, EQUIVOCATION = "delivered", "unusable", "equivocation"
STATUS = {DELIVERED: OK, UNUSABLE: REFUSED, EQUIVOCATION: CONFLICT}


def receive(sealed: bytes, certificate: str) -> Answer:
    """One delivered message, from its bytes to the receipt to give back.

    Args:
        sealed: bytes as they came.
        certificate: SHA-256 of the peer's TLS certificate, hex.
    """
    node = settings.NODE
    known = peers.directory(node)
    mine = known.peer(node.code)
    keys = exchange_keys.read(node.keys)
    policy = Policy(
        node.code,
        frozenset(mine.suites if mine else ()),
        frozenset(mine.accepts if mine else ()),
        max_attachment=node.upload_megabytes * 1024 * 1024,
    )
    verdict = inspect(sealed, keys.opening(), known, certificate, clock.real_now(), policy)
    if isinstance(verdict, Refusal):
        return _refuse(verdict)
    failpoints.reach("receiver-after-opening")
    return _take(verdict)


def _take(accepted: Accepted) -> Answer:
    try:
        with transaction.atomic():
            answer = _commit(accepted)
            failpoints.reach("receiver-before-commit")
    except MalformedError as fault:
        return _refuse_opened(accepted, fault)
    failpoints.reach("receiver-after-commit-before-answer")
    return answer


def _commit(accepted: Accepted) -> Answer:
    """Under the stream's lock: first receipt again, or effect, receipt and audit at once."""
    said = accepted.manifest
    _lock(f"{said.frm}|{said.cas}")
    first = IncomingMessage.objects.filter(mid=said.mid).first()
    if first is not None:
        return _repeated(first, accepted)
    verdict = streams.judge(_held(accepted), said.seq, streams.Link(accepted.digest, said.prv))
    if isinstance(verdict, streams.Equivocation):
        return _equivocated(accepted, said.mid, verdict.reason)
    attached = _attachments(accepted)
    place = audit.record(
        "message.received",
        actor=None,
        details={"message": said.mid, "sender": said.frm, "digest": accepted.digest},
        subject=f"message:{said.mid}",
    )
    row = _store(accepted, _receipt(accepted, place, Stage.DELIVERED), DELIVERED)
    links.heard(said.frm)
    if isinstance(verdict, streams.Next):
        _apply_upto(row, verdict.ready, attached)
    return Answer(OK, row.receipt)


def _refuse_opened(accepted: Accepted, fault: MalformedError) -> Answer:
    """A message that will never be taken is kept, and holds its number: those after it go on."""
    refusal = _refusal(accepted, fault.code, fault.detail)
    if fault.code is not Code.SCHEMA:
        return _refuse(refusal)
    said = accepted.manifest
    with transaction.atomic():
        _lock(f"{said.frm}|{said.cas}")
        verdict = streams.judge(_held(accepted), said.seq, streams.Link(accepted.digest, said.prv))
        answer = _refuse(refusal)
        row = _store(accepted, answer.receipt, UNUSABLE)
        if isinstance(verdict, streams.Next):
            _apply_upto(row, verdict.ready, {})
    return answer


def _lock(name: str) -> None:
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [number])


def _held(accepted: Accepted) -> dict[int, streams.Link]:
    said = accepted.manifest
    rows = IncomingMessage.objects.filter(
        sender=said.frm, stream=said.cas, verdict__in=(DELIVERED, UNUSABLE)
    ).values_list("seq", "digest", "evidence")
    held = {seq: streams.Link(digest, _previous(token)) for seq, digest, token in rows}
    return _gone(accepted) | held


def _gone(accepted: Accepted) -> dict[int, streams.Link]:
    """Numbers the sender says will not come: refused here, or given up by its own node.

    It signed that; without it a stream would wait for ever for a message nobody carries.
    """
    told = accepted.manifest.extra.get(outbox.GONE)
    if not isinstance(told, dict):
        return {}
    return {
        int(seq): streams.Link(str(digest), "")
        for seq, digest in told.items()
        if re.fullmatch("[0-9]{1,9}", str(seq)) and 0 < int(seq) < accepted.manifest.seq
    }


def _previous(token: str) -> str:
    return str(evidence.unverified(evidence.Kind.MESSAGE, token).payload.get("prv", ""))


def _repeated(first: IncomingMessage, accepted: Accepted) -> Answer:
    if isinstance(streams.judge_again(first.digest, accepted.digest), streams.Duplicate):
        return Answer(STATUS[first.verdict], first.receipt)
    name = f"second-{accepted.digest[:29]}"  # its own name is taken; J inside says the true one
    again = IncomingMessage.objects.filter(mid=name).first()
    if again is not None:
        return Answer(CONFLICT, again.receipt)
    return _equivocated(accepted, name, "another message of this name is held")


def _equivocated(accepted: Accepted, name: str, reason: str) -> Answer:
    """Both are kept, this one under ``name``, with the alarm in the log."""
    said = accepted.manifest
    place = audit.record(
        "message.equivocated",
        actor=None,
        details={
            "sender": said.frm,
            "message": said.mid,
            "first": _first_truth(accepted),
            "second": accepted.digest,
        },
        subject=f"message:{said.mid}",
    )
    token = _receipt(accepted, place, Stage.REFUSED, Code.EQUIVOCATION, reason)
    _store(accepted, token, EQUIVOCATION, name)
    return Answer(CONFLICT, token)


def _first_truth(accepted: Accepted) -> str:
    """Digest of the message this one contradicts: by name, else by number, else the chain."""
    said = accepted.manifest
    named = IncomingMessage.objects.filter(mid=said.mid).first()
    numbered = IncomingMessage.objects.filter(sender=said.frm, stream=said.cas, seq=said.seq)
    first = named or numbered.exclude(verdict=EQUIVOCATION).first()
    return first.digest if first else said.prv or "the chain"


def _store(accepted: Accepted, receipt: str, verdict: str, name: str = "") -> IncomingMessage:
    said = accepted.manifest
    mid = name or said.mid
    return IncomingMessage.objects.create(
        mid=mid,
        sender=said.frm,
        type=said.typ,
        stream=said.cas,
        seq=said.seq,
        evidence=accepted.evidence,
        digest=accepted.digest,
        body=vault.seal(accepted.body, f"incoming:{mid}"),
        receipt=receipt,
        verdict=verdict,
        received_at=clock.real_now(),
    )


def _receipt(
    accepted: Accepted, place: audit.Place, stage: Stage, code: Code | None = None, detail: str = ""
) -> str:
    said = accepted.manifest
    return receipts.sign_receipt(
        Receipt(
            stage=stage,
            by=settings.NODE.code,
            peer=said.frm,
            at=clock.real_now().replace(microsecond=0),
            index=place.index,
            root=place.root,
            mid=said.mid,
            evidence=accepted.digest,
            code=code,
            detail=_kept(detail),
        ),
        exchange_keys.read(settings.NODE.keys).sign,
    )


def _kept(detail: str) -> str:
    """A detail as a receipt may carry it: what a peer wrote may stand in it."""
    return detail.replace("\x00", "")[:300]


def _refusal(accepted: Accepted, code: Code, detail: str) -> Refusal:
    said = accepted.manifest
    return Refusal(code, detail, accepted.sealed, said.mid, accepted.digest, said.frm)


def _refuse(refusal: Refusal) -> Answer:
    """A signed refusal with its code, written down like everything else."""
    place = audit.record(
        "message.refused",
        actor=None,
        details={
            "message": refusal.mid or "unreadable",
            "sender": refusal.peer or "unknown",
            "code": refusal.code.value,
        },
        subject=f"message:{refusal.mid}",
    )
    receipt = Receipt(
        stage=Stage.REFUSED,
        by=settings.NODE.code,
        peer=refusal.peer or "XX",
        at=clock.real_now().replace(microsecond=0),
        index=place.index,
        root=place.root,
        mid=refusal.mid,
        evidence=refusal.digest,
        sealed=refusal.sealed,
        code=refusal.code,
        detail=_kept(refusal.detail),
    )
    token = receipts.sign_receipt(receipt, exchange_keys.read(settings.NODE.keys).sign)
    return Answer(REFUSED, token)


def _apply_upto(row: IncomingMessage, ready: int, attached: Mapping[str, bytes]) -> None:
    """In order: this message, then those that came early and waited for it."""
    waiting = IncomingMessage.objects.filter(
        sender=row.sender,
        stream=row.stream,
        seq__lte=ready,
        applied=False,
        verdict=DELIVERED,
    ).order_by("seq")
    for message in waiting:
        if message.mid == row.mid:
            _apply(message, attached)
        else:
            _apply_late(message)


def _apply(message: IncomingMessage, attached: Mapping[str, bytes] | None) -> None:
    body = _body(vault.unseal(message.body, f"incoming:{message.mid}"))
    given = incoming.stored_attachments(message, body) if attached is None else attached
    message.request = incoming.apply(message, body, given)
    message.applied = True
    message.save(update_fields=["request", "applied"])


def _apply_late(message: IncomingMessage) -> None:
    """One that waited and proves of no use was receipted already: it is kept and written down."""
    try:
        with transaction.atomic():
            _apply(message, None)
    except MalformedError as fault:
        message.verdict = UNUSABLE
        message.save(update_fields=["verdict"])
        details = {"message": message.mid, "sender": message.sender, "code": fault.code.value}
        audit.record(
            "message.refused", actor=None, details=details, subject=f"message:{message.mid}"
        )


def _attachments(accepted: Accepted) -> dict[str, bytes]:
    """Every attachment whole and as it was signed, or the message is refused."""
    if not accepted.manifest.att:
        return {}
    return incoming.read_attachments(accepted.manifest, _body(accepted.body))


def _body(plain: bytes) -> Mapping[str, object]:
    """The JSON object of a body.

    Raises:
        MalformedError: SCHEMA, it is none, or its file keys are not a table.
    """
    try:
        body = canonical.decode(plain)
    except MalformedError as fault:
        raise MalformedError(Code.SCHEMA, "body: not a canonical JSON object") from fault
    if not isinstance(body.get("keys", {}), dict):
        raise MalformedError(Code.SCHEMA, "keys: a table of file keys is wanted")
    return body


def missing_parts(asked: list[str]) -> list[str]:
    """Which of these parts are not here yet."""
    held = set(StoredPart.objects.filter(sha256__in=asked).values_list("sha256", flat=True))
    return [sha256 for sha256 in asked if sha256 not in held]


def take_part(sha256: str, content: bytes, peer: str) -> None:
    """Keep an encrypted part until its message comes.

    Raises:
        MalformedError: the bytes are not the part of that name.
    """
    check_part(content, Part(sha256, len(content)))
    if StoredPart.objects.filter(sha256=sha256).exists():
        return
    place = files.put(content)
    StoredPart.objects.create(
        sha256=sha256, size=len(content), place=place, peer=peer, kept_at=clock.real_now()
    )
