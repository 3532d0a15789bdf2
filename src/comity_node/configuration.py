"""The settings of one node: ``node.toml`` in its home folder.

Read strictly: an unknown or mistyped key is refused with its name, because a
setting that is silently ignored is a setting somebody believes in.
"""

import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from comity.states.catalogue import NoSuchState, load_states

SETTINGS_FILE = "node.toml"
SECRETARIAT = "SEC"


class SettingsError(Exception):
    """The settings cannot be used; the message says which line to change and how."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Where something listens, and the address others use for it."""

    host: str
    port: int
    public_url: str


@dataclass(frozen=True, slots=True)
class NodeSettings:
    """Everything that differs between two nodes on one machine.

    ``code`` is an ISO 3166-1 alpha-2 code, or the secretariat's own code of three letters.
    ``database_url`` empty means the embedded PostgreSQL in the home folder.
    """

    home: Path
    code: str
    kind: str
    authority: str
    city: str
    language: str
    time_zone: str
    training: bool
    web: Listener
    exchange: Listener
    database_url: str
    pg_bin: str
    embedded_for_real_data: bool
    directory_root: str
    idle_minutes: int
    upload_megabytes: int

    @property
    def embedded(self) -> bool:
        return not self.database_url

    @property
    def keys(self) -> Path:
        return self.home / "keys"

    @property
    def files(self) -> Path:
        return self.home / "files"

    @property
    def run(self) -> Path:
        return self.home / "run"

    @property
    def log(self) -> Path:
        return self.home / "log"

    @property
    def directory_file(self) -> Path:
        return self.home / "directory.jws"


PAGE_LANGUAGES = ("ar", "en", "it")  # pages are complete in these
# table, key, least, most
RANGES = (
    ("web", "port", 1, 65535),
    ("exchange", "port", 1, 65535),
    ("session", "idle_minutes", 1, 720),
    ("uploads", "megabytes", 1, 4096),
)
# table -> key -> type; the order is that of the file
SCHEMA: dict[str, dict[str, type]] = {
    "node": {
        "code": str,
        "kind": str,
        "authority": str,
        "city": str,
        "language": str,
        "time_zone": str,
        "training": bool,
    },
    "web": {"host": str, "port": int, "public_url": str},
    "exchange": {"host": str, "port": int, "public_url": str},
    "database": {"url": str, "pg_bin": str, "embedded_for_real_data": bool},
    "directory": {"root": str},
    "session": {"idle_minutes": int},
    "uploads": {"megabytes": int},
}


def read_settings(home: Path) -> NodeSettings:
    """The settings in ``home``.

    Raises:
        SettingsError: no file, not TOML, or a key that is unknown, missing or of another type.
    """
    path = home / SETTINGS_FILE
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as missing:
        raise SettingsError(
            f"There is no {SETTINGS_FILE} in {home}. "
            f"Make a node there with: comity node init --state IT --home {home}"
        ) from missing
    except (OSError, UnicodeDecodeError) as unreadable:
        raise SettingsError(
            f"{path} cannot be read ({unreadable}). Give the user who runs the node "
            "the right to read it, and save it as UTF-8."
        ) from unreadable
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        raise SettingsError(f"{path} is not TOML: {broken}. Mend that line.") from broken
    return from_tables(home, tables, str(path))


def from_tables(home: Path, tables: dict[str, Any], where: str) -> NodeSettings:
    """The settings in parsed ``tables``; ``where`` names them in a refusal."""
    checked = {name: _table(where, name, tables.get(name, {})) for name in SCHEMA}
    unknown = sorted(set(tables) - set(SCHEMA))
    if unknown:
        raise SettingsError(f"{where}: unknown table [{unknown[0]}]. Known: {', '.join(SCHEMA)}.")
    node, database = checked["node"], checked["database"]
    _one_of(where, "node.kind", node["kind"], ("state", "secretariat"))
    _one_of(where, "node.language", node["language"], PAGE_LANGUAGES)
    _check_time_zone(where, node["time_zone"])
    _check_code(where, node["code"])
    for table, key, least, most in RANGES:
        _in_range(where, f"{table}.{key}", checked[table][key], least, most)
    _check_ports(where, checked["web"], checked["exchange"])
    _check_root(where, checked["directory"]["root"])
    return NodeSettings(
        home=home,
        **node,
        web=Listener(**checked["web"]),
        exchange=Listener(**checked["exchange"]),
        database_url=os.environ.get("DATABASE_URL") or database["url"],
        pg_bin=os.environ.get("PG_BIN") or database["pg_bin"],
        embedded_for_real_data=database["embedded_for_real_data"],
        directory_root=checked["directory"]["root"],
        idle_minutes=checked["session"]["idle_minutes"],
        upload_megabytes=checked["uploads"]["megabytes"],
    )


def _table(where: str, name: str, table: Any) -> dict[str, Any]:
    schema = SCHEMA[name]
    if not isinstance(table, dict):
        raise SettingsError(f"{where}: {name} must be a table, written [{name}].")
    for key in table:
        if key not in schema:
            raise SettingsError(
                f"{where}: unknown key {key!r} in [{name}]. Known: {', '.join(schema)}."
            )
    for key, kind in schema.items():
        if key not in table:
            raise SettingsError(f"{where}: [{name}] lacks {key!r}. Add it.")
        if type(table[key]) is not kind:
            raise SettingsError(
                f"{where}: {name}.{key} must be {_WORDS[kind]}, not {table[key]!r}."
            )
    return table


_WORDS = {str: "a text in quotes", int: "a whole number", bool: "true or false"}


def _one_of(where: str, key: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise SettingsError(f"{where}: {key} is {value!r}; choose one of {', '.join(allowed)}.")


def _check_code(where: str, code: str) -> None:
    if code == SECRETARIAT:
        return
    try:
        load_states().check(code)
    except NoSuchState as fault:
        raise SettingsError(f"{where}: node.code: {fault}") from fault


def _check_ports(where: str, web: Mapping[str, Any], exchange: Mapping[str, Any]) -> None:
    if web["port"] == exchange["port"]:
        raise SettingsError(
            f"{where}: web.port and exchange.port are both {web['port']}; pages and exchange "
            "each need a port of their own."
        )


def _check_root(where: str, root: str) -> None:
    if root and not re.fullmatch(r"[0-9a-fA-F]{64}", "".join(root.split())):
        raise SettingsError(
            f"{where}: directory.root is no fingerprint: 64 signs of 0-9 and a-f are wanted, as "
            "the secretariat's “comity directory root” prints them."
        )


def _check_time_zone(where: str, name: str) -> None:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError) as unknown:
        raise SettingsError(
            f"{where}: node.time_zone {name!r} is not known; "
            "write it like Europe/Rome or Africa/Cairo."
        ) from unknown


def _in_range(where: str, key: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise SettingsError(f"{where}: {key} is {value}; it must be from {least} to {most}.")


def write_settings(path: Path, values: "NewNode") -> None:
    """Write a commented ``node.toml`` for a new node."""
    path.write_text(TEMPLATE.format(**values.quoted()), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class NewNode:
    """What ``comity node init`` asks for."""

    code: str
    kind: str
    authority: str
    city: str
    language: str
    time_zone: str
    training: bool
    web_port: int
    exchange_port: int
    host: str
    public_host: str
    directory_root: str

    def quoted(self) -> dict[str, str]:
        """Each value as TOML writes it."""
        return {field.name: _toml(getattr(self, field.name)) for field in fields(self)} | {
            "web_url": _toml(f"http://{self.public_host}:{self.web_port}"),
            "exchange_url": _toml(f"https://{self.public_host}:{self.exchange_port}"),
        }

    def settings(self, home: Path) -> NodeSettings:
        """The settings this node will read."""
        return from_tables(home, tomllib.loads(TEMPLATE.format(**self.quoted())), SETTINGS_FILE)


def _toml(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return json.dumps(value, ensure_ascii=False).replace(
        "\x7f", "\\u007f"
    )  # TOML 1.0, basic string


def home_from_environment() -> Path:
    """The home folder named by COMITY_HOME.

    Raises:
        SettingsError: the variable is not set.
    """
    home = os.environ.get("COMITY_HOME")
    if not home:
        raise SettingsError("Say which node: --home DIR, or set COMITY_HOME.")
    return Path(home)


TEMPLATE = """\
# Settings of this node. Change a line, then restart the node; `comity node doctor` checks them.

[node]
code = {code}             # ISO 3166-1 alpha-2 code of the State; the secretariat has its own
kind = {kind}        # state, or secretariat (keeps the directory; sees no case)
authority = {authority}   # shown beside the State on every page
city = {city}             # its time and working days are this office's
language = {language}       # en, ar or it: the language of a page before anybody chose one
time_zone = {time_zone}
training = {training}     # true: invented data only, a ribbon on every page, a movable clock

[web]                     # the pages for this State's own officers
host = {host}             # put nginx with TLS in front before another machine may reach it
port = {web_port}
public_url = {web_url}

[exchange]                # messages from other nodes: TLS, both sides known by the directory
host = {host}
port = {exchange_port}
public_url = {exchange_url}

[database]
url = ""                  # postgresql://user@host/name ; empty: the embedded PostgreSQL in here
pg_bin = ""               # folder with postgres and initdb: another version for the embedded one
embedded_for_real_data = false   # true only if you back the embedded one up yourself

[directory]
root = {directory_root}   # fingerprint of the secretariat's root key, read aloud at first contact

[session]
idle_minutes = 10         # then the page hides itself and asks for the password again

[uploads]
megabytes = 25            # the largest file an officer may add
"""
