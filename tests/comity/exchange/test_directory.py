"""The directory and everything that can be wrong with one."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.exchange import canonical, directory, entries, evidence
from comity.exchange.directory import (
    ADVICE,
    Directory,
    DirectoryRefusal,
    Fault,
    Freshness,
    changed_keys,
    fingerprint,
    sign_directory,
    verify_directory,
)
from comity.exchange.evidence import Kind, signing_key
from comity.exchange.refusals import Code, MalformedError
from tests.comity.exchange.makers import (
    DAY,
    EGYPT,
    FINGERPRINT,
    FRANCE,
    ITALY,
    ROOT,
    T0,
    certificate,
    directory_token,
    entry,
    entry_token,
    installed,
    listed_sealing,
    listed_signing,
    seed,
)

HELD = installed()
NEW_KEY = signing_key(seed("IT new"))


def fault(token, held=None, now=T0, pinned=FINGERPRINT) -> Fault:
    verdict = verify_directory(token, pinned, now=now, held=held)
    assert isinstance(verdict, DirectoryRefusal), verdict
    assert verdict.advice.endswith(".")
    return verdict.fault


def raw_entry(of=ITALY, key=None, **changes) -> str:
    return evidence.sign(Kind.ENTRY, entry(of).to_json() | changes, key or of.signing)


def test_a_directory_signed_by_the_pinned_root_is_installed():
    assert HELD.peer("IT") == entry(ITALY)
    assert (HELD.version, HELD.root) == (3, canonical.digest(ROOT.public))


def test_the_fingerprint_is_read_aloud_in_groups_and_typed_as_you_like():
    assert len(FINGERPRINT.split()) == 16
    shouted = FINGERPRINT.upper().replace(" ", "  ")
    assert isinstance(verify_directory(directory_token(), shouted, now=T0), Directory)


def test_another_root_is_refused():
    stranger = signing_key(seed("stranger"))
    assert fault(directory_token(root=stranger)) is Fault.WRONG_ROOT
    assert fault(directory_token(), pinned=fingerprint(stranger.public)) is Fault.WRONG_ROOT


def test_the_pinned_roots_name_over_a_strangers_signature_is_refused():
    stranger = signing_key(seed("stranger"))
    payload = evidence.unverified(Kind.DIRECTORY, directory_token()).payload
    assert fault(evidence.sign(Kind.DIRECTORY, payload, stranger)) is Fault.SIGNATURE


def test_an_older_version_is_refused_as_rollback():
    assert fault(directory_token(version=2), HELD) is Fault.ROLLBACK


def test_the_held_version_saying_something_else_is_refused_as_split():
    assert fault(directory_token(expires=T0 + DAY), HELD) is Fault.SPLIT


def test_the_very_same_file_may_be_installed_again():
    assert verify_directory(directory_token(), FINGERPRINT, now=T0, held=HELD) == HELD


def test_a_newer_version_replaces_the_held_one():
    new = verify_directory(directory_token(version=4), FINGERPRINT, now=T0, held=HELD)
    assert isinstance(new, Directory)
    assert new.version == 4


def test_an_expired_directory_is_refused_at_the_second_it_expires():
    token = directory_token(expires=T0 + DAY)
    last = T0 + DAY - DAY / 86400
    assert isinstance(verify_directory(token, FINGERPRINT, now=last), Directory)
    assert fault(token, now=T0 + DAY) is Fault.EXPIRED


def test_a_directory_from_the_future_is_refused():
    assert fault(directory_token(issued=T0 + 2 * DAY)) is Fault.NOT_YET


def test_a_held_directory_has_seven_days_of_grace():
    end = HELD.expires
    assert HELD.freshness(end - DAY) is Freshness.CURRENT
    assert HELD.freshness(end) is Freshness.GRACE
    assert HELD.freshness(end + 7 * DAY) is Freshness.STALE


def test_an_entry_the_secretariat_altered_is_refused():
    altered = raw_entry(key=ROOT, endpoint="https://evil.example/")
    assert fault(directory_token(altered)) is Fault.BAD_ENTRY


def test_an_entry_changed_after_signing_is_refused():
    head, body, tail = entry_token(ITALY).split(".")
    other = entry_token(ITALY, authority="Another").split(".")[1]
    assert fault(directory_token(f"{head}.{other}.{tail}")) is Fault.BAD_ENTRY
    assert body != other


def test_two_entries_for_one_node_are_refused():
    tokens = (entry_token(ITALY), entry_token(ITALY, authority="Another"))
    assert fault(directory_token(*tokens)) is Fault.TWO_ENTRIES


def test_two_nodes_with_one_certificate_are_refused():
    tokens = (entry_token(ITALY), entry_token(EGYPT, tls=ITALY.tls))
    assert fault(directory_token(*tokens)) is Fault.TWO_ENTRIES


def test_two_nodes_with_one_signing_key_are_refused():
    twin = entries.make_entry(entry(EGYPT, signing=entry(ITALY).signing), ITALY.signing)
    assert fault(directory_token(entry_token(ITALY), twin)) is Fault.TWO_ENTRIES


def test_the_same_entry_twice_is_refused():
    assert fault(directory_token(entry_token(ITALY), entry_token(ITALY))) is Fault.MALFORMED


MALFORMED = {
    "empty": "",
    "not a JWS": "hello",
    "a message instead": evidence.sign(Kind.MESSAGE, {"root": "x"}, ROOT),
    "an unknown field": evidence.sign(
        Kind.DIRECTORY,
        evidence.unverified(Kind.DIRECTORY, directory_token()).payload | {"more": 1},
        ROOT,
    ),
    "version zero": directory_token(version=0),
}


@pytest.mark.parametrize("token", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_directory_is_refused(token):
    assert fault(token) is Fault.MALFORMED


def test_too_long_a_file_is_refused_unread(monkeypatch):
    monkeypatch.setattr(directory, "MAX_BYTES", 100)
    assert fault(directory_token()) is Fault.MALFORMED


WEAK = b"\x01" + bytes(31)
SIGNING = entry(ITALY).to_json()["signing"]
SEALING = entry(ITALY).to_json()["sealing"]
BAD = {
    "no signing key": {"signing": []},
    "a key listed twice": {"signing": SIGNING * 2},
    "a kid that is not the key's name": {
        "signing": [
            SIGNING[0],
            SIGNING[0] | {"kid": "0" * 32, "x": canonical.to_base64url(NEW_KEY.public)},
        ]
    },
    "a sealing kid that is not the key's name": {"sealing": [SEALING[0] | {"kid": "0" * 32}]},
    "a span that ends before it starts": {
        "signing": [SIGNING[0] | {"not_after": "2020-01-01T00:00:00Z"}]
    },
    "a key that binds nobody": {
        "signing": [SIGNING[0] | {"kid": evidence.key_id(WEAK), "x": canonical.to_base64url(WEAK)}]
    },
    "a sealing key of another suite": {"sealing": [SEALING[0] | {"suite": "1"}]},
    "a sealing key twice": {"sealing": [SEALING[0], SEALING[0]]},
    "an unknown suite": {"suites": ["3"]},
    "plain http": {"endpoint": "http://it.example/"},
    "a user in the address": {"endpoint": "https://it.example@evil.example/"},
    "no certificate": {"tls": "hello"},
    "a code in small letters": {"node": "it"},
    "a kind of its own": {"kind": "company"},
    "no name": {"name": {}},
    "a name in no language": {"name": {"English": 1}},
    "a field more": {"phone": "1"},
    "a faulty type": {"accepts": ["mla"]},
}


@pytest.mark.parametrize("change", BAD.values(), ids=BAD)
def test_a_faulty_entry_is_refused_although_truly_signed(change):
    assert fault(directory_token(raw_entry(**change))) is Fault.BAD_ENTRY


def test_an_entry_is_not_made_with_a_key_it_does_not_list():
    with pytest.raises(MalformedError) as problem:
        entries.make_entry(entry(ITALY), EGYPT.signing)
    assert problem.value.code is Code.UNKNOWN_SIGNING_KEY


def test_an_entry_is_not_made_with_a_key_that_has_ended():
    ended = (listed_signing(ITALY.signing, T0 - 9 * DAY, T0 - DAY),)
    with pytest.raises(MalformedError):
        entries.make_entry(entry(ITALY, signing=ended), ITALY.signing)


def test_a_directory_that_would_be_refused_is_not_signed():
    with pytest.raises(ValueError, match="expired"):
        sign_directory([entry_token(ITALY)], ROOT, version=1, issued=T0, expires=T0)


def test_a_directory_is_signed_and_verified():
    token = sign_directory([entry_token(ITALY)], ROOT, version=1, issued=T0, expires=T0 + DAY)
    assert isinstance(verify_directory(token, FINGERPRINT, now=T0), Directory)


def test_the_best_suite_is_sealed_to():
    assert HELD.sealing_key_for("EG", T0).kid == EGYPT.xwing.kid


def test_a_suite_the_node_does_not_accept_is_not_sealed_to():
    only = installed(entry_token(EGYPT, suites=("1",)))
    assert only.sealing_key_for("EG", T0).kid == EGYPT.x25519.kid


def test_the_newest_key_in_force_is_sealed_to():
    keys = (
        listed_sealing(EGYPT.xwing, T0 - 30 * DAY, T0 + DAY),
        listed_sealing(FRANCE.xwing, T0 - DAY, T0 + 30 * DAY),
    )
    held = installed(entry_token(EGYPT, sealing=keys))
    assert held.sealing_key_for("EG", T0 - 2 * DAY).kid == EGYPT.xwing.kid
    assert held.sealing_key_for("EG", T0).kid == FRANCE.xwing.kid
    assert held.sealing_key_for("EG", T0 + 30 * DAY) is None


def test_nobody_is_found_under_a_code_or_certificate_that_is_not_there():
    assert HELD.peer("XX") is None
    assert HELD.sealing_key_for("XX", T0) is None
    assert HELD.signing_key("XX", ITALY.signing.kid) is None
    assert HELD.signing_key("IT", EGYPT.signing.kid) is None
    assert HELD.peer_of_certificate("0" * 64) is None


def test_a_peer_is_found_by_its_certificate():
    assert HELD.peer_of_certificate(ITALY.certificate).node == "IT"
    assert HELD.signing_key("IT", ITALY.signing.kid) == ITALY.signing.public


def rotated(*keys, by):
    plain = entry(ITALY, signing=tuple(listed_signing(key) for key in keys))
    return installed(entries.make_entry(plain, by), entry_token(EGYPT), version=4)


def test_a_key_announced_by_its_former_key_raises_no_alarm():
    assert changed_keys(HELD, rotated(ITALY.signing, NEW_KEY, by=ITALY.signing)) == ()


def test_a_key_swapped_without_its_former_key_is_named():
    assert changed_keys(HELD, rotated(NEW_KEY, by=NEW_KEY)) == ("IT",)
    assert changed_keys(HELD, rotated(NEW_KEY, ITALY.signing, by=NEW_KEY)) == ("IT",)


def test_a_new_node_raises_no_alarm():
    new = replace(ITALY, code="MT", signing=NEW_KEY, tls=certificate("MT"))
    assert changed_keys(HELD, installed(entry_token(new), version=4)) == ()


@settings(deadline=None)
@given(st.data())
def test_no_changed_character_leaves_a_directory_that_is_installed(data):
    token = directory_token()
    place = data.draw(st.integers(0, len(token) - 1))
    character = data.draw(st.sampled_from("AZaz09-_.").filter(lambda c: c != token[place]))
    fault(token[:place] + character + token[place + 1 :])


def test_every_fault_says_what_to_do():
    assert set(ADVICE) == set(Fault)
