"""Officers of this node."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    PROSECUTOR = "prosecutor", _("prosecutor")
    CASEWORKER = "caseworker", _("caseworker of the central authority")
    SUPERVISOR = "supervisor", _("supervisor")
    ADMINISTRATOR = "administrator", _("administrator")


class User(AbstractUser):
    """One officer. ``pseudonym`` is what other nodes and the audit see; it never changes.

    ``email`` stays empty: allauth wants the column, and no message leaves by mail.
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    role = models.CharField(max_length=16, choices=Role.choices)
    full_name = models.CharField(max_length=120)
    post = models.CharField(max_length=120, blank=True)
    pseudonym = models.CharField(max_length=24, unique=True)
    language = models.CharField(max_length=5, blank=True)

    REQUIRED_FIELDS: ClassVar[list[str]] = []

    @property
    def initials(self) -> str:
        """First letters of the first and the last name; apart where they would join to a word."""
        words = [word for word in self.full_name.split() if word[0].isalpha()]
        letters = [word[0] for word in (words[:1] + words[1:][-1:])]
        return ("" if "".join(letters).isascii() else ".").join(letters)

    @property
    def sees_cases(self) -> bool:
        return self.role != Role.ADMINISTRATOR

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name
