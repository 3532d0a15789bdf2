"""Settings are read strictly: each refusal says which line and how to mend it."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from comity_node import configuration
from comity_node.configuration import SettingsError, read_settings, write_settings
from tests.home import TEST_NODE


@pytest.fixture
def home(tmp_path: Path, monkeypatch) -> Path:
    for name in ("DATABASE_URL", "PG_BIN"):
        monkeypatch.delenv(name, raising=False)
    write_settings(tmp_path / "node.toml", TEST_NODE)
    return tmp_path


def change(home: Path, old: str, new: str) -> None:
    path = home / "node.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_settings_a_new_node_writes_are_read_back(home):
    found = read_settings(home)
    assert (found.code, found.authority, found.web.port) == ("IT", TEST_NODE.authority, 8199)
    assert (found.training, found.embedded, found.idle_minutes) == (True, True, 10)


REFUSED = {
    "unknown key": ('city = "Rome"', 'town = "Rome"', ("unknown key 'town'", "[node]", "city")),
    "unknown table": ("[uploads]", "[upload]", ("[uploads]", "megabytes")),
    "extra table": ("[uploads]", "[mail]\n[uploads]", ("unknown table [mail]", "uploads")),
    "missing key": ("idle_minutes = 10", "", ("[session] lacks 'idle_minutes'", "Add it")),
    "text for a number": ("port = 8199", 'port = "8199"', ("web.port", "a whole number", "'8199'")),
    "number for a text": ('"Rome"', "7", ("node.city", "a text in quotes", "7")),
    "text for yes or no": ("training = true", 'training = ""', ("node.training", "true or false")),
    "yes for a number": ("port = 8198", "port = true", ("exchange.port", "a whole number")),
    "not TOML": ("[web]", "[web", ("is not TOML", "line", "Mend that line")),
    "twice": ("[web]", 'city = "Rom"\n[web]', ("is not TOML", "Mend that line")),
    "unknown kind": ('kind = "state"', 'kind = "province"', ("node.kind", "state, secretariat")),
    "unknown language": ('language = "en"', 'language = "de"', ("node.language", "ar, en, it")),
    "unknown time zone": ("Europe/Rome", "Europe/Rom", ("node.time_zone", "Africa/Cairo")),
    "empty time zone": ('"Europe/Rome"', '""', ("node.time_zone",)),
    "no State's code": ('code = "IT"', 'code = "XQ"', ("node.code", "XQ")),
    "a code in small letters": ('code = "IT"', 'code = "it"', ("node.code", "it")),
    "one port for both": ("port = 8198", "port = 8199", ("are both 8199", "of their own")),
    "no fingerprint": ('root = ""', 'root = "zz"', ("directory.root", "64 signs")),
    "port 0": ("port = 8199", "port = 0", ("web.port is 0", "from 1 to 65535")),
    "port too high": ("port = 8198", "port = 65536", ("exchange.port is 65536", "65535")),
    "no idle lock": ("idle_minutes = 10", "idle_minutes = 0", ("session.idle_minutes", "from 1")),
    "missing table": ("[session]\nidle_minutes = 10", "", ("[session] lacks", "idle_minutes")),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), REFUSED.values(), ids=REFUSED)
def test_settings_that_cannot_be_used_are_refused_with_the_line_to_change(home, old, new, words):
    assert read_settings(home)
    change(home, old, new)
    with pytest.raises(SettingsError) as refused:
        read_settings(home)
    for word in words:
        assert word in str(refused.value)


def test_a_fingerprint_may_stand_in_the_groups_it_is_read_aloud_in(home):
    change(home, 'root = ""', f'root = "{" ".join(["3d7d"] * 16)}"')
    assert read_settings(home).directory_root.startswith("3d7d 3d7d")


@pytest.mark.parametrize(("minutes", "good"), [(1, True), (720, True), (721, False)])
def test_the_idle_lock_has_a_shortest_and_a_longest_time(home, minutes, good):
    change(home, "idle_minutes = 10", f"idle_minutes = {minutes}")
    if good:
        assert read_settings(home).idle_minutes == minutes
    else:
        with pytest.raises(SettingsError, match="from 1 to 720"):
            read_settings(home)


def test_a_home_without_settings_names_the_command_that_makes_them(tmp_path):
    with pytest.raises(SettingsError, match="comity node init --state IT --home"):
        read_settings(tmp_path)


@pytest.mark.parametrize("broken", ["not utf-8", "a folder"])
def test_settings_that_cannot_be_read_say_what_to_do(home, broken):
    path = home / "node.toml"
    path.unlink()
    path.mkdir() if broken == "a folder" else path.write_bytes(b'[node]\ncity = "\xff"')
    with pytest.raises(SettingsError, match="cannot be read"):
        read_settings(home)


HOSTILE = [
    'Procura "Nord"',
    "a\\b",
    "a\nb",
    "tab\tbell\x07del\x7f",
    "{code}",
    "النيابة العامة",
    "# no",
]


@pytest.mark.parametrize("authority", HOSTILE, ids=ascii)
def test_any_text_of_an_authority_is_written_and_read_back(home, authority):
    write_settings(home / "node.toml", replace(TEST_NODE, authority=authority))
    assert read_settings(home).authority == authority


def test_the_environment_names_the_database_before_the_file_does(home, monkeypatch):
    assert read_settings(home).embedded
    monkeypatch.setenv("DATABASE_URL", "postgresql://comity@db/comity")
    assert read_settings(home).database_url == "postgresql://comity@db/comity"
    assert not read_settings(home).embedded


def test_every_key_of_the_settings_has_a_comment_or_speaks_for_itself():
    told = tomllib.loads(configuration.TEMPLATE.format(**TEST_NODE.quoted()))
    assert {name: set(table) for name, table in told.items()} == {
        name: set(keys) for name, keys in configuration.SCHEMA.items()
    }
    assert configuration.TEMPLATE.count("#") > 15
