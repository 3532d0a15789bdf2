"""Marks and workers by folder, so that no test forgets its need; what was skipped, said last."""

from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadGroupScheduling

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        room = item.path.relative_to(HERE).parts[0]
        if room == "journeys":
            item.add_marker(pytest.mark.journey)
        if room == "browser":
            item.add_marker(pytest.mark.browser)


class ByRoom(LoadGroupScheduling):
    """Tests that share a network of nodes stay on one worker: a file of journeys, the browser.

    The marks of xdist would say the same, but xdist 3.8 writes a group into ``Item._nodeid``,
    which pytest 9.2 no longer reads: with it every group was torn apart.
    """

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        if path.startswith("tests/browser/"):
            return "browser"
        return path if path.startswith("tests/journeys/") else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByRoom:
    return ByRoom(config, log)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """After everything else pytest says, so that it is the last line of a run."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    found = reporter.stats.get("skipped", []) if reporter else []
    skipped = [one for one in found if "no Chromium" in str(one.longrepr)]
    if skipped:
        reporter.write_line(
            f"{len(skipped)} browser tests were skipped: there is no Chromium. "
            "Get them with: make setup (as root on Debian), or CHROMIUM=/path/to/chromium"
        )
