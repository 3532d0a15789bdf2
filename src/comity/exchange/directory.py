"""Who takes part: one file, signed by the secretariat's root key, of entries signed by nodes.

A simplification of The Update Framework (guide/security.md 3.3): one root key whose fingerprint
every node pins by hand, a version that only rises, an expiry. It has no thresholds, delegations
or witnesses; a stolen root key can still not forge a State's message under that State's old key,
and ``changed_keys`` names every node whose key changed without its former key's signature.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from comity.exchange import canonical, evidence, fields, suites
from comity.exchange.entries import Entry, read_entry
from comity.exchange.evidence import Kind, SigningKey
from comity.exchange.refusals import MalformedError
from comity.exchange.suites import PublicSealingKey

GRACE = timedelta(days=7)
MAX_BYTES = 16 * 1024 * 1024
MAX_ENTRIES = 1000
_SKEW = timedelta(days=1)


class Fault(StrEnum):
    """Why a directory file is not installed."""

    MALFORMED = "malformed"
    WRONG_ROOT = "wrong_root"
    SIGNATURE = "signature"
    ROLLBACK = "rollback"
    SPLIT = "split"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    BAD_ENTRY = "bad_entry"
    TWO_ENTRIES = "two_entries"


ADVICE: dict[Fault, str] = {
    Fault.MALFORMED: "The file is not a directory or was damaged. Fetch it again.",
    Fault.WRONG_ROOT: "The file is signed by another root than the one you pinned. Do not install "
    "it; telephone the secretariat and compare fingerprints aloud.",
    Fault.SIGNATURE: "The root's signature does not fit the file: it was changed. Do not install "
    "it; fetch it again and tell the secretariat.",
    Fault.ROLLBACK: "The file is older than the directory you hold. Keep yours; ask the "
    "secretariat why an old file is being offered.",
    Fault.SPLIT: "The file bears the version you hold and says something else. Keep yours; tell "
    "the secretariat and another State: two directories are in circulation.",
    Fault.EXPIRED: "The file is past its date. Fetch a newer one; if there is none, telephone "
    "the secretariat.",
    Fault.NOT_YET: "The file is dated in the future. Check your node's clock, then try again.",
    Fault.BAD_ENTRY: "The entry of a node is faulty. Do not install the file; tell the "
    "secretariat which entry, as the detail says.",
    Fault.TWO_ENTRIES: "The file has two entries for one node, key or certificate. Do not install "
    "it; tell the secretariat which, as the detail says.",
}


class Freshness(StrEnum):
    """CURRENT: use it. GRACE: known peers only, no new ones. STALE: stop exchanging."""

    CURRENT = "current"
    GRACE = "grace"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class DirectoryRefusal:
    """A directory that must not be installed; ``detail`` names the entry or field."""

    fault: Fault
    detail: str

    @property
    def advice(self) -> str:
        """What the operator should do, in English."""
        return ADVICE[self.fault]


@dataclass(frozen=True, slots=True)
class Directory:
    """A verified directory; made by ``verify_directory`` alone.

    Args:
        root: SHA-256 of the root key; digest: SHA-256 of the file; both 64 hex digits.
        entries: entry by node code.
        signers: by node code, the ``kid`` that signed the entry.
        certificates: node code by SHA-256 of the TLS certificate, 64 hex digits.
    """

    version: int
    issued: datetime
    expires: datetime
    root: str
    digest: str
    entries: Mapping[str, Entry]
    signers: Mapping[str, str]
    certificates: Mapping[str, str]

    def peer(self, code: str) -> Entry | None:
        """The entry of a node."""
        return self.entries.get(code)

    def peer_of_certificate(self, fingerprint: str) -> Entry | None:
        """The node whose TLS certificate has this SHA-256 (64 hex digits)."""
        return self.entries.get(self.certificates.get(fingerprint, ""))

    def signing_key(self, code: str, kid: str) -> bytes | None:
        """A signing key of a node, in use or not: 32 raw bytes. Fits ``evidence.KeyLookup``."""
        entry = self.entries.get(code)
        keys = entry.signing if entry else ()
        return next((key.public for key in keys if key.kid == kid), None)

    def sealing_key_for(self, code: str, now: datetime) -> PublicSealingKey | None:
        """The key to seal to now: the best suite the node accepts, then the newest key."""
        entry = self.entries.get(code)
        if entry is None:
            return None
        usable = [k for k in entry.sealing if k.suite in entry.suites and k.holds_at(now)]
        rank = {suite: place for place, suite in enumerate(reversed(suites.SUITES))}
        best = max(usable, key=lambda k: (rank[k.suite], k.not_before, k.kid), default=None)
        return best.key() if best else None

    def freshness(self, now: datetime) -> Freshness:
        """Whether it may still be used (guide/security.md T16)."""
        if now < self.expires:
            return Freshness.CURRENT
        return Freshness.GRACE if now < self.expires + GRACE else Freshness.STALE


def fingerprint(public: bytes) -> str:
    """SHA-256 of a raw public key as 16 groups of 4 hex digits, to be read aloud."""
    digits = canonical.digest(public)
    return " ".join(digits[i : i + 4] for i in range(0, 64, 4))


def sign_directory(
    entries: list[str], root: SigningKey, *, version: int, issued: datetime, expires: datetime
) -> str:
    """The directory file.

    Args:
        entries: entry JWS of each node, from ``make_entry``.
        root: the secretariat's root key.
        version: one more than the last.

    Raises:
        ValueError: what ``verify_directory`` would say against it.
    """
    payload: dict[str, object] = {
        "version": version,
        "issued": canonical.to_instant(issued),
        "expires": canonical.to_instant(expires),
        "root": canonical.to_base64url(root.public),
        "entries": list(entries),
    }
    token = evidence.sign(Kind.DIRECTORY, payload, root)
    verdict = verify_directory(token, fingerprint(root.public), now=issued)
    if isinstance(verdict, DirectoryRefusal):
        raise ValueError(f"{verdict.fault.value}: {verdict.detail}")
    return token


def verify_directory(
    token: str, root_fingerprint: str, *, now: datetime, held: Directory | None = None
) -> Directory | DirectoryRefusal:
    """The directory of a file, or why it must not be installed.

    Args:
        token: text of the file.
        root_fingerprint: the pinned root, 64 hex digits, spaces and case as you like.
        now: the moment to judge expiry at.
        held: the directory installed before, if any.
    """
    try:
        directory = _read(token, root_fingerprint)
    except _FaultError as problem:
        return DirectoryRefusal(problem.fault, problem.detail)
    fault = _judge_time(directory, now) or _judge_version(directory, held)
    return fault or directory


def changed_keys(old: Directory, new: Directory) -> tuple[str, ...]:
    """Nodes of both whose new entry is not signed by a key the old one listed: telephone them."""
    return tuple(
        code
        for code, kid in sorted(new.signers.items())
        if code in old.entries and old.signing_key(code, kid) is None
    )


class _FaultError(Exception):
    def __init__(self, fault: Fault, detail: str) -> None:
        super().__init__(detail)
        self.fault = fault
        self.detail = detail


def _read(token: str, pinned: str) -> Directory:
    if len(token) > MAX_BYTES:
        raise _FaultError(Fault.MALFORMED, "the file is too long")
    try:
        claim = evidence.unverified(Kind.DIRECTORY, token)
        root = canonical.from_base64url(fields.text(claim.payload, "root", r"[A-Za-z0-9_-]{43}"))
    except MalformedError as problem:
        raise _FaultError(Fault.MALFORMED, problem.detail) from problem
    if canonical.digest(root) != "".join(pinned.split()).lower():
        raise _FaultError(Fault.WRONG_ROOT, f"signed by {fingerprint(root)}")
    try:
        payload = evidence.verify(Kind.DIRECTORY, token, root)
    except MalformedError as problem:
        raise _FaultError(Fault.SIGNATURE, problem.detail) from problem
    return _directory(payload, canonical.digest(root), canonical.digest(token))


def _directory(payload: fields.Json, root: str, digest: str) -> Directory:
    try:
        fields.exactly(payload, {"version", "issued", "expires", "root", "entries"})
        version = fields.whole(payload, "version", 1)
        issued, expires = fields.instant(payload, "issued"), fields.instant(payload, "expires")
        tokens = fields.texts(payload, "entries", r"[A-Za-z0-9_.-]{1,100000}", MAX_ENTRIES)
    except MalformedError as problem:
        raise _FaultError(Fault.MALFORMED, problem.detail) from problem
    entries = _entries(tokens)
    signers = {
        node: evidence.unverified(Kind.ENTRY, token).kid
        for node, token in zip(entries, tokens, strict=True)
    }
    certificates = {entry.tls_fingerprint(): node for node, entry in entries.items()}
    return Directory(version, issued, expires, root, digest, entries, signers, certificates)


def _entries(tokens: tuple[str, ...]) -> dict[str, Entry]:
    """Entry by node code, in the order of the tokens."""
    entries: dict[str, Entry] = {}
    taken: set[str] = set()
    for place, token in enumerate(tokens):
        try:
            entry = read_entry(token)
        except MalformedError as problem:
            raise _FaultError(Fault.BAD_ENTRY, f"entry {place}: {problem.detail}") from problem
        unique = {entry.node, entry.tls_fingerprint(), *(key.kid for key in entry.signing)}
        if both := unique & taken:
            raise _FaultError(Fault.TWO_ENTRIES, f"entry {place} ({entry.node}): {min(both)}")
        taken |= unique
        entries[entry.node] = entry
    return entries


def _judge_time(directory: Directory, now: datetime) -> DirectoryRefusal | None:
    if directory.issued > now + _SKEW:
        return DirectoryRefusal(Fault.NOT_YET, canonical.to_instant(directory.issued))
    if directory.expires <= now or directory.expires <= directory.issued:
        return DirectoryRefusal(Fault.EXPIRED, canonical.to_instant(directory.expires))
    return None


def _judge_version(new: Directory, held: Directory | None) -> DirectoryRefusal | None:
    if held is None or new.version > held.version:
        return None
    if new.version < held.version:
        return DirectoryRefusal(Fault.ROLLBACK, f"version {new.version}, held {held.version}")
    if new.digest != held.digest:
        return DirectoryRefusal(Fault.SPLIT, f"version {new.version}")
    return None
