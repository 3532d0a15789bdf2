"""An address is written and read in two ways, and both come back to the same place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.law.addresses import Address, AddressError, path_of

LABELS = st.from_regex(r"[1-9][0-9]?|[a-j]|i{1,3}|iv", fullmatch=True)
ADDRESSES = st.one_of(
    st.builds(Address, st.from_regex(r"[A-Z][A-Z0-9_]{0,11}", fullmatch=True)),
    st.builds(
        Address,
        st.from_regex(r"[A-Z][A-Z0-9_]{0,11}", fullmatch=True),
        st.from_regex(r"[1-9][0-9]{0,2}|[IVX]{1,4}", fullmatch=True),
        st.lists(LABELS, max_size=4).map(tuple),
    ),
    st.builds(
        Address,
        st.from_regex(r"[A-Z]{2}-[A-Z][A-Z0-9_]{0,11}", fullmatch=True),
        st.from_regex(r"[LRD]?[1-9][0-9]{0,2}[a-z]{0,6}([-.][0-9]{1,2}|-bis){0,2}", fullmatch=True),
        st.lists(LABELS, max_size=4).map(tuple),
    ),
)


@given(ADDRESSES)
def test_what_is_printed_is_read_back_to_the_same(address):
    assert Address.parse(str(address)) == address
    assert Address.from_link(address.link) == address


@given(ADDRESSES, ADDRESSES)
def test_two_places_never_look_alike(one, other):
    assert (one == other) == (str(one) == str(other)) == (one.link == other.link)


@given(ADDRESSES)
def test_a_link_has_nothing_that_a_browser_would_rewrite(address):
    assert set(address.link) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-/#."
    )
    assert address.link.count("#") <= 1


def test_a_letter_of_a_paragraph_as_a_lawyer_and_as_a_link():
    address = Address("UNTOC", "18", ("15", "c"))
    assert str(address) == "UNTOC:18(15)(c)"
    assert address.place == "18(15)(c)"
    assert address.link == "UNTOC/18#15.c"
    assert (address.page, address.anchor) == ("UNTOC/18", "15.c")
    assert Address.parse("UNTOC:16(10)").link == "UNTOC/16#10"


def test_a_provision_of_a_statute_has_its_state_and_its_own_way_of_numbering():
    address = Address.parse("FR-CESEDA:L823-1(2)")
    assert address == Address("FR-CESEDA", "L823-1", ("2",))
    assert (address.link, address.place) == ("FR-CESEDA/L823-1#2", "L823-1(2)")
    assert address.state == "FR"
    for text in ("IT-CP:648-bis", "NL-SR:420bis.1(1)(a)", "NL-SR:197a(1)", "FR-CESEDA:L823-3-1"):
        assert str(Address.parse(text)) == text
        assert Address.from_link(Address.parse(text).link) == Address.parse(text)
    assert str(address.above.above) == "FR-CESEDA"
    assert Address.parse("SOM_PROTOCOL:6(1)").state == ""


def test_above_a_letter_is_its_paragraph_its_article_and_the_treaty():
    address = Address.parse("UNTOC:18(15)(c)")
    above = []
    while address := address.above:
        above.append(str(address))
    assert above == ["UNTOC:18(15)", "UNTOC:18", "UNTOC"]


def test_a_part_of_a_provision_lies_under_it():
    assert Address("ETS24", "9").under("2").under("b", "i") == Address.parse("ETS24:9(2)(b)(i)")


NO_ADDRESSES = (
    "", "18(3)", "untoc:18", "UNTOC:", "UNTOC:18()", "UNTOC:18(3", "UNTOC:18 (3)", "UNTOC 18(3)",
    "UNTOC:18(A)", "UNTOC:18(3)\n", "UNTOC:(3)", ":18", "UNTOC:18(3)(c) ", "UNTOC:16-18",
    "UNTOC:18.3", "FRA-CESEDA:1", "FR-:1", "FR-CESEDA:L823-", "FR-CESEDA:-1", "FR-CESEDA:L 823-1",
    "FR-CESEDA:L823--1", "FR-CESEDA:١", "fr-CESEDA:1",
)  # fmt: skip
NO_LINKS = (
    "",
    "/18",
    "UNTOC/",
    "UNTOC#3",
    "UNTOC/18#",
    "UNTOC/18#.a",
    "UNTOC/18#15.",
    "../18",
    "U/1/2",
    "UNTOC/16-18",
    "FR-CESEDA/L823-1#",
    "FR-CESEDA/../1",
)


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_what_is_no_address_is_refused_with_how_to_write_one(text):
    with pytest.raises(AddressError, match=r"Write UNTOC:16\(10\)"):
        Address.parse(text)


@pytest.mark.parametrize("text", NO_LINKS)
def test_what_is_no_link_is_refused(text):
    with pytest.raises(AddressError):
        Address.from_link(text)


def test_the_first_label_of_a_key_stands_bare():
    assert path_of("15(a)") == ("15", "a")
    assert path_of("1(a)(ii)(b)") == ("1", "a", "ii", "b")
    assert path_of("c(i)") == ("c", "i")


@pytest.mark.parametrize("key", ["", "(a)", "15a)", "15 (a)", "A", "15()"])
def test_what_is_no_key_is_refused(key):
    with pytest.raises(AddressError):
        path_of(key)
