"""What a request and every later letter say, as structured content in two languages.

``Terms`` holds what UNTOC art. 18(15) asks for, ``Reply`` what a later letter says. Both are
written as RFC 8785 JSON, so that a version can be stored, hashed and sent to the other State.
Days are ISO texts. Whether an item is there is tested by ``comity.assistance.completeness``.
"""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from comity.assistance.texts import Code, LetterError
from comity.base.dates import Day, OptionalDay
from comity.base.schema import Refused, build_row
from comity.base.source import Confidence
from comity.base.words import Words
from comity.exchange import canonical
from comity.law.data import load as load_law

Written = TypeVar("Written", "Terms", "Reply")
SHORT = 4  # hex digits of the short hash


@dataclass(frozen=True, slots=True)
class Pair:
    """A free text in both languages of the letter; both empty = nothing said."""

    own: str = ""
    other: str = ""

    def __bool__(self) -> bool:
        return bool(self.own.strip() or self.other.strip())


@dataclass(frozen=True, slots=True)
class Basis:
    """The text a request rests on. ``id`` is an id of the law data (``UNTOC``, ``BI-…``,
    ``DOMESTIC:EG``); ``title`` is needed only where the data have none (bilateral instruments)."""

    id: str
    articles: tuple[str, ...] = ()
    title: Pair = Pair()
    as_of: OptionalDay = ""
    confidence: Confidence = Confidence.UNKNOWN
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Offence:
    """``max_months``: 9999 life, -1 unknown, 0 not stated. ``statute`` is in its own language."""

    statute: str
    article: str
    max_months: int
    what: Pair


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person, as far as known (18(15)(e)). ``role`` is a value of ``entities.people.Role``.

    ``name`` is the name in its own script, ``romanised`` a reading of it and ``origin`` where that
    was seen; ``birth`` is "1984-01-01", "1984-01", "1984" or "about 1984".
    """

    label: str
    role: str
    name: str
    romanised: str = ""
    origin: Pair = Pair()
    birth: str = ""
    nationality: str = ""
    document: str = ""
    phone: str = ""
    whereabouts: Pair = Pair()


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing asked for (18(3)); ``targets`` are identifiers, ``start`` and ``end`` a period."""

    code: Annotated[str, Words("measure")]
    detail: Pair = Pair()
    targets: tuple[str, ...] = ()
    start: OptionalDay = ""
    end: OptionalDay = ""


@dataclass(frozen=True, slots=True)
class ExhibitLine:
    """One annex."""

    number: int
    title: Pair


@dataclass(frozen=True, slots=True)
class Terms:
    """A request for mutual legal assistance, with the items of UNTOC art. 18(15)."""

    reference: str
    version: int
    requesting: str
    requested: str
    own_language: str
    other_language: str
    authoritative: str
    requesting_authority: Pair
    conducting_authority: Pair
    officer: Pair
    functions: Pair
    addressee: Pair
    city: Pair
    dated: Day
    signer: Pair
    post: Pair
    basis: Basis
    subject_and_nature: Pair
    facts: Pair
    purpose: Pair
    offences: tuple[Offence, ...] = ()
    people: tuple[PersonLine, ...] = ()
    measures: tuple[Measure, ...] = ()
    procedure: Pair = Pair()
    asked_by: OptionalDay = ""
    asked_by_reason: Pair = Pair()
    confidential: bool = False
    use_limits: Pair = Pair()
    conditions: tuple[Pair, ...] = ()
    informal_contact: Pair = Pair()
    exhibits: tuple[ExhibitLine, ...] = ()
    handling: str = ""
    training: bool = False
    translator: Pair = Pair()

    @property
    def writer_state(self) -> str:
        """The State whose authority signs."""
        return self.requesting

    @property
    def reader_state(self) -> str:
        """The State it is sent to."""
        return self.requested

    @property
    def authority(self) -> Pair:
        """The authority that signs."""
        return self.requesting_authority

    @property
    def own_number(self) -> str:
        """A request carries its reference only."""
        return ""


class Kind(StrEnum):
    """Letters about a request. The first nine are written by the requested State."""

    ACKNOWLEDGE = "acknowledge"
    ASK_MISSING = "ask_missing"
    ACKNOWLEDGE_AND_ASK = "acknowledge_and_ask"
    TRANSMITTAL = "transmittal"  # to its own executing authority
    PARTIAL_RESULT = "partial_result"
    RESULT = "result"
    POSTPONE = "postpone"
    CONSULT = "consult"
    REFUSE = "refuse"
    SUPPLEMENT = "supplement"
    REMIND = "remind"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    NOTE = "note"  # either State


REQUESTED_STATE_WRITES = frozenset(list(Kind)[:9])


@dataclass(frozen=True, slots=True)
class Item:
    """One thing missing or supplied. ``code`` is one of ``items.toml`` or empty."""

    code: str = ""
    what: Pair = Pair()


@dataclass(frozen=True, slots=True)
class Answered:
    """What was done on one numbered paragraph of the request."""

    paragraph: int
    what: Pair


@dataclass(frozen=True, slots=True)
class Reply:
    """A later letter about a request. Fields a kind does not use stay empty.

    ``reference`` and ``request_dated`` are those of the request; ``version`` counts this letter's
    own. ``own_language`` and ``writer_state`` are the writer's. A closing says whether the request
    was ``refused``, and whether what was given was ``used``: yes, partly, no; empty: not said.
    """

    reference: str
    request_dated: Day
    version: int
    requesting: str
    requested: str
    own_language: str
    other_language: str
    authoritative: str
    authority: Pair
    addressee: Pair
    city: Pair
    dated: Day
    signer: Pair
    post: Pair
    basis: Basis
    writer_state: str
    reader_state: str
    own_number: str = ""
    received: OptionalDay = ""
    answer_to: OptionalDay = ""
    asked_by: OptionalDay = ""
    reply_by: OptionalDay = ""
    until: OptionalDay = ""
    consulted: OptionalDay = ""
    executing: Pair = Pair()
    ground: str = ""
    reasons: Pair = Pair()
    text: Pair = Pair()
    items: tuple[Item, ...] = ()
    answered: tuple[Answered, ...] = ()
    remaining: Pair = Pair()
    conditions: tuple[Pair, ...] = ()
    restriction: Pair = Pair()
    review_by: OptionalDay = ""
    exculpatory: bool = False
    refused: bool = False
    used: str = ""
    confidential: bool = False
    exhibits: tuple[ExhibitLine, ...] = ()
    handling: str = ""
    training: bool = False
    translator: Pair = Pair()


def to_json(written: Terms | Reply) -> dict[str, object]:
    """All fields, ready for RFC 8785; ``read_terms`` gives the same value back."""
    return {key: _plain(value) for key, value in dataclasses.asdict(written).items()}


def read_terms(raw: object) -> Terms:
    """The terms of a JSON object.

    Raises:
        LetterError: ``NOT_TERMS`` with the field and the reason, or ``NOT_CANONICAL`` when the
            object is not exactly what ``to_json`` writes.
    """
    return _read(Terms, raw)


def read_reply(raw: object) -> Reply:
    """The content of a later letter; raises as ``read_terms``."""
    return _read(Reply, raw)


def digest(written: Terms | Reply) -> str:
    """SHA-256 of the RFC 8785 JSON, 64 lower-case hex digits."""
    return canonical.digest(canonical.encode(to_json(written)))


def short_hash(written: Terms | Reply) -> str:
    """The first four hex digits in capitals, printed on every page."""
    return digest(written)[:SHORT].upper()


def _read(kind: type[Written], raw: object) -> Written:
    if not isinstance(raw, dict):
        raise LetterError(Code.NOT_TERMS, "The content of a letter is a JSON object.")
    try:
        written = build_row(kind, raw, load_law().words)
    except Refused as refusal:
        raise LetterError(Code.NOT_TERMS, f"{refusal.reason} {refusal.remedy}".strip()) from None
    if to_json(written) != raw:
        raise LetterError(Code.NOT_CANONICAL, "The content of a letter lists all its fields.")
    return written


def _plain(value: Any) -> object:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.value if isinstance(value, StrEnum) else value
