"""An officer's browser inside the test: Django's client, with both factors typed in."""

import re
import time
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.test import Client

from comity_node.actions.users import SignIn
from comity_node.cli.code import STEP, digits

ROOM = 2.0  # seconds a code must still live when it is typed


@dataclass
class Browser:
    """``page`` is the last answer, after its redirects."""

    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))
    page: Any = None

    def open(self, path: str) -> "Browser":
        self.page = self.client.get(path, follow=True)
        return self

    def send(self, path: str, **fields: str) -> "Browser":
        """Post a form with the token of the session, as every page of ours carries it."""
        if "csrfmiddlewaretoken" not in fields:
            fields["csrfmiddlewaretoken"] = self.token()
        self.page = self.client.post(path, fields, follow=True)
        return self

    def hidden(self, name: str) -> dict[str, str]:
        """A hidden field of the page, to be sent back; nothing where the page has none."""
        shown = re.search(rf'type="hidden" name="{name}" value="([^"]*)"', self.text)
        return {name: shown[1]} if shown else {}

    def write(self, path: str, **fields: str) -> "Browser":
        """A later letter: shown, read, sent."""
        self.send(path, **fields | {"step": "preview"})
        sent = {"step": "send", "read": "yes"} | self.hidden("reading") | self.hidden("enclosed")
        return self.send(path, **fields | sent)

    def token(self) -> str:
        shown = re.search(
            r'name="csrfmiddlewaretoken" value="(\w+)"', self.text if self.page else ""
        )
        if shown is None:
            self.open("/sign-in")
            shown = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.text)
        assert shown, self.text
        return shown[1]

    def first_factor(self, sign_in: SignIn, to: str = "/links") -> "Browser":
        self.open("/sign-in")
        given = {"login": sign_in.username, "password": sign_in.password, "next": to}
        return self.send("/sign-in", **given)

    def second_factor(self, sign_in: SignIn) -> "Browser":
        return self.send("/sign-in/second", code=code_of(sign_in))

    def enter(self, sign_in: SignIn, to: str = "/links") -> "Browser":
        """Sign in half a minute after anybody before; then ``to``, which every role may open."""
        cache.clear()  # codes already used: each is good once
        return self.first_factor(sign_in, to).second_factor(sign_in)

    @property
    def text(self) -> str:
        return self.page.content.decode()

    @property
    def words(self) -> str:
        """The words of the page, without its marks."""
        return re.sub(r"<[^>]+>", "", self.text)

    @property
    def path(self) -> str:
        """Where the redirects ended."""
        return self.page.request["PATH_INFO"]


def code_of(sign_in: SignIn, room: float = ROOM) -> str:
    """Six digits that live ``room`` seconds more, if need be those of the next half minute."""
    left = STEP - time.time() % STEP
    if left < room:
        time.sleep(left)
    return digits(sign_in.totp_secret, time.time())
