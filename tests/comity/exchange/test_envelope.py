"""Sealed messages."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.exchange import envelope, suites
from comity.exchange.envelope import MAX_SEALED_BYTES, Outer, open_sealed, read_outer, seal
from comity.exchange.evidence import Kind, verify
from comity.exchange.manifest import read_manifest
from comity.exchange.receipts import read_receipt
from comity.exchange.refusals import Code, MalformedError
from comity.exchange.suites import sealing_key
from tests.comity.exchange.makers import BODY, EGYPT, FRANCE, a_manifest, public, sealed, signed

GOLDEN = Path(__file__).parent / "golden"
MID = a_manifest().mid
TOKEN = signed(a_manifest())
SEALED = sealed(TOKEN)


def refused(data, keys=EGYPT.keys) -> Code:
    with pytest.raises(MalformedError) as problem:
        open_sealed(data, keys)
    return problem.value.code


def split(data):
    length = int.from_bytes(data[:2], "big")
    return data[2 : 2 + length], data[2 + length :]


def with_outer(outer: bytes, rest: bytes) -> bytes:
    return len(outer).to_bytes(2, "big") + outer + rest


@pytest.mark.parametrize("key", [EGYPT.xwing, EGYPT.x25519], ids=["X-Wing", "X25519"])
def test_what_was_sealed_opens(key):
    opened = open_sealed(sealed(TOKEN, key=key), EGYPT.keys)
    assert (opened.evidence, opened.body) == (TOKEN, BODY)
    assert opened.outer == Outer(1, key.suite, "EG", MID, key.kid)


def test_the_outside_names_recipient_and_message_and_nothing_else():
    outer, _ = split(SEALED)
    assert set(json.loads(outer)) == {"v", "s", "to", "mid", "kid"}
    assert b"IT" not in outer


@pytest.mark.parametrize("size", [0, 1, 3000, 4000, 9000, 100_000, 200_000])
def test_only_seven_sizes_can_be_seen_from_outside(size):
    _, ciphertext = split(seal(TOKEN, bytes(size), to="EG", mid=MID, key=public(EGYPT.xwing)))
    assert len(ciphertext) - 1120 - 16 in envelope.SIZES


def test_the_largest_body_fits_and_one_byte_more_is_refused():
    most = 256 * 1024 - 8 - len(TOKEN)
    assert envelope.fits(TOKEN, bytes(most))
    assert not envelope.fits(TOKEN, bytes(most + 1))
    fits = seal(TOKEN, bytes(most), to="EG", mid=MID, key=public(EGYPT.xwing))
    assert len(fits) <= MAX_SEALED_BYTES
    assert open_sealed(fits, EGYPT.keys).body == bytes(most)
    with pytest.raises(MalformedError) as problem:
        seal(TOKEN, bytes(most + 1), to="EG", mid=MID, key=public(EGYPT.xwing))
    assert problem.value.code is Code.TOO_LARGE


def test_too_large_a_message_is_refused_before_it_is_parsed():
    assert refused(bytes(MAX_SEALED_BYTES + 1)) is Code.TOO_LARGE
    assert refused(bytes(MAX_SEALED_BYTES)) is Code.MALFORMED


def test_a_swapped_outer_does_not_open():
    other = a_manifest(mid=MID[:-1] + "0" if MID[-1] != "0" else MID[:-1] + "1")
    outer, _ = split(sealed(signed(other), mid=other.mid))
    _, ciphertext = split(SEALED)
    assert refused(with_outer(outer, ciphertext)) is Code.CANNOT_OPEN


def test_a_recipient_renamed_outside_does_not_open():
    outer, ciphertext = split(SEALED)
    renamed = outer.replace(b'"EG"', b'"FR"')
    assert refused(with_outer(renamed, ciphertext)) is Code.CANNOT_OPEN


def test_a_suite_downgraded_outside_is_refused():
    outer, ciphertext = split(SEALED)
    downgraded = outer.replace(b'"s":"2"', b'"s":"1"')
    assert refused(with_outer(downgraded, ciphertext)) is Code.UNSUPPORTED_SUITE


def test_a_suite_nobody_knows_is_refused():
    outer, ciphertext = split(SEALED)
    changed = outer.replace(b'"s":"2"', b'"s":"9"')
    assert refused(with_outer(changed, ciphertext)) is Code.UNSUPPORTED_SUITE


def test_a_version_nobody_knows_is_refused_as_unsupported():
    outer, ciphertext = split(SEALED)
    changed = outer.replace(b'"v":1', b'"v":2')
    assert refused(with_outer(changed, ciphertext)) is Code.UNSUPPORTED


def test_a_key_we_do_not_have_is_named():
    assert refused(SEALED, FRANCE.keys) is Code.UNKNOWN_SEALING_KEY


def test_another_key_under_the_same_name_does_not_open():
    assert refused(SEALED, {EGYPT.xwing.kid: FRANCE.xwing}) is Code.CANNOT_OPEN


OUTERS = {
    "a field more": b'{"frm":"IT","kid":"00","mid":"x","s":"2","to":"EG","v":1}',
    "a field less": b'{"kid":"00","mid":"x","s":"2","to":"EG"}',
    "white space": b'{ "v": 1 }',
    "a suite that is a list": b'{"kid":"0","mid":"x","s":[],"to":"EG","v":1}',
    "a version that is true": b'{"kid":"0","mid":"x","s":"2","to":"EG","v":true}',
    "not JSON": b"\x00\x01",
}


@pytest.mark.parametrize("outer", OUTERS.values(), ids=OUTERS)
def test_a_malformed_outside_is_refused(outer):
    code = refused(with_outer(outer, split(SEALED)[1]))
    assert code in {Code.MALFORMED, Code.NOT_CANONICAL, Code.SCHEMA, Code.UNSUPPORTED_SUITE}


def framed(plaintext: bytes) -> bytes:
    """A message whose seal is right and whose inside is this."""
    outer = Outer(1, "2", "EG", MID, EGYPT.xwing.kid).to_bytes()
    return with_outer(outer, suites.encrypt(public(EGYPT.xwing), plaintext, b"cj/1" + outer))


FRAMES = {
    "empty": b"",
    "shorter than its lengths": bytes(4),
    "no padding": (1).to_bytes(4, "big") + (1).to_bytes(4, "big") + b"ab",
    "padding that is not zero": (1).to_bytes(4, "big") * 2 + b"ab" + b"\x01" * (4096 - 10),
    "a larger size than needed": (1).to_bytes(4, "big") * 2 + b"ab" + bytes(8192 - 10),
    "lengths beyond the end": b"\xff" * 8 + bytes(4088),
    "evidence that is not ASCII": (1).to_bytes(4, "big") * 2 + b"\xffb" + bytes(4096 - 10),
}


@pytest.mark.parametrize("plaintext", FRAMES.values(), ids=FRAMES)
def test_an_inside_that_is_not_ours_is_refused(plaintext):
    assert refused(framed(plaintext)) in {Code.MALFORMED, Code.TOO_LARGE}


@settings(max_examples=400, deadline=None)
@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_no_changed_byte_leaves_a_message_that_opens(place, bits):
    data = bytearray(SEALED)
    data[place] ^= bits
    assert refused(bytes(data)).value


@given(st.integers(0, len(SEALED) - 1))
def test_no_cut_message_opens(length):
    assert refused(SEALED[:length]).value


def test_a_message_with_something_behind_it_does_not_open():
    assert refused(SEALED + b"\x00") is Code.CANNOT_OPEN


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_any_bytes_are_refused_with_the_one_exception(data):
    assert refused(data).value


def test_the_outside_can_be_read_by_a_carrier_without_keys():
    assert read_outer(SEALED).to == "EG"


@pytest.mark.parametrize("suite", ["1", "2"])
def test_the_golden_message_of_version_1_opens_for_ever(suite):
    keys = json.loads((GOLDEN / "keys.json").read_text())
    key = sealing_key(suite, bytes.fromhex(keys["recipient_sealing_seed"]))
    opened = open_sealed((GOLDEN / f"message-1-suite-{suite}.bin").read_bytes(), {key.kid: key})
    payload = verify(Kind.MESSAGE, opened.evidence, bytes.fromhex(keys["sender_public"]))
    assert opened.evidence == (GOLDEN / "evidence-1.jws").read_text()
    assert opened.body.decode() == "Golden body 1 · مرحبا"
    assert read_manifest(payload).mid == opened.outer.mid


def test_the_golden_receipt_of_version_1_reads_for_ever():
    keys = json.loads((GOLDEN / "keys.json").read_text())
    public_key = bytes.fromhex(keys["recipient_public"])
    receipt = read_receipt((GOLDEN / "receipt-1.jws").read_text(), lambda _node, _kid: public_key)
    assert (receipt.stage.value, receipt.by, receipt.index) == ("delivered", "EG", 17)
