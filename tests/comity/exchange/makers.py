"""Two nodes, a secretariat and their directory, all from fixed seeds."""

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from comity.exchange import canonical, directory, entries, envelope, evidence, manifest, suites
from comity.exchange.evidence import Kind, SigningKey, signing_key
from comity.exchange.inspect import Policy
from comity.exchange.suites import SealingKey, sealing_key

T0 = datetime(2026, 3, 1, 10, 0, 0, tzinfo=UTC)
DAY = timedelta(days=1)
REQUEST = "cj/mla-request/1"
BODY = "Sehr geehrte Kollegen, القاهرة تطلب المساعدة".encode()


def seed(label: str) -> bytes:
    return hashlib.sha256(label.encode()).digest()


ROOT = signing_key(seed("root"))
FINGERPRINT = directory.fingerprint(ROOT.public)


@dataclass(frozen=True)
class Node:
    code: str
    signing: SigningKey
    xwing: SealingKey
    x25519: SealingKey
    tls: str

    @property
    def keys(self):
        return {key.kid: key for key in (self.xwing, self.x25519)}

    @property
    def certificate(self):
        return entries.certificate_fingerprint(self.tls)


def certificate(code: str) -> str:
    key = Ed25519PrivateKey.from_private_bytes(seed(f"{code} tls"))
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, code)])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    builder = builder.public_key(key.public_key()).serial_number(7)
    builder = builder.not_valid_before(T0 - DAY).not_valid_after(T0 + 365 * DAY)
    return builder.sign(key, None).public_bytes(Encoding.PEM).decode()


def node(code: str) -> Node:
    return Node(
        code,
        signing_key(seed(f"{code} signing")),
        sealing_key("2", seed(f"{code} sealing 2")),
        sealing_key("1", seed(f"{code} sealing 1")),
        certificate(code),
    )


ITALY, EGYPT, FRANCE = node("IT"), node("EG"), node("FR")


def listed_signing(key: SigningKey, start=T0 - 10 * DAY, end=T0 + 365 * DAY):
    return entries.ListedSigningKey(key.kid, key.public, start, end)


def listed_sealing(key: SealingKey, start=T0 - 10 * DAY, end=T0 + 60 * DAY):
    return entries.ListedSealingKey(key.kid, key.suite, key.public, start, end)


def entry(of: Node, **changes) -> entries.Entry:
    plain = entries.Entry(
        node=of.code,
        kind=entries.NodeKind.STATE,
        name={"en": f"Node {of.code}", "ar": "عقدة"},
        authority=f"Ministry of Justice of {of.code}",
        endpoint=f"https://{of.code.lower()}.example:8443/",
        tls=of.tls,
        signing=(listed_signing(of.signing),),
        sealing=(listed_sealing(of.xwing), listed_sealing(of.x25519)),
        suites=("2", "1"),
        accepts=(REQUEST,),
        languages=("en", "ar"),
        versions=("1",),
        issued=T0,
    )
    return replace(plain, **changes)


def entry_token(of: Node, **changes) -> str:
    return entries.make_entry(entry(of, **changes), of.signing)


def directory_token(*tokens: str, version=3, root=ROOT, issued=T0, expires=T0 + 30 * DAY) -> str:
    tokens = tokens or (entry_token(ITALY), entry_token(EGYPT), entry_token(FRANCE))
    payload = {
        "version": version,
        "issued": canonical.to_instant(issued),
        "expires": canonical.to_instant(expires),
        "root": canonical.to_base64url(root.public),
        "entries": list(tokens),
    }
    return evidence.sign(Kind.DIRECTORY, payload, root)


def installed(*tokens: str, **changes) -> directory.Directory:
    verdict = directory.verify_directory(directory_token(*tokens, **changes), FINGERPRINT, now=T0)
    assert isinstance(verdict, directory.Directory), verdict
    return verdict


def a_manifest(frm=ITALY, to=EGYPT, body=BODY, **changes) -> manifest.Manifest:
    plain = manifest.Manifest(
        typ=REQUEST,
        mid=manifest.make_mid(T0, seed("mid")[:10]),
        frm=frm.code,
        to=to.code,
        cas="IT-2026-0042",
        epo=1,
        seq=1,
        iat=T0,
        exp=T0 + 30 * DAY,
        hdl=manifest.Handling("H1", ("mla",)),
        cls=manifest.Class.ORDINARY,
        off=manifest.Officer("o-7f3a", "magistrate"),
        body=canonical.digest(body),
        dir=manifest.DirectoryMark(3, canonical.digest(ROOT.public)),
    )
    return replace(plain, **changes)


def signed(said, key=ITALY.signing) -> str:
    payload = said.to_json() if isinstance(said, manifest.Manifest) else said
    return evidence.sign(Kind.MESSAGE, payload, key)


def public(key: SealingKey) -> suites.PublicSealingKey:
    return suites.PublicSealingKey(key.kid, key.suite, key.public)


def sealed(token: str, body=BODY, to=EGYPT, key=None, mid=None) -> bytes:
    mid = mid or a_manifest().mid
    return envelope.seal(token, body, to=to.code, mid=mid, key=public(key or to.xwing))


def policy(of=EGYPT, **changes) -> Policy:
    return replace(Policy(of.code, frozenset({"1", "2"}), frozenset({REQUEST})), **changes)
