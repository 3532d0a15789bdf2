"""A session that ended mid-form: what was typed comes back, to its officer alone."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from comity_node.access.pending import access_pending
from comity_node.actions import pending
from comity_node.models import OutgoingMessage, PendingForm
from comity_node.ports import clock
from tests.node.browser import Browser

pytestmark = pytest.mark.django_db
TYPED = {"to": "EG", "subject": "Appointment", "text": "+999 10 555 0142 نص"}


@pytest.fixture
def rinaldi(make_user):
    return make_user("rinaldi", "prosecutor")


def ended(browser: Browser) -> Browser:
    """The session is gone on the server; the page with the form is still on the screen."""
    token = browser.open("/links").token()
    browser.client.session.flush()
    return browser.send("/letters", **TYPED, csrfmiddlewaretoken=token)


def address(browser: Browser) -> str:
    """The address of the kept form, from the sign-in page's ``next``."""
    found = re.search(r'name="next" value="(/kept/[\w-]+)"', browser.text)
    assert found, browser.text
    return found[1]


def test_a_form_that_met_a_closed_door_is_kept_and_given_back_after_signing_in(rinaldi, cairo):
    browser = ended(Browser().enter(rinaldi))
    assert browser.path == "/sign-in"
    assert not OutgoingMessage.objects.exists()
    browser.enter(rinaldi, to=address(browser))
    assert all(value in browser.text for value in TYPED.values())
    browser.send("/letters", **TYPED)
    assert OutgoingMessage.objects.count() == 1


def test_what_is_kept_cannot_be_read_in_the_database_and_holds_no_session_token(rinaldi):
    ended(Browser().enter(rinaldi))
    row = PendingForm.objects.get()
    assert b"Appointment" not in bytes(row.body)
    request = RequestFactory().get("/")
    request.user, request.COOKIES[pending.BROWSER_COOKIE] = AnonymousUser(), row.browser
    kept = access_pending(request, row.token)
    assert dict(kept.fields) == TYPED


def test_another_officer_in_another_browser_does_not_get_it(rinaldi, make_user):
    mine = ended(Browser().enter(rinaldi))
    where = address(mine)
    other = Browser().enter(make_user("okonkwo", "supervisor"))
    assert other.open(where).page.status_code == 404
    assert mine.enter(rinaldi, to=where).path == where


def test_a_locked_page_s_form_comes_back_to_its_officer_in_any_browser_and_to_nobody_else(
    rinaldi, make_user
):
    browser = Browser().enter(rinaldi)
    token = browser.open("/links").token()
    browser.send("/lock", next="/links")
    browser.send("/letters", **TYPED, csrfmiddlewaretoken=token)
    where = f"/kept/{PendingForm.objects.get().token}"
    assert browser.path == "/unlock"
    browser.send("/unlock", password=rinaldi.password, next=where)
    assert TYPED["text"] in browser.text
    other = Browser().enter(make_user("okonkwo", "prosecutor"))
    assert other.open(where).page.status_code == 404


def test_a_large_form_comes_back_whole(rinaldi):
    browser = Browser().enter(rinaldi)
    token = browser.open("/links").token()
    browser.client.session.flush()
    long = "نص طويل " * 40_000
    browser.send("/letters", **TYPED | {"text": long}, csrfmiddlewaretoken=token)
    browser.enter(rinaldi, to=address(browser))
    assert long.strip() in browser.text


def test_a_form_posted_by_another_site_is_not_kept(rinaldi):
    browser = Browser()
    browser.client.post("/letters", TYPED, headers={"Origin": "https://evil.example"})
    assert not PendingForm.objects.exists()
    browser.client.post("/letters", TYPED, headers={"Origin": "http://testserver"})
    assert PendingForm.objects.count() == 1


def test_a_kept_form_can_be_thrown_away(rinaldi):
    browser = ended(Browser().enter(rinaldi))
    where = address(browser)
    browser.enter(rinaldi, to=where).send(where)
    assert not PendingForm.objects.exists()
    assert browser.open(where).page.status_code == 404


@pytest.mark.parametrize(("hours", "left"), [(23, 2), (25, 1)])
def test_a_kept_form_is_forgotten_after_a_day(rinaldi, hours, left):
    ended(Browser().enter(rinaldi))
    kept_at = clock.real_now() - timedelta(hours=hours)
    PendingForm.objects.update(kept_at=kept_at)
    Browser().client.post("/letters", TYPED)
    assert PendingForm.objects.count() == left
