"""What a caseworker found on an incoming request."""

from django.db import transaction

from comity_node.models import AssistanceRequest, CompletenessAnswer, User
from comity_node.ports import clock

BETWEEN = "\x1f"  # own language and other language of what is missing


def examine(
    *,
    officer: User,
    request: AssistanceRequest,
    item: str,
    state: str,
    where: str,
    what: str,
    what_other: str,
) -> None:
    """Save the finding on one item; a later look replaces it."""
    with transaction.atomic():
        CompletenessAnswer.objects.update_or_create(
            request=request,
            item=item,
            defaults={
                "state": state,
                "where": where,
                "what_is_missing": f"{what}{BETWEEN}{what_other}" if what else "",
                "by": officer,
                "at": clock.now(),
            },
        )
