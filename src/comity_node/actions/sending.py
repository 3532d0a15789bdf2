"""Sending a request: by node, or on paper where the State asked has none."""

from collections.abc import Iterable
from datetime import date
from itertools import chain, count
from typing import Any

from django.conf import settings
from django.db import transaction

from comity.assistance import life
from comity.assistance.terms import read_terms
from comity.assistance.wire import Type
from comity_node.access.gate import gate_of
from comity_node.access.terms import people_told
from comity_node.access.versions import current_version
from comity_node.actions import outbox, timeline
from comity_node.actions.audit import record
from comity_node.actions.movement import Move, NextDate, lock, move
from comity_node.actions.versions import NotReady, agreed_by, sendable
from comity_node.models import AssistanceRequest, RequestVersion, StoredFile, User
from comity_node.ports import clock, peers
from comity_node.references import stem

SECOND_SENDS = "second_sends"


def has_node(state: str) -> bool:
    """Whether the State asked can be reached by message."""
    try:
        return peers.directory(settings.NODE).peer(state) is not None
    except peers.NoDirectory:
        return False


def send(*, officer: User, request: AssistanceRequest) -> None:
    """Sign and send the current version. One transaction: status, message, log.

    Raises:
        NotReady: with the code of what is missing.
        NotNow: the request was sent already, or withdrawn.
    """
    with transaction.atomic():
        row = lock(request.pk)
        # read before the check: what a colleague changes meanwhile is seen by it, or does not leave
        people = _people(row)
        version, lacking = sendable(row)
        if lacking or version is None:
            raise NotReady(lacking)
        if agreed_by(row, officer):
            raise NotReady(SECOND_SENDS)
        move(
            row,
            Move(life.Act.MAKE_READY, timeline.US, officer.full_name, f"ready:{version.pk}", {}),
        )
        by_node = has_node(row.peer)
        act = life.Act.SEND if by_node else life.Act.SEND_PAPER
        move(row, _sent(row, officer, version, act))
        row.channel, row.sent_at = ("node" if by_node else "paper"), clock.now()
        row.save(update_fields=["channel", "sent_at"])
        attached = _attachments(row, version)
        note_files(version, attached)
        if by_node:
            outbox.queue(_draft(row, officer, version, people, attached))
        record(
            "request.sent",
            actor=officer,
            details={"request": row.reference, "recipient": row.peer},
            subject=f"request:{row.pk}",
            recipients=(row.peer,),
        )


def _sent(row: AssistanceRequest, officer: User, version: RequestVersion, act: life.Act) -> Move:
    asked_by = row.terms.get("asked_by")
    wanted = NextDate(date.fromisoformat(asked_by), "asked_for") if asked_by else NextDate(None)
    return Move(
        act,
        timeline.US,
        officer.full_name,
        f"sent:{version.pk}",
        {"version": version.number, "digest": version.digest[:4].upper()},
        waiting_name=read_terms(version.letter["content"]).addressee.own
        if act is life.Act.SEND
        else "",
        next_date=wanted,
        version=version,
    )


def _people(row: AssistanceRequest) -> list[dict[str, Any]]:
    """What the message tells of each person its letter names."""
    version = current_version(row)
    if version is None:
        return []
    return people_told(row, {one.label for one in read_terms(version.letter["content"]).people})


def note_files(version: RequestVersion, attached: Iterable[StoredFile]) -> None:
    """Which files went with a letter, by the names the other State knows them by."""
    version.letter = {**version.letter, "files": {one.name: one.pk for one in attached}}
    version.save(update_fields=["letter"])


def _draft(
    row: AssistanceRequest,
    officer: User,
    version: RequestVersion,
    people: list[dict[str, Any]],
    attached: tuple[StoredFile, ...],
) -> outbox.Draft:
    agreement = gate_of(row).agreement
    return outbox.Draft(
        to=row.peer,
        type=Type.REQUEST,
        stream=row.reference,
        body={
            "request": row.reference,
            "terms": version.letter["content"],
            "version": version.number,
            "digest": version.digest,
            "people": people,
            "by": officer.full_name,
        },
        officer=officer,
        second=agreement.by if agreement else None,
        request=row,
        attachments=attached,
        handling=row.handling,
        purposes=("mla",),
        basis=str(row.basis.get("id", "")).replace(":", "-"),
        protected=any(one["child"] or one["role"] in ("witness", "victim") for one in people),
    )


def _attachments(row: AssistanceRequest, version: RequestVersion) -> tuple[StoredFile, ...]:
    """The letter, its signed scan, and the exhibits it lists."""
    listed = {one.number for one in read_terms(version.letter["content"]).exhibits}
    exhibits = row.exhibits.select_related("file").filter(number__in=listed).order_by("number")
    if version.scan is not None:  # whoever scanned named the file; the other State gets ours
        ending = version.scan.name.rpartition(".")[2]
        version.scan.name = f"{stem(row.reference)}_request_v{version.number}_signed.{ending}"
    given = [version.pdf, version.scan, *(one.file for one in exhibits)]
    return distinct(one for one in given if one is not None)


def distinct(stored: Iterable[StoredFile]) -> tuple[StoredFile, ...]:
    """Names of attachments are keys on the other side: a second one of a name gets a number."""
    seen: dict[str, StoredFile] = {}
    for one in stored:
        stem, dot, ending = one.name.rpartition(".")
        numbered = (f"{stem}_{number}{dot}{ending}" for number in count(2))
        one.name = next(name for name in chain((one.name,), numbered) if name not in seen)
        seen[one.name] = one
    return tuple(seen.values())
