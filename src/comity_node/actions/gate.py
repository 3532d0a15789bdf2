"""Answering the gate and agreeing to it. It cannot be answered in bulk nor skipped."""

from django.db import transaction

from comity_node.access.gate import gate_of
from comity_node.actions.audit import record
from comity_node.actions.requests import locked_draft
from comity_node.models import AssistanceRequest, GateAgreement, GateAnswer, User
from comity_node.ports import clock


class CannotAgree(Exception):
    """The gate cannot be agreed to now; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def answer_question(
    *, officer: User, request: AssistanceRequest, rule: str, answer: str, why: str, evidence: str
) -> None:
    """One answer; the former one is replaced and both stand in the log.

    Raises:
        NotDraft: the request was sent.
    """
    with transaction.atomic():
        row = locked_draft(request)
        GateAnswer.objects.update_or_create(
            request=row,
            rule=rule,
            defaults={
                "answer": answer,
                "why": why,
                "evidence": evidence,
                "by": officer,
                "at": clock.now(),
            },
        )
        record(
            "gate.answered",
            actor=officer,
            details={"answer": answer, "rule": rule, "request": row.reference},
            subject=f"request:{row.pk}",
        )


def agree(*, officer: User, request: AssistanceRequest) -> None:
    """The second person agrees to the answers as they stand.

    Raises:
        CannotAgree: open questions, a stop, or the officer gave one of the answers.
        NotDraft: the request was sent.
    """
    with transaction.atomic():
        row = locked_draft(request)
        file = gate_of(row)
        if file.verdict.word == "stop":
            raise CannotAgree("stop")
        if file.verdict.word == "open":
            raise CannotAgree("open")
        if row.gate_answers.filter(by=officer).exists() or row.officer_id == officer.pk:
            raise CannotAgree("same_person")
        GateAgreement.objects.update_or_create(
            request=row,
            defaults={"covers": file.covers, "by": officer, "at": clock.now()},
        )
        record(
            "gate.agreed",
            actor=officer,
            details={
                "rule": ", ".join(one.asked.question.rule for one in file.rows),
                "request": row.reference,
            },
            subject=f"request:{row.pk}",
        )
