"""One officer's browser without JavaScript: pages, links, forms, files.

It can only do what a page offers: a link that is not there cannot be followed, a field that a
form lacks cannot be filled in, and each such failure names the page.
"""

import base64
import hashlib
import hmac
import struct
import time
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpx
from lxml import html

TOTP_SECONDS = 30


class Stuck(Exception):
    """The page does not offer what was wanted; the message says what it offers."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """An address and what an officer holds."""

    url: str
    username: str
    password: str
    totp_secret: str


def totp(secret: str, at: float) -> str:
    """RFC 6238: six digits of HMAC-SHA-1 over the count of half minutes."""
    counter = struct.pack(">Q", int(at) // TOTP_SECONDS)
    padded = secret + "=" * (-len(secret) % 8)
    mac = hmac.new(base64.b32decode(padded), counter, hashlib.sha1).digest()
    offset = mac[-1] & 15
    number = struct.unpack(">I", mac[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


@dataclass
class Visitor:
    """A browser of one officer; ``page`` is what is on the screen."""

    sign_in: SignIn
    language: str = ""
    client: httpx.Client = field(init=False)
    page: html.HtmlElement = field(init=False)
    url: str = field(init=False, default="")
    status: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.client = httpx.Client(
            base_url=self.sign_in.url, follow_redirects=True, timeout=60, trust_env=False
        )

    # --- looking -------------------------------------------------------------------------

    def open(self, path: str) -> "Visitor":
        """Type an address."""
        return self._show(self.client.get(path))

    def _show(self, answer: httpx.Response) -> "Visitor":
        self.status, self.url = answer.status_code, str(answer.url)
        if "html" in answer.headers.get("content-type", ""):
            self.page = html.fromstring(answer.content)
        if self.status >= 500:
            raise Stuck(f"{self.url} answered {self.status}")
        return self

    @property
    def text(self) -> str:
        """Everything readable on the page, spaces evened."""
        return " ".join(self.page.text_content().split())

    def says(self, *parts: str) -> bool:
        """Whether the page says all of these."""
        return all(part in self.text for part in parts)

    def problems(self) -> list[str]:
        """What the page says is wrong with what was sent."""
        return [
            " ".join(item.text_content().split()) for item in self.page.cssselect(".problem li")
        ]

    def links(self) -> dict[str, str]:
        """Address by words, of every link on the page."""
        found: dict[str, str] = {}
        for link in self.page.iter("a"):
            words = " ".join(link.text_content().split())
            found.setdefault(words, link.get("href") or "")
        return found

    # --- acting --------------------------------------------------------------------------

    def follow(self, path_part: str) -> "Visitor":
        """Follow the first link whose address contains this."""
        for address in self.links().values():
            if path_part in address:
                return self._show(self.client.get(urljoin(self.url, address)))
        raise Stuck(
            f"{self.url} has no link to {path_part!r}; it has {sorted(self.links().values())}"
        )

    def follow_words(self, words: str) -> "Visitor":
        """Follow the link that says this."""
        address = self.links().get(words)
        if address is None:
            raise Stuck(f"{self.url} has no link {words!r}; it has {sorted(self.links())}")
        return self._show(self.client.get(urljoin(self.url, address)))

    def download(self, path_part: str) -> bytes:
        """The bytes behind the first link whose address contains this."""
        for address in self.links().values():
            if path_part in address:
                answer = self.client.get(urljoin(self.url, address))
                if answer.status_code != httpx.codes.OK:
                    raise Stuck(f"{address} answered {answer.status_code}")
                return answer.content
        raise Stuck(f"{self.url} has no link to {path_part!r}")

    def form(self, action_part: str) -> "Form":
        """The first form whose action contains this."""
        for element in self.page.iter("form"):
            action = element.get("action") or urlsplit(self.url).path
            if action_part in action:
                return Form(self, element)
        actions = [element.get("action") for element in self.page.iter("form")]
        raise Stuck(f"{self.url} has no form for {action_part!r}; it has {actions}")

    def enter(self) -> "Visitor":
        """Sign in with password and second factor."""
        self.open("/sign-in")
        if self.language:
            self.form("/language").send(language=self.language)
            self.open("/sign-in")
        self.form("sign-in").send(login=self.sign_in.username, password=self.sign_in.password)
        self.form("sign-in/second").send(code=totp(self.sign_in.totp_secret, time.time()))
        if "sign-in/second" in self.url:  # each code is good once: the officer was just here
            time.sleep(TOTP_SECONDS - time.time() % TOTP_SECONDS + 0.5)
            self.form("sign-in/second").send(code=totp(self.sign_in.totp_secret, time.time()))
        if "sign-in" in self.url:
            raise Stuck(f"{self.sign_in.username} could not sign in: {self.problems()}")
        return self


@dataclass
class Form:
    """A form on the page, with what stands in it."""

    visitor: Visitor
    element: html.HtmlElement

    def send(
        self,
        files: dict[str, tuple[str, bytes, str]] | None = None,
        **typed: str | list[str],
    ) -> Visitor:
        """Fill in and send. Every name must be a field of the form.

        Args:
            files: by field name: file name, content, media type.
            typed: by field name; a list chooses several.
        """
        fields = self._standing()
        for name, value in typed.items():
            key = name.replace("__", "-")
            if not self.element.xpath(f'.//*[@name="{key}"]'):
                names = sorted({str(one.get("name")) for one in self.element.xpath(".//*[@name]")})
                raise Stuck(f"{self.visitor.url}: the form has no field {key!r}; it has {names}")
            fields[key] = value
        action = urljoin(self.visitor.url, self.element.get("action") or "")
        if self.element.get("method", "get").lower() == "get":
            return self.visitor._show(self.visitor.client.get(action, params=fields))
        answer = self.visitor.client.post(
            action, data=fields, files=files, headers={"Referer": self.visitor.url}
        )
        return self.visitor._show(answer)

    def names(self) -> list[str]:
        """Names of its fields, each once, in order."""
        return list(dict.fromkeys(one.get("name") for one in self.element.xpath(".//*[@name]")))

    def value(self, name: str) -> str:
        """What stands in a field now."""
        held = self._standing().get(name, "")
        return held if isinstance(held, str) else (held[0] if held else "")

    def options(self, name: str) -> list[str]:
        """The values a choice offers."""
        offered = self.element.xpath(f'.//select[@name="{name}"]/option|.//input[@name="{name}"]')
        return [str(one.get("value")) for one in offered if one.get("value")]

    def _standing(self) -> dict[str, str | list[str]]:
        """What the form would send untouched; a list where a name stands several times."""
        found: dict[str, list[str]] = {}
        for one in self.element.xpath(".//input|.//textarea|.//select"):
            name, kind = one.get("name"), one.get("type", "")
            if not name or kind in {"submit", "file", "button"}:
                continue
            if kind in {"checkbox", "radio"} and one.get("checked") is None:
                continue
            value = one.value if one.tag != "input" else one.get("value", "on" if kind else "")
            found.setdefault(name, []).extend(value if isinstance(value, list) else [value or ""])
        return {name: many[0] if len(many) == 1 else many for name, many in found.items()}
