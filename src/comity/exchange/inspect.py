"""A receiver's checks in their order, cheapest first: guide/security.md 3.5.

Pure. What needs memory stays with the shell and comes after: quota, ``mid`` seen before,
streams, parts, malware. Whether our own directory is too old is asked before: ``freshness``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from comity.exchange import canonical, evidence, fields
from comity.exchange.directory import Directory
from comity.exchange.entries import Entry
from comity.exchange.envelope import MAX_SEALED_BYTES, Opened, open_sealed, read_outer
from comity.exchange.evidence import Kind
from comity.exchange.fields import Json
from comity.exchange.manifest import Manifest, read_manifest
from comity.exchange.refusals import Code, MalformedError, advice
from comity.exchange.suites import SealingKey


@dataclass(frozen=True, slots=True)
class Policy:
    """What this node goes by.

    Args:
        node: our code.
        suites: suites our own entry lists; accepts: types our competent authorities take.
        skew: how wrong a clock may be before a message counts as expired.
        ahead: how far a sender's clock may run before ours; longest: from ``iat`` to ``exp``.
        key_grace: how long after a signing key ended its messages may still arrive.
        max_sealed: bytes of the largest sealed message.
        max_attachments: how many; max_attachment: bytes of the largest plain file.
    """

    node: str
    suites: frozenset[str]
    accepts: frozenset[str]
    skew: timedelta = timedelta(minutes=5)
    ahead: timedelta = timedelta(days=1)
    longest: timedelta = timedelta(days=366)
    key_grace: timedelta = timedelta(days=30)
    max_sealed: int = MAX_SEALED_BYTES
    max_attachments: int = 50
    max_attachment: int = 4 * 1024**3


@dataclass(frozen=True, slots=True)
class Accepted:
    """A message in which everything that can be checked without memory is right.

    Args:
        manifest: what it says; evidence: J as it came, to be kept for ever.
        digest: SHA-256 of J, hex, the key for duplicates and receipts.
        body: its bytes; sealed: SHA-256 of the sealed bytes; sender: entry of the sender.
    """

    manifest: Manifest
    evidence: str
    digest: str
    body: bytes
    sealed: str
    sender: Entry


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not, and all that is known for the signed receipt ``refused``.

    Args:
        code: from the closed list; detail: which field or step.
        sealed: SHA-256 of the sealed bytes, hex.
        mid: the message as the outside named it, empty when unreadable.
        digest: SHA-256 of J, hex, empty when it did not open.
        peer: node that brought it (by its certificate), empty when unknown.
    """

    code: Code
    detail: str
    sealed: str
    mid: str = ""
    digest: str = ""
    peer: str = ""

    @property
    def advice(self) -> str:
        """What the sender should do, in English."""
        return advice(self.code)


@dataclass(slots=True)
class _Seen:
    """What came to light before a check failed."""

    sealed: str
    mid: str = ""
    digest: str = ""
    peer: str = ""


def inspect(
    sealed: bytes,
    keys: Mapping[str, SealingKey],
    directory: Directory,
    peer_cert_fingerprint: str | None,
    now: datetime,
    policy: Policy,
) -> Accepted | Refusal:
    """Every check of 3.5 that needs no memory; never raises for what a peer can send.

    Args:
        sealed: bytes as they came.
        keys: our private sealing keys by ``kid``, those of the overlap too.
        directory: the one installed.
        peer_cert_fingerprint: SHA-256 (64 hex) of the TLS certificate of the node at the other
            end; None where no node is (removable media, AS4 folder).
        now: our time.
        policy: what we go by.
    """
    seen = _Seen(canonical.digest(sealed))
    try:
        return _inspect(sealed, keys, directory, peer_cert_fingerprint, now, policy, seen)
    except MalformedError as problem:
        return Refusal(problem.code, problem.detail, seen.sealed, seen.mid, seen.digest, seen.peer)


def _inspect(
    sealed: bytes,
    keys: Mapping[str, SealingKey],
    directory: Directory,
    certificate: str | None,
    now: datetime,
    policy: Policy,
    seen: _Seen,
) -> Accepted:
    seen.peer = _peer(directory, certificate)
    opened = _open(sealed, keys, policy, seen)
    seen.digest = canonical.digest(opened.evidence)
    claim = evidence.unverified(Kind.MESSAGE, opened.evidence)
    sender = _sender(claim.payload, directory, seen.peer)
    payload = evidence.verify_of(Kind.MESSAGE, opened.evidence, sender.node, directory.signing_key)
    _check_bindings(payload, opened, policy)
    _check_time(payload, sender, claim.kid, now, policy)
    manifest = read_manifest(payload)
    _check_competence(manifest, policy)
    _check_attachments(manifest, policy)
    return Accepted(manifest, opened.evidence, seen.digest, opened.body, seen.sealed, sender)


def _peer(directory: Directory, certificate: str | None) -> str:
    if certificate is None:
        return ""
    entry = directory.peer_of_certificate(certificate)
    if entry is None:
        raise MalformedError(Code.UNKNOWN_PEER, "no node has this certificate")
    return entry.node


def _open(sealed: bytes, keys: Mapping[str, SealingKey], policy: Policy, seen: _Seen) -> Opened:
    if len(sealed) > policy.max_sealed:
        raise MalformedError(Code.TOO_LARGE, f"more than {policy.max_sealed} bytes")
    outer = read_outer(sealed)
    seen.mid = outer.mid
    if outer.to != policy.node:
        raise MalformedError(Code.WRONG_RECIPIENT, "to: sealed for another node")
    if outer.s not in policy.suites:
        raise MalformedError(Code.UNSUPPORTED_SUITE, "s: not a suite our entry lists")
    return open_sealed(sealed, keys)


def _sender(payload: Json, directory: Directory, peer: str) -> Entry:
    frm = fields.text(payload, "frm", fields.NODE)
    if peer and frm != peer:
        raise MalformedError(Code.SENDER_NOT_PEER, f"{peer} brings a message of {frm}")
    entry = directory.peer(frm)
    if entry is None:
        raise MalformedError(Code.UNKNOWN_PEER, f"frm: {frm} is not in the directory")
    return entry


def _check_bindings(payload: Json, opened: Opened, policy: Policy) -> None:
    """Inside against outside; else a recipient could pass a signed message on as his to get."""
    if payload.get("to") != policy.node:
        raise MalformedError(Code.WRONG_RECIPIENT, "to: signed for another node")
    if payload.get("mid") != opened.outer.mid:
        raise MalformedError(Code.WRONG_MESSAGE, "mid: inside and outside differ")
    if payload.get("body") != canonical.digest(opened.body):
        raise MalformedError(Code.BODY_DIGEST, "body: not the one that was signed")


def _check_time(payload: Json, sender: Entry, kid: str, now: datetime, policy: Policy) -> None:
    signed, end = fields.instant(payload, "iat"), fields.instant(payload, "exp")
    if end < now - policy.skew:  # an instant of a peer may be the last there is
        raise MalformedError(Code.EXPIRED, "exp: is past")
    key = next(key for key in sender.signing if key.kid == kid)
    # A sender may date a message back, so a key that ended long ago is refused whatever iat says.
    early = signed < key.not_before or now + policy.skew < key.not_before
    if early or signed >= key.not_after or now - policy.key_grace >= key.not_after:
        raise MalformedError(Code.UNKNOWN_SIGNING_KEY, "kid: was not in use at that time")
    if signed > now + policy.ahead:
        raise MalformedError(Code.SCHEMA, "iat: lies in the future; set the sender's clock")
    if end - signed > policy.longest:
        raise MalformedError(Code.SCHEMA, f"exp: more than {policy.longest.days} days after iat")


def _check_competence(manifest: Manifest, policy: Policy) -> None:
    if manifest.typ not in policy.accepts:
        raise MalformedError(Code.NOT_COMPETENT, f"typ: {manifest.typ} is not taken here")


def _check_attachments(manifest: Manifest, policy: Policy) -> None:
    if len(manifest.att) > policy.max_attachments:
        raise MalformedError(Code.ATTACHMENT, f"att: more than {policy.max_attachments}")
    for place, each in enumerate(manifest.att):
        if each.size > policy.max_attachment:
            raise MalformedError(Code.ATTACHMENT, f"att {place}: too large")
        # 16 bytes of tag a part: a total that does not fit cannot be what was signed.
        if sum(part.size - 16 for part in each.parts) != each.size:
            raise MalformedError(Code.ATTACHMENT, f"att {place}: parts do not make up its size")
