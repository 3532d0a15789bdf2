"""Signed statements: every known way to cheat a JWS verifier."""

import base64
import hashlib
import hmac
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.exchange import canonical, evidence
from comity.exchange.evidence import Kind, sign, signing_key, unverified, verify, verify_of
from comity.exchange.refusals import Code, MalformedError
from tests.comity.exchange.makers import EGYPT, ITALY

KEY = ITALY.signing
PAYLOAD = {"to": "EG", "text": "مرحبا"}
TOKEN = sign(Kind.MESSAGE, PAYLOAD, KEY)
HEADER, BODY, SIGNATURE = TOKEN.split(".")
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def b64(value) -> str:
    data = value if isinstance(value, bytes) else canonical.encode(value)
    return canonical.to_base64url(data)


def header(**changes):
    plain = {"alg": "Ed25519", "kid": KEY.kid, "typ": "cj-message"} | changes
    return {name: value for name, value in plain.items() if value is not None}


def forged(head, payload=PAYLOAD) -> str:
    """A token with this header, truly signed by the key."""
    text = f"{b64(head)}.{b64(payload)}"
    return f"{text}.{b64(KEY.private.sign(text.encode()))}"


def refused(token, public=KEY.public, kind=Kind.MESSAGE) -> Code:
    with pytest.raises(MalformedError) as problem:
        verify(kind, token, public)
    return problem.value.code


def test_a_statement_verifies_with_the_key_of_its_signer():
    assert verify(Kind.MESSAGE, TOKEN, KEY.public) == PAYLOAD


def test_the_header_is_exactly_algorithm_key_and_kind():
    assert json.loads(canonical.from_base64url(HEADER)) == header()
    assert forged(header()) == TOKEN


def test_alg_none_is_refused():
    assert refused(f"{b64(header(alg='none'))}.{BODY}.") is Code.SIGNATURE
    assert refused(f"{b64(header(alg='none'))}.{BODY}.{SIGNATURE}") is Code.SIGNATURE


def test_hs256_with_the_public_key_as_secret_is_refused():
    text = f"{b64(header(alg='HS256'))}.{BODY}"
    mac = hmac.new(KEY.public, text.encode(), hashlib.sha256).digest()
    assert refused(f"{text}.{b64(mac)}") is Code.SIGNATURE


def test_hs512_with_a_mac_as_long_as_a_signature_is_refused():
    text = f"{b64(header(alg='HS512'))}.{BODY}"
    mac = hmac.new(KEY.public, text.encode(), hashlib.sha512).digest()
    assert refused(f"{text}.{b64(mac)}") is Code.SIGNATURE


def test_the_polymorphic_name_eddsa_is_refused():
    assert refused(forged(header(alg="EdDSA"))) is Code.SIGNATURE


def test_another_key_is_refused():
    assert refused(TOKEN, EGYPT.signing.public) is Code.SIGNATURE


def test_another_signers_statement_under_this_kid_is_refused():
    text = f"{b64(header())}.{BODY}"
    token = f"{text}.{b64(EGYPT.signing.private.sign(text.encode()))}"
    assert refused(token) is Code.SIGNATURE


def test_a_key_brought_along_in_the_header_is_refused():
    jwk = {"crv": "Ed25519", "kty": "OKP", "x": b64(EGYPT.signing.public)}
    assert refused(forged(header(jwk=jwk))) is Code.SIGNATURE


@pytest.mark.parametrize("extra", [{"crit": ["b64"], "b64": False}, {"jku": "https://x"}])
def test_any_other_header_field_is_refused(extra):
    assert refused(forged(header() | extra)) is Code.SIGNATURE


def test_a_receipt_cannot_pass_for_a_message():
    receipt = sign(Kind.RECEIPT, PAYLOAD, KEY)
    assert refused(receipt) is Code.SIGNATURE
    assert refused(TOKEN, kind=Kind.RECEIPT) is Code.SIGNATURE


def test_a_header_without_kid_is_refused():
    assert refused(forged(header(kid=None))) is Code.SIGNATURE


def test_unused_bits_of_base64url_are_refused():
    last = ALPHABET.index(SIGNATURE[-1])
    twin = SIGNATURE[:-1] + ALPHABET[last + 1]
    padded = twin + "=="
    assert base64.urlsafe_b64decode(padded) == base64.urlsafe_b64decode(SIGNATURE + "==")
    assert refused(f"{HEADER}.{BODY}.{twin}") is Code.NOT_CANONICAL


SPELLINGS = {
    "padding": f"{HEADER}.{BODY}.{SIGNATURE}==",
    "white space at the end": TOKEN + "\n",
    "white space inside": TOKEN.replace(".", ". "),
    "four parts": TOKEN + ".",
    "two parts": f"{HEADER}.{BODY}",
    "empty": "",
    "standard base64": f"{HEADER}.{BODY}.{'+' * 86}",
    "not ASCII": f"{HEADER}.{BODY}.{'é' * 86}",
}


@pytest.mark.parametrize("token", SPELLINGS.values(), ids=SPELLINGS)
def test_another_spelling_of_the_token_is_refused(token):
    assert refused(token) in {Code.MALFORMED, Code.NOT_CANONICAL, Code.SIGNATURE}


PAYLOADS = {
    "keys unsorted": b'{"to":"EG","a":1}',
    "white space": b'{"a": 1}',
    "a key twice": b'{"a":1,"a":1}',
    "a number spelt otherwise": b'{"a":1.0}',
    "an escape not needed": b'{"a":"\\u0041"}',
    "infinity": b'{"a":Infinity}',
    "a number too large": b'{"a":9007199254740993}',
    "a number of ten thousand digits": b'{"a":' + b"9" * 10_000 + b"}",
    "a lone surrogate": b'{"a":"\\ud800"}',
    "not UTF-8": b'{"a":"\xff"}',
    "not an object": b"[1]",
    "very deep": b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a byte order mark": b'\xef\xbb\xbf{"a":1}',
}


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_truly_signed_payload_in_another_spelling_is_refused(payload):
    assert refused(forged(header(), payload)) in {Code.MALFORMED, Code.NOT_CANONICAL}


def test_a_header_that_names_another_key_than_the_one_that_signed_is_refused():
    assert refused(forged(header(kid=EGYPT.signing.kid))) is Code.SIGNATURE


def test_a_header_in_another_spelling_is_refused():
    spaced = json.dumps(header()).encode()
    assert refused(forged(spaced)) is Code.NOT_CANONICAL


def test_a_signature_with_s_beyond_the_group_order_is_refused():
    raw = canonical.from_base64url(SIGNATURE)
    order = 2**252 + 27742317777372353535851937790883648493
    beyond = (int.from_bytes(raw[32:], "little") + order).to_bytes(32, "little")
    assert refused(f"{HEADER}.{BODY}.{b64(raw[:32] + beyond)}") is Code.SIGNATURE


def test_a_key_of_small_order_that_would_sign_anything_is_refused():
    weak = b"\x01" + bytes(31)
    head = header(kid=evidence.key_id(weak))
    token = f"{b64(head)}.{BODY}.{b64(weak + bytes(32))}"
    assert evidence.is_weak(weak)
    assert refused(token, weak) is Code.SIGNATURE


def test_the_sign_bit_does_not_hide_a_weak_key():
    assert evidence.is_weak(b"\x01" + bytes(30) + b"\x80")
    assert not evidence.is_weak(KEY.public)


@given(st.integers(0, len(TOKEN) - 1), st.sampled_from(ALPHABET + ".=+/ \n\x00é"))
def test_no_changed_character_leaves_a_statement_that_verifies(place, character):
    changed = TOKEN[:place] + character + TOKEN[place + 1 :]
    if changed != TOKEN:
        refused(changed)


@given(st.text(max_size=200))
def test_any_text_is_refused_with_the_one_exception(text):
    refused(text)


def test_too_long_a_token_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(evidence, "MAX_TOKEN_BYTES", 100)
    assert refused(TOKEN) is Code.TOO_LARGE


def test_a_long_statement_signs_and_verifies():
    payload = {"text": "x" * 1_000_000}
    assert verify(Kind.EXPORT, sign(Kind.EXPORT, payload, KEY), KEY.public) == payload


def test_a_key_the_directory_does_not_list_is_unknown():
    with pytest.raises(MalformedError) as problem:
        verify_of(Kind.MESSAGE, TOKEN, "IT", lambda _node, _kid: None)
    assert problem.value.code is Code.UNKNOWN_SIGNING_KEY


def test_what_is_claimed_can_be_read_before_it_is_verified():
    claim = unverified(Kind.MESSAGE, TOKEN)
    assert (claim.kid, claim.payload) == (KEY.kid, PAYLOAD)


def test_a_seed_of_another_length_makes_no_key():
    with pytest.raises(ValueError, match="32"):
        signing_key(b"short")


def test_a_private_key_is_not_shown():
    assert "private" not in repr(KEY)
