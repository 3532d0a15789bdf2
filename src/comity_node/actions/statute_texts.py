"""A text of its own law that this node's State adds: drafted, agreed by a second person, searched.

Nothing of a draft is found by the search. Texts stay on this node.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction

from comity.base.reader import DataError
from comity.law.statutes import Statute, Statutes, build_statute, check_citing
from comity_node.access.statute_texts import AGREED, DRAFT, SET_ASIDE, held_statutes
from comity_node.actions import legislation
from comity_node.actions.audit import record
from comity_node.law_in_force import law
from comity_node.models import StatuteText, User
from comity_node.ports import clock

SHOWN_DIGEST = 16  # digits of a digest in the log


class CannotDecide(Exception):
    """The text cannot be agreed to or set aside; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_document(document: Mapping[str, Any]) -> Statute:
    """What a document says, as strict as a file of the data, and that it is of our own law.

    Raises:
        DataError: it is broken, another State's, or names what is said to cite it and is not held.
    """
    statute = build_statute("the text", document, law())
    if statute.head.state != settings.NODE.code:
        reason = f"it is a statute of {statute.head.state}."
        remedy = f"This node speaks for {settings.NODE.code} alone."
        raise DataError("the text", "statute", "", reason, remedy)
    check_citing("the text", statute, Statutes.of((*held_statutes().held, statute)))
    return statute


def draft_text(
    *, officer: User, document: Mapping[str, Any], typed: Mapping[str, Any]
) -> StatuteText:
    """Keep a draft; the search knows nothing of it.

    Args:
        document: head and articles in the shape of the data files.
        typed: what stood in the form, to begin again from.

    Raises:
        DataError: the document is no text of our law.
    """
    head = read_document(document).head
    content = json.dumps(document, ensure_ascii=False)
    with transaction.atomic():
        row = StatuteText.objects.create(
            body=head.id,
            version=head.version,
            language=head.language,
            title=head.title,
            content=content,
            digest=hashlib.sha256(content.encode()).hexdigest(),
            typed=dict(typed),
            standing=DRAFT,
            by=officer,
            made_at=clock.now(),
        )
        _note(row, officer, "law.text_drafted", articles=str(len(document["provision"])))
    return row


def may_agree(row: StatuteText, officer: User) -> bool:
    """Whether an officer is another than the one who drafted it."""
    return row.standing == DRAFT and row.by_id != officer.pk


def agree(*, officer: User, pk: int, digest: str) -> StatuteText:
    """The second person agrees to the text as it was shown; from now on it is found.

    Args:
        digest: of the text that was shown.

    Raises:
        CannotDecide: it is no draft any more, another text, drafted by the same person, or there is
            an agreed text of the same version.
        DataError: the law data changed, and the text does not fit them any more.
    """
    with transaction.atomic():
        row = _locked(pk)
        if row.digest != digest:
            raise CannotDecide("changed")
        if row.by_id == officer.pk:
            raise CannotDecide("same_person")
        same = {"body": row.body, "version": row.version, "language": row.language}
        if StatuteText.objects.filter(standing=AGREED, **same).exists():
            raise CannotDecide("there_already")
        read_document(json.loads(row.content))
        _decide(row, officer, AGREED)
        _note(row, officer, "law.text_agreed")
        legislation.refresh()
    return row


def set_aside(*, officer: User, pk: int, reason: str) -> StatuteText:
    """A draft goes no further, or an agreed text is no longer found; it is kept all the same.

    Raises:
        CannotDecide: it was set aside already.
    """
    with transaction.atomic():
        row = _locked(pk, DRAFT, AGREED)
        agreed = row.standing == AGREED
        _decide(row, officer, SET_ASIDE)
        _note(row, officer, "law.text_set_aside", reason=reason)
        if agreed:
            legislation.refresh()
    return row


def _locked(pk: int, *standings: str) -> StatuteText:
    row = StatuteText.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None or row.standing not in (standings or (DRAFT,)):
        raise CannotDecide("decided")
    return row


def _decide(row: StatuteText, officer: User, standing: str) -> None:
    row.standing, row.decided_by, row.decided_at = standing, officer, clock.now()
    row.save(update_fields=["standing", "decided_by", "decided_at"])


def _note(row: StatuteText, officer: User, kind: str, **more: str) -> None:
    told = {"statute": row.body, "language": row.language, "text_day": row.version} | more
    if "reason" not in more:
        told["digest"] = row.digest[:SHOWN_DIGEST]
    record(kind, actor=officer, details=told, subject=f"statute_text:{row.pk}")
