"""Fills a training register with invented requests, so that counts have something to count."""

import random
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from comity.assistance.life import Status, Waiting
from comity_node.letter_language import letter_language
from comity_node.models import AssistanceRequest
from comity_node.ports import clock
from comity_node.vocabulary import codes_of_states

SEED = 20090706  # the first day of the Cairo meeting; the same register on every reset
MEASURES = ("records", "bank_records", "statement", "service", "search", "identification")
# (status, whom it waits for, how often of a hundred)
FATES = (
    (Status.ANSWERED, Waiting.US, 12),
    (Status.CLOSED, Waiting.NOBODY, 43),
    (Status.REFUSED, Waiting.US, 5),
    (Status.WITH_THEM, Waiting.THEM, 28),
    (Status.POSTPONED, Waiting.THEM, 4),
    (Status.CARRIER, Waiting.PAPER, 8),
)


def fill(number: int, partner: str) -> None:
    """Add ``number`` requests of past years to several States, most to the partner."""
    dice = random.Random(SEED)  # noqa: S311  invented data, the same each time
    others = [code for code in codes_of_states() if code != settings.NODE.code]
    with transaction.atomic():
        AssistanceRequest.objects.bulk_create(
            [_one(place, dice, partner, others) for place in range(1, number + 1)]
        )


def _one(place: int, dice: random.Random, partner: str, others: list[str]) -> AssistanceRequest:
    status, waiting = dice.choices(
        [fate[:2] for fate in FATES], weights=[fate[2] for fate in FATES]
    )[0]
    sent = clock.now() - timedelta(days=dice.randrange(20, 900))
    peer = partner if dice.random() < 0.4 else dice.choice(others)
    open_still = status in (Status.WITH_THEM, Status.POSTPONED, Status.CARRIER)
    next_date = (clock.now() + timedelta(days=dice.randrange(1, 90))).date()
    return AssistanceRequest(
        direction="out",
        reference=f"{settings.NODE.code}-T-{sent.year}-{place:05d}",
        peer=peer,
        channel="paper",
        measures=dice.sample(MEASURES, dice.randrange(1, 3)),
        status=status,
        waiting_for=waiting,
        waiting_since=_since(sent, dice),
        next_date=next_date if open_still and dice.random() < 0.5 else None,
        next_kind="our_target",
        basis={"id": "UNTOC", "title": "UNTOC"},
        own_language=letter_language(settings.NODE.code),
        other_language=letter_language(peer),
        opened_at=sent - timedelta(days=9),
        sent_at=sent,
        closed_at=None if open_still else sent + timedelta(days=dice.randrange(10, 300)),
    )


def _since(sent: datetime, dice: random.Random):  # type: ignore[no-untyped-def]
    return (sent + timedelta(days=dice.randrange(0, 15))).date()
