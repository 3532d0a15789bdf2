"""Accounts: made and reset on the command line by whoever administers the machine."""

import base64
import secrets
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction

from comity_node.actions.audit import record
from comity_node.models import User
from comity_node.models.users import Role

FIELDS = {"username": "user name", "full_name": "full name (--name)"}
SECRET_BYTES = 20  # RFC 4226 section 4 recommends 160 bits


class UserFault(Exception):
    """The account cannot be made or reset; the message says what to do."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """What an officer needs to sign in; shown once, never stored readable."""

    username: str
    password: str
    totp_secret: str

    @classmethod
    def new(cls, username: str) -> "SignIn":
        secret = base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode("ascii")
        return cls(username, secrets.token_urlsafe(15), secret)


@dataclass(frozen=True, slots=True)
class NewUser:
    """An account to be made; ``role`` is a value of ``Role``."""

    username: str
    full_name: str
    role: str
    post: str
    language: str


def add_user(new: NewUser) -> SignIn:
    """Make an account with a password and a second factor; returns both, once.

    Raises:
        UserFault: the user name is taken, or the role is none of ours.
    """
    if new.role not in Role.values:
        raise UserFault(f"{new.role!r} is not a role. Choose one of: {', '.join(Role.values)}.")
    with transaction.atomic():
        if User.objects.filter(username=new.username).exists():
            raise UserFault(
                f"There is a user {new.username!r} already. "
                f"For a new password and second factor: comity node user reset {new.username}"
            )
        user = User(
            username=new.username,
            full_name=new.full_name,
            role=new.role,
            post=new.post,
            language=new.language,
            pseudonym=f"P-{secrets.token_hex(6)}",
        )
        _check(user)
        sign_in = _give(user, SignIn.new(new.username))
        record(
            "user.added",
            actor=None,
            details={"account": new.full_name, "role": new.role},
            subject=f"user:{user.pk}",
        )
    return sign_in


def _check(user: User) -> None:
    """Names that fit their columns, a language that pages have.

    Raises:
        UserFault: says which one, and how to write it.
    """
    if user.language not in ("", *settings.COMPLETE_LANGUAGES):
        offered = ", ".join(settings.COMPLETE_LANGUAGES)
        raise UserFault(f"There are no pages in {user.language!r}. Choose one of: {offered}.")
    if not user.full_name.strip():
        raise UserFault(f"{FIELDS['full_name']}: it is empty. Write the officer's name.")
    try:
        user.clean_fields(exclude=["password"])
    except ValidationError as fault:
        field, said = next(iter(fault.message_dict.items()))
        raise UserFault(f"{FIELDS.get(field, field)}: {' '.join(said)}") from fault


def reset_user(username: str) -> SignIn:
    """A new password and second factor; every session of the account ends.

    Raises:
        UserFault: no such user.
    """
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).filter(username=username).first()
        if user is None:
            known = ", ".join(User.objects.order_by("username").values_list("username", flat=True))
            raise UserFault(f"There is no user {username!r}. Known: {known or 'none yet'}.")
        Authenticator.objects.filter(user=user).delete()
        sign_in = _give(user, SignIn.new(username))
        _end_sessions(user)
        record(
            "user.reset",
            actor=None,
            details={"account": user.full_name},
            subject=f"user:{user.pk}",
        )
    return sign_in


def _give(user: User, sign_in: SignIn) -> SignIn:
    user.set_password(sign_in.password)
    user.save()
    TOTP.activate(user, sign_in.totp_secret)
    return sign_in


def _end_sessions(user: User) -> None:
    for session in Session.objects.all():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()


def choose_language(user: User, language: str) -> None:
    """The language of this officer's pages from now on."""
    user.language = language
    user.save(update_fields=["language"])
