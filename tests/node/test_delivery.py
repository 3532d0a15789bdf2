"""What leaves: queued with its change, carried until the peer's own receipt settles it."""

import random
from datetime import timedelta
from functools import partial
from types import SimpleNamespace

import pytest
from django.db import transaction

from comity.assistance.wire import Type
from comity.exchange import evidence
from comity.exchange.refusals import Code
from comity_node.access.letters import access_letters, access_lines
from comity_node.actions import delivery, outbox
from comity_node.actions.letters import write_letter
from comity_node.models import AuditLeaf, OutgoingMessage, PeerLink
from comity_node.ports import clock, https
from tests.node.conftest import publish
from tests.node.other_state import OtherState

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(monkeypatch, cairo):
    """The line to Cairo: ``line.answer`` makes what comes back of what arrived."""

    line = SimpleNamespace(answer=cairo.take, arrived=[])

    def send(peer, sealed: bytes) -> str:
        line.arrived.append(sealed)
        return line.answer(sealed)

    monkeypatch.setattr(https, "send_message", send)
    return line


def down(sealed: bytes) -> str:
    raise https.PeerUnreachable("EG cannot be reached")


def letter(officer, subject="Appointment") -> OutgoingMessage:
    return write_letter(
        to="EG", subject=subject, text="On Monday, +999 10 555 0142", officer=officer
    )


def due(row: OutgoingMessage) -> OutgoingMessage:
    """As if the pause were over."""
    row.refresh_from_db()
    row.due_at = clock.real_now()
    row.save(update_fields=["due_at"])
    return row


def leaves(kind: str) -> int:
    return AuditLeaf.objects.filter(kind=kind).count()


# --- queueing --------------------------------------------------------------------------------


def test_a_queued_message_stands_with_its_leaf_and_its_number(node, cairo, officer):
    first, second = letter(officer), letter(officer)
    assert [(row.state, row.seq) for row in (first, second)] == [("queued", 1), ("queued", 2)]
    said = evidence.unverified(evidence.Kind.MESSAGE, second.evidence).payload
    assert (said["prv"], said["frm"], said["to"]) == (first.digest, "IT", "EG")
    assert said["off"] == {"id": officer.pseudonym, "role": "caseworker"}
    assert leaves("message.sealed") == 2


def test_a_change_that_fails_takes_its_message_and_its_leaf_with_it(node, cairo, officer):
    def change(fails: bool) -> None:
        with transaction.atomic():
            letter(officer)
            if fails:
                raise LookupError

    with pytest.raises(LookupError):
        change(fails=True)
    assert (OutgoingMessage.objects.count(), leaves("message.sealed")) == (0, 0)
    change(fails=False)
    assert (OutgoingMessage.objects.count(), leaves("message.sealed")) == (1, 1)


def test_what_is_stored_does_not_show_its_text_and_the_officer_s_name_is_not_in_the_evidence(
    node, cairo, officer
):
    row = letter(officer)
    assert b"Monday" not in bytes(row.body)
    assert officer.full_name not in str(evidence.unverified(evidence.Kind.MESSAGE, row.evidence))
    assert outbox.read_body(row)["by"] == officer.full_name


# --- carrying --------------------------------------------------------------------------------


def test_a_delivered_message_keeps_the_receipt_its_peer_signed(node, cairo, officer, line):
    row = letter(officer)
    assert delivery.deliver_next() is True
    row.refresh_from_db()
    assert (row.state, row.attempts, bool(row.receipt)) == ("delivered", 0, True)
    assert cairo.came[0].evidence == row.evidence
    assert leaves("message.delivered") == 1
    assert PeerLink.objects.get(code="EG").failing_since is None
    assert delivery.deliver_next() is False
    assert len(line.arrived) == 1


def test_a_peer_that_is_down_costs_nothing_but_time(node, cairo, officer, line):
    row = letter(officer)
    line.answer = down
    delivery.deliver_next()
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("queued", 1)
    assert "cannot be reached" in row.last_error
    assert access_lines()[0].failing_since is not None
    assert access_lines()[0].waiting == 1
    assert delivery.deliver_next() is False
    line.answer = cairo.take
    due(row)
    delivery.deliver_next()
    row.refresh_from_db()
    assert row.state == "delivered"
    assert access_lines()[0].failing_since is None


def test_a_message_carried_again_is_the_same_message(node, cairo, officer, line):
    row = letter(officer)
    line.answer = lambda sealed: cairo.take(sealed)[:-8]
    delivery.deliver_next()
    line.answer = cairo.take
    due(row)
    delivery.deliver_next()
    one, two = cairo.came
    assert (one.evidence, one.body, one.outer.mid) == (two.evidence, two.body, two.outer.mid)
    assert line.arrived[0] != line.arrived[1]


FALSE_RECEIPTS = {
    "no receipt at all": lambda _eg, _fr, _sealed: "hello",
    "signed by another node": lambda eg, fr, sealed: fr.take_for(eg, sealed),
    "for another message": lambda eg, _fr, sealed: eg.take(sealed, evidence="a" * 64),
    "meant for another node": lambda eg, _fr, sealed: eg.take(sealed, peer="FR"),
    "altered": lambda eg, _fr, sealed: eg.take(sealed)[:-10] + "AAAAAAAAAA",
}


@pytest.mark.parametrize("answer", FALSE_RECEIPTS.values(), ids=FALSE_RECEIPTS)
def test_a_receipt_that_is_not_the_peer_s_own_for_this_message_settles_nothing(
    node, cairo, officer, line, tmp_path, answer
):
    paris = OtherState.make("FR", tmp_path / "fr", node)
    cairo.directory = paris.directory = publish(node, cairo, paris, version=2)
    row = letter(officer)
    line.answer = partial(answer, cairo, paris)
    delivery.deliver_next()
    row.refresh_from_db()
    assert (row.state, row.receipt, row.attempts) == ("queued", "", 1)
    line.answer = cairo.take
    due(row)
    delivery.deliver_next()
    row.refresh_from_db()
    assert row.state == "delivered"


REFUSALS = {code: "queued" if code in delivery.PASSING else "refused" for code in Code}


@pytest.mark.parametrize(("code", "state"), REFUSALS.items(), ids=str)
def test_a_signed_refusal_settles_the_message_unless_it_will_pass(
    node, cairo, officer, line, code, state
):
    row = letter(officer)
    line.answer = lambda sealed: cairo.refuse(sealed, code)
    delivery.deliver_next()
    row.refresh_from_db()
    assert row.state == state
    assert code.value in row.last_error
    assert leaves("message.refused_by_peer") == (state == "refused")


def test_a_message_past_its_date_expires_and_is_not_carried(node, cairo, officer, line):
    row = letter(officer)
    row.expires_at = clock.real_now() - timedelta(seconds=1)
    row.save()
    delivery.deliver_next()
    row.refresh_from_db()
    assert (row.state, line.arrived, leaves("message.expired")) == ("expired", [], 1)


def test_a_peer_that_left_the_directory_is_waited_for_and_the_sentence_says_whom_to_ask(
    node, cairo, officer, line
):
    row = letter(officer)
    publish(node, version=2)
    delivery.deliver_next()
    row.refresh_from_db()
    assert row.state == "queued"
    assert "ask the secretariat" in row.last_error
    publish(node, cairo, version=3)
    due(row)
    delivery.deliver_next()
    row.refresh_from_db()
    assert row.state == "delivered"


def test_a_message_that_cannot_be_read_here_does_not_stop_the_others(node, cairo, officer, line):
    broken, whole = letter(officer, "1"), letter(officer, "2")
    broken.body = b"x" * 40
    broken.save()
    assert delivery.deliver_next()
    assert delivery.deliver_next()
    for row in (broken, whole):
        row.refresh_from_db()
    assert (broken.state, whole.state) == ("queued", "delivered")
    assert "restore" in broken.last_error


def test_the_page_of_letters_shows_what_became_of_each(node, cairo, officer, line):
    letter(officer, "1")
    delivery.deliver_next()
    letter(officer, "2")
    assert {one.subject: one.state for one in access_letters()} == {"1": "delivered", "2": "queued"}


# --- pauses ----------------------------------------------------------------------------------


def test_pauses_start_at_five_seconds_double_and_stop_at_fifteen_minutes(monkeypatch):
    monkeypatch.setattr(random, "uniform", lambda _low, _high: 1.0)
    seconds = [delivery.pause(attempts).total_seconds() for attempts in range(1, 12)]
    assert seconds == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900]
    assert delivery.pause(10_000).total_seconds() == 900


def test_the_jitter_is_a_fifth_either_way():
    drawn = {delivery.pause(1).total_seconds() for _ in range(200)}
    assert min(drawn) >= 4
    assert max(drawn) <= 6
    assert len(drawn) > 100


def test_each_failure_waits_its_own_pause(node, cairo, officer, line, monkeypatch):
    monkeypatch.setattr(random, "uniform", lambda _low, _high: 1.0)
    row = letter(officer)
    line.answer = down
    for attempt, seconds in enumerate((5, 10, 20), 1):
        before = clock.real_now()
        delivery.deliver_next()
        row.refresh_from_db()
        assert row.attempts == attempt
        assert row.due_at - before >= timedelta(seconds=seconds)
        assert row.due_at - before < timedelta(seconds=seconds + 3)
        due(row)


def test_the_oldest_due_message_goes_first_and_types_are_those_of_the_wire(
    node, cairo, officer, line
):
    first, second = letter(officer, "1"), letter(officer, "2")
    delivery.deliver_next()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, first.type) == ("delivered", "queued", Type.LETTER)
