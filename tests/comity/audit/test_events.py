"""The catalogue of events."""

import pytest

from comity.audit.events import Operation, catalogue, describe, read_catalogue

ROW = """
[[event]]
kind = "a.b"
led = ""
sentence = "{actor} did."
params = ["actor"]
"""

# Every act the brief of the audit room names, written down apart from the data file.
WANTED = [
    "user.signed_in",
    "user.signed_out",
    "user.locked",
    "user.added",
    "user.reset",
    "case.opened",
    "case.changed",
    "case.seen",
    "person.added",
    "person.changed",
    "person.role_changed",
    "person.seen",
    "exhibit.added",
    "exhibit.seen",
    "exhibit.downloaded",
    "ask.made",
    "request.drafted",
    "request.changed",
    "request.version_made",
    "translation.checked",
    "gate.answered",
    "gate.agreed",
    "gate.reopened",
    "leaving.confirmed",
    "scan.attached",
    "request.sent",
    "message.sealed",
    "message.delivered",
    "message.refused_by_peer",
    "message.expired",
    "message.received",
    "message.refused",
    "receipt.received",
    "request.acknowledged",
    "request.missing_asked",
    "request.supplemented",
    "authority.chosen",
    "result.partial",
    "result.sent",
    "request.postponed",
    "request.consulted",
    "request.refused",
    "request.reminded",
    "request.withdrawn",
    "note.written",
    "request.closed",
    "paper.moved",
    "paper.answer_recorded",
    "paper.request_registered",
    "document.printed",
    "document.downloaded",
    "search.made",
    "list.seen",
    "audit.seen",
    "audit.exported",
    "directory.installed",
    "key.rotated",
    "backup.made",
    "node.restored",
    "clock.advanced",
    "training.reset",
]


@pytest.mark.parametrize("kind", WANTED)
def test_every_act_has_its_event(kind):
    assert kind in catalogue()


def test_the_six_operations_of_article_25_are_each_logged_by_some_event():
    assert {event.led for event in catalogue().values()} == set(Operation)


def test_every_sentence_is_one_sentence():
    for event in catalogue().values():
        assert not event.sentence[0].islower(), event.kind
        assert event.sentence.endswith("."), event.kind


def test_reading_a_person_is_a_consultation_and_sending_a_disclosure():
    assert catalogue()["person.seen"].led is Operation.CONSULTATION
    assert catalogue()["request.sent"].led is Operation.DISCLOSURE


def test_an_event_reads_as_a_sentence():
    assert describe("user.locked", {"actor": "Nadia", "account": "sara"}) == (
        "Nadia locked the account of sara."
    )


def test_a_detail_missing_or_unknown_is_refused():
    with pytest.raises(ValueError, match="needs"):
        describe("user.locked", {"actor": "Nadia"})
    with pytest.raises(ValueError, match="needs"):
        describe("user.signed_in", {"actor": "Nadia", "place": "Rome"})


def test_an_event_outside_the_list_is_refused():
    with pytest.raises(ValueError, match="no event"):
        describe("user.danced", {})


def test_braces_in_a_detail_are_not_read_as_a_template():
    assert describe("user.signed_in", {"actor": "{account}"}) == "{account} signed in."


BROKEN = {
    "a kind twice": (ROW + ROW, ValueError, "twice"),
    "a param never spoken": (ROW.replace('["actor"]', '["actor", "x"]'), ValueError, "names"),
    "a name not listed": (ROW.replace("did.", "did {x}."), ValueError, "names"),
    "an unknown operation": (ROW.replace('led = ""', 'led = "peeking"'), ValueError, "peeking"),
    "an unknown key": (ROW + "colour = 1\n", TypeError, "colour"),
    "a key missing": (ROW.replace('led = ""\n', ""), TypeError, "led"),
}


@pytest.mark.parametrize(("text", "error", "word"), BROKEN.values(), ids=BROKEN)
def test_a_broken_catalogue_is_refused(text, error, word):
    with pytest.raises(error, match=word):
        read_catalogue(text)
