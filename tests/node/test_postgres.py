"""The embedded database: made, run, killed and found again, on the wheel and on PostgreSQL 15."""

import json
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from comity_node.ports import postgres
from comity_node.ports.postgres import PostgresError
from tests.journeys.network import comity, free_port

# PG_BIN names another PostgreSQL; Debian 12 keeps its 15 here.
OTHER = os.environ.get("PG_BIN") or "/usr/lib/postgresql/15/bin"
PROGRAMS = [
    pytest.param("", id="wheel"),
    pytest.param(
        OTHER,
        id="other",
        marks=pytest.mark.skipif(
            not (Path(OTHER) / "postgres").exists(), reason="no other PostgreSQL: set PG_BIN"
        ),
    ),
]


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder the database's user may pass through, as an administrator would choose."""
    folder = Path(tempfile.mkdtemp(prefix="comity-pg-"))
    folder.chmod(0o711)
    for name in ("keys", "run", "log"):
        (folder / name).mkdir(mode=0o711)
    yield folder
    shutil.rmtree(folder)


class Running:
    """A cluster and its server."""

    def __init__(self, home: Path, programs: str) -> None:
        self.it = postgres.cluster(home, programs, home / "keys")
        self.log = home / "log" / "database.log"

    def start(self) -> "Running":
        self.server = postgres.start(self.it, self.log)
        postgres.wait_ready(self.it, self.server, self.log)
        postgres.make_database(self.it)
        return self

    def ask(self, sql: str):
        with psycopg.connect(self.it.url, autocommit=True) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchone()[0] if cursor.description else None


@pytest.fixture(params=PROGRAMS)
def running(home, request) -> Iterator[Running]:
    one = Running(home, request.param)
    postgres.make(one.it)
    yield one.start()
    postgres.stop(one.server)


def test_it_speaks_arabic_keeps_checksums_and_hears_no_network(running):
    running.ask("create extension pg_trgm")
    assert running.ask("select similarity('القاهرة', 'القاهره') > 0.4") is True
    assert running.ask("show data_checksums") == "on"
    assert running.ask("show fsync") == "on"
    assert running.ask("show listen_addresses") == ""
    assert running.ask("select count(*) from pg_stat_ssl where ssl") == 0
    assert postgres.version(running.it) >= 15


def test_what_was_committed_is_there_after_the_server_was_killed(running):
    running.ask("create table t as select 1 as a")
    running.server.send_signal(signal.SIGKILL)
    running.server.wait(10)
    assert not postgres.answers(running.it)
    running.start()
    assert running.ask("select a from t") == 1


def test_making_the_database_twice_keeps_it(running):
    running.ask("create table t as select 1 as a")
    postgres.make_database(running.it)
    assert running.ask("select a from t") == 1


def test_only_the_database_s_user_reaches_its_socket_and_a_password_is_asked(running):
    assert running.it.sockets.stat().st_mode & 0o077 == 0
    assert running.it.password_file.stat().st_mode & 0o077 == 0
    running.it.password_file.write_text("another", encoding="ascii")
    assert not postgres.answers(running.it)


def test_the_password_handed_to_initdb_is_not_left_behind(running):
    assert not (running.it.folder / "password").exists()


@pytest.mark.parametrize("programs", PROGRAMS)
def test_the_same_migrations_make_the_tables_on_every_postgresql(home, programs, monkeypatch):
    monkeypatch.setenv("PG_BIN", programs)
    ports = ["--web-port", str(free_port()), "--exchange-port", str(free_port())]
    comity("node", "init", "--state", "IT", "--training", "--home", str(home), *ports)
    told = comity("node", "doctor", "--json", "--home", str(home), check=False).stdout
    tables = next(each for each in json.loads(told) if each["what"] == "tables")
    major = postgres.version(postgres.cluster(home, programs, home / "keys"))
    assert tables["found"] == f"PostgreSQL {major}, 0 changes missing"


# --- what is wrong is said in a sentence ------------------------------------------------------


def test_a_folder_without_postgres_is_named(home):
    assert postgres.cluster(home, "", home / "keys").programs.exists()
    with pytest.raises(PostgresError, match=r"no 'postgres' in .*Correct database\.pg_bin"):
        postgres.cluster(home, str(home), home / "keys")


def test_a_password_that_is_gone_is_named_with_the_command_that_brings_it_back(home):
    it = postgres.cluster(home, "", home / "keys")
    with pytest.raises(PostgresError, match=r"database\.password.*comity node restore"):
        _ = it.url
    it.password_file.write_text("p", encoding="ascii")
    assert it.url.startswith("postgresql://comity:p@")


def test_a_database_whose_node_was_deleted_is_named_with_its_folder(home):
    it = postgres.cluster(home, "", home / "keys")
    postgres.refuse_orphan(home, home / "keys")  # nothing stands there yet
    postgres.make(it)
    postgres.refuse_orphan(home, home / "keys")  # a node's own database, with its password
    for name in ("keys", "run", "log"):
        shutil.rmtree(home / name)
    ports = ["--web-port", str(free_port()), "--exchange-port", str(free_port())]
    command = ["node", "init", "--state", "IT", "--training", "--home", str(home), *ports]
    refused = comity(*command, check=False)
    assert (refused.returncode, f"rm -r {it.folder};" in refused.stderr) == (2, True)
    shutil.rmtree(it.folder)
    assert comity(*command).returncode == 0


def test_a_server_that_ends_at_once_is_said_to_and_its_log_named(home):
    it = postgres.cluster(home, "", home / "keys")
    postgres.make(it)
    shutil.rmtree(it.data / "global")
    log = home / "log" / "database.log"
    server = postgres.start(it, log)
    with pytest.raises(PostgresError, match=r"stopped at once.*database\.log"):
        postgres.wait_ready(it, server, log)


TOLD = {
    "postgres (PostgreSQL) 18.6": 18,
    "postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)": 15,
    "postgres (PostgreSQL) 16.4 (Ubuntu 16.4-0ubuntu0.24.04.2)": 16,
    "postgres (PostgreSQL) 19beta1": 19,
}


@pytest.mark.parametrize(("told", "major"), TOLD.items(), ids=str)
def test_the_version_is_read_from_whatever_a_distribution_adds(home, told, major):
    program = home / "postgres"
    program.write_text(f"#!/bin/sh\necho '{told}'\n", encoding="utf-8")
    program.chmod(0o755)
    assert postgres.version(postgres.cluster(home, str(home), home / "keys")) == major


def test_a_path_too_long_for_a_socket_gets_a_short_one(home):
    deep = home / ("x" * 100)
    deep.mkdir(mode=0o711)
    assert postgres.cluster(home, "", home / "keys").sockets == home / "run" / "pg"
    short = postgres.cluster(deep, "", deep / "keys").sockets
    assert len(str(short)) < 60
    assert short != postgres.cluster(deep / "y", "", deep / "keys").sockets
