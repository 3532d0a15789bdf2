"""Sending a request: by node, or on paper where the State asked has none."""

from datetime import date

from django.conf import settings
from django.db import transaction

from comity.assistance import life
from comity.assistance.terms import read_terms
from comity.assistance.wire import Type
from comity_node.access.gate import gate_of
from comity_node.access.terms import people_told
from comity_node.actions import outbox, timeline
from comity_node.actions.audit import record
from comity_node.actions.movement import Move, NextDate, lock, move
from comity_node.actions.versions import NotReady, sendable
from comity_node.models import AssistanceRequest, RequestVersion, StoredFile, User
from comity_node.ports import clock, peers


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
        version, lacking = sendable(row)
        if lacking or version is None:
            raise NotReady(lacking)
        move(
            row,
            Move(life.Act.MAKE_READY, timeline.US, officer.full_name, f"ready:{version.pk}", {}),
        )
        by_node = has_node(row.peer)
        act = life.Act.SEND if by_node else life.Act.SEND_PAPER
        move(row, _sent(row, officer, version, act))
        row.channel, row.sent_at = ("node" if by_node else "paper"), clock.now()
        row.save(update_fields=["channel", "sent_at"])
        if by_node:
            outbox.queue(_draft(row, officer, version))
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


def _draft(row: AssistanceRequest, officer: User, version: RequestVersion) -> outbox.Draft:
    agreement = gate_of(row).agreement
    leaving = {one.label for one in read_terms(version.letter["content"]).people}
    people = people_told(row, leaving)
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
        attachments=_attachments(row, version),
        handling=row.handling,
        purposes=("mla",),
        basis=str(row.basis.get("id", "")).replace(":", "-"),
        protected=any(one["child"] or one["role"] in ("witness", "victim") for one in people),
    )


def _attachments(row: AssistanceRequest, version: RequestVersion) -> tuple[StoredFile, ...]:
    """The letter, its signed scan, and the exhibits it lists."""
    listed = {one.number for one in read_terms(version.letter["content"]).exhibits}
    exhibits = row.exhibits.select_related("file").filter(number__in=listed).order_by("number")
    given = [version.pdf, version.scan, *(one.file for one in exhibits)]
    return tuple(_distinct([one for one in given if one is not None]))


def _distinct(stored: list[StoredFile]) -> list[StoredFile]:
    """Names of attachments are keys on the other side: a second one of a name gets a number."""
    seen: dict[str, int] = {}
    for one in stored:
        seen[one.name] = seen.get(one.name, 0) + 1
        if seen[one.name] > 1:
            stem, dot, ending = one.name.rpartition(".")
            one.name = f"{stem}_{seen[one.name]}{dot}{ending}"
    return stored
