"""A prepared node for tests that touch rows, and the other State beside it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from comity.exchange.directory import Directory, fingerprint, sign_directory, verify_directory
from comity_node.actions import legislation
from comity_node.actions.node import prepare
from comity_node.actions.users import NewUser, SignIn, add_user
from comity_node.models import IndexedBody, Provision, ProvisionWord, User
from comity_node.ports import exchange_keys
from tests.node.browser import Browser
from tests.node.other_state import OtherState


@pytest.fixture
def node(db, settings, tmp_path: Path):
    """Settings of a node with an empty home of its own, the keys of the test's home, and rows."""
    keys = settings.NODE.keys
    home = tmp_path / "home"
    for name in ("files", "run", "log"):
        (home / name).mkdir(parents=True)
    (home / "keys").symlink_to(keys)
    root = fingerprint(exchange_keys.read_root(keys).public)
    settings.NODE = replace(settings.NODE, home=home, directory_root=root)
    prepare()
    return settings.NODE


@pytest.fixture(scope="module")
def index(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The index of legislation, made once; tests change it in transactions of their own."""
    with django_db_blocker.unblock():
        legislation.refresh()
        yield
        for model in (Provision, ProvisionWord, IndexedBody):
            model.objects.all().delete()


@pytest.fixture
def officer(node) -> User:
    add_user(NewUser("rinaldi", "Laura Rinaldi", "caseworker", "caseworker", "en"))
    return User.objects.get(username="rinaldi")


@pytest.fixture
def make_user(node) -> Callable[[str, str], SignIn]:
    def make(username: str, role: str) -> SignIn:
        return add_user(NewUser(username, f"{username.title()} Rossi", role, "", "en"))

    return make


@pytest.fixture
def caseworker(make_user) -> Browser:
    """A caseworker, signed in."""
    return Browser().enter(make_user("luca", "caseworker"))


def publish(node, *others: OtherState, version: int = 1) -> Directory:
    """A directory with this node and the others, signed by the root and installed."""
    now = datetime.now(tz=UTC).replace(microsecond=0)
    entries = [exchange_keys.entry(node, now), *(other.entry() for other in others)]
    root = exchange_keys.read_root(node.keys)
    token = sign_directory(
        entries, root, version=version, issued=now, expires=now + timedelta(days=30)
    )
    node.directory_file.write_text(token + "\n", encoding="ascii")
    verdict = verify_directory(token, node.directory_root, now=now)
    assert isinstance(verdict, Directory), verdict
    return verdict


@pytest.fixture
def cairo(node, tmp_path: Path) -> OtherState:
    """Egypt's node, known by the directory that is installed here."""
    other = OtherState.make("EG", tmp_path / "eg", node)
    other.directory = publish(node, other)
    return other
