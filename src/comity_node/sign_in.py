"""How allauth is bound to this node: nobody signs up, nobody is without a second factor."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse

from comity_node.actions.audit import record
from comity_node.models import User
from comity_node.ports import vault

SECOND_FACTOR = "mfa"
METHODS = "account_authentication_methods"  # allauth's key in the session


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator on the command line."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def post_login(self, request: HttpRequest, user: User, **rest: Any) -> HttpResponse:
        """Write down that an officer came in with both factors."""
        response: HttpResponse = super().post_login(request, user, **rest)
        record("user.signed_in", actor=user, details={}, subject=f"user:{user.pk}")
        return response


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are encrypted under the storage key."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(vault.seal(text.encode(), "second factor")).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return vault.unseal(base64.b64decode(encrypted_text), "second factor").decode()


def used_both_factors(request: HttpRequest) -> bool:
    """Whether this session was opened with a password and a second factor."""
    used = request.session.get(METHODS, [])
    return any(step.get("method") == SECOND_FACTOR for step in used)
