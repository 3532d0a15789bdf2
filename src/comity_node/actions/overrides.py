"""A supervisor goes on in spite of a rule: who, with what, and why stand in the log."""

from comity_node.actions.audit import record
from comity_node.models import User

KEEPING = "HR-07, HR-12"  # the rules that keep people from a State


def note_override(officer: User, what: str, rules: str, why: str, subject: str = "") -> None:
    """Stands in the transaction of the act.

    Args:
        what: reference of the request, or the stream of a plain letter.
        rules: their ids; why: the reason, or the labels of those the letter was said to name.
        subject: ``request:<key>``, by which the entry stands in the file of the request.
    """
    record(
        "rule.overridden",
        actor=officer,
        details={"object": what, "rule": rules, "reason": why},
        subject=subject,
    )
