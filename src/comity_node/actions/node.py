"""What a fresh database needs before the node can work."""

from datetime import timedelta

from django.conf import settings

from comity_node.models import AuditHead, TrainingClock


def prepare() -> None:
    """The head of the audit tree and, on a training node, its clock; safe to repeat."""
    AuditHead.objects.get_or_create(pk=1, defaults={"size": 0, "peaks": b""})
    if settings.NODE.training:
        TrainingClock.objects.get_or_create(pk=1, defaults={"moved_by": timedelta(0)})


def restored() -> None:
    """Written down by a node that came out of a backup."""
    from comity_node.actions.audit import record
    from comity_node.actions.outbox import EPOCH
    from comity_node.ports import clock

    at = clock.real_now().strftime("%Y-%m-%dT%H:%M:%SZ")
    record("node.restored", actor=None, details={"at": at, "epoch": str(EPOCH)})
