"""Counts that name nobody."""

from django.db.models import Count

from comity_node.models import User


def users_by_role() -> dict[str, int]:
    """How many accounts each role has."""
    rows = User.objects.filter(is_active=True).values("role").annotate(number=Count("pk"))
    return {row["role"]: row["number"] for row in rows.order_by("role")}
