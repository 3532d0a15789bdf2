"""Nobody is in with one factor, nobody stays in after a reset, an administrator sees no case."""

import pytest
from django.urls import get_resolver

from comity_node.access.matrix import CASE_OFFICERS, MATRIX
from comity_node.actions.users import NewUser, SignIn, UserFault, add_user, reset_user
from comity_node.models import AuditLeaf, User
from tests.node.browser import Browser, code_of

pytestmark = pytest.mark.django_db


def test_both_factors_open_the_desk_and_it_is_written_down(make_user):
    browser = Browser().enter(make_user("rinaldi", "prosecutor"), to="")
    assert (browser.path, browser.page.status_code) == ("/desk", 200)
    assert AuditLeaf.objects.filter(kind="user.signed_in").count() == 1


def test_the_password_alone_opens_nothing(make_user):
    sign_in = make_user("rinaldi", "prosecutor")
    browser = Browser().first_factor(sign_in)
    assert browser.path == "/sign-in/second"
    assert browser.open("/links").path.startswith("/sign-in")
    assert AuditLeaf.objects.filter(kind="user.signed_in").count() == 0
    assert browser.enter(sign_in).path == "/links"


WRONG = {
    "another password": lambda good: SignIn(good.username, "x" * 20, good.totp_secret),
    "another second factor": lambda good: SignIn(good.username, good.password, "A" * 32),
    "another name": lambda good: SignIn("nobody", good.password, good.totp_secret),
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_a_wrong_factor_opens_nothing(make_user, change):
    good = make_user("rinaldi", "prosecutor")
    browser = Browser().first_factor(change(good))
    if browser.path == "/sign-in/second":
        browser.second_factor(change(good))
    assert browser.open("/links").path.startswith("/sign-in")
    assert Browser().enter(good).path == "/links"


def test_a_code_of_the_second_factor_is_good_once(make_user):
    sign_in = make_user("rinaldi", "prosecutor")
    first, again = Browser().first_factor(sign_in), Browser().first_factor(sign_in)
    code = code_of(sign_in, room=10)
    assert first.send("/sign-in/second", code=code).path == "/links"
    assert again.send("/sign-in/second", code=code).path == "/sign-in/second"
    assert again.open("/links").path.startswith("/sign-in")
    assert Browser().enter(sign_in).path == "/links"


def test_an_account_rests_after_eight_wrong_passwords(make_user):
    good = make_user("rinaldi", "prosecutor")
    wrong = SignIn(good.username, "x" * 20, good.totp_secret)
    for _ in range(8):
        Browser().first_factor(wrong)
    assert Browser().enter(good).open("/links").path != "/links"


def test_seven_wrong_passwords_do_not_lock_an_account(make_user):
    good = make_user("rinaldi", "prosecutor")
    wrong = SignIn(good.username, "x" * 20, good.totp_secret)
    for _ in range(7):
        Browser().first_factor(wrong)
    assert Browser().enter(good).path == "/links"


def test_a_page_asked_for_before_signing_in_is_shown_after_it(make_user, cairo):
    sign_in = make_user("rinaldi", "prosecutor")
    browser = Browser().open("/letters")
    assert browser.path == "/sign-in"
    assert browser.enter(sign_in, to="/letters").path == "/letters"


def test_an_administrator_sees_the_machine_and_no_case(make_user, cairo):
    administrator = Browser().enter(make_user("admin", "administrator"), to="")
    prosecutor = Browser().enter(make_user("rinaldi", "prosecutor"))
    assert (administrator.path, administrator.page.status_code) == ("/links", 200)
    pages = [one for one in get_resolver().url_patterns if MATRIX[one.name] == CASE_OFFICERS]
    plain = [f"/{one.pattern}" for one in pages if not one.pattern.converters]
    assert "/letters" in plain
    for path in plain:
        assert administrator.open(path).page.status_code == 404, path
    assert prosecutor.open("/letters").page.status_code == 200


def test_what_is_not_there_and_what_is_not_yours_read_the_same(make_user):
    browser = Browser().enter(make_user("admin", "administrator"))
    missing, closed = browser.open("/no-such-page").text, browser.open("/letters").text
    assert "<h1>" in missing
    assert missing.partition("<main")[2] == closed.partition("<main")[2]


def test_pages_of_a_shared_desk_stay_in_no_cache(make_user):
    answer = Browser().enter(make_user("rinaldi", "prosecutor")).page
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


# --- accounts --------------------------------------------------------------------------------

NEW = {
    "username": "rinaldi",
    "full_name": "L. Rinaldi",
    "role": "caseworker",
    "post": "",
    "language": "it",
}


def test_an_account_is_made_with_both_factors_and_nothing_readable_is_stored(node):
    sign_in = add_user(NewUser(**NEW))
    user = User.objects.get()
    stored = f"{user.password} {list(user.authenticator_set.values())}"
    assert sign_in.password not in stored
    assert sign_in.totp_secret not in stored
    assert user.check_password(sign_in.password)


REFUSED = {
    "no such role": ({"role": "judge"}, "Choose one of: prosecutor"),
    "the name is taken": ({"username": "taken"}, "comity node user reset taken"),
    "no user name": ({"username": ""}, "user name"),
    "a user name with a space": ({"username": "a b"}, "user name"),
    "too long a name": ({"full_name": "x" * 121}, "120"),
    "no full name": ({"full_name": ""}, "full name"),
    "no such language": ({"language": "xx"}, "ar, en, it"),
}


@pytest.mark.parametrize(("change", "words"), REFUSED.values(), ids=REFUSED)
def test_an_account_that_cannot_be_made_is_refused_with_what_to_do(node, change, words):
    add_user(NewUser(**NEW | {"username": "taken"}))
    with pytest.raises(UserFault) as refused:
        add_user(NewUser(**NEW | change))
    assert words in str(refused.value)
    add_user(NewUser(**NEW))
    assert User.objects.count() == 2


def test_a_reset_ends_every_session_and_both_old_factors(make_user):
    old, other = make_user("rinaldi", "prosecutor"), make_user("okonkwo", "prosecutor")
    inside, colleague = Browser().enter(old), Browser().enter(other)
    assert inside.path == colleague.path == "/links"
    new = reset_user("rinaldi")
    assert inside.open("/links").path.startswith("/sign-in")
    assert colleague.open("/links").path == "/links"
    assert Browser().enter(old).open("/links").path.startswith("/sign-in")
    mixed = SignIn("rinaldi", new.password, old.totp_secret)
    assert Browser().enter(mixed).open("/links").path.startswith("/sign-in")
    assert Browser().enter(new).path == "/links"


def test_a_reset_of_an_unknown_user_names_the_known(make_user):
    make_user("rinaldi", "prosecutor")
    with pytest.raises(UserFault, match="Known: rinaldi"):
        reset_user("renaldi")
