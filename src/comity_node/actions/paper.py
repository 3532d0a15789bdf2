"""What happens on paper: where it is, the answer it brings, a request that came by it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from comity.assistance import life
from comity.assistance.conditions import TREATY_LIMIT
from comity.assistance.terms import Basis, Measure, Pair, Terms, digest, to_json
from comity.base.reasons import Reason
from comity_node.access.terms import purpose_of
from comity_node.actions import timeline
from comity_node.actions.audit import record
from comity_node.actions.cases import NotAllowed
from comity_node.actions.files import store
from comity_node.actions.movement import Move, NextDate, NotNow, lock, move
from comity_node.letter_language import letter_language
from comity_node.models import (
    AssistanceRequest,
    PaperStep,
    ReceivedItem,
    RequestVersion,
    StoredFile,
    User,
)
from comity_node.ports import clock

Upload = tuple[str, bytes] | None
TARGET = timedelta(days=3)
# acts after which nothing more is expected of anybody
ENDING = frozenset(
    {
        life.Act.THEY_ANSWERED,
        life.Act.THEY_REFUSED,
        life.Act.THEY_WITHDREW,
        life.Act.THEY_CLOSED,
    }
)
HAD = gettext_noop("This request is in the register already: the same State, the same reference.")
MOVED = gettext_noop(
    "The request has moved on meanwhile. Look at its file; if this answer is not there yet, save "
    "it again."
)
BY_NODE = gettext_noop("This State answers by its node; only what came on paper is typed in.")


def move_paper(
    *, officer: User, request: AssistanceRequest, place: str, on: date, degree: str, told_by: str
) -> None:
    """One more place of the paper: seen, told, or not arrived."""
    with transaction.atomic():
        row = lock(request.pk)
        before = row.papers.order_by("-on", "-pk").first()
        PaperStep.objects.create(
            request=row, place=place, on=on, degree=degree, told_by=told_by, at=clock.now()
        )
        newest = before is None or on >= before.on  # an earlier place may be told later
        if newest and row.waiting_for == life.Waiting.PAPER:
            row.waiting_name, row.waiting_since = place, on
            row.save(update_fields=["waiting_name", "waiting_since"])
        record(
            "paper.moved",
            actor=officer,
            details={
                "document": row.reference,
                "origin": before.place if before else settings.NODE.authority,
                "destination": place,
            },
            subject=f"request:{row.pk}",
        )


def record_answer(
    *,
    officer: User,
    request: AssistanceRequest,
    edition: int,
    act: str,
    dated: date,
    text: str,
    upload: Upload,
    restriction: str = "",
    retention_until: date | None = None,
    exculpatory: bool = False,
) -> None:
    """A later letter of theirs typed in from paper; what it gives is kept under its limits of use.

    Args:
        edition: of the request as the officer saw it: a colleague may hold the same paper.

    Raises:
        NotAllowed: the request has moved on meanwhile, or is answered by its peer's node.
        UnusableFile: the scan is broken.
    """
    with transaction.atomic():
        row = lock(request.pk)
        if row.channel != "paper":
            raise NotAllowed((Reason("by_node", BY_NODE),))
        if row.edition != edition:
            raise NotAllowed((Reason("moved", MOVED),))
        stored = store(upload[1], upload[0], officer) if upload else None
        try:
            said = _said(officer, dated, text, stored)
            move(row, _letter(row, life.Act(act), said))
        except NotNow as late:
            raise NotAllowed((Reason("moved", MOVED),)) from late
        if retention_until is not None:
            item = _item(row, stored, dated, restriction, retention_until)
            item.exculpatory = exculpatory
            item.save()
        record(
            "paper.answer_recorded",
            actor=officer,
            details={"sender": row.peer, "request": row.reference},
            subject=f"request:{row.pk}",
        )


def _item(
    row: AssistanceRequest, file: StoredFile | None, dated: date, restriction: str, until: date
) -> ReceivedItem:
    """What the paper gave, with its limits of use (HR-14)."""
    return ReceivedItem(
        request=row,
        title=file.name if file else dated.isoformat(),
        file=file,
        purpose=purpose_of(row),
        restriction=restriction or TREATY_LIMIT,
        retention_until=until,
        legal_basis=str(row.basis.get("id", ""))[:60] or TREATY_LIMIT,
        received_at=clock.now(),
    )


def _said(officer: User, dated: date, text: str, file: StoredFile | None) -> dict[str, object]:
    """What the line of the timeline keeps of a paper."""
    return {
        "text": text,
        "dated": dated.isoformat(),
        "paper": True,
        "file": file.pk if file else 0,
        "typed_by": officer.full_name,
    }


def _letter(row: AssistanceRequest, act: life.Act, said: dict[str, object]) -> Move:
    return Move(
        act,
        timeline.THEM,
        row.peer,
        f"paper:{act.value}:{said['dated']}:{row.edition}",
        said,
        next_date=NextDate(None) if act in ENDING else None,
    )


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """What a request on paper says, in our language, as the caseworker read it."""

    state: str
    reference: str
    dated: date
    arrived: date
    authority: str
    measures: list[str]
    subject: str
    facts: str
    purpose: str
    asked_by: date | None

    def terms(self) -> Terms:
        """As the core keeps a request; what the paper does not say stays empty."""
        office = settings.NODE.authority
        theirs = letter_language(self.state)
        return Terms(
            reference=self.reference,
            version=1,
            requesting=self.state,
            requested=settings.NODE.code,
            own_language=theirs,
            other_language=letter_language(settings.NODE.code),
            authoritative=theirs,
            requesting_authority=Pair(self.authority, self.authority),
            conducting_authority=Pair(self.authority, self.authority),
            addressee=Pair(office, office),
            dated=self.dated.isoformat(),
            basis=Basis(""),
            subject_and_nature=Pair("", self.subject),
            facts=Pair("", self.facts),
            purpose=Pair("", self.purpose),
            measures=tuple(Measure(code) for code in self.measures),
            asked_by=self.asked_by.isoformat() if self.asked_by else "",
            training=settings.NODE.training,
            officer=Pair(),
            functions=Pair(),
            city=Pair(),
            signer=Pair(),
            post=Pair(),
        )


def register_request(*, officer: User, paper: PaperRequest, upload: Upload) -> AssistanceRequest:
    """A request that came on paper, with what the paper says.

    Raises:
        NotAllowed: it is registered already.
        UnusableFile: the scan is broken.
    """
    try:
        with transaction.atomic():
            return _register(officer, paper.arrived, paper.terms(), upload)
    except IntegrityError as twice:
        raise NotAllowed((Reason("registered_already", HAD),)) from twice


def _register(officer: User, arrived: date, terms: Terms, upload: Upload) -> AssistanceRequest:
    asked_by = date.fromisoformat(terms.asked_by) if terms.asked_by else None
    row = AssistanceRequest.objects.create(
        direction="in",
        reference=terms.reference,
        peer=terms.requesting,
        channel="paper",
        measures=[one.code for one in terms.measures],
        status=life.Status.NEW,
        waiting_for=life.Waiting.US,
        waiting_since=arrived,
        next_date=asked_by or clock.today() + TARGET,
        next_kind="asked_for" if asked_by else "our_target",
        terms={
            "people": [],
            "by": terms.requesting_authority.own,
            "arrived": arrived.isoformat(),
        },
        basis={},
        own_language=terms.other_language,
        other_language=terms.own_language,
        opened_at=clock.now(),
    )
    version = _version(officer, row, terms, upload)
    timeline.add(
        row,
        "registered",
        key="registered",
        by=timeline.US,
        by_name=officer.full_name,
        details={"dated": terms.dated},
        version=version,
    )
    record(
        "paper.request_registered",
        actor=officer,
        details={"request": row.reference, "sender": row.peer},
        subject=f"request:{row.pk}",
    )
    return row


def _version(officer: User, row: AssistanceRequest, terms: Terms, upload: Upload) -> RequestVersion:
    return RequestVersion.objects.create(
        request=row,
        number=1,
        kind="request",
        letter={"content": to_json(terms), "letters": [], "files": {}},
        digest=digest(terms),
        scan=store(upload[1], upload[0], officer) if upload else None,
        made_by=officer,
        made_at=clock.now(),
    )
