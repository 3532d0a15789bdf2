"""Networks made at the same moment: each gets ports of its own."""

import subprocess
import sys

from comity_node.cli import network
from comity_node.cli.network import free_ports

ANOTHER = (
    "from comity_node.cli.network import free_ports; print(*free_ports(), flush=True); input()"
)

NO_PORT = 99_999  # a claim nobody else can want: there is no such port
HOLDER = (
    f"from comity_node.cli import network as n; print(n._claim({NO_PORT}), flush=True); input()"
)


def another() -> subprocess.Popen[str]:
    """A process that chose two ports and did not bind them yet."""
    return subprocess.Popen(
        [sys.executable, "-c", ANOTHER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def chosen(process: subprocess.Popen[str]) -> set[int]:
    assert process.stdout is not None
    return {int(word) for word in process.stdout.readline().split()}


def test_networks_made_at_the_same_moment_choose_different_ports():
    makers = [another() for _ in range(3)]
    try:
        ports = [chosen(maker) for maker in makers] + [set(free_ports())]
        assert [len(one) for one in ports] == [2, 2, 2, 2]
        assert len(set().union(*ports)) == 8
    finally:
        for maker in makers:
            maker.communicate("\n")


def test_a_claim_is_nobody_elses_until_its_process_ends():
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    assert not network._claim(NO_PORT)
    holder.communicate("\n")
    assert network._claim(NO_PORT)
    assert not network._claim(NO_PORT)
