"""What a caseworker found on an incoming request."""

from django.db import transaction

from comity_node.actions import editions
from comity_node.actions.movement import lock
from comity_node.models import AssistanceRequest, CompletenessAnswer, User
from comity_node.ports import clock

BETWEEN = "\x1f"  # own language and other language of what is missing


def finding(request: AssistanceRequest, item: str) -> dict[str, str]:
    """What was found on an item, by the names of its form; empty where nobody looked."""
    found = request.completeness.filter(item=item).first()
    if found is None:
        return {}
    own, _, other = found.what_is_missing.partition(BETWEEN)
    return {"state": found.state, "where": found.where, "what": own, "what_other": other}


def examine(
    *,
    officer: User,
    request: AssistanceRequest,
    item: str,
    edition: str,
    state: str,
    where: str,
    what: str,
    what_other: str,
) -> None:
    """Save the finding on one item; a later look replaces it.

    Args:
        edition: ``edition_of`` the finding the form showed.

    Raises:
        Changed: a colleague saved another finding in between.
    """
    with transaction.atomic():
        now = finding(lock(request.pk), item)
        if editions.edition_of(now) != edition:
            raise editions.Changed(editions.edition_of(now), now)
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
