"""One spelling for everything that is signed: RFC 8785 JSON, RFC 4648 5 base64url, UTC instants.

A reader that accepted two spellings would let a third party change bytes without breaking a
signature; so every reader here encodes again and compares.
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime

import rfc8785

from comity.exchange.refusals import Code, MalformedError

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def encode(value: Mapping[str, object]) -> bytes:
    """RFC 8785 bytes.

    Raises:
        MalformedError: not representable (an integer beyond 2^53, a lone surrogate, …).
    """
    try:
        return rfc8785.dumps(value)  # type: ignore[arg-type]
    except (ValueError, RecursionError) as problem:
        raise MalformedError(Code.NOT_CANONICAL, "cannot be written canonically") from problem


def decode(data: bytes) -> dict[str, object]:
    """The JSON object of bytes that are exactly its RFC 8785 form.

    Raises:
        MalformedError: not JSON, not an object, a key twice, or another spelling.
    """
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as problem:
        raise MalformedError(Code.MALFORMED, "not JSON") from problem
    if not isinstance(value, dict):
        raise MalformedError(Code.MALFORMED, "not a JSON object")
    if encode(value) != data:
        raise MalformedError(Code.NOT_CANONICAL, "JSON is not canonical")
    return value


def to_base64url(data: bytes) -> str:
    """RFC 4648 section 5, no padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """The bytes of an unpadded base64url text in its one canonical spelling.

    Raises:
        MalformedError: other characters, padding, or unused bits that are not zero.
    """
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as problem:
        raise MalformedError(Code.MALFORMED, "not base64url") from problem
    if to_base64url(data) != text:
        raise MalformedError(Code.NOT_CANONICAL, "base64url is not canonical")
    return data


def to_instant(moment: datetime) -> str:
    """``2026-03-01T10:00:00Z``; parts of a second are cut off.

    Raises:
        ValueError: the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def from_instant(text: str) -> datetime:
    """The moment of ``to_instant``'s text.

    Raises:
        MalformedError: another form, or no such day or hour.
    """
    if not _INSTANT.fullmatch(text):
        raise MalformedError(Code.SCHEMA, "not an instant in UTC")
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError as problem:
        raise MalformedError(Code.SCHEMA, "no such instant") from problem


def digest(data: bytes | str) -> str:
    """SHA-256 in 64 lower-case hex digits; a text is taken as UTF-8."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()
