"""Answering the gate and agreeing to it. It cannot be answered in bulk nor skipped."""

from django.db import transaction

from comity_node.access.gate import gate_of
from comity_node.actions import editions
from comity_node.actions.audit import record
from comity_node.actions.requests import locked_draft
from comity_node.models import AssistanceRequest, GateAgreement, GateAnswer, User
from comity_node.ports import clock


class CannotAgree(Exception):
    """The gate cannot be agreed to now; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def given(request: AssistanceRequest, rule: str) -> dict[str, str]:
    """The answer to a question, by the names of its form; empty where nobody answered."""
    found = request.gate_answers.filter(rule=rule).first()
    if found is None:
        return {}
    return {"answer": found.answer, "why": found.why, "evidence": found.evidence}


def answer_question(
    *,
    officer: User,
    request: AssistanceRequest,
    rule: str,
    edition: str,
    answer: str,
    why: str,
    evidence: str,
) -> None:
    """One answer; the former one is replaced, and the log has who gave which.

    Args:
        edition: ``edition_of`` the answer the form showed.

    Raises:
        Changed: a colleague answered in between.
        NotDraft: the request was sent.
    """
    with transaction.atomic():
        row = locked_draft(request)
        now = given(row, rule)
        if editions.edition_of(now) != edition:
            raise editions.Changed(editions.edition_of(now), now)
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


def may_agree(row: AssistanceRequest, officer: User) -> bool:
    """Whether an officer neither began the request nor answered a question of its gate."""
    answered = row.gate_answers.filter(by=officer).exists()
    return not answered and row.officer_id != officer.pk


def agree(*, officer: User, request: AssistanceRequest, covers: str) -> None:
    """The second person agrees to the answers as they stand.

    Args:
        covers: ``GateFile.covers`` of what the officer read.

    Raises:
        CannotAgree: something else stands there now, open questions, a stop, or the officer
            drafted the request or answered.
        NotDraft: the request was sent.
    """
    with transaction.atomic():
        row = locked_draft(request)
        file = gate_of(row)
        if file.verdict.word == "stop":
            raise CannotAgree("stop")
        if file.verdict.word == "open":
            raise CannotAgree("open")
        if not may_agree(row, officer):
            raise CannotAgree("same_person")
        if covers != file.covers:
            raise CannotAgree("changed")
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
