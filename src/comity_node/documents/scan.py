"""What a machine can read in a signed scan, held against the version it should be.

Only words and identifiers are compared, not their order: two columns and two directions come back
from a text layer in no order one could trust. A person still reads the paper; this says where to
look first. A scan without a text layer cannot be read here at all.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from comity.assistance.letter import Letter, Paragraph
from comity.assistance.sheet import LETTER_LINES
from comity.entities.identifiers import runs
from comity.states.wording import latin_digits

MAX_PAGES = 400
_LEAST_SIGNS = 40  # letters and digits below which a page layer counts as none
_ARABIC_LETTERS = "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f"  # no signs of punctuation
# A text layer may glue a number, a Latin and an Arabic word that stand side by side.
_WORD = re.compile(rf"[{_ARABIC_LETTERS}]+|\d+|[^\W\d_{_ARABIC_LETTERS}]+")
_ARABIC = re.compile(f"[{_ARABIC_LETTERS}]")
_TWICE = re.compile(r"(.)\1+")
_BRACKETS = str.maketrans(")]}", "([{")
_VERSION_WORDS = ("versione", "version", "النسخة")
_FRAME = (*LETTER_LINES, "page", "watermark")


class UnreadableScanError(ValueError):
    """No PDF, a broken or encrypted one, or one of too many pages."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph with words the scan lacks; ``key`` "added" lists words only the scan has."""

    key: str
    number: int
    language: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``readable`` False: cannot be read by machine, a person compares; the rest is then empty.

    ``found_version_hash``: whether reference, version and short hash are printed; None unreadable.
    """

    readable: bool
    found_version_hash: bool | None
    differs: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        """Whether the machine found the version and no difference."""
        return bool(self.readable and self.found_version_hash and not self.differs)


def text_of_pdf(data: bytes) -> str:
    """The text layer, line by line as it stands on the page; Arabic words come back to front.

    Raises:
        UnreadableScanError: no PDF, broken, encrypted, or more than ``MAX_PAGES`` pages.
    """
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted or len(reader.pages) > MAX_PAGES:
            raise UnreadableScanError("The PDF is encrypted or has too many pages.")
        pages = [
            page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False)
            for page in reader.pages
        ]
    except UnreadableScanError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError) as problem:
        raise UnreadableScanError("The PDF cannot be read.") from problem
    except (IndexError, RecursionError, NotImplementedError, ZeroDivisionError) as problem:
        raise UnreadableScanError("The PDF cannot be read.") from problem
    return "\n".join(pages)


def compare(letters: Sequence[Letter], scan: bytes) -> Comparison:
    """Hold a scan against the letter it should carry, in all its languages.

    Raises:
        UnreadableScanError: as ``text_of_pdf``.
    """
    text = text_of_pdf(scan)
    if sum(sign.isalnum() for sign in text) < _LEAST_SIGNS:
        return Comparison(False, None, ())
    marks = {word for letter in letters for word in letter.watermark.split()}
    left = Counter(_words(_apart(_plain(text), marks)))
    flat = _flat(text)
    found = [
        (letter.language, one, _lacking(one, left, flat, marks))
        for letter in letters
        for one in letter.paragraphs
    ]
    differs = [
        Difference(one.key, one.number, language, lacking)
        for language, one, words in found
        if (lacking := tuple(dict.fromkeys(word for word in words if not _in_pieces(word, left))))
    ]
    added = _added(letters, left)
    if added:
        differs.append(Difference("added", 0, "", added))
    return Comparison(True, _is_version(letters[0], flat), tuple(differs))


def _apart(text: str, marks: set[str]) -> str:
    """The watermark's words set apart: a text layer glues them to the words they lie under."""
    for word in marks:
        for way in {word, word[::-1]}:
            text = text.replace(way, f" {way} ")
    return text


def _lacking(
    paragraph: Paragraph, left: Counter[str], flat: str, marks: set[str]
) -> tuple[str, ...]:
    """Words taken from ``left`` that were not there, and identifiers that do not stand whole."""
    lacking: list[str] = []
    for word in _words(_apart(_plain(paragraph.text), marks)):
        if left[word] > 0:
            left[word] -= 1
        else:
            lacking.append(word)
    whole = (run.text for run in runs(_plain(paragraph.text)) if run.isolated)
    lacking += [one for one in whole if _flat(one) not in flat]
    return tuple(lacking)


def _in_pieces(word: str, left: Counter[str]) -> bool:
    """Whether the layer has an Arabic word in two parts: Amiri lifts some letters."""
    if not _ARABIC.search(word):
        return False
    for cut in range(1, len(word)):
        pieces = Counter((_spelt(word[:cut]), _spelt(word[cut:])))
        if pieces <= left:
            left.subtract(pieces)
            return True
    return False


def _added(letters: Sequence[Letter], left: Counter[str]) -> tuple[str, ...]:
    """Words left over that do not belong to the frame, which repeats on every page."""
    frame: set[str] = set()
    for letter in letters:
        numbers = [str(one.number) for one in letter.paragraphs]
        frame.update(_words(" ".join([*(getattr(letter, name) for name in _FRAME), *numbers])))
        frame.update(_words("Ø 45 mm"))
    rest = (word for word, count in left.items() if count > 0 and word not in frame)
    return tuple(sorted(word for word in rest if len(word) > 1))


def _is_version(letter: Letter, flat: str) -> bool:
    marked = all(_flat(mark) in flat for mark in (letter.reference, letter.short_hash))
    words = [_flat(word) for word in _VERSION_WORDS]
    said = [rf"{word}{letter.version}(?!\d)" for word in words]
    said += [rf"(?<!\d){letter.version}{word[::-1]}" for word in words]  # Arabic, back to front
    return marked and any(re.search(one, flat) for one in said)


def _words(text: str) -> Iterable[str]:
    """Words in one spelling, whichever way round a text layer gives Arabic."""
    for word in _WORD.findall(_plain(text)):
        yield _spelt(word) if _ARABIC.search(word) else word


def _spelt(word: str) -> str:
    once = _TWICE.sub(r"\1", word)  # a ligature may give its letter twice
    return min(once, once[::-1])


def _flat(text: str) -> str:
    """Without spaces and with one kind of bracket, which mirrored text layers mix up."""
    return re.sub(r"\s+", "", _plain(text)).translate(_BRACKETS)


def _plain(text: str) -> str:
    """Compatibility forms folded; vowel signs, isolates and soft hyphens gone; Latin digits."""
    folded = unicodedata.normalize("NFKC", latin_digits(text)).replace("\u0640", "")
    stripped = unicodedata.normalize("NFD", folded)
    kept = (
        sign
        for sign in stripped
        if not (unicodedata.category(sign) == "Cf" or "\u064b" <= sign <= "\u0652")
    )
    return unicodedata.normalize("NFC", "".join(kept))
