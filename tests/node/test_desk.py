"""The desk: every open request can be reached from it, however many there are."""

import re
from datetime import date, timedelta

import pytest

from comity_node.access.desk import FIRST, PAGE
from comity_node.models import AssistanceRequest
from comity_node.ports import clock
from tests.node.browser import Browser


def make(
    number: int, waiting_for: str = "us", *, next_date: date | None = None, direction: str = "out"
) -> AssistanceRequest:
    now = clock.now()
    return AssistanceRequest.objects.create(
        direction=direction, reference=f"IT-2026-{number:06d}", peer="EG", measures=["records"],
        status="they_ask_us" if direction == "out" else "new", waiting_for=waiting_for,
        waiting_since=now.date(), next_date=next_date, next_kind="our_target",
        own_language="it", other_language="ar", opened_at=now + timedelta(seconds=number),
        sent_at=now if direction == "out" else None,
    )  # fmt: skip


def references(page: str) -> set[str]:
    return set(re.findall(r"IT-2026-\d{6}", page))


def reachable(browser: Browser, start: str) -> set[str]:
    """Every reference on a page and on those its links of groups and pages lead to."""
    seen, left, found = set(), {start}, set()
    while left:
        address = left.pop()
        seen.add(address)
        page = browser.open(address).text
        found |= references(page)
        path = address.partition("?")[0]
        links = {
            path + link.replace("&amp;", "&") for link in re.findall(r'href="(\?[^"]+)"', page)
        }
        left |= links - seen
    return found


@pytest.mark.parametrize("waiting_for", ["us", "them"])
def test_every_open_request_can_be_reached_however_many_there_are(caseworker, waiting_for):
    made = {make(n, waiting_for).reference for n in range(2 * PAGE + 1)}
    assert reachable(caseworker, "/desk") == made


def test_every_incoming_request_can_be_reached_too(caseworker):
    made = {make(n, direction="in").reference for n in range(PAGE + 1)}
    assert reachable(caseworker, "/answer") == made


def test_a_group_shows_its_first_and_says_how_many_others_there_are(caseworker):
    for n in range(FIRST + 3):
        make(n)
    page = caseworker.open("/desk").text
    assert len(references(page)) == FIRST
    assert "Show the other 3" in page


def test_a_group_that_fits_has_no_link(caseworker):
    for n in range(FIRST):
        make(n)
    page = caseworker.open("/desk").text
    assert len(references(page)) == FIRST
    assert "Show the other" not in page


def test_late_and_today_stand_before_this_week_and_this_week_before_later(caseworker):
    today = clock.today()
    make(1, next_date=today + timedelta(days=8))
    make(2, next_date=today + timedelta(days=7))
    make(3, next_date=today)
    make(4, next_date=today - timedelta(days=1))
    make(5)
    page = caseworker.open("/desk").text
    order = list(dict.fromkeys(re.findall(r"IT-2026-00000(\d)", page)))
    assert order == ["4", "3", "2", "1", "5"]
    headings = re.findall(r'<th colspan="5" scope="rowgroup">([^<]+) <', page)
    assert headings == ["Today", "This week", "With us"]


@pytest.mark.parametrize("page", ["0", "999", "x", ""])
def test_a_page_that_is_not_there_shows_one_that_is(caseworker, page):
    make(1)
    assert references(caseworker.open(f"/desk?show=later&page={page}").text) == {"IT-2026-000001"}


def test_what_a_view_shows_is_written_down_and_nothing_else(caseworker):
    from comity_node.access.audit import read_log
    from comity_node.models import User

    make(1)
    make(2, "them")
    caseworker.open("/desk?show=others")
    lines = read_log(User.objects.get(username="luca"), None).lines
    said = next(line.sentence for line in lines if line.kind == "list.seen")
    assert "IT-2026-000002" in said
    assert "IT-2026-000001" not in said
