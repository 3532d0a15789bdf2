"""Case pages: what two officers, a broken file or a rule may do to what was typed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from comity_node.actions import cases as actions
from comity_node.models import Case, Exhibit, Person, User
from tests.node.browser import Browser

GOOD_PDF = b"%PDF-1.7\nhello\n%%EOF\n"


@pytest.fixture
def anna(make_user) -> Browser:
    return Browser().enter(make_user("anna", "prosecutor"))


@pytest.fixture
def case(anna) -> Case:
    officer = User.objects.get(username="anna")
    return actions.open_case(
        officer=officer, title="Landing", authority="Procura (training)", conducting="A. Rossi, x"
    )


def add_person(case, text="شعبان"):
    officer = User.objects.get(username="anna")
    name = actions.NewName(text, "phone", original=True)
    return actions.add_person(officer=officer, case=case, name=name, given={})


def facts(case, **change):
    return {
        "edition": str(case.edition),
        "title": "Landing",
        "stage": "investigation",
        "benefit": "unproven",
        "ocg": "suspected",
        "narrative": "first",
        **change,
    }


def test_the_second_of_two_officers_is_shown_the_first_ones_text_and_loses_nothing(anna, case):
    address = reverse("case_facts", args=[case.reference])
    anna.send(address, **facts(case, narrative="what Anna wrote"))
    assert Case.objects.get().narrative == "what Anna wrote"
    anna.send(address, **facts(case, narrative="what Bruno wrote"))
    assert Case.objects.get().narrative == "what Anna wrote"
    assert "what Anna wrote" in anna.text
    assert "what Bruno wrote" in anna.text
    anna.send(address, **facts(Case.objects.get(), narrative="what both agreed"))
    assert Case.objects.get().narrative == "what both agreed"


def test_a_date_that_is_none_gets_a_sentence_and_the_rest_stays_typed(anna, case):
    address = reverse("case_facts", args=[case.reference])
    anna.send(address, **facts(case, narrative="kept", facts_date="3/2"))
    assert "year-month-day" in anna.text
    assert "kept" in anna.text


def test_another_officer_does_not_see_the_case_and_a_supervisor_does(anna, case, make_user):
    address = reverse("case", args=[case.reference])
    assert anna.open(address).page.status_code == 200
    assert Browser().enter(make_user("bruno", "prosecutor")).open(address).page.status_code == 404
    assert Browser().enter(make_user("sofia", "supervisor")).open(address).page.status_code == 200
    assert (
        Browser().enter(make_user("admin", "administrator")).open(address).page.status_code == 404
    )


def upload(anna, case, name, content):
    anna.open(reverse("new_exhibit", args=[case.reference]))
    anna.page = anna.client.post(
        reverse("new_exhibit", args=[case.reference]),
        {
            "csrfmiddlewaretoken": anna.token(),
            "title": "Extraction of a phone",
            "kind": "phone",
            "origin": "police",
            "file": SimpleUploadedFile(name, content),
        },
        follow=True,
    )


BROKEN = {
    "cut short": ("a.pdf", GOOD_PDF[:12], "cut short"),
    "an archive": ("a.zip", b"PK\x03\x04" + bytes(40), "damaged"),
    "a program": ("a.pdf", b"\x7fELF\x00\xff\xfe", "not taken"),
}


@pytest.mark.parametrize(("name", "content", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_gets_a_sentence_and_what_was_typed_stays(anna, case, name, content, words):
    upload(anna, case, name, content)
    assert words in anna.text
    assert "Extraction of a phone" in anna.text
    assert not Exhibit.objects.exists()


def test_a_good_file_is_kept_under_the_kind_its_bytes_show(anna, case):
    upload(anna, case, "../../evil\u202efdp.exe", GOOD_PDF)
    stored = Exhibit.objects.get().file
    assert stored.media_type == "application/pdf"
    assert stored.name.endswith(".pdf")
    assert not set(stored.name) & set("/\\\u202e")
    answer = anna.client.get(reverse("exhibit_file", args=[case.reference, 1]))
    assert answer.content == GOOD_PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(("extra", "taken"), [(0, True), (1, False)])
def test_a_file_over_the_limit_is_refused_while_it_arrives(anna, case, settings, extra, taken):
    size = settings.NODE.upload_megabytes * 1024 * 1024 + extra
    content = GOOD_PDF[:9] + b" " * (size - len(GOOD_PDF)) + GOOD_PDF[9:]
    upload(anna, case, "big.pdf", content)
    assert Exhibit.objects.exists() is taken
    assert ("larger than" in anna.text) is not taken


def test_everybody_begins_as_smuggled_or_not_known_and_a_suspect_needs_conduct(anna, case):
    person = add_person(case)
    assert person.role == "smuggled_migrant_or_unknown"
    address = reverse("person", args=[case.reference, person.label])
    anna.send(address, part="role", role="suspect", why="he drove")
    assert "no conduct of Protocol art. 6 is on record" in anna.text
    assert Person.objects.get().role == "smuggled_migrant_or_unknown"
    anna.send(address, part="conduct", conduct="transport", what="Drove the lorry.")
    anna.send(address, part="role", role="suspect", why="he drove")
    assert Person.objects.get().role == "suspect"


def test_a_phone_typed_without_its_country_code_gets_a_sentence(anna, case):
    address = reverse("new_identifier", args=[case.reference])
    anna.send(address, kind="phone", value="0105550142", origin="police")
    assert "country code" in anna.text
    anna.send(address, kind="phone", value="+٩٩٩ ١٠ ٥٥٥ ٠١٤٢", origin="police")
    assert case.identifiers.get().value == "+999 10 555 0142"


def test_a_form_sent_twice_makes_one_case(anna):
    anna.open("/cases")
    given = {"title": "Twice", "authority": "x", "conducting": "y", "form-token": "one-token"}
    anna.send("/cases", **given)
    first = anna.path
    anna.send("/cases", **given)
    assert anna.path == first
    assert Case.objects.filter(title="Twice").count() == 1
