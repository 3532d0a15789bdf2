"""Letters as PDF: A4, two languages side by side, one number a row, the seal between them.

The text goes to typst as data and is never read as markup. The same letter and the same moment
give the same bytes. The file is PDF/A-3a and PDF/UA-1 and carries the letter as JSON too.
"""

import json
import re
from collections.abc import Sequence
from datetime import datetime
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, cast

import segno
import typst

from comity.assistance.letter import Letter, Paragraph, compose_pair
from comity.assistance.sheet import LETTER_LINES
from comity.assistance.terms import Terms
from comity.entities.identifiers import runs
from comity_node.documents.fonts import FOLDER, printable

STANDARDS: list[Literal["a-3a", "ua-1"]] = ["a-3a", "ua-1"]
_LONG_PARAGRAPH = 900  # characters; a longer one may run over the page
_UNBROKEN = 36  # characters of an identifier that fit a column without a break
_REFERENCE = 40  # characters of a reference that go into the code
_LONG_WORD = re.compile(r"\S{40}(?=\S)")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_ISOLATE = re.compile("([\u2066\u2067])([^\u2066\u2067\u2069]*)\u2069")
Run = tuple[str, int]


def render_request(
    terms: Terms, *, at: datetime, draft: bool = False, fonts: Sequence[Path] = ()
) -> bytes:
    """The request as PDF.

    Args:
        at: the moment written into the file, with a time zone; it makes the bytes repeatable.
        draft: untranslated texts are marked instead of stopping the letter.
        fonts: folders with fonts for scripts that the bundled ones do not have.

    Raises:
        LetterError: the letter cannot be composed.
    """
    return render_letter(compose_pair(terms, draft=draft), at=at, fonts=fonts)


def render_letter(letters: Sequence[Letter], *, at: datetime, fonts: Sequence[Path] = ()) -> bytes:
    """One letter in one or two languages, the writer's own first, as PDF; arguments as above."""
    made = typst.compile(
        files(__package__).joinpath("letter.typ").read_bytes(),
        font_paths=cast("Any", [FOLDER, *fonts]),
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(_sheet(letters, fonts), ensure_ascii=False)},
        pdf_standards=cast("Any", STANDARDS),  # the stub wants a list of every standard
        timestamp=int(at.timestamp()),
    )
    return bytes(made)


def _sheet(letters: Sequence[Letter], fonts: Sequence[Path]) -> dict[str, object]:
    own = letters[0]
    machine = {"letters": [letter.as_json() for letter in letters]}
    code = f"{own.reference[:_REFERENCE]} v{own.version} {own.short_hash}"
    return {
        "letters": [_for_typst(letter, fonts) for letter in letters],
        "title": printable(f"{own.reference} · {own.title}", fonts),
        "author": printable(_bare(own.sender), fonts),
        "training": own.training,
        "code": _code(code),
        "code_alt": printable(code, fonts),
        "machine": json.dumps(machine, ensure_ascii=False, indent=1, sort_keys=True),
    }


def _code(text: str) -> str:
    """QR code as SVG: reference, version and short hash, and nothing else."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=0, svgns=True)
    return out.getvalue().decode()


def _for_typst(letter: Letter, fonts: Sequence[Path]) -> dict[str, object]:
    lines = {name: _runs(getattr(letter, name), letter, fonts) for name in LETTER_LINES}
    return {
        **lines,
        "language": letter.language,
        "direction": letter.direction,
        "page": letter.page,
        "watermark": letter.watermark,
        "paragraphs": [_paragraph(one, letter, fonts) for one in letter.paragraphs],
    }


def _paragraph(one: Paragraph, letter: Letter, fonts: Sequence[Path]) -> dict[str, object]:
    return {
        "number": one.number,
        "lines": [_runs(line, letter, fonts) for line in one.text.split("\n")],
        "long": len(one.text) > _LONG_PARAGRAPH,
    }


# With vowel signs the Arabic face copies other letters than it shows; Word keeps them.
_VOWEL_SIGNS = re.compile("[\u064b-\u0652]")


def _runs(text: str, letter: Letter, fonts: Sequence[Path]) -> list[Run]:
    """Plain text (0), identifiers to isolate (1), Arabic in a Latin line (2)."""
    cut: list[Run] = []
    unpointed = _VOWEL_SIGNS.sub("", text)
    for run in runs(printable(unpointed, fonts).replace("\t", " ")):
        if run.isolated and len(run.text) <= _UNBROKEN:
            cut.append((run.text, 1))
        elif letter.direction == "ltr":
            cut += _by_script(_breakable(run.text))
        else:
            cut.append((_breakable(run.text), 0))
    return cut


def _by_script(text: str) -> list[Run]:
    """Arabic between isolates gets its own face; the rest stays plain."""
    cut: list[Run] = []
    last = 0
    for match in _ISOLATE.finditer(text):
        if _ARABIC.search(match.group(2)):
            cut += [(text[last : match.start()], 0), (match.group(), 2)]
            last = match.end()
    return [(part, how) for part, how in [*cut, (text[last:], 0)] if part]


def _breakable(text: str) -> str:
    """A word longer than a column gets places where it may break."""
    return _LONG_WORD.sub(lambda match: match.group() + "\u200b", text)


def _bare(text: str) -> str:
    return re.sub("[\u2066-\u2069]", "", text)
