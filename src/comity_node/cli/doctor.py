"""``comity node doctor``: what is wrong with a node, and the command that mends it."""

import argparse
import json
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from comity_node.cli.home import database, with_home
from comity_node.cli.serve import supervisor
from comity_node.configuration import NodeSettings, SettingsError, read_settings

FREE_BYTES = 1024**3  # under a gibibyte the database is near the point where it stops


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; ``mend`` is the command or act, empty when all is well."""

    what: str
    good: bool
    found: str
    mend: str = ""


def add(verbs: Any) -> None:
    """Add the verb ``doctor``."""
    parser = with_home(verbs, "doctor", "say what is wrong and how to mend it")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=doctor)


def doctor(chosen: argparse.Namespace) -> int:
    """Print the checks; exit code 1 when one failed."""
    checks = list(examine(chosen.home.resolve()))
    if chosen.json:
        print(json.dumps([_as_json(check) for check in checks], ensure_ascii=False, indent=1))
    else:
        for check in checks:
            print(f"{'good ' if check.good else 'WRONG'}  {check.what}: {check.found}")
            if check.mend:
                print(f"       mend: {check.mend}")
    return 0 if all(check.good for check in checks) else 1


def _as_json(check: Check) -> dict[str, object]:
    return {name: getattr(check, name) for name in ("what", "good", "found", "mend")}


def examine(home: Path) -> Iterator[Check]:
    """Every check that can be made; stops early only where nothing further can be known."""
    try:
        settings = read_settings(home)
    except SettingsError as fault:
        yield Check("settings", good=False, found=str(fault), mend=f"edit {home / 'node.toml'}")
        return
    yield Check("settings", good=True, found=f"node {settings.code}, {settings.kind}")
    yield from _disk(settings)
    yield from _keys(settings)
    yield from _cryptography()
    yield _embedded(settings)
    yield from _database(settings)
    yield _directory(settings)
    yield from _ports(settings)


def _disk(settings: NodeSettings) -> Iterator[Check]:
    free = shutil.disk_usage(settings.home).free
    enough = free >= FREE_BYTES
    yield Check(
        "disk",
        enough,
        f"{free // 1024**2} MB free",
        "" if enough else "make room on this disk; the node stops taking messages before it fills",
    )
    loose = [path for path in settings.keys.glob("*") if path.stat().st_mode & 0o077]
    yield Check(
        "key files",
        not loose,
        "readable by the node's user only" if not loose else f"others can read {loose[0].name}",
        "" if not loose else f"chmod 600 {settings.keys}/*",
    )


def _keys(settings: NodeSettings) -> Iterator[Check]:
    from comity_node.ports import exchange_keys, keystore

    try:
        keystore.read_local(settings.keys)
        exchange_keys.read(settings.keys)
        keystore.read(settings.keys / "tls.key")
    except keystore.KeysMissing as fault:
        yield Check(
            "keys",
            good=False,
            found=str(fault),
            mend=f"comity node restore BACKUP --home {settings.home}",
        )
    else:
        yield Check("keys", good=True, found="all there")


def _cryptography() -> Iterator[Check]:
    from comity.exchange.suites import SuiteUnavailableError, self_test

    try:
        self_test()
    except SuiteUnavailableError as fault:
        yield Check(
            "cryptography", good=False, found=str(fault), mend="make setup (the wheel from PyPI)"
        )
    else:
        yield Check("cryptography", good=True, found="X-Wing and X25519 pass their self-test")


def _embedded(settings: NodeSettings) -> Check:
    refused = settings.embedded and not settings.training and not settings.embedded_for_real_data
    if refused:
        return Check(
            "database kind",
            good=False,
            found="the embedded database is for training; this node holds real data",
            mend="set database.url in node.toml to a PostgreSQL 15 or later, "
            "or database.embedded_for_real_data = true if you back it up yourself",
        )
    return Check("database kind", good=True, found="embedded" if settings.embedded else "server")


def _database(settings: NodeSettings) -> Iterator[Check]:
    try:
        with database(settings.home):
            yield from _tables(settings)
    except Exception as fault:
        yield Check(
            "database",
            good=False,
            found=str(fault).strip().splitlines()[-1][:300],
            mend=_mend_database(settings),
        )


def _mend_database(settings: NodeSettings) -> str:
    if not settings.embedded:
        return "start the server of database.url, or correct database.url in node.toml"
    return f"comity node init --home {settings.home}; if it was there before: comity node restore"


def _tables(settings: NodeSettings) -> Iterator[Check]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from comity_node.access.counts import users_by_role

    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    yield Check(
        "tables",
        not missing,
        f"PostgreSQL {getattr(connection, 'pg_version', 0) // 10000}, {missing} changes missing",
        f"comity node migrate --home {settings.home}" if missing else "",
    )
    if missing:
        return
    counts = users_by_role()
    yield Check(
        "users",
        bool(counts),
        ", ".join(f"{number} {role}" for role, number in counts.items()) or "nobody can sign in",
        ""
        if counts
        else "comity node user add USERNAME --name NAME --role administrator "
        f"--home {settings.home}",
    )


def _directory(settings: NodeSettings) -> Check:
    from comity.exchange.directory import Freshness
    from comity_node.ports import peers

    try:
        known = peers.directory(settings)
    except peers.NoDirectory as fault:
        return Check(
            "directory",
            good=False,
            found=str(fault),
            mend=f"comity directory install FILE --home {settings.home}",
        )
    fresh = known.freshness(datetime.now(tz=UTC)) is Freshness.CURRENT
    listed = settings.code in known.entries
    good = fresh and listed
    found = f"version {known.version}, {len(known.entries)} nodes, until {known.expires:%Y-%m-%d}"
    if not listed:
        found += "; this node is not in it"
    return Check(
        "directory", good, found, "" if good else "ask the secretariat for a newer directory"
    )


def _ports(settings: NodeSettings) -> Iterator[Check]:
    running = supervisor(settings)
    for name, listener in (("pages", settings.web), ("exchange", settings.exchange)):
        with socket.socket() as probe:
            probe.settimeout(1)
            taken = probe.connect_ex((listener.host, listener.port)) == 0
        good = taken == bool(running)
        yield Check(
            f"port {listener.port} ({name})",
            good,
            "in use by this node" if taken and running else "taken by another program"
            if taken else "not answering" if running else "free",
            "" if good else f"kill {running}, then: comity node serve --home {settings.home}"
            if running else f"stop the other program, or change {name} in node.toml",
        )  # fmt: skip
