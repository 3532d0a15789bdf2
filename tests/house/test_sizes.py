"""Short functions, short files, and no room for what has no room."""

import ast
import statistics

import pytest

from tests.house.reading import SRC, functions, length, name_of, python_files, text_of

LONGEST_FUNCTION, MEDIAN_FUNCTION, LONGEST_FILE = 45, 10, 500
NO_ROOM = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "lib"}
FILES = python_files(SRC)


def too_long(text: str) -> list[str]:
    return [
        f"{one.name}: {length(one)} lines"
        for one in functions(ast.parse(text))
        if length(one) > LONGEST_FUNCTION
    ]


def roomless(name: str) -> bool:
    """Whether a module is named for nothing in particular."""
    return any(part in NO_ROOM for part in name.removesuffix(".py").split("_"))


def test_the_check_counts_a_function_on_both_sides_of_the_line():
    body = "\n".join(f"    x = {number}" for number in range(LONGEST_FUNCTION - 1))
    assert not too_long(f"def f():\n{body}")
    assert too_long(f"def f():\n{body}\n    x = 0")


def test_the_check_sees_a_module_named_for_nothing():
    assert roomless("utils.py")
    assert roomless("case_helpers.py")
    assert not roomless("delivery.py")


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_function_and_no_file_is_too_long_to_read(path):
    assert not too_long(text_of(path))
    assert len(text_of(path).splitlines()) <= LONGEST_FILE


def test_half_of_all_functions_are_at_most_ten_lines():
    lengths = [length(one) for path in FILES for one in functions(ast.parse(text_of(path)))]
    assert statistics.median(lengths) <= MEDIAN_FUNCTION


def test_no_module_is_named_for_nothing_in_particular():
    named = [name_of(path) for path in FILES if roomless(path.name) or roomless(path.parent.name)]
    assert not named
