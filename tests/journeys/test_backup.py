"""A node that burned is made again from one file, keys included, and goes on as itself."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from player.visitor import SignIn

from comity_node.configuration import read_settings
from comity_node.ports import postgres
from tests.journeys.network import Network, Node, comity
from tests.journeys.test_letter import until_says, write

pytestmark = pytest.mark.xdist_group("backup")
TEXT = "Kept through the fire"


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    one = Network(tmp_path_factory.mktemp("backup")).make("IT", "EG")
    (one.folder / "passphrase").write_text("correct horse battery staple\n")
    (one.folder / "wrong").write_text("correct horse battery stable\n")
    yield one
    one.stop()


@pytest.fixture(scope="module")
def saved(network: Network) -> tuple[Path, SignIn]:
    """A backup taken while the node runs and a letter waits; then the node is wiped."""
    node = network.nodes["IT"]
    sign_in = node.add_user("rinaldi", "L. Rinaldi", "caseworker")
    node.start()
    write(node.visitor(sign_in).enter(), TEXT)
    file = network.folder / "it.backup"
    words = ["--passphrase-file", str(network.folder / "passphrase")]
    comity("node", "backup", str(file), *words, "--home", str(node.home))
    node.stop()
    wipe(node)
    return file, sign_in


def wipe(node: Node) -> None:
    settings = read_settings(node.home)
    cluster = postgres.cluster(settings.home, "", settings.keys)
    for folder in (node.home, cluster.folder, cluster.sockets):
        shutil.rmtree(folder, ignore_errors=True)


def restore(network: Network, file: Path, home: Path, words_in: str = "passphrase"):
    words = ["--passphrase-file", str(network.folder / words_in)]
    return comity("node", "restore", str(file), *words, "--home", str(home), check=False)


def leaves(home: Path) -> list[str]:
    """Kinds of the audit, in order, read beside the node."""
    import psycopg

    settings = read_settings(home)
    with psycopg.connect(postgres.cluster(home, "", settings.keys).url) as connection:
        rows = connection.execute("select idx, kind from comity_node_auditleaf order by idx")
        numbered = rows.fetchall()
    assert [index for index, _ in numbered] == list(range(len(numbered)))
    return [kind for _, kind in numbered]


def test_the_backup_holds_no_key_and_no_name_that_can_be_read(network, saved):
    content = saved[0].read_bytes()
    assert saved[0].stat().st_mode & 0o077 == 0
    for secret in (b"Rinaldi", b"BEGIN", b"node.toml", TEXT.encode()):
        assert secret not in content


def flipped(whole: bytes) -> bytes:
    middle = len(whole) // 2
    return whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]


DAMAGE = {
    "another passphrase": ("wrong", lambda whole: whole, "another passphrase"),
    "a flipped byte": ("passphrase", flipped, "was changed or cut short"),
    "cut short": ("passphrase", lambda whole: whole[:-100], "was changed or cut short"),
    "not a backup": ("passphrase", lambda whole: b"PK" + whole, "is not a backup"),
}


@pytest.mark.parametrize(("passphrase", "change", "words"), DAMAGE.values(), ids=DAMAGE)
def test_a_backup_that_does_not_open_makes_no_node(
    network, saved, tmp_path, passphrase, change, words
):
    file = tmp_path / "damaged"
    file.write_bytes(change(saved[0].read_bytes()))
    done = restore(network, file, tmp_path / "home", passphrase)
    assert done.returncode == 2
    assert words in done.stderr
    assert list((tmp_path / "home").iterdir()) == []


def test_the_restored_node_is_whole_lets_its_officer_in_and_sends_what_it_owed(network, saved):
    file, sign_in = saved
    home = network.folder / "again"
    done = restore(network, file, home)
    assert done.returncode == 0, done.stderr
    node = network.nodes["IT"]
    node.home = home
    comity("node", "doctor", "--home", str(home))
    network.nodes["EG"].start()
    node.start()
    kinds = leaves(home)
    assert kinds.index("message.sealed") < kinds.index("node.restored")
    rome = node.visitor(sign_in).enter()
    until_says(rome, "/letters", TEXT, "delivered, receipt signed")
    assert leaves(home)[: len(kinds)] == kinds
    since = leaves(home)[len(kinds) :]
    assert {"user.signed_in", "message.delivered"} <= set(since) | set(
        kinds[kinds.index("node.restored") :]
    )
