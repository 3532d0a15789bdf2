"""The shapes of the machine interface: written from the program, and true of every answer."""

import json

import pytest
from docs_schemas import FOLDER, schemas
from jsonschema import Draft202012Validator

from comity.assistance import assess
from comity.law import load, standing
from comity_node.cli.questions import PARTS
from tests.comity.law.questions import question_of, raw, raw_of, scenarios

LAW = load()
WRITTEN = schemas(LAW)
COUNTED = {"kind": "asked_for", "start": "2026-05-18", "working_days": 10}


def closed(schema):
    """The schema with nothing allowed beside what it names: what is printed must be described."""
    if isinstance(schema, dict):
        named = {key: closed(value) for key, value in schema.items()}
        shut = "properties" in schema and "additionalProperties" not in schema
        return named | ({"additionalProperties": False} if shut else {})
    return [closed(one) for one in schema] if isinstance(schema, list) else schema


def faults(name, printed, *, shut=True):
    """Where something is not of the shape; with what no schema describes where it is shut."""
    schema = closed(WRITTEN[name]) if shut else WRITTEN[name]
    return [
        f"{one.json_path}: {one.message}"
        for one in Draft202012Validator(schema).iter_errors(printed)
    ]


@pytest.mark.parametrize("name", WRITTEN)
def test_the_schema_in_the_documentation_is_that_of_the_program(name):
    on_disk = json.loads((FOLDER / f"{name}.schema.json").read_text("utf-8"))
    assert on_disk == WRITTEN[name], "run .venv/bin/python tools/docs_schemas.py"
    Draft202012Validator.check_schema(on_disk)


def test_there_is_no_schema_of_nothing():
    assert {path.name for path in FOLDER.iterdir()} == {f"{one}.schema.json" for one in WRITTEN}


@pytest.mark.parametrize("example", scenarios())
def test_questions_and_answers_are_of_the_shape_that_is_promised(example):
    assert faults("case-question", raw_of(example), shut=False) == []
    found = assess(LAW, question_of(example, clock=[*raw_of(example)["clock"], COUNTED]))
    assert faults("assess", found.as_json()) == []
    assert faults("assess-batch", found.objects_json()) == []
    for part, printed in PARTS.items():
        name = {"assistance": "completeness"}.get(part, part)
        assert faults(name, printed(found)) == [], name


@pytest.mark.parametrize("state", ["IT", "MA", "KE"])
def test_a_status_is_of_the_shape_that_is_promised(state):
    said = standing(LAW, state, "SOM_PROTOCOL", "2026-01-01").as_json()
    assert faults("status", said) == []
    assert faults("status", said | {"surprise": 1}), "what is not described is found"
    assert faults("status", {key: said[key] for key in list(said)[1:]}), "what is missing is found"


@pytest.mark.parametrize(
    "wrong",
    [
        raw(act="marriage"),
        raw(conduct=["flying"]),
        raw(date="1 March 2026"),
        raw(clock=[{"rule": "SG-CHILD", "start": "2026-01-01"}]),
        raw() | {"surprise": 1},
        {key: value for key, value in raw().items() if key != "facts"},
    ],
)
def test_what_the_program_refuses_the_schema_refuses_too(wrong):
    assert faults("case-question", wrong, shut=False)
