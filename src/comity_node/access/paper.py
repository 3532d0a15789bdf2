"""What is known of a request from paper: its days, what was typed in, the files that came."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404

from comity.assistance.terms import Terms, read_terms
from comity_node.access.files import came_on_paper
from comity_node.access.requests import access_request
from comity_node.models import AssistanceRequest, RequestVersion, StoredFile, User
from comity_node.ports import clock


@dataclass(frozen=True, slots=True)
class TypedRequest:
    """A request as an officer read it on its paper; ``arrived`` is None where nobody wrote it."""

    terms: Terms
    arrived: date | None
    version: RequestVersion


def typed_request(row: AssistanceRequest) -> TypedRequest | None:
    """What was typed in of a request that came on paper; None for one that came otherwise."""
    if row.direction != "in" or row.channel != "paper":
        return None
    found = row.versions.select_related("made_by", "scan").filter(kind="request")
    version = found.order_by("number").first()
    if version is None:
        return None
    return TypedRequest(read_terms(version.letter["content"]), _arrived(row), version)


def _arrived(row: AssistanceRequest) -> date | None:
    """The day the paper arrived, as it was written down."""
    said = row.terms.get("arrived")
    return date.fromisoformat(said) if said else None


def received_on(row: AssistanceRequest) -> date:
    """The day a request came in: its paper by what was written down, a message by the clock."""
    return _arrived(row) or clock.day_of(row.opened_at)


def letters_from(row: AssistanceRequest) -> date:
    """The earliest day a later letter of theirs may bear: sent by us, or dated by them."""
    if row.direction == "out":
        return clock.day_of(row.sent_at or row.opened_at)
    typed = typed_request(row)
    return date.fromisoformat(typed.terms.dated) if typed else clock.day_of(row.opened_at)


def seen_from(row: AssistanceRequest) -> date:
    """The earliest day the paper of a request may have been somewhere."""
    known = _arrived(row) if row.direction == "in" else None
    return known or letters_from(row)


def access_paper_file(
    user: User, direction: str, peer: str, reference: str, line: int
) -> tuple[AssistanceRequest, StoredFile]:
    """A file that came with a paper, by the line of the timeline it stands on.

    Raises:
        Http404: none such for this officer.
    """
    row = access_request(user, direction, peer, reference)
    found = came_on_paper(row.events.filter(pk=line)).get(line)
    if found is None:
        raise Http404
    return row, found
