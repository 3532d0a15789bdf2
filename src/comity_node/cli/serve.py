"""``comity node serve`` and ``worker``: the supervisor and the processes it keeps alive.

One process group: database, pages, exchange, worker. Whoever dies is started again; when the
supervisor itself is killed the kernel takes the rest down with it, and the next ``serve``
finds everything that was committed.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from comity_node.cli.fault import Fault
from comity_node.cli.home import load_django, with_home
from comity_node.configuration import Listener, NodeSettings, read_settings
from comity_node.ports import postgres

PAUSES_SECONDS = (0.2, 1.0, 3.0, 10.0)  # between restarts of a child that keeps dying
GRACE_SECONDS = 15.0


def add(verbs: Any) -> None:
    """Add the verbs ``serve`` and ``worker``."""
    serve_parser = with_home(verbs, "serve", "run the node until interrupted")
    serve_parser.set_defaults(run=serve)
    worker_parser = with_home(verbs, "worker", "run only the worker (the database runs elsewhere)")
    worker_parser.set_defaults(run=worker)


@dataclass(slots=True)
class Child:
    """A process the supervisor keeps alive."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    deaths: int = 0
    again_at: float = field(default=0.0)


def serve(chosen: argparse.Namespace) -> None:
    """Run the node: returns after an orderly end.

    Raises:
        Fault: a port is taken, another supervisor runs, the database is of another version.
    """
    settings = read_settings(chosen.home.resolve())
    if not settings.run.is_dir():
        raise Fault(f"This node is not finished. Run: comity node init --home {settings.home}")
    _claim(settings)
    try:
        for listener in (settings.web, settings.exchange):
            _refuse_taken_port(listener)
        _supervise(settings, _on_signals())
    finally:
        (settings.run / "supervisor.pid").unlink(missing_ok=True)


def _supervise(settings: NodeSettings, stopping: list[bool]) -> None:
    children = _children(settings)
    try:
        if settings.embedded:
            _start_database(settings, children[0])
        _check_tables(settings)
        for child in children:
            _start(child)
        print(f"Node {settings.code}: {settings.web.public_url}", flush=True)
        _keep_alive(children, stopping)
    finally:
        _end(children)


def _claim(settings: NodeSettings) -> None:
    """One supervisor a home folder; its process group is the node."""
    note = settings.run / "supervisor.pid"
    other = supervisor(settings)
    if other and other != os.getpid():
        raise Fault(f"This node runs already (process {other}). Stop it first: kill {other}")
    if os.getpgrp() != os.getpid():
        os.setpgrp()
    note.write_text(str(os.getpid()), encoding="ascii")


def supervisor(settings: NodeSettings) -> int:
    """The process that runs this node; 0 when none does, or its number went to another program."""
    try:
        pid = int((settings.run / "supervisor.pid").read_text(encoding="ascii"))
        told = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError):
        return 0
    return pid if b"serve" in told else 0


def _refuse_taken_port(listener: Listener) -> None:
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((listener.host, listener.port))
        except OSError as taken:
            raise Fault(
                f"Port {listener.port} on {listener.host} cannot be used ({taken.strerror}). "
                "Stop the program that has it, or change the port in node.toml and tell the "
                "secretariat the new address."
            ) from taken


def _on_signals() -> list[bool]:
    stopping: list[bool] = []
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopping.append(True))
    return stopping


def _children(settings: NodeSettings) -> list[Child]:
    found = []
    if settings.embedded:
        cluster = postgres.cluster(settings.home, settings.pg_bin, settings.keys)
        log = settings.log / "database.log"
        found.append(Child("database", lambda: postgres.start(cluster, log), log))
    found.append(_program(settings, "pages", _gunicorn(settings, "pages")))
    found.append(_program(settings, "exchange", _gunicorn(settings, "exchange")))
    found.append(_program(settings, "worker", ["-m", "comity_node.worker"]))
    return found


def _gunicorn(settings: NodeSettings, which: str) -> list[str]:
    del settings
    return ["-m", "gunicorn", "-c", f"python:comity_node.ports.gunicorn_{which}"]


def _program(settings: NodeSettings, name: str, arguments: list[str]) -> Child:
    log = settings.log / f"{name}.log"
    environment = os.environ | {
        "COMITY_HOME": str(settings.home),
        "DJANGO_SETTINGS_MODULE": "comity_node.settings",
    }

    def start() -> subprocess.Popen[bytes]:
        with log.open("ab") as out:
            return subprocess.Popen(
                [sys.executable, *arguments],
                stdout=out,
                stderr=out,
                stdin=subprocess.DEVNULL,
                cwd=settings.home,
                env=environment,
                preexec_fn=postgres.die_with_parent(signal.SIGKILL),  # noqa: PLW1509
            )

    return Child(name, start, log)


def _start(child: Child) -> None:
    if child.process is None or child.process.poll() is not None:
        child.process = child.start()


def _start_database(settings: NodeSettings, child: Child) -> None:
    cluster = postgres.cluster(settings.home, settings.pg_bin, settings.keys)
    if not cluster.exists:
        raise Fault(
            f"No database in {cluster.data}. Make it: comity node init --home {settings.home}"
        )
    _start(child)
    assert child.process is not None  # noqa: S101  started in the line above
    postgres.wait_ready(cluster, child.process, settings.log / "database.log")


def _check_tables(settings: NodeSettings) -> None:
    """A database of an older version is named before a page breaks on it."""
    load_django(settings.home)
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    connection.close()
    if missing:
        raise Fault(
            f"The database lacks {len(missing)} changes of this version. Back it up, then run: "
            f"comity node migrate --home {settings.home}"
        )


def _keep_alive(children: list[Child], stopping: list[bool]) -> None:
    while not stopping:
        time.sleep(0.2)
        for child in children:
            _revive(child)


def _revive(child: Child) -> None:
    """Start a dead child again; the pause grows with each death, and a long life forgives."""
    if child.process is not None and child.process.poll() is None:
        return
    now = time.monotonic()
    if child.again_at == 0.0:
        child.again_at = now + PAUSES_SECONDS[min(child.deaths, len(PAUSES_SECONDS) - 1)]
        child.deaths += 1
        print(
            f"{child.name} ended; starting it again. Why: the last lines of {child.log}, "
            "and comity node doctor.",
            file=sys.stderr,
            flush=True,
        )
    elif now >= child.again_at:
        child.again_at = 0.0
        _start(child)


def _end(children: list[Child]) -> None:
    """Pages and worker first, the database last."""
    for child in reversed(children):
        if child.process is None or child.process.poll() is not None:
            continue
        child.process.send_signal(signal.SIGINT if child.name == "database" else signal.SIGTERM)
        try:
            child.process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.process.kill()
            child.process.wait()


def worker(chosen: argparse.Namespace) -> None:
    """Run only the worker, in this process."""
    load_django(chosen.home)
    from comity_node import worker as loop

    loop.main()
