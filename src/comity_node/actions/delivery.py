"""Carries one queued message to its peer and settles it by the receipt that comes back.

The row stays locked while it travels: killed, the lock falls and the next worker carries the
same message again; the peer answers a repetition with its first receipt.
"""

import random
from datetime import timedelta

from django.conf import settings
from django.db import DataError, IntegrityError, transaction

from comity.exchange import canonical, envelope, receipts
from comity.exchange.receipts import Receipt, Stage
from comity.exchange.refusals import Code, MalformedError
from comity_node.actions import audit, links, timeline
from comity_node.models import OutgoingMessage
from comity_node.ports import clock, failpoints, https, peers, vault

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=15)
# The peer could not take it now; the same message may be taken later.
PASSING = {Code.QUOTA, Code.ATTACHMENT, Code.UNKNOWN_SEALING_KEY, Code.UNKNOWN_PEER}


def pause(attempts: int) -> timedelta:
    """5 s, doubling to 15 minutes, with a fifth of jitter so that nodes do not march in step."""
    doubled = FIRST_PAUSE * 2 ** min(attempts - 1, 20)
    jittered: timedelta = min(doubled, LONGEST_PAUSE) * random.uniform(0.8, 1.2)  # noqa: S311
    return jittered


def deliver_next() -> bool:
    """Carry the message that is due longest; False when none is."""
    with transaction.atomic():
        row = (
            OutgoingMessage.objects.select_for_update(skip_locked=True)
            .filter(state="queued", due_at__lte=clock.real_now())
            .order_by("due_at", "seq")
            .first()
        )
        if row is None:
            return False
        if row.expires_at <= clock.real_now():
            _expire(row)
        else:
            _carry_alone(row)
    failpoints.reach("sender-after-receipt-commit")
    return True


def _carry_alone(row: OutgoingMessage) -> None:
    """One message whose answer cannot be kept does not stop those to every other State."""
    try:
        with transaction.atomic():
            _carry(row)
    except (DataError, IntegrityError) as fault:
        row.refresh_from_db()
        _later(row, f"The answer of {row.to} cannot be kept here: {type(fault).__name__}")


def _carry(row: OutgoingMessage) -> None:
    try:
        token = _travel(row)
        _settle(row, token)
    except (https.PeerUnreachable, peers.NoDirectory) as fault:
        _later(row, str(fault))
    except (vault.VaultError, OSError) as fault:
        _later(row, f"It cannot be read here: {fault}")  # one broken row does not stop the others
    except MalformedError as fault:
        _later(row, f"The answer of {row.to} is not a receipt for this message: {fault.detail}")


def _travel(row: OutgoingMessage) -> str:
    known = peers.directory(settings.NODE)
    peer, key = known.peer(row.to), known.sealing_key_for(row.to, clock.real_now())
    if peer is None or key is None:
        raise https.PeerUnreachable(
            f"{row.to} is not in the directory, or lists no key in use. It waits here; "
            "ask the secretariat for a newer directory."
        )
    body = vault.unseal(row.body, f"outgoing:{row.mid}")
    sealed = envelope.seal(row.evidence, body, to=row.to, mid=row.mid, key=key)
    failpoints.reach("sender-after-sealing")
    https.send_parts(peer, _parts(row))
    return https.send_message(peer, sealed)


def _parts(row: OutgoingMessage) -> dict[str, str]:
    """SHA-256 of each part to its place in our folder."""
    return {part["sha256"]: part["place"] for one in row.attachments for part in one["parts"]}


def _settle(row: OutgoingMessage, token: str) -> None:
    known = peers.directory(settings.NODE)
    receipt = receipts.read_receipt(token, known.signing_key)
    _check(row, receipt)
    links.heard(row.to)
    failpoints.reach("sender-before-receipt-commit")
    if receipt.stage is Stage.REFUSED and receipt.code in PASSING:
        _later(row, f"{receipt.code.value}: {receipt.detail}")
        return
    row.receipt, row.settled_at = token, clock.real_now()
    row.state = "delivered" if receipt.stage is Stage.DELIVERED else "refused"
    row.last_error = "" if row.state == "delivered" else f"{receipt.code}: {receipt.detail}"[:200]
    row.save()
    _record(row, receipt)
    timeline.message_settled(row, receipt)


def _check(row: OutgoingMessage, receipt: Receipt) -> None:
    if receipt.evidence:
        receipts.match_receipt(receipt, row.evidence)
    elif (receipt.by, receipt.mid) != (row.to, row.mid):
        raise MalformedError(Code.WRONG_MESSAGE, "the receipt is for another message")


def _record(row: OutgoingMessage, receipt: Receipt) -> None:
    if row.state == "delivered":
        details = {"recipient": row.to, "message": row.mid, "at": canonical.to_instant(receipt.at)}
        audit.record("message.delivered", actor=None, details=details, subject=f"message:{row.mid}")
    else:
        told = {"recipient": row.to, "message": row.mid, "code": str(receipt.code)}
        audit.record(
            "message.refused_by_peer", actor=None, details=told, subject=f"message:{row.mid}"
        )


def _later(row: OutgoingMessage, why: str) -> None:
    row.attempts += 1
    row.due_at = clock.real_now() + pause(row.attempts)
    row.last_error = why[:200]
    row.save(update_fields=["attempts", "due_at", "last_error"])
    links.failed(row.to, why)


def _expire(row: OutgoingMessage) -> None:
    row.state, row.settled_at = "expired", clock.real_now()
    row.save(update_fields=["state", "settled_at"])
    audit.record(
        "message.expired",
        actor=None,
        details={
            "message": row.mid,
            "recipient": row.to,
            "expiry": canonical.to_instant(row.expires_at),
        },
        subject=f"message:{row.mid}",
    )
    timeline.message_expired(row)
