"""What is known of a request from paper: its days, what was typed in, the files that came."""

from django.http import Http404

from comity_node.access.files import came_on_paper
from comity_node.access.requests import access_request
from comity_node.models import AssistanceRequest, StoredFile, User


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
