"""``comity directory …``: a node's entry; the secretariat adds and signs; every node installs."""

import argparse
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from comity.exchange.directory import (
    Directory,
    DirectoryRefusal,
    changed_keys,
    fingerprint,
    sign_directory,
    verify_directory,
)
from comity.exchange.entries import read_entry
from comity.exchange.refusals import MalformedError
from comity_node.cli.fault import Fault
from comity_node.cli.home import database, with_home
from comity_node.configuration import NodeSettings, read_settings
from comity_node.ports import exchange_keys, keystore

DAYS = 30


def add(rooms: Any) -> None:
    """Add the group ``directory``."""
    group = rooms.add_parser("directory", help="who takes part, and by which keys")
    verbs = group.add_subparsers(required=True, metavar="VERB")
    entry = with_home(verbs, "entry", "write this node's own signed entry")
    entry.add_argument("file", type=Path)
    entry.set_defaults(run=write_entry)
    new = with_home(verbs, "add", "secretariat: take in the entry of a node")
    new.add_argument("file", type=Path)
    new.set_defaults(run=take_entry)
    sign = with_home(verbs, "sign", "secretariat: sign the directory and install it here")
    sign.add_argument("--days", type=int, default=DAYS, help="how long it is good")
    sign.set_defaults(run=sign_all)
    install = with_home(verbs, "install", "install a directory that the secretariat signed")
    install.add_argument("file", type=Path)
    install.set_defaults(run=install_file)
    root = with_home(verbs, "root", "print the fingerprint of the root key, to be read aloud")
    root.set_defaults(run=show_root)


def write_entry(chosen: argparse.Namespace) -> None:
    """Write the entry and say how to compare it by telephone."""
    settings = read_settings(chosen.home.resolve())
    token = exchange_keys.entry(settings, datetime.now(tz=UTC))
    _write(chosen.file, token)
    key = exchange_keys.read(settings.keys).sign
    print(f"Entry of {settings.code} in {chosen.file}. Send it to the secretariat; read aloud:")
    print(fingerprint(key.public))


def take_entry(chosen: argparse.Namespace) -> None:
    """Keep the entry of one node, replacing its former one."""
    settings = _secretariat(chosen.home)
    token = _read(chosen.file)
    try:
        entry = read_entry(token)
    except MalformedError as fault:
        raise Fault(f"{chosen.file} is not the entry of a node: {fault.detail}") from fault
    folder = settings.home / "entries"
    folder.mkdir(exist_ok=True)
    _write(folder / f"{entry.node}.jws", token)
    print(f"{entry.node} {entry.authority}: compare by telephone before you sign.")
    for key in entry.signing:
        print(f"  {fingerprint(key.public)}")
    print(f"Then: comity directory sign --home {settings.home}")


def sign_all(chosen: argparse.Namespace) -> None:
    """Sign all entries under the next version, and install the result here."""
    settings = _secretariat(chosen.home)
    now = datetime.now(tz=UTC).replace(microsecond=0)
    own = exchange_keys.entry(settings, now)
    others = [_read(path) for path in sorted((settings.home / "entries").glob("*.jws"))]
    root = exchange_keys.read_root(settings.keys)
    version = _held_version(settings) + 1
    try:
        token = sign_directory(
            [own, *others], root, version=version, issued=now, expires=now + timedelta(chosen.days)
        )
    except (ValueError, OverflowError) as fault:
        raise Fault(f"The directory cannot be signed: {fault}") from fault
    _write(settings.directory_file, token)
    print(f"Directory {version} with {len(others) + 1} nodes in {settings.directory_file}.")
    print("Each node installs it: comity directory install FILE --home DIR")


def _held_version(settings: NodeSettings) -> int:
    from comity.exchange import evidence

    if not settings.directory_file.exists():
        return 0
    claim = evidence.unverified(evidence.Kind.DIRECTORY, _read(settings.directory_file))
    return int(str(claim.payload["version"]))


def install_file(chosen: argparse.Namespace) -> None:
    """Verify a directory against the pinned root and what is held, then use it."""
    with database(chosen.home) as settings:
        from comity_node.actions.directory import accept

        token = _read(chosen.file)
        held = _held(settings)
        verdict = verify_directory(
            token, settings.directory_root, now=datetime.now(tz=UTC), held=held
        )
        if isinstance(verdict, DirectoryRefusal):
            raise Fault(f"{chosen.file} was not installed. {verdict.advice} ({verdict.detail})")
        accept(verdict, token)
        print(f"Directory {verdict.version} is installed: {', '.join(sorted(verdict.entries))}.")
        for code in changed_keys(held, verdict) if held else ():
            print(f"{code} signs with a new key: telephone them and compare fingerprints.")


def _held(settings: NodeSettings) -> Directory | None:
    from comity_node.ports import peers

    try:
        return peers.directory(settings)
    except peers.NoDirectory:
        return None


def show_root(chosen: argparse.Namespace) -> None:
    """The fingerprint every node pins in its settings."""
    settings = _secretariat(chosen.home)
    print(fingerprint(exchange_keys.read_root(settings.keys).public))


def _secretariat(home: Path) -> NodeSettings:
    settings = read_settings(home.resolve())
    if settings.kind != "secretariat":
        raise Fault(
            f"{home} is the node of {settings.code}; only the secretariat's keeps the directory."
        )
    keystore.read(settings.keys / "root.key")
    return settings


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise Fault(f"{path} cannot be read: {fault}.") from fault


def _write(path: Path, token: str) -> None:
    """All or nothing, on disk when this returns."""
    half = path.with_name(path.name + ".part")
    try:
        with half.open("w", encoding="ascii") as out:
            out.write(token + "\n")
            out.flush()
            os.fsync(out.fileno())
        half.rename(path)
    except OSError as fault:
        raise Fault(f"{path} cannot be written: {fault.strerror}.") from fault
