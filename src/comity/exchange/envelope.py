"""The sealed message: ``len || outer || HPKE.Seal(pk_to, info, len || J || body || pad)``.

``info`` is ``"cj/1" || outer``, which binds the outside to the inside. The first ``len`` is two
bytes, the second two times four (of J and of body), all big-endian. ``outer`` is RFC 8785 JSON
``{v, s, to, mid, kid}`` and nothing else: the sender is inside. The plaintext is padded with
zeros to the next of 4, 8, … 256 KiB (guide/security.md 3.1).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from comity.exchange import canonical, fields, suites
from comity.exchange.refusals import Code, MalformedError
from comity.exchange.suites import PublicSealingKey, SealingKey

VERSION = 1
SIZES = tuple(kib * 1024 for kib in (4, 8, 16, 32, 64, 128, 256))
MAX_OUTER_BYTES = 512
# The largest message of the largest suite; anything longer is refused unparsed.
MAX_SEALED_BYTES = 2 + MAX_OUTER_BYTES + max(suites.ENCAPSULATION_BYTES.values()) + 16 + SIZES[-1]
_INFO = b"cj/1"
_FRAME_BYTES = 8


@dataclass(frozen=True, slots=True)
class Outer:
    """What a carrier can read: version, suite, recipient, message, recipient's key."""

    v: int
    s: str
    to: str
    mid: str
    kid: str

    def to_bytes(self) -> bytes:
        """RFC 8785 bytes."""
        return canonical.encode(
            {"v": self.v, "s": self.s, "to": self.to, "mid": self.mid, "kid": self.kid}
        )


@dataclass(frozen=True, slots=True)
class Opened:
    """What came out of the seal; neither ``evidence`` nor ``body`` is verified yet."""

    outer: Outer
    evidence: str
    body: bytes


def seal(evidence: str, body: bytes, *, to: str, mid: str, key: PublicSealingKey) -> bytes:
    """Seal an evidence object and its body for one recipient.

    Args:
        evidence: the signed manifest J, JWS compact.
        body: bytes whose SHA-256 the manifest names.
        to: recipient's node code; mid: the message's name; both as in the manifest.
        key: one of the recipient's sealing keys, from the directory.

    Raises:
        MalformedError: TOO_LARGE, when J and body do not fit into 256 KiB.
        ValueError: the key is not one of its suite.
    """
    outer = Outer(VERSION, key.suite, to, mid, key.kid).to_bytes()
    plaintext = _frame(evidence.encode("ascii"), body)
    return len(outer).to_bytes(2, "big") + outer + suites.encrypt(key, plaintext, _INFO + outer)


def fits(evidence: str, body: bytes) -> bool:
    """Whether an evidence object and its body are small enough for one message."""
    return _FRAME_BYTES + len(evidence) + len(body) <= SIZES[-1]


def read_outer(sealed: bytes) -> Outer:
    """The part a carrier can read, without opening.

    Raises:
        MalformedError: TOO_LARGE before anything is parsed; MALFORMED, NOT_CANONICAL, SCHEMA,
            UNSUPPORTED (version) or UNSUPPORTED_SUITE.
    """
    outer = canonical.decode(_split(sealed)[0])
    fields.exactly(outer, {"v", "s", "to", "mid", "kid"})
    if fields.whole(outer, "v", 0) != VERSION:
        raise MalformedError(Code.UNSUPPORTED, f"v: only version {VERSION} is known")
    if outer["s"] not in suites.SUITES:
        raise MalformedError(Code.UNSUPPORTED_SUITE, "s: no such suite")
    return Outer(
        VERSION,
        str(outer["s"]),
        fields.text(outer, "to", fields.NODE),
        fields.text(outer, "mid", fields.UUID7),
        fields.text(outer, "kid", fields.KEY_ID),
    )


def open_sealed(sealed: bytes, keys: Mapping[str, SealingKey]) -> Opened:
    """Open a message with whichever of our keys (by ``kid``) it names.

    Raises:
        MalformedError: as ``read_outer``; UNKNOWN_SEALING_KEY; UNSUPPORTED_SUITE, when the named
            key is of another suite; CANNOT_OPEN; MALFORMED, when the padding is not ours.
    """
    outer = read_outer(sealed)
    key = keys.get(outer.kid)
    if key is None:
        raise MalformedError(Code.UNKNOWN_SEALING_KEY, "kid: we have no such key")
    if key.suite != outer.s:
        raise MalformedError(Code.UNSUPPORTED_SUITE, "s: the key is of another suite")
    header, ciphertext = _split(sealed)
    plaintext = suites.decrypt(key, ciphertext, _INFO + header)
    return Opened(outer, *_unframe(plaintext))


def _split(sealed: bytes) -> tuple[bytes, bytes]:
    if len(sealed) > MAX_SEALED_BYTES:
        raise MalformedError(Code.TOO_LARGE, "the message is larger than any we make")
    length = int.from_bytes(sealed[:2], "big")
    if not 0 < length <= MAX_OUTER_BYTES or len(sealed) <= 2 + length:
        raise MalformedError(Code.MALFORMED, "the message is cut short")
    return sealed[2 : 2 + length], sealed[2 + length :]


def _frame(evidence: bytes, body: bytes) -> bytes:
    used = _FRAME_BYTES + len(evidence) + len(body)
    lengths = len(evidence).to_bytes(4, "big") + len(body).to_bytes(4, "big")
    return lengths + evidence + body + bytes(_padded(used) - used)


def _padded(used: int) -> int:
    for size in SIZES:
        if used <= size:
            return size
    raise MalformedError(Code.TOO_LARGE, f"{used} bytes do not fit into 256 KiB")


def _unframe(plaintext: bytes) -> tuple[str, bytes]:
    """Evidence and body; the frame must be the one ``_frame`` would have made."""
    first = int.from_bytes(plaintext[:4], "big")
    second = int.from_bytes(plaintext[4:8], "big")
    end = _FRAME_BYTES + first + second
    if end > len(plaintext) or len(plaintext) != _padded(end) or any(plaintext[end:]):
        raise MalformedError(Code.MALFORMED, "lengths or padding are not ours")
    evidence = plaintext[_FRAME_BYTES : _FRAME_BYTES + first]
    if not evidence.isascii():
        raise MalformedError(Code.MALFORMED, "evidence is not a JWS compact text")
    return evidence.decode("ascii"), plaintext[_FRAME_BYTES + first : end]
