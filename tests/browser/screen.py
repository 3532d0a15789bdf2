"""The player's visitor, sitting at a real browser: the same story, clicked and typed.

What it does is what a person can do: a link must be visible to be clicked, a field must have a
label to be filled, a button must be enabled. Everything the browser complains about is kept.
"""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html
from player.visitor import Form, Stuck, Visitor
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request

PATIENCE_MS = 20_000
# Chromium logs an answer of 404 as an error; a page that says "not found" is no fault of ours.
EXPECTED = "the server responded with a status of 404"


@dataclass
class Screen(Visitor):
    """One officer at one browser window."""

    context: BrowserContext = None  # type: ignore[assignment]
    client: Any = field(init=False, repr=False, default=None)  # no other way in than the window
    window: Page = field(init=False)
    complaints: list[str] = field(init=False, default_factory=list)
    page: html.HtmlElement = field(init=False, repr=False, default=None)

    def __post_init__(self) -> None:
        self.window = self.context.new_page()
        self.window.set_default_timeout(PATIENCE_MS)
        self.window.on("console", self._console)
        self.window.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.window.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and EXPECTED not in message.text:
            self.complaints.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.sign_in.url).netloc:
            self.complaints.append(f"asked another host: {request.url}")

    # --- looking -------------------------------------------------------------------------

    def open(self, path: str) -> "Screen":
        """Type an address."""
        answer = self.window.goto(urljoin(self.sign_in.url, path))
        return self.look(answer.status if answer else 200)

    def look(self, status: int = 200) -> "Screen":
        """Read what is on the screen now."""
        self.status, self.url = status, self.window.url
        self.page = html.fromstring(self.window.content())
        if status >= 500:
            raise Stuck(f"{self.url} answered {status}")
        return self

    @property
    def seen(self) -> str:
        """What a person sees of the page: hidden text is left out, spaces evened."""
        return " ".join(self.window.locator("body").inner_text().split())

    # --- acting --------------------------------------------------------------------------

    def _leave_by(self, what: Locator) -> "Screen":
        with self.window.expect_navigation() as gone:
            what.click()
        return self.look(gone.value.status if gone.value else 200)

    def follow(self, path_part: str) -> "Screen":
        """Click the first visible link whose address contains this."""
        return self._leave_by(self.window.locator(f'a[href*="{path_part}"]:visible').first)

    def follow_words(self, words: str) -> "Screen":
        """Click the link that says this."""
        return self._leave_by(self.window.get_by_role("link", name=words, exact=True).first)

    def press(self, words: str) -> "Screen":
        """Press the button that says this."""
        return self._leave_by(self.window.get_by_role("button", name=words, exact=True).first)

    def download(self, path_part: str) -> bytes:
        """Click a link that saves a file; its bytes."""
        with self.window.expect_download() as saved:
            self.window.locator(f'a[href*="{path_part}"]:visible').first.click()
        return saved.value.path().read_bytes()

    def form(self, action_part: str) -> "ScreenForm":
        """The first form whose action contains this."""
        return ScreenForm(self, super().form(action_part).element)


@dataclass
class ScreenForm(Form):
    """A form on the screen, filled by its labels and sent by its button."""

    visitor: Screen

    @property
    def _here(self) -> Locator:
        place = list(self.visitor.page.iter("form")).index(self.element)
        return self.visitor.window.locator("form").nth(place)

    def send(
        self,
        files: dict[str, tuple[str, bytes, str]] | None = None,
        **typed: str | list[str],
    ) -> Visitor:
        """Fill in and press the button; a name that is a button's is the button to press."""
        button = self._here.locator("button").first
        for name, value in typed.items():
            key = name.replace("__", "-")
            controls = self.element.xpath(f'.//*[@name="{key}"]')
            if not controls:
                raise Stuck(f"{self.visitor.url}: the form has no field {key!r}")
            if controls[0].tag == "button":
                button = self._here.locator(f'button[name="{key}"][value="{value}"]')
            else:
                self._fill(controls, key, value)
        for name, (called, content, kind) in (files or {}).items():
            given: Any = {"name": called, "mimeType": kind, "buffer": content}
            self._here.locator(f'[name="{name}"]').set_input_files(given)
        return self.visitor._leave_by(button)

    def _fill(self, controls: list[Any], key: str, value: str | list[str]) -> None:
        for one in controls:
            if not _labelled(one, self.element):
                raise Stuck(f"{self.visitor.url}: the field {key!r} has no label")
        field_, wanted = self._here.locator(f'[name="{key}"]'), _several(value)
        if controls[0].get("type") in {"checkbox", "radio"}:
            for one in controls:
                self._tick(one, wanted)
        elif controls[0].tag == "select":
            field_.select_option(wanted)
        else:
            field_.fill(wanted[0])

    def _tick(self, control: Any, wanted: list[str]) -> None:
        """Tick by clicking the words beside the box; untick what is not wanted."""
        name, value = control.get("name"), control.get("value", "on")
        box = self._here.locator(f'[name="{name}"][value="{value}"]').or_(
            self._here.locator(f'[name="{name}"]:not([value])')
        )
        on = value in wanted or (control.get("value") is None and bool(wanted))
        if box.first.is_checked() != on and (on or control.get("type") == "checkbox"):
            box.first.locator("xpath=..").click()


def _several(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _labelled(control: Any, form: Any) -> bool:
    """Whether some words on the page are tied to this control."""
    around = control.xpath("ancestor::label")
    told = form.xpath(f'.//label[@for="{control.get("id")}"]') if control.get("id") else []
    return any(label.text_content().strip() for label in [*around, *told])
