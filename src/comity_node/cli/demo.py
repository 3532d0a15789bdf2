"""``comity demo`` and ``comity story``: two States and the secretariat on this machine."""

import argparse
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from comity_node.cli.fault import Fault
from comity_node.cli.network import Network, TrainingNode, comity
from comity_node.letter_language import letter_language

ROLES = ("prosecutor", "caseworker", "supervisor")
REGISTER = 300


def add(rooms: Any) -> None:
    """Add the command ``demo``."""
    _add(rooms, "demo", "two States on this machine, invented data; until interrupted", demo)


def add_story(rooms: Any) -> None:
    """Add the command ``story``."""
    _add(rooms, "story", "play one request all the way, and verify what it left", story)


def _add(rooms: Any, name: str, told: str, run: Callable[[argparse.Namespace], object]) -> None:
    parser = rooms.add_parser(name, help=told)
    parser.add_argument("--from", dest="asking", default="IT", help="State that asks")
    parser.add_argument("--to", dest="asked", default="EG", help="State asked")
    parser.add_argument("--folder", type=Path, help="where the nodes stand")
    parser.set_defaults(run=run)


def demo(chosen: argparse.Namespace) -> None:
    """Set up, start, print addresses and sign-ins, stay up until interrupted."""
    _two_states(chosen)
    folder = chosen.folder or Path(".demo") / f"{chosen.asking}-{chosen.asked}".lower()
    network = Network(folder.resolve(), (chosen.asking, chosen.asked), REGISTER, _say)
    stopping: list[bool] = []
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopping.append(True))
    began = time.monotonic()
    with network.running() as nodes:
        for node in nodes[1:]:
            _print_sign_ins(node)
        seconds = time.monotonic() - began
        print(f"\nReady after {seconds:.0f} s. Begin with the prosecutor of {chosen.asking}: the "
              "page “Training” tells the story. Stop with Ctrl+C.", flush=True)  # fmt: skip
        while not stopping:
            time.sleep(0.3)
    print("Stopped; no process is left. The nodes stand in", folder)


def _two_states(chosen: argparse.Namespace) -> None:
    if chosen.asking == chosen.asked:
        raise Fault(f"{chosen.asking} does not ask itself: choose two States, --from and --to.")


def _say(line: str) -> None:
    print(line, flush=True)


def _print_sign_ins(node: TrainingNode) -> None:
    print(f"\n{node.code}  {node.url}")
    for name in ROLES:
        one = node.sign_ins[name]
        print(f"  {name:<11} password {one['password']}  second factor {one['totp_secret']}")
    print("  the six digits of a second factor, now: .venv/bin/comity code SECOND-FACTOR")


def story(chosen: argparse.Namespace) -> int:
    """Play the story between fresh nodes, export both files, verify them; 0 if all held."""
    _two_states(chosen)
    build = Path("build")
    nodes_folder = chosen.folder or build / "nodes"
    shutil.rmtree(nodes_folder, ignore_errors=True)
    out = build / "story"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    network = Network(nodes_folder.resolve(), (chosen.asking, chosen.asked), 0, _say)
    with network.running() as nodes:
        root = comity("directory", "root", "--home", str(nodes[0].home)).strip()
        played = _play(nodes[1:], out)
    verified = subprocess.run(
        [sys.executable, "-m", "comity_node.cli.main", "audit", "verify", str(out), "--root", root],
        check=False,
    ).returncode
    if played or verified:
        raise Fault("The story did not hold; the line above says which step.")
    return 0


def _play(states: list[TrainingNode], out: Path) -> int:
    """The player: a process of its own that is given addresses and sign-ins."""
    tools = Path(__file__).parents[3] / "tools"
    cast = {node.code: node.sign_ins for node in states}
    given = json.dumps(
        {
            "asking": states[0].code,
            "asked": states[1].code,
            "languages": [letter_language(node.code) for node in states],
            "sign_ins": cast,
        }
    )
    return subprocess.run(
        [sys.executable, "-m", "player.story", "--out", str(out.resolve())],
        input=given,
        text=True,
        check=False,
        cwd=tools,
    ).returncode
