"""A node's own entry in the directory: who it is, its keys, what it may be sent.

Each entry is signed by a signing key it lists itself; so the secretariat can leave a State out
but cannot change what it says (guide/security.md 3.3). Keys that are out of use stay listed with
their dates, so that old evidence still verifies.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

from comity.exchange import canonical, evidence, fields, suites
from comity.exchange.evidence import Kind, SigningKey, is_weak, key_id
from comity.exchange.fields import Json, refuse
from comity.exchange.refusals import Code, MalformedError
from comity.exchange.suites import PublicSealingKey

_FIELDS = frozenset(
    {"node", "kind", "name", "authority", "endpoint", "tls", "signing", "sealing"}
    | {"suites", "accepts", "languages", "versions", "issued"}
)
_MAX_KEYS = 20


class NodeKind(StrEnum):
    """A State's node, or the secretariat's."""

    STATE = "state"
    SECRETARIAT = "secretariat"


@dataclass(frozen=True, slots=True)
class ListedSigningKey:
    """A public signing key, 32 raw bytes, with the time from and until which it signs."""

    kid: str
    public: bytes
    not_before: datetime
    not_after: datetime

    def holds_at(self, moment: datetime) -> bool:
        """Whether it may sign at this moment."""
        return self.not_before <= moment < self.not_after


@dataclass(frozen=True, slots=True)
class ListedSealingKey:
    """A public sealing key with the time from and until which others seal to it."""

    kid: str
    suite: str
    public: bytes
    not_before: datetime
    not_after: datetime

    def holds_at(self, moment: datetime) -> bool:
        """Whether others may seal to it at this moment."""
        return self.not_before <= moment < self.not_after

    def key(self) -> PublicSealingKey:
        """What ``envelope.seal`` needs."""
        return PublicSealingKey(self.kid, self.suite, self.public)


@dataclass(frozen=True, slots=True)
class Entry:
    """One node as it describes itself.

    Args:
        node: code, ``IT`` or ``SEC``; kind: State or secretariat.
        name: name of the node by language code; authority: official name of the authority.
        endpoint: base URL, https; empty for a node that only fetches.
        tls: its TLS certificate, PEM.
        signing, sealing: its keys.
        suites: suites it opens; accepts: types of message it may be sent.
        languages: languages it reads; versions: protocol versions it speaks.
        issued: when it signed this entry.
    """

    node: str
    kind: NodeKind
    name: Mapping[str, str]
    authority: str
    endpoint: str
    tls: str
    signing: tuple[ListedSigningKey, ...]
    sealing: tuple[ListedSealingKey, ...]
    suites: tuple[str, ...]
    accepts: tuple[str, ...]
    languages: tuple[str, ...]
    versions: tuple[str, ...]
    issued: datetime

    def to_json(self) -> dict[str, object]:
        """The JSON object that is signed."""
        return {
            "node": self.node,
            "kind": self.kind.value,
            "name": dict(self.name),
            "authority": self.authority,
            "endpoint": self.endpoint,
            "tls": self.tls,
            "signing": [_signing_json(key) for key in self.signing],
            "sealing": [_sealing_json(key) for key in self.sealing],
            "suites": list(self.suites),
            "accepts": list(self.accepts),
            "languages": list(self.languages),
            "versions": list(self.versions),
            "issued": canonical.to_instant(self.issued),
        }

    def tls_fingerprint(self) -> str:
        """SHA-256 of the certificate's DER bytes, 64 hex digits."""
        return certificate_fingerprint(self.tls)


def certificate_fingerprint(pem: str) -> str:
    """SHA-256 of a certificate's DER bytes, 64 hex digits.

    Raises:
        ValueError: not one PEM certificate.
    """
    try:
        return x509.load_pem_x509_certificate(pem.encode()).fingerprint(SHA256()).hex()
    except x509.InvalidVersion as problem:
        raise ValueError("not a certificate of a known version") from problem


def make_entry(entry: Entry, key: SigningKey) -> str:
    """The entry as a JWS compact text signed by one of the keys it lists.

    Raises:
        MalformedError: SCHEMA, naming the field; UNKNOWN_SIGNING_KEY, when the entry does not
            list the key or not for the time of issue.
    """
    token = evidence.sign(Kind.ENTRY, entry.to_json(), key)
    read_entry(token)
    return token


def read_entry(token: str) -> Entry:
    """An entry, verified against the keys it lists itself.

    Whether it is the entry of whom it says is the root's affair: ``directory``.

    Raises:
        MalformedError: SCHEMA, UNKNOWN_SIGNING_KEY, SIGNATURE, NOT_CANONICAL or MALFORMED.
    """
    claim = evidence.unverified(Kind.ENTRY, token)
    entry = _entry(claim.payload)
    for key in entry.signing:
        if key.kid == claim.kid and key.holds_at(entry.issued):
            evidence.verify(Kind.ENTRY, token, key.public)
            return entry
    raise MalformedError(Code.UNKNOWN_SIGNING_KEY, f"{entry.node}: not signed by a key it lists")


def _entry(data: Json) -> Entry:
    fields.exactly(data, _FIELDS)
    return Entry(
        node=fields.text(data, "node", fields.NODE),
        kind=NodeKind(fields.text(data, "kind", "state|secretariat")),
        name=_names(fields.item(data, "name")),
        authority=fields.text(data, "authority"),
        endpoint=fields.text(data, "endpoint", r"(https://[A-Za-z0-9.:\[\]-]{1,250}(/[^\s@]*)?)?"),
        tls=_certificate(data),
        signing=_signing_keys(data),
        sealing=_sealing_keys(data),
        suites=fields.texts(data, "suites", "|".join(suites.SUITES)),
        accepts=fields.texts(data, "accepts", fields.TYPE, 500),
        languages=fields.texts(data, "languages", fields.LANGUAGE),
        versions=fields.texts(data, "versions", fields.WORD),
        issued=fields.instant(data, "issued"),
    )


def _names(data: Json) -> dict[str, str]:
    if not data:
        raise refuse("name", "is empty")
    for language in data:
        fields.text({"name": language}, "name", fields.LANGUAGE)
    return {language: fields.text(data, language) for language in data}


def _certificate(data: Json) -> str:
    pem = fields.text(data, "tls", r"(?s).{1,20000}")
    try:
        certificate_fingerprint(pem)
    except ValueError as problem:
        raise refuse("tls", "not a PEM certificate") from problem
    return pem


def _signing_keys(data: Json) -> tuple[ListedSigningKey, ...]:
    rows = fields.items(data, "signing", _MAX_KEYS)
    keys = tuple(_signing_key(row) for row in rows)
    if not keys or len({key.kid for key in keys}) != len(keys):
        raise refuse("signing", "lists no key, or one twice")
    return keys


def _signing_key(row: Json) -> ListedSigningKey:
    fields.exactly(row, {"kid", "x", "not_before", "not_after"})
    public = canonical.from_base64url(fields.text(row, "x", r"[A-Za-z0-9_-]{43}"))
    if is_weak(public):
        raise refuse("x", "is a key that binds nobody")
    return ListedSigningKey(_kid(row, public), public, *_span(row))


def _sealing_keys(data: Json) -> tuple[ListedSealingKey, ...]:
    keys = tuple(_sealing_key(row) for row in fields.items(data, "sealing", _MAX_KEYS))
    if len({key.kid for key in keys}) != len(keys):
        raise refuse("sealing", "lists a key twice")
    return keys


def _sealing_key(row: Json) -> ListedSealingKey:
    fields.exactly(row, {"kid", "suite", "pk", "not_before", "not_after"})
    suite = fields.text(row, "suite", "|".join(suites.SUITES))
    public = canonical.from_base64url(fields.text(row, "pk", r"[A-Za-z0-9_-]{43,2000}"))
    if not suites.is_sealing_key(suite, public):
        raise refuse("pk", f"is not a key of suite {suite}")
    return ListedSealingKey(_kid(row, public), suite, public, *_span(row))


def _kid(row: Json, public: bytes) -> str:
    kid = fields.text(row, "kid", fields.KEY_ID)
    if kid != key_id(public):
        raise refuse("kid", "is not the name of this key")
    return kid


def _span(row: Json) -> tuple[datetime, datetime]:
    start, end = fields.instant(row, "not_before"), fields.instant(row, "not_after")
    if end <= start:
        raise refuse("not_after", "is not after not_before")
    return start, end


def _signing_json(key: ListedSigningKey) -> dict[str, object]:
    return {
        "kid": key.kid,
        "x": canonical.to_base64url(key.public),
        "not_before": canonical.to_instant(key.not_before),
        "not_after": canonical.to_instant(key.not_after),
    }


def _sealing_json(key: ListedSealingKey) -> dict[str, object]:
    return {
        "kid": key.kid,
        "suite": key.suite,
        "pk": canonical.to_base64url(key.public),
        "not_before": canonical.to_instant(key.not_before),
        "not_after": canonical.to_instant(key.not_after),
    }
