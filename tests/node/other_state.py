"""The other State, in memory: real keys, real signatures, real sealing; no process, no socket."""

import base64
import hashlib
import secrets
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from comity.assistance.wire import Type
from comity.exchange import canonical, envelope, evidence, manifest, receipts
from comity.exchange.directory import Directory
from comity.exchange.receipts import Receipt, Stage
from comity.exchange.refusals import Code
from comity_node.configuration import Listener, NodeSettings
from comity_node.ports import exchange_keys, keystore

BODY = {"subject": "Appointment", "text": "+999 10 555 0142 نص", "by": "H. El-Banhawy"}


def now() -> datetime:
    return datetime.now(tz=UTC).replace(microsecond=0)


@dataclass
class OtherState:
    """One peer; ``sent`` counts its stream to us, ``came`` what it took in from us."""

    settings: NodeSettings
    directory: Directory | None = None
    last: str = ""
    seq: int = 0
    came: list[envelope.Opened] = field(default_factory=list)

    @classmethod
    def make(cls, code: str, home: Path, beside: NodeSettings) -> "OtherState":
        settings = replace(
            beside, home=home, code=code, exchange=Listener("127.0.0.1", 1, "https://127.0.0.1:1")
        )
        home.mkdir(parents=True)
        keystore.make_local(settings.keys)
        keystore.make_tls(settings.keys, code, ["127.0.0.1"])
        exchange_keys.make(settings.keys, secretariat=False)
        return cls(settings)

    @property
    def code(self) -> str:
        return self.settings.code

    @property
    def keys(self) -> exchange_keys.ExchangeKeys:
        return exchange_keys.read(self.settings.keys)

    @property
    def certificate(self) -> str:
        """SHA-256 of the DER bytes of its TLS certificate, as the listener sees it."""
        pem = (self.settings.keys / "tls.crt").read_text(encoding="ascii")
        return hashlib.sha256(base64.b64decode("".join(pem.split("\n")[1:-2]))).hexdigest()

    def entry(self) -> str:
        return exchange_keys.entry(self.settings, now())

    # --- writing to us -------------------------------------------------------------------

    def say(self, body: bytes, **changes: object) -> manifest.Manifest:
        """The next message of its stream of letters; ``changes`` make it another."""
        assert self.directory is not None
        plain = manifest.Manifest(
            typ=Type.LETTER.value,
            mid=manifest.make_mid(now(), secrets.token_bytes(10)),
            frm=self.code,
            to="IT",
            cas=f"{self.code}-letters",
            epo=1,
            seq=self.seq + 1,
            iat=now(),
            exp=now() + timedelta(days=30),
            hdl=manifest.Handling("H1", ()),
            cls=manifest.Class.ORDINARY,
            off=manifest.Officer("P-abc", "caseworker"),
            body=canonical.digest(body),
            dir=manifest.DirectoryMark(self.directory.version, self.directory.root),
            prv=self.last,
        )
        return replace(plain, **changes)

    def write(self, body: object = None, **changes: object) -> "Written":
        """Sign and seal a message to us, and count it as the last of its stream."""
        plain = body if isinstance(body, bytes) else canonical.encode(body or BODY)
        said = self.say(plain, **changes)
        token = evidence.sign(evidence.Kind.MESSAGE, said.to_json(), self.keys.sign)
        self.last, self.seq = canonical.digest(token), said.seq
        return Written(said, token, plain, self.seal(said, token, plain))

    def seal(self, said: manifest.Manifest, token: str, body: bytes) -> bytes:
        assert self.directory is not None
        key = self.directory.sealing_key_for("IT", now())
        assert key is not None
        return envelope.seal(token, body, to="IT", mid=said.mid, key=key)

    # --- taking in from us ---------------------------------------------------------------

    def take(self, sealed: bytes, **changes: object) -> str:
        """Open what came and sign its receipt; ``changes`` make it another receipt."""
        opened = envelope.open_sealed(sealed, self.keys.opening())
        self.came.append(opened)
        plain = Receipt(
            stage=Stage.DELIVERED,
            by=self.code,
            peer="IT",
            at=now(),
            index=len(self.came),
            root="0" * 64,
            mid=opened.outer.mid,
            evidence=canonical.digest(opened.evidence),
        )
        return receipts.sign_receipt(replace(plain, **changes), self.keys.sign)

    def take_for(self, other: "OtherState", sealed: bytes) -> str:
        """A receipt in another's name under our key."""
        opened = envelope.open_sealed(sealed, other.keys.opening())
        forged = Receipt(
            Stage.DELIVERED, other.code, "IT", now(), 0, "0" * 64,
            opened.outer.mid, canonical.digest(opened.evidence),
        )  # fmt: skip
        return receipts.sign_receipt(forged, self.keys.sign)

    def refuse(self, sealed: bytes, code: Code) -> str:
        return self.take(sealed, stage=Stage.REFUSED, code=code)


@dataclass(frozen=True)
class Written:
    """A message on its way to us."""

    said: manifest.Manifest
    token: str
    body: bytes
    sealed: bytes
