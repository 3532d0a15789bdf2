"""A case question as a file: read whole or not at all, and what is wrong said with its place.

JSON or TOML. A key that stands twice, a number of a thousand digits, ten thousand brackets, fifty
megabytes are refused in one sentence, as is everything the core refuses.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import IO, Any

from comity.base.toml import NotToml, parse_toml
from comity.base.words import clipped
from comity.law import LawData, Question, QuestionError, read_question
from comity.states import NoSuchState
from comity_node.cli.fault import Fault

MOST_BYTES = 1_000_000  # a question is a few thousand; a file of statements is no question


class Unreadable(ValueError):
    """What is no case question. ``place`` is a key, a line or empty; the text says what to do."""

    def __init__(self, place: str, said: str) -> None:
        super().__init__(f"{place}: {said}" if place else said)
        self.place, self.said = place, said


def read_case(path: Path, law: LawData) -> Question:
    """The question in a file, or on standard input for ``-``.

    Raises:
        Fault: it cannot be read; the sentence names the file and the place.
        OSError: there is no such file.
    """
    name = "standard input" if str(path) == "-" else str(path)
    try:
        return parse(_bytes(path), law, path.suffix)
    except Unreadable as fault:
        raise Fault(f"{name}: {fault}") from None


def parse(raw: bytes, law: LawData, suffix: str = ".json") -> Question:
    """The question in these bytes.

    Args:
        suffix: ``.json``, ``.toml``, or any other: then JSON where the text begins with a bracket.

    Raises:
        Unreadable: it is none.
    """
    if len(raw) > MOST_BYTES:
        raise Unreadable("", f"longer than a case question can be ({MOST_BYTES:,} bytes).")
    text = _text(raw)
    begins_json = text.lstrip()[:1] in ("{", "[")
    as_json = suffix == ".json" or (suffix != ".toml" and begins_json)
    values = _json(text) if as_json else _toml(text)
    try:
        return read_question(values, law)
    except QuestionError as fault:
        raise Unreadable(fault.key, f"{fault.reason} {fault.remedy}") from None
    except NoSuchState as fault:
        key = next(key for key in ("requesting", "requested") if values[key] == fault.code)
        raise Unreadable(key, str(fault)) from None


def _bytes(path: Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Unreadable("", f"not UTF-8 at byte {fault.start}. Save it as UTF-8.") from None


def _json(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as fault:
        said = f"not JSON: {fault.msg}. Correct that place."
        raise Unreadable(f"line {fault.lineno}, column {fault.colno}", said) from None
    except RecursionError:
        raise Unreadable("", "brackets stand too deep in each other.") from None
    except Unreadable:
        raise
    except ValueError:
        raise Unreadable("", "a number has too many digits.") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Unreadable(clipped(twice), "stands twice. Keep one of the two.")
    return values


def _no_number(word: str) -> Any:
    raise Unreadable("", f"{word} is no JSON. Write a text or a number.")


def _toml(text: str) -> Any:
    try:
        return _days_as_texts(parse_toml(text))
    except NotToml as fault:
        raise Unreadable("", str(fault)) from None


def _days_as_texts(value: Any) -> Any:
    """TOML has days of its own; a question writes them as texts."""
    if isinstance(value, Mapping):
        return {key: _days_as_texts(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_days_as_texts(one) for one in value]
    return value.isoformat() if type(value) is date else value


def lines_of(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file of questions; of one that is too long, the beginning alone."""
    while line := stream.readline(MOST_BYTES + 2):
        rest = line
        while len(rest) > MOST_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(MOST_BYTES + 2)
        yield line.rstrip(b"\r\n")
