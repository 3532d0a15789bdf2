"""What an administrator gets wrong: exit code 2, one sentence, and the node as it was."""

import os
import re
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.journeys.network import Network, Node, comity

pytestmark = pytest.mark.xdist_group("faulty settings")


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    network = Network(tmp_path_factory.mktemp("faulty"))
    network.nodes["IT"] = Node("IT", network.folder / "it").make()
    yield network.nodes["IT"]
    network.stop()


@pytest.fixture
def settings(node: Node) -> Iterator[Path]:
    """The settings file, put back as it was."""
    path = node.home / "node.toml"
    before = path.read_text("utf-8")
    yield path
    path.write_text(before, "utf-8")


def refused(node: Node) -> str:
    """What ``serve`` says when it will not start."""
    done = comity("node", "serve", "--home", str(node.home), check=False)
    assert done.returncode == 2, (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert not (node.home / "run" / "supervisor.pid").exists()
    return done.stderr


BROKEN = {
    "not TOML": ("[web]", "[web", "is not TOML"),
    "unknown key": ("idle_minutes", "idle_minuts", "unknown key 'idle_minuts' in [session]"),
    "wrong type": ("training = true", 'training = "yes"', "node.training must be true or false"),
    "no such PostgreSQL": ('pg_bin = ""', 'pg_bin = "/nowhere"', "Correct database.pg_bin"),
}


@pytest.mark.parametrize(("old", "new", "words"), BROKEN.values(), ids=BROKEN)
def test_serve_with_broken_settings_says_which_line(node, settings, old, new, words):
    text = settings.read_text("utf-8")
    assert old in text
    settings.write_text(text.replace(old, new, 1), "utf-8")
    assert words in refused(node)


@pytest.mark.parametrize("which", ["web_port", "exchange_port"])
def test_serve_with_a_taken_port_names_it(node, which):
    port = getattr(node, which)
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", port))
        other.listen()
        said = refused(node)
    assert f"Port {port}" in said
    assert "Stop the program that has it, or change the port in node.toml" in said


def test_serve_without_a_key_names_it_and_the_command_that_brings_it_back(node):
    key = node.home / "keys" / "storage.key"
    kept = key.with_name("kept")
    key.rename(kept)
    try:
        assert re.search(r"storage\.key cannot be read.*comity node restore", refused(node))
    finally:
        kept.rename(key)


def test_a_second_serve_is_refused_and_the_first_goes_on(node):
    node.start()
    done = comity("node", "serve", "--home", str(node.home), check=False)
    assert done.returncode == 2
    assert node.process is not None
    assert f"runs already (process {node.process.pid})" in done.stderr
    assert httpx.get(f"{node.url}/sign-in", trust_env=False).status_code == 200
    assert comity("node", "doctor", "--home", str(node.home), check=False).returncode == 1
    node.stop()
    assert node.process.returncode == 0


def test_a_node_that_was_killed_starts_again_and_an_ended_one_leaves_no_process(node):
    node.start()
    node.kill_all()
    node.start()
    assert httpx.get(f"{node.url}/sign-in", trust_env=False).status_code == 200
    assert node.process is not None
    group = node.process.pid
    node.stop()
    with pytest.raises(ProcessLookupError):
        os.killpg(group, signal.SIG_DFL)
