"""Receipts and the closed list of refusal codes."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.exchange import canonical, evidence
from comity.exchange.evidence import Kind
from comity.exchange.receipts import (
    OWN,
    Receipt,
    Stage,
    match_receipt,
    match_refusal,
    read_receipt,
    sign_receipt,
)
from comity.exchange.refusals import ADVICE, Code, MalformedError, advice
from tests.comity.exchange.makers import EGYPT, ITALY, T0, a_manifest, installed, signed

TOKEN = signed(a_manifest())
ROOT = canonical.digest(b"root")
KEYS = installed().signing_key
MORE = {
    Stage.REFUSED: {"code": Code.SCHEMA, "detail": "typ: is missing"},
    Stage.RETRIEVED: {"actor": "o-9", "role": "judge"},
    Stage.DECLINED: {"ground": "EG-CCP-1"},
}


def receipt(stage=Stage.DELIVERED, **changes) -> Receipt:
    by, peer = ("IT", "EG") if stage in OWN else ("EG", "IT")
    digest = canonical.digest(TOKEN)
    plain = Receipt(stage, by, peer, T0, 17, ROOT, a_manifest().mid, digest)
    return replace(plain, **(MORE.get(stage, {}) | changes))


def token(of: Receipt) -> str:
    return sign_receipt(of, {"IT": ITALY, "EG": EGYPT}[of.by].signing)


def refused(call, *args) -> Code:
    with pytest.raises(MalformedError) as problem:
        call(*args)
    return problem.value.code


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_signs_verifies_and_names_its_message(stage):
    read = read_receipt(token(receipt(stage)), KEYS)
    assert read == receipt(stage)
    match_receipt(read, TOKEN)


def test_a_receipt_signed_by_another_node_is_refused():
    stolen = evidence.sign(Kind.RECEIPT, receipt().to_json(), ITALY.signing)
    assert refused(read_receipt, stolen, KEYS) is Code.UNKNOWN_SIGNING_KEY


def test_the_sender_cannot_say_that_it_was_delivered():
    said = receipt(by="IT", peer="EG")
    assert refused(match_receipt, read_receipt(token(said), KEYS), TOKEN) is Code.WRONG_MESSAGE


def test_the_recipient_cannot_say_that_the_sender_gave_up():
    said = replace(receipt(Stage.EXPIRED), by="EG", peer="IT")
    assert refused(match_receipt, read_receipt(token(said), KEYS), TOKEN) is Code.WRONG_MESSAGE


def test_a_receipt_for_other_evidence_of_the_same_name_does_not_match():
    other = signed(a_manifest(cas="IT-2026-0043"))
    assert refused(match_receipt, receipt(), other) is Code.WRONG_MESSAGE


def test_a_receipt_for_another_message_name_does_not_match():
    assert refused(match_receipt, receipt(mid="x"), TOKEN) is Code.WRONG_MESSAGE


def test_a_refusal_of_bytes_that_did_not_open_names_the_sealed_bytes():
    sealed = canonical.digest(b"sealed")
    said = receipt(Stage.REFUSED, mid="", evidence="", sealed=sealed)
    read = read_receipt(token(said), KEYS)
    match_refusal(read, sealed, sender="IT", recipient="EG")
    other = canonical.digest(b"other")
    assert refused(match_refusal, read, other, "IT", "EG") is Code.WRONG_MESSAGE
    assert refused(match_refusal, read, sealed, "FR", "EG") is Code.WRONG_MESSAGE


FAULTS = {
    "a refusal without code": receipt(Stage.REFUSED, code=None),
    "a refusal that names nothing": receipt(Stage.REFUSED, evidence=""),
    "a delivery with a code": receipt(code=Code.SCHEMA),
    "a delivery without evidence": receipt(evidence=""),
    "a delivery without message": receipt(mid=""),
    "a retrieval by nobody": receipt(Stage.RETRIEVED, actor=""),
    "a decline without ground": receipt(Stage.DECLINED, ground=""),
    "an acceptance with a ground": receipt(Stage.ACCEPTED, ground="X"),
    "a place before the log": receipt(index=-1),
    "no root": receipt(root=""),
    "a detail no database keeps": receipt(Stage.REFUSED, code=Code.SCHEMA, detail="a\x00b"),
}


@pytest.mark.parametrize("said", FAULTS.values(), ids=FAULTS)
def test_a_receipt_that_says_too_little_or_too_much_is_not_signed_and_not_read(said):
    assert refused(token, said) is Code.SCHEMA
    key = {"IT": ITALY, "EG": EGYPT}[said.by].signing
    assert (
        refused(read_receipt, evidence.sign(Kind.RECEIPT, said.to_json(), key), KEYS) is Code.SCHEMA
    )


@pytest.mark.parametrize("change", [{"stage": "read"}, {"code": "because"}, {"stage": []}])
def test_a_stage_or_code_outside_the_list_is_refused(change):
    data = receipt(Stage.REFUSED).to_json() | change
    signed_data = evidence.sign(Kind.RECEIPT, data, EGYPT.signing)
    assert refused(read_receipt, signed_data, KEYS) is Code.SCHEMA


@given(st.data())
def test_no_changed_character_leaves_a_receipt_that_verifies(data):
    text = token(receipt())
    place = data.draw(st.integers(0, len(text) - 1))
    character = data.draw(st.sampled_from("AZaz09-_.").filter(lambda c: c != text[place]))
    with pytest.raises(MalformedError):
        read_receipt(text[:place] + character + text[place + 1 :], KEYS)


def test_every_refusal_code_says_what_to_do():
    assert set(ADVICE) == set(Code)
    for code in Code:
        assert advice(code).endswith(".")
        assert len(advice(code)) > 40


def test_the_codes_of_the_protocol_text_are_all_there():
    wanted = {"signature", "schema", "malware", "quota", "not_competent", "unsupported"}
    assert wanted <= {code.value for code in Code}
    assert json.loads(json.dumps(Code.SCHEMA)) == "schema"
