"""Keys are made once, never overwritten, and named when they are missing."""

import base64
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.conf import settings as django_settings

from comity.exchange.entries import certificate_fingerprint, read_entry
from comity_node.ports import exchange_keys, keystore

NOW = datetime(2026, 3, 1, 10, tzinfo=UTC)


@pytest.fixture
def keys(tmp_path):
    folder = tmp_path / "keys"
    keystore.make_local(folder)
    exchange_keys.make(folder, secretariat=True)
    keystore.make_tls(folder, "IT", ["127.0.0.1", "node.example"])
    return folder


def test_making_keys_twice_changes_none(keys):
    before = {path.name: path.read_bytes() for path in keys.iterdir()}
    keystore.make_local(keys)
    exchange_keys.make(keys, secretariat=True)
    keystore.make_tls(keys, "IT", ["127.0.0.1"])
    assert {path.name: path.read_bytes() for path in keys.iterdir()} == before


def test_only_the_node_s_user_may_read_a_key(keys):
    assert keys.stat().st_mode & 0o077 == 0
    assert not [path.name for path in keys.iterdir() if path.stat().st_mode & 0o077]


def test_two_nodes_never_have_a_key_in_common(keys, tmp_path):
    other = tmp_path / "other"
    keystore.make_local(other)
    exchange_keys.make(other, secretariat=True)
    for path in other.iterdir():
        assert path.read_bytes() != (keys / path.name).read_bytes()


def test_a_key_of_a_rotation_is_listed_and_both_open_what_was_sealed(keys):
    before = exchange_keys.read(keys)
    keystore.write_once(keys / "signing-2.key", base64.b64encode(b"s" * 32))
    keystore.write_once(keys / "sealing-2-next.key", base64.b64encode(b"x" * 32))
    after = exchange_keys.read(keys)
    assert len(after.signing) == 2
    assert after.sign.public == before.sign.public
    assert set(before.opening()) < set(after.opening())


@pytest.mark.parametrize("name", ["signing.key", "sealing-2.key"])
@pytest.mark.parametrize("content", [b"not base64!", base64.b64encode(b"short"), b""])
def test_a_key_that_is_none_is_named_with_what_to_do(keys, name, content):
    assert exchange_keys.read(keys)
    (keys / name).write_bytes(content)
    with pytest.raises(keystore.KeysMissing, match=rf"{name}.*comity node restore"):
        exchange_keys.read(keys)


@pytest.mark.parametrize("name", ["storage.key", "django.secret"])
def test_a_local_key_that_is_gone_is_named_with_what_to_do(keys, name):
    assert keystore.read_local(keys)
    (keys / name).unlink()
    with pytest.raises(keystore.KeysMissing, match=rf"{name}.*comity node restore"):
        keystore.read_local(keys)


@pytest.mark.parametrize("content", [b"not base64!", base64.b64encode(b"k" * 31)])
def test_a_storage_key_that_is_none_is_refused(keys, content):
    (keys / "storage.key").write_bytes(content)
    with pytest.raises(keystore.KeysMissing, match="is not a key"):
        keystore.read_local(keys)


def test_a_node_that_keeps_no_directory_has_no_root_key(keys):
    assert exchange_keys.read_root(keys)
    (keys / "root.key").unlink()
    with pytest.raises(keystore.KeysMissing, match=r"root\.key"):
        exchange_keys.read_root(keys)


def test_the_entry_lists_the_public_halves_and_no_private_one(keys):
    settings = replace(django_settings.NODE, home=keys.parent)
    token = exchange_keys.entry(settings, NOW)
    entry = read_entry(token)
    mine = exchange_keys.read(keys)
    assert [key.public for key in entry.signing] == [mine.sign.public]
    assert {key.kid for key in entry.sealing} == set(mine.opening())
    assert entry.tls_fingerprint() == certificate_fingerprint((keys / "tls.crt").read_text("ascii"))
    for path in keys.glob("*.key"):
        assert path.read_text("ascii").strip().rstrip("=") not in token
