"""Carries bytes to one peer over TLS 1.3; knows nothing of what they say."""

from collections.abc import Iterator

import httpx
from django.conf import settings

from comity.exchange.entries import Entry
from comity_node.ports import failpoints, files, tls

TIMEOUT = httpx.Timeout(30.0, connect=5.0)
LARGEST_ANSWER_BYTES = 64 * 1024


class PeerUnreachable(Exception):
    """The peer did not take the bytes; the message says why, without any name of a case."""


def _client(peer: Entry) -> httpx.Client:
    return httpx.Client(
        base_url=peer.endpoint,
        verify=tls.client_context(settings.NODE, peer.tls),
        timeout=TIMEOUT,
        trust_env=False,
    )


def send_message(peer: Entry, sealed: bytes) -> str:
    """Deliver a sealed message; returns the signed receipt as it came.

    Raises:
        PeerUnreachable: no connection, a time limit, or an answer that is no receipt.
    """
    with _reaching(peer) as client:
        answer = client.post(
            "/v1/messages", content=_once(sealed), headers={"Content-Length": str(len(sealed))}
        )
        if answer.status_code not in {200, 400, 409} or len(answer.content) > LARGEST_ANSWER_BYTES:
            raise PeerUnreachable(f"{peer.node} answered {answer.status_code}")
        return answer.text


def _once(sealed: bytes) -> Iterator[bytes]:
    yield sealed
    failpoints.reach("sender-after-body-sent")


def send_parts(peer: Entry, places: dict[str, str]) -> None:
    """Send the parts of attachments that the peer does not have yet.

    Raises:
        PeerUnreachable: as ``send_message``.
    """
    if not places:
        return
    with _reaching(peer) as client:
        asked = client.post("/v1/parts/missing", json=sorted(places))
        if asked.status_code != httpx.codes.OK:
            raise PeerUnreachable(f"{peer.node} answered {asked.status_code} about parts")
        for sha256 in set(asked.json()) & set(places):
            put = client.put(f"/v1/parts/{sha256}", content=files.get(places[sha256]))
            if put.status_code != httpx.codes.NO_CONTENT:
                raise PeerUnreachable(f"{peer.node} answered {put.status_code} to a part")


def greet(peer: Entry) -> None:
    """Ask whether the peer is there.

    Raises:
        PeerUnreachable: it is not.
    """
    with _reaching(peer) as client:
        answer = client.get("/v1/hello")
        if answer.status_code != httpx.codes.OK:
            raise PeerUnreachable(f"{peer.node} answered {answer.status_code}")


class _reaching:  # noqa: N801  reads as a phrase
    """A client whose failures are all ``PeerUnreachable``."""

    def __init__(self, peer: Entry) -> None:
        self.peer = peer
        self.client = _client(peer)

    def __enter__(self) -> httpx.Client:
        return self.client

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, *_: object
    ) -> None:
        self.client.close()
        if isinstance(fault, httpx.HTTPError):
            raise PeerUnreachable(
                f"{self.peer.node} cannot be reached at {self.peer.endpoint}: "
                f"{type(fault).__name__}"
            ) from fault
