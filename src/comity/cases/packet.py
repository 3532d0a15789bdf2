"""Check exported folders with nothing but the bytes and the root's fingerprint.

For a court's expert, years later, with no node at hand. It finds what was changed, added or left
out; it does not say what is true of the facts, nor that a node exported everything it holds: only
the other side's folder can show that. A directory is judged at the time the export was made.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from comity.audit.checkpoint import CheckpointError, origin_of, verify_checkpoint
from comity.audit.merkle import verify_inclusion
from comity.cases.export import DIRECTORY_NAME, EXPORT_NAME, Export, read_export
from comity.exchange import canonical, evidence
from comity.exchange.directory import Directory, DirectoryRefusal, verify_directory
from comity.exchange.evidence import Kind
from comity.exchange.fields import NODE, text
from comity.exchange.manifest import Manifest, read_manifest
from comity.exchange.receipts import Receipt, match_receipt, read_receipt
from comity.exchange.refusals import Code, MalformedError


class Check(StrEnum):
    """What a finding is about."""

    FOLDER = "folder"
    DIRECTORY = "directory"
    EXPORT = "export"
    FILE = "file"
    EVIDENCE = "evidence"
    RECEIPT = "receipt"
    CHECKPOINT = "checkpoint"
    LEAF = "leaf"
    BOTH_SIDES = "both_sides"


@dataclass(frozen=True, slots=True)
class PacketFinding:
    """One thing that is wrong: in which folder, what (path, message or place), and why."""

    check: Check
    folder: str
    subject: str
    message: str


@dataclass(frozen=True, slots=True)
class Message:
    """A message whose signature was verified.

    Args:
        manifest: what it says; digest: SHA-256 of its J, hex.
        body_file: path of the file that is its body, empty when the folder has none such.
        receipts: verified receipts on it, in the order of their times.
    """

    manifest: Manifest
    digest: str
    body_file: str
    receipts: tuple[Receipt, ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """What one folder was found to hold; ``log_size`` counts the leaves its checkpoint covers."""

    path: str
    export: Export
    messages: tuple[Message, ...]
    log_size: int


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome; ``compared`` are the pairs of folders laid beside one another."""

    findings: tuple[PacketFinding, ...]
    folders: tuple[Folder, ...]
    compared: tuple[tuple[str, str], ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.findings


def verify_export(files: Mapping[str, bytes], root_fingerprint: str) -> Report:
    """Check every folder among the files, and folders of one request against each other.

    Args:
        files: every file handed over, by path with forward slashes.
        root_fingerprint: of the secretariat's root, from a source other than the files;
            64 hex digits, spaces and case as you like.
    """
    findings: list[PacketFinding] = []
    names = sorted(path.removesuffix(EXPORT_NAME) for path in files if _is_export(path))
    if not names:
        findings.append(PacketFinding(Check.FOLDER, "", "", f"there is no {EXPORT_NAME}"))
    for path in sorted(files):
        if not any(path.startswith(name) for name in names):
            findings.append(PacketFinding(Check.FILE, "", path, "belongs to no export"))
    folders = [_folder(name, _inside(files, name), root_fingerprint, findings) for name in names]
    found = tuple(folder for folder in folders if folder)
    compared = tuple(_compare(found, findings))
    return Report(tuple(findings), found, compared)


class _Notes:
    """Findings of one folder."""

    def __init__(self, folder: str, findings: list[PacketFinding]) -> None:
        self._folder, self._findings = folder, findings

    def add(self, check: Check, subject: str, message: str) -> None:
        self._findings.append(PacketFinding(check, self._folder, subject, message))


def _is_export(path: str) -> bool:
    return path.split("/")[-1] == EXPORT_NAME


def _inside(files: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    return {path[len(name) :]: data for path, data in files.items() if path.startswith(name)}


def _folder(
    name: str, files: Mapping[str, bytes], root: str, findings: list[PacketFinding]
) -> Folder | None:
    notes = _Notes(name.rstrip("/"), findings)
    try:
        token = files[EXPORT_NAME].decode("ascii")
        claimed = read_export(evidence.unverified(Kind.EXPORT, token).payload)
    except (MalformedError, UnicodeDecodeError) as problem:
        notes.add(Check.EXPORT, EXPORT_NAME, f"cannot be read: {problem}")
        return None
    directory = _directory(files, claimed, root, notes)
    if directory is None or not _signed(token, claimed, directory, notes):
        return None
    _check_files(files, claimed, notes)
    size = _check_log(claimed, directory, notes)
    return Folder(name.rstrip("/"), claimed, _messages(claimed, directory, notes), size)


def _directory(
    files: Mapping[str, bytes], export: Export, root: str, notes: _Notes
) -> Directory | None:
    data = files.get(DIRECTORY_NAME, b"")
    if canonical.digest(data) != export.directory_sha256 or not data.isascii():
        notes.add(Check.DIRECTORY, DIRECTORY_NAME, "is missing or not the one that was exported")
        return None
    verdict = verify_directory(data.decode("ascii"), root, now=export.made)
    if isinstance(verdict, DirectoryRefusal):
        reason = f"{verdict.fault.value} ({verdict.detail}). {verdict.advice}"
        notes.add(Check.DIRECTORY, DIRECTORY_NAME, reason)
        return None
    return verdict


def _signed(token: str, export: Export, directory: Directory, notes: _Notes) -> bool:
    kid = evidence.unverified(Kind.EXPORT, token).kid
    entry = directory.peer(export.node)
    key = next((key for key in entry.signing if key.kid == kid), None) if entry else None
    if key is None or not key.holds_at(export.made):
        notes.add(Check.EXPORT, EXPORT_NAME, f"{export.node} had no such signing key then")
        return False
    try:
        evidence.verify(Kind.EXPORT, token, key.public)
    except MalformedError as problem:
        notes.add(Check.EXPORT, EXPORT_NAME, problem.detail)
        return False
    return True


def _check_files(files: Mapping[str, bytes], export: Export, notes: _Notes) -> None:
    listed = {file.path: file for file in export.files}
    for path, file in listed.items():
        data = files.get(path)
        if data is None:
            notes.add(Check.FILE, path, "is listed and missing")
        elif len(data) != file.size or canonical.digest(data) != file.sha256:
            notes.add(Check.FILE, path, "is not the file that was exported")
    for path in sorted(set(files) - set(listed) - {EXPORT_NAME, DIRECTORY_NAME}):
        notes.add(Check.FILE, path, "is not listed")


def _check_log(export: Export, directory: Directory, notes: _Notes) -> int:
    """The number of leaves under the checkpoint; 0 when it does not hold."""
    entry = directory.peer(export.node)
    keys = [key.public for key in entry.signing] if entry else []
    try:
        checkpoint = verify_checkpoint(export.checkpoint, origin_of(export.node), keys)
    except CheckpointError as problem:
        notes.add(Check.CHECKPOINT, origin_of(export.node), str(problem))
        return 0
    for each in export.leaves:
        place = each.leaf.idx
        if not verify_inclusion(
            each.leaf.hash(), place, checkpoint.size, each.proof, checkpoint.root
        ):
            notes.add(Check.LEAF, str(place), "is not in the log the checkpoint covers")
    return checkpoint.size


def _messages(export: Export, directory: Directory, notes: _Notes) -> tuple[Message, ...]:
    receipts = _receipts(export, directory, notes)
    bodies = {file.sha256: file.path for file in reversed(export.files)}
    messages = []
    for place, token in enumerate(export.evidence):
        digest = canonical.digest(token)
        try:
            manifest = _manifest(token, directory, export.node)
        except MalformedError as problem:
            notes.add(Check.EVIDENCE, str(place), f"{problem.code.value}: {problem.detail}")
            continue
        mine = sorted(receipts.get(digest, ()), key=lambda receipt: (receipt.at, receipt.index))
        messages.append(Message(manifest, digest, bodies.get(manifest.body, ""), tuple(mine)))
    return tuple(messages)


def _manifest(token: str, directory: Directory, node: str) -> Manifest:
    frm = text(evidence.unverified(Kind.MESSAGE, token).payload, "frm", NODE)
    payload = evidence.verify_of(Kind.MESSAGE, token, frm, directory.signing_key)
    manifest = read_manifest(payload)
    if node not in {manifest.frm, manifest.to}:
        raise MalformedError(Code.WRONG_MESSAGE, f"is neither from nor to {node}")
    return manifest


def _receipts(export: Export, directory: Directory, notes: _Notes) -> dict[str, list[Receipt]]:
    """Verified receipts by the digest of the evidence they name."""
    tokens = {canonical.digest(token): token for token in export.evidence}
    found: dict[str, list[Receipt]] = {}
    for place, signed in enumerate(export.receipts):
        try:
            receipt = read_receipt(signed, directory.signing_key)
            if receipt.evidence not in tokens:
                raise MalformedError(Code.WRONG_MESSAGE, "names evidence that is not here")
            match_receipt(receipt, tokens[receipt.evidence])
        except MalformedError as problem:
            notes.add(Check.RECEIPT, str(place), f"{problem.code.value}: {problem.detail}")
            continue
        found.setdefault(receipt.evidence, []).append(receipt)
    return found


def _compare(folders: Iterable[Folder], findings: list[PacketFinding]) -> Iterable[tuple[str, str]]:
    for one, other in combinations(folders, 2):
        if one.export.request != other.export.request:
            continue
        if one.export.node == other.export.node:
            note = f"is a second folder of {one.export.node}"
            findings.append(PacketFinding(Check.BOTH_SIDES, other.path, one.path, note))
            continue
        yield one.path, other.path
        _compare_messages(one, other, findings)
        _compare_messages(other, one, findings)


def _compare_messages(one: Folder, other: Folder, findings: list[PacketFinding]) -> None:
    """Messages between the two that the first folder holds and the second does not."""
    ends = {one.export.node, other.export.node}
    held = {message.digest for message in other.messages}
    for message in one.messages:
        between = {message.manifest.frm, message.manifest.to} == ends
        if between and message.digest not in held:
            note = f"is in the folder of {one.export.node} and not here"
            findings.append(PacketFinding(Check.BOTH_SIDES, other.path, message.manifest.mid, note))
