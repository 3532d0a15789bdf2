"""One node's folder of one request, as handed to a court: its list of contents, signed.

``<folder>/export.jws`` is signed by the node over everything beside it; ``<folder>/directory.jws``
is the directory in which the node's and its partners' keys stand. Checking is ``packet``'s.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from comity.audit.leaves import Leaf, read_leaf
from comity.exchange import canonical, evidence, fields
from comity.exchange.evidence import Kind, SigningKey
from comity.exchange.fields import Json, refuse

EXPORT_NAME = "export.jws"
DIRECTORY_NAME = "directory.jws"
MAX_ROWS = 1_000_000
_FIELDS = frozenset(
    {"node", "request", "made", "files", "checkpoint", "leaves", "evidence", "receipts"}
    | {"directory_sha256"}
)
_JWS = r"[A-Za-z0-9_.-]{1,400000}"
_SEGMENT = re.compile(r"(?!\.{1,2}$)[^/\\\x00-\x1f\x7f]{1,200}")


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file beside the list: path within the folder, SHA-256 in hex, size in bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class ProvenLeaf:
    """An entry of the audit log and its RFC 6962 inclusion proof under the checkpoint."""

    leaf: Leaf
    proof: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """What a node vouches for.

    Args:
        node: code of the node; request: reference of the request, the same on both sides.
        made: when, UTC; the directory must have been in force then.
        files: every file of the folder but ``export.jws`` and ``directory.jws``.
        checkpoint: signed note of the node's audit log.
        leaves: the log's entries on this request, each with its proof.
        evidence: every J sent or received in the request; receipts: every receipt on these.
        directory_sha256: of ``directory.jws``, hex.
    """

    node: str
    request: str
    made: datetime
    files: tuple[ExportFile, ...]
    checkpoint: str
    leaves: tuple[ProvenLeaf, ...]
    evidence: tuple[str, ...]
    receipts: tuple[str, ...]
    directory_sha256: str

    def to_json(self) -> dict[str, object]:
        """The JSON object that is signed."""
        files = [{"path": f.path, "sha256": f.sha256, "size": f.size} for f in self.files]
        return {
            "node": self.node,
            "request": self.request,
            "made": canonical.to_instant(self.made),
            "files": files,
            "checkpoint": self.checkpoint,
            "leaves": [_leaf_json(each) for each in self.leaves],
            "evidence": list(self.evidence),
            "receipts": list(self.receipts),
            "directory_sha256": self.directory_sha256,
        }


def list_files(files: Mapping[str, bytes]) -> tuple[ExportFile, ...]:
    """Rows for the files of a folder, by path; the two signed files themselves are left out."""
    return tuple(
        ExportFile(path, canonical.digest(data), len(data))
        for path, data in sorted(files.items())
        if path not in {EXPORT_NAME, DIRECTORY_NAME}
    )


def sign_export(export: Export, key: SigningKey) -> str:
    """The text of ``export.jws``.

    Raises:
        MalformedError: SCHEMA, when the export would not be read back.
    """
    token = evidence.sign(Kind.EXPORT, export.to_json(), key)
    read_export(evidence.unverified(Kind.EXPORT, token).payload)
    return token


def read_export(data: Json) -> Export:
    """The export of the payload of ``export.jws``.

    Raises:
        MalformedError: SCHEMA, naming the field.
    """
    fields.exactly(data, _FIELDS)
    return Export(
        node=fields.text(data, "node", fields.NODE),
        request=fields.text(data, "request", r"[^\x00-\x1f\x7f]{1,128}"),
        made=fields.instant(data, "made"),
        files=_files(data),
        checkpoint=fields.text(data, "checkpoint", r"(?s).{1,8192}"),
        leaves=tuple(_leaf(row) for row in fields.items(data, "leaves", MAX_ROWS)),
        evidence=fields.texts(data, "evidence", _JWS, MAX_ROWS),
        receipts=fields.texts(data, "receipts", _JWS, MAX_ROWS),
        directory_sha256=fields.text(data, "directory_sha256", fields.SHA256),
    )


def _files(data: Json) -> tuple[ExportFile, ...]:
    files = tuple(_file(row) for row in fields.items(data, "files", MAX_ROWS))
    if len({file.path for file in files}) != len(files):
        raise refuse("files", "lists a path twice")
    return files


def _file(row: Json) -> ExportFile:
    fields.exactly(row, {"path", "sha256", "size"})
    path = fields.text(row, "path")
    if not all(_SEGMENT.fullmatch(segment) for segment in path.split("/")):
        raise refuse("path", "leads out of the folder")
    if path in {EXPORT_NAME, DIRECTORY_NAME}:
        raise refuse("path", "is the name of a signed file")
    return ExportFile(path, fields.text(row, "sha256", fields.SHA256), fields.whole(row, "size", 0))


def _leaf(row: Json) -> ProvenLeaf:
    fields.exactly(row, {"idx", "leaf", "proof"})
    try:
        leaf = read_leaf(fields.item(row, "leaf"))
    except (ValueError, TypeError) as problem:
        raise refuse("leaf", str(problem)) from problem
    if row["idx"] != leaf.idx:
        raise refuse("idx", "is not that of its leaf")
    steps = row["proof"]
    if not isinstance(steps, list) or len(steps) > 64:
        raise refuse("proof", "not a list of at most 64 hashes")
    proof = (fields.text({"proof": step}, "proof", fields.SHA256) for step in steps)
    return ProvenLeaf(leaf, tuple(bytes.fromhex(step) for step in proof))


def _leaf_json(each: ProvenLeaf) -> dict[str, object]:
    proof = [step.hex() for step in each.proof]
    return {"idx": each.leaf.idx, "leaf": each.leaf.to_json(), "proof": proof}
