"""The life of a request, on both sides: what may happen next, and whom it then waits for.

Few statuses; everything finer is a line of the timeline. The outgoing side has eight words, the
incoming side eight, with Postponed, Refused and Withdrawn beside the line. Nothing here knows
dates: UNTOC sets none (18(24) lets the requesting State suggest one).
"""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Whose file it is."""

    OUT = "out"
    IN = "in"


class Status(StrEnum):
    """Where a request stands; the words a page shows for each are the shell's."""

    DRAFT = "draft"
    SHARED = "shared_for_comment"
    READY = "ready_to_sign"
    CARRIER = "with_the_carrier"
    WITH_THEM = "with_them"
    THEY_ASK = "they_ask_us"
    PART = "part_answered"
    ANSWERED = "answered"
    CLOSED = "closed"
    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    WAITING = "waiting_for_them"
    EXECUTING = "with_authority"
    POSTPONED = "postponed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    SET_ASIDE = "set_aside"


class Waiting(StrEnum):
    """Whom a request waits for."""

    US = "us"
    THEM = "them"
    AUTHORITY = "authority"
    PAPER = "paper"
    NOBODY = "nobody"


class Act(StrEnum):
    """What somebody does with a request, as seen from the file it happens in."""

    # outgoing side: we
    MAKE_READY = "make_ready"
    REOPEN = "reopen"
    SET_ASIDE = "set_aside"
    SEND = "send"
    SEND_PAPER = "send_paper"
    REMIND = "remind"
    SUPPLEMENT = "supplement"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    NOTE = "note"
    # outgoing side: they
    THEY_ACKNOWLEDGED = "they_acknowledged"
    THEY_ASKED = "they_asked"
    THEY_EXECUTE = "they_execute"
    THEY_PART_ANSWERED = "they_part_answered"
    THEY_ANSWERED = "they_answered"
    THEY_POSTPONED = "they_postponed"
    THEY_CONSULT = "they_consult"
    THEY_REFUSED = "they_refused"
    THEY_NOTED = "they_noted"
    # incoming side: they
    THEY_REMINDED = "they_reminded"
    THEY_SUPPLEMENTED = "they_supplemented"
    THEY_WITHDREW = "they_withdrew"
    THEY_CLOSED = "they_closed"
    # incoming side: we
    ACKNOWLEDGE = "acknowledge"
    ASK_MISSING = "ask_missing"
    CHOOSE_AUTHORITY = "choose_authority"
    PART_RESULT = "part_result"
    RESULT = "result"
    POSTPONE = "postpone"
    CONSULT = "consult"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Step:
    """From which statuses an act may happen, where it leads, whom the request then waits for.

    ``to`` or ``waiting`` None: as before.
    """

    act: Act
    side: Side
    sources: frozenset[Status]
    to: Status | None
    waiting: Waiting | None


_S = Status
_OUT_OPEN = frozenset({_S.CARRIER, _S.WITH_THEM, _S.THEY_ASK, _S.PART, _S.POSTPONED})
_IN_OPEN = frozenset({_S.NEW, _S.ACKNOWLEDGED, _S.WAITING, _S.EXECUTING, _S.PART, _S.POSTPONED})
_OUT_ENDED = frozenset({_S.ANSWERED, _S.REFUSED})
_IN_ENDED = frozenset({_S.ANSWERED, _S.REFUSED})
_ANY_SENT = _OUT_OPEN | _OUT_ENDED | {_S.WITHDRAWN, _S.CLOSED}
_ANY_IN = _IN_OPEN | _IN_ENDED | {_S.WITHDRAWN, _S.CLOSED}


def _out(act: Act, sources: frozenset[Status], to: Status | None, waiting: Waiting | None) -> Step:
    return Step(act, Side.OUT, sources, to, waiting)


def _in(act: Act, sources: frozenset[Status], to: Status | None, waiting: Waiting | None) -> Step:
    return Step(act, Side.IN, sources, to, waiting)


STEPS = (
    _out(Act.MAKE_READY, frozenset({_S.DRAFT, _S.SHARED}), _S.READY, Waiting.US),
    _out(Act.REOPEN, frozenset({_S.READY, _S.SHARED}), _S.DRAFT, Waiting.US),
    _out(Act.SET_ASIDE, frozenset({_S.DRAFT, _S.SHARED, _S.READY}), _S.SET_ASIDE, Waiting.NOBODY),
    _out(Act.SEND, frozenset({_S.READY}), _S.WITH_THEM, Waiting.THEM),
    _out(Act.SEND_PAPER, frozenset({_S.READY}), _S.CARRIER, Waiting.PAPER),
    _out(Act.REMIND, _OUT_OPEN, None, None),
    _out(Act.SUPPLEMENT, frozenset({_S.CARRIER}), None, None),
    _out(Act.SUPPLEMENT, _OUT_OPEN, _S.WITH_THEM, Waiting.THEM),
    _out(Act.WITHDRAW, _OUT_OPEN, _S.WITHDRAWN, Waiting.NOBODY),
    _out(Act.CLOSE, _OUT_ENDED, _S.CLOSED, Waiting.NOBODY),
    _out(Act.NOTE, _ANY_SENT, None, None),
    _out(Act.THEY_ACKNOWLEDGED, _OUT_OPEN, _S.WITH_THEM, Waiting.THEM),
    _out(Act.THEY_ASKED, _OUT_OPEN, _S.THEY_ASK, Waiting.US),
    _out(Act.THEY_EXECUTE, _OUT_OPEN, None, Waiting.THEM),
    _out(Act.THEY_PART_ANSWERED, _OUT_OPEN, _S.PART, Waiting.THEM),
    _out(Act.THEY_ANSWERED, _OUT_OPEN, _S.ANSWERED, Waiting.US),
    _out(Act.THEY_POSTPONED, _OUT_OPEN, _S.POSTPONED, Waiting.THEM),
    _out(Act.THEY_CONSULT, _OUT_OPEN, _S.THEY_ASK, Waiting.US),
    _out(Act.THEY_REFUSED, _OUT_OPEN, _S.REFUSED, Waiting.US),
    _out(Act.THEY_NOTED, _ANY_SENT, None, None),
    _in(Act.THEY_REMINDED, _ANY_IN, None, None),
    _in(Act.THEY_SUPPLEMENTED, frozenset({_S.WAITING}), _S.ACKNOWLEDGED, Waiting.US),
    _in(Act.THEY_SUPPLEMENTED, _IN_OPEN, None, None),
    _in(Act.THEY_WITHDREW, _IN_OPEN, _S.WITHDRAWN, Waiting.NOBODY),
    _in(Act.THEY_CLOSED, _IN_ENDED | _IN_OPEN, _S.CLOSED, Waiting.NOBODY),
    _in(Act.THEY_NOTED, _ANY_IN, None, None),
    _in(Act.ACKNOWLEDGE, frozenset({_S.NEW}), _S.ACKNOWLEDGED, Waiting.US),
    _in(Act.ASK_MISSING, _IN_OPEN, _S.WAITING, Waiting.THEM),
    _in(Act.CHOOSE_AUTHORITY, _IN_OPEN - {_S.NEW}, _S.EXECUTING, Waiting.AUTHORITY),
    _in(Act.PART_RESULT, frozenset({_S.EXECUTING, _S.PART}), _S.PART, Waiting.AUTHORITY),
    _in(Act.RESULT, frozenset({_S.EXECUTING, _S.PART}), _S.ANSWERED, Waiting.THEM),
    _in(Act.POSTPONE, _IN_OPEN - {_S.NEW}, _S.POSTPONED, Waiting.US),
    _in(Act.CONSULT, _IN_OPEN, _S.WAITING, Waiting.THEM),
    _in(Act.REFUSE, _IN_OPEN, _S.REFUSED, Waiting.NOBODY),
    _in(Act.NOTE, _ANY_IN, None, None),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a request stands."""

    side: Side
    status: Status
    waiting: Waiting


@dataclass(frozen=True, slots=True)
class NotNow:
    """The act cannot happen from this status; the file goes on as it was."""

    act: Act
    status: Status


def after(standing: Standing, act: Act) -> Standing | NotNow:
    """Where a request stands after an act; the first step that fits decides."""
    step = next((one for one in STEPS if one.act is act and _fits(one, standing)), None)
    if step is None:
        return NotNow(act, standing.status)
    return Standing(standing.side, step.to or standing.status, step.waiting or standing.waiting)


def possible(standing: Standing) -> frozenset[Act]:
    """What may happen next."""
    return frozenset(step.act for step in STEPS if _fits(step, standing))


def _fits(step: Step, standing: Standing) -> bool:
    return step.side is standing.side and standing.status in step.sources
