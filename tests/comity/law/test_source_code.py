"""The source of the law knows no State by name: what hangs on one State stands in the data."""

import ast
from pathlib import Path

import pytest

import comity.law
from comity.states import load_states

LAW = Path(comity.law.__file__).parent
FILES = [*LAW.glob("*.py"), *(LAW.parent / "assistance").glob("*.py")]
# BI: the family of bilateral texts in rules.toml; AL: a bidi class of Unicode (UAX 9)
ALLOWED = {"BI", "AL"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_code_of_a_state_and_no_example_stands_in_the_source(file):
    texts = {
        node.value
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert texts & load_states().codes.keys() <= ALLOWED
    assert not texts & {f"E{number:02}" for number in range(1, 25)}
