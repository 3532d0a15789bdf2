"""A form sent twice changes things once: its token remembers where the first sending led."""

import re
import secrets
from collections.abc import Callable
from datetime import timedelta

from django.db import IntegrityError, transaction

from comity_node.models import SentForm
from comity_node.officer import OfficerRequest
from comity_node.ports import clock

FIELD = "form-token"
KEPT_FOR = timedelta(days=2)
TOKEN = re.compile(r"[\w-]{1,43}", re.ASCII)


def new_token() -> str:
    """A token for one showing of one form."""
    return secrets.token_urlsafe(32)


def once(request: OfficerRequest, act: Callable[[], str]) -> str:
    """Run ``act`` (which returns the address to go to) unless this form was sent before.

    The act, its effects and the memory of the token are one transaction: a second arrival
    waits for the first and is led to where that one went.
    """
    given = request.POST.get(FIELD, "")
    token = given if TOKEN.fullmatch(given) else new_token()
    try:
        with transaction.atomic():
            row = SentForm.objects.create(
                token=token, user=request.user, answered_with="", at=clock.real_now()
            )
            row.answered_with = act()[:300]
            row.save(update_fields=["answered_with"])
            return row.answered_with
    except IntegrityError as clash:
        first = SentForm.objects.filter(token=token).first()
        if first is None:
            raise clash
        return first.answered_with


def went(request: OfficerRequest) -> str:
    """Where this form led when it was sent before; empty when it was not."""
    given = request.POST.get(FIELD, "")
    if not TOKEN.fullmatch(given):  # a shape no database may be asked about
        return ""
    first = SentForm.objects.filter(token=given, user=request.user).first()
    return first.answered_with if first else ""


def forget_old() -> None:
    """Tokens of forms nobody can send any more."""
    SentForm.objects.filter(at__lt=clock.real_now() - KEPT_FOR).delete()
