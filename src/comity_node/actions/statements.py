"""What we say of our own law, what others say of theirs, and proposals between the two.

A statement of ours needs a second person; then it is signed and goes to every State. One of
another State stands beside what was known until an officer accepts it.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from comity.exchange.refusals import Code, MalformedError
from comity.law.statements import (
    LawMessage,
    Statement,
    StatementError,
    Subject,
    known_before,
    read_statement,
    row_json,
)
from comity_node.access.law import refresh
from comity_node.actions import audit, outbox
from comity_node.law_in_force import law
from comity_node.models import IncomingMessage, LawStatement, User
from comity_node.ports import clock, peers

STREAM = "law"
DRAFT, SAID, RECEIVED, ACCEPTED, LEFT = "draft", "said", "received", "accepted", "left"
PROPOSED, PROPOSAL, TAKEN_UP, DECLINED = "proposed", "proposal", "taken_up", "declined"
SET_ASIDE, OVERTAKEN = "set_aside", "overtaken"


class NotNow(Exception):
    """The statement no longer stands where this act begins; the text says what to do."""


class SamePerson(Exception):
    """Who wrote it cannot be the second person."""


class NotOnNetwork(Exception):
    """The State runs no node that takes such messages."""


def draft(
    officer: User, subject: Subject, row: Mapping[str, Any], answers: LawStatement | None = None
) -> LawStatement:
    """Write down what our own law says; it waits for a second person.

    Raises:
        StatementError: the row is not one that can be said.
    """
    own = settings.NODE.code
    with transaction.atomic():
        statement = _made(own, subject, row)
        kept = _keep(statement, DRAFT, by=officer, answers=answers)
        details = {"statement": kept.reference, "key": kept.key}
        audit.record("law.drafted", actor=officer, details=details, subject=_subject(kept))
    return kept


def _made(about: str, subject: Subject, row: Mapping[str, Any]) -> Statement:
    raw = {
        "reference": _next_reference(),
        "state": settings.NODE.code,
        "about": about,
        "subject": subject.value,
        "said_on": clock.today().isoformat(),
        "row": dict(row),
    }
    return read_statement(raw, law())


def _next_reference() -> str:
    prefix = f"{settings.NODE.code}-L-"
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [prefix])
    rows = LawStatement.objects.filter(state=settings.NODE.code, reference__startswith=prefix)
    last = rows.aggregate(last=Max("reference"))["last"]
    return f"{prefix}{int((last or prefix + '0').rpartition('-')[2]) + 1:06d}"


def _keep(statement: Statement, standing: str, **more: Any) -> LawStatement:
    before = known_before(law(), statement.about, statement.subject, statement.key)
    return LawStatement.objects.create(
        reference=statement.reference,
        state=statement.state,
        about=statement.about,
        subject=statement.subject.value,
        key=statement.key[:80],
        content=statement.as_json(),
        before=row_json(before) if before is not None else None,
        digest=statement.digest,
        standing=standing,
        made_at=clock.now(),
        **more,
    )


def _subject(row: LawStatement) -> str:
    return f"law:{row.state}:{row.reference}"


def _locked(row: LawStatement, *standings: str) -> LawStatement:
    """The row, held until the end of the transaction, where it stands at one of these.

    Raises:
        NotNow: it does not.
    """
    held = LawStatement.objects.select_for_update().get(pk=row.pk)
    if held.standing not in standings:
        raise NotNow
    return held


def set_aside(officer: User, row: LawStatement) -> None:
    """Leave a draft of ours unsaid; it is kept.

    Raises:
        NotNow: it was said already.
    """
    with transaction.atomic():
        held = _locked(row, DRAFT)
        held.standing, held.decided_by, held.decided_at = SET_ASIDE, officer, clock.now()
        held.save()
        details = {"statement": held.reference}
        audit.record("law.set_aside", actor=officer, details=details, subject=_subject(held))


def agree(officer: User, row: LawStatement, digest: str) -> LawStatement:
    """The second person agrees to what the page showed; it holds here, and goes to every State.

    Raises:
        NotNow: it was decided already, or is not what was shown.
        SamePerson: the officer wrote it.
    """
    with transaction.atomic():
        held = _locked(row, DRAFT)
        if held.by_id == officer.pk:
            raise SamePerson
        if held.digest != digest:
            raise NotNow
        held.standing, held.second, held.decided_at = SAID, officer, clock.now()
        _put_in_force(held)
        held.save()
        recipients = _recipients()
        for code in recipients:
            _send(held, code, LawMessage.STATEMENT, {"statement": held.content})
        details = {
            "statement": held.reference,
            "key": held.key,
            "recipients": ", ".join(recipients) or "-",
        }
        audit.record(
            "law.said",
            actor=officer,
            details=details,
            subject=_subject(held),
            recipients=recipients,
        )
    refresh()
    return held


def _put_in_force(row: LawStatement) -> None:
    last = LawStatement.objects.aggregate(last=Max("in_force_order"))["last"]
    row.in_force_order = (last or 0) + 1


def _recipients() -> tuple[str, ...]:
    """Every other State whose node takes statements."""
    try:
        entries = peers.directory(settings.NODE).entries
    except peers.NoDirectory:
        return ()
    return tuple(
        code
        for code, entry in sorted(entries.items())
        if code != settings.NODE.code and LawMessage.STATEMENT.value in entry.accepts
    )


def _send(row: LawStatement, to: str, kind: LawMessage, body: Mapping[str, object]) -> None:
    officer = row.by or row.decided_by
    if officer is None:  # every path that sends has somebody
        raise NotNow
    second = row.second if row.second_id != officer.pk else None
    outbox.queue(
        outbox.Draft(
            to=to, type=kind, stream=STREAM, body=body, officer=officer, second=second,
            handling="H0",
        )
    )  # fmt: skip


def propose(officer: User, about: str, subject: Subject, row: Mapping[str, Any]) -> LawStatement:
    """Propose to another State what its page should say; its own officers decide.

    Raises:
        NotOnNetwork: the State runs no node.
        StatementError: the row is not one that can be said.
    """
    if about not in _recipients():
        raise NotOnNetwork
    with transaction.atomic():
        kept = _keep(_made(about, subject, row), PROPOSED, by=officer)
        _send(kept, about, LawMessage.PROPOSAL, {"statement": kept.content})
        details = {"recipient": about, "key": kept.key, "statement": kept.reference}
        audit.record(
            "law.proposed", actor=officer, details=details, subject=_subject(kept),
            recipients=(about,),
        )  # fmt: skip
    return kept


def _decide(row: LawStatement, officer: User, standing: str, reason: str = "") -> None:
    row.standing, row.decided_by, row.decided_at = standing, officer, clock.now()
    row.reason = reason


def _note(row: LawStatement, officer: User, kind: str, **more: str) -> None:
    details = {"statement": row.reference, "sender": row.state, "key": row.key} | more
    audit.record(kind, actor=officer, details=details, subject=_subject(row))


def accept(officer: User, row: LawStatement) -> None:
    """Answer from what a State said of itself, from now on.

    Raises:
        NotNow: somebody decided already.
    """
    with transaction.atomic():
        held = _locked(row, RECEIVED, LEFT)
        _decide(held, officer, ACCEPTED)
        _put_in_force(held)
        held.save()
        _overtake(held)
        _note(held, officer, "law.accepted")
    refresh()


def _overtake(row: LawStatement) -> None:
    """What the State said earlier of the same row is its word no longer."""
    earlier = LawStatement.objects.filter(
        state=row.state, about=row.about, subject=row.subject, key=row.key, pk__lt=row.pk,
        standing__in=(RECEIVED, LEFT),
    )  # fmt: skip
    earlier.update(standing=OVERTAKEN, decided_at=clock.now())


def leave(officer: User, row: LawStatement, reason: str) -> None:
    """Leave what a State said beside what was known; answers stay as they were.

    Raises:
        NotNow: somebody decided already.
    """
    with transaction.atomic():
        held = _locked(row, RECEIVED)
        _decide(held, officer, LEFT, reason)
        held.save()
        _note(held, officer, "law.left", reason=reason)


def take_up(officer: User, row: LawStatement) -> LawStatement:
    """Make a proposal our own draft; it waits for a second person as any other.

    Raises:
        NotNow: somebody decided already.
    """
    with transaction.atomic():
        held = _locked(row, PROPOSAL)
        _decide(held, officer, TAKEN_UP)
        held.save()
        ours = draft(officer, Subject(held.subject), held.content["row"], answers=held)
        _tell_proposer(held, TAKEN_UP, "")
        _note(held, officer, "law.proposal_taken_up")
    return ours


def decline(officer: User, row: LawStatement, reason: str) -> None:
    """Decline a proposal, with the reason; the State that made it reads it.

    Raises:
        NotNow: somebody decided already.
    """
    with transaction.atomic():
        held = _locked(row, PROPOSAL)
        _decide(held, officer, DECLINED, reason)
        held.save()
        _tell_proposer(held, DECLINED, reason)
        _note(held, officer, "law.proposal_declined", reason=reason)


def _tell_proposer(row: LawStatement, decision: str, reason: str) -> None:
    body = {"reference": row.reference, "decision": decision, "reason": reason}
    _send(row, row.state, LawMessage.DECISION, body)


# --- what arrives --------------------------------------------------------------------------------


def take_statement(message: IncomingMessage, body: Mapping[str, Any], _: object) -> None:
    """A State says something of its own law.

    Raises:
        MalformedError: SCHEMA, it is no statement of the sender on itself.
    """
    statement = _arrived(message, body)
    if statement.proposal:
        raise MalformedError(Code.SCHEMA, "about: a State states its own law")
    kept = _keep(statement, RECEIVED, message=message)
    details = {"sender": kept.state, "key": kept.key, "statement": kept.reference}
    audit.record("law.received", actor=None, details=details, subject=_subject(kept))


def take_proposal(message: IncomingMessage, body: Mapping[str, Any], _: object) -> None:
    """Another State proposes what our page should say.

    Raises:
        MalformedError: SCHEMA, it is no proposal of the sender to us.
    """
    statement = _arrived(message, body)
    if statement.about != settings.NODE.code:
        raise MalformedError(Code.SCHEMA, "about: a proposal to another State")
    kept = _keep(statement, PROPOSAL, message=message)
    details = {"sender": kept.state, "key": kept.key, "statement": kept.reference}
    audit.record("law.proposal_received", actor=None, details=details, subject=_subject(kept))


def _arrived(message: IncomingMessage, body: Mapping[str, Any]) -> Statement:
    try:
        statement = read_statement(body["statement"], law())
    except StatementError as fault:
        raise MalformedError(Code.SCHEMA, f"statement: {fault}"[:200]) from fault
    if statement.state != message.sender:
        raise MalformedError(Code.SCHEMA, "state: not the sender")
    if message.stream != STREAM:
        raise MalformedError(Code.SCHEMA, f"cas: statements stand in the stream {STREAM}")
    return statement


def take_decision(message: IncomingMessage, body: Mapping[str, Any], _: object) -> None:
    """The State we proposed something to has decided.

    Raises:
        MalformedError: SCHEMA, no such proposal of ours to the sender waits for a decision.
    """
    decision, reason = str(body["decision"]), str(body["reason"])[:2000]
    if decision not in (TAKEN_UP, DECLINED):
        raise MalformedError(Code.SCHEMA, "decision: taken_up or declined")
    row = (
        LawStatement.objects.select_for_update()
        .filter(
            state=settings.NODE.code,
            about=message.sender,
            reference=str(body["reference"]),
            standing=PROPOSED,
        )
        .first()
    )
    if row is None:
        raise MalformedError(Code.SCHEMA, "reference: no proposal of ours waits under it")
    row.standing, row.reason, row.decided_at = decision, reason, clock.now()
    row.save()
    details = {
        "sender": message.sender, "statement": row.reference, "key": row.key, "decision": decision,
    }  # fmt: skip
    audit.record("law.proposal_answered", actor=None, details=details, subject=_subject(row))
