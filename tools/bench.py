"""``make bench``: the speeds the project promises, measured on this machine and printed.

The law (tools/bench_law.py) and its search (tools/bench_legislation.py), then two real nodes with a
register of 1,000 requests. Prints each figure with its target; ``--write`` puts them into
docs/reference/figures.md, ``--part`` takes one part alone. Exit 1 when a target is missed.
"""

import argparse
import gzip
import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import bench_law
import bench_legislation
from figures import Figure, write
from player import story as player
from player.story import STEPS, Story

from comity_node.cli.network import Network, TrainingNode
from comity_node.letter_language import letter_language

FOLDER = Path("build/bench")
REGISTER = 1000
ASKED = (
    "/ask?state=EG&act=mla&measures=records&conduct=organise&object_own=irregular_entrant"
    "&object_there=irregular_entrant&benefit=yes&ocg=suspected"
)
PAGES = (
    "/desk", "/desk?show=others", "/cases", "/answer", ASKED, "/states", "/states/EG", "/links",
    "/training",
)  # fmt: skip
LOADS = 30
KB, MB = 1024, 1024 * 1024


def nodes_at_work() -> Iterator[Figure]:
    """The figures of two nodes, in the order they can be taken."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    network = Network(FOLDER.resolve(), ("IT", "EG"), REGISTER, lambda line: print("  ", line))
    began = time.monotonic()
    with network.running() as nodes:
        yield Figure(
            "demo ready, homes made anew, packages there", time.monotonic() - began, 300, "s"
        )
    began = time.monotonic()
    with network.running() as nodes:
        yield Figure("demo ready, again", time.monotonic() - began, 30, "s")
        time.sleep(20)  # at rest
        for node in nodes[1:]:
            yield Figure(
                f"memory of node {node.code} at rest, database included", rest(node), 600, "MB"
            )
        story = stage(nodes)
        yield from pages(story)
        yield arrival(story)


def stage(nodes: list[TrainingNode]) -> Story:
    """The story's players on this network."""
    states = nodes[1:]
    codes = [node.code for node in states]
    story = Story(*codes, {node.code: node.sign_ins for node in states}, FOLDER / "out")
    story.own, story.other = (letter_language(code) for code in codes)
    return story


def rest(node: TrainingNode) -> float:
    """Proportional set size of every process of the node's group, in MB."""
    group = node.process.pid if node.process else 0
    total = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and _group(entry) == group:
            total += _pss(entry)
    return total / KB


def _group(entry: Path) -> int:
    try:
        return os.getpgid(int(entry.name))
    except OSError:
        return 0


def _pss(entry: Path) -> int:
    try:
        lines = (entry / "smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def pages(story: Story) -> Iterator[Figure]:
    """Time of page loads with the full register, and the weight of each first view."""
    visitor = story.who("IT", "caseworker")
    times = []
    heaviest = 0.0
    shared = _shared(visitor)
    for path in PAGES:
        visitor.open(path)
        answer = visitor.client.get(path)
        heaviest = max(heaviest, (len(gzip.compress(answer.content)) + shared) / KB)
        times += [_timed(lambda: visitor.client.get(path)) for _ in range(LOADS)]  # noqa: B023
    ordered = statistics.quantiles(times, n=20)
    yield Figure(
        "page load, 95th percentile, 1,000 requests registered", ordered[18] * 1000, 300, "ms"
    )
    yield Figure("heaviest first view, compressed, fonts apart", heaviest, 60, "kB")


def _shared(visitor: player.Visitor) -> int:
    """Compressed bytes of stylesheet and script."""
    return sum(
        len(gzip.compress(visitor.client.get(f"/static/{name}").content))
        for name in ("comity.css", "comity.js")
    )


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def arrival(story: Story) -> Figure:
    """From pressing send to the other State's desk."""
    for _, step in STEPS[:9]:
        step(story)
    story.caseworker.open("/answer")
    began = time.monotonic()
    player.send_it(story)
    return Figure("send, until on the other State's desk", time.monotonic() - began, 10, "s")


PARTS = {
    "law": bench_law.figures,
    "legislation": bench_legislation.figures,
    "nodes": nodes_at_work,
}


def main() -> int:
    """Measure, print, and say whether every target was met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/reference/figures.md")
    parser.add_argument("--part", choices=PARTS, help="one part alone; nothing is written")
    chosen = parser.parse_args()
    figures = []
    for part in [chosen.part] if chosen.part else PARTS:
        for figure in PARTS[part]():
            print(figure.line(), flush=True)
            figures.append(figure)
    if chosen.write and not chosen.part:
        write(figures)
    return 0 if all(one.met for one in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
