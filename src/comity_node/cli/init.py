"""``comity node init``: home folder, settings, keys, database, tables."""

import argparse
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

from comity_node.cli import places
from comity_node.cli.fault import Fault
from comity_node.cli.home import database, with_home
from comity_node.configuration import (
    SECRETARIAT,
    SETTINGS_FILE,
    NewNode,
    read_settings,
    write_settings,
)
from comity_node.ports import exchange_keys, keystore, postgres

WEB_PORT, EXCHANGE_PORT = 8100, 8143


def add(verbs: Any) -> None:
    """Add the verbs ``init`` and ``migrate``."""
    parser = verbs.add_parser("init", help="make a new node")
    parser.add_argument("--home", type=Path, required=True, help="folder to make")
    parser.add_argument("--state", help="ISO code of the State, or SEC for the secretariat")
    parser.add_argument("--authority", default="", help="authority that runs it, as pages show it")
    parser.add_argument("--city", default="", help="city of the office")
    parser.add_argument("--time-zone", default="", help="for example Europe/Rome")
    parser.add_argument("--language", default="", help="en, ar or it")
    parser.add_argument("--training", action="store_true", help="invented data only")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--public-host", default="", help="name other machines use")
    parser.add_argument("--web-port", type=int, default=WEB_PORT)
    parser.add_argument("--exchange-port", type=int, default=EXCHANGE_PORT)
    parser.add_argument("--root", default="", help="fingerprint of the secretariat's root key")
    parser.set_defaults(run=init)
    with_home(verbs, "migrate", "bring the database up to this version").set_defaults(run=migrate)


def init(chosen: argparse.Namespace) -> None:
    """Make a node, or finish one whose making was interrupted."""
    home: Path = chosen.home.resolve()
    if not (home / SETTINGS_FILE).exists():
        new = _new_node(chosen)
        keys = new.settings(home).keys  # what is wrong is said before anything is made
        postgres.refuse_orphan(home, keys)
        _make_home(home, new)
    settings = read_settings(home)
    keystore.make_local(settings.keys)
    keystore.make_tls(settings.keys, settings.code, [settings.exchange.host, _host(settings)])
    exchange_keys.make(settings.keys, secretariat=settings.kind == "secretariat")
    if settings.embedded:
        cluster = postgres.cluster(home, settings.pg_bin, settings.keys)
        if not cluster.exists:
            postgres.make(cluster)
    _make_tables(home)
    print(f"Node {settings.code} stands in {home}.")
    print(f"Next: comity node user add --home {home} …, then comity node serve --home {home}")


def _host(settings: Any) -> str:
    from urllib.parse import urlsplit

    return str(urlsplit(settings.exchange.public_url).hostname or settings.exchange.host)


def _new_node(chosen: argparse.Namespace) -> NewNode:
    found = places.office((chosen.state or "").upper())
    time_zone = chosen.time_zone or found.time_zone
    if not time_zone:
        raise Fault(f"{found.code} has several time zones: say --time-zone and --city.")
    for port in (chosen.web_port, chosen.exchange_port):
        _refuse_taken(chosen.host, port)
    return NewNode(
        code=found.code,
        kind="secretariat" if found.code == SECRETARIAT else "state",
        authority=chosen.authority or "Central authority",
        city=chosen.city or found.city,
        language=chosen.language or found.language,
        time_zone=time_zone,
        training=chosen.training,
        web_port=chosen.web_port,
        exchange_port=chosen.exchange_port,
        host=chosen.host,
        public_host=chosen.public_host or chosen.host,
        directory_root=chosen.root,
    )


def _refuse_taken(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as taken:
            why = getattr(taken, "strerror", None) or "there are ports from 1 to 65535"
            raise Fault(
                f"Port {port} on {host} cannot be used ({why}). "
                "Choose another with --web-port and --exchange-port."
            ) from taken


def _make_home(home: Path, new: NewNode) -> None:
    """All or nothing: the settings file is written last, by a rename."""
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Fault(f"The folder {home} cannot be made ({fault.strerror}).") from fault
    if any(
        entry.name not in {"keys", "database", "files", "run", "log"} for entry in home.iterdir()
    ):
        raise Fault(f"{home} is not empty and holds no node. Choose another folder.")
    home.chmod(0o711)  # the database's own user must be able to pass through, not to look
    for name in ("files", "run", "log"):
        (home / name).mkdir(exist_ok=True)
        (home / name).chmod(0o711 if name == "run" else 0o700)
    if new.kind == "secretariat":
        new = replace(new, directory_root=_own_root(home / "keys"))
    half = home / "node.toml.part"
    write_settings(half, new)
    half.chmod(0o600)
    half.rename(home / SETTINGS_FILE)


def _own_root(keys: Path) -> str:
    """The secretariat's node goes by its own root key."""
    from comity.exchange.directory import fingerprint

    keystore.make_local(keys)
    exchange_keys.make(keys, secretariat=True)
    return fingerprint(exchange_keys.read_root(keys).public)


def _make_tables(home: Path) -> None:
    with database(home):
        _migrate()


def _migrate() -> None:
    from django.core.management import call_command

    from comity_node.actions import legislation
    from comity_node.actions.node import prepare

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    prepare()
    legislation.refresh()


def migrate(chosen: argparse.Namespace) -> None:
    """Apply the migrations that are missing."""
    with database(chosen.home):
        _migrate()
    print("The database is up to date.")
