"""A form sent twice changes things once."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.test import RequestFactory

from comity_node.actions.letters import write_letter
from comity_node.actions.once import FIELD, KEPT_FOR, forget_old, new_token, once, went
from comity_node.models import OutgoingMessage, SentForm
from comity_node.ports import clock


def form(officer, token: str):
    request = RequestFactory().post("/letters", {FIELD: token} if token else {})
    request.user = officer
    return request


def writing(officer, where: str = "/letters"):
    """An act with an effect that can be counted."""

    def act() -> str:
        write_letter(to="EG", subject="a", text="b", officer=officer)
        return where

    return act


@pytest.mark.django_db
def test_the_second_arrival_changes_nothing_and_is_led_where_the_first_went(cairo, officer):
    token = new_token()
    assert once(form(officer, token), writing(officer, "/first")) == "/first"
    assert once(form(officer, token), writing(officer, "/second")) == "/first"
    assert OutgoingMessage.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", None])
def test_two_forms_are_two_acts(cairo, officer, token):
    for _ in range(2):
        once(form(officer, new_token() if token is None else token), writing(officer))
    assert OutgoingMessage.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_an_act_that_failed_may_be_sent_again(cairo, officer):
    token = new_token()

    def fails() -> str:
        writing(officer)()
        raise LookupError

    with pytest.raises(LookupError):
        once(form(officer, token), fails)
    assert (OutgoingMessage.objects.count(), SentForm.objects.count()) == (0, 0)
    once(form(officer, token), writing(officer))
    assert OutgoingMessage.objects.count() == 1


@pytest.mark.django_db
def test_a_clash_inside_the_act_is_not_taken_for_a_second_arrival(cairo, officer):
    def clashes() -> str:
        raise IntegrityError("something else")

    with pytest.raises(IntegrityError, match="something else"):
        once(form(officer, new_token()), clashes)


@pytest.mark.django_db(transaction=True)
def test_one_form_arriving_many_times_at_once_is_one_act(cairo, officer):
    token, start, went = new_token(), threading.Barrier(5), []

    def arrive(number: int) -> None:
        try:
            start.wait(10)
            went.append(once(form(officer, token), writing(officer, f"/{number}")))
        finally:
            connection.close()

    threads = [threading.Thread(target=arrive, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(went) == 5
    assert len(set(went)) == 1
    assert OutgoingMessage.objects.count() == 1


@pytest.mark.django_db
def test_tokens_are_forgotten_when_nobody_can_send_their_form_any_more(officer):
    for name, age in (
        ("young", KEPT_FOR - timedelta(hours=1)),
        ("old", KEPT_FOR + timedelta(hours=1)),
    ):
        SentForm.objects.create(
            token=name, user=officer, answered_with="/", at=clock.real_now() - age
        )
    forget_old()
    assert list(SentForm.objects.values_list("token", flat=True)) == ["young"]


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["\x00", "a b", ""])
def test_a_token_of_another_shape_leads_nowhere(officer, token):
    assert went(form(officer, token)) == ""
