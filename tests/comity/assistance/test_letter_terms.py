"""The stored form of a letter's content: strict, canonical, hashed."""

import copy

import pytest

from comity.assistance.terms import digest, read_reply, read_terms, short_hash, to_json
from comity.assistance.texts import Code, LetterError
from comity.exchange import canonical
from tests.node.documents.samples import EG_IT, EN_FR, FR_MA, IT_EG, REPLY


@pytest.mark.parametrize("terms", [IT_EG, EG_IT, FR_MA, EN_FR])
def test_terms_come_back_as_they_went(terms):
    assert read_terms(canonical.decode(canonical.encode(to_json(terms)))) == terms


def test_a_reply_comes_back_as_it_went():
    assert read_reply(canonical.decode(canonical.encode(to_json(REPLY)))) == REPLY


def test_the_short_hash_is_the_first_four_digits_in_capitals():
    assert short_hash(IT_EG) == digest(IT_EG)[:4].upper()


def test_any_change_changes_the_digest():
    assert len({digest(one) for one in (IT_EG, EG_IT, FR_MA, EN_FR)}) == 4


def broken(**changes: object) -> dict[str, object]:
    raw = copy.deepcopy(to_json(IT_EG))
    raw.update(changes)
    return raw


BROKEN = {
    "no object": ([], Code.NOT_TERMS),
    "unknown field": (broken(extra=1), Code.NOT_TERMS),
    "no such day": (broken(dated="2027-02-30"), Code.NOT_TERMS),
    "a number as text": (broken(version="3"), Code.NOT_TERMS),
    "true as number": (broken(version=True), Code.NOT_TERMS),
    "unknown measure": (
        broken(measures=[{"code": "arrest", "detail": {"own": "", "other": ""}}]),
        Code.NOT_TERMS,
    ),
    "a text as pair": (broken(facts="x"), Code.NOT_TERMS),
}


@pytest.mark.parametrize(("raw", "code"), BROKEN.values(), ids=BROKEN)
def test_what_is_not_terms_is_refused(raw, code):
    with pytest.raises(LetterError) as caught:
        read_terms(raw)
    assert caught.value.code is code


@pytest.mark.parametrize("field", ["reference", "facts", "people", "training"])
def test_a_missing_field_is_refused(field):
    raw = broken()
    del raw[field]
    with pytest.raises(LetterError) as caught:
        read_terms(raw)
    assert caught.value.code in (Code.NOT_TERMS, Code.NOT_CANONICAL)
