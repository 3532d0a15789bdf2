"""Sentences of the audit log: names instead of codes, each value in its own direction."""

import pytest
from django.utils import translation

from comity.audit.events import catalogue
from comity_node.audit_words import END, FIRST_STRONG, in_words


def said(kind: str, language: str = "en", **told: str) -> str:
    with translation.override(language):
        sentence = translation.gettext(catalogue()[kind].sentence)
        text = sentence.format(**in_words(kind, told))
    return text.replace(FIRST_STRONG, "").replace(END, "")


def test_a_state_is_named_in_the_readers_language():
    told = {"actor": "A. Greco", "request": "IT-2026-000001", "recipient": "EG"}
    assert said("request.sent", **told).endswith("to Egypt.")
    assert "مصر" in said("request.sent", "ar", **told)


def test_a_message_nobody_knows_the_sender_of_says_so():
    text = said("message.refused", message="m-1", sender="unknown", code="unknown_peer")
    assert "an unknown node" in text


def test_a_field_and_its_values_are_words():
    told = {"actor": "A. Greco", "field": "conduct", "person": "P-01"}
    text = said("person.changed", **told, old="", new="procure_entry, transport")
    assert "Conduct of P-01 from nothing to " in text
    assert "procure_entry" not in text


def test_a_role_is_a_word_of_its_own_field():
    told = {"actor": "A. Greco", "person": "P-01", "case": "IT-C-2026-0001"}
    text = said("person.role_changed", **told, old="smuggled_migrant_or_unknown", new="suspect")
    assert "from smuggled, or not known to suspect" in text


def test_an_officers_role_is_not_mistaken_for_that_of_a_person():
    assert said("user.added", actor="-", account="A. Greco", role="supervisor").endswith(
        "as supervisor."
    )


def test_a_version_says_of_which_letter():
    told = {"actor": "A. Greco", "request": "IT-2026-000001", "digest": "ab12"}
    assert "version 2 (The request)" in said("request.version_made", **told, version="request 2")


def test_what_left_is_counted_in_words():
    told = {"actor": "A. Greco", "request": "IT-2026-000001"}
    counted = said("leaving.confirmed", **told, items="people=3 exhibits=1")
    assert "people: 3, exhibits: 1" in counted


def test_a_letter_that_answers_no_listed_item_is_not_said_to_be_nothing():
    told = {"actor": "A. Greco", "recipient": "EG", "request": "IT-2026-000001", "items": "-"}
    assert said("request.supplemented", **told).endswith("the letter alone.")


def test_an_entry_of_an_earlier_version_is_shown_as_it_was_written():
    told = {"actor": "A. Greco", "request": "IT-2026-000001"}
    assert "3 people, 3 exhibits" in said("leaving.confirmed", **told, items="3 people, 3 exhibits")


def test_an_instant_is_a_day_and_an_hour_of_this_office():
    text = said("message.delivered", recipient="EG", message="m-1", at="2026-07-02T11:30:00Z")
    assert "2 Jul 2026 13:30" in text


def test_yes_is_in_the_readers_language():
    told = {"actor": "A. Greco", "rule": "HR-01", "request": "IT-2026-000001"}
    text = said("gate.answered", "ar", **told, answer="yes")
    assert "نعم" in text
    assert "yes" not in text


@pytest.mark.parametrize("name", ["report 3.pdf", "تقرير 3.pdf", "IT-2026-000001 · 12/5"])
def test_each_value_stands_apart_so_that_the_sentence_cannot_turn_it_round(name):
    told = {"actor": "A. Greco", "document": name}
    assert in_words("document.downloaded", told)["document"] == f"{FIRST_STRONG}{name}{END}"


def test_a_text_that_was_replaced_stands_whole_in_the_log_for_it_stands_nowhere_else():
    old = "Forty-six people came ashore. " * 20
    told = {"actor": "A", "field": "narrative", "case": "C", "old": old, "new": "Forty-seven."}
    assert old in in_words("case.changed", told)["old"]
