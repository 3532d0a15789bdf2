"""The receiver's checks, one attack each; then a bad peer that seals and signs correctly."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.exchange import canonical, entries, envelope
from comity.exchange.evidence import signing_key
from comity.exchange.inspect import Accepted, Refusal, inspect
from comity.exchange.manifest import Attachment, Part, make_mid
from comity.exchange.refusals import Code
from comity.exchange.streams import Duplicate, judge_again
from tests.comity.exchange.makers import (
    BODY,
    DAY,
    EGYPT,
    FRANCE,
    ITALY,
    T0,
    a_manifest,
    entry,
    entry_token,
    installed,
    listed_signing,
    node,
    policy,
    public,
    sealed,
    seed,
    signed,
)

HELD = installed()
SECOND = timedelta(seconds=1)
NEXT = signing_key(seed("next"))
TOKEN = signed(a_manifest())
SEALED = sealed(TOKEN)


def judged(data=SEALED, *, to=EGYPT, peer=ITALY.certificate, now=T0, held=HELD, rules=None):
    return inspect(data, to.keys, held, peer, now, rules or policy(to))


def refused(data=SEALED, **given) -> Code:
    verdict = judged(data, **given)
    assert isinstance(verdict, Refusal), verdict
    assert verdict.advice
    assert verdict.sealed == canonical.digest(data)
    return verdict.code


def said(**changes) -> bytes:
    """A message that is truly signed and sealed and says this."""
    changed = a_manifest(**changes)
    return sealed(signed(changed), mid=changed.mid)


def raw(key=ITALY.signing, mid=None, **changes) -> bytes:
    """As ``said``, but the manifest need not be one our own code would make."""
    return sealed(signed(a_manifest().to_json() | changes, key), mid=mid)


def test_a_right_message_is_accepted_with_all_a_node_needs():
    verdict = judged()
    assert isinstance(verdict, Accepted)
    assert verdict.manifest == a_manifest()
    assert (verdict.evidence, verdict.body) == (TOKEN, BODY)
    assert verdict.digest == canonical.digest(TOKEN)
    assert verdict.sender.node == "IT"


def test_a_message_by_removable_media_needs_no_tls_peer():
    assert isinstance(judged(peer=None), Accepted)


def test_a_certificate_nobody_has_is_refused_before_anything_is_parsed():
    assert refused(b"", peer="0" * 64) is Code.UNKNOWN_PEER


def test_a_sender_that_is_not_the_tls_peer_is_refused():
    assert refused(peer=FRANCE.certificate) is Code.SENDER_NOT_PEER


def test_a_sender_outside_the_directory_is_refused():
    stranger = raw(node("XX").signing, frm="XX")
    assert refused(stranger, peer=None) is Code.UNKNOWN_PEER


def test_too_large_a_message_is_refused():
    assert refused(rules=policy(max_sealed=1000)) is Code.TOO_LARGE


def test_surreptitious_forwarding_is_refused():
    # Egypt opens what Italy signed for it, and seals it on to France as if meant for France.
    forwarded = sealed(TOKEN, to=FRANCE)
    assert refused(forwarded, to=FRANCE) is Code.WRONG_RECIPIENT
    assert refused(forwarded, to=FRANCE, peer=EGYPT.certificate) is Code.SENDER_NOT_PEER
    assert refused(forwarded, to=FRANCE, peer=None) is Code.WRONG_RECIPIENT


def test_a_message_sealed_for_another_node_is_refused_unopened():
    assert refused(sealed(TOKEN, to=FRANCE)) is Code.WRONG_RECIPIENT


def test_an_outside_that_names_another_message_is_refused():
    other = make_mid(T0, bytes(10))
    assert refused(sealed(TOKEN, mid=other)) is Code.WRONG_MESSAGE


def test_a_body_other_than_the_signed_one_is_refused():
    assert refused(sealed(TOKEN, b"another body")) is Code.BODY_DIGEST


def test_a_signature_by_another_nodes_key_is_refused():
    forged = sealed(signed(a_manifest(), EGYPT.signing))
    assert refused(forged) is Code.UNKNOWN_SIGNING_KEY


def test_a_signature_by_an_unlisted_key_is_refused():
    forged = sealed(signed(a_manifest(), signing_key(seed("unlisted"))))
    assert refused(forged) is Code.UNKNOWN_SIGNING_KEY


def test_a_signature_that_does_not_verify_is_refused():
    head, body, tail = TOKEN.split(".")
    wrong = ("A" if tail[0] != "A" else "B") + tail[1:]
    assert refused(sealed(f"{head}.{body}.{wrong}")) is Code.SIGNATURE


def test_a_suite_our_entry_does_not_list_is_refused_although_we_could_open_it():
    weak = sealed(TOKEN, key=EGYPT.x25519)
    assert isinstance(judged(weak), Accepted)
    assert refused(weak, rules=policy(suites=frozenset({"2"}))) is Code.UNSUPPORTED_SUITE


def test_expiry_allows_for_a_wrong_clock_and_not_a_second_more():
    end = a_manifest().exp + policy().skew
    assert isinstance(judged(now=end), Accepted)
    assert refused(now=end + SECOND) is Code.EXPIRED


def test_a_message_from_a_clock_a_day_ahead_is_received_and_not_a_second_more():
    assert isinstance(judged(said(iat=T0 + DAY)), Accepted)
    assert refused(said(iat=T0 + DAY + SECOND)) is Code.SCHEMA


@pytest.mark.parametrize("field", ["iat", "exp"])
@pytest.mark.parametrize("at", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_the_first_and_last_instants_there_are_break_nothing(field, at):
    assert refused(raw(**{field: at}))


def test_a_message_is_good_for_a_year_and_not_a_second_more():
    assert isinstance(judged(said(exp=T0 + 366 * DAY)), Accepted)
    assert refused(said(exp=T0 + 366 * DAY + SECOND)) is Code.SCHEMA


def test_an_unknown_critical_field_is_refused_as_unsupported():
    assert refused(raw(zeal=1, crit=["zeal"])) is Code.UNSUPPORTED


def test_an_unknown_optional_field_is_kept():
    verdict = judged(raw(zeal=1))
    assert isinstance(verdict, Accepted)
    assert verdict.manifest.extra == {"zeal": 1}


def test_a_type_we_are_not_competent_for_is_refused():
    assert refused(said(typ="cj/extradition/1")) is Code.NOT_COMPETENT


def test_a_field_of_another_kind_is_refused_as_schema():
    assert refused(raw(seq="1")) is Code.SCHEMA


PART = Part(canonical.digest(b"x"), 19)
FILE = Attachment("a.pdf", "application/pdf", 3, canonical.digest(b"abc"), (PART,), "A" * 52)
ATTACHMENTS = {
    "too many": (FILE,) * 51,
    "too large": (replace(FILE, size=5 * 1024**3, parts=(Part(PART.sha256, 5 * 1024**3 + 16),)),),
    "parts that do not make up the size": (replace(FILE, size=4),),
}


@pytest.mark.parametrize("att", ATTACHMENTS.values(), ids=ATTACHMENTS)
def test_attachments_that_cannot_be_right_are_refused(att):
    assert refused(said(att=att)) is Code.ATTACHMENT


def test_attachments_that_can_be_right_are_accepted():
    assert isinstance(judged(said(att=(FILE,))), Accepted)


def test_a_message_sealed_again_is_the_same_message():
    # Trap 1 of guide/security.md: duplicates are told by J, for a re-seal changes the bytes.
    first, again = judged(), judged(sealed(TOKEN))
    assert first.sealed != again.sealed
    assert judge_again(first.digest, again.digest) == Duplicate()


def with_key_ending(end):
    keys = (listed_signing(ITALY.signing, end=end), listed_signing(NEXT))
    token = entries.make_entry(entry(ITALY, signing=keys), NEXT)
    return installed(token, entry_token(EGYPT))


def test_a_message_in_flight_when_its_key_was_rotated_is_accepted():
    held = with_key_ending(T0 + DAY)
    assert isinstance(judged(held=held, now=T0 + 20 * DAY), Accepted)


def test_a_message_dated_back_under_a_key_that_ended_long_ago_is_refused():
    held = with_key_ending(T0 + DAY)
    late = said(exp=T0 + 90 * DAY)
    assert refused(late, held=held, now=T0 + 32 * DAY) is Code.UNKNOWN_SIGNING_KEY


def test_a_message_signed_after_its_key_ended_is_refused():
    held = with_key_ending(T0 + DAY)
    late = said(iat=T0 + 2 * DAY)
    assert refused(late, held=held, now=T0 + 2 * DAY) is Code.UNKNOWN_SIGNING_KEY


def test_a_message_under_a_key_that_has_not_begun_is_refused():
    keys = (listed_signing(ITALY.signing, start=T0 + DAY), listed_signing(NEXT))
    held = installed(entries.make_entry(entry(ITALY, signing=keys), NEXT), entry_token(EGYPT))
    assert refused(held=held, now=T0 + 2 * DAY) is Code.UNKNOWN_SIGNING_KEY
    ahead = said(iat=T0 + 2 * DAY)
    assert refused(ahead, held=held, now=T0) is Code.UNKNOWN_SIGNING_KEY
    assert isinstance(judged(ahead, held=held, now=T0 + DAY), Accepted)


def test_a_refusal_tells_all_that_came_to_light():
    verdict = judged(said(typ="cj/extradition/1"))
    assert (verdict.mid, verdict.peer) == (a_manifest().mid, "IT")
    assert len(verdict.digest) == 64
    early = judged(b"\x00")
    assert (early.mid, early.digest, early.peer) == ("", "", "IT")


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_no_changed_byte_is_accepted(place, bits):
    data = bytearray(SEALED)
    data[place] ^= bits
    assert refused(bytes(data)).value


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
names = st.sampled_from([*sorted(a_manifest().to_json()), "att", "crit", "prv", "apr", "dst", "xx"])


def hostile(changes, drop):
    data = {k: v for k, v in (a_manifest().to_json() | changes).items() if k not in drop}
    try:
        canonical.encode(data)
    except ValueError:
        return None
    return sealed(signed(data))


@settings(max_examples=400, deadline=None)
@given(st.dictionaries(names, values, max_size=3), st.sets(names, max_size=2))
def test_a_bad_peer_that_seals_and_signs_correctly_gets_a_verdict_and_never_an_exception(
    changes, drop
):
    data = hostile(changes, drop)
    if data is not None:
        assert isinstance(judged(data, peer=None), Accepted | Refusal)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_a_bad_peer_that_seals_anything_at_all_is_refused(evidence_bytes):
    outer = envelope.Outer(1, "2", "EG", a_manifest().mid, EGYPT.xwing.kid).to_bytes()
    inside = len(evidence_bytes).to_bytes(4, "big") + bytes(4) + evidence_bytes
    inside += bytes(4096 - len(inside))
    ciphertext = envelope.suites.encrypt(public(EGYPT.xwing), inside, b"cj/1" + outer)
    assert refused(len(outer).to_bytes(2, "big") + outer + ciphertext).value
