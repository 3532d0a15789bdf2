"""Writing a request: begun from an answer, filled in task by task, never lost."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext

from comity.assistance.life import Act, Status, Waiting
from comity.law import answer, read_question
from comity.law.fiche import fiche
from comity_node.access.replies import city_pair
from comity_node.access.requests import DRAFTS
from comity_node.actions import editions, timeline
from comity_node.actions.audit import record
from comity_node.actions.digests import digest_of
from comity_node.actions.movement import Move, NextDate, move
from comity_node.law_in_force import law
from comity_node.letter_language import letter_language
from comity_node.models import AssistanceRequest, Case, Passage, Person, User
from comity_node.ports import clock
from comity_node.wording import treaty_title

FIRST_TARGET = timedelta(days=14)  # our own aim to have a begun request sent


def start_request(
    *, officer: User, case: Case, asked: Mapping[str, Any], question: Mapping[str, Any]
) -> AssistanceRequest:
    """A draft that carries over everything the answer was built on."""
    with transaction.atomic():
        row = AssistanceRequest.objects.create(
            direction="out",
            reference=_next_reference(),
            peer=asked["state"],
            case=case,
            officer=officer,
            measures=list(asked["measures"]),
            status=Status.DRAFT,
            waiting_for=Waiting.US,
            waiting_name=officer.full_name,
            waiting_since=clock.today(),
            next_date=clock.today() + FIRST_TARGET,
            next_kind="our_target",
            terms=_first_terms(asked, question),
            basis=_basis(question),
            own_language=letter_language(settings.NODE.code),
            other_language=letter_language(asked["state"]),
            opened_at=clock.now(),
        )
        _first_passages(row, case, asked)
        row.people.set(case.people.filter(role="suspect"))
        row.exhibits.set(case.exhibits.filter(withdrawn=False).exclude(kind="statement"))
        _follow_choices(row)
        timeline.add(row, "drafted", key="drafted", by="us", by_name=officer.full_name)
        record(
            "request.drafted",
            actor=officer,
            details={"request": row.reference, "recipient": row.peer},
            subject=f"request:{row.pk}",
            case=case.reference,
        )
    return row


def _next_reference() -> str:
    """``IT-2027-000123``: counted by year, under a lock."""
    prefix = f"{settings.NODE.code}-{clock.today().year}-"
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [prefix])
    rows = AssistanceRequest.objects.filter(direction="out", reference__startswith=prefix)
    last = rows.aggregate(last=Max("reference"))["last"]
    return f"{prefix}{int((last or prefix + '0').rpartition('-')[2]) + 1:06d}"


def _first_terms(asked: Mapping[str, Any], question: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "addressee_known": bool(_on_file(asked["state"], "untoc_18_13")),
        "measures": [
            {"code": code, "targets": [], "start": "", "end": ""} for code in asked["measures"]
        ],
        "offences": _own_offences(question),
        "asked_by": asked["asked_by"].isoformat() if asked.get("asked_by") else "",
        "confidential": False,
        "question": dict(question),
    }


def _on_file(state: str, key: str) -> str:
    """What the State's page has under a key; empty where it is not known."""
    found = fiche(law(), state).by_key.get(key)
    return found.value if found and found.source.confidence != "unknown" else ""


def _addressee(state: str, language: str) -> str:
    """The first central authority the State's page names, in a language; empty where unknown."""
    known = _on_file(state, "mla_central_authority")
    with translation.override(language):
        return re.split("[;؛]", gettext(known))[0].strip() if known else ""


def _own_offences(question: Mapping[str, Any]) -> list[str]:
    found = answer(law(), read_question(question, law())).dual_criminality.rs
    return [test.row.id for test in found.matched]


def _basis(question: Mapping[str, Any]) -> dict[str, Any]:
    """The recommended basis as it stood when the request was begun, with where it was read."""
    first = answer(law(), read_question(question, law())).bases.first
    return dict(first.as_json()) if first else {}


def _first_passages(row: AssistanceRequest, case: Case, asked: Mapping[str, Any]) -> None:
    officer, _, functions = case.conducting.partition(", ")
    city = city_pair(row.own_language, row.other_language)
    texts = {
        "authority": case.authority,
        "officer": officer,
        "functions": functions,
        "addressee": _addressee(row.peer, row.own_language),
        "signer": officer,
        "post": functions,
        "city": city.own,
        "subject": case.subject,
        "facts": case.narrative,
        "purpose": "",
        "asked_by_why": asked.get("asked_by_why") or "",
    }
    texts |= {f"measure_{code}": "" for code in asked["measures"]}
    if str(row.basis.get("id", "")).startswith("BI-"):
        with translation.override(row.own_language):
            texts["basis_title"] = treaty_title(row.basis["id"], row.own_language)
    Passage.objects.bulk_create(
        Passage(request=row, key=key, text=text) for key, text in texts.items()
    )
    known = {"addressee": _addressee(row.peer, row.other_language), "city": city.other}
    for key, text in known.items():
        row.passages.filter(key=key).update(translation=text, translated_from=digest_of(texts[key]))


@contextmanager
def editing(
    *,
    request: AssistanceRequest,
    opened_on: str,
    stands: Callable[[AssistanceRequest], Mapping[str, Any]],
) -> Iterator[AssistanceRequest]:
    """One task saved whole or not at all, unless somebody saved it while it was written.

    Args:
        opened_on: ``edition_of`` what the form showed.
        stands: what the form would show of the request as it stands now.

    Raises:
        Changed: with what stands there now.
        NotDraft: the request has left; what was sent does not change.
    """
    with transaction.atomic():
        row = locked_draft(request)
        now = stands(row)
        if editions.edition_of(now) != opened_on:
            raise editions.Changed(editions.edition_of(now), now)
        yield row


def save_terms(*, officer: User, request: AssistanceRequest, changes: Mapping[str, Any]) -> None:
    """Change structured content of a draft.

    Raises:
        NotDraft: it has left; what was sent does not change.
    """
    with transaction.atomic():
        row = _draft(request)
        editions.save(row, row.edition, {"terms": row.terms | dict(changes)})
        _changed(officer, row, ", ".join(sorted(changes)))


class NotDraft(Exception):
    """The request was sent: what was signed does not change. A supplement adds to it."""


def locked_draft(request: AssistanceRequest) -> AssistanceRequest:
    """The request under a lock; stands in a transaction.

    Raises:
        NotDraft: it has left.
    """
    row = AssistanceRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    if row.status not in DRAFTS:
        raise NotDraft
    return row


def set_aside(*, officer: User, request: AssistanceRequest, why: str) -> None:
    """A draft that will not be sent: it stays readable in its case and waits for nobody.

    Raises:
        NotDraft: it has left; a letter withdraws it.
    """
    with transaction.atomic():
        row = locked_draft(request)
        move(
            row,
            Move(
                Act.SET_ASIDE,
                timeline.US,
                officer.full_name,
                f"set_aside:{row.pk}",
                {"why": why},
                next_date=NextDate(None),
            ),
        )
        record(
            "request.set_aside",
            actor=officer,
            details={"request": row.reference, "reason": why},
            subject=f"request:{row.pk}",
        )


def _draft(request: AssistanceRequest) -> AssistanceRequest:
    row = locked_draft(request)
    if row.status == Status.READY:
        row.status = Status.DRAFT
        row.save(update_fields=["status"])
        timeline.add(row, "reopen", key=f"reopen:{row.edition}", by="us")
    return row


def save_passages(*, officer: User, request: AssistanceRequest, texts: Mapping[str, str]) -> None:
    """Save free texts by key; a translation of the former text then reads as out of date."""
    with transaction.atomic():
        row = _draft(request)
        for key, text in texts.items():
            passage, _ = Passage.objects.select_for_update(no_key=True).get_or_create(
                request=row, key=key
            )
            if passage.text != text:
                passage.text = text
                passage.edition += 1
                passage.save(update_fields=["text", "edition"])
                _changed(officer, row, key)


def save_translations(
    *, officer: User, request: AssistanceRequest, translator: str, texts: Mapping[str, str]
) -> None:
    """Save the other language of each passage, and from which text it was made.

    An empty one takes the translation back.
    """
    with transaction.atomic():
        row = _draft(request)
        for passage in Passage.objects.select_for_update(no_key=True).filter(
            request=row, key__in=texts
        ):
            text = texts[passage.key].strip()
            passage.translation = text
            passage.translated_from = digest_of(passage.text) if text else ""
            passage.translator = translator if text else ""
            passage.translated_at = clock.now() if text else None
            passage.edition += 1
            passage.save()
        record(
            "translation.checked",
            actor=officer,
            details={"language": row.other_language, "request": row.reference, "version": "draft"},
            subject=f"request:{row.pk}",
        )


def choose_people(*, officer: User, request: AssistanceRequest, labels: list[str]) -> None:
    """Which people of the case the request names."""
    with transaction.atomic():
        row = _draft(request)
        assert row.case is not None  # noqa: S101  an outgoing request has a case
        row.people.set(row.case.people.filter(label__in=labels))
        _follow_choices(row)
        _changed(officer, row, "people")


def choose_exhibits(*, officer: User, request: AssistanceRequest, numbers: list[int]) -> None:
    """Which exhibits go with the request."""
    with transaction.atomic():
        row = _draft(request)
        assert row.case is not None  # noqa: S101  an outgoing request has a case
        row.exhibits.set(row.case.exhibits.filter(number__in=numbers))
        _follow_choices(row)
        _changed(officer, row, "exhibits")


def _follow_choices(row: AssistanceRequest) -> None:
    """Passages for what was chosen: titles of exhibits, whereabouts, origins of names."""
    wanted = {f"exhibit_{one.number}": one.title for one in row.exhibits.all()}
    for person in row.people.prefetch_related("names"):
        if person.whereabouts:
            wanted[f"whereabouts_{person.label}"] = person.whereabouts
        read = next((form for form in person.names.all() if not form.original), None)
        if read is not None:
            wanted[f"origin_{person.label}"] = read.origin
    followed = ("exhibit_", "whereabouts_", "origin_")
    for passage in row.passages.all():
        if passage.key.startswith(followed) and passage.key not in wanted:
            passage.delete()
    for key, text in wanted.items():
        Passage.objects.get_or_create(request=row, key=key, defaults={"text": text})


def follow_whereabouts(person: Person, before: str) -> None:
    """Drafts that name a person say where the person is now, unless an officer wrote otherwise.

    Its translation is then one of the former text, and the builder asks for it again.
    """
    key = f"whereabouts_{person.label}"
    for row in person.requests.filter(direction="out", status__in=DRAFTS):
        row.passages.filter(key=key, text=before).update(text=person.whereabouts)
        _follow_choices(row)


def _changed(officer: User, row: AssistanceRequest, field: str) -> None:
    record(
        "request.changed",
        actor=officer,
        details={"field": field, "request": row.reference},
        subject=f"request:{row.pk}",
    )
