"""Writing a plain letter to another State's authority."""

from django.conf import settings
from django.db import transaction

from comity.assistance.wire import Type
from comity_node.actions import outbox
from comity_node.models import OutgoingMessage, User


def write_letter(*, to: str, subject: str, text: str, officer: User) -> OutgoingMessage:
    """Queue a letter; it leaves when this transaction has committed."""
    with transaction.atomic():
        return outbox.queue(
            outbox.Draft(
                to=to,
                type=Type.LETTER,
                stream=f"{settings.NODE.code}-letters",
                body={"subject": subject, "text": text, "by": officer.full_name},
                officer=officer,
            )
        )
