"""Strict readers of one field of a parsed JSON object; each names the field it refuses."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from comity.exchange.canonical import from_instant
from comity.exchange.refusals import Code, MalformedError

NODE = r"[A-Z]{2,3}(-[A-Z0-9]{1,12})?"
KEY_ID = r"[0-9a-f]{32}"
SHA256 = r"[0-9a-f]{64}"
UUID7 = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
TYPE = r"cj/[a-z][a-z0-9-]{0,40}/[1-9][0-9]?"
WORD = r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}"
LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"

Json = Mapping[str, object]


def refuse(name: str, why: str) -> MalformedError:
    """The exception for a field that is not what the protocol says."""
    return MalformedError(Code.SCHEMA, f"{name}: {why}")


def exactly(data: Json, required: Iterable[str], optional: Iterable[str] = ()) -> None:
    """Refuse an object that lacks a field or has one too many."""
    present, needed = set(data), set(required)
    if missing := needed - present:
        raise refuse(min(missing), "is missing")
    if extra := present - needed - set(optional):
        raise refuse(min(extra), "is not a field of this object")


def text(data: Json, name: str, pattern: str = r"(?s).{1,1000}") -> str:
    """A text that matches the whole pattern."""
    value = data.get(name)
    if not isinstance(value, str) or not re.fullmatch(pattern, value):
        raise refuse(name, "not a text of the form wanted")
    return value


def whole(data: Json, name: str, low: int, high: int = 2**53 - 1) -> int:
    """A whole number from ``low`` to ``high``, both included."""
    value = data.get(name)
    if type(value) is not int or not low <= value <= high:
        raise refuse(name, f"not a whole number from {low} to {high}")
    return value


def instant(data: Json, name: str) -> datetime:
    """An instant in UTC."""
    try:
        return from_instant(text(data, name))
    except MalformedError as problem:
        raise refuse(name, "not an instant in UTC") from problem


def item(data: Json, name: str) -> dict[str, object]:
    """An object."""
    value = data.get(name)
    if not isinstance(value, dict):
        raise refuse(name, "not an object")
    return value


def items(data: Json, name: str, most: int) -> list[dict[str, object]]:
    """A list of at most ``most`` objects."""
    value = data.get(name)
    if not isinstance(value, list) or len(value) > most:
        raise refuse(name, f"not a list of at most {most}")
    if not all(isinstance(each, dict) for each in value):
        raise refuse(name, "not a list of objects")
    return value


def texts(data: Json, name: str, pattern: str, most: int = 100) -> tuple[str, ...]:
    """A list of different texts that each match the whole pattern."""
    value = data.get(name)
    if not isinstance(value, list) or len(value) > most:
        raise refuse(name, f"not a list of at most {most}")
    if not all(isinstance(each, str) and re.fullmatch(pattern, each) for each in value):
        raise refuse(name, "not a list of texts of the form wanted")
    if len(set(value)) != len(value):
        raise refuse(name, "says the same twice")
    return tuple(value)
