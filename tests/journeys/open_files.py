"""What the processes of nodes have open, read from the kernel while they work."""

import os
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from comity_node.cli.network import TrainingNode
from comity_node.configuration import read_settings
from comity_node.ports import postgres
from tests.journeys.network import Node

Running = Node | TrainingNode
PAUSE_SECONDS = 0.5


@dataclass(frozen=True)
class Territory:
    """Where a node's things are: its home, its database, its database's sockets."""

    folders: tuple[str, ...]

    @classmethod
    def of(cls, node: Running) -> "Territory":
        settings = read_settings(node.home)
        cluster = postgres.cluster(settings.home, "", settings.keys)
        places = (settings.home, cluster.folder, cluster.sockets)
        return cls(tuple(str(place.resolve()) for place in places))

    def holds(self, path: str) -> bool:
        return any(path == folder or path.startswith(f"{folder}/") for folder in self.folders)


def processes(node: Running) -> list[int]:
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


class Watch:
    """Reads ``/proc`` again and again until it is left: what each node was ever seen to have open.

    ``looks`` counts the readings of each node that found its processes.
    """

    def __init__(self, nodes: Sequence[Running]) -> None:
        self.nodes = {node.code: node for node in nodes}
        self.seen: dict[str, set[str]] = {code: set() for code in self.nodes}
        self.looks = dict.fromkeys(self.nodes, 0)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(PAUSE_SECONDS):
            for code, node in self.nodes.items():
                found = set().union(*(opened(pid) for pid in processes(node)))
                self.seen[code] |= found
                self.looks[code] += bool(found)

    def own(self, code: str) -> set[str]:
        """What the node had open of its own: empty if the reading saw nothing."""
        territory = Territory.of(self.nodes[code])
        return {path for path in self.seen[code] if territory.holds(path)}

    def foreign(self, code: str) -> set[str]:
        """What the node had open that is another node's."""
        others = [Territory.of(node) for other, node in self.nodes.items() if other != code]
        return {path for path in self.seen[code] if any(one.holds(path) for one in others)}
