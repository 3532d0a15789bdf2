"""Signed statements of how long the audit log is."""

from django.conf import settings
from django.db import transaction

from comity.audit.checkpoint import Checkpoint, origin_of, sign_checkpoint
from comity.audit.merkle import HASH_BYTES, Frontier
from comity_node.models import AuditCheckpoint, AuditHead
from comity_node.ports import clock, exchange_keys


def make_checkpoint() -> AuditCheckpoint:
    """The checkpoint of the log as it is now; the same one while nothing was added."""
    with transaction.atomic():
        head = AuditHead.objects.select_for_update().get(pk=1)
        peaks = bytes(head.peaks)
        frontier = Frontier(
            head.size, tuple(peaks[i : i + HASH_BYTES] for i in range(0, len(peaks), HASH_BYTES))
        )
        text = sign_checkpoint(
            Checkpoint(origin_of(settings.NODE.code), head.size, frontier.root()),
            exchange_keys.read(settings.NODE.keys).sign.private,
        )
        row, _ = AuditCheckpoint.objects.get_or_create(
            size=head.size, defaults={"text": text, "at": clock.real_now()}
        )
    return row
