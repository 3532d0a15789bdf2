"""What is known of the line to each peer."""

from comity_node.models import PeerLink
from comity_node.ports import clock


def heard(code: str) -> None:
    """The peer answered."""
    now = clock.real_now()
    PeerLink.objects.update_or_create(
        code=code,
        defaults={"heard_at": now, "tried_at": now, "failing_since": None, "last_error": ""},
    )


def failed(code: str, why: str) -> None:
    """The peer could not be reached, or gave no usable answer."""
    now = clock.real_now()
    link, _ = PeerLink.objects.get_or_create(code=code)
    link.tried_at, link.last_error = now, why[:200]
    link.failing_since = link.failing_since or now
    link.save()
