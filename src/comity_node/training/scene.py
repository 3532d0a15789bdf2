"""Reads the scene: texts by language, people, exhibits, authorities, officers."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

FALLBACK = "en"


@cache
def scene() -> dict[str, Any]:
    """The whole scene, as the file has it."""
    text = resources.files(__package__).joinpath("scene.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def said(texts: dict[str, str], language: str, **values: str) -> str:
    """A text of the scene in a language, English where it has none."""
    return texts.get(language, texts[FALLBACK]).format(**values)


def port(state: str, language: str) -> str:
    """The port of a State in the scene, in a language; the State's code where it has none."""
    found = next((one for one in scene()["port"] if one["state"] == state), None)
    return said(found, language) if found else state


def origin(key: str, language: str) -> str:
    """Where a name or number was seen."""
    return said(next(one for one in scene()["origin"] if one["key"] == key), language)


def officers(language: str) -> list[dict[str, str]]:
    """Officers of a training node whose letters are in this language."""
    rows = [one for one in scene()["officer"] if one["language"] == language]
    return rows or [one for one in scene()["officer"] if one["language"] == FALLBACK]
