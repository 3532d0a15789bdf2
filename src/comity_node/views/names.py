"""A person's name in one line, for choices."""

from typing import Any


def named(file: Any) -> str:
    """Label and the name in its own script."""
    name = file.value.original_name
    return f"{file.row.label} · {name.text if name else ''}"
