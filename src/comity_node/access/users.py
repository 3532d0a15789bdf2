"""Officers of this node, as colleagues see them."""

from comity_node.models import User
from comity_node.models.users import Role


def colleagues() -> list[User]:
    """Officers who may work on cases."""
    rows = User.objects.filter(is_active=True).exclude(role=Role.ADMINISTRATOR)
    return list(rows.order_by("full_name"))
