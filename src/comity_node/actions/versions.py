"""Making a version of a letter into paper, confirming what leaves, taking the signed scan back."""

import hashlib

from django.db import transaction

from comity.assistance.letter import compose_pair
from comity.assistance.sheet import Letter
from comity.assistance.terms import Reply, Terms, digest, read_terms, to_json
from comity_node.access.builder import build
from comity_node.access.gate import gate_of
from comity_node.access.versions import current_version, version_terms
from comity_node.actions.audit import record
from comity_node.actions.files import UnusableFile, kind_of
from comity_node.actions.files import store as store_upload
from comity_node.actions.requests import locked_draft
from comity_node.documents import pdf, scan, word
from comity_node.models import (
    AssistanceRequest,
    GateAgreement,
    RequestVersion,
    StoredFile,
    User,
)
from comity_node.ports import clock, files
from comity_node.references import stem


class NotReady(Exception):
    """The version cannot be made or sent now; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def make_version(*, officer: User, request: AssistanceRequest) -> RequestVersion:
    """The next version of the request, as PDF and Word; what it says no longer changes.

    Raises:
        NotReady: tasks are open, or the gate is not passed.
        NotDraft: the request was sent; its versions are those that were.
    """
    with transaction.atomic():
        row = locked_draft(request)
        gate = gate_of(row)
        if not build(row).ready:
            raise NotReady("tasks_open")
        if not gate.passed:
            raise NotReady("gate_open")
        number = row.versions.filter(kind="request").count() + 1
        terms = version_terms(row, gate, number)
        return write_version(officer, row, "request", terms, compose_pair(terms))


def write_version(
    officer: User,
    row: AssistanceRequest,
    kind: str,
    written: Terms | Reply,
    letters: tuple[Letter, ...],
) -> RequestVersion:
    """Store a letter with its two documents, and write it down; stands in a transaction."""
    number = row.versions.filter(kind=kind).count() + 1
    at = clock.now().replace(microsecond=0)
    name = f"{stem(row.reference)}_{kind}_v{number}"
    version = RequestVersion.objects.create(
        request=row,
        number=number,
        kind=kind,
        letter={"content": to_json(written), "letters": [one.as_json() for one in letters]},
        digest=digest(written),
        pdf=keep(pdf.render_letter(letters, at=at), f"{name}.pdf", officer),
        docx=keep(word.render_letter_docx(letters, at=at), f"{name}.docx", officer),
        made_by=officer,
        made_at=at,
    )
    record(
        "request.version_made",
        actor=officer,
        details={
            "version": f"{kind} {number}",
            "request": row.reference,
            "digest": version.digest,
        },
        subject=f"request:{row.pk}",
    )
    return version


def keep(content: bytes, name: str, officer: User | None) -> StoredFile:
    """Keep a document this node made."""
    return StoredFile.objects.create(
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type=kind_of(content)[0],
        name=name,
        place=files.put(content),
        added_at=clock.real_now(),
        added_by=officer,
    )


def still_current(row: AssistanceRequest, version: RequestVersion) -> bool:
    """Whether the version says what the file says now (its day of writing apart)."""
    gate = gate_of(row)
    now = to_json(version_terms(row, gate, version.number))
    then = dict(version.letter["content"])
    return {**now, "dated": ""} == {**then, "dated": ""}


def confirm_leaves(*, officer: User, request: AssistanceRequest, version: RequestVersion) -> None:
    """An officer who is not the second person read what leaves and what stays.

    Whatever the second person wrote and agreed to, somebody else has read.

    Raises:
        NotReady: ``second_reads``, it is the second person.
        NotDraft: the request was sent.
    """
    with transaction.atomic():
        row = locked_draft(request)
        if agreed_by(row, officer):
            raise NotReady("second_reads")
        version = RequestVersion.objects.select_for_update(no_key=True).get(pk=version.pk)
        version.leaves_read_by = officer
        version.save(update_fields=["leaves_read_by"])
        terms = read_terms(version.letter["content"])
        record(
            "leaving.confirmed",
            actor=officer,
            details={
                "request": request.reference,
                "items": f"people={len(terms.people)} exhibits={len(terms.exhibits)}",
            },
            subject=f"request:{request.pk}",
            recipients=(request.peer,),
        )


def attach_scan(
    *, officer: User, request: AssistanceRequest, version: RequestVersion, name: str, content: bytes
) -> str:
    """The signed paper comes back: compared with the version it signs.

    Returns:
        same, differs or unreadable (a picture: a person compares).

    Raises:
        UnusableFile: broken, or no PDF or picture.
        NotDraft: the request was sent, with the scan it had.
    """
    with transaction.atomic():
        locked_draft(request)
        version = RequestVersion.objects.select_for_update(no_key=True).get(pk=version.pk)
        stored = store_upload(content, name, officer)
        outcome = _compare(version, content, stored.media_type)
        version.scan, version.scan_matches, version.scan_decision = stored, outcome, ""
        version.save(update_fields=["scan", "scan_matches", "scan_decision"])
        record(
            "scan.attached",
            actor=officer,
            details={
                "document": f"version {version.number}",
                "request": request.reference,
                "digest": stored.sha256,
            },
            subject=f"request:{request.pk}",
        )
    return outcome


def _compare(version: RequestVersion, content: bytes, media: str) -> str:
    if media != "application/pdf":
        return "unreadable"
    terms = read_terms(version.letter["content"])
    try:
        compared = scan.compare(compose_pair(terms), content)
    except scan.UnreadableScanError as fault:
        raise UnusableFile(str(fault)) from fault
    if not compared.readable:
        return "unreadable"
    return "differs" if compared.differs or not compared.found_version_hash else "same"


def decide_scan(*, officer: User, version: RequestVersion, decision: str) -> None:
    """Another person than who attached it compared the paper with the version, and says so.

    Raises:
        NotReady: ``scanned_it``, it is the same person.
        NotDraft: the request was sent.
    """
    with transaction.atomic():
        locked_draft(version.request)
        version = RequestVersion.objects.select_for_update(no_key=True).get(pk=version.pk)
        if version.scan is None or version.scan.added_by_id == officer.pk:
            raise NotReady("scanned_it")
        version.scan_decision = f"{officer.full_name}: {decision}"
        version.save(update_fields=["scan_decision"])
        record(
            "note.written",
            actor=officer,
            details={"object": f"scan of version {version.number}"},
            subject=f"version:{version.pk}",
        )


def agreed_by(row: AssistanceRequest, officer: User) -> bool:
    """Whether this officer is the second person: two people stand for what leaves."""
    return GateAgreement.objects.filter(request=row, by=officer).exists()


def sendable(row: AssistanceRequest) -> tuple[RequestVersion | None, str]:
    """The version that may be signed and sent, or why none may: a code for the page."""
    version = current_version(row)
    if version is None:
        return None, "no_version"
    if not build(row).ready:
        return version, "tasks_open"
    if not gate_of(row).passed:
        return version, "gate_open"
    if not still_current(row, version):
        return version, "changed"
    if version.leaves_read_by is None or agreed_by(row, version.leaves_read_by):
        return version, "leaves_unread"
    if version.scan is None:
        return version, "no_scan"
    if version.scan_matches != "same" and not version.scan_decision:
        return version, "scan_undecided"
    return version, ""
