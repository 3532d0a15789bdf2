"""Two officers on one record: the second is told what the first changed; nothing is lost."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db.models import Model


class Changed(Exception):
    """Somebody saved this record in between; ``now`` holds the values that stand there."""

    def __init__(self, edition: int | str, now: Mapping[str, Any]) -> None:
        super().__init__(f"edition {edition}")
        self.edition, self.now = edition, dict(now)


def save(row: Model, edition: int, changes: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Apply ``changes`` to a locked row; returns old and new of what really changed.

    Raises:
        Changed: the row is no longer of this edition.
    """
    if row.edition != edition:  # type: ignore[attr-defined]
        raise Changed(row.edition, {name: getattr(row, name) for name in changes})  # type: ignore[attr-defined]
    different = {
        name: (getattr(row, name), value)
        for name, value in changes.items()
        if getattr(row, name) != value
    }
    for name, (_, new) in different.items():
        setattr(row, name, new)
    if different:
        row.edition += 1  # type: ignore[attr-defined]
        row.save()
    return different


def edition_of(stands: Mapping[str, Any]) -> str:
    """A name for what a form was opened on: SHA-256, hex, over its values."""
    text = json.dumps(stands, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
