"""Stepping away from a shared desk."""

from dataclasses import replace
from datetime import timedelta

import pytest

from comity_node.middleware import SEEN
from tests.node.browser import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def rinaldi(make_user):
    return make_user("rinaldi", "prosecutor")


def idle(browser: Browser, minutes: float) -> None:
    """As if nothing had been touched for so long."""
    session = browser.client.session
    session[SEEN] -= timedelta(minutes=minutes).total_seconds()
    session.save()


def test_the_lock_hides_every_page_until_the_officer_s_own_password(rinaldi, cairo):
    browser = Browser().enter(rinaldi)
    browser.send("/lock", next="/letters")
    assert browser.path == "/unlock"
    assert browser.open("/letters").path == "/unlock"
    assert "<nav" not in browser.text
    assert browser.page.status_code == 200
    browser.send("/unlock", password="wrong", next="/letters")
    assert browser.open("/letters").path == "/unlock"
    browser.send("/unlock", password=rinaldi.password, next="/letters")
    assert browser.path == "/letters"


def test_another_officer_s_password_does_not_unlock(rinaldi, make_user):
    other = make_user("okonkwo", "supervisor")
    browser = Browser().enter(rinaldi)
    browser.send("/lock", next="/links").send("/unlock", password=other.password)
    assert browser.open("/links").path == "/unlock"


@pytest.mark.parametrize(("minutes", "path"), [(9.8, "/links"), (10.2, "/unlock")])
def test_a_page_locks_itself_after_the_idle_minutes_of_the_settings(rinaldi, minutes, path):
    browser = Browser().enter(rinaldi)
    idle(browser, minutes)
    assert browser.open("/links").path == path


def test_the_idle_minutes_are_those_of_the_settings(rinaldi, settings):
    browser = Browser().enter(rinaldi)
    settings.NODE = replace(settings.NODE, idle_minutes=30)
    idle(browser, 20)
    assert browser.open("/links").path == "/links"


def test_a_locked_page_can_be_left_by_signing_out(rinaldi):
    browser = Browser().enter(rinaldi)
    browser.send("/lock").send("/sign-out")
    assert browser.open("/links").path == "/sign-in"


@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example/", "javascript:x"])
def test_unlocking_never_leads_to_another_site(rinaldi, where):
    browser = Browser().enter(rinaldi)
    browser.send("/lock", next="/links")
    answer = browser.client.post(
        "/unlock",
        {"password": rinaldi.password, "next": where, "csrfmiddlewaretoken": browser.token()},
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
