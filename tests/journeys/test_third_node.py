"""A third State joins by following the how-to, word by word; then a letter reaches it."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from player.visitor import SignIn

from tests.journeys.network import Network, Node, comity
from tests.journeys.test_letter import until_says, write

pytestmark = pytest.mark.xdist_group("third node")
PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "join-a-third-node.md"


def commands() -> list[list[str]]:
    """Every line of every shell block of the page."""
    blocks = re.findall(r"```sh\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    return [shlex.split(line) for block in blocks for line in block.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    one = Network(tmp_path_factory.mktemp("third")).make("IT", "EG")
    one.nodes["TN"] = Node("TN", one.folder / "tn")
    yield one
    one.stop()


class Follower:
    """Types the page's commands, with our folders, ports and names in place of the page's."""

    def __init__(self, network: Network) -> None:
        self.network, self.node = network, network.nodes["TN"]
        self.root = ""
        self.said: list[str] = []

    def type(self, command: list[str]) -> None:
        words = [self._ours(word) for word in command]
        if words[0] == "cp":
            Path(words[2]).write_bytes(Path(words[1]).read_bytes())
        elif words[1:3] == ["node", "serve"]:
            self.node.start()
        else:
            assert words[0] == "comity", words
            self.said.append(comity(*words[1:]).stdout)
            if words[1:3] == ["directory", "root"]:
                self.root = self.said[-1].strip()

    def _ours(self, word: str) -> str:
        folder = str(self.network.folder)
        if word.startswith("/srv/comity/"):
            return word.replace("/srv/comity", folder)
        if word.endswith(".jws"):
            return f"{folder}/{word}"
        ours = {
            "FINGERPRINT": self.root,
            "0.0.0.0": "127.0.0.1",  # noqa: S104  what the page says
            "tunis.example": "127.0.0.1",
            "8100": str(self.node.web_port),
            "8143": str(self.node.exchange_port),
        }
        return ours.get(word, word)

    def sign_in(self) -> SignIn:
        told = next(each for each in self.said if each.startswith("user name"))
        lines = dict(line.rsplit(maxsplit=1) for line in told.splitlines()[:3])
        return SignIn(self.node.url, lines["user name"], lines["password"], lines["second factor"])


def test_the_page_names_each_step_once():
    verbs = [" ".join(words[1:3]) for words in commands() if words[0] == "comity"]
    assert verbs == [
        "directory root",
        "node init",
        "node user",
        "directory entry",
        "directory add",
        "directory sign",
        "directory install",
        "directory install",
        "directory install",
        "node doctor",
        "node serve",
    ]


def test_a_node_that_joined_by_the_page_gets_a_letter_from_one_that_never_stopped(network):
    italian = network.nodes["IT"].add_user("rinaldi", "L. Rinaldi", "caseworker")
    network.start("IT")
    follower = Follower(network)
    for command in commands():
        follower.type(command)
    rome = network.nodes["IT"].visitor(italian).enter()
    write(rome, "Welcome to the directory", to="TN")
    tunis = network.nodes["TN"].visitor(follower.sign_in()).enter()
    until_says(tunis, "/letters", "Welcome to the directory")
    until_says(rome, "/letters", "Welcome to the directory", "delivered, receipt signed")
