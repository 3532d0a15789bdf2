"""A network of real nodes: real processes, own databases, own keys, made by the command line."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from player.visitor import SignIn, Visitor

from comity_node.configuration import read_settings
from comity_node.ports import postgres

COMITY = [sys.executable, "-m", "comity_node.cli.main"]
START_SECONDS = 60


def comity(
    *arguments: str, check: bool = True, stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run the command line as an administrator would."""
    done = subprocess.run(
        [*COMITY, *arguments], capture_output=True, text=True, check=False, input=stdin, timeout=180
    )
    if check and done.returncode:
        raise AssertionError(f"comity {' '.join(arguments)}: {done.stderr or done.stdout}")
    return done


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Node:
    """One node of the network."""

    code: str
    home: Path
    web_port: int = field(default_factory=free_port)
    exchange_port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.web_port}"

    def make(self, root: str = "") -> "Node":
        comity(
            "node", "init", "--state", self.code, "--training", "--home", str(self.home),
            "--web-port", str(self.web_port), "--exchange-port", str(self.exchange_port),
            "--root", root,
        )  # fmt: skip
        return self

    def add_user(self, username: str, name: str, role: str, language: str = "") -> SignIn:
        told = comity(
            "node", "user", "add", username, "--name", name, "--role", role,
            "--language", language, "--home", str(self.home),
        ).stdout  # fmt: skip
        lines = dict(line.rsplit(maxsplit=1) for line in told.splitlines()[:3])
        return SignIn(self.url, username, lines["password"], lines["second factor"])

    def start(self) -> "Node":
        """In a process group of its own, like a service."""
        with (self.home / "log" / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*COMITY, "node", "serve", "--home", str(self.home)],
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait()
        return self

    def wait(self) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            try:
                httpx.get(f"{self.url}/sign-in", trust_env=False, timeout=5)
                with socket.create_connection(("127.0.0.1", self.exchange_port), 1):
                    return
            except (httpx.HTTPError, OSError):
                assert self.process is not None
                assert self.process.poll() is None, self.said()
                time.sleep(0.1)
        raise AssertionError(f"{self.code} did not start: {self.said()}")

    def said(self) -> str:
        return (self.home / "log" / "serve.log").read_text(encoding="utf-8")[-2000:]

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)

    def kill_all(self) -> None:
        """The whole process tree at once, as a power cut would."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def arm(self, point: str) -> None:
        (self.home / "run" / "failpoint").write_text(point, encoding="ascii")

    @property
    def died_at(self) -> str:
        taken = self.home / "run" / "failpoint.taken"
        return taken.read_text(encoding="ascii") if taken.exists() else ""

    def visitor(self, sign_in: SignIn, language: str = "en") -> Visitor:
        return Visitor(sign_in, language)


@dataclass
class Network:
    """Nodes that know each other by a directory the secretariat signed."""

    folder: Path
    nodes: dict[str, Node] = field(default_factory=dict)

    def make(self, *codes: str) -> "Network":
        secretariat = Node("SEC", self.folder / "sec").make()
        self.nodes["SEC"] = secretariat
        root = comity("directory", "root", "--home", str(secretariat.home)).stdout.strip()
        for code in codes:
            self.nodes[code] = Node(code, self.folder / code.lower()).make(root)
        self.publish(*codes)
        return self

    def publish(self, *codes: str) -> None:
        """Entries to the secretariat, the signed directory back to every node."""
        secretariat = self.nodes["SEC"]
        for code in codes:
            entry = self.folder / f"{code}.jws"
            comity("directory", "entry", str(entry), "--home", str(self.nodes[code].home))
            comity("directory", "add", str(entry), "--home", str(secretariat.home))
        comity("directory", "sign", "--home", str(secretariat.home))
        signed = str(secretariat.home / "directory.jws")
        for code in self.nodes:
            if code != "SEC":
                comity("directory", "install", signed, "--home", str(self.nodes[code].home))

    def start(self, *codes: str) -> "Network":
        for code in codes:
            self.nodes[code].start()
        return self

    def stop(self) -> None:
        for node in self.nodes.values():
            node.stop()
            if not (node.home / "node.toml").exists():
                continue
            settings = read_settings(node.home)
            cluster = postgres.cluster(node.home, "", settings.keys)
            shutil.rmtree(cluster.folder, ignore_errors=True)
            shutil.rmtree(cluster.sockets, ignore_errors=True)
