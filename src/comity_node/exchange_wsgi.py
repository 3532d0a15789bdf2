"""What other nodes speak to: plain bytes in, a signed receipt out. No page, no session.

``gunicorn.socket`` gives the peer's certificate; the TLS layer has let in only certificates of
the directory, and here it is known *which* node it is before its body is read.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity_node.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import close_old_connections  # noqa: E402

from comity.exchange.envelope import MAX_SEALED_BYTES  # noqa: E402
from comity.exchange.parts import PART_BYTES  # noqa: E402
from comity.exchange.refusals import MalformedError  # noqa: E402
from comity_node.actions import inbox  # noqa: E402
from comity_node.ports import failpoints, peers  # noqa: E402

Environ = dict[str, Any]
Start = Callable[..., Any]
DIGEST = re.compile(r"[0-9a-f]{64}")
PART = re.compile(rf"/v1/parts/({DIGEST.pattern})")
PLAIN = [("Content-Type", "text/plain; charset=ascii")]
ASKED_BYTES = 1024 * 1024
# Of what is too large this much is still read: an answer to a peer that is writing is not heard.
DRAINED_BYTES = 64 * 1024 * 1024


def application(environ: Environ, start: Start) -> Iterable[bytes]:
    """The WSGI application of the exchange listener."""
    close_old_connections()
    try:
        certificate = _certificate(environ)
        peer = peers.directory(settings.NODE).peer_of_certificate(certificate)
    except peers.NoDirectory:
        return _answer(start, "503 Service Unavailable", b"no directory")
    if peer is None:
        return _answer(start, "403 Forbidden", b"unknown certificate")
    return _route(environ, start, certificate, peer.node)


def _certificate(environ: Environ) -> str:
    der = environ["gunicorn.socket"].getpeercert(binary_form=True) or b""
    return hashlib.sha256(der).hexdigest()


def _route(environ: Environ, start: Start, certificate: str, peer: str) -> Iterable[bytes]:
    method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
    part = PART.fullmatch(path)
    if (method, path) == ("POST", "/v1/messages"):
        return _message(environ, start, certificate)
    if (method, path) == ("POST", "/v1/parts/missing"):
        return _missing(environ, start)
    if method == "PUT" and part:
        return _part(environ, start, part[1], peer)
    if (method, path) == ("GET", "/v1/hello"):
        return _answer(start, "200 OK", settings.NODE.code.encode())
    return _answer(start, "404 Not Found", b"no such door")


def _message(environ: Environ, start: Start, certificate: str) -> Iterable[bytes]:
    sealed = _read(environ, MAX_SEALED_BYTES)
    if sealed is None:
        return _answer(start, "413 Content Too Large", b"too large")
    answer = inbox.receive(sealed, certificate)
    status = {200: "200 OK", 400: "400 Bad Request", 409: "409 Conflict"}[answer.status]
    start(status, [*PLAIN, ("Content-Length", str(len(answer.receipt)))])
    return _Answered(answer.receipt.encode("ascii"))


def _missing(environ: Environ, start: Start) -> Iterable[bytes]:
    asked = _read(environ, ASKED_BYTES)
    try:
        names = json.loads(asked or b"")
    except (ValueError, RecursionError):
        names = None
    if not isinstance(names, list) or not all(map(_is_digest, names)):
        return _answer(start, "400 Bad Request", b"a list of digests is wanted")
    found = inbox.missing_parts(names)
    return _answer(start, "200 OK", json.dumps(found).encode(), "application/json")


def _is_digest(name: object) -> bool:
    return isinstance(name, str) and DIGEST.fullmatch(name) is not None


def _part(environ: Environ, start: Start, sha256: str, peer: str) -> Iterable[bytes]:
    content = _read(environ, PART_BYTES)
    if content is None:
        return _answer(start, "413 Content Too Large", b"too large")
    try:
        inbox.take_part(sha256, content, peer)
    except MalformedError:
        return _answer(start, "400 Bad Request", b"not the part of that name")
    start("204 No Content", [])
    return []


def _read(environ: Environ, most: int) -> bytes | None:
    """The body, or None when it says or proves to be larger than ``most`` bytes."""
    try:
        length = int(environ.get("CONTENT_LENGTH") or -1)
    except ValueError:
        return None
    if not 0 <= length <= most:
        _drain(environ, min(length, DRAINED_BYTES))
        return None
    body: bytes = environ["wsgi.input"].read(length)
    return body


def _drain(environ: Environ, length: int) -> None:
    while length > 0:
        read = len(environ["wsgi.input"].read(min(length, ASKED_BYTES)))
        length = length - read if read else 0


def _answer(start: Start, status: str, body: bytes, kind: str = "text/plain") -> list[bytes]:
    start(status, [("Content-Type", kind), ("Content-Length", str(len(body)))])
    return [body]


class _Answered:
    """A receipt on its way; the last fail-point stands after it has gone out."""

    def __init__(self, receipt: bytes) -> None:
        self.receipt = receipt

    def __iter__(self) -> Iterator[bytes]:
        yield self.receipt

    def close(self) -> None:
        failpoints.reach("receiver-after-answer")
