"""Attachments in parts: truncation, reordering, splicing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.exchange import canonical
from comity.exchange.manifest import Attachment, Part
from comity.exchange.parts import (
    PART_BYTES,
    FileKey,
    check_part,
    decrypt_parts,
    encrypt_parts,
)
from comity.exchange.refusals import Code, MalformedError

KEY = FileKey(b"k" * 32, b"p" * 7)
OTHER = FileKey(b"K" * 32, b"p" * 7)
SMALL = 32  # 16 bytes of plain text a part
FILE = bytes(range(40))


def sealed(data=FILE, key=KEY):
    return list(encrypt_parts([data], key, SMALL))


def attachment(data=FILE, parts=None):
    parts = sealed(data) if parts is None else parts
    listed = tuple(part.part for part in parts)
    return Attachment("f", "text/plain", len(data), canonical.digest(data), listed, KEY.to_text())


def opened(parts, said=None, key=KEY):
    return b"".join(decrypt_parts([part.data for part in parts], key, said or attachment()))


def refused(parts, said=None, key=KEY):
    with pytest.raises(MalformedError) as problem:
        opened(parts, said, key)
    assert problem.value.code is Code.ATTACHMENT


@given(st.lists(st.binary(max_size=50), max_size=6))
def test_a_file_in_any_chunks_comes_back(chunks):
    whole = b"".join(chunks)
    parts = list(encrypt_parts(chunks, KEY, SMALL))
    assert [part.index for part in parts] == list(range(len(parts)))
    assert opened(parts, attachment(whole, parts)) == whole


def test_the_parts_do_not_depend_on_how_the_file_was_read():
    assert list(encrypt_parts([FILE[:7], b"", FILE[7:]], KEY, SMALL)) == sealed()


@pytest.mark.parametrize(("size", "count"), [(0, 1), (1, 1), (16, 1), (17, 2), (32, 2), (33, 3)])
def test_the_number_of_parts(size, count):
    assert len(sealed(bytes(size))) == count


def test_no_part_is_larger_than_eight_mebibytes():
    parts = list(encrypt_parts([bytes(PART_BYTES)], KEY))
    assert [part.part.size for part in parts] == [PART_BYTES, 16 + 16]


def relisted(parts):
    """An attachment that lists these parts, as a sender without the key could make it."""
    return replace(attachment(), parts=tuple(part.part for part in parts))


def rewritten(parts, plain):
    """As ``relisted``, with size and digest made to fit: only the cipher can tell."""
    return replace(relisted(parts), size=len(plain), sha256=canonical.digest(plain))


def test_a_part_left_out_is_missed_by_its_number():
    with pytest.raises(MalformedError, match="part 2 is missing"):
        opened(sealed()[:-1])


def test_the_cipher_alone_tells_a_file_cut_at_a_part():
    cut = sealed()[:-1]
    refused(cut, rewritten(cut, FILE[:32]))


def test_the_cipher_alone_tells_parts_in_another_order():
    first, second, third = sealed()
    moved = [second, first, third]
    refused(moved, rewritten(moved, FILE[16:32] + FILE[:16] + FILE[32:]))


def test_a_part_that_opens_but_is_not_the_listed_one_is_refused():
    first, second, third = sealed()
    wrong = replace(first, part=Part(canonical.digest(b"other"), first.part.size))
    refused([first, second, third], relisted([wrong, second, third]))


def test_a_file_cut_at_a_part_is_refused_even_when_the_list_is_cut_too():
    cut = sealed()[:-1]
    refused(cut, relisted(cut))


def test_parts_in_another_order_are_refused_even_when_the_list_agrees():
    first, second, third = sealed()
    refused([second, first, third])
    refused([second, first, third], relisted([second, first, third]))


def test_a_part_repeated_is_refused():
    first, second, third = sealed()
    refused([first, second, third, third])
    refused([first, first, second, third], relisted([first, first, second, third]))


def test_a_part_of_another_file_is_refused():
    first, second, third = sealed()
    alien = sealed(bytes(40), OTHER)[1]
    refused([first, alien, third])
    refused([first, alien, third], relisted([first, alien, third]))
    assert second.part != alien.part


def test_no_part_at_all_is_refused():
    refused([])


def test_another_key_is_refused():
    refused(sealed(), key=OTHER)
    refused(sealed(), key=FileKey(KEY.key, b"q" * 7))


def test_a_whole_that_is_not_the_signed_one_is_refused():
    refused(sealed(), replace(attachment(), sha256=canonical.digest(b"")))
    refused(sealed(), replace(attachment(), size=41))


@given(st.integers(0, 2), st.integers(0, 100), st.integers(1, 255))
def test_no_changed_byte_of_a_part_is_accepted(which, place, bits):
    parts = sealed()
    data = bytearray(parts[which].data)
    data[place % len(data)] ^= bits
    parts[which] = replace(parts[which], data=bytes(data))
    refused(parts)
    changed = Part(canonical.digest(bytes(data)), len(data))
    listed = replace(parts[which], part=changed)
    refused(parts, relisted([*parts[:which], listed, *parts[which + 1 :]]))


def test_a_part_can_be_checked_on_arrival_without_a_key():
    part = sealed()[0]
    check_part(part.data, part.part)
    for data in (part.data[:-1], part.data[:-1] + b"x"):
        with pytest.raises(MalformedError):
            check_part(data, part.part)


def test_a_file_key_goes_into_the_manifest_and_comes_back():
    assert len(KEY.to_text()) == 52
    assert FileKey.from_text(KEY.to_text()) == KEY
    assert "kkkk" not in repr(KEY)


@pytest.mark.parametrize("text", ["", "AAAA", "!" * 52, "A" * 51 + "="])
def test_a_text_that_is_no_file_key_is_refused(text):
    with pytest.raises(MalformedError):
        FileKey.from_text(text)


def test_a_file_key_of_another_length_is_refused():
    with pytest.raises(ValueError, match="32"):
        FileKey(b"short", b"p" * 7)
