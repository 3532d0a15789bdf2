"""Builders of case questions, from the worked examples and from nothing."""

import tomllib
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from comity.law import Question, load, read_question

_KEYS = (
    "requesting",
    "requested",
    "date",
    "act",
    "measure",
    "claimed_basis",
    "facts",
    "flags",
    "file",
    "clock",
)


@cache
def scenarios() -> dict[str, dict[str, Any]]:
    """The 24 worked examples by id."""
    text = (Path(__file__).parent / "examples.toml").read_text("utf-8")
    return {one["id"]: one for one in tomllib.loads(text)["scenario"]}


def raw_of(example: str, **changes: Any) -> dict[str, Any]:
    """The question of an example; a change is of a key of the question or of its facts."""
    scenario = scenarios()[example]
    raw = deepcopy({key: scenario[key] for key in _KEYS if key in scenario})
    for key, value in changes.items():
        (raw["facts"] if key in raw["facts"] else raw)[key] = value
    return raw


def question_of(example: str, **changes: Any) -> Question:
    """The same, read."""
    return read_question(raw_of(example, **changes), load())


def raw(requesting: str = "IT", requested: str = "EG", **changes: Any) -> dict[str, Any]:
    """A plain paid crossing by a group, Italy asking Egypt for assistance in 2025."""
    facts = {
        "conduct": ["procure_entry"],
        "object_rs": ["irregular_entrant"],
        "object_rd": ["irregular_entrant"],
        "benefit": "yes",
        "circumstances": [],
        "ocg": "yes",
        "exceptions": [],
        "facts_date": "",
    }
    question = {
        "requesting": requesting,
        "requested": requested,
        "date": "2025-06-01",
        "act": "mla",
        "measure": "",
        "claimed_basis": "",
        "facts": facts,
        "flags": [],
        "clock": [],
    }
    for key, value in changes.items():
        (facts if key in facts else question)[key] = value
    return question


def question(requesting: str = "IT", requested: str = "EG", **changes: Any) -> Question:
    """The same, read."""
    return read_question(raw(requesting, requested, **changes), load())
