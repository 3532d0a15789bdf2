"""The audit log in sentences; reading it is written down too."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from comity.audit.events import catalogue
from comity.audit.merkle import Tree
from comity_node.actions.audit import pseudonym, record
from comity_node.audit_words import in_words
from comity_node.models import AuditDetail, AuditHead, AuditLeaf, User
from comity_node.models.users import Role
from comity_node.ports import vault

PAGE = 100
# what an entry quotes from a case; an administrator, who sees none, does not read it here either
OF_THE_CASE = frozenset({
    "old", "new", "reason", "feedback", "items", "origin", "destination", "query", "document",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in words; ``erased`` when its details are gone."""

    index: int
    at: datetime
    sentence: str
    kind: str
    digest: str


@dataclass(frozen=True, slots=True)
class Log:
    """A page of the log, newest first."""

    size: int
    lines: list[Line]
    older: int | None


def read_log(user: User, before: int | None, subject: str = "") -> Log:
    """Entries before a place (or the newest), of one thing or of all; written down as read."""
    head = AuditHead.objects.get(pk=1)
    rows = AuditLeaf.objects.select_related("auditdetail").order_by("-idx")
    if before is not None:
        rows = rows.filter(idx__lt=before)
    if subject:
        rows = rows.filter(subject=pseudonym(subject))
    shown = list(rows[:PAGE])
    lines = [_line(row, withheld=user.role == Role.ADMINISTRATOR) for row in shown]
    if shown:
        details = {"first": str(shown[-1].idx), "last": str(shown[0].idx)}
        record("audit.seen", actor=user, details=details)
    older = shown[-1].idx if len(shown) == PAGE else None
    return Log(head.size, lines, older)


def _line(row: AuditLeaf, *, withheld: bool) -> Line:
    said = _sentence(row, withheld=withheld)
    return Line(row.idx, row.at, said, row.kind, bytes(row.hash).hex()[:16])


def _sentence(row: AuditLeaf, *, withheld: bool) -> str:
    try:
        sealed = row.auditdetail.sealed
    except AuditDetail.DoesNotExist:
        return gettext("The details of this entry were erased; the entry itself stands.")
    told = json.loads(vault.unseal(sealed, f"audit:{row.idx}"))["details"]
    words = in_words(row.kind, told)
    if withheld:
        words |= dict.fromkeys(OF_THE_CASE & words.keys(), gettext("(of the case)"))
    return gettext(catalogue()[row.kind].sentence).format(**words)


def tree() -> Tree:
    """The whole log as a tree, for proofs."""
    rows = AuditLeaf.objects.order_by("idx").values_list("hash", flat=True)
    return Tree.of([bytes(one) for one in rows])


def leaves_about(subjects: list[str]) -> list[AuditLeaf]:
    """Entries about any of these things, in order."""
    return list(
        AuditLeaf.objects.filter(subject__in=[pseudonym(one) for one in subjects]).order_by("idx")
    )
