"""A real network, a real browser: both started for these tests alone, and gone after them.

The browser is started and ended within each test: playwright keeps an event loop in the thread
while it runs, and Django refuses its database to a thread that has one.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from player import story as player
from player.story import Story
from player.visitor import SignIn, Visitor
from playwright.sync_api import Browser, sync_playwright

from comity_node.cli.network import Network, TrainingNode
from comity_node.configuration import read_settings
from comity_node.ports import postgres
from tests.browser.screen import Screen

HOW = "make setup (as root on Debian), or CHROMIUM=/path/to/chromium"
WIDE = {"width": 1280, "height": 1000}
REGISTER = 40
FRENCH = ("FR-CESEDA:L823-1", "FR-CESEDA:L823-2")  # laid side by side


def chromium() -> str:
    """Where Chromium is, or empty: ``CHROMIUM``, else what the machine has."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), "")
    return found if found and Path(found).exists() else ""


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = chromium()
    if not path and os.environ.get("COMITY_REQUIRE_BROWSER") == "1":
        pytest.fail(f"Chromium is required and not there: {HOW}")
    if not path:
        pytest.skip(f"no Chromium: {HOW}")
    return path


@pytest.fixture(scope="session")
def nodes(
    chromium_path: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, TrainingNode]]:
    """Italy and Egypt, each with its own database, and the secretariat."""
    folder = tmp_path_factory.mktemp("network")
    network = Network(folder, ("IT", "EG"), REGISTER, _quiet)
    try:
        with network.running() as running:
            yield {node.code: node for node in running}
    finally:
        for node in network.nodes():
            _sweep(node)


def _quiet(line: str) -> None:
    """What the network says while it is made is no matter of a test."""


def _sweep(node: TrainingNode) -> None:
    settings = read_settings(node.home)
    cluster = postgres.cluster(node.home, settings.pg_bin, settings.keys)
    shutil.rmtree(cluster.folder, ignore_errors=True)
    shutil.rmtree(cluster.sockets, ignore_errors=True)


@pytest.fixture
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        yield started
        started.close()


def sign_in_of(node: TrainingNode, name: str) -> SignIn:
    told = node.sign_ins[name]
    return SignIn(told["url"], told["username"], told["password"], told["totp_secret"])


def new_story(nodes: dict[str, TrainingNode], out: Path) -> Story:
    """The player's story of these two nodes, not begun."""
    cast = {code: nodes[code].sign_ins for code in ("IT", "EG")}
    return Story("IT", "EG", cast, out, own="it", other="ar")


@dataclass(frozen=True, slots=True)
class Played:
    """Two requests made by the player over plain HTTP: one with its part result, one draft."""

    far: Story
    draft: Story

    def pages(self) -> dict[str, tuple[Visitor, str]]:
        """Every page by a name: who opens it, and where."""
        italy, second, egypt = self.far.prosecutor, self.far.second, self.far.caseworker
        case, draft = self.far.case, f"/draft/{self.draft.reference}"
        own = {"desk", "cases", "ask", "states", "states/EG", "links", "letters", "training"}
        pages = {name: (italy, f"/{name}") for name in own}
        law = ("law/own", "law/data", "treaties", "treaties/UNTOC/18", "harmonisation")
        pages |= {name: (second, f"/{name}") for name in law}
        pages |= {
            "our law": (second, "/law/say/IT/offence/IT-12-1"),
            "two laws": (italy, "/harmonisation/pair?a=IT&b=EG"),
        }
        pages |= {
            f"case{rest}": (italy, case + rest)
            for rest in ("", "/facts", "/people/P-01", "/people/new", "/numbers/new")
        }
        pages |= {
            f"draft{rest}": (italy, draft + rest)
            for rest in ("", "/check", "/gate/HR-03", "/tasks/measures", "/tasks/translation")
        }
        pages |= {
            "answer page": (italy, self.answer_page),
            "sheet": (italy, self.answer_page.replace("/ask?", "/ask/note?")),
            "full desk": (second, "/desk"),
            "register": (second, "/register"),
            "request": (italy, self.far.file_out),
            "its audit": (italy, self.far.file_out + "/audit"),
            "audit": (self.far.who("IT", "supervisor"), "/audit"),
            "note": (italy, self.far.file_out + "/write/note"),
            "incoming": (egypt, "/answer"),
            "intake": (egypt, self.far.file_in),
            "look": (egypt, self.far.file_in + "/look/facts_summary"),
            "result": (egypt, self.far.file_in + "/write/result"),
            "not there": (italy, "/nothing-here"),
        }
        pages |= {
            "legislation": (italy, "/legislation?q=migrants"),
            "statute": (italy, "/legislation/FR-CESEDA"),
            "provision": (italy, "/legislation/FR-CESEDA/L823-3"),
            "offence": (italy, "/legislation/offences/EG-82-6"),
            "side by side": (italy, f"/legislation/compare?a={FRENCH[0]}&b={FRENCH[1]}"),
            "not held": (italy, "/legislation/not-held"),
            "add a text": (second, "/legislation/texts/new"),
        }
        return pages

    @property
    def answer_page(self) -> str:
        return (
            f"/ask?case={self.far.case.rpartition('/')[2]}&state=EG&act=mla&measures=records"
            "&measures=bank_records&conduct=organise&object_own=irregular_entrant"
            "&object_there=irregular_entrant&benefit=unproven&ocg=suspected"
        )


@pytest.fixture(scope="session")
def played(nodes: dict[str, TrainingNode], tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Pages with something on them, for the tests that look at pages."""
    out = tmp_path_factory.mktemp("played")
    far, draft = new_story(nodes, out), new_story(nodes, out)
    steps = [step for _, step in player.STEPS]
    for step in steps[: steps.index(player.send_a_part) + 1]:
        step(far)
    draft.visitors = far.visitors
    for step in steps[: steps.index(player.answer_the_gate) + 1]:
        step(draft)
    return Played(far, draft)


Sit = Callable[..., Screen]


@pytest.fixture
def sit(browser: Browser) -> Sit:
    """Sit down at a browser; with ``as_visitor``, where that visitor is signed in already."""

    def down(
        sign_in: SignIn,
        language: str = "en",
        *,
        as_visitor: Visitor | None = None,
        script: bool = True,
        width: int = WIDE["width"],
    ) -> Screen:
        context = browser.new_context(
            viewport={"width": width, "height": WIDE["height"]}, java_script_enabled=script
        )
        if as_visitor is not None:
            context.add_cookies(_cookies(as_visitor, language))
        return Screen(sign_in, language, context)

    return down


def _cookies(visitor: Visitor, language: str) -> list:
    """The visitor's session, and the language of the browser."""
    url = visitor.sign_in.url
    held = {one.name: one.value for one in visitor.client.cookies.jar}
    session = next(name for name in held if name.endswith("_session"))
    held[session.removesuffix("_session") + "_language"] = language
    return [{"name": name, "value": value or "", "url": url} for name, value in held.items()]
