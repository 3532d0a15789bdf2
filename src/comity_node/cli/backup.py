"""``comity node backup`` and ``restore``: one file with database, files, keys and settings.

The file is encrypted with a passphrase (scrypt, AES-256-GCM): it holds the keys, so whoever
opens it is this node.
"""

import argparse
import getpass
import hashlib
import os
import secrets
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from comity_node.cli.fault import Fault
from comity_node.cli.home import database, with_home
from comity_node.configuration import SETTINGS_FILE, NodeSettings, read_settings
from comity_node.ports import postgres

MAGIC = b"comity-backup/1\n"
SALT_BYTES, PREFIX_BYTES, CHUNK_BYTES, TAG_BYTES = 16, 7, 1024 * 1024, 16
SCRYPT = {"n": 2**15, "r": 8, "p": 1, "maxmem": 128 * 1024 * 1024, "dklen": 32}
KEPT = (SETTINGS_FILE, "keys", "files", "directory.jws", "entries")


def add(verbs: Any) -> None:
    """Add the verbs ``backup`` and ``restore``."""
    parser = with_home(verbs, "backup", "write everything, keys included, to one encrypted file")
    parser.add_argument("file", type=Path)
    parser.add_argument("--passphrase-file", type=Path)
    parser.set_defaults(run=backup)
    parser = with_home(verbs, "restore", "make a node again from a backup, in an empty folder")
    parser.add_argument("file", type=Path)
    parser.add_argument("--passphrase-file", type=Path)
    parser.set_defaults(run=restore)


def backup(chosen: argparse.Namespace) -> None:
    """Write the backup; the node may go on running."""
    passphrase = _passphrase(chosen.passphrase_file, twice=True)
    if not chosen.file.resolve().parent.is_dir():
        raise Fault(f"There is no folder {chosen.file.resolve().parent}. Make it, then try again.")
    with database(chosen.home) as settings, tempfile.TemporaryDirectory() as temporary:
        dump = Path(temporary) / "database.dump"
        _dump(settings, dump)
        plain = Path(temporary) / "backup.tar"
        with tarfile.open(plain, "w") as archive:
            archive.add(dump, "database.dump")
            for name in KEPT:
                if (settings.home / name).exists():
                    archive.add(settings.home / name, name)
        digest = _encrypt(plain, chosen.file, passphrase)
        _write_down(digest)
    print(f"Backup in {chosen.file}, {chosen.file.stat().st_size // 1024} kB.")
    print("Keep the passphrase apart from it. Try it: comity node restore, on another machine.")


def _write_down(digest: str) -> None:
    from comity_node.actions.audit import record

    record("backup.made", actor=None, details={"digest": digest})


def restore(chosen: argparse.Namespace) -> None:
    """Make the node again; refuses a folder that holds one."""
    home: Path = chosen.home.resolve()
    if home.is_dir() and any(home.iterdir()):
        what = "There is a node" if (home / SETTINGS_FILE).exists() else "There are files"
        raise Fault(f"{what} in {home}. Restore into an empty folder.")
    postgres.refuse_orphan(home, home / "keys")
    passphrase = _passphrase(chosen.passphrase_file, twice=False)
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o711)
    with tempfile.TemporaryDirectory(dir=home) as temporary:
        plain = Path(temporary) / "backup.tar"
        _decrypt(chosen.file, plain, passphrase)
        with tarfile.open(plain) as archive:
            archive.extractall(temporary, filter="data")
        _lay_out(Path(temporary), home)
        _load(home, Path(temporary) / "database.dump")
    print(f"The node stands in {home} again. Check it: comity node doctor --home {home}")


def _lay_out(found: Path, home: Path) -> None:
    for name in KEPT[1:]:
        if (found / name).exists():
            shutil.move(found / name, home / name)
    for name in ("files", "run", "log"):
        (home / name).mkdir(exist_ok=True)
    (home / "run").chmod(0o711)
    (home / "keys").chmod(0o700)
    shutil.move(found / SETTINGS_FILE, home / SETTINGS_FILE)


def _load(home: Path, dump: Path) -> None:
    settings = read_settings(home)
    if settings.embedded:
        postgres.make(postgres.cluster(home, settings.pg_bin, settings.keys))
    with database(home):
        _run_pg(settings, "pg_restore", ["--no-owner", "--exit-on-error", "--dbname"], dump)
        from comity_node.actions.node import restored

        restored()


def _dump(settings: NodeSettings, target: Path) -> None:
    _run_pg(settings, "pg_dump", ["--format=custom", f"--file={target}", "--dbname"], None)


def _run_pg(settings: NodeSettings, name: str, arguments: list[str], last: Path | None) -> None:
    if settings.embedded:
        cluster = postgres.cluster(settings.home, settings.pg_bin, settings.keys)
        program, url = str(cluster.programs / name), cluster.url
    else:
        program, url = shutil.which(name) or name, settings.database_url
    command = [program, *arguments, url, *([str(last)] if last else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Fault(f"{name} failed: {done.stderr.strip()[-400:]}")


def _passphrase(path: Path | None, *, twice: bool) -> bytes:
    if path is not None:
        try:
            return _not_empty(path.read_bytes().strip())
        except OSError as fault:
            raise Fault(f"The passphrase file {path} cannot be read: {fault.strerror}.") from fault
    given = _asked("Passphrase of the backup: ")
    if twice and _asked("Again: ") != given:
        raise Fault("The two passphrases differ. Nothing was written.")
    return _not_empty(given.encode())


def _asked(prompt: str) -> str:
    try:
        return getpass.getpass(prompt)
    except (EOFError, OSError) as fault:
        raise Fault(
            "Nobody is there to ask for the passphrase. Write it to a file and say "
            "--passphrase-file FILE."
        ) from fault


def _not_empty(passphrase: bytes) -> bytes:
    if not passphrase:
        raise Fault("A backup holds the node's keys: it needs a passphrase.")
    return passphrase


def _encrypt(plain: Path, target: Path, passphrase: bytes) -> str:
    """Chunks of 1 MiB, each with its number and whether it is the last (STREAM)."""
    salt, prefix = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(PREFIX_BYTES)
    cipher = AESGCM(hashlib.scrypt(passphrase, salt=salt, **SCRYPT))
    half = target.with_name(target.name + ".part")
    whole = hashlib.sha256()
    size = plain.stat().st_size
    with plain.open("rb") as source, half.open("wb") as out:
        os.fchmod(out.fileno(), 0o600)
        out.write(MAGIC + salt + prefix)
        for number in range(max(1, -(-size // CHUNK_BYTES))):
            chunk = source.read(CHUNK_BYTES)
            last = source.tell() == size
            sealed = cipher.encrypt(_nonce(prefix, number, last=last), chunk, MAGIC)
            whole.update(sealed)
            out.write(sealed)
        out.flush()
        os.fsync(out.fileno())
    half.rename(target)
    return whole.hexdigest()


def _decrypt(source: Path, target: Path, passphrase: bytes) -> None:
    try:
        with source.open("rb") as given, target.open("wb") as out:
            if given.read(len(MAGIC)) != MAGIC:
                raise Fault(f"{source} is not a backup of a Comity node.")
            salt, prefix = given.read(SALT_BYTES), given.read(PREFIX_BYTES)
            cipher = AESGCM(hashlib.scrypt(passphrase, salt=salt, **SCRYPT))
            size = source.stat().st_size
            number = 0
            while chunk := given.read(CHUNK_BYTES + TAG_BYTES):
                last = given.tell() == size
                out.write(cipher.decrypt(_nonce(prefix, number, last=last), chunk, MAGIC))
                number += 1
    except InvalidTag as wrong:
        raise Fault(
            "The backup does not open: another passphrase, or the file was changed or cut short."
        ) from wrong
    except OSError as fault:
        raise Fault(f"{source} cannot be read: {fault.strerror}.") from fault


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])
