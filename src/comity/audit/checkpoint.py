"""A signed statement of how long the log is and what its root is.

C2SP tlog-checkpoint in the C2SP signed-note format, Ed25519 (algorithm byte 0x01). Lines of
other signers (witnesses) may follow ours and are left to whoever knows their keys.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from comity.audit.merkle import HASH_BYTES

MAX_NOTE_BYTES = 8192
MAX_SIGNATURES = 16
_ED25519 = b"\x01"
_BODY = re.compile(r"([^\n]+)\n(0|[1-9][0-9]{0,18})\n([A-Za-z0-9+/]{43}=)\n")
# A key name has neither space nor plus sign (signed-note).
_NAME = re.compile(r"[^\s+]{1,128}")
_LINE = re.compile(r"— ([^\s+]{1,128}) ([A-Za-z0-9+/]+={0,2})")


class CheckpointError(ValueError):
    """A checkpoint that is not well-formed or not signed by the key expected."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Origin is the log's unique name (and our key name), size counts leaves, root is 32 bytes."""

    origin: str
    size: int
    root: bytes

    def body(self) -> str:
        """The signed text, with its last newline."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def origin_of(node: str) -> str:
    """The unique name of a node's log, ``comity/IT``; also the name of its key in notes."""
    return f"comity/{node}"


def key_hash(name: str, public: bytes) -> bytes:
    """The four bytes that name a key in a signature line (C2SP signed-note)."""
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:4]


def sign_checkpoint(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> str:
    """The signed note; the key's name is the origin.

    Raises:
        ValueError: the origin cannot be a key name, or the root is not 32 bytes.
    """
    if not _NAME.fullmatch(checkpoint.origin) or len(checkpoint.root) != HASH_BYTES:
        raise ValueError("origin must be a name without space or plus, root 32 bytes")
    body = checkpoint.body()
    public = key.public_key().public_bytes_raw()
    signature = key_hash(checkpoint.origin, public) + key.sign(body.encode())
    return f"{body}\n— {checkpoint.origin} {base64.b64encode(signature).decode()}\n"


def read_checkpoint(note: str) -> tuple[Checkpoint, tuple[tuple[str, bytes], ...]]:
    """The checkpoint and its signature lines (name, key hash || signature), unverified.

    Raises:
        CheckpointError: not exactly the format.
    """
    if len(note.encode()) > MAX_NOTE_BYTES:
        raise CheckpointError("the note is too long")
    body, gap, tail = note.partition("\n\n")
    match = _BODY.fullmatch(body + "\n")
    if match is None or not gap or not tail.endswith("\n"):
        raise CheckpointError("the note is not a checkpoint")
    lines = tail.removesuffix("\n").split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise CheckpointError("the note has too many signatures")
    root = _base64(match[3])
    return Checkpoint(match[1], int(match[2]), root), tuple(_signature(line) for line in lines)


def verify_checkpoint(note: str, origin: str, publics: Sequence[bytes]) -> Checkpoint:
    """The checkpoint, once one of the origin's raw Ed25519 keys is found to have signed it.

    A line that names one of these keys and does not verify spoils the note.

    Raises:
        CheckpointError: malformed, another log's, unsigned by these keys, or a signature is wrong.
    """
    checkpoint, lines = read_checkpoint(note)
    if checkpoint.origin != origin:
        raise CheckpointError(f"the note is of {checkpoint.origin!r}, not of {origin!r}")
    known = {key_hash(origin, public): public for public in publics}
    ours = [raw for name, raw in lines if name == origin and raw[:4] in known]
    if not ours:
        raise CheckpointError("no signature by a known key of this log")
    for raw in ours:
        _verify(known[raw[:4]], raw[4:], checkpoint.body().encode())
    return checkpoint


def _verify(public: bytes, signature: bytes, body: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, body)
    except (InvalidSignature, ValueError) as problem:
        raise CheckpointError("a signature of this log does not verify") from problem


def _signature(line: str) -> tuple[str, bytes]:
    match = _LINE.fullmatch(line)
    if match is None:
        raise CheckpointError("a signature line is malformed")
    raw = _base64(match[2])
    if len(raw) < 5:
        raise CheckpointError("a signature line is too short")
    return match[1], raw


def _base64(text: str) -> bytes:
    """Strict: the one spelling only, no unused bits."""
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error as problem:
        raise CheckpointError("not base64") from problem
    if base64.b64encode(raw).decode() != text:
        raise CheckpointError("base64 is not canonical")
    return raw
