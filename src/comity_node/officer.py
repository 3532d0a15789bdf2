"""A request whose officer is known: what every view behind the door gets."""

from django.http import HttpRequest

from comity_node.models import User


class OfficerRequest(HttpRequest):
    """``sign_in_required`` lets nobody else through; ``LANGUAGE_CODE`` is the page's language."""

    user: User
    LANGUAGE_CODE: str
