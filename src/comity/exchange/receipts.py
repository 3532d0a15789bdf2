"""What a node signs about a message it sent or got: guide/security.md 3.6, after ETSI EN 319 522.

A receipt names the digest of the evidence J, its time, and the place of its entry in the
signer's audit log. A refusal of bytes that never opened names the digest of the sealed bytes.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from comity.exchange import canonical, evidence, fields
from comity.exchange.evidence import KeyLookup, SigningKey
from comity.exchange.fields import Json, refuse
from comity.exchange.manifest import read_manifest
from comity.exchange.refusals import Code, MalformedError


class Stage(StrEnum):
    """How far a message came; beside each its ETSI REM name."""

    SUBMITTED = "submitted"  # SUBMISSION_ACCEPTANCE: own node durably holds it
    DELIVERED = "delivered"  # RELAY_REMMD_ACCEPTANCE: peer verified, decrypted, committed
    REFUSED = "refused"  # RELAY_REMMD_REJECTION, with a code
    AVAILABLE = "available"  # DELIVERY: in a competent unit's queue
    RETRIEVED = "retrieved"  # RETRIEVAL: a person of a role opened it
    ACCEPTED = "accepted"  # legal decision to execute
    DECLINED = "declined"  # legal decision not to, with its ground
    EXPIRED = "expired"  # RELAY_REMMD_FAILURE: own node gave up at exp


# Signed by the sender's own node; all others by the recipient's.
OWN = frozenset({Stage.SUBMITTED, Stage.EXPIRED})
_ALWAYS = frozenset({"stage", "by", "peer", "at", "index", "root"})
_NEEDS: dict[Stage, frozenset[str]] = {
    Stage.REFUSED: frozenset({"code"}),
    Stage.RETRIEVED: frozenset({"actor", "role"}),
    Stage.DECLINED: frozenset({"ground"}),
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """One receipt; optional texts are empty when they do not apply.

    Args:
        stage: how far the message came.
        by: node that signs; peer: the other node of the message.
        at: signer's time.
        index: place of this event in the signer's audit log, from 0.
        root: root of that log once the event is in it, 64 hex digits.
        mid: the message, empty only when refused bytes do not tell.
        evidence: SHA-256 of J, hex; empty only when refused bytes did not open.
        sealed: SHA-256 of the sealed bytes, hex; only in a refusal.
        code: why refused; detail: which field, for the operator.
        ground: why declined, a code of the requested State's law.
        actor: pseudonym of the person who opened it; role: in which role.
    """

    stage: Stage
    by: str
    peer: str
    at: datetime
    index: int
    root: str
    mid: str = ""
    evidence: str = ""
    sealed: str = ""
    code: Code | None = None
    detail: str = ""
    ground: str = ""
    actor: str = ""
    role: str = ""

    def to_json(self) -> dict[str, object]:
        """The JSON object that is signed; what does not apply is left out."""
        always: dict[str, object] = {
            "stage": self.stage.value,
            "by": self.by,
            "peer": self.peer,
            "at": canonical.to_instant(self.at),
            "index": self.index,
            "root": self.root,
        }
        optional = {
            "mid": self.mid,
            "evidence": self.evidence,
            "sealed": self.sealed,
            "code": self.code.value if self.code else "",
            "detail": self.detail,
            "ground": self.ground,
            "actor": self.actor,
            "role": self.role,
        }
        return always | {name: value for name, value in optional.items() if value}


_OPTIONAL = {
    "mid": fields.UUID7,
    "evidence": fields.SHA256,
    "sealed": fields.SHA256,
    "detail": r"[^\x00]{1,300}",
    "ground": fields.WORD,
    "actor": fields.WORD,
    "role": fields.WORD,
}


def sign_receipt(receipt: Receipt, key: SigningKey) -> str:
    """The receipt as a JWS compact text.

    Raises:
        MalformedError: SCHEMA, when the receipt lacks what its stage needs.
    """
    payload = receipt.to_json()
    _read(payload)
    return evidence.sign(evidence.Kind.RECEIPT, payload, key)


def read_receipt(token: str, keys: KeyLookup) -> Receipt:
    """A receipt, verified with a key of the node that claims to have signed it.

    Raises:
        MalformedError: UNKNOWN_SIGNING_KEY, SIGNATURE, NOT_CANONICAL, MALFORMED or SCHEMA.
    """
    claim = evidence.unverified(evidence.Kind.RECEIPT, token)
    by = fields.text(claim.payload, "by", fields.NODE)
    return _read(evidence.verify_of(evidence.Kind.RECEIPT, token, by, keys))


def match_receipt(receipt: Receipt, token: str) -> None:
    """Whether a verified receipt is about this evidence and from the node that may say so.

    Args:
        receipt: from ``read_receipt``.
        token: the evidence J; its signature is not checked here.

    Raises:
        MalformedError: WRONG_MESSAGE, or whatever is wrong with J.
    """
    claim = evidence.unverified(evidence.Kind.MESSAGE, token)
    manifest = read_manifest(claim.payload)
    ends = (manifest.frm, manifest.to)
    if receipt.evidence != canonical.digest(token) or receipt.mid != manifest.mid:
        raise MalformedError(Code.WRONG_MESSAGE, "the receipt is for another message")
    if (receipt.by, receipt.peer) != (ends if receipt.stage in OWN else ends[::-1]):
        raise MalformedError(Code.WRONG_MESSAGE, f"{receipt.by} cannot say {receipt.stage.value}")


def match_refusal(receipt: Receipt, sealed_digest: str, sender: str, recipient: str) -> None:
    """Whether a verified refusal is about these sealed bytes, which the peer could not open.

    Raises:
        MalformedError: WRONG_MESSAGE.
    """
    right = receipt.stage is Stage.REFUSED and receipt.sealed == sealed_digest
    if not right or (receipt.by, receipt.peer) != (recipient, sender):
        raise MalformedError(Code.WRONG_MESSAGE, "the refusal is for another message")


def _read(data: Json) -> Receipt:
    stage = Stage(fields.text(data, "stage", "|".join(each.value for each in Stage)))
    _check_stage(data, stage)
    texts = {name: fields.text(data, name, _OPTIONAL[name]) for name in _OPTIONAL if name in data}
    return Receipt(
        stage=stage,
        by=fields.text(data, "by", fields.NODE),
        peer=fields.text(data, "peer", fields.NODE),
        at=fields.instant(data, "at"),
        index=fields.whole(data, "index", 0),
        root=fields.text(data, "root", fields.SHA256),
        code=_code(data) if "code" in data else None,
        **texts,
    )


def _check_stage(data: Json, stage: Stage) -> None:
    """A refusal may lack the evidence it could not read; nothing else may."""
    needs = _ALWAYS | _NEEDS.get(stage, frozenset())
    if stage is not Stage.REFUSED:
        fields.exactly(data, needs | {"mid", "evidence"})
        return
    fields.exactly(data, needs, {"mid", "evidence", "sealed", "detail"})
    if "evidence" not in data and "sealed" not in data:
        raise refuse("evidence", "a refusal names the evidence or the sealed bytes")


def _code(data: Json) -> Code:
    return Code(fields.text(data, "code", "|".join(each.value for each in Code)))
