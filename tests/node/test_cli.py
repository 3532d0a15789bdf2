"""The command line: exit codes, one sentence for what is wrong, never a traceback."""

import json
import shlex
import socket
from pathlib import Path

import pytest

from comity_node.cli import main
from comity_node.cli.main import parser
from comity_node.configuration import write_settings
from tests.home import TEST_NODE
from tests.journeys.network import comity, free_port


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with settings and nothing else."""
    write_settings(tmp_path / "node.toml", TEST_NODE)
    return tmp_path


def told(*arguments: object, capsys) -> tuple[int, str]:
    """Exit code and what was said, of a command that needs no database."""
    code = main.run([str(one) for one in arguments])
    return code, "".join(capsys.readouterr())


def init(home: Path, *more: str) -> list[str]:
    ports = ["--web-port", str(free_port()), "--exchange-port", str(free_port())]
    return ["node", "init", "--home", str(home), *ports, *more]


# --- usage -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments", [[], ["nod"], ["node"], ["node", "user"], ["node", "serve"], ["audit", "verify"]]
)
def test_a_command_that_is_not_complete_says_how_it_is_used_and_exits_with_2(
    arguments, capsys, monkeypatch
):
    monkeypatch.delenv("COMITY_HOME", raising=False)
    with pytest.raises(SystemExit) as left:
        main.run(arguments)
    assert left.value.code == 2
    assert "usage: comity" in capsys.readouterr().err


def test_help_exits_with_0(capsys):
    with pytest.raises(SystemExit) as left:
        main.run(["--help"])
    assert left.value.code == 0
    assert "node" in capsys.readouterr().out


# --- node init -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("XX", ("XX", "SEC")),
        ("ITA", ("IT",)),
        ("", ("SEC",)),
        ("UK", ("GB",)),
        ("Egypt", ("EG",)),
    ],
)
def test_a_wrong_state_code_is_refused_with_the_nearest(tmp_path, capsys, state, words):
    code, said = told(*init(tmp_path / "new", "--state", state), capsys=capsys)
    assert code == 2
    for word in words:
        assert word in said
    assert not (tmp_path / "new").exists()


def test_a_state_with_several_time_zones_is_asked_which(tmp_path, capsys):
    code, said = told(*init(tmp_path / "new", "--state", "RU"), capsys=capsys)
    assert (code, "--time-zone" in said) == (2, True)


def test_a_taken_port_is_refused_with_what_to_do(tmp_path, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        arguments = init(tmp_path / "new", "--state", "IT", "--web-port", str(port))
        code, said = told(*arguments, capsys=capsys)
    assert code == 2
    assert f"Port {port}" in said
    assert "--web-port" in said
    assert not (tmp_path / "new").exists()


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path, capsys):
    (tmp_path / "letters.txt").write_text("mine")
    code, said = told(*init(tmp_path, "--state", "IT"), capsys=capsys)
    assert (code, "Choose another folder" in said) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


@pytest.mark.parametrize(
    ("option", "value", "word"),
    [("--language", "de", "ar, en, it"), ("--time-zone", "Europe/Rom", "Europe/Rom")],
)
def test_a_new_node_is_not_made_with_settings_it_could_not_read(
    tmp_path, capsys, option, value, word
):
    arguments = init(tmp_path / "new", "--state", "IT", option, value)
    code, said = told(*arguments, capsys=capsys)
    assert (code, word in said) == (2, True)
    assert not (tmp_path / "new" / "node.toml").exists()


# --- settings and keys -----------------------------------------------------------------------

COMMANDS = {
    "serve": ["node", "serve"],
    "worker": ["node", "worker"],
    "migrate": ["node", "migrate"],
    "user add": ["node", "user", "add", "a", "--name", "A", "--role", "prosecutor"],
    "user reset": ["node", "user", "reset", "a"],
    "entry": ["directory", "entry", "entry.jws"],
    "add": ["directory", "add", "entry.jws"],
    "sign": ["directory", "sign"],
    "install": ["directory", "install", "directory.jws"],
    "root": ["directory", "root"],
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_broken_settings_are_one_sentence_and_2_for_every_command(home, capsys, command):
    (home / "node.toml").write_text("[node\n")
    code, said = told(*command, "--home", home, capsys=capsys)
    assert code == 2
    assert "is not TOML" in said
    assert len(said.strip().splitlines()) == 1


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_home_with_settings_alone_is_one_sentence_and_2_for_every_command(home, command):
    done = comity(*command, "--home", str(home), check=False)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert "comity " in done.stderr or "secretariat" in done.stderr or "read" in done.stderr


def test_only_the_secretariat_signs(home, capsys):
    code, said = told("directory", "sign", "--home", home, capsys=capsys)
    assert (code, "secretariat" in said) == (2, True)


def test_a_database_server_that_is_not_there_is_one_sentence(home, monkeypatch):
    comity_home = home / "node.toml"
    text = comity_home.read_text("utf-8")
    comity_home.write_text(text.replace('url = ""', 'url = "postgresql://x@127.0.0.1:1/x"'))
    from comity_node.ports import keystore

    keystore.make_local(home / "keys")
    done = comity("node", "user", "reset", "a", "--home", str(home), check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("The database said:")
    assert "Traceback" not in done.stderr


# --- backup and export -----------------------------------------------------------------------


def test_a_backup_needs_a_passphrase_and_a_folder_that_is_there(home, capsys):
    (home / "empty").write_text("\n")
    (home / "words").write_text("correct horse\n")
    backup = ["node", "backup", "--home", home]
    code, said = told(*backup, home / "b", "--passphrase-file", home / "empty", capsys=capsys)
    assert (code, "needs a passphrase" in said) == (2, True)
    code, said = told(*backup, home / "b", "--passphrase-file", home / "no", capsys=capsys)
    assert (code, "cannot be read" in said) == (2, True)
    words = ["--passphrase-file", home / "words"]
    code, said = told(*backup, home / "no" / "b", *words, capsys=capsys)
    assert (code, "There is no folder" in said) == (2, True)


def test_restore_leaves_a_folder_that_holds_anything_alone(home, capsys):
    code, said = told("node", "restore", home / "b", "--home", home, capsys=capsys)
    assert (code, "There is a node" in said) == (2, True)
    (home / "node.toml").rename(home / "other.txt")
    code, said = told("node", "restore", home / "b", "--home", home, capsys=capsys)
    assert (code, "There are files" in said) == (2, True)


def test_verify_says_that_a_folder_is_not_there_and_that_an_empty_one_does_not_hold(
    tmp_path, capsys
):
    verify = ["audit", "verify", "--root", "0" * 64]
    code, said = told(*verify, tmp_path / "no", capsys=capsys)
    assert (code, "is not a folder" in said) == (2, True)
    code, said = told(*verify, tmp_path, capsys=capsys)
    assert (code, "does not hold" in said) == (1, True)


# --- doctor ----------------------------------------------------------------------------------


def checks(home: Path, capsys) -> dict[str, dict[str, object]]:
    capsys.readouterr()
    assert main.run(["node", "doctor", "--json", "--home", str(home)]) == 1
    return {each["what"]: each for each in json.loads(capsys.readouterr().out)}


def test_doctor_names_everything_a_home_lacks_and_what_mends_it(home, capsys):
    found = checks(home, capsys)
    wrong = {name for name, each in found.items() if not each["good"]}
    assert {"keys", "database", "directory"} <= wrong
    assert {"settings", "cryptography"} <= set(found) - wrong
    assert all(each["mend"] for name, each in found.items() if name in wrong)
    assert not any(each["mend"] for name, each in found.items() if name not in wrong)


def test_every_command_that_doctor_names_can_be_typed(home, capsys):
    """Placeholders in capitals stand for what only the administrator knows."""
    tried = 0
    for each in checks(home, capsys).values():
        command = str(each["mend"]).partition(";")[0]
        if command.startswith("comity "):
            parser().parse_args(shlex.split(command)[1:])
            tried += 1
    assert tried >= 2


def test_doctor_stops_at_settings_it_cannot_read(home, capsys):
    (home / "node.toml").write_text("[node\n")
    found = checks(home, capsys)
    assert list(found) == ["settings"]
    assert "node.toml" in str(found["settings"]["mend"])


@pytest.mark.parametrize(
    ("training", "allowed", "good"),
    [("true", "false", True), ("false", "false", False), ("false", "true", True)],
)
def test_doctor_refuses_the_embedded_database_for_real_data_unless_the_settings_allow_it(
    home, capsys, training, allowed, good
):
    path = home / "node.toml"
    text = path.read_text("utf-8").replace("training = true", f"training = {training}")
    text = text.replace("embedded_for_real_data = false", f"embedded_for_real_data = {allowed}")
    path.write_text(text, "utf-8")
    kind = checks(home, capsys)["database kind"]
    assert kind["good"] is good
    assert ("embedded_for_real_data" in str(kind["mend"])) is not good


def test_doctor_sees_a_key_others_can_read(home, capsys):
    (home / "keys").mkdir()
    key = home / "keys" / "storage.key"
    key.write_text("x")
    for mode, good in ((0o600, True), (0o640, False)):
        key.chmod(mode)
        found = checks(home, capsys)["key files"]
        assert found["good"] is good
    assert str(found["mend"]).startswith("chmod 600")


def test_doctor_sees_a_port_another_program_has(home, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        path = home / "node.toml"
        path.write_text(path.read_text("utf-8").replace("8199", str(port)), "utf-8")
        found = checks(home, capsys)[f"port {port} (pages)"]
    assert found["good"] is False
    assert "another program" in str(found["found"])
    assert checks(home, capsys)[f"port {port} (pages)"]["good"] is True
