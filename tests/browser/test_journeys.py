"""The main pages in Chromium: English with JavaScript, Arabic without; and their pictures."""

from pathlib import Path

import pytest
from player.story import STEPS, TEXTS

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def play(story, first, last):
    for name, step in STEPS[first - 1 : last]:
        print(name, step(story))


def test_a_request_leaves_rome_in_english_with_javascript(officer, story):
    play(story, 1, 9)
    rome = officer("IT", "supervisor", "en", script=True)
    rome.open("/desk")
    assert rome.says("Waiting for", "Next date", story.reference)
    rome.picture(PICTURES / "desk-en.png")
    rome.page.click(f'a:has-text("{story.reference}")')
    assert rome.says("Waiting for", "Us")
    rome.page.click('a:has-text("Go on writing")')
    rome.page.click('.tasks a:has-text("Check, gate, sign, send")')
    assert rome.says("Go with conditions", "P-07", "What leaves this node", "Stays here")
    rome.picture(PICTURES / "check-en.png")
    rome.page.click('button:has-text("Sign and send to Egypt")')
    rome.page.wait_for_url("**/requests/out/**")
    assert rome.says("With them", story.reference)
    rome.picture(PICTURES / "request-en.png")
    assert rome.wrong == []
    story.file_out = rome.page.url


def test_cairo_answers_in_arabic_without_javascript(officer, story):
    cairo = officer("EG", "caseworker", "ar", script=False)
    until_there(cairo, story.reference)
    cairo.picture(PICTURES / "desk-ar.png")
    cairo.page.click(f'a:has-text("{story.reference}")')
    assert cairo.page.get_attribute("html", "dir") == "rtl"
    assert not cairo.says("P-07")
    cairo.picture(PICTURES / "intake-ar.png")
    story.file_in = cairo.page.url
    cairo.page.click('a[href$="/look/facts_summary"]')
    cairo.page.check('input[value="unclear"]')
    cairo.page.fill("#id_what", TEXTS["ar"]["unclear"])
    cairo.page.fill("#id_what_other", TEXTS["it"]["unclear"])
    cairo.page.click("form[data-keep] button.main")
    cairo.page.click('a[href$="/write/acknowledge_and_ask"]')
    cairo.page.fill("#id_translator", "M. Fahmavelli")
    cairo.page.click('button[value="preview"]')
    assert cairo.says(TEXTS["ar"]["unclear"], TEXTS["it"]["unclear"])
    cairo.page.check('input[name="read"]')
    cairo.page.click('button[value="send"]')
    assert "/write/" not in cairo.page.url
    cairo.picture(PICTURES / "request-ar.png")
    assert cairo.wrong == []


def until_there(cairo, reference):
    for _ in range(40):
        if cairo.open("/answer").says(reference):
            return
        cairo.page.wait_for_timeout(500)
    raise AssertionError(f"{reference} never came")


def test_identifiers_in_arabic_read_from_left_to_right_on_one_line(officer, story):
    cairo = officer("EG", "caseworker", "ar", script=True)
    cairo.open(story.file_in)
    boxes = cairo.page.evaluate(SIGNS)
    assert {"+999 10 555 0142", story.reference} <= set(boxes)
    for text, places in boxes.items():
        assert places == sorted(places), text


# for each isolated text of the page: where each of its signs stands, from the left edge
SIGNS = """() => {
  const found = {};
  for (const one of document.querySelectorAll('bdi[dir="ltr"]')) {
    const node = one.firstChild;
    if (!node || node.nodeType !== 3 || one.childNodes.length > 1) continue;
    const lefts = [];
    for (let i = 0; i < node.length; i++) {
      const range = document.createRange();
      range.setStart(node, i); range.setEnd(node, i + 1);
      lefts.push(range.getBoundingClientRect().x);
    }
    found[node.data] = lefts;
  }
  return found;
}"""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_is_wider_than_a_phone(officer, story, language):
    cairo = officer("EG", "caseworker", language, script=True, width=390)
    for path in ("/desk", "/answer", story.file_in, "/ask", "/states/EG", "/training", "/links"):
        cairo.open(path)
        wide = cairo.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, f"{path} is {wide} wide"


def test_the_language_changes_and_the_page_stays(officer, story):
    rome = officer("IT", "caseworker", "en", script=True)
    rome.open("/ask?change=1&state=EG&act=mla")
    rome.page.click('button[value="ar"]')
    assert "/ask?change=1&state=EG" in rome.page.url
    assert rome.page.get_attribute("html", "lang") == "ar"
    assert rome.page.input_value("#id_state") == "EG"
