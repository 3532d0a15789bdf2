"""Marks by folder, so that no test forgets what it needs; and what was skipped, said last."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        room = item.path.relative_to(HERE).parts[0]
        if room == "journeys":
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
        if room == "browser":  # one network and one Chromium at a time
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [
        one
        for one in terminalreporter.stats.get("skipped", [])
        if "no Chromium" in str(one.longrepr)
    ]
    if skipped:
        terminalreporter.write_line(
            f"{len(skipped)} browser tests were skipped: there is no Chromium. "
            "Get them with: make setup (as root on Debian), or CHROMIUM=/path/to/chromium"
        )
