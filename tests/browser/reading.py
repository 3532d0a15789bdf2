"""Reading a page back as the eye does: where characters stand, what overflows, pictures."""

import io
import itertools
from pathlib import Path

from django.utils import translation
from PIL import Image
from playwright.sync_api import Page

from comity_node.wording import state_name

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
PICTURE_HEIGHT = 1500
COLOURS = 96  # paper, inks, one purple: enough for text with smooth edges

# Boxes of every character of the first visible place where a text stands unbroken.
BOXES = """text => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.data.indexOf(text);
    if (at < 0 || !node.parentElement.getClientRects().length) continue;
    return [...text].map((_, place) => {
      const range = document.createRange();
      range.setStart(node, at + place);
      range.setEnd(node, at + place + 1);
      const box = range.getBoundingClientRect();
      return [box.x, box.y];
    });
  }
  return [];
}"""

OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  const hidden = one => one.closest('.skip, .hidden-label, thead');
  const names = [...document.querySelectorAll('body *')].filter(one => {
    const box = one.getBoundingClientRect();
    return box.width > 0 && !hidden(one) && (box.right > wide + 1 || box.left < -1);
  });
  return names.slice(0, 3).map(one => `${one.tagName} ${one.textContent.trim().slice(0, 60)}`);
}"""


def say(language: str, english: str, **parts: str) -> str:
    """A sentence of the pages in a language."""
    with translation.override(language):
        return translation.gettext(english) % parts


def state(language: str, code: str) -> str:
    return state_name(code, language)


def reads_left_to_right(page: Page, text: str) -> bool:
    """Whether each character stands right of the one before it, on one line, on the screen."""
    boxes = page.evaluate(BOXES, text)
    rising = all(after[0] > before[0] for before, after in itertools.pairwise(boxes))
    return bool(boxes) and rising and len({round(box[1]) for box in boxes}) == 1


def overflowing(page: Page) -> list[str]:
    """What reaches beyond the sides of the window."""
    wider = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    found: list[str] = page.evaluate(OVERFLOW)
    return found or (["the page scrolls sideways"] if wider else [])


def picture(page: Page, folder: Path, name: str) -> None:
    """The head of a page as a small PNG."""
    height = page.evaluate("document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": 1280, "height": min(height, PICTURE_HEIGHT)}
    taken = page.screenshot(full_page=True, clip=clip)
    few = Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    folder.mkdir(parents=True, exist_ok=True)
    few.save(folder / f"{name}.png", optimize=True)
