"""Marks by folder, so that no test forgets what it needs."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        room = item.path.relative_to(HERE).parts[0]
        if room == "journeys":
            item.add_marker(pytest.mark.journey)
