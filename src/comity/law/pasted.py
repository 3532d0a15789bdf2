"""A statute that was pasted as text, cut into articles and numbered paragraphs by simple rules.

An article begins on a line of its own with its mark and number (``Art. 12``, ``Madde 12``,
``المادة 12``). A paragraph or letter begins a line with its number, and is one only if it is
next in its row: everything else goes on where it stands. No word is changed, and what is left
out is shown.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from comity.law.folding import ADDED

MOST_ARTICLES, LONGEST_ARTICLE, LONGEST_HEADING = 500, 60_000, 160

_MARK = (
    r"art(?:icle|icles|icolo|icoli|iculo|ículo|ikel)?s?\.?|section|sec\.|madde|§"
    "|المادة|مادة|الفصل|فصل"
)
_AGAIN = r"مكرر(?:اً|ا)?"  # bis, in the law of Egypt and Algeria
_NUMBER = (
    r"(?:[LRDA]\.? ?)?[0-9]+(?:[-.][0-9]+)*[a-zA-Z]?"
    rf"(?:[ -]?(?:{ADDED}|{_AGAIN})(?!\w)(?:[ -][0-9]+(?![0-9]*[.)]))?)?"
)
_ARTICLE = re.compile(
    rf"(?:{_MARK})\s*[:(]?\s*(?P<number>{_NUMBER})(?!\w)\)?\s*[.:–—-]*\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    rf"(?:\((?P<in>[0-9]{{1,3}}(?:-?(?:{ADDED}))?|[a-z])\)"
    rf"|(?P<by>[0-9]{{1,3}}(?:-?(?:{ADDED}))?|[a-z])(?:[.)]|°|º| ?[-–](?=\s)))\s*(?P<rest>.+)",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"^[#*>\s]+")
# Signs of direction, of no width and of control; those that join letters or part them are spelling.
_INVISIBLE = re.compile(
    r"[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\x00-\x08\x0b-\x1f\x7f]"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text cannot be taken. ``line`` counts from 1, 0 where it is the whole."""

    line: int
    code: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was understood. ``articles`` are rows as the data files have them, ready to be read.

    ``left_out`` are lines before the first article; ``invisible`` counts signs nobody sees that
    were taken out: they turn what stands beside them round.
    """

    articles: tuple[Mapping[str, object], ...]
    left_out: tuple[str, ...]
    invisible: int
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class _Article:
    """An article in the making."""

    line: int
    number: str
    printed: str
    rest: str
    lines: list[str] = field(default_factory=list)


def read_pasted(text: str) -> Pasted:
    """The articles of a text in their order, and everything that is wrong with it."""
    bare, invisible = _INVISIBLE.subn("", text.replace("\r\n", "\n").replace("\r", "\n"))
    left_out: list[str] = []
    articles: list[_Article] = []
    for number, line in enumerate(bare.split("\n"), start=1):
        stripped = _MARKUP.sub("", line).strip()
        match = _ARTICLE.fullmatch(_latin(stripped)) if stripped else None
        if match:
            articles.append(_begun(number, stripped, match))
        elif articles:
            articles[-1].lines.append(line.strip())
        elif stripped:
            left_out.append(stripped)
    rows = tuple(_row(one) for one in articles)
    return Pasted(rows, tuple(left_out), invisible, tuple(_faults(articles, rows)))


def _latin(text: str) -> str:
    """With digits 0 to 9; as long as it was."""
    return "".join(
        str(value) if (value := unicodedata.decimal(sign, None)) is not None else sign
        for sign in text
    )


def _begun(line: int, text: str, match: re.Match[str]) -> _Article:
    printed = " ".join(text[match.start("number") : match.end("number")].split())
    number = re.sub(_AGAIN, "bis", match["number"])
    number = re.sub(r"(?<=^[LRDA])[. ]+", "", number, flags=re.IGNORECASE)
    number = re.sub(rf"(?<=[0-9A-Za-z])[ -]?(?={ADDED}(?!\w))", "-", number, flags=re.IGNORECASE)
    number = number.replace(" ", "-")
    return _Article(line, number, printed, text[match.start("rest") :].strip())


def _row(one: _Article) -> dict[str, object]:
    """The article as a row of the data files."""
    heading, lines = _heading(one)
    text, units = _cut(lines)
    row: dict[str, object] = {"article": one.number}
    if one.printed != one.number:
        row["printed"] = one.printed
    if heading:
        row["heading"] = heading
    if text:
        row["text"] = text
    if units:
        row["units"] = units
    return row


def _heading(one: _Article) -> tuple[str, list[str]]:
    """What stands on the line of the number is the heading, unless it is a sentence or a paragraph.

    A next line in brackets is one too, as Italy writes it.
    """
    lines = [line for line in one.lines if line]
    rest = one.rest
    if not rest and lines and re.fullmatch(r"\(.{3,}\)\.?", lines[0]):
        return lines[0].rstrip(".")[1:-1].strip(), lines[1:]
    sentence = rest.endswith((".", ";", ":", "،", "؛")) and not rest.endswith(").")
    if not rest or not lines or sentence or len(rest) > LONGEST_HEADING or _UNIT.fullmatch(rest):
        return "", [rest, *lines] if rest else lines
    bare = re.fullmatch(r"\((.+)\)\.?", rest)
    return (bare[1] if bare else rest).strip(), lines


def _cut(lines: list[str]) -> tuple[str, dict[str, str]]:
    """The words before the first paragraph, and the paragraphs by key."""
    text: list[str] = []
    units: dict[str, list[str]] = {}
    at: tuple[str, str] = ("", "")
    for line in lines:
        found = _UNIT.fullmatch(_latin(line))
        label = _label(found) if found else ""
        onward = _next(at, label) if label else None
        if found and onward is not None:
            at = onward
            units[_key(at)] = [line[found.start("rest") :].strip()]
        elif units:
            units[_key(at)].append(line)
        else:
            text.append(line)
    return "\n".join(text), {key: "\n".join(parts) for key, parts in units.items()}


def _label(match: re.Match[str]) -> str:
    return (match["in"] or match["by"]).lower().replace("-", "")


def _key(at: tuple[str, str]) -> str:
    number, letter = at
    return f"{number}({letter})" if number and letter else number or letter


def _next(at: tuple[str, str], label: str) -> tuple[str, str] | None:
    """Where a label stands after the last one; None where it is not the next of its row."""
    number, letter = at
    if label.isalpha() and len(label) == 1:
        follows = label == "a" if not letter else ord(label) == ord(letter) + 1
        return (number, label) if follows else None
    last, own = _count(number), _count(label)
    added = not label.isdigit() and own == last
    return (label, "") if added or (label.isdigit() and own == last + 1) else None


def _count(label: str) -> int:
    digits = re.match("[0-9]*", label)
    return int(digits[0] or 0) if digits else 0


def _faults(articles: list[_Article], rows: tuple[dict[str, object], ...]) -> Iterator[Fault]:
    if not articles:
        yield Fault(0, "no_article")
    if len(articles) > MOST_ARTICLES:
        yield Fault(articles[MOST_ARTICLES].line, "too_many", str(MOST_ARTICLES))
    seen: dict[str, int] = {}
    for one, row in zip(articles, rows, strict=True):
        if one.number in seen:
            yield Fault(one.line, "twice", one.printed)
        seen[one.number] = one.line
        if not (row.get("text") or row.get("units")):
            yield Fault(one.line, "no_words", one.printed)
        if sum(map(len, one.lines)) > LONGEST_ARTICLE:
            yield Fault(one.line, "too_long", one.printed)
