"""Every page stands in the access matrix and every row of the matrix is a page."""

from collections.abc import Iterable

from django.urls import URLPattern, URLResolver, get_resolver

from comity_node.access.matrix import MATRIX, OPEN, may_open
from comity_node.middleware import OPEN_PAGES
from comity_node.models.users import Role

# Named in the matrix for a page of allauth's that we do not route; signing in needs the name.
NOT_ROUTED = {"account_inactive"}
# An address holds numbers and codes that this node gave: it stays in histories and logs.
NEVER_IN_AN_ADDRESS = {
    "name",
    "title",
    "surname",
    "full_name",
    "person",
    "subject",
    "query",
    "text",
}


def names(patterns: Iterable[URLPattern | URLResolver]) -> set[str]:
    """Names of every route; a route without one is an empty name."""
    found: set[str] = set()
    for one in patterns:
        if isinstance(one, URLResolver):
            found |= names(one.url_patterns)
        else:
            found.add(one.name or "")
    return found


def routes() -> list[URLPattern]:
    return [one for one in get_resolver().url_patterns if isinstance(one, URLPattern)]


def amiss(routed: set[str], matrix: set[str]) -> dict[str, set[str]]:
    """Pages without a row, and rows without a page."""
    return {"without row": routed - matrix, "without page": matrix - routed - NOT_ROUTED}


def test_the_check_sees_a_page_without_a_row_and_a_row_without_a_page():
    assert amiss({"home", "new"}, {"home"})["without row"] == {"new"}
    assert amiss({"home"}, {"home", "old"})["without page"] == {"old"}


def test_every_page_stands_in_the_matrix_and_every_row_is_a_page():
    assert amiss(names(get_resolver().url_patterns), set(MATRIX)) == {
        "without row": set(),
        "without page": set(),
    }


def test_a_page_that_is_not_in_the_matrix_is_closed_to_every_role():
    assert not any(may_open("no such page", role) for role in Role.values)


def test_the_pages_open_before_sign_in_are_those_the_door_lets_through():
    assert {name for name, who in MATRIX.items() if who == OPEN} == OPEN_PAGES


def test_every_role_can_open_some_page_and_an_administrator_no_page_of_a_case():
    opened = {role: {name for name in MATRIX if may_open(name, role)} for role in Role.values}
    assert all(opened.values())
    work = ("desk", "case", "person", "exhibit", "request", "answer", "incoming", "letters", "gate")
    assert not [name for name in opened[Role.ADMINISTRATOR] if name.startswith(work)]
    assert [name for name in opened[Role.PROSECUTOR] if name.startswith(work)]


def test_addresses_hold_numbers_and_codes_and_no_name():
    parts = {part for one in routes() for part in one.pattern.converters}
    assert parts
    assert not parts & NEVER_IN_AN_ADDRESS
