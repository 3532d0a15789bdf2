"""What the checks of the house read: our own files, as text and as syntax trees.

Each check is a function from a text to the faults in it, so that it can be tried on a planted
violation before it is believed about the tree.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"
CORE, SHELL = SRC / "comity", SRC / "comity_node"
TEMPLATES = SHELL / "templates"
STYLESHEET = SHELL / "static" / "comity.css"

Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(*folders: Path) -> list[Path]:
    """Our Python files under the folders; migrations are written by Django."""
    return sorted(
        path
        for folder in folders
        for path in folder.rglob("*.py")
        if "migrations" not in path.relative_to(folder).parts
    )


def templates() -> list[Path]:
    """Every template, of pages and of anything else that is rendered."""
    return sorted(path for path in TEMPLATES.rglob("*") if path.is_file())


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    """A file as a reader of a failing test wants it: from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


def functions(tree: ast.AST) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node


def length(function: Function) -> int:
    """Lines from ``def`` to the last line."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def called(node: ast.Call) -> str:
    """``a.b.c`` of a call ``a.b.c(…)``."""
    return ast.unparse(node.func)


def lines_with(text: str, pattern: str, flags: int = re.IGNORECASE) -> list[str]:
    """``number: line`` of each line that holds the pattern."""
    return [
        f"{number}: {line.strip()[:120]}"
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(pattern, line, flags)
    ]
