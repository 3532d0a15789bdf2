"""What is stored opens only whole, here, and in its own place."""

from dataclasses import replace

import pytest

from comity_node.ports import files, vault


@pytest.fixture
def home(settings, tmp_path):
    (tmp_path / "files").mkdir()
    settings.NODE = replace(settings.NODE, home=tmp_path)
    return tmp_path


def test_a_sealed_value_opens_in_its_own_place_and_nowhere_else():
    sealed = vault.seal("سر".encode(), "person:1")
    assert vault.unseal(sealed, "person:1").decode() == "سر"
    with pytest.raises(vault.VaultError, match="stored person does not open"):
        vault.unseal(sealed, "person:2")


def test_the_same_value_sealed_twice_looks_different():
    assert vault.seal(b"a", "x:1") != vault.seal(b"a", "x:1")


@pytest.mark.parametrize("place", [0, 11, 12, -1])
def test_one_altered_byte_of_nonce_text_or_tag_is_noticed(place):
    sealed = bytearray(vault.seal(b"witness", "x:1"))
    assert vault.unseal(bytes(sealed), "x:1") == b"witness"
    sealed[place] ^= 1
    with pytest.raises(vault.VaultError, match="comity node restore"):
        vault.unseal(bytes(sealed), "x:1")


@pytest.mark.parametrize("length", [0, 5, 12, 27])
def test_a_value_that_was_cut_short_is_noticed(length):
    with pytest.raises(vault.VaultError):
        vault.unseal(vault.seal(b"witness", "x:1")[:length], "x:1")


def test_another_key_does_not_open(settings):
    sealed = vault.seal(b"witness", "x:1")
    settings.KEYS = replace(settings.KEYS, storage=b"k" * 32)
    with pytest.raises(vault.VaultError):
        vault.unseal(sealed, "x:1")


def test_a_file_comes_back_as_it_was_and_is_not_readable_on_disk(home):
    place = files.put(b"%PDF- a scan")
    assert files.get(place) == b"%PDF- a scan"
    stored = [path for path in (home / "files").rglob("*") if path.is_file()]
    assert [path.name for path in stored] == [place]
    assert b"scan" not in stored[0].read_bytes()


def test_a_file_moved_to_another_place_or_altered_does_not_open(home):
    one, two = files.put(b"one"), files.put(b"two")
    path = {place: home / "files" / place[:2] / place for place in (one, two)}
    whole = path[one].read_bytes()
    path[one].write_bytes(path[two].read_bytes())
    with pytest.raises(vault.VaultError):
        files.get(one)
    path[one].write_bytes(whole[:-1])
    with pytest.raises(vault.VaultError):
        files.get(one)
    path[one].write_bytes(whole)
    assert files.get(one) == b"one"


def test_a_file_that_is_gone_is_said_to_be_gone_and_dropping_it_twice_is_fine(home):
    place = files.put(b"")
    assert files.get(place) == b""
    files.drop(place)
    files.drop(place)
    with pytest.raises(FileNotFoundError):
        files.get(place)
