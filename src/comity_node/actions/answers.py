"""Every later act on a request, on both sides: the letter, the message, the move, at once."""

from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from comity.assistance import life
from comity.assistance.later import compose_reply_pair
from comity.assistance.terms import Kind, Pair, Reply, digest, to_json
from comity.assistance.wire import Type
from comity.law.rows import Effect
from comity.law.rules import fired
from comity.safeguards.named import Named
from comity.safeguards.refusals import (
    Postponement,
    Refusal,
    flags_of_postponement,
    flags_of_refusal,
)
from comity_node.access.gate import told_later
from comity_node.access.replies import Said, reply_of
from comity_node.actions import outbox, timeline
from comity_node.actions.audit import record
from comity_node.actions.movement import Move, NextDate, lock, move
from comity_node.actions.overrides import KEEPING, note_override
from comity_node.actions.sending import distinct, note_files
from comity_node.actions.versions import write_version
from comity_node.law_in_force import law
from comity_node.models import AssistanceRequest, Authority, RequestVersion, StoredFile, User
from comity_node.models.users import Role
from comity_node.ports import clock

POSTPONED_FOR = "18(25)"  # the one ground the Convention gives for postponing


@dataclass(frozen=True, slots=True)
class Manner:
    """How an act is carried out: its letter, its message, its entry in the log."""

    act: life.Act
    type: Type
    event: str


MANNERS: dict[Kind, Manner] = {
    Kind.ACKNOWLEDGE: Manner(life.Act.ACKNOWLEDGE, Type.ACKNOWLEDGE, "request.acknowledged"),
    Kind.ASK_MISSING: Manner(life.Act.ASK_MISSING, Type.ASK_MISSING, "request.missing_asked"),
    Kind.ACKNOWLEDGE_AND_ASK: Manner(
        life.Act.ASK_MISSING, Type.ASK_MISSING, "request.missing_asked"
    ),
    Kind.PARTIAL_RESULT: Manner(life.Act.PART_RESULT, Type.PARTIAL_RESULT, "result.partial"),
    Kind.RESULT: Manner(life.Act.RESULT, Type.RESULT, "result.sent"),
    Kind.POSTPONE: Manner(life.Act.POSTPONE, Type.POSTPONE, "request.postponed"),
    Kind.CONSULT: Manner(life.Act.CONSULT, Type.CONSULT, "request.consulted"),
    Kind.REFUSE: Manner(life.Act.REFUSE, Type.REFUSE, "request.refused"),
    Kind.SUPPLEMENT: Manner(life.Act.SUPPLEMENT, Type.SUPPLEMENT, "request.supplemented"),
    Kind.REMIND: Manner(life.Act.REMIND, Type.REMIND, "request.reminded"),
    Kind.WITHDRAW: Manner(life.Act.WITHDRAW, Type.WITHDRAW, "request.withdrawn"),
    Kind.CLOSE: Manner(life.Act.CLOSE, Type.CLOSE, "request.closed"),
    Kind.NOTE: Manner(life.Act.NOTE, Type.NOTE, "note.written"),
}


class Blocked(Exception):
    """A rule with effect *block* fired; ``rules`` are the fired rules with sentence and source."""

    def __init__(self, rules: tuple[Any, ...]) -> None:
        super().__init__("; ".join(one.rule.id for one in rules))
        self.rules = rules


class StillNamed(Exception):
    """The letter tells of people who stay here (HR-07, HR-12); ``named`` says by what."""

    def __init__(self, named: tuple[Named, ...]) -> None:
        super().__init__(", ".join(one.label for one in named))
        self.named = named


class Moved(Exception):
    """The request, or the letter, is no longer what the officer read."""


def reading_of(row: AssistanceRequest, reply: Reply) -> str:
    """A name for what an officer reads before sending: the letter, and where the request stands."""
    return f"{row.edition}.{digest(reply)}"


def check_named(officer: User, row: AssistanceRequest, said: Said) -> tuple[Named, ...]:
    """Before a later letter is shown or sent; returns what does not stop it but is to be read.

    A supervisor, who sees that somebody else of that name is meant, may go on.

    Raises:
        StillNamed: somebody the gate keeps here is surely told of in it.
    """
    named = told_later(row, to_json(reply_of(row, officer, said)))
    sure = tuple(one for one in named if one.sure)
    if sure and officer.role != Role.SUPERVISOR:
        raise StillNamed(sure)
    return named


def carry_out(
    *,
    officer: User,
    request: AssistanceRequest,
    said: Said,
    read: str,
    enclosed: tuple[StoredFile, ...] = (),
) -> RequestVersion:
    """One later act: writes the letter, moves the request, queues the message.

    Args:
        read: ``reading_of`` what the officer read.
        enclosed: files that go with it.

    Raises:
        Moved: the request has moved since, or the letter would say something else.
        Blocked: a safeguard of the refusal or postponement stands against it.
        StillNamed: it tells of somebody the gate keeps here.
        NotNow: the request has moved meanwhile.
        LetterError: the letter lacks something.
    """
    manner = MANNERS[said.kind]
    with transaction.atomic():
        row = lock(request.pk)
        overridden = _check_law(said, supervisor=officer.role == Role.SUPERVISOR)
        kept = [one for one in check_named(officer, row, said) if one.sure]
        version = _write(row, officer, said, read)
        key = f"{said.kind.value}:{version.pk}"
        if said.kind is Kind.ACKNOWLEDGE_AND_ASK:
            _move(row, officer, life.Act.ACKNOWLEDGE, f"acknowledge:{version.pk}", version, said)
        _move(row, officer, manner.act, key, version, said)
        attached = distinct(one for one in (version.pdf, *enclosed) if one)
        note_files(version, attached)
        if row.channel == "node":
            outbox.queue(_draft(row, officer, said, version, attached))
        _note(row, officer, manner, said)
        _note_overrides(row, officer, overridden, str(said.extra.get("override", "")), kept)
    return version


def _note_overrides(
    row: AssistanceRequest, officer: User, rules: str, why: str, kept: list[Named]
) -> None:
    """What a supervisor went on in spite of, in the log and in the file of the request."""
    subject = f"request:{row.pk}"
    if rules:
        note_override(officer, row.reference, rules, why, subject)
    if kept:
        labels = ", ".join(one.label for one in kept)
        note_override(officer, row.reference, KEEPING, labels, subject)


def _write(row: AssistanceRequest, officer: User, said: Said, read: str) -> RequestVersion:
    reply = reply_of(row, officer, said)
    if reading_of(row, reply) != read:
        raise Moved
    letters = compose_reply_pair(said.kind, reply)
    return write_version(officer, row, said.kind.value, reply, letters)


def _check_law(said: Said, *, supervisor: bool) -> str:
    """UNTOC 18(8), (21)–(23), (25), (26): what fires with effect block stops the act.

    A supervisor may go on all the same, and says why; returns in spite of which rules.
    """
    if said.kind is Kind.REFUSE:
        flags = flags_of_refusal(
            Refusal(
                said.ground,
                said.reasons.own,
                said.consulted.isoformat() if said.consulted else "",
                bool(said.extra.get("bank_secrecy")),
                bool(said.extra.get("fiscal")),
            )
        )
    elif said.kind is Kind.POSTPONE:
        flags = flags_of_postponement(
            Postponement(said.reasons.own, said.consulted.isoformat() if said.consulted else "")
        )
    else:
        return ""
    overridden = str(said.extra.get("override", "")).strip()
    found = tuple(one for one in fired(law(), flags) if one.effect is Effect.BLOCK)
    if found and not (overridden and supervisor):
        raise Blocked(found)
    return ", ".join(one.rule.id for one in found)


def _move(
    row: AssistanceRequest,
    officer: User,
    act: life.Act,
    key: str,
    version: RequestVersion,
    said: Said,
) -> None:
    move(
        row,
        Move(
            act,
            timeline.US,
            officer.full_name,
            key,
            {"letter": said.kind.value, "files": list(said.enclosures)},
            waiting_name=_waiting(row, act, officer),
            next_date=_next_date(said),
            version=version,
        ),
    )
    if act is life.Act.CLOSE:
        row.closed_at = clock.now()
        row.save(update_fields=["closed_at"])


def _waiting(row: AssistanceRequest, act: life.Act, officer: User) -> str:
    reached = next(step for step in life.STEPS if step.act is act)
    if reached.waiting is life.Waiting.US:
        return officer.full_name
    if act in (life.Act.PART_RESULT,) and row.executing:
        return row.waiting_name
    return ""


def _next_date(said: Said) -> NextDate | None:
    if said.reply_by:
        return NextDate(said.reply_by, "asked_for")
    if said.until:
        return NextDate(said.until, "our_target")
    ended = (Kind.RESULT, Kind.REFUSE, Kind.WITHDRAW, Kind.CLOSE)
    return NextDate(None) if said.kind in ended else None


def _draft(
    row: AssistanceRequest,
    officer: User,
    said: Said,
    version: RequestVersion,
    attached: tuple[StoredFile, ...],
) -> outbox.Draft:
    return outbox.Draft(
        to=row.peer,
        type=MANNERS[said.kind].type,
        stream=row.reference,
        body={
            "request": row.reference,
            "letter": said.kind.value,
            "content": version.letter["content"],
            "digest": version.digest,
            "by": officer.full_name,
        },
        officer=officer,
        request=row,
        attachments=attached,
        handling=row.handling,
        purposes=("mla",),
    )


def _note(row: AssistanceRequest, officer: User, manner: Manner, said: Said) -> None:
    """The entry of the log, with exactly the details its kind wants."""
    from comity.audit.events import catalogue

    known = {
        "request": row.reference,
        "sender": row.peer,
        "recipient": row.peer,
        "peer": row.peer,
        "items": ", ".join([*(one.code or "other" for one in said.items), *said.enclosures]) or "-",
        "until": said.until.isoformat() if said.until else "-",
        "ground": said.ground or POSTPONED_FOR,
        "reason": said.reasons.own or said.text.own or "-",
        "feedback": said.text.own or "-",
        "object": row.reference,
    }
    wanted = catalogue()[manner.event].params
    record(
        manner.event,
        actor=officer,
        details={name: known[name] for name in wanted if name != "actor"},
        subject=f"request:{row.pk}",
        recipients=(row.peer,) if row.channel == "node" else (),
    )


def _to_our_own(reply: Reply, authority: Authority) -> Reply:
    """The transmittal goes to an authority of this State, in its language alone."""
    name = authority.names.get(reply.own_language) or next(iter(authority.names.values()))
    return replace(
        reply,
        addressee=Pair(name, name),
        reader_state=reply.writer_state,
        other_language=reply.own_language,
    )


def choose_authority(
    *,
    officer: User,
    request: AssistanceRequest,
    edition: int,
    authority: Authority,
    why: str,
    said: Said,
) -> RequestVersion:
    """Send for execution: the transmittal, who executes and why, and word to the other State.

    Args:
        edition: of the request as the officer saw it.

    Raises:
        Moved: the request has moved since.
        NotNow: the request has moved meanwhile.
    """
    with transaction.atomic():
        row = lock(request.pk)
        if row.edition != edition:
            raise Moved
        reply = _to_our_own(reply_of(row, officer, said), authority)
        version = write_version(
            officer, row, Kind.TRANSMITTAL.value, reply, compose_reply_pair(Kind.TRANSMITTAL, reply)
        )
        row.executing, row.executing_why = authority, why
        name = reply.addressee.own
        move(row, _sent_for_execution(officer, name, why, said, version))
        if row.channel == "node":
            outbox.queue(_executing(row, officer, authority))
        record(
            "authority.chosen",
            actor=officer,
            details={"request": row.reference, "authority": name},
            subject=f"request:{row.pk}",
        )
    return version


def _sent_for_execution(
    officer: User, name: str, why: str, said: Said, version: RequestVersion
) -> Move:
    return Move(
        life.Act.CHOOSE_AUTHORITY,
        timeline.US,
        officer.full_name,
        f"authority:{version.pk}",
        {"authority": name, "why": why},
        waiting_name=name,
        next_date=NextDate(said.reply_by, "our_target") if said.reply_by else None,
        version=version,
    )


def _executing(row: AssistanceRequest, officer: User, authority: Authority) -> outbox.Draft:
    return outbox.Draft(
        to=row.peer,
        type=Type.EXECUTING,
        stream=row.reference,
        body={"request": row.reference, "authority": authority.names, "by": officer.full_name},
        officer=officer,
        request=row,
        handling=row.handling,
    )
