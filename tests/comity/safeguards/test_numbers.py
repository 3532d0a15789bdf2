"""A number of who stays here is found however it is written, and not inside another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.entities.people import Held, Person, Role
from comity.safeguards.named import Named, still_named


def holder(label, *numbers):
    return Person(label, Role.WITNESS, identifiers=numbers)


def found(said, *numbers, theirs=()):
    return bool(still_named([holder("P-07", *numbers)], [holder("P-01", *theirs)], [said]))


NOWHERE = Held("phone", "+999 10 555 7777")
TUNIS = Held("phone", "+216 20 123 456")
CAIRO = Held("phone", "+20 10 0123 4567")
ROME = Held("phone", "+39 06 1234 5678")
DOCUMENT, YEAR = Held("document", "12345"), Held("document", "12026")
PASSPORT = Held("document", "AB 1234567")


@pytest.mark.parametrize(
    "said",
    [
        "+999105557777",
        "00 +999-10-555-7777",
        "call +999 10 555 7777.",
        "call 010 555 7777٩٩٩١٠٥٥٥٧٧٧٧+",
        "۹۹۹ ۱۰ ۵۵۵ ۷۷۷۷",
    ],
)
def test_a_phone_of_a_country_that_is_none_is_found_too(said):
    person = holder("P-07", NOWHERE)
    assert still_named([person], [], [said]) == (Named("P-07", "+999 10 555 7777"),)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (TUNIS, "+216 20 123 456"), (TUNIS, "20 123 456"), (TUNIS, "20123456"),
        (TUNIS, "216 (0) 20 123 456"), (TUNIS, "+216(0)20123456"), (TUNIS, "0021620123456"),
        (TUNIS, "00216 20.12.34.56"), (TUNIS, "20.12.34.56"), (TUNIS, "020 123 456"),
        (TUNIS, "tel20123456"), (TUNIS, "tel:20/123/456,"), (TUNIS, "20\u00a0123\u2011456"),
        (TUNIS, "20 123\n456"), (TUNIS, "\u0662\u0660 \u0661\u0662\u0663 \u0664\u0665\u0666"),
        (TUNIS, "\u09e8\u09e6\u09e7\u09e8\u09e9\u09ea\u09eb\u09ec"), (TUNIS, "1) 20 123 456"),
        (TUNIS, "\u202a+216\u200e 20 123 456\u202c"),
        (CAIRO, "010 01234567"), (CAIRO, "1001234567"), (CAIRO, "002 01001234567"),
        (ROME, "06 12345678"), (ROME, "0039 06 12345678"),
        (Held("phone", "+999105557777"), "010 555 7777"),
        (Held("phone", "20 123 456"), "20123456"),
    ],
)  # fmt: skip
def test_a_phone_is_found_with_and_without_its_prefixes_in_any_digits(number, said):
    assert found(said, number)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (TUNIS, "20 123 457"), (TUNIS, "220123456"), (TUNIS, "201234567"), (TUNIS, "123 456"),
        (TUNIS, "20 then 123 456"), (NOWHERE, "+999 10 555 7778"),
    ],
)  # fmt: skip
def test_another_phone_is_not_taken_for_it(number, said):
    assert not found(said, number)


@pytest.mark.parametrize(
    ("number", "said", "there"),
    [
        (DOCUMENT, "12345", True), (DOCUMENT, "no. 12345.", True), (DOCUMENT, "(12345)", True),
        (DOCUMENT, "12 345", True), (DOCUMENT, "12-345", True), (DOCUMENT, "12345, 67", True),
        (DOCUMENT, "12,345 euro", False), (DOCUMENT, "12.345 euro", False),
        (DOCUMENT, "12345,00 euro", False), (DOCUMENT, "1.12345", False),
        (DOCUMENT, "12345/2026", False), (DOCUMENT, "112345", False), (DOCUMENT, "a12345", False),
        (DOCUMENT, "12 people, 345 euro", False),
        (YEAR, "1.1.2026", False), (YEAR, "1/1/2026", False), (YEAR, "31/1/2026", False),
        (YEAR, "12026", True),
        (PASSPORT, "ab1234567", True), (PASSPORT, "AB-1234567", True),
        (PASSPORT, "AB/1234567/1", True),
        (PASSPORT, "passportAB1234567", False), (PASSPORT, "AB1234567,", True),
        (PASSPORT, "\u0410\u0412 1234567", True), (PASSPORT, "AB 1234568", False),
        (Held("document", "12"), "12 boats", False),
        (Held("account", "IT60 X054 2811 1010 0000 0123 456"), "IT60X0542811101000000123456", True),
        (Held("address", "mona@mail.test"), "write to Mona@mail.test.", True),
        (Held("address", "mona@mail.test"), "mona, mail, test", False),
        (Held("document", "AB.123.4"), "AB.123.4 and", True),
        (Held("document", ""), "x", False),
    ],
)  # fmt: skip
def test_a_document_is_found_whole_and_not_in_a_sum_or_a_date(number, said, there):
    assert found(said, number) is there


def test_what_somebody_who_leaves_holds_too_is_that_persons():
    assert not found("+216 20 123 456", TUNIS, theirs=[Held("phone", "+216-20-123456")])
    assert found("+216 20 123 456", TUNIS, theirs=[CAIRO])


def test_the_same_national_number_in_two_countries_is_told_apart_by_its_prefix():
    abroad = Held("phone", "+222 20 12 34 56")
    assert found("+216 20 123 456", TUNIS, theirs=[abroad])
    assert not found("+222 20 12 34 56", TUNIS, theirs=[abroad])
    assert not found("20 123 456", TUNIS, theirs=[abroad])


def test_part_of_a_number_of_who_leaves_is_not_a_number_of_who_stays():
    short = Held("document", "20123")
    assert not found("+216 20 123 456", short, theirs=[TUNIS])
    assert found("20 123", short, theirs=[TUNIS])
    assert found("+216 20 123 456 and 20123", short, theirs=[TUNIS])


DIGITS = st.sampled_from(
    ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "০১২৩৪৫৬৭৮৯", "０１２３４５６７８９"]
)
GAPS = st.lists(st.sampled_from(["", " ", "-", ".", "/", "\u00a0", " - "]), min_size=8, max_size=8)


@given(DIGITS, GAPS, st.sampled_from(["", "+216 ", "00216", "0"]))
def test_digits_of_any_script_and_any_separators_do_not_matter(digits, gaps, prefix):
    written = "".join(one + gap for one, gap in zip("20123456", gaps, strict=True))
    assert found((prefix + written).translate(str.maketrans("0123456789", digits)), TUNIS)
