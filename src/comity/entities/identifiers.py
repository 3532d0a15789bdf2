"""Identifiers inside text: phones, documents, accounts, references, article numbers.

In a right-to-left sentence an identifier that is not isolated prints in another order:
``+999 10 555 0142`` came out as ``0142 555 10 999+``. A wrong phone in a request is a wrong
search warrant, so every text is cut into runs and the identifiers among them are marked.
Nothing here says whether an identifier exists.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from comity.states.wording import latin_digits


class Kind(StrEnum):
    """Kinds of identifier; the value is what is stored."""

    PHONE = "phone"
    DOCUMENT = "document"
    ACCOUNT = "account"
    VESSEL = "vessel"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; ``isolated`` is written left to right and never broken."""

    text: str
    isolated: bool


# Most telling first: a phone or IBAN is one run, though parts of it look like other things.
# Every repetition has an end: a text of a peer that is one endless word must not hold up a page.
_APART = "(?<![A-Za-z0-9])"
_PATTERNS = (
    r"https?://[^\s<>\"«»]{1,2000}[^\s<>\"«».,;:!?)]",
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{0,190}\w",
    r"\+\d[\d \u00a0]{5,18}\d",
    r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{2,4}){3,8}\b",
    r"\b[A-Z]{1,6}(?:[-/][A-Z0-9]{1,40}){1,12}\b",
    r"(?<![A-Za-z0-9])[A-Z]{0,2}\d{1,4}(?:-[a-z0-9]{1,12}){0,4}(?:\([0-9a-z-]{1,7}\)){1,6}",
    r"\b\d{4}-\d{2}-\d{2}\b",
    # 574-1, 12-bis, L823-3-1, 2015-36: after an Arabic letter a hyphen turns its two sides round.
    rf"{_APART}(?=[A-Za-z-]{{0,40}}\d)[A-Za-z0-9]{{1,40}}(?:-[A-Za-z0-9]{{1,40}}){{1,8}}(?![A-Za-z0-9])",
    r"(?<![A-Za-z0-9])\d{1,4} (?:bis|ter|quater|quinquies)\b(?: \(\d{1,2}\))?",
    r"\b[A-Z]{1,4}\d{3,40}[A-Z0-9]{0,40}\b",
    r"\b\d{1,2}:\d{2}\b",
    r"[€$£] ?\d[\d.,\u00a0]{0,30}\d|\b\d[\d.,\u00a0]{0,30}\d(?= ?[€$£%])",
)
_IDENTIFIER = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS))


def runs(text: str) -> tuple[Run, ...]:
    """``text`` cut at its identifiers; joined again it is ``text``."""
    found: list[Run] = []
    last = 0
    for match in _IDENTIFIER.finditer(text):
        if match.start() > last:
            found.append(Run(text[last : match.start()], isolated=False))
        found.append(Run(match.group(), isolated=True))
        last = match.end()
    if last < len(text):
        found.append(Run(text[last:], isolated=False))
    return tuple(found)


def stored(kind: Kind, typed: str) -> str:
    """An identifier as it is kept: Latin digits, single spaces, capitals where they mean nothing.

    The order and the signs of what was typed stay; only its digits and spaces are evened.
    """
    even = " ".join(latin_digits(typed).split())
    return even.upper() if kind in (Kind.DOCUMENT, Kind.ACCOUNT) else even


def fault(kind: Kind, value: str) -> str:
    """What is wrong with a stored identifier, as an English sentence; empty when nothing is."""
    if kind is Kind.PHONE and not re.fullmatch(r"\+\d[\d ]{5,18}\d", value):
        return "Write the phone with + and the country code, for example +999 10 555 0142."
    if kind is Kind.DOCUMENT and len(value) < 4:
        return "A document number has at least four signs. Write it as the document does."
    return "" if value else "Write the number."
