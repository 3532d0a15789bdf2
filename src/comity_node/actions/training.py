"""What only a training node may do: move its clock, go back to the beginning."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from comity_node.actions.audit import record
from comity_node.actions.scene import lay_out
from comity_node.models import TrainingClock, User
from comity_node.ports import clock


class NotTraining(Exception):
    """This node holds real data: its clock is the machine's, and nothing is reset."""


def advance_clock(*, officer: User, days: int) -> None:
    """Move the node's clock forward.

    Raises:
        NotTraining: the node is a real one.
    """
    if not settings.NODE.training:
        raise NotTraining
    with transaction.atomic():
        old = clock.today()
        row = TrainingClock.objects.select_for_update().get(pk=1)
        row.moved_by += timedelta(days=days)
        row.save(update_fields=["moved_by"])
        record(
            "clock.advanced",
            actor=officer,
            details={"old": old.isoformat(), "new": clock.today().isoformat()},
        )


def reset(*, officer: User) -> None:
    """Everything entered goes away, and the training scene is laid out again.

    Messages, receipts and the log stay: what was exchanged is remembered by the others too.

    Raises:
        NotTraining: the node is a real one.
    """
    if not settings.NODE.training:
        raise NotTraining
    with transaction.atomic():
        _forget()
        TrainingClock.objects.filter(pk=1).update(moved_by=timedelta(0))
        record("training.reset", actor=officer, details={})
        lay_out()


def _forget() -> None:
    """Children first; rows of the exchange keep their place but lose their request."""
    from comity_node import models as m

    m.OutgoingMessage.objects.update(request=None)
    m.IncomingMessage.objects.update(request=None)
    for model in (
        m.ReceivedItem,
        m.PaperStep,
        m.CompletenessAnswer,
        m.RequestEvent,
        m.RequestVersion,
        m.GateAgreement,
        m.GateAnswer,
        m.Passage,
        m.AssistanceRequest,
        m.ConductRecord,
        m.RoleChange,
        m.NameForm,
        m.Identifier,
        m.Person,
        m.Exhibit,
        m.CaseMember,
        m.Case,
        m.PendingForm,
        m.SentForm,
    ):
        model.objects.all().delete()
