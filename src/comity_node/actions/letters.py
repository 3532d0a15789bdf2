"""Writing a plain letter to another State's authority."""

from django.conf import settings
from django.db import transaction

from comity.assistance.wire import Type
from comity.safeguards.named import Named
from comity_node.access.gate import told_in_any_case
from comity_node.actions import outbox
from comity_node.actions.overrides import KEEPING, note_override
from comity_node.models import OutgoingMessage, User
from comity_node.models.users import Role


class TellsOfKept(Exception):
    """The letter tells of people of whom nothing may reach its State (HR-07, HR-12).

    ``named`` are those of the officer's own cases; ``elsewhere`` says that there are others.
    """

    def __init__(self, named: tuple[Named, ...], *, elsewhere: bool) -> None:
        super().__init__(", ".join(one.label for one in named))
        self.named = named
        self.elsewhere = elsewhere


def check_letter(*, to: str, subject: str, text: str, officer: User) -> tuple[Named, ...]:
    """Before a letter is sent; returns what of the officer's own cases is to be read before.

    A supervisor, who sees that somebody else of that name is meant, may go on.

    Raises:
        TellsOfKept: somebody of whom nothing may reach that State is surely told of in it.
    """
    told = told_in_any_case(officer, to, [subject, text])
    sure = tuple(one for one in told.own if one.sure)
    if (sure or told.elsewhere) and officer.role != Role.SUPERVISOR:
        raise TellsOfKept(sure, elsewhere=told.elsewhere)
    return told.own


def write_letter(*, to: str, subject: str, text: str, officer: User) -> OutgoingMessage:
    """Queue a letter; it leaves when this transaction has committed.

    Raises:
        TellsOfKept: as ``check_letter``.
    """
    with transaction.atomic():
        named = check_letter(to=to, subject=subject, text=text, officer=officer)
        stream = f"{settings.NODE.code}-letters"
        kept = ", ".join(one.label for one in named if one.sure)
        if kept:
            note_override(officer, stream, KEEPING, kept)
        return outbox.queue(
            outbox.Draft(
                to=to,
                type=Type.LETTER,
                stream=stream,
                body={"subject": subject, "text": text, "by": officer.full_name},
                officer=officer,
            )
        )
