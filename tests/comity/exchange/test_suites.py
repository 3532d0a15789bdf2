"""The suites are what they are called: checked against an independent reading of the drafts."""

import hashlib
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from comity.exchange import suites
from comity.exchange.evidence import key_id
from comity.exchange.refusals import Code, MalformedError
from comity.exchange.suites import PublicSealingKey, sealing_key, self_test
from tests.comity.exchange.makers import EGYPT, FRANCE, public, seed

VECTOR = json.loads((Path(__file__).parent / "golden" / "xwing.json").read_text())
LABEL = bytes.fromhex("5c2e2f2f5e5c")  # \.//^\ , the X-Wing of the draft
XWING_KEM_ID, SHAKE256_ID, AES_256_GCM_ID = 0x647A, 0x0011, 0x0002


def decapsulate(secret: bytes, ciphertext: bytes) -> bytes:
    """X-Wing as its draft describes it, from ML-KEM and X25519 alone."""
    expanded = hashlib.shake_256(secret).digest(96)
    mlkem = MLKEM768PrivateKey.from_seed_bytes(expanded[:64])
    x25519 = X25519PrivateKey.from_private_bytes(expanded[64:])
    first = mlkem.decapsulate(ciphertext[:1088])
    second = x25519.exchange(X25519PublicKey.from_public_bytes(ciphertext[1088:]))
    own = x25519.public_key().public_bytes_raw()
    return hashlib.sha3_256(first + second + ciphertext[1088:] + own + LABEL).digest()


def prefixed(data: bytes) -> bytes:
    return len(data).to_bytes(2, "big") + data


def schedule(shared: bytes, info: bytes) -> tuple[bytes, bytes]:
    """Key and nonce of HPKE base mode with a one-stage KDF (draft-ietf-hpke-hpke)."""
    ids = (XWING_KEM_ID, SHAKE256_ID, AES_256_GCM_ID)
    suite_id = b"HPKE" + b"".join(each.to_bytes(2, "big") for each in ids)
    length = 32 + 12 + 64
    labelled = prefixed(b"") + prefixed(shared) + b"HPKE-v1" + suite_id + prefixed(b"secret")
    labelled += length.to_bytes(2, "big") + b"\x00" + prefixed(b"") + prefixed(info)
    out = hashlib.shake_256(labelled).digest(length)
    return out[:32], out[32:44]


def test_the_xwing_key_of_the_test_vector_comes_out_of_its_seed():
    key = sealing_key("2", bytes.fromhex(VECTOR["sk"]))
    assert key.public.hex().startswith(VECTOR["pk_start"])
    assert key.public.hex().endswith(VECTOR["pk_end"])
    assert len(key.public) == 1216


def test_the_independent_reading_meets_the_test_vector():
    shared = decapsulate(bytes.fromhex(VECTOR["sk"]), bytes.fromhex(VECTOR["ct"]))
    assert shared.hex() == VECTOR["ss"]


def test_suite_2_is_kem_647a_with_shake256_and_aes_256_gcm():
    secret, info = seed("EG sealing 2"), b"cj/1{}"
    sealed = suites.encrypt(public(EGYPT.xwing), b"hello", info)
    key, nonce = schedule(decapsulate(secret, sealed[:1120]), info)
    assert AESGCM(key).decrypt(nonce, sealed[1120:], b"") == b"hello"


@pytest.mark.parametrize(("suite", "size"), [("1", 32), ("2", 1120)])
def test_the_encapsulation_has_the_length_of_its_kem(suite, size):
    key = sealing_key(suite, b"s" * 32)
    assert suites.ENCAPSULATION_BYTES[suite] == size
    assert len(suites.encrypt(public(key), b"", b"")) == size + 16


def test_the_recipient_key_of_rfc_9180_comes_out_of_its_private_bytes():
    # RFC 9180 A.1.1: skRm and pkRm. Its AES-128 suite is not one of ours.
    secret = "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8"
    known = "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d"
    assert sealing_key("1", bytes.fromhex(secret)).public.hex() == known


def test_the_self_test_passes_here():
    self_test()


def test_the_self_test_refuses_another_kem_under_the_same_name(monkeypatch):
    monkeypatch.setattr(suites, "_VECTOR_PUBLIC", "0" * 64)
    with pytest.raises(suites.SuiteUnavailableError, match="suite 2"):
        self_test()


def test_another_key_or_another_info_does_not_open():
    sealed = suites.encrypt(public(EGYPT.xwing), b"hello", b"info")
    for key, info in [(FRANCE.xwing, b"info"), (EGYPT.xwing, b"INFO"), (EGYPT.x25519, b"info")]:
        with pytest.raises(MalformedError) as refused:
            suites.decrypt(key, sealed, info)
        assert refused.value.code is Code.CANNOT_OPEN


def test_a_private_key_is_not_shown():
    assert "private" not in repr(EGYPT.xwing)


def test_bytes_of_another_length_are_no_key_of_a_suite():
    assert suites.is_sealing_key("2", EGYPT.xwing.public)
    assert not suites.is_sealing_key("2", EGYPT.xwing.public[:-1])
    assert not suites.is_sealing_key("1", EGYPT.xwing.public)
    assert not suites.is_sealing_key("9", EGYPT.xwing.public)
    assert not suites.is_sealing_key("2", b"\xff" * 1216)
    with pytest.raises(ValueError, match="1216"):
        suites.encrypt(PublicSealingKey(key_id(b""), "2", b""), b"", b"")


def test_an_unknown_suite_or_a_short_seed_makes_no_key():
    with pytest.raises(ValueError, match="suite"):
        sealing_key("3", b"s" * 32)
    with pytest.raises(ValueError, match="seed"):
        sealing_key("2", b"short")
