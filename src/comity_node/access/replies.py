"""What a later letter about a request says, made from the request as it stands here."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from babel.dates import get_timezone_location
from django.conf import settings

from comity.assistance.life import Status
from comity.assistance.terms import ExhibitLine, Item, Kind, Pair, Reply, Terms, read_terms
from comity_node.access.paper import received_on
from comity_node.models import AssistanceRequest, User
from comity_node.ports import clock


@dataclass(frozen=True, slots=True)
class Said:
    """What an officer writes in a later letter; everything else comes from the request."""

    kind: Kind
    text: Pair = Pair()
    reasons: Pair = Pair()
    remaining: Pair = Pair()
    ground: str = ""
    consulted: date | None = None
    until: date | None = None
    reply_by: date | None = None
    executing: Pair = Pair()
    items: tuple[Item, ...] = ()
    conditions: tuple[Pair, ...] = ()
    restriction: Pair = Pair()
    review_by: date | None = None
    exculpatory: bool = False
    used: str = ""
    enclosures: tuple[str, ...] = ()
    translator: str = ""
    answer_to: date | None = None
    extra: dict[str, Any] = field(default_factory=dict)


DAYS = ("answer_to", "reply_by", "until", "consulted", "review_by")
SAID = (
    "executing", "ground", "reasons", "text", "items", "remaining", "conditions", "restriction",
    "exculpatory", "used",
)  # fmt: skip


def request_terms(row: AssistanceRequest) -> Terms | None:
    """The terms of the request as it was last sent or received; None for one kept on paper."""
    version = row.versions.filter(kind="request").order_by("-number").first()
    return read_terms(version.letter["content"]) if version and version.letter else None


def reply_of(row: AssistanceRequest, officer: User, said: Said) -> Reply:
    """The later letter's content.

    Raises:
        ValueError: the request has no letter here to refer to.
    """
    terms = request_terms(row)
    if terms is None:
        raise ValueError("the request has no letter here")
    requested_writes = row.direction == "in"
    authority, addressee = _parties(terms, requested_writes)
    own, other = _languages(terms, requested_writes)
    return Reply(
        reference=row.reference,
        request_dated=terms.dated,
        version=row.versions.filter(kind=said.kind.value).count() + 1,
        requesting=terms.requesting,
        requested=terms.requested,
        own_language=own,
        other_language=other,
        authoritative=own,
        authority=authority,
        addressee=addressee,
        city=city_pair(own, other),
        dated=clock.today().isoformat(),
        signer=Pair(officer.full_name, officer.full_name),
        post=Pair(officer.post, officer.post),
        basis=terms.basis,
        writer_state=settings.NODE.code,
        reader_state=row.peer,
        received=_iso(received_on(row)) if requested_writes else "",
        refused=said.kind is Kind.CLOSE and row.status == Status.REFUSED,
        asked_by=terms.asked_by if said.kind in (Kind.REMIND, Kind.ACKNOWLEDGE) else "",
        exhibits=tuple(
            ExhibitLine(number, Pair(title, title))
            for number, title in enumerate(said.enclosures, start=1)
        ),
        confidential=terms.confidential,
        handling=row.handling,
        training=settings.NODE.training,
        translator=Pair(said.translator, said.translator),
        **_as_said(said),
    )


def _as_said(said: Said) -> dict[str, Any]:
    """What the officer wrote, under the letter's own names."""
    days = {name: _iso(getattr(said, name)) for name in DAYS}
    return days | {name: getattr(said, name) for name in SAID}


def _iso(on: date | None) -> str:
    return on.isoformat() if on else ""


def _parties(terms: Terms, requested_writes: bool) -> tuple[Pair, Pair]:
    """Who writes to whom; seen from the requested State the pairs of the request turn round."""
    if not requested_writes:
        return terms.requesting_authority, terms.addressee
    return _turned(terms.addressee), _turned(terms.requesting_authority)


def _turned(pair: Pair) -> Pair:
    return Pair(pair.other or pair.own, pair.own or pair.other)


def _languages(terms: Terms, requested_writes: bool) -> tuple[str, str]:
    if requested_writes:
        return terms.other_language, terms.own_language
    return terms.own_language, terms.other_language


def city_pair(own: str, other: str) -> Pair:
    """The office's city in both languages, by CLDR."""
    zone = settings.NODE.time_zone

    def named(language: str) -> str:
        found = get_timezone_location(zone, locale=language, return_city=True)
        return str(found) or settings.NODE.city

    if named("en") != settings.NODE.city:
        return Pair(settings.NODE.city, settings.NODE.city)
    return Pair(named(own), named(other))
