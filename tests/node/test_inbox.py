"""What peers deliver: one effect, one receipt, nothing dropped."""

import json
from dataclasses import replace

import pytest

from comity.exchange import canonical, evidence, receipts
from comity.exchange.envelope import MAX_SEALED_BYTES
from comity.exchange.receipts import Receipt, Stage
from comity.exchange.refusals import Code
from comity_node.access.letters import access_letters
from comity_node.actions import inbox
from comity_node.models import AuditLeaf, IncomingMessage
from comity_node.ports import vault
from tests.node.conftest import publish
from tests.node.other_state import BODY, OtherState

pytestmark = pytest.mark.django_db


def read(node, cairo: OtherState, answer: inbox.Answer) -> Receipt:
    """The receipt, verified as the peer would."""
    assert cairo.directory is not None
    return receipts.read_receipt(answer.receipt, cairo.directory.signing_key)


def leaves(kind: str) -> int:
    return AuditLeaf.objects.filter(kind=kind).count()


def test_a_message_is_kept_applied_and_receipted(node, cairo):
    written = cairo.write()
    answer = inbox.receive(written.sealed, cairo.certificate)
    receipt = read(node, cairo, answer)
    receipts.match_receipt(receipt, written.token)
    assert (answer.status, receipt.stage, receipt.by) == (200, Stage.DELIVERED, "IT")
    row = IncomingMessage.objects.get()
    assert (row.mid, row.sender, row.applied) == (written.said.mid, "EG", True)
    assert [letter.text for letter in access_letters()] == [BODY["text"]]
    assert leaves("message.received") == 1


def test_what_is_stored_of_a_message_does_not_show_its_text(node, cairo):
    inbox.receive(cairo.write().sealed, cairo.certificate)
    row = IncomingMessage.objects.get()
    assert BODY["subject"].encode() not in bytes(row.body)
    assert BODY["subject"] not in row.evidence
    assert json.loads(vault.unseal(row.body, f"incoming:{row.mid}")) == BODY


def test_a_repetition_gets_the_first_receipt_and_changes_nothing(node, cairo):
    written = cairo.write()
    first = inbox.receive(written.sealed, cairo.certificate)
    again = cairo.seal(written.said, written.token, written.body)
    assert again != written.sealed
    assert inbox.receive(again, cairo.certificate) == first
    assert IncomingMessage.objects.count() == 1
    assert leaves("message.received") == 1


def test_another_message_under_the_same_name_is_refused_with_409_and_both_are_kept(node, cairo):
    first = cairo.write()
    inbox.receive(first.sealed, cairo.certificate)
    second = cairo.write({**BODY, "text": "other"}, mid=first.said.mid, seq=1, prv="")
    answer = inbox.receive(second.sealed, cairo.certificate)
    receipt = read(node, cairo, answer)
    assert (answer.status, receipt.code) == (409, Code.EQUIVOCATION)
    kept = set(IncomingMessage.objects.values_list("evidence", flat=True))
    assert kept == {first.token, second.token}
    assert [letter.text for letter in access_letters()] == [BODY["text"]]
    assert leaves("message.equivocated") == 1


def test_another_message_under_the_same_number_is_refused_with_409_and_both_are_kept(node, cairo):
    first = cairo.write()
    inbox.receive(first.sealed, cairo.certificate)
    second = cairo.write({**BODY, "text": "other"}, seq=1, prv="")
    answer = inbox.receive(second.sealed, cairo.certificate)
    assert (answer.status, read(node, cairo, answer).code) == (409, Code.EQUIVOCATION)
    kept = set(IncomingMessage.objects.values_list("evidence", flat=True))
    assert kept == {first.token, second.token}
    assert IncomingMessage.objects.get(mid=second.said.mid).applied is False


@pytest.mark.parametrize("same_name", [True, False])
def test_an_equivocation_repeated_gets_its_first_refusal(node, cairo, same_name):
    first = cairo.write()
    inbox.receive(first.sealed, cairo.certificate)
    named = {"mid": first.said.mid} if same_name else {}
    second = cairo.write({**BODY, "text": "other"}, seq=1, prv="", **named)
    refused = inbox.receive(second.sealed, cairo.certificate)
    assert inbox.receive(second.sealed, cairo.certificate) == refused
    assert IncomingMessage.objects.count() == 2


def test_a_message_that_came_early_waits_and_is_applied_in_order(node, cairo):
    one, two, three = (cairo.write({**BODY, "subject": each}) for each in ("1", "2", "3"))
    for written in (three, two):
        assert inbox.receive(written.sealed, cairo.certificate).status == 200
    assert not IncomingMessage.objects.filter(applied=True).exists()
    inbox.receive(one.sealed, cairo.certificate)
    assert list(IncomingMessage.objects.order_by("seq").values_list("seq", "applied")) == [
        (1, True),
        (2, True),
        (3, True),
    ]


def test_a_number_the_sender_gave_up_does_not_hold_up_those_after_it(node, cairo):
    lost = cairo.write()
    gone = {"1": canonical.digest(lost.token)}
    told, untold = cairo.write(extra={"gone": gone}), cairo.write(extra={"gone": gone})
    assert inbox.receive(told.sealed, cairo.certificate).status == 200
    assert inbox.receive(untold.sealed, cairo.certificate).status == 200
    assert IncomingMessage.objects.filter(applied=True).count() == 2


def test_without_that_word_they_wait(node, cairo):
    cairo.write()
    waiting = cairo.write()
    assert inbox.receive(waiting.sealed, cairo.certificate).status == 200
    assert not IncomingMessage.objects.filter(applied=True).exists()


def test_a_word_about_lost_numbers_that_is_none_counts_as_unsaid(node, cairo):
    cairo.write()
    waiting = cairo.write(extra={"gone": ["1"]})
    assert inbox.receive(waiting.sealed, cairo.certificate).status == 200
    assert not IncomingMessage.objects.filter(applied=True).exists()


def test_a_faulty_message_that_came_early_does_not_hold_up_those_before_it(node, cairo):
    one, two, three = cairo.write(), cairo.write({"text": 5}), cairo.write()
    for written in (two, three):
        inbox.receive(written.sealed, cairo.certificate)
    assert inbox.receive(one.sealed, cairo.certificate).status == 200
    applied = IncomingMessage.objects.filter(applied=True).values_list("seq", flat=True)
    assert set(applied) == {1, 3}
    assert IncomingMessage.objects.get(seq=2).verdict == "unusable"
    assert leaves("message.refused") == 1


def test_a_letter_that_came_early_and_says_nothing_does_not_break_the_page_of_letters(node, cairo):
    cairo.write()
    for body in (b"not json", {"text": 5}, [1]):
        inbox.receive(cairo.write(body).sealed, cairo.certificate)
    assert [letter.subject for letter in access_letters()] == ["", "", ""]


def test_messages_after_a_refused_one_are_applied(node, cairo):
    assert inbox.receive(cairo.write({"text": 5}).sealed, cairo.certificate).status == 400
    assert inbox.receive(cairo.write().sealed, cairo.certificate).status == 200
    assert IncomingMessage.objects.get(seq=2).applied


FAULTY_BODIES = {
    "no text": {"subject": "a"},
    "text is a number": {"subject": "a", "text": 5},
    "a list": [1, 2],
    "file keys are a list": {**BODY, "keys": ["x"]},
    "not JSON": b"\xff\xfe not json",
    "empty": b"",
}


@pytest.mark.parametrize("body", FAULTY_BODIES.values(), ids=FAULTY_BODIES)
def test_a_body_that_is_not_what_its_type_says_is_refused_as_schema(node, cairo, body):
    written = cairo.write(body)
    answer = inbox.receive(written.sealed, cairo.certificate)
    assert (answer.status, read(node, cairo, answer).code) == (400, Code.SCHEMA)
    row = IncomingMessage.objects.get()
    assert (row.applied, row.verdict, row.evidence) == (False, "unusable", written.token)
    assert inbox.receive(written.sealed, cairo.certificate) == answer
    assert leaves("message.refused") == 1


def test_a_signer_the_directory_does_not_list_gets_a_signed_refusal(node, cairo, tmp_path):
    stranger = OtherState.make("FR", tmp_path / "fr", node)
    stranger.directory = cairo.directory
    written = stranger.write()
    before = inbox.receive(written.sealed, stranger.certificate)
    assert (before.status, read(node, cairo, before).code) == (400, Code.UNKNOWN_PEER)
    stranger.directory = publish(node, cairo, stranger, version=2)
    assert inbox.receive(written.sealed, stranger.certificate).status == 200


def test_a_peer_that_signs_with_another_key_is_refused_and_nothing_is_taken(node, cairo, tmp_path):
    written = cairo.write()
    (cairo.settings.keys / "signing.key").unlink()
    from comity_node.ports import exchange_keys

    exchange_keys.make(cairo.settings.keys, secretariat=False)
    forged = evidence.sign(evidence.Kind.MESSAGE, written.said.to_json(), cairo.keys.sign)
    answer = inbox.receive(cairo.seal(written.said, forged, written.body), cairo.certificate)
    assert read(node, cairo, answer).code is Code.UNKNOWN_SIGNING_KEY
    assert inbox.receive(written.sealed, cairo.certificate).status == 200


def test_a_message_of_one_node_brought_by_another_is_refused(node, cairo, tmp_path):
    france = OtherState.make("FR", tmp_path / "fr", node)
    cairo.directory = france.directory = publish(node, cairo, france, version=2)
    written = cairo.write()
    answer = inbox.receive(written.sealed, france.certificate)
    assert read(node, cairo, answer).code is Code.SENDER_NOT_PEER
    assert inbox.receive(written.sealed, cairo.certificate).status == 200


def test_too_large_is_refused_and_the_largest_is_only_not_a_message(node, cairo):
    for size, code in ((MAX_SEALED_BYTES + 1, Code.TOO_LARGE), (MAX_SEALED_BYTES, Code.MALFORMED)):
        answer = inbox.receive(b"\x00" * size, cairo.certificate)
        assert read(node, cairo, answer).code is code


def test_a_flipped_byte_anywhere_is_refused_with_a_signed_code(node, cairo):
    written = cairo.write()
    for place in range(0, len(written.sealed), 251):
        broken = bytearray(written.sealed)
        broken[place] ^= 1
        answer = inbox.receive(bytes(broken), cairo.certificate)
        assert answer.status == 400
        assert read(node, cairo, answer).stage is Stage.REFUSED
    assert inbox.receive(written.sealed, cairo.certificate).status == 200


def test_a_type_the_node_does_not_take_is_refused_by_a_code_with_advice(node, cairo):
    answer = inbox.receive(cairo.write(typ="cj/notice/1").sealed, cairo.certificate)
    assert read(node, cairo, answer).code is Code.NOT_COMPETENT


def test_a_restart_between_two_messages_changes_nothing(node, cairo, settings):
    inbox.receive(cairo.write().sealed, cairo.certificate)
    settings.NODE = replace(node)
    assert inbox.receive(cairo.write().sealed, cairo.certificate).status == 200
    assert IncomingMessage.objects.filter(applied=True).count() == 2


def test_a_part_is_kept_once_and_only_under_its_own_name(node, cairo):
    import hashlib

    from comity.exchange.refusals import MalformedError

    part = b"x" * 100
    name = hashlib.sha256(part).hexdigest()
    assert inbox.missing_parts([name]) == [name]
    with pytest.raises(MalformedError):
        inbox.take_part(name, part + b"y", "EG")
    assert inbox.missing_parts([name]) == [name]
    inbox.take_part(name, part, "EG")
    inbox.take_part(name, part, "EG")
    assert inbox.missing_parts([name, "0" * 64]) == ["0" * 64]
