"""Every page on a phone, at the keyboard, over a poor line, and when its officer walks away."""

import gzip
import io
from urllib.parse import urlsplit

import pdfplumber
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Played, Sit
from tests.browser.reading import overflowing, say
from tests.browser.screen import Screen

PHONE_WIDTH = 390
FIRST_VIEW_BYTES = 60_000  # HTML, CSS and JavaScript, compressed; fonts apart
IDLE_MINUTES = 11  # the node's settings say ten
TYPED = "نص لم يُحفظ بعد، +999 10 555 0142"

SIZES = """() => [...performance.getEntriesByType('resource'),
  ...performance.getEntriesByType('navigation')].map(one => [one.name, one.initiatorType])"""


def screen_on(played: Played, sit: Sit, name: str, language: str = "en", **how) -> Screen:
    """A browser that shows one page of the played requests."""
    visitor, path = played.pages()[name]
    screen = sit(visitor.sign_in, language, as_visitor=visitor, **how)
    return screen.open(path)


@pytest.mark.parametrize("language", ["ar", pytest.param("en", marks=pytest.mark.slow)])
@pytest.mark.parametrize("width", [PHONE_WIDTH, pytest.param(1280, marks=pytest.mark.slow)])
def test_no_page_reaches_beyond_the_sides_of_the_window(played, sit, language, width):
    screens: dict[str, Screen] = {}
    found = {}
    for name, (visitor, path) in played.pages().items():
        who = visitor.sign_in.url + visitor.sign_in.username
        if who not in screens:
            screens[who] = sit(visitor.sign_in, language, as_visitor=visitor, width=width)
        screen = screens[who].open(path)
        if too_wide := overflowing(screen.window):
            found[name] = too_wide
        assert screen.complaints == [], name
    assert found == {}


@pytest.mark.parametrize("language", ["ar", "it"])
@pytest.mark.parametrize(
    "name", ["answer page", "request", "states/EG", "draft/check", "side by side"]
)
def test_a_page_on_paper_reaches_from_margin_to_margin_and_is_not_cut(played, sit, name, language):
    screen = screen_on(played, sit, name, language)
    paper = pdfplumber.open(io.BytesIO(screen.window.pdf(format="A4"))).pages[0]
    signs = [one for one in paper.chars if one["text"].strip()]
    left, right = min(one["x0"] for one in signs), max(one["x1"] for one in signs)
    assert 0 <= left < 0.15 * paper.width
    assert 0.85 * paper.width < right <= paper.width
    assert max(one["bottom"] for one in signs) > 0.6 * paper.height, "an empty first page"


@pytest.mark.parametrize("language", ["ar", "en", "it"])
def test_the_sheet_for_the_file_is_one_page(played, sit, language):
    screen = screen_on(played, sit, "sheet", language)
    paper = pdfplumber.open(io.BytesIO(screen.window.pdf(format="A4")))
    assert len(paper.pages) == 1
    assert len(paper.pages[0].chars) > 1_000


@pytest.mark.parametrize(
    "name", ["full desk", "answer page", "draft/check", "intake", "legislation"]
)
def test_a_first_view_weighs_at_most_sixty_kilobytes(played, sit, name):
    screen = screen_on(played, sit, name)
    addresses = {screen.window.url.partition("#")[0]}
    addresses |= {address for address, _ in screen.window.evaluate(SIZES)}
    bodies = [
        screen.context.request.get(address).body()
        for address in addresses
        if not address.endswith((".woff2", ".svg"))
    ]
    assert len(bodies) == 3, "one page, one stylesheet, one script"
    assert sum(len(gzip.compress(body, 6)) for body in bodies) <= FIRST_VIEW_BYTES


def focused(page: Page) -> dict:
    """What has the focus, and whether that can be seen."""
    return page.evaluate("""() => {
      const one = document.activeElement, style = getComputedStyle(one);
      return {tag: one.tagName, text: one.textContent.trim(), name: one.name || '',
              href: one.getAttribute('href') || '', outline: style.outlineStyle !== 'none'};
    }""")


def test_the_keyboard_reaches_skip_link_doors_fields_and_button_and_the_focus_is_seen(played, sit):
    screen = screen_on(played, sit, "note")
    stops = []
    for _ in range(60):
        screen.window.keyboard.press("Tab")
        stops.append(focused(screen.window))
        if (stops[-1]["tag"], stops[-1]["name"]) == ("BUTTON", "step"):
            break
    places = [stop["href"] or stop["name"] for stop in stops]
    wanted = ["#main", "language", "/desk", "text", "step"]
    assert [place for place in places if place in wanted and place != "language"] == [
        one for one in wanted if one != "language"
    ]
    assert "language" in places
    assert all(stop["outline"] for stop in stops if stop["tag"] != "BODY"), stops


def test_the_skip_link_leads_past_the_doors(played, sit):
    screen = screen_on(played, sit, "note")
    screen.window.keyboard.press("Tab")
    screen.window.keyboard.press("Enter")
    assert focused(screen.window)["tag"] == "MAIN"


def test_another_language_keeps_the_page(played, sit):
    screen = screen_on(played, sit, "intake")
    before = urlsplit(screen.url).path
    screen.press("العربية")
    assert urlsplit(screen.url).path == before
    assert screen.window.locator("html").get_attribute("lang") == "ar"
    assert say("ar", "Is it complete?") in screen.seen


def test_another_language_keeps_what_the_address_says(played, sit):
    screen = screen_on(played, sit, "ask").open("/ask?change=1&state=EG&act=mla")
    screen.press("Italiano")
    assert screen.window.locator("html").get_attribute("lang") == "it"
    assert screen.window.locator("#id_state").input_value() == "EG"


def unlock(screen: Screen) -> Screen:
    screen.window.wait_for_url("**/unlock?**")
    assert TYPED not in screen.look().window.content()
    screen.window.get_by_label("Password").fill(screen.sign_in.password)
    return screen.press("Open")


def test_a_page_left_alone_hides_locks_and_gives_back_what_was_typed(played, sit):
    visitor, path = played.pages()["note"]
    screen = sit(visitor.sign_in, as_visitor=visitor)
    screen.window.clock.install()
    screen.open(path)
    screen.window.get_by_label("Text").fill(TYPED)
    screen.window.clock.run_for(IDLE_MINUTES * 60_000)
    unlock(screen)
    assert TYPED in screen.seen
    screen.press("Send it now")
    assert urlsplit(screen.url).path == urlsplit(path).path
    assert screen.window.get_by_label("Text").input_value() == TYPED


def test_the_lock_button_keeps_every_form_of_a_page_with_several(played, sit):
    screen = screen_on(played, sit, "case/people/P-01")
    screen.window.get_by_label("What the person did").fill(TYPED)
    screen.window.get_by_label("Why it changes").fill(TYPED + " 2")
    screen.press("Lock")
    unlock(screen)
    assert TYPED in screen.seen
    screen.press("Throw it away")
    screen.window.wait_for_url("**/kept/**")
    assert TYPED + " 2" in screen.look().seen


def test_a_page_with_nothing_typed_locks_and_comes_back_to_itself(played, sit):
    screen = screen_on(played, sit, "note")
    before = urlsplit(screen.url).path
    screen.press("Lock")
    assert urlsplit(unlock(screen).url).path == before
