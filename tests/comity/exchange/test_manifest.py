"""The manifest's schema."""

import contextlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.exchange import canonical, manifest
from comity.exchange.manifest import Attachment, Officer, Part, make_mid, read_manifest
from comity.exchange.refusals import Code, MalformedError
from tests.comity.exchange.makers import BODY, T0, a_manifest, seed

DIGEST = canonical.digest(BODY)
FULL = a_manifest(
    dst=("EG", "FR"),
    cor=make_mid(T0, bytes(10)),
    seq=2,
    prv=DIGEST,
    evl="A1",
    lb="UNTOC",
    apr=Officer("o-2", "prosecutor"),
    att=(Attachment("a.pdf", "application/pdf", 3, DIGEST, (Part(DIGEST, 19),), "k" * 52),),
    log="comity/IT\n",
    crit=("hdl",),
)


def refused(data) -> MalformedError:
    with pytest.raises(MalformedError) as problem:
        read_manifest(data)
    return problem.value


@pytest.mark.parametrize("said", [a_manifest(), FULL], ids=["least", "all fields"])
def test_a_manifest_reads_back_from_its_bytes(said):
    data = canonical.decode(said.to_bytes())
    assert read_manifest(data) == said
    assert read_manifest(data).to_bytes() == said.to_bytes()


def test_empty_optional_fields_are_left_out():
    assert set(a_manifest().to_json()) == set(FULL.to_json()) - {
        *("dst", "cor", "prv", "evl", "lb", "apr", "att", "log", "crit")
    }


def test_an_unknown_optional_field_is_kept():
    data = a_manifest().to_json() | {"zeal": {"deep": [1]}}
    said = read_manifest(data)
    assert said.extra == {"zeal": {"deep": [1]}}
    assert said.to_json() == data


def test_an_unknown_critical_field_refuses_the_message_as_unsupported():
    data = a_manifest().to_json() | {"zeal": 1, "crit": ["zeal"]}
    assert refused(data).code is Code.UNSUPPORTED


def test_an_unknown_critical_field_is_told_before_any_other_fault():
    data = a_manifest().to_json() | {"zeal": 1, "crit": ["zeal"], "typ": 7}
    assert refused(data).code is Code.UNSUPPORTED


def test_a_critical_field_that_is_missing_is_refused():
    assert "critical but missing" in refused(a_manifest().to_json() | {"crit": ["att"]}).detail


@pytest.mark.parametrize("name", sorted(a_manifest().to_json()))
def test_each_required_field_is_required(name):
    data = a_manifest().to_json()
    del data[name]
    problem = refused(data)
    assert (problem.code, name in problem.detail) == (Code.SCHEMA, True)


@pytest.mark.parametrize("name", sorted(FULL.to_json()))
@pytest.mark.parametrize("value", [None, [], {}, "", True, 1.5, [None], {"a": 1}], ids=repr)
def test_no_field_takes_a_value_of_another_kind(name, value):
    assert refused(FULL.to_json() | {name: value}).code in {Code.SCHEMA, Code.UNSUPPORTED}


FAULTS = {
    "recipients as a list": {"to": ["EG"]},
    "a code in small letters": {"to": "eg"},
    "a type without version": {"typ": "cj/mla-request"},
    "a random UUID": {"mid": "9f0b1c7e-1111-4a2b-8c3d-000000000000"},
    "epoch zero": {"epo": 0},
    "seq zero": {"seq": 0},
    "a previous digest in the first message": {"prv": DIGEST},
    "no previous digest in the second": {"seq": 2},
    "a local time": {"iat": "2026-03-01T10:00:00+01:00"},
    "a day that is not": {"exp": "2026-02-30T10:00:00Z"},
    "expiry before issue": {"exp": "2026-03-01T09:59:59Z"},
    "expiry at issue": {"exp": "2026-03-01T10:00:00Z"},
    "handling H4": {"hdl": {"code": "H4", "purposes": []}},
    "a class of its own": {"cls": "secret"},
    "an officer with a name": {"off": {"id": "o", "role": "r", "name": "Nadia"}},
    "the second officer is the first": {"apr": {"id": "o-7f3a", "role": "other"}},
    "a body digest in capitals": {"body": DIGEST.upper()},
    "the recipient not among the recipients": {"dst": ["FR"]},
    "a recipient twice": {"dst": ["EG", "EG"]},
    "to oneself": {"to": "IT"},
    "an empty list written out": {"dst": []},
    "an empty text written out": {"cor": ""},
    "evaluation E9": {"evl": "E9"},
    "control characters in the reference": {"cas": "a\nb"},
}


@pytest.mark.parametrize("change", FAULTS.values(), ids=FAULTS)
def test_a_faulty_manifest_is_refused(change):
    assert refused(a_manifest().to_json() | change).code is Code.SCHEMA


NAMES = [
    "../etc/passwd",
    "..",
    ".",
    "a/b",
    "a\\b",
    "a\x00b",
    "a\nb",
    "exe\u202efdp.pdf",
    "",
    "x" * 201,
]


@pytest.mark.parametrize("name", NAMES)
def test_an_attachment_name_that_misleads_is_refused(name):
    att = FULL.to_json()["att"]
    assert refused(FULL.to_json() | {"att": [att[0] | {"name": name}]}).code is Code.SCHEMA


ATTACHMENTS = {
    "no part": {"parts": []},
    "a part of no bytes": {"parts": [{"sha256": DIGEST, "size": 0}]},
    "a part with more": {"parts": [{"sha256": DIGEST, "size": 1, "url": "x"}]},
    "a negative size": {"size": -1},
    "a media type with parameters": {"media": "text/html; charset=x"},
    "a short key": {"key": "abc"},
    "an unknown field": {"url": "https://x"},
}


@pytest.mark.parametrize("change", ATTACHMENTS.values(), ids=ATTACHMENTS)
def test_a_faulty_attachment_is_refused(change):
    att = FULL.to_json()["att"]
    assert refused(FULL.to_json() | {"att": [att[0] | change]}).code is Code.SCHEMA


def test_the_file_key_is_not_shown():
    assert "kkkk" not in repr(FULL)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(st.sampled_from(sorted(FULL.to_json())), json_values)
def test_any_value_in_any_field_reads_or_is_refused_with_the_one_exception(name, value):
    data = FULL.to_json() | {name: value}
    with contextlib.suppress(MalformedError):
        assert read_manifest(data).to_json() == data


def test_a_message_name_is_a_uuid_of_version_7_that_sorts_by_time():
    mids = [make_mid(T0 + timedelta(milliseconds=i), seed(str(i))[:10]) for i in range(20)]
    assert mids == sorted(mids)
    assert all(mid[14] == "7" and mid[19] in "89ab" for mid in mids)
    assert int(mids[0].replace("-", "")[:12], 16) == int(T0.timestamp() * 1000)


def test_the_uuid_of_rfc_9562_comes_out_of_its_inputs():
    # RFC 9562 appendix A.6.
    moment = datetime.fromtimestamp(0x017F22E279B0 / 1000, UTC)
    random = bytes.fromhex("0cc3" + "18c4dc0c0c07398f")
    assert make_mid(moment, random) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


def test_a_message_name_needs_ten_random_bytes():
    with pytest.raises(ValueError, match="10 random"):
        make_mid(T0, b"short")


def test_instants_are_written_in_utc_and_never_without_a_zone():
    rome = T0.astimezone(timezone(timedelta(hours=1)))
    assert canonical.to_instant(rome) == "2026-03-01T10:00:00Z"
    with pytest.raises(ValueError, match="time zone"):
        canonical.to_instant(T0.replace(tzinfo=None))


def test_canonical_bytes_are_those_of_rfc_8785():
    assert json.loads(a_manifest().to_bytes())["to"] == "EG"
    assert canonical.encode({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()


def test_a_value_without_canonical_form_is_not_signed():
    with pytest.raises(MalformedError) as problem:
        replace(a_manifest(), extra={"n": 2**60}).to_bytes()
    assert problem.value.code is Code.NOT_CANONICAL
    assert set(FULL.to_json()) <= manifest.KNOWN
