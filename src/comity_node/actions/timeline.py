"""Lines of a request's timeline; the same event told twice stands once."""

from datetime import datetime
from typing import Any

from comity.exchange.receipts import Receipt
from comity_node.models import AssistanceRequest, OutgoingMessage, RequestEvent, RequestVersion
from comity_node.ports import clock

US, THEM, SYSTEM = "us", "them", "system"


def add(
    request: AssistanceRequest,
    kind: str,
    *,
    key: str,
    by: str,
    by_name: str = "",
    at: datetime | None = None,
    details: dict[str, Any] | None = None,
    version: RequestVersion | None = None,
) -> RequestEvent:
    """Write one line unless it stands there already."""
    event, _ = RequestEvent.objects.get_or_create(
        request=request,
        key=key,
        defaults={
            "kind": kind,
            "by": by,
            "by_name": by_name,
            "at": at or clock.now(),
            "details": details or {},
            "version": version,
        },
    )
    return event


def message_settled(row: OutgoingMessage, receipt: Receipt) -> None:
    """A receipt came: delivered, or refused with a code and what to do about it."""
    if row.request is None:
        return
    kind = "delivered" if row.state == "delivered" else "delivery_refused"
    details = {"type": row.type, "code": receipt.code.value if receipt.code else ""}
    add(row.request, kind, key=f"{kind}:{row.mid}", by=SYSTEM, details=details)


def message_expired(row: OutgoingMessage) -> None:
    """Thirty days without a receipt: an officer must look."""
    if row.request is not None:
        add(
            row.request,
            "delivery_expired",
            key=f"expired:{row.mid}",
            by=SYSTEM,
            details={"type": row.type},
        )
