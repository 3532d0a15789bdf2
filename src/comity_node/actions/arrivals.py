"""Requests and answers that arrive: their effect here, in the transaction that takes them in."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.conf import settings

from comity.assistance import life
from comity.assistance.conditions import TREATY_LIMIT
from comity.assistance.later import compose_reply_pair
from comity.assistance.letter import compose_pair
from comity.assistance.terms import Kind, Reply, Terms, digest, read_reply, read_terms, to_json
from comity.assistance.texts import LetterError
from comity.assistance.wire import Type
from comity.entities.people import Role
from comity.exchange.refusals import Code, MalformedError
from comity.safeguards.use_limits import lacking
from comity_node.access.terms import purpose_of
from comity_node.actions import timeline
from comity_node.actions.answers import MANNERS
from comity_node.actions.movement import Move, NextDate, NotNow, lock, move
from comity_node.actions.versions import keep
from comity_node.models import (
    AssistanceRequest,
    IncomingMessage,
    ReceivedItem,
    RequestVersion,
)
from comity_node.ports import clock
from comity_node.references import is_reference, shown, stem

Body = Mapping[str, Any]
Files = Mapping[str, bytes]
TARGET_ACKNOWLEDGE = timedelta(days=3)
LIFETIME, NEAR = 100, 10  # years: of what lies ahead; of a letter's own date
MOST_PEOPLE = 500
LONGEST_TEXT = 20_000  # signs
LONGEST_LIMIT = 2000
TOLD = {"label": str, "role": str, "conduct": str, "child": bool, "guardian": str}


def take_request(message: IncomingMessage, body: Body, attached: Files) -> AssistanceRequest:
    """A new request on the desk, with its letter and its documents.

    Raises:
        MalformedError: SCHEMA, the terms are not those of a request to us.
    """
    terms = _terms(message, body)
    now = clock.now()
    row = AssistanceRequest.objects.create(
        direction="in",
        reference=terms.reference,
        peer=message.sender,
        measures=[one.code for one in terms.measures],
        status=life.Status.NEW,
        waiting_for=life.Waiting.US,
        waiting_since=clock.today(),
        next_date=_asked(terms) or clock.today() + TARGET_ACKNOWLEDGE,
        next_kind="asked_for" if terms.asked_by else "our_target",
        next_why=terms.asked_by_reason.other[:200],
        terms={"people": _people(body), "by": _text(body, "by", 160)},
        basis={
            "id": terms.basis.id,
            "articles": list(terms.basis.articles),
            "title": terms.basis.id,
        },
        own_language=terms.other_language,
        other_language=terms.own_language,
        handling=terms.handling or "H1",
        opened_at=now,
    )
    version = _version(row, "request", terms, attached)
    timeline.add(
        row,
        "received",
        key=f"received:{message.mid}",
        by=timeline.THEM,
        by_name=_text(body, "by", 160),
        details={"files": sorted(attached), "digest": version.digest[:4].upper()},
        version=version,
    )
    return row


def _text(body: Body, name: str, most: int) -> str:
    """A text of the body, of one line."""
    said = body[name]
    if not isinstance(said, str) or len(said) > most or not all(map(shown, said)):
        raise MalformedError(Code.SCHEMA, f"{name}: a text of one line, at most {most} signs")
    return said


def _people(body: Body) -> list[dict[str, Any]]:
    """What is told of each person: label, role, conduct, whether a child, guardian."""
    told = body["people"]
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise MalformedError(Code.SCHEMA, "people: a list of objects")
    for one in told:
        if {name: type(value) for name, value in one.items()} != TOLD:
            raise MalformedError(Code.SCHEMA, "people: label, role, conduct, child, guardian")
        _person(one)
    if len({one["label"] for one in told}) != len(told) or len(told) > MOST_PEOPLE:
        raise MalformedError(Code.SCHEMA, f"people: each once, at most {MOST_PEOPLE}")
    return told


def _person(one: dict[str, Any]) -> None:
    """Each text within what its form here would take, and nothing unseen in it."""
    _text(one, "label", 24)
    _text(one, "guardian", 160)
    if one["role"] not in set(Role):
        raise MalformedError(Code.SCHEMA, "role: none of the protocol")
    lines = one["conduct"].replace("\r\n", "\n").split("\n")
    if len(one["conduct"]) > LONGEST_TEXT or not all(shown(sign) for sign in "".join(lines)):
        raise MalformedError(Code.SCHEMA, f"conduct: at most {LONGEST_TEXT} signs, none unseen")


def _terms(message: IncomingMessage, body: Body) -> Terms:
    try:
        terms = read_terms(body["terms"])
    except LetterError as fault:
        raise MalformedError(Code.SCHEMA, f"terms: {fault}") from fault
    if (terms.requesting, terms.requested) != (message.sender, settings.NODE.code):
        raise MalformedError(Code.SCHEMA, "terms: not a request of the sender to us")
    if terms.reference != body["request"] or digest(terms) != body["digest"]:
        raise MalformedError(Code.SCHEMA, "digest: not that of the terms")
    if message.stream != terms.reference:
        raise MalformedError(Code.SCHEMA, "request: not the one of this stream")
    _check_dated(terms.dated)
    _check_ahead("asked_by", terms.asked_by, terms.dated)
    if not is_reference(terms.reference):
        raise MalformedError(Code.SCHEMA, "request: no reference of 1 to 24 printable signs")
    return terms


def _asked(terms: Terms) -> date | None:
    return date.fromisoformat(terms.asked_by) if terms.asked_by else None


def _version(
    row: AssistanceRequest, kind: str, written: Terms | Reply, attached: Files
) -> RequestVersion:
    """The letter as it came: its content, its PDF, its signed scan, and other files."""
    stored = {name: keep(content, name, None) for name, content in attached.items()}
    pdfs = [one for name, one in stored.items() if name.startswith(f"{stem(row.reference)}_{kind}")]
    number = row.versions.filter(kind=kind).count() + 1
    letters = (
        compose_pair(written)
        if isinstance(written, Terms)
        else compose_reply_pair(Kind(kind), written)
    )
    return RequestVersion.objects.create(
        request=row,
        number=number,
        kind=kind,
        letter={
            "content": to_json(written),
            "letters": [one.as_json() for one in letters],
            "files": {name: one.pk for name, one in stored.items()},
        },
        digest=digest(written),
        pdf=pdfs[0] if pdfs else None,
        made_at=clock.now(),
    )


# message type -> what it is in the life of the request on our side
THEIR_ACTS = {
    Type.ACKNOWLEDGE: life.Act.THEY_ACKNOWLEDGED,
    Type.ASK_MISSING: life.Act.THEY_ASKED,
    Type.EXECUTING: life.Act.THEY_EXECUTE,
    Type.PARTIAL_RESULT: life.Act.THEY_PART_ANSWERED,
    Type.RESULT: life.Act.THEY_ANSWERED,
    Type.POSTPONE: life.Act.THEY_POSTPONED,
    Type.CONSULT: life.Act.THEY_CONSULT,
    Type.REFUSE: life.Act.THEY_REFUSED,
    Type.NOTE: life.Act.THEY_NOTED,
    Type.REMIND: life.Act.THEY_REMINDED,
    Type.SUPPLEMENT: life.Act.THEY_SUPPLEMENTED,
    Type.WITHDRAW: life.Act.THEY_WITHDREW,
    Type.CLOSE: life.Act.THEY_CLOSED,
}
REQUESTING_WRITES = {Type.REMIND, Type.SUPPLEMENT, Type.WITHDRAW, Type.CLOSE}


def take_answer(message: IncomingMessage, body: Body, attached: Files) -> AssistanceRequest:
    """A later letter about a request that is known here.

    Raises:
        MalformedError: SCHEMA, no such request between us and the sender, or not its letter.
    """
    kind = Type(message.type)
    row = _known(message, body, kind)
    version = None
    if kind is not Type.EXECUTING:
        which = _which(body, kind)
        reply = _reply(row, body, message)
        version = _version(row, which.value, reply, attached)
    try:
        move(row, _arrival(row, message, body, kind, version, attached))
    except NotNow:
        _late(row, message, kind, version)
    if version is not None and kind in (Type.PARTIAL_RESULT, Type.RESULT):
        _keep_items(row, reply, version)
    return row


def _known(message: IncomingMessage, body: Body, kind: Type) -> AssistanceRequest:
    if message.stream != body["request"]:
        raise MalformedError(Code.SCHEMA, "request: not the one of this stream")
    direction = "in" if _from_requesting(message, body, kind) else "out"
    known = AssistanceRequest.objects.exclude(direction="out", sent_at=None)
    found = known.filter(
        direction=direction, peer=message.sender, reference=body["request"]
    ).first()
    if found is None:
        raise MalformedError(Code.SCHEMA, "request: none of this reference is known here")
    return lock(found.pk)


def _from_requesting(message: IncomingMessage, body: Body, kind: Type) -> bool:
    """A note may come from either side; its content says from which."""
    if kind is Type.NOTE:
        return bool(body["content"]["requesting"] == message.sender)
    return kind in REQUESTING_WRITES


def _which(body: Body, kind: Type) -> Kind:
    """The letter that a message of this type carries."""
    which = Kind(body["letter"])
    if MANNERS[which].type is not kind:
        raise MalformedError(Code.SCHEMA, "letter: not one of this type of message")
    return which


def _reply(row: AssistanceRequest, body: Body, message: IncomingMessage) -> Reply:
    try:
        reply = read_reply(body["content"])
    except LetterError as fault:
        raise MalformedError(Code.SCHEMA, f"content: {fault}") from fault
    if (reply.writer_state, reply.reader_state) != (message.sender, settings.NODE.code):
        raise MalformedError(Code.SCHEMA, "content: not a letter of the sender to us")
    asks, asked = settings.NODE.code, row.peer
    if row.direction == "in":
        asks, asked = asked, asks
    if (reply.reference, reply.requesting, reply.requested) != (row.reference, asks, asked):
        raise MalformedError(Code.SCHEMA, "content: a letter about another request")
    if digest(reply) != body["digest"]:
        raise MalformedError(Code.SCHEMA, "digest: not that of the letter")
    _check_dated(reply.dated)
    for name in ("reply_by", "until"):
        _check_ahead(name, getattr(reply, name), reply.dated)
    return reply


def _arrival(
    row: AssistanceRequest,
    message: IncomingMessage,
    body: Body,
    kind: Type,
    version: RequestVersion | None,
    attached: Files,
) -> Move:
    act = THEIR_ACTS[kind]
    details: dict[str, object] = {"files": sorted(attached)}
    waiting = ""
    if kind is Type.EXECUTING:
        names = dict(body["authority"])
        named = names.get(row.own_language) or names.get("en") or next(iter(names.values()))
        waiting = _text({"authority": named}, "authority", 200)
        if not waiting.strip():
            raise MalformedError(Code.SCHEMA, "authority: it has no name")
        details["authority"] = waiting
    return Move(
        act,
        timeline.THEM,
        _text(body, "by", 160),
        f"{kind.value}:{message.mid}",
        details,
        waiting_name=waiting,
        next_date=_next_date(row, body, kind),
        version=version,
    )


def _next_date(row: AssistanceRequest, body: Body, kind: Type) -> NextDate | None:
    content = body.get("content") or {}
    if kind in (Type.ASK_MISSING, Type.CONSULT) and content.get("reply_by"):
        return NextDate(date.fromisoformat(content["reply_by"]), "asked_for")
    if kind is Type.POSTPONE and content.get("until"):
        return NextDate(date.fromisoformat(content["until"]), "asked_for")
    if kind in (Type.RESULT, Type.REFUSE, Type.WITHDRAW, Type.CLOSE):
        return NextDate(None)
    del row
    return None


def _late(
    row: AssistanceRequest, message: IncomingMessage, kind: Type, version: RequestVersion | None
) -> None:
    """A letter that no longer fits where the request stands is kept and shown, never dropped."""
    timeline.add(
        row,
        "late_letter",
        key=f"{kind.value}:{message.mid}",
        by=timeline.THEM,
        details={"type": kind.value},
        version=version,
    )


def _check_dated(day: str) -> None:
    """A letter of our time; training clocks may stand some years apart."""
    if abs(int(day[:4]) - clock.today().year) > NEAR:
        raise MalformedError(Code.SCHEMA, f"dated: more than {NEAR} years from today")


def _check_ahead(name: str, day: str, dated: str) -> None:
    """A day a letter sets lies after its own date, and within a lifetime."""
    if day and (day < dated or int(day[:4]) - clock.today().year > LIFETIME):
        raise MalformedError(Code.SCHEMA, f"{name}: not within a lifetime of the letter")


def _keep_items(row: AssistanceRequest, reply: Reply, version: RequestVersion) -> None:
    """Each file given, or the letter, with the limits the letter sets; none without (HR-14)."""
    limits = {
        "purpose": purpose_of(row),
        "restriction": reply.restriction.other or reply.restriction.own or TREATY_LIMIT,
        "retention_until": reply.review_by,
        "legal_basis": str(row.basis.get("id") or f"UNTOC {TREATY_LIMIT}")[:60],
    }
    missing = lacking(limits)
    if missing:
        raise MalformedError(Code.SCHEMA, f"limits: {missing[0].sentence()}")
    _check_ahead("review_by", reply.review_by, reply.dated)
    if max(len(reply.restriction.own), len(reply.restriction.other)) > LONGEST_LIMIT:
        raise MalformedError(Code.SCHEMA, f"restriction: at most {LONGEST_LIMIT} signs")
    files = version.letter["files"]
    given = {name: pk for name, pk in files.items() if pk != version.pdf_id}
    # what a letter says itself is given under the same limits as a file would be
    for name, pk in sorted((given or files or {reply.dated: None}).items()):
        ReceivedItem.objects.create(
            request=row,
            title=name[:200],
            file_id=pk,
            exculpatory=reply.exculpatory,
            received_at=clock.now(),
            **limits,
        )
