"""Two nodes share nothing: what their processes have open, read from the kernel."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from player.visitor import SignIn

from comity_node.configuration import read_settings
from comity_node.ports import postgres
from tests.journeys.network import Network, Node
from tests.journeys.test_letter import until_says, write

pytestmark = pytest.mark.xdist_group("isolation")


@dataclass(frozen=True)
class Territory:
    """Where a node's things are: its home, its database, its database's sockets."""

    folders: tuple[str, ...]

    @classmethod
    def of(cls, node: Node) -> "Territory":
        settings = read_settings(node.home)
        cluster = postgres.cluster(settings.home, "", settings.keys)
        places = (settings.home, cluster.folder, cluster.sockets)
        return cls(tuple(str(place.resolve()) for place in places))

    def holds(self, path: str) -> bool:
        return any(path == folder or path.startswith(f"{folder}/") for folder in self.folders)


def processes(node: Node) -> list[int]:
    """The node's process tree: the supervisor and all its descendants."""
    assert node.process is not None
    parents = {int(path.name): _parent(path) for path in Path("/proc").glob("[0-9]*")}
    tree, more = {node.process.pid}, True
    while more:
        grown = tree | {pid for pid, parent in parents.items() if parent in tree}
        more, tree = grown != tree, grown
    return sorted(tree)


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text("ascii", "replace").rpartition(")")[2].split()[1])
    except OSError:
        return 0


def opened(pid: int) -> set[str]:
    """Files, mapped files and named sockets that a process has open, and its working folder."""
    process = Path(f"/proc/{pid}")
    found: set[str] = set()
    sockets: set[str] = set()
    try:
        for link in (*(process / "fd").iterdir(), process / "cwd", process / "exe"):
            target = _target(link)
            sockets |= set(re.findall(r"socket:\[(\d+)\]", target))
            found.add(target)
        maps = (process / "maps").read_text("utf-8", "replace").splitlines()
    except OSError:
        return found
    found |= {line.split(maxsplit=5)[5] for line in maps if len(line.split(maxsplit=5)) == 6}
    return found | socket_paths(sockets)


def _target(link: Path) -> str:
    try:
        return os.readlink(link)  # noqa: PTH115  a socket is no path
    except OSError:
        return ""


def socket_paths(inodes: set[str]) -> set[str]:
    """Paths of unix sockets that are bound under these inodes."""
    lines = Path("/proc/net/unix").read_text("utf-8", "replace").splitlines()[1:]
    split = [line.split(maxsplit=7) for line in lines]
    return {parts[7] for parts in split if len(parts) == 8 and parts[6] in inodes}


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


def test_no_process_of_one_node_has_anything_of_the_other_open_while_a_letter_travels(pair):
    network, italian, egyptian = pair
    rome = network.nodes["IT"].visitor(italian).enter()
    seen: dict[str, set[str]] = {"IT": set(), "EG": set()}
    write(rome, "Nothing is shared")
    for _ in range(5):
        for code in seen:
            for pid in processes(network.nodes[code]):
                seen[code] |= opened(pid)
    cairo = network.nodes["EG"].visitor(egyptian).enter()
    until_says(cairo, "/letters", "Nothing is shared")
    for code, other in (("IT", "EG"), ("EG", "IT")):
        own, foreign = Territory.of(network.nodes[code]), Territory.of(network.nodes[other])
        assert [path for path in seen[code] if own.holds(path)], "the reading saw nothing"
        assert not [path for path in seen[code] if foreign.holds(path)]


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
