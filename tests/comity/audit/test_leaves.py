"""Entries of the log and their commitments."""

import hashlib
import json
from dataclasses import replace

import pytest

from comity.audit.leaves import Leaf, commitment, opens, read_leaf
from comity.audit.merkle import leaf_hash

SALT = b"s" * 32
DETAILS = {"actor": "Nadia", "person": "Ahmed Hassan"}
LEAF = Leaf(
    idx=7,
    t="2026-03-01T10:00:00Z",
    kind="person.seen",
    actor="o-1",
    role="magistrate",
    unit="rome-3",
    target="p-9",
    justification="J1",
    case="c-2",
    recipients=("EG",),
    commitment=commitment(SALT, DETAILS),
)


def test_a_leaf_is_hashed_over_its_canonical_json_after_a_zero_byte():
    text = (
        f'{{"C":"{LEAF.commitment}","actor":"o-1","case":"c-2","idx":7,"justification":"J1",'
        '"kind":"person.seen","object":"p-9","recipients":["EG"],"role":"magistrate",'
        '"t":"2026-03-01T10:00:00Z","unit":"rome-3"}'
    )
    assert LEAF.to_bytes() == text.encode()
    assert LEAF.hash() == hashlib.sha256(b"\x00" + text.encode()).digest()
    assert LEAF.hash() == leaf_hash(LEAF.to_bytes())


def test_no_name_stands_in_a_leaf():
    assert b"Ahmed" not in LEAF.to_bytes()


def test_a_leaf_reads_back_from_json_and_from_bytes():
    assert read_leaf(LEAF.to_json()) == read_leaf(LEAF.to_bytes()) == LEAF


def test_details_and_salt_open_the_commitment_and_nothing_else_does():
    assert opens(LEAF, SALT, DETAILS)
    assert not opens(LEAF, SALT, DETAILS | {"person": "Ahmed Hasan"})
    assert not opens(LEAF, b"t" * 32, DETAILS)


def test_a_short_salt_is_refused_because_it_could_be_searched():
    with pytest.raises(ValueError, match="32 bytes"):
        commitment(b"short", DETAILS)


FAULTS = {
    "a field missing": {"unit": None},
    "a place below zero": {"idx": -1},
    "a place that is true": {"idx": True},
    "local time": {"t": "2026-03-01T10:00:00+01:00"},
    "recipients as one text": {"recipients": "EG"},
    "a commitment in capitals": {"C": "A" * 64},
    "a number as actor": {"actor": 1},
}


@pytest.mark.parametrize("change", FAULTS.values(), ids=FAULTS)
def test_a_faulty_leaf_is_refused(change):
    data = LEAF.to_json() | change
    if None in change.values():
        del data[next(iter(change))]
    with pytest.raises(ValueError, match=r"."):
        read_leaf(data)


def test_a_leaf_with_one_field_too_many_is_refused():
    with pytest.raises(ValueError, match="exactly"):
        read_leaf(LEAF.to_json() | {"name": "Ahmed"})


def test_bytes_spelt_otherwise_are_refused():
    with pytest.raises(ValueError, match="canonical"):
        read_leaf(json.dumps(LEAF.to_json()).encode())


def test_any_field_changed_changes_the_hash():
    changed = [replace(LEAF, unit="rome-4"), replace(LEAF, recipients=()), replace(LEAF, idx=8)]
    assert len({LEAF.hash(), *(leaf.hash() for leaf in changed)}) == 4
