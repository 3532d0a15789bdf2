"""C2SP tlog-checkpoint notes."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from comity.audit.checkpoint import (
    Checkpoint,
    CheckpointError,
    key_hash,
    origin_of,
    read_checkpoint,
    sign_checkpoint,
    verify_checkpoint,
)

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
OTHER = Ed25519PrivateKey.from_private_bytes(b"o" * 32)
PUBLIC = KEY.public_key().public_bytes_raw()
CHECKPOINT = Checkpoint(origin_of("IT"), 42, bytes(range(32)))
NOTE = sign_checkpoint(CHECKPOINT, KEY)


def verify(note, origin=CHECKPOINT.origin, publics=(PUBLIC,)):
    return verify_checkpoint(note, origin, publics)


def test_a_note_reads_as_c2sp_says():
    lines = NOTE.split("\n")
    assert lines[:4] == ["comity/IT", "42", base64.b64encode(bytes(range(32))).decode(), ""]
    assert lines[4].startswith("— comity/IT ")
    assert base64.b64decode(lines[4].split(" ")[2])[:4] == key_hash("comity/IT", PUBLIC)
    assert lines[5:] == [""]


def test_a_known_verifier_key_hashes_as_in_the_go_implementation():
    # golang.org/x/mod/sumdb/note package documentation: PeterNeumann+c74f20a3+ARpc2Qc…
    key = base64.b64decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    assert key_hash("PeterNeumann", key[1:]).hex() == "c74f20a3"


def test_a_signed_checkpoint_verifies():
    assert verify(NOTE) == CHECKPOINT


def test_a_checkpoint_signed_by_another_key_is_refused():
    with pytest.raises(CheckpointError, match="no signature"):
        verify(sign_checkpoint(CHECKPOINT, OTHER))


def test_a_checkpoint_of_another_log_is_refused():
    with pytest.raises(CheckpointError, match="not of"):
        verify(NOTE, origin="comity/EG")


def test_a_larger_size_under_the_old_signature_is_refused():
    with pytest.raises(CheckpointError, match="does not verify"):
        verify(NOTE.replace("\n42\n", "\n43\n"))


def test_a_good_signature_does_not_excuse_a_wrong_one_by_the_same_key():
    wrong = base64.b64encode(key_hash("comity/IT", PUBLIC) + bytes(64)).decode()
    with pytest.raises(CheckpointError, match="does not verify"):
        verify(NOTE + f"— comity/IT {wrong}\n")


def test_a_witness_may_sign_below():
    line = base64.b64encode(bytes(76)).decode()
    assert verify(NOTE + f"— witness.example/w1 {line}\n") == CHECKPOINT


MALFORMED = {
    "no newline at the end": NOTE[:-1],
    "size with a leading zero": NOTE.replace("\n42\n", "\n042\n"),
    "no signature": NOTE.split("\n\n")[0] + "\n\n",
    "carriage returns": NOTE.replace("\n", "\r\n"),
    "an extension line": NOTE.replace("\n\n", "\nextension\n\n"),
    "hyphen instead of dash": NOTE.replace("—", "-"),
    "too many signatures": NOTE + "— w AAAAAAAA\n" * 16,
    "too long": NOTE + "— w " + "A" * 9000 + "\n",
    "unused bits in the root": NOTE.replace("Hh8=\n", "Hh9=\n"),
}


@pytest.mark.parametrize("note", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_note_is_refused(note):
    assert note != NOTE
    with pytest.raises(CheckpointError):
        read_checkpoint(note)


@given(st.integers(0, len(NOTE.encode()) - 1), st.integers(1, 255))
def test_no_changed_byte_leaves_a_note_that_verifies(place, bits):
    data = bytearray(NOTE.encode())
    data[place] ^= bits
    with pytest.raises((CheckpointError, UnicodeDecodeError)):
        verify(data.decode())


@given(st.text(max_size=300))
def test_any_text_is_refused_with_the_one_exception(text):
    with pytest.raises(CheckpointError):
        verify(text)


def test_an_origin_that_could_not_be_a_key_name_is_not_signed():
    with pytest.raises(ValueError, match="origin"):
        sign_checkpoint(Checkpoint("has space", 1, bytes(32)), KEY)
