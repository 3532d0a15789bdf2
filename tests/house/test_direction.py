"""The core is pure: bytes and values in, findings out. ``make lint`` holds the import contracts."""

import ast
import tomllib

import pytest

from tests.house.reading import CORE, ROOT, called, name_of, python_files, text_of

OUTSIDE = {
    "allauth", "asyncio", "comity_node", "django", "gunicorn", "http", "httpx", "os", "psycopg",
    "requests", "secrets", "shutil", "socket", "sqlite3", "ssl", "subprocess", "tempfile",
    "threading", "time", "urllib",
}  # fmt: skip
CLOCKS = {"now", "today", "utcnow", "localtime", "gmtime", "monotonic"}
DISK = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "getenv"}
# Package data: the only files the core opens, and each through importlib.resources.
OWN_DATA = "importlib.resources"


def impurities(text: str) -> list[str]:
    """Imports and calls by which a module would reach the machine it runs on."""
    tree = ast.parse(text)
    found = [f"imports {name}" for name in sorted(_imports(tree) & OUTSIDE)]
    data = "resources" in text
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            last = called(node).rpartition(".")[2]
            if last in CLOCKS:
                found.append(f"line {node.lineno} reads a clock: {called(node)}")
            if last in DISK and not (data and last in {"read_text", "read_bytes", "open"}):
                found.append(f"line {node.lineno} opens something: {called(node)}")
        if isinstance(node, ast.Attribute) and node.attr == "environ":
            found.append(f"line {node.lineno} reads the environment")
    return found


def _imports(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add((node.module or "").partition(".")[0])
    return names


def opened_paths(text: str) -> list[str]:
    """In a module with package data: reading what does not come from ``resources.files``."""
    return [] if "Path(" not in text else ["builds a path by hand"]


PLANTED = {
    "django": "from django.db import models",
    "an aliased import": "import socket as s",
    "the shell": "from comity_node.ports import clock",
    "now": "from datetime import datetime\nx = datetime.now(tz=None)",
    "today": "import datetime\nx = datetime.date.today()",
    "time": "import time\nx = time.time()",
    "open": "x = open('a')",
    "read_text": "from pathlib import Path\nx = Path('a').read_text()",
    "environ": "import os\nx = os.environ['A']",
}


@pytest.mark.parametrize("text", PLANTED.values(), ids=PLANTED)
def test_the_check_sees_a_core_that_reaches_outside(text):
    assert impurities(text)


def test_the_check_lets_a_pure_module_with_package_data_pass():
    text = (
        "from importlib import resources\nx = resources.files('comity').joinpath('a').read_text()"
    )
    assert not impurities(text)
    assert opened_paths("from pathlib import Path\nx = Path('/etc/passwd').read_text()")


@pytest.mark.parametrize("path", python_files(CORE), ids=name_of)
def test_the_core_knows_no_framework_network_clock_or_disk(path):
    assert not impurities(text_of(path))


def test_modules_with_package_data_build_no_path_by_hand():
    readers = [path for path in python_files(CORE) if "resources" in text_of(path)]
    assert readers
    assert {name_of(path): opened_paths(text_of(path)) for path in readers} == {
        name_of(path): [] for path in readers
    }


def test_the_import_contracts_are_part_of_make_lint_and_list_every_room():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = told["tool"]["importlinter"]["contracts"]
    layers = next(one for one in contracts if one["type"] == "layers")
    named = {room.strip() for line in layers["layers"] for room in line.split("|")}
    rooms = {path.parent.name for path in CORE.glob("*/__init__.py")}
    assert layers["exhaustive"] is True
    assert rooms == named
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert "lint-imports" in makefile.partition("lint:")[2].partition("\n\n")[0]
    assert "test: lint" in makefile
