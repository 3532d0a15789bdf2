"""A plain letter, from one node's page to the other's, whatever dies on the way."""

import time
from collections.abc import Iterator

import pytest
from player.visitor import SignIn, Visitor

from comity_node.ports.failpoints import NAMES, RECEIVER
from tests.journeys.network import Network

WAIT_SECONDS = 40


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Network, SignIn, SignIn]]:
    network = Network(tmp_path_factory.mktemp("pair")).make("IT", "EG")
    italian = network.nodes["IT"].add_user("rinaldi", "L. Rinaldi", "caseworker")
    egyptian = network.nodes["EG"].add_user("banhawy", "هالة البنهاوي", "caseworker")
    network.start("IT", "EG")
    yield network, italian, egyptian
    network.stop()


def write(visitor: Visitor, subject: str, to: str = "EG") -> Visitor:
    visitor.open("/links").follow_words("Letters")
    return visitor.form("letters").send(to=to, subject=subject, text="+999 10 555 0142 نص")


def until_says(visitor: Visitor, path: str, *parts: str) -> None:
    """Look again until the page says it."""
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        if visitor.open(path).says(*parts):
            return
        time.sleep(0.3)
    raise AssertionError(f"{path} never said {parts}: {visitor.text[:2000]}")


def test_a_letter_reaches_the_other_desk_and_its_receipt_comes_back(pair):
    network, italian, egyptian = pair
    rome = network.nodes["IT"].visitor(italian).enter()
    write(rome, "Appointment on Monday")
    cairo = network.nodes["EG"].visitor(egyptian).enter()
    until_says(cairo, "/letters", "Appointment on Monday", "received, receipt given")
    until_says(rome, "/letters", "Appointment on Monday", "delivered, receipt signed")


@pytest.mark.faults
@pytest.mark.parametrize("point", NAMES)
def test_wherever_a_node_dies_the_letter_is_there_once(pair, point):
    network, italian, egyptian = pair
    victim = network.nodes["EG" if point in RECEIVER else "IT"]
    rome = network.nodes["IT"].visitor(italian).enter()
    victim.arm(point)
    subject = f"Killed at {point}"
    try:
        write(rome, subject)
    except Exception:
        assert victim.code == "IT"
    assert victim.process is not None
    victim.process.wait(WAIT_SECONDS)
    assert victim.died_at == point
    victim.start()
    (victim.home / "run" / "failpoint.taken").unlink()
    if point == "sender-before-outbox-commit":
        assert not rome.open("/letters").says(subject)
        write(rome, subject)
    cairo = network.nodes["EG"].visitor(egyptian).enter()
    until_says(cairo, "/letters", subject)
    until_says(rome, "/letters", subject, "delivered")
    assert cairo.open("/letters").text.count(subject) == 1
    assert rome.open("/letters").text.count(subject) == 1
