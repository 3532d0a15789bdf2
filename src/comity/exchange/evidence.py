"""Signed statements: JWS compact (RFC 7515) with ``alg`` Ed25519 (RFC 9864) and nothing else.

The protected header is exactly ``{"alg":"Ed25519","kid":…,"typ":…}``; ``typ`` keeps one kind of
statement from being shown as another (RFC 8725 3.11). Which key belongs to whom is the
directory's affair; ``verify`` is handed the key.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey
from joserfc.jws import JWSRegistry, deserialize_compact, serialize_compact

from comity.exchange import canonical
from comity.exchange.refusals import Code, MalformedError

ALGORITHM = "Ed25519"
# (node code, kid) to the raw public key, or None when the directory lists none such.
KeyLookup = Callable[[str, str], bytes | None]
MAX_TOKEN_BYTES = 64 * 1024 * 1024
# The eight points of small order, sign bit cleared: under such a key one signature fits any text.
_SMALL_ORDER = frozenset(
    bytes.fromhex(point)
    for point in (
        "00" * 32,
        "01" + "00" * 31,
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ec" + "ff" * 30 + "7f",
        "ed" + "ff" * 30 + "7f",
        "ee" + "ff" * 30 + "7f",
    )
)


class Kind(StrEnum):
    """What a signed statement is: the ``typ`` of its header."""

    MESSAGE = "cj-message"
    RECEIPT = "cj-receipt"
    ENTRY = "cj-entry"
    DIRECTORY = "cj-directory"
    EXPORT = "cj-export"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private signing key; ``kid`` is ``key_id(public)``, ``public`` 32 raw bytes."""

    kid: str
    public: bytes
    private: Ed25519PrivateKey = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unverified:
    """What a statement says of itself before its signature was checked."""

    kind: Kind
    kid: str
    payload: dict[str, object]


class _Registry(JWSRegistry):
    # joserfc's own cap of 128,000 bytes is too small for exports; ours stands in unverified().
    max_payload_length = MAX_TOKEN_BYTES


_REGISTRY = _Registry(algorithms=[ALGORITHM])


def key_id(public: bytes) -> str:
    """The name of a public key: the first 32 hex digits of its SHA-256."""
    return canonical.digest(public)[:32]


def signing_key(seed: bytes) -> SigningKey:
    """The Ed25519 key of a 32-byte seed (RFC 8032 5.1.5).

    Raises:
        ValueError: the seed is not 32 bytes.
    """
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public = private.public_key().public_bytes_raw()
    return SigningKey(key_id(public), public, private)


def is_weak(public: bytes) -> bool:
    """Whether 32 raw bytes are a key that cannot bind its owner: a point of small order."""
    return public[:-1] + bytes([public[-1] & 0x7F]) in _SMALL_ORDER


def sign(kind: Kind, payload: Mapping[str, object], key: SigningKey) -> str:
    """A JWS compact text over the RFC 8785 bytes of the payload."""
    header = {"alg": ALGORITHM, "kid": key.kid, "typ": kind.value}
    jwk = OKPKey.import_key(key.private)
    return serialize_compact(header, canonical.encode(payload), jwk, registry=_REGISTRY)


def unverified(kind: Kind, token: str) -> Unverified:
    """What a statement claims, every byte of its spelling checked, its signature not.

    Raises:
        MalformedError: not three canonical base64url parts, another header, or not canonical.
    """
    if len(token) > MAX_TOKEN_BYTES:
        raise MalformedError(Code.TOO_LARGE, "signed statement is too long")
    parts = token.split(".")
    if len(parts) != 3:
        raise MalformedError(Code.MALFORMED, "not a JWS compact text")
    header, payload, signature = (canonical.from_base64url(part) for part in parts)
    if len(signature) != 64:
        raise MalformedError(Code.SIGNATURE, "not an Ed25519 signature")
    return Unverified(kind, _kid(kind, canonical.decode(header)), canonical.decode(payload))


def verify(kind: Kind, token: str, public: bytes) -> dict[str, object]:
    """The payload of a statement of this kind signed by this raw public key.

    Raises:
        MalformedError: as ``unverified``; or SIGNATURE, for another key or other bytes.
    """
    claim = unverified(kind, token)
    if claim.kid != key_id(public) or is_weak(public):
        raise MalformedError(Code.SIGNATURE, "signed with another key")
    try:
        jwk = OKPKey.import_key(Ed25519PublicKey.from_public_bytes(public))
        deserialize_compact(token, jwk, registry=_REGISTRY)
    except (JoseError, ValueError) as problem:
        raise MalformedError(Code.SIGNATURE, "signature does not verify") from problem
    return claim.payload


def verify_of(kind: Kind, token: str, node: str, keys: KeyLookup) -> dict[str, object]:
    """The payload of a statement signed by one of a node's keys.

    Raises:
        MalformedError: as ``verify``; or UNKNOWN_SIGNING_KEY.
    """
    public = keys(node, unverified(kind, token).kid)
    if public is None:
        raise MalformedError(Code.UNKNOWN_SIGNING_KEY, f"{node} has no such signing key")
    return verify(kind, token, public)


def _kid(kind: Kind, header: Mapping[str, object]) -> str:
    """The key a header names, once the header is found to be exactly ours."""
    if set(header) != {"alg", "kid", "typ"} or header["alg"] != ALGORITHM:
        raise MalformedError(Code.SIGNATURE, "header is not that of an Ed25519 statement")
    if header["typ"] != kind.value:
        raise MalformedError(Code.SIGNATURE, "a statement of another kind")
    kid = header["kid"]
    if not isinstance(kid, str) or len(kid) != 32 or not kid.isascii():
        raise MalformedError(Code.SIGNATURE, "kid is not a key name")
    return kid
