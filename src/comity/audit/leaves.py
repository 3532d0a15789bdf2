"""One entry of the audit log as it is hashed into the tree.

A leaf names things by pseudonym only. What was done to whom is bound by a salted commitment:
when salt and details are destroyed, nothing about the person can be read or guessed from it
(guide/security.md part 4). Where salts and details are kept is the shell's affair.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

import rfc8785

from comity.audit.merkle import leaf_hash

SALT_BYTES = 32
MAX_BYTES = 16 * 1024
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_TEXTS = ("t", "kind", "actor", "role", "unit", "object", "justification", "case", "C")
_FIELDS = frozenset({"idx", "recipients", *_TEXTS})


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is hashed; every text may be empty but ``t``, ``kind`` and ``commitment``.

    Args:
        idx: place in the log, from 0.
        t: instant in UTC, ``2026-03-01T10:00:00Z``.
        kind: a kind of the catalogue.
        actor: pseudonym of the person or process that acted.
        role: role in which it acted.
        unit: its unit.
        target: pseudonym of what it acted on; ``object`` in the JSON.
        justification: code of the reason given.
        case: pseudonym of the case.
        recipients: node codes of those the data went to.
        commitment: ``commitment()`` of the details, 64 hex digits; ``C`` in the JSON.
    """

    idx: int
    t: str
    kind: str
    actor: str
    role: str
    unit: str
    target: str
    justification: str
    case: str
    recipients: tuple[str, ...]
    commitment: str

    def to_json(self) -> dict[str, object]:
        """The leaf as the JSON object that is hashed."""
        return {
            "idx": self.idx,
            "t": self.t,
            "kind": self.kind,
            "actor": self.actor,
            "role": self.role,
            "unit": self.unit,
            "object": self.target,
            "justification": self.justification,
            "case": self.case,
            "recipients": list(self.recipients),
            "C": self.commitment,
        }

    def to_bytes(self) -> bytes:
        """RFC 8785 canonical bytes."""
        return rfc8785.dumps(self.to_json())  # type: ignore[arg-type]

    def hash(self) -> bytes:
        """RFC 6962 2.1: SHA-256(0x00 || canonical bytes), 32 bytes."""
        return leaf_hash(self.to_bytes())


def commitment(salt: bytes, details: Mapping[str, str]) -> str:
    """HMAC-SHA-256 of the details' RFC 8785 bytes under the salt, in hex.

    Raises:
        ValueError: the salt is not ``SALT_BYTES`` long; a short one could be searched.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"salt must be {SALT_BYTES} bytes, not {len(salt)}")
    return hmac.new(salt, rfc8785.dumps(dict(details)), hashlib.sha256).hexdigest()


def opens(leaf: Leaf, salt: bytes, details: Mapping[str, str]) -> bool:
    """Whether these details and this salt are what the leaf committed to."""
    return hmac.compare_digest(leaf.commitment, commitment(salt, details))


def read_leaf(data: object) -> Leaf:
    """A leaf of its JSON object or of its exact canonical bytes.

    Raises:
        ValueError: not a leaf, or bytes that are not canonical.
    """
    if isinstance(data, bytes):
        if len(data) > MAX_BYTES:
            raise ValueError(f"a leaf has at most {MAX_BYTES} bytes")
        leaf = read_leaf(json.loads(data))
        if leaf.to_bytes() != data:
            raise ValueError("leaf bytes are not canonical")
        return leaf
    if not isinstance(data, Mapping) or set(data) != _FIELDS:
        raise ValueError("a leaf has exactly the fields " + ", ".join(sorted(_FIELDS)))
    _check(data)
    return Leaf(
        idx=data["idx"],
        recipients=tuple(data["recipients"]),
        target=data["object"],
        commitment=data["C"],
        **{name: data[name] for name in _TEXTS if name not in {"object", "C"}},
    )


def _check(data: Mapping[str, object]) -> None:
    """Types and shapes of the fields; their names were checked by the caller."""
    idx, recipients = data["idx"], data["recipients"]
    if type(idx) is not int or idx < 0:
        raise ValueError(f"idx: {idx!r} is not a place in the log")
    if not isinstance(recipients, list) or not all(isinstance(r, str) for r in recipients):
        raise ValueError("recipients: not a list of node codes")
    for name in _TEXTS:
        if not isinstance(data[name], str):
            raise ValueError(f"{name}: not a text")
    if not _INSTANT.fullmatch(str(data["t"])):
        raise ValueError(f"t: {data['t']!r} is not an instant in UTC")
    if not re.fullmatch("[0-9a-f]{64}", str(data["C"])):
        raise ValueError("C: not 64 hex digits")
