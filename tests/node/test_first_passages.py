"""What a begun request says before anybody typed: in the letter's languages, or nothing."""

import pytest

from comity_node.access.terms import passages_of
from comity_node.actions import cases
from comity_node.actions.requests import save_passages, save_translations, start_request
from comity_node.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(make_user) -> User:
    make_user("anna", "prosecutor")
    return User.objects.get(username="anna")


@pytest.fixture
def begun(officer):
    """A request of this node to a State, just begun."""

    def begin(state: str):
        case = cases.open_case(
            officer=officer, title="Landing", authority="Procura (training)",
            conducting="A. Rossi, sostituto",
        )  # fmt: skip
        question = {
            "requesting": "IT", "requested": state, "act": "mla", "date": "2026-11-24",
            "facts": {
                "facts_date": "2026-11-03", "conduct": ["procure_entry"], "object_rs": [],
                "object_rd": [], "circumstances": [], "exceptions": [], "benefit": "unproven",
                "ocg": "suspected",
            },
        }  # fmt: skip
        return start_request(
            officer=officer, case=case, asked={"state": state, "measures": ["records"]},
            question=question,
        )  # fmt: skip

    return begin


def test_the_authority_asked_is_named_in_both_languages_of_the_letter(begun):
    asked = passages_of(begun("EG")).pair("addressee")
    assert asked.own.startswith("Ministero della giustizia")
    assert asked.other.startswith("وزارة العدل")


def test_only_the_first_authority_of_the_page_is_written_to(begun):
    asked = passages_of(begun("EG")).pair("addressee")
    assert ";" not in asked.own
    assert "؛" not in asked.other


@pytest.mark.parametrize(("state", "notified"), [("ES", True), ("EG", False), ("SY", False)])
def test_nobody_is_said_to_know_the_notified_authority_but_where_the_data_have_it(
    begun, state, notified
):
    assert begun(state).terms["addressee_known"] is notified


def test_an_authority_nobody_knows_is_left_to_the_officer(begun):
    assert not passages_of(begun("SY")).pair("addressee")


def test_a_name_changed_after_its_translation_stands_as_it_was_typed(begun, officer):
    row = begun("EG")
    save_passages(officer=officer, request=row, texts={"addressee": "Procura generale del Cairo"})
    asked = passages_of(row).pair("addressee")
    assert (asked.own, asked.other) == ("Procura generale del Cairo", "Procura generale del Cairo")
    texts = {"addressee": "النيابة العامة بالقاهرة"}
    save_translations(officer=officer, request=row, translator="M.", texts=texts)
    assert passages_of(row).pair("addressee").other == "النيابة العامة بالقاهرة"


def test_a_text_that_is_no_name_is_never_passed_off_as_its_own_translation(begun, officer):
    row = begun("EG")
    save_passages(officer=officer, request=row, texts={"facts": "Quarantasei persone."})
    assert passages_of(row).pair("facts").other == ""


def test_a_number_found_with_two_people_is_offered_once(begun, officer, make_user):
    from django.test import RequestFactory

    from comity_node.views.build import _measures, _measures_stand

    row = begun("EG")
    for holder in ("P-02", "P-07"):
        cases.add_identifier(
            officer=officer, case=row.case, person=None, kind="phone",
            value="+999 10 555 0187", holder=holder, origin="phone",
        )  # fmt: skip
    texts = passages_of(row)
    form = _measures(RequestFactory().get("/"), row, texts, _measures_stand(row, texts))
    offered = [value for value, _said in form.fields["targets_records"].choices]
    assert offered == ["+999 10 555 0187"]
