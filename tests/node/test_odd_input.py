"""What no honest page sends: each gets an answer in words, and nothing breaks."""

import io
import json

import pytest
from django.urls import reverse

from comity_node import exchange_wsgi
from comity_node.actions import cases
from comity_node.models import AssistanceRequest, CompletenessAnswer, Person, User
from comity_node.references import ReferenceConverter
from tests.node.browser import Browser
from tests.node.test_paper import GIVEN

# --- addresses --------------------------------------------------------------------------------

NUL_PATHS = (
    "/cases/%00", "/draft/%00", "/requests/out/EG/X%00", "/kept/%00", "/ask?case=%00",
    "/cases/X/people/%00", "/requests/in/EG/X/documents/%00/1/pdf",
)  # fmt: skip


@pytest.mark.parametrize("path", NUL_PATHS)
@pytest.mark.parametrize("posted", [False, True], ids=["opened", "posted"])
def test_an_address_with_a_nul_is_no_page_of_ours(caseworker, path, posted):
    page = caseworker.send(path, x="1") if posted else caseworker.open(path)
    assert page.page.status_code == 404


@pytest.mark.django_db
def test_an_address_with_a_nul_is_nothing_before_the_sign_in_either(node):
    assert Browser().open("/cases/%00").page.status_code == 404


@pytest.mark.parametrize(
    "value", [".", "..", "...", "~d", "~", "a/b", "~s", "1.2", "../x", "LY 1~"]
)
def test_a_reference_survives_its_address_and_is_never_a_folder(value):
    address = ReferenceConverter().to_url(value)
    assert address.strip(".")
    assert "/" not in address
    assert ReferenceConverter().to_python(address) == value


def test_a_paper_whose_reference_is_two_dots_has_a_file_that_opens(caseworker):
    caseworker.open("/register").send("/register", **{**GIVEN, "reference": ".."})
    row = AssistanceRequest.objects.get()
    assert (
        caseworker.open(reverse("request", args=["in", "LY", row.reference])).page.status_code
        == 200
    )


# --- forms ------------------------------------------------------------------------------------


@pytest.fixture
def came(caseworker) -> AssistanceRequest:
    caseworker.open("/register").send("/register", **GIVEN)
    return AssistanceRequest.objects.get()


@pytest.mark.parametrize("item", ["bogus_item", "x" * 300])
def test_an_item_that_article_18_does_not_know_is_not_examined(caseworker, came, item):
    address = reverse("examine", args=["in", "LY", came.reference, item])
    assert caseworker.send(address, state="missing", what="x").page.status_code == 404
    assert not CompletenessAnswer.objects.exists()


@pytest.mark.parametrize("token", ["\x00", "a b", "ع" * 50, "x" * 100])
def test_a_form_token_of_another_shape_is_as_none(caseworker, token):
    caseworker.open("/register").send("/register", **GIVEN, **{"form-token": token})
    assert AssistanceRequest.objects.count() == 1


def test_a_request_begun_without_an_answer_leads_to_the_question(make_user):
    anna = Browser().enter(make_user("anna", "prosecutor"))
    assert anna.send("/ask/start").page.status_code == 200
    assert anna.path == "/ask"


def test_files_of_a_letter_that_were_not_kept_are_asked_for_again(caseworker, came):
    address = reverse("reply", args=["in", "LY", came.reference, "acknowledge"])
    written = {"text": "Received.", "text_other": "وصل", "translator": "M. Conti"}
    caseworker.send(address, **written, enclosed="forged", step="preview")
    assert caseworker.page.status_code == 200
    assert "Attach them again" in caseworker.text
    assert "Received." in caseworker.text


@pytest.mark.parametrize("name", ["\u200b\ufeff", "\ufffd\ufffd", "\u202e", "...", "\U0001f6a4"])
def test_a_name_without_a_letter_is_none(make_user, name):
    anna = Browser().enter(make_user("anna", "prosecutor"))
    case = cases.open_case(
        officer=User.objects.get(username="anna"), title="T", authority="A", conducting="B, c"
    )
    address = reverse("new_person", args=[case.reference])
    anna.send(address, name=name, origin="passport")
    assert "Write the name" in anna.text
    assert not Person.objects.exists()


def test_a_name_is_kept_without_the_signs_that_turn_its_neighbours_round(make_user):
    anna = Browser().enter(make_user("anna", "prosecutor"))
    case = cases.open_case(
        officer=User.objects.get(username="anna"), title="T", authority="A", conducting="B, c"
    )
    anna.send(
        reverse("new_person", args=[case.reference]),
        name="\u202eKarim\u202c می\u200cروم",
        origin="x",
    )
    assert Person.objects.get().names.get().text == "Karim می\u200cروم"


# --- what other nodes send --------------------------------------------------------------------


def asked(method: str, path: str, body: bytes) -> tuple[str, bytes, io.BytesIO]:
    """Status and body of an answer to a peer that the directory knows, and what was read."""
    given = io.BytesIO(body)
    said: list[str] = []
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": given,
    }  # fmt: skip
    parts = exchange_wsgi._route(environ, lambda status, _headers: said.append(status), "", "EG")
    return said[0], b"".join(parts), given


ODD_LISTS = {
    "a NUL": b'["\\u0000"]',
    "brackets fifty thousand deep": b"[" * 50_000,
    "a text": b'"abc"',
    "numbers": b"[1, 2]",
    "short names": b'["abc"]',
    "capitals": json.dumps(["A" * 64]).encode(),
    "an object": b"{}",
    "nothing": b"",
    "no text": b"\xff\xfe",
}


@pytest.mark.django_db
@pytest.mark.parametrize("body", ODD_LISTS.values(), ids=ODD_LISTS)
def test_a_list_of_parts_that_is_none_is_refused(body):
    status, said, _ = asked("POST", "/v1/parts/missing", body)
    assert (status, said) == ("400 Bad Request", b"a list of digests is wanted")


@pytest.mark.django_db
def test_a_list_of_parts_is_answered_with_those_that_are_not_here():
    names = ["0" * 64, "f" * 64]
    status, said, _ = asked("POST", "/v1/parts/missing", json.dumps(names).encode())
    assert (status, json.loads(said)) == ("200 OK", names)


TOO_LARGE = {
    "a message": ("POST", "/v1/messages", 3 * 1024 * 1024),
    "a part": ("PUT", f"/v1/parts/{'0' * 64}", 9 * 1024 * 1024),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path", "size"), TOO_LARGE.values(), ids=TOO_LARGE)
def test_what_is_too_large_is_read_away_and_told(method, path, size):
    """A peer that is still writing when the connection ends never hears why."""
    status, _, given = asked(method, path, bytes(size))
    assert status == "413 Content Too Large"
    assert given.tell() == size
