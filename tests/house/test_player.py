"""The player of the story knows pages only: it imports neither package."""

import ast
from pathlib import Path

import pytest

PLAYER = Path(__file__).parents[2] / "tools" / "player"
OURS = {"comity", "comity_node"}


def imported(source: str) -> set[str]:
    """Top names of everything a file imports, wherever in the file."""
    found: set[str] = set()
    for one in ast.walk(ast.parse(source)):
        if isinstance(one, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in one.names}
        if isinstance(one, ast.ImportFrom):
            found.add((one.module or "").partition(".")[0])
    return found


@pytest.mark.parametrize(
    "line", ["import comity.law", "from comity_node.cli.code import digits", "import comity as c"]
)
def test_the_check_sees_an_import_of_either_package(line):
    assert imported(f"def f():\n    {line}\n") & OURS


@pytest.mark.parametrize("path", sorted(PLAYER.rglob("*.py")), ids=lambda path: path.name)
def test_the_player_imports_neither_package(path):
    assert not imported(path.read_text("utf-8")) & OURS
