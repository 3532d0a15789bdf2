"""A training network on this machine: the secretariat and two States, each on its own.

Three homes, three databases, three sets of keys, made by the same commands an administrator
types. What already stands is used again.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from comity_node.cli.fault import Fault
from comity_node.configuration import SECRETARIAT, SETTINGS_FILE, read_settings
from comity_node.letter_language import letter_language
from comity_node.training.scene import said, scene

START_SECONDS = 90
FIRST_PORT = 8100
Say = Callable[[str], None]


@dataclass
class TrainingNode:
    """One node of the network and its running process."""

    code: str
    home: Path
    partner: str = ""
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def sign_ins_file(self) -> Path:
        return self.home / "sign-ins.json"

    @property
    def sign_ins(self) -> dict[str, dict[str, str]]:
        told: dict[str, dict[str, str]] = json.loads(self.sign_ins_file.read_text(encoding="utf-8"))
        return told

    @property
    def url(self) -> str:
        return read_settings(self.home).web.public_url


def comity(*arguments: str) -> str:
    """Run one command of our own command line; its output.

    Raises:
        Fault: it failed; with its own words.
    """
    command = [sys.executable, "-m", "comity_node.cli.main", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Fault(f"comity {' '.join(arguments[:3])}: {(done.stderr or done.stdout).strip()}")
    return done.stdout


@dataclass
class Network:
    """The secretariat and the States of one training network."""

    folder: Path
    codes: tuple[str, ...]
    register: int
    say: Say

    def nodes(self) -> list[TrainingNode]:
        """The secretariat first; each State plays with the one after it."""
        pairs = zip(self.codes, (*self.codes[1:], self.codes[0]), strict=True)
        states = [TrainingNode(code, self.folder / code.lower(), other) for code, other in pairs]
        return [TrainingNode(SECRETARIAT, self.folder / "sec"), *states]

    def prepare(self) -> list[TrainingNode]:
        """Make what is missing; says each step as it is done."""
        self.folder.mkdir(parents=True, exist_ok=True)
        nodes = self.nodes()
        fresh = [node for node in nodes if not (node.home / SETTINGS_FILE).exists()]
        root = ""
        for number, node in enumerate(nodes, start=1):
            if node in fresh:
                _make(node, root)
                self.say(f"{number} of {len(nodes)}: node {node.code} made")
            if node.code == SECRETARIAT:
                root = comity("directory", "root", "--home", str(node.home)).strip()
        if fresh:
            self._introduce(nodes)
        for node in nodes[1:]:
            if not node.sign_ins_file.exists():
                _lay_out(node, self.register)
                self.say(f"training scene laid out on {node.code}")
        return nodes

    def _introduce(self, nodes: list[TrainingNode]) -> None:
        """Entries to the secretariat, the signed directory to everybody."""
        secretariat, states = nodes[0], nodes[1:]
        for node in states:
            entry = self.folder / f"{node.code}.jws"
            comity("directory", "entry", str(entry), "--home", str(node.home))
            comity("directory", "add", str(entry), "--home", str(secretariat.home))
        comity("directory", "sign", "--home", str(secretariat.home))
        signed = str(secretariat.home / "directory.jws")
        for node in states:
            comity("directory", "install", signed, "--home", str(node.home))
        self.say("directory signed by the secretariat and installed by both States")

    @contextmanager
    def running(self) -> Iterator[list[TrainingNode]]:
        """Every node up; on leaving every process is gone."""
        nodes = self.prepare()
        try:
            for node in nodes:
                start(node)
            for node in nodes:
                wait(node)
            yield nodes
        finally:
            for node in nodes:
                stop(node)


def _make(node: TrainingNode, root: str) -> None:
    web, exchange = free_ports()
    comity(
        "node", "init", "--state", node.code, "--training", "--home", str(node.home),
        "--web-port", str(web), "--exchange-port", str(exchange), "--root", root,
        "--authority", _office(node.code),
    )  # fmt: skip


def _office(code: str) -> str:
    """The invented office of the scene, in the language the State writes letters in."""
    if code == SECRETARIAT:
        return "Secretariat (training)"
    return said(scene()["office"], letter_language(code))


_claims: list[socket.socket] = []


def free_ports() -> tuple[int, int]:
    """Two ports, from 8100 on, that are free and that no other network in the making has."""
    ports = (port for port in range(FIRST_PORT, 2**16) if _is_free(port) and _claim(port))
    return next(ports), next(ports)


def _claim(port: int) -> bool:
    """Take the port's name in the kernel until this process ends: nodes bind it only later."""
    claim = socket.socket(socket.AF_UNIX)
    try:
        claim.bind(f"\0comity-port-{port}")
    except OSError:
        claim.close()
        return False
    _claims.append(claim)
    return True


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _lay_out(node: TrainingNode, register: int) -> None:
    comity(
        "node", "scene", "--home", str(node.home), "--with", node.partner,
        "--sign-ins", str(node.sign_ins_file), "--register", str(register),
    )  # fmt: skip


def start(node: TrainingNode) -> None:
    """Start a node in a process group of its own."""
    with (node.home / "log" / "serve.log").open("ab") as log:
        node.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "comity_node.cli.main",
                "node",
                "serve",
                "--home",
                str(node.home),
            ],
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def wait(node: TrainingNode) -> None:
    """Return when its pages answer.

    Raises:
        Fault: it ended, or did not answer in time; with the last words of its log.
    """
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if node.process is not None and node.process.poll() is not None:
            raise Fault(f"Node {node.code} ended: {_last_words(node)}")
        try:
            httpx.get(f"{node.url}/sign-in", timeout=5, trust_env=False)
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise Fault(f"Node {node.code} did not answer in {START_SECONDS} s: {_last_words(node)}")


def _last_words(node: TrainingNode) -> str:
    return (node.home / "log" / "serve.log").read_text(encoding="utf-8").strip()[-600:]


def stop(node: TrainingNode) -> None:
    """End a node in order; whatever does not end is killed with its whole group."""
    if node.process is None or node.process.poll() is not None:
        return
    node.process.send_signal(signal.SIGTERM)
    try:
        node.process.wait(40)
    except subprocess.TimeoutExpired:
        os.killpg(node.process.pid, signal.SIGKILL)
        node.process.wait()
