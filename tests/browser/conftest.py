"""One network and one Chromium for all browser tests."""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from player.story import Story
from player.visitor import SignIn, totp

from comity_node.cli.network import Network
from comity_node.letter_language import letter_language

PAIR = ("IT", "EG")
REGISTER = 12
HOW = "make setup (as root on Debian), or CHROMIUM=/path/to/chromium"


def chromium() -> str:
    """Path of a Chromium, or empty."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or ""


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Headless Chromium; skipped where there is none, unless it is required."""
    path = chromium()
    if not path:
        if os.environ.get("COMITY_REQUIRE_BROWSER") == "1":
            pytest.fail(f"Chromium is required and not there: {HOW}")
        pytest.skip(f"no Chromium: {HOW}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        running = play.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-sync"]
        )
        yield running
        running.close()


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """Two real nodes with the training scene, and the story's players on them."""
    folder: Path = tmp_path_factory.mktemp("browser")
    network = Network(folder, PAIR, REGISTER, print)
    with network.running() as nodes:
        cast = {node.code: node.sign_ins for node in nodes[1:]}
        played = Story(*PAIR, cast, folder / "out")
        played.own, played.other = (letter_language(code) for code in PAIR)
        yield played


class Officer:
    """An officer at a real browser."""

    def __init__(
        self, browser, sign_in: SignIn, language: str, script: bool, width: int = 1280
    ) -> None:
        self.url = sign_in.url
        self.context = browser.new_context(
            viewport={"width": width, "height": 1000}, java_script_enabled=script
        )
        self.page = self.context.new_page()
        self.wrong: list[str] = []
        self.page.on(
            "console", lambda said: self.wrong.append(said.text) if said.type == "error" else None
        )
        self.page.on("pageerror", lambda said: self.wrong.append(str(said)))
        self.page.on("request", self._watch)
        self._enter(sign_in, language)

    def _watch(self, request) -> None:
        if not request.url.startswith((self.url, "data:")):
            self.wrong.append(f"asked another host: {request.url}")

    def _enter(self, sign_in: SignIn, language: str) -> None:
        page = self.page
        page.goto(f"{self.url}/sign-in")
        page.click(f'button[value="{language}"]')
        page.fill("#id_login", sign_in.username)
        page.fill("#id_password", sign_in.password)
        page.click("main button.main")
        for _ in range(2):  # each code is good once: the same officer may just have used it
            page.fill("#id_code", totp(sign_in.totp_secret, time.time()))
            page.click("main button.main")
            if "sign-in" not in page.url:
                return
            time.sleep(30 - time.time() % 30 + 0.5)
        raise AssertionError(f"{sign_in.username} could not sign in")

    def open(self, path: str) -> "Officer":
        self.page.goto(path if path.startswith("http") else self.url + path)
        return self

    def says(self, *parts: str) -> bool:
        text = " ".join(self.page.inner_text("body").split())
        return all(part in text for part in parts)

    def picture(self, path: Path) -> None:
        self.page.screenshot(path=path, clip={"x": 0, "y": 0, "width": 1280, "height": 1000})

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def officer(browser, story):
    """Makes officers at browsers, and closes them."""
    made: list[Officer] = []

    def make(state: str, name: str, language: str, *, script: bool, width: int = 1280) -> Officer:
        given = story.sign_ins[state][name]
        sign_in = SignIn(given["url"], given["username"], given["password"], given["totp_secret"])
        made.append(Officer(browser, sign_in, language, script, width))
        return made[-1]

    yield make
    for one in made:
        one.close()
