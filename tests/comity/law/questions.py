"""Builders of case questions, from the worked examples and from nothing."""

import json
import tomllib
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from comity.assistance import assess
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


def flat(example: str, **changes: Any) -> dict[str, Any]:
    """The answer under the names of ``expected`` in examples.toml."""
    found = assess(load(), question_of(example, **changes)).as_json()
    json.dumps(found)
    basis: Any = found["basis"]
    dual: Any = found["dual_criminality"]
    rest: Any = found
    numbers = ("max_months_rs", "max_months_rd", "serious_rs", "serious_rd")
    conduct = ("uncovered_conduct_rs", "uncovered_conduct_rd")
    return {
        "bases": [base["id"] for base in basis["bases"]],
        "unknown_bases": [base["id"] for base in basis["unknown_bases"]],
        "untoc_route": basis["untoc_route"],
        "dual_criminality": dual["result"],
        "dual_criminality_fails": dual["fails"],
        **{key: dual[key] for key in (*numbers, *conduct)},
        "missing": rest["completeness"]["missing"],
        "triggered": [rule["id"] for rule in rest["rules"]["triggered"]],
        "clocks": [f"{due['rule']}={due['date']}" for due in rest["clocks"]["due"]],
    }


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
