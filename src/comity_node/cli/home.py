"""Which node a command speaks to, and loading Django for it."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from comity_node.cli.fault import Fault
from comity_node.configuration import NodeSettings, read_settings
from comity_node.ports import postgres


def with_home(verbs: Any, name: str, help_text: str) -> argparse.ArgumentParser:
    """A verb that needs to know which node."""
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=help_text)
    default = os.environ.get("COMITY_HOME")
    parser.add_argument(
        "--home",
        type=Path,
        default=Path(default) if default else None,
        required=default is None,
        help="the node's home folder (or set COMITY_HOME)",
    )
    return parser


def load_django(home: Path) -> NodeSettings:
    """Load the shell for the node in ``home``; the database must be running to use it.

    Raises:
        SettingsError, KeysMissing: the home folder is not that of a working node.
    """
    settings = read_settings(home.resolve())
    os.environ["COMITY_HOME"] = str(home.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "comity_node.settings"
    import django

    django.setup()
    return settings


@contextmanager
def database(home: Path) -> Iterator[NodeSettings]:
    """Django with a database that answers: the running one, or the embedded one just for us."""
    settings = read_settings(home.resolve())
    if not settings.embedded:
        yield load_django(home)
        return
    cluster = postgres.cluster(settings.home, settings.pg_bin, settings.keys)
    if not cluster.exists:
        raise Fault(
            f"The node in {home} has no database yet. Make it: comity node init --home {home}"
        )
    if (cluster.data / "postmaster.pid").exists() and postgres.answers(cluster):
        yield load_django(home)
        return
    settings.log.mkdir(exist_ok=True)
    server = postgres.start(cluster, settings.log / "database.log")
    try:
        postgres.wait_ready(cluster, server, settings.log / "database.log")
        postgres.make_database(cluster)
        yield load_django(home)
    finally:
        from django.db import connections

        connections.close_all()
        postgres.stop(server)
