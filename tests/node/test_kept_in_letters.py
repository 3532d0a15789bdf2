"""A plain letter tells its State of nobody of whom nothing may reach it, of whatever case."""

import pytest

from comity_node.access.gate import told_in_any_case
from comity_node.actions import cases
from comity_node.actions.letters import TellsOfKept, write_letter
from comity_node.models import AssistanceRequest, Case, OutgoingMessage, Person, User
from comity_node.ports import clock
from tests.node.browser import Browser

pytestmark = pytest.mark.django_db
ELSEWHERE = "This letter tells of somebody of whom nothing may reach that State"
PHONE = "+999 10 555 7777"


def user(name: str) -> User:
    return User.objects.get(username=name)


@pytest.fixture
def anna(make_user, cairo) -> Browser:
    return Browser().enter(make_user("anna", "prosecutor"))


@pytest.fixture
def luca(make_user, anna) -> Browser:
    return Browser().enter(make_user("luca", "prosecutor"))


@pytest.fixture
def sofia(make_user, anna) -> Browser:
    return Browser().enter(make_user("sofia", "supervisor"))


@pytest.fixture
def case(anna) -> Case:
    """A case of Anna's with a claimant who fears Egypt."""
    found = cases.open_case(
        officer=user("anna"), title="Landing", authority="Procura", conducting="A. Rossi"
    )
    kept = add(found, "Mouna Abdessalam")
    kept.identifiers.create(kind="phone", value=PHONE, origin="exhibit 1", case=found)
    Person.objects.filter(pk=kept.pk).update(asylum="claim", feared_state="EG", nationality="EG")
    return found


def add(case: Case, name: str) -> Person:
    named = cases.NewName(name, "passport", original=True)
    return cases.add_person(officer=user("anna"), case=case, name=named, given={})


def sign(browser: Browser, text: str, subject: str = "Appointment", **more: str) -> Browser:
    return browser.send("/letters", to="EG", subject=subject, text=text, **more)


def sent() -> int:
    return OutgoingMessage.objects.count()


TELLING = [
    ("Appointment", "Mouna Abdessalam asks to be heard."),
    ("Mouna Abdessalam", "Please call."),
    ("Appointment", "Whose phone is 010 555 7777?"),
]


@pytest.mark.parametrize(("subject", "text"), TELLING)
def test_of_an_own_case_the_officer_is_told_who_and_keeps_what_was_typed(case, anna, subject, text):
    sign(anna, text, subject)
    assert "P-01 stays here" in anna.words
    assert ELSEWHERE not in anna.words
    assert text in anna.words
    assert "on its way" not in anna.words
    assert not sent()


@pytest.mark.parametrize(("subject", "text"), TELLING)
def test_of_the_case_of_another_the_officer_learns_no_more_than_that(case, luca, subject, text):
    sign(luca, text, subject)
    assert ELSEWHERE in luca.words
    assert "P-01" not in luca.words
    assert text in luca.words
    assert not sent()


def test_a_supervisor_sees_who_it_is(case, sofia):
    sign(sofia, TELLING[0][1])
    assert "P-01 stays here" in sofia.words
    assert not sent()


def test_the_same_letter_may_reach_a_state_where_nothing_is_feared(case):
    assert told_in_any_case(user("anna"), "EG", ["Mouna Abdessalam"]).own
    assert not told_in_any_case(user("anna"), "TN", ["Mouna Abdessalam"]).own


def test_a_letter_that_tells_of_nobody_leaves_at_once(case, anna, luca):
    sign(anna, "On Monday, at nine.")
    sign(luca, "On Tuesday, at nine.")
    assert "on its way" in luca.words
    assert sent() == 2


def test_a_doubt_of_an_own_case_is_shown_once_and_the_second_press_sends(case, anna):
    doubtful = "The street of Abdessalam."
    sign(anna, doubtful)
    assert "“Abdessalam” stands in what would leave" in anna.words
    assert "The letter was not sent" in anna.words
    assert not sent()
    sign(anna, doubtful, **anna.hidden("doubts"))
    assert "on its way" in anna.words
    assert sent() == 1


def test_a_doubt_shown_before_does_not_stand_for_another(case, anna):
    other = add(case, "Salma Zahrawi")
    Person.objects.filter(pk=other.pk).update(role="witness")
    sign(anna, "The street of Abdessalam.")
    sign(anna, "The street of Zahrawi.", **anna.hidden("doubts"))
    assert "“Zahrawi” stands in what would leave" in anna.words
    assert not sent()


def test_of_a_doubt_of_another_case_nothing_is_shown(case, luca):
    sign(luca, "The street of Abdessalam.")
    assert sent() == 1


def test_labels_of_two_cases_are_not_taken_for_one_another(case, luca):
    mine = cases.open_case(
        officer=user("luca"), title="Other", authority="Procura", conducting="L. Rossi"
    )
    named = cases.NewName("Karim Sabri", "passport", original=True)
    first = cases.add_person(officer=user("luca"), case=mine, name=named, given={})
    Person.objects.filter(pk=first.pk).update(role="witness")
    told = told_in_any_case(user("luca"), "EG", ["Mouna Abdessalam"])
    assert (told.own, told.elsewhere) == ((), True)
    told = told_in_any_case(user("luca"), "EG", ["Karim Sabri"])
    assert ([one.label for one in told.own], told.elsewhere) == (["P-01"], False)


@pytest.mark.parametrize("was_sent", [True, False])
def test_a_name_that_a_sent_request_has_told_that_state_is_that_persons(case, was_sent):
    suspect = add(case, "Mouna Ali Abdessalam")
    row = AssistanceRequest.objects.create(
        direction="out", reference="1/2026", peer="EG", case=case, status="sent",
        waiting_for="them", waiting_since=clock.real_now().date(), opened_at=clock.real_now(),
        sent_at=clock.real_now() if was_sent else None,
    )  # fmt: skip
    row.people.add(suspect)
    told = told_in_any_case(user("anna"), "EG", ["Mouna Abdessalam"])
    assert bool(told.own) is not was_sent


def test_the_act_itself_refuses_whatever_page_asked_for_it(case, luca):
    with pytest.raises(TellsOfKept) as told:
        write_letter(to="EG", subject="a", text="Mouna Abdessalam", officer=user("luca"))
    assert (told.value.named, told.value.elsewhere) == ((), True)
    assert not sent()
