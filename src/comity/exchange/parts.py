"""Attachments in encrypted parts of 8 MiB.

STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015) over AES-256-GCM: nonce = 7-byte
prefix || 4-byte part number || 1 byte "last", so parts cannot be reordered, left out or cut off.
A file key is for one file only. AES-GCM does not commit to its key; the digests of parts and of
the plain file stand in the signed manifest and do.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from comity.exchange import canonical
from comity.exchange.manifest import Attachment, Part
from comity.exchange.refusals import Code, MalformedError

PART_BYTES = 8 * 1024 * 1024
TAG_BYTES = 16
_KEY_BYTES, _PREFIX_BYTES = 32, 7


@dataclass(frozen=True, slots=True)
class FileKey:
    """32 bytes of key and 7 of nonce prefix, both random and used for one file only."""

    key: bytes = field(repr=False)
    prefix: bytes

    def __post_init__(self) -> None:
        if len(self.key) != _KEY_BYTES or len(self.prefix) != _PREFIX_BYTES:
            raise ValueError(f"a file key is {_KEY_BYTES} bytes, its prefix {_PREFIX_BYTES}")

    def to_text(self) -> str:
        """52 characters of base64url: key || prefix."""
        return canonical.to_base64url(self.key + self.prefix)

    @classmethod
    def from_text(cls, text: str) -> "FileKey":
        """The key of an attachment's ``key``.

        Raises:
            MalformedError: ATTACHMENT, not such a text.
        """
        raw = canonical.from_base64url(text)
        if len(raw) != _KEY_BYTES + _PREFIX_BYTES:
            raise MalformedError(Code.ATTACHMENT, "key: not a file key")
        return cls(raw[:_KEY_BYTES], raw[_KEY_BYTES:])


@dataclass(frozen=True, slots=True)
class SealedPart:
    """One encrypted part to send; ``part`` is what the manifest lists."""

    index: int
    part: Part
    data: bytes = field(repr=False)


def encrypt_parts(
    chunks: Iterable[bytes], key: FileKey, part_bytes: int = PART_BYTES
) -> Iterator[SealedPart]:
    """Encrypt a file given in chunks of any size; holds one part in memory.

    Args:
        chunks: the plain file in order; none at all is an empty file of one part.
        key: fresh for this file.
        part_bytes: largest size of an encrypted part, its tag included.
    """
    plain = _regroup(chunks, part_bytes - TAG_BYTES)
    current, index = next(plain, b""), 0
    for following in plain:
        yield _encrypt(current, key, index, last=False)
        current, index = following, index + 1
    yield _encrypt(current, key, index, last=True)


def decrypt_parts(parts: Iterable[bytes], key: FileKey, attachment: Attachment) -> Iterator[bytes]:
    """The plain file, part by part, against what the manifest lists.

    Nothing may be kept of what was yielded until the iterator has ended: only then are the
    number of parts, the size and the digest of the whole known to be right.

    Raises:
        MalformedError: ATTACHMENT, for a part missing, surplus, changed or moved, or a whole
            that is not what was signed.
    """
    whole, size, index = hashlib.sha256(), 0, -1
    for index, data in enumerate(parts):
        plain = _decrypt(data, key, attachment.parts, index)
        size += len(plain)
        whole.update(plain)
        yield plain
    if index + 1 != len(attachment.parts):
        raise MalformedError(Code.ATTACHMENT, f"part {index + 1} is missing")
    if size != attachment.size or whole.hexdigest() != attachment.sha256:
        raise MalformedError(Code.ATTACHMENT, "the file is not the one that was signed")


def check_part(data: bytes, part: Part) -> None:
    """Whether an arrived part is the listed one, before it is stored; needs no key.

    Raises:
        MalformedError: ATTACHMENT.
    """
    if len(data) != part.size or canonical.digest(data) != part.sha256:
        raise MalformedError(Code.ATTACHMENT, "the part is not the one that was signed")


def _encrypt(plain: bytes, key: FileKey, index: int, *, last: bool) -> SealedPart:
    data = AESGCM(key.key).encrypt(_nonce(key, index, last=last), plain, None)
    return SealedPart(index, Part(canonical.digest(data), len(data)), data)


def _decrypt(data: bytes, key: FileKey, listed: tuple[Part, ...], index: int) -> bytes:
    if index >= len(listed):
        raise MalformedError(Code.ATTACHMENT, f"part {index} is one too many")
    check_part(data, listed[index])
    try:
        nonce = _nonce(key, index, last=index == len(listed) - 1)
        return AESGCM(key.key).decrypt(nonce, data, None)
    except (InvalidTag, ValueError) as problem:
        raise MalformedError(Code.ATTACHMENT, f"part {index} does not open") from problem


def _nonce(key: FileKey, index: int, *, last: bool) -> bytes:
    return key.prefix + index.to_bytes(4, "big") + bytes([last])


def _regroup(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    """The same bytes in pieces of exactly ``size``, the last one shorter."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) >= size:
            yield bytes(held[:size])
            del held[:size]
    if held:
        yield bytes(held)
