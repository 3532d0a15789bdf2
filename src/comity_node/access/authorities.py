"""The node's own list of executing authorities."""

from django.http import Http404

from comity.base.source import Confidence, Source
from comity.directory import authorities as core
from comity_node.models import Authority


def authorities() -> list[core.Authority]:
    """All of them, as the core sees them."""
    return [_value(row) for row in Authority.objects.order_by("pk")]


def _value(row: Authority) -> core.Authority:
    return core.Authority(
        key=str(row.pk),
        names=dict(row.names),
        measures=frozenset(row.measures),
        places=frozenset(row.places),
        invented=row.invented,
        source=Source(row.source, row.as_of.isoformat(), Confidence(row.confidence)),
    )


def access_authority(key: str) -> Authority:
    """One authority.

    Raises:
        Http404: none of that key.
    """
    row = Authority.objects.filter(pk=int(key)).first() if key.isdecimal() else None
    if row is None:
        raise Http404
    return row
