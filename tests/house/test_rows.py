"""Only ``access/`` reads rows and only ``actions/`` writes them."""

import ast

import pytest

from tests.house.reading import SHELL, name_of, python_files, text_of

ROOMS_WITH_ROWS = {"models", "access", "actions"}
# file -> why it may touch a row all the same
ALLOWED = {
    "src/comity_node/ports/clock.py": "a port below access: the training clock is one row",
}
WRITES = {
    "bulk_create", "bulk_update", "create", "get_or_create", "select_for_update",
    "update_or_create",
}  # fmt: skip


def row_uses(text: str) -> list[str]:
    """Lines with a manager."""
    return [
        f"line {node.lineno}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
    ]


def writes(text: str) -> list[str]:
    """Calls that write through a manager or save a row."""
    return [
        f"line {node.lineno}: {node.func.attr}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr in WRITES or _saves_a_row(node))
    ]


def _saves_a_row(node: ast.Call) -> bool:
    """``row.save()`` and ``row.delete()``; what saves to a place is told the place."""
    assert isinstance(node.func, ast.Attribute)
    return node.func.attr in {"save", "delete"} and not node.args


def outside_rooms():
    return [
        path
        for path in python_files(SHELL)
        if path.relative_to(SHELL).parts[0] not in ROOMS_WITH_ROWS
    ]


def test_the_check_sees_a_view_that_reads_or_writes():
    assert row_uses("def v(r):\n    return Case.objects.filter(pk=1)")
    assert writes("def v(r):\n    r.user.case_set.create(a=1)")
    assert writes("def v(row):\n    row.save()")
    assert not writes("def v(document, target):\n    document.save(target)")
    assert not row_uses("def v(r):\n    return list_cases(r.user)")
    assert not writes("def v(r):\n    return add_case(r.user)")


@pytest.mark.parametrize("path", outside_rooms(), ids=name_of)
def test_only_access_and_actions_touch_rows(path):
    if name_of(path) in ALLOWED:
        assert row_uses(text_of(path)), "no longer needed: take it off the list"
        return
    assert not row_uses(text_of(path))
    assert not writes(text_of(path))


@pytest.mark.parametrize("path", python_files(SHELL / "access"), ids=name_of)
def test_access_writes_nothing(path):
    assert not writes(text_of(path))


def test_no_signal_and_no_logic_in_save():
    for path in python_files(SHELL):
        text = text_of(path)
        assert "django.dispatch" not in text, name_of(path)
        assert "db.models.signals" not in text, name_of(path)
        assert "def save(" not in text or path.parent.name != "models", name_of(path)
