"""What depends on one State stands in the data, never in a condition of the source."""

import ast
import re

import pytest

from comity.states.catalogue import load_states
from tests.house.reading import (
    CORE,
    ROOT,
    SHELL,
    TEMPLATES,
    name_of,
    python_files,
    templates,
    text_of,
)

CODES = frozenset(load_states().codes)
EXAMPLE = re.compile(r"E\d\d|[A-Z]{2}-20\d\d-\d{4,6}|DEMO-.*")
# file -> constants that look like a State's code and are none
NOT_A_STATE = {
    "src/comity/assistance/sheet.py": {"AL"},  # Unicode's class of Arabic letters
}
LOOKUPS = {"get", "pop", "startswith", "endswith", "removeprefix", "setdefault"}


def conditions_on_a_state(text: str, allowed: frozenset[str] | set[str] = frozenset()) -> list[str]:
    """Comparisons, membership, matching, dispatch and look-ups by a State's code or an example."""
    found = []
    for node in ast.walk(ast.parse(text)):
        hits = {value for value in _decisive(node) if _names_a_state(value)} - set(allowed)
        found += [f"line {getattr(node, 'lineno', '?')}: {value!r}" for value in sorted(hits)]
    return found


def _names_a_state(value: str) -> bool:
    return value in CODES or bool(EXAMPLE.fullmatch(value))


def _decisive(node: ast.AST) -> list[str]:
    """The texts by which this node decides."""
    if isinstance(node, ast.Compare):
        return _texts(node.left, *node.comparators)
    if isinstance(node, ast.MatchValue):
        return _texts(node.value)
    if isinstance(node, ast.Dict):
        return _texts(*(key for key in node.keys if key))
    if isinstance(node, ast.Subscript):
        return _texts(node.slice)
    if isinstance(node, ast.Set):
        return _texts(node)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return _texts(*node.args) if node.func.attr in LOOKUPS else []
    return []


def _texts(*nodes: ast.AST) -> list[str]:
    """Constants among the nodes, and in tuples, lists and sets of them."""
    found: list[str] = []
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append(node.value)
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            found += _texts(*node.elts)
    return found


def tags_on_a_state(text: str) -> list[str]:
    """Template tags that hold a State's code in quotes."""
    tags = re.findall(r"\{%.*?%\}|\{\{.*?\}\}", text)
    return [
        tag for tag in tags for code in re.findall(r"[\"']([A-Z]{2})[\"']", tag) if code in CODES
    ]


PLANTED = {
    "equal": "if state == 'EG': pass",
    "in a tuple": "if state in ('IT', 'FR'): pass",
    "in a set": "ARAB = {'EG', 'TN'}",
    "match": "match state:\n    case 'EG':\n        pass",
    "dispatch": "RULES = {'EG': 1}",
    "get": "x = rules.get('TN')",
    "prefix": "x = reference.startswith('IT')",
    "subscript": "x = rules['MA']",
    "an example of the law data": "if question == 'E07': pass",
    "a case of the story": "if reference == 'IT-2026-000001': pass",
}


@pytest.mark.parametrize("text", PLANTED.values(), ids=PLANTED)
def test_the_check_sees_a_condition_on_one_state(text):
    assert conditions_on_a_state(text)


def test_the_check_lets_codes_pass_where_nothing_is_decided():
    for text in ("help('for example IT')", "x = 'IT'", "if kind == 'state': pass", "x = {'it': 1}"):
        assert not conditions_on_a_state(text)


def test_the_check_sees_a_template_that_asks_for_one_state():
    assert tags_on_a_state('{% if node.code == "EG" %}')
    assert not tags_on_a_state('{% if node.kind == "state" %}IT{% endif %}')


@pytest.mark.parametrize("path", python_files(CORE, SHELL), ids=name_of)
def test_no_condition_of_the_source_names_a_state_or_an_example(path):
    assert not conditions_on_a_state(text_of(path), NOT_A_STATE.get(name_of(path), frozenset()))


def test_no_template_asks_for_one_state():
    assert templates()
    found = {
        path.relative_to(TEMPLATES).as_posix(): tags_on_a_state(text_of(path))
        for path in templates()
    }
    assert not {name: tags for name, tags in found.items() if tags}


def test_every_exception_is_still_needed():
    for name, codes in NOT_A_STATE.items():
        found = conditions_on_a_state(text_of(ROOT / name))
        assert codes == {each.rpartition(" ")[2].strip("'") for each in found}, name
