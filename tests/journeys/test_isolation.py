"""Two nodes share nothing: processes, keys, and what the reading of ``/proc`` can see.

That nothing is shared while the whole story runs is held in ``test_story``.
"""

import os
import subprocess
import time
from collections.abc import Iterator
from subprocess import DEVNULL

import pytest
from player.visitor import SignIn

from tests.journeys.network import Network
from tests.journeys.open_files import Territory, Watch, opened, processes

pytestmark = pytest.mark.xdist_group("isolation")


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Network, SignIn, SignIn]]:
    network = Network(tmp_path_factory.mktemp("apart")).make("IT", "EG")
    italian = network.nodes["IT"].add_user("rinaldi", "L. Rinaldi", "caseworker")
    egyptian = network.nodes["EG"].add_user("banhawy", "هالة البنهاوي", "caseworker")
    network.start("IT", "EG")
    yield network, italian, egyptian
    network.stop()


def test_the_reading_sees_what_a_process_has_open(tmp_path):
    mine = Territory((str(tmp_path),))
    assert not any(mine.holds(path) for path in opened(os.getpid()))
    with (tmp_path / "a").open("w"):
        assert any(mine.holds(path) for path in opened(os.getpid()))
    assert not mine.holds(f"{tmp_path}-beside/a")


def test_a_file_of_the_other_node_opened_by_a_process_of_ours_is_seen(pair):
    network = pair[0]
    rome, cairo = network.nodes["IT"], network.nodes["EG"]
    intruder = subprocess.Popen(["tail", "-f", str(cairo.home / "node.toml")], stdout=DEVNULL)
    try:
        with Watch([rome, cairo]) as watch:
            assert rome.process is not None
            rome.process, real = intruder, rome.process
            time.sleep(3)
            rome.process = real
    finally:
        intruder.kill()
        intruder.wait()
    assert str(cairo.home / "node.toml") in watch.foreign("IT")
    assert not watch.foreign("EG")


def test_the_nodes_have_no_process_and_no_key_in_common(pair):
    network = pair[0]
    trees = {code: set(processes(network.nodes[code])) for code in ("IT", "EG")}
    assert all(len(tree) >= 5 for tree in trees.values())
    assert not trees["IT"] & trees["EG"]
    keys = {
        code: {path.name: path.read_bytes() for path in (node.home / "keys").iterdir()}
        for code, node in network.nodes.items()
    }
    for name, content in keys["IT"].items():
        assert content not in {keys[code].get(name) for code in ("EG", "SEC")}, name
