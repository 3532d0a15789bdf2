"""The two HPKE suites (RFC 9180) a message may be sealed with, and their keys.

"2" (default): X-Wing, KEM 0x647A = ML-KEM-768 with X25519 (draft-connolly-cfrg-xwing-kem),
SHAKE256, AES-256-GCM. "1": DHKEM(X25519), HKDF-SHA256, AES-256-GCM, for nodes whose build lacks
ML-KEM. There is no negotiation: the signed directory says what a node accepts.
"""

import hashlib
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from comity.exchange.canonical import digest
from comity.exchange.evidence import key_id
from comity.exchange.refusals import Code, MalformedError

X25519, XWING = "1", "2"
DEFAULT = XWING
SUITES = (XWING, X25519)
PUBLIC_BYTES = {X25519: 32, XWING: 1216}
ENCAPSULATION_BYTES = {X25519: 32, XWING: 1120}
TAG_BYTES = 16
SEED_BYTES = 32
_MLKEM_PUBLIC, _MLKEM_SEED = 1184, 64
# First vector of draft-connolly-cfrg-xwing-kem appendix C: seed, SHA-256 of the public key.
_VECTOR_SEED = bytes.fromhex("7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26")
_VECTOR_PUBLIC = "2e816deebcd76c5c80d0cd2d174478871658e8e2ff42bc9d4a6e486372e856bb"


class SuiteUnavailableError(RuntimeError):
    """This build of cryptography cannot do what the protocol needs; the node must not run."""


@dataclass(frozen=True, slots=True)
class SealingKey:
    """A private sealing key; ``kid`` is ``key_id(public)``."""

    kid: str
    suite: str
    public: bytes
    private: X25519PrivateKey | MLKEM768X25519PrivateKey = field(repr=False)


@dataclass(frozen=True, slots=True)
class PublicSealingKey:
    """A recipient's sealing key as the directory lists it."""

    kid: str
    suite: str
    public: bytes


def sealing_key(suite: str, seed: bytes) -> SealingKey:
    """The key of a 32-byte seed: the raw X25519 key, or X-Wing's seed (draft section 5.2).

    Raises:
        ValueError: no such suite, or a seed of another length.
    """
    if suite not in SUITES or len(seed) != SEED_BYTES:
        raise ValueError(f"suite must be one of {SUITES}, the seed {SEED_BYTES} bytes")
    if suite == X25519:
        x25519 = X25519PrivateKey.from_private_bytes(seed)
        public = x25519.public_key().public_bytes_raw()
        return SealingKey(key_id(public), suite, public, x25519)
    expanded = hashlib.shake_256(seed).digest(_MLKEM_SEED + 32)
    mlkem = MLKEM768PrivateKey.from_seed_bytes(expanded[:_MLKEM_SEED])
    x25519 = X25519PrivateKey.from_private_bytes(expanded[_MLKEM_SEED:])
    public = mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()
    return SealingKey(key_id(public), suite, public, MLKEM768X25519PrivateKey(mlkem, x25519))


def encrypt(key: PublicSealingKey, plaintext: bytes, info: bytes) -> bytes:
    """HPKE base mode, single shot: encapsulation || ciphertext || tag.

    Raises:
        ValueError: the key is not one of its suite.
    """
    return _suite(key.suite).encrypt(plaintext, _public(key), info=info)


def decrypt(key: SealingKey, sealed: bytes, info: bytes) -> bytes:
    """The plaintext.

    Raises:
        MalformedError: CANNOT_OPEN, for another key, other info or other bytes.
    """
    try:
        return _suite(key.suite).decrypt(sealed, key.private, info=info)
    except (InvalidTag, ValueError) as problem:
        raise MalformedError(Code.CANNOT_OPEN, "the seal does not open") from problem


def is_sealing_key(suite: str, public: bytes) -> bool:
    """Whether these bytes can be a public key of the suite."""
    try:
        _public(PublicSealingKey(key_id(public), suite, public))
    except (KeyError, ValueError):
        return False
    return True


def self_test(suites: tuple[str, ...] = SUITES) -> None:
    """Refuse a build that lacks a suite or calls something else by its name; run at start.

    Raises:
        SuiteUnavailableError: what is wrong with which suite.
    """
    for suite in suites:
        try:
            _test(suite)
        except (UnsupportedAlgorithm, MalformedError, ValueError) as problem:
            raise SuiteUnavailableError(f"suite {suite}: {problem}") from problem


def _test(suite: str) -> None:
    key = sealing_key(suite, _VECTOR_SEED)
    if suite == XWING and digest(key.public) != _VECTOR_PUBLIC:
        raise ValueError("X-Wing does not make the key of its test vector")
    sealed = encrypt(PublicSealingKey(key.kid, suite, key.public), b"comity", b"self-test")
    if len(sealed) != ENCAPSULATION_BYTES[suite] + 6 + TAG_BYTES:
        raise ValueError("encapsulation has another length")
    if decrypt(key, sealed, b"self-test") != b"comity":
        raise ValueError("what was sealed does not come back")


def _suite(name: str) -> Suite:
    if name == XWING:
        return Suite(KEM.MLKEM768_X25519, KDF.SHAKE256, AEAD.AES_256_GCM)
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def _public(key: PublicSealingKey) -> X25519PublicKey | MLKEM768X25519PublicKey:
    if len(key.public) != PUBLIC_BYTES[key.suite]:
        raise ValueError(f"a public key of suite {key.suite} has {PUBLIC_BYTES[key.suite]} bytes")
    if key.suite == X25519:
        return X25519PublicKey.from_public_bytes(key.public)
    return MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(key.public[:_MLKEM_PUBLIC]),
        X25519PublicKey.from_public_bytes(key.public[_MLKEM_PUBLIC:]),
    )
