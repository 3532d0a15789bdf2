"""A State without a node: the paper goes and comes, and the register counts it all the same."""

import io
import json
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve, reverse

from comity_node.access.paper import received_on
from comity_node.actions.timeline import add
from comity_node.models import AssistanceRequest, PaperStep, ReceivedItem
from comity_node.ports import clock
from comity_node.views.replies import _asked_on

GIVEN = {
    "state": "LY",
    "reference": "LY 12/2026",
    "dated": "2026-11-02",
    "arrived": "2026-11-09",
    "authority": "Central authority, Tripoli (training)",
    "measures": "records",
    "subject": "Investigation into smuggling",
    "facts": "A boat was found.",
    "purpose": "Evidence at trial.",
}


@pytest.fixture
def came(caseworker) -> AssistanceRequest:
    caseworker.open("/register").send("/register", **GIVEN)
    return AssistanceRequest.objects.get()


def test_a_request_on_paper_is_registered_and_waits_for_us(caseworker, came):
    assert (came.direction, came.peer, came.channel, came.status) == ("in", "LY", "paper", "new")
    assert came.waiting_for == "us"
    caseworker.open("/answer")
    assert "LY 12/2026" in caseworker.text


@pytest.mark.parametrize(
    ("direction", "door"), [("in", "/answer"), ("out", "/ask")], ids=["came in", "went out"]
)
def test_a_request_stands_under_the_door_of_its_direction(caseworker, came, direction, door):
    AssistanceRequest.objects.update(direction=direction)
    caseworker.open(reverse("request", args=[direction, "LY", came.reference]))
    lit = re.findall(r'<a [^>]*href="([^"]*)"[^>]*aria-current="page"', caseworker.text)
    assert lit == [door]


def test_the_same_paper_twice_is_told_and_not_counted_twice(caseworker, came):
    caseworker.send("/register", **GIVEN)
    assert "in the register already" in caseworker.text
    assert AssistanceRequest.objects.count() == 1


MUST_SAY = ("state", "reference", "dated", "arrived", "authority", "measures")


@pytest.mark.parametrize("field", MUST_SAY)
def test_what_the_paper_must_say_is_asked_for_and_the_rest_stays_typed(caseworker, field):
    caseworker.open("/register").send("/register", **{**GIVEN, field: ""})
    assert "There is a problem" in caseworker.text
    assert not AssistanceRequest.objects.exists()
    assert ("A boat was found." in caseworker.text) is True


SENT = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)


@pytest.fixture
def sent(caseworker) -> AssistanceRequest:
    """A request of ours that went to a State without a node on 3 November, by the clock of Rome."""
    return AssistanceRequest.objects.create(
        direction="out", reference="IT-2026-000009", peer="LY", channel="paper",
        measures=["records"], status="with_the_carrier", waiting_for="paper",
        waiting_since=clock.today(), own_language="it", other_language="ar",
        opened_at=SENT, sent_at=SENT,
    )  # fmt: skip


def type_in(caseworker, where: str, **typed: str) -> None:
    """An answer as an officer types it, on a page opened just now."""
    caseworker.open(where).send(where, **typed, **caseworker.hidden("edition"))


def test_where_the_paper_is_stands_on_the_waiting_line(caseworker, sent):
    caseworker.open(reverse("request", args=["out", "LY", sent.reference]))
    caseworker.send(
        reverse("paper_step", args=["out", "LY", sent.reference]),
        place="Embassy in Tripoli",
        on="2026-11-10",
        degree="told",
        told_by="the consul",
    )
    sent.refresh_from_db()
    assert (sent.waiting_for, sent.waiting_name) == ("paper", "Embassy in Tripoli")
    assert "Embassy in Tripoli" in caseworker.text


def test_their_answer_is_typed_in_and_moves_the_request(caseworker, sent):
    where = reverse("paper_answer", args=["out", "LY", sent.reference])
    type_in(caseworker, where, act="they_acknowledged", dated="2026-11-12", text="Received.")
    sent.refresh_from_db()
    assert (sent.status, sent.waiting_for) == ("with_them", "them")
    result = {"act": "they_answered", "dated": "2026-11-20", "text": "Records."}
    type_in(caseworker, where, **result, retention_until="2030-01-01")
    sent.refresh_from_db()
    assert (sent.status, sent.waiting_for) == ("answered", "us")
    assert "Records." in caseworker.text


def test_a_result_on_paper_is_not_filed_without_a_date_of_review(caseworker, sent):
    where = reverse("paper_answer", args=["out", "LY", sent.reference])
    caseworker.open(where)
    given = {
        "csrfmiddlewaretoken": caseworker.token(),
        "act": "they_answered",
        "dated": "2026-11-20",
        "text": "Records.",
        **caseworker.hidden("edition"),
    }
    for review, filed in (("", 0), ("2028-11-20", 1)):
        file = SimpleUploadedFile("records.txt", "سجلات".encode())
        caseworker.client.post(where, {**given, "retention_until": review, "file": file})
        assert ReceivedItem.objects.count() == filed
    item = ReceivedItem.objects.get()
    assert item.purpose
    assert item.restriction == "18(19)"


ODD = ("12/2026", "A~1/2", "~s", "~~s/~", "سجل 5/2026", "a b", "~", "/")


@pytest.mark.parametrize("reference", ODD)
def test_a_reference_as_other_states_write_them_finds_its_way_through_an_address(reference):
    there = reverse("request", args=["in", "LY", reference])
    assert resolve(unquote(there)).kwargs["reference"] == reference


def test_an_answer_of_a_state_with_a_node_is_not_typed_in(caseworker, sent):
    AssistanceRequest.objects.update(channel="node", status="with_them", waiting_for="them")
    address = reverse("paper_answer", args=["out", "LY", sent.reference])
    typed = {"act": "they_acknowledged", "dated": "2026-11-03", "text": "Received."}
    caseworker.send(address, **typed)
    assert "answers by its node" in caseworker.text
    assert "Received." in caseworker.text
    assert AssistanceRequest.objects.get().status == "with_them"


def test_a_limit_of_use_without_a_file_is_kept_and_shown(caseworker, sent):
    AssistanceRequest.objects.update(status="with_them", waiting_for="them")
    address = reverse("paper_answer", args=["out", "LY", sent.reference])
    typed = {
        "act": "they_answered", "dated": "2026-11-03", "text": "The owner is known.",
        "restriction": "Not before a court.",
    }  # fmt: skip
    type_in(caseworker, address, **typed)
    assert "Say until when" in caseworker.text
    type_in(caseworker, address, **typed, retention_until="2030-01-01")
    assert ReceivedItem.objects.get().restriction == "Not before a court."
    page = caseworker.open(reverse("request", args=["out", "LY", sent.reference])).text
    assert "Not before a court." in page


def test_a_paper_dated_after_today_is_not_registered(caseworker):
    caseworker.open("/register").send("/register", **{**GIVEN, "dated": "2199-01-01"})
    assert "has not come yet" in caseworker.text
    assert not AssistanceRequest.objects.exists()


def test_two_colleagues_with_one_paper_type_it_in_once(caseworker, sent):
    where = reverse("paper_answer", args=["out", "LY", sent.reference])
    typed = {"act": "they_noted", "dated": "2026-11-12", "text": "It was received."}
    opened = caseworker.open(where).hidden("edition")
    type_in(caseworker, where, **typed)
    caseworker.send(where, **typed, **opened)
    assert "has moved on meanwhile" in caseworker.text
    assert "It was received." in caseworker.text
    assert sent.events.filter(kind="they_noted").count() == 1
    caseworker.send(where, **typed | {"text": "Another."}, **caseworker.hidden("edition"))
    assert sent.events.filter(kind="they_noted").count() == 2


@pytest.mark.parametrize(("asked_by", "told"), [("2026-11-01", True), ("2026-11-02", False)])
def test_a_day_asked_for_before_the_date_of_the_paper_is_told(caseworker, asked_by, told):
    caseworker.open("/register").send("/register", **GIVEN, asked_by=asked_by)
    assert ("lies before the date" in caseworker.text) is told
    assert AssistanceRequest.objects.exists() is not told


# --- what came with a paper can be read again -------------------------------------------------


def paper_named(name: str, text: str = "سجلات") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def address_of(row: AssistanceRequest, page: str = "request") -> str:
    return reverse(page, args=[row.direction, row.peer, row.reference])


def exported(caseworker, row: AssistanceRequest) -> set[str]:
    """Names of the files in the export of a request."""
    answer = caseworker.client.get(address_of(row, "export"))
    return set(zipfile.ZipFile(io.BytesIO(answer.content)).namelist())


def test_a_file_that_came_with_an_acknowledgement_is_opened_from_its_line(cairo, caseworker, sent):
    typed = {"act": "they_acknowledged", "dated": "2026-11-12", "text": "Received."}
    type_in(caseworker, address_of(sent, "paper_answer"), **typed, file=paper_named("note.txt"))
    line = sent.events.get(kind="they_acknowledged")
    there = reverse("paper_file", args=["out", "LY", sent.reference, line.pk])
    assert f'href="{there}"' in caseworker.text
    assert caseworker.client.get(there).content.decode() == "سجلات"
    nowhere = reverse("paper_file", args=["out", "LY", sent.reference, line.pk + 1])
    assert caseworker.client.get(nowhere).status_code == 404
    assert f"paper/{line.pk}/note.txt" in exported(caseworker, sent)


def test_a_line_without_a_file_leads_to_none(caseworker, sent):
    typed = {"act": "they_acknowledged", "dated": "2026-11-12", "text": "Received."}
    type_in(caseworker, address_of(sent, "paper_answer"), **typed)
    line = sent.events.get(kind="they_acknowledged")
    there = reverse("paper_file", args=["out", "LY", sent.reference, line.pk])
    assert there not in caseworker.text
    assert caseworker.client.get(there).status_code == 404


def test_a_file_of_a_result_is_reached_with_its_limits_of_use(cairo, caseworker, sent):
    typed = {
        "act": "they_answered", "dated": "2026-11-12", "text": "Records.",
        "retention_until": "2030-01-01", "file": paper_named("records.txt"),
    }  # fmt: skip
    type_in(caseworker, address_of(sent, "paper_answer"), **typed)
    item = ReceivedItem.objects.get()
    assert '<a href="#limits"><bdi>records.txt</bdi></a>' in caseworker.text
    assert reverse("item", args=["out", "LY", sent.reference, item.pk]) in caseworker.text
    assert f"items/{item.pk}/records.txt" in exported(caseworker, sent)


def test_a_request_typed_in_from_paper_is_read_again_on_its_page(caseworker):
    given = GIVEN | {"scan": paper_named("paper.txt", "the paper"), "asked_by": "2027-03-04"}
    page = caseworker.open("/register").send("/register", **given).text
    told = (
        "Central authority, Tripoli (training)", "Investigation into smuggling",
        "A boat was found.", "Evidence at trial.", "Typed in from paper by", "Luca Rossi",
    )  # fmt: skip
    assert [one for one in told if one not in page] == []
    days = re.findall(r'<time datetime="([^"]+)"', page)
    assert {"2026-11-02", "2026-11-09", "2027-03-04"} <= set(days)
    scan = re.search(r'href="([^"]*/scan)"', page)
    assert scan
    assert "signed scan" not in page
    assert caseworker.client.get(unquote(scan[1])).content == b"the paper"


def test_what_was_not_typed_in_of_a_paper_is_told_as_such(caseworker, came):
    page = caseworker.open(address_of(came)).text
    assert page.count("not typed in") == 2  # the day asked for; and the people, further down
    came.terms = {"people": [], "by": "A"}  # as requests were registered before
    came.save()
    assert caseworker.open(address_of(came)).text.count("not typed in") == 3


def test_the_item_that_is_looked_at_stands_beside_what_the_paper_says(caseworker, came):
    look = reverse("examine", args=["in", "LY", came.reference, "facts_summary"])
    assert "A boat was found." in caseworker.open(look).text


@pytest.mark.parametrize("channel", ["paper", "node"])
def test_people_nobody_typed_in_are_not_said_to_be_nobody(caseworker, came, channel):
    AssistanceRequest.objects.update(channel=channel)
    page = caseworker.open(address_of(came)).text
    assert ("Nobody is named" in page) is (channel == "node")
    assert ("nothing was checked about them" in page) is (channel == "paper")


# --- the days a paper may bear ----------------------------------------------------------------


def test_an_acknowledgement_names_the_day_the_paper_arrived(caseworker, came):
    assert received_on(came) == date(2026, 11, 9)
    assert came.waiting_since == date(2026, 11, 9)
    written = {"text": "x", "text_other": "نص", "translator": "M. Conti"}
    address = reverse("reply", args=["in", "LY", came.reference, "acknowledge"])
    caseworker.write(address, **written)
    version = came.versions.get(kind="acknowledge")
    assert version.letter["content"]["received"] == "2026-11-09"
    assert "9 novembre 2026" in str(version.letter["letters"])


def test_a_request_whose_day_of_arrival_nobody_wrote_came_on_the_day_of_its_row(came):
    came.terms, came.opened_at = {"people": []}, SENT
    assert received_on(came) == date(2026, 11, 3)  # of Rome, where it was still the second in UTC


@pytest.mark.parametrize(
    ("arrived", "told"),
    [("2026-11-01", "before the date of the paper"), ("2199-01-01", "has not come yet"),
     ("2026-11-02", "")],
)  # fmt: skip
def test_a_paper_arrives_on_its_date_or_later_and_not_tomorrow(caseworker, arrived, told):
    caseworker.open("/register").send("/register", **GIVEN | {"arrived": arrived})
    assert told in caseworker.text
    assert AssistanceRequest.objects.exists() is not bool(told)


def test_the_day_of_arrival_is_today_unless_somebody_says_otherwise(caseworker):
    page = caseworker.open("/register").text
    assert f'name="arrived" id="id_arrived" value="{clock.today().isoformat()}"' in page


@pytest.mark.parametrize(("dated", "taken"), [("2026-11-02", False), ("2026-11-03", True)])
def test_no_answer_is_older_than_the_sending_of_its_request(caseworker, sent, dated, taken):
    typed = {"act": "they_acknowledged", "dated": dated, "text": "Received."}
    type_in(caseworker, address_of(sent, "paper_answer"), **typed)
    assert ("The request was sent on" in caseworker.text) is not taken
    assert sent.events.exists() is taken


def test_the_timeline_tells_the_date_of_a_paper_and_who_typed_it_in(caseworker, sent):
    typed = {"act": "they_acknowledged", "dated": "2026-11-12", "text": "Received."}
    type_in(caseworker, address_of(sent, "paper_answer"), **typed)
    line = re.search(r"Paper dated\s*(.*?)</p>", caseworker.text)
    assert line
    assert 'datetime="2026-11-12"' in line[1]
    assert "typed in by <bdi>Luca Rossi</bdi>" in line[1]


@pytest.mark.parametrize("dated", ["2026-11-12", ""])
def test_a_supplement_answers_their_letter_by_the_date_it_bears(sent, dated):
    said = {"dated": dated} if dated else {}
    add(sent, "they_asked", key="asked", by="them", at=SENT + timedelta(days=20), details=said)
    assert _asked_on(sent) == (date(2026, 11, 12) if dated else date(2026, 11, 23))


# --- where the paper is -----------------------------------------------------------------------

STANDS = {"place": "Embassy in Tripoli", "on": "2026-11-10", "degree": "seen", "told_by": ""}


@pytest.mark.parametrize("on", ["2026-11-02", "1990-01-01", "2030-01-01", "2026-11-03"])
@pytest.mark.parametrize("direction", ["in", "out"])
def test_paper_is_seen_between_its_leaving_and_today(caseworker, sent, on, direction):
    if direction == "in":
        caseworker.open("/register").send("/register", **GIVEN | {"arrived": "2026-11-03"})
        row = AssistanceRequest.objects.get(direction="in")
    else:
        row = sent
    caseworker.send(address_of(row, "paper_step"), **STANDS | {"on": on})
    assert row.papers.exists() is (on == "2026-11-03")
    assert ("There is a problem" in caseworker.text) is (on != "2026-11-03")
    assert "Embassy in Tripoli" in caseworker.text  # as it was typed, or as it stands


@pytest.mark.parametrize(("on", "waits"), [("2026-11-09", False), ("2026-11-10", True)])
def test_an_earlier_place_told_later_does_not_move_the_paper_back(caseworker, sent, on, waits):
    caseworker.send(address_of(sent, "paper_step"), **STANDS)
    caseworker.send(address_of(sent, "paper_step"), **STANDS | {"place": "Airport", "on": on})
    sent.refresh_from_db()
    assert (sent.waiting_name == "Airport") is waits
    assert sent.papers.count() == 2


@pytest.mark.parametrize(("told_by", "taken"), [("", False), ("the consul", True)])
def test_who_is_told_where_the_paper_is_says_by_whom(caseworker, sent, told_by, taken):
    typed = STANDS | {"degree": "told", "told_by": told_by}
    caseworker.send(address_of(sent, "paper_step"), **typed)
    assert ("Say who told us" in caseworker.text) is not taken
    assert PaperStep.objects.exists() is taken


def test_a_place_of_the_paper_sent_twice_stands_once(caseworker, sent):
    token = caseworker.open(address_of(sent)).hidden("form-token")
    assert token["form-token"]
    for _ in range(2):
        caseworker.send(address_of(sent, "paper_step"), **STANDS, **token)
    assert PaperStep.objects.count() == 1
    again = caseworker.open(address_of(sent)).hidden("form-token")
    caseworker.send(address_of(sent, "paper_step"), **STANDS, **again)
    assert PaperStep.objects.count() == 2


def test_the_address_of_the_form_leads_back_to_the_file(caseworker, sent):
    caseworker.open(address_of(sent, "paper_step"))
    assert caseworker.path == unquote(address_of(sent))


# --- later letters on paper, by where the request stands --------------------------------------


def offered(caseworker, row: AssistanceRequest) -> set[str]:
    page = caseworker.open(address_of(row, "paper_answer")).text
    return set(re.findall(r'type="radio" name="act" value="(\w+)"', page))


THEIRS = {"they_supplemented", "they_reminded", "they_withdrew", "they_closed", "they_noted"}
ANSWERS = {
    "they_acknowledged", "they_asked", "they_part_answered", "they_answered", "they_postponed",
    "they_refused", "they_noted", "they_consult", "they_execute",
}  # fmt: skip


@pytest.mark.parametrize(
    ("status", "acts"),
    [("new", THEIRS), ("answered", {"they_reminded", "they_closed", "they_noted"}),
     ("withdrawn", {"they_reminded", "they_noted"})],
)  # fmt: skip
def test_an_incoming_request_is_offered_what_its_writer_may_write_now(
    caseworker, came, status, acts
):
    AssistanceRequest.objects.update(status=status)
    assert address_of(came, "paper_answer") in caseworker.open(address_of(came)).text
    assert offered(caseworker, came) == acts


@pytest.mark.parametrize(("status", "acts"), [("with_them", ANSWERS), ("answered", {"they_noted"})])
def test_an_outgoing_request_is_offered_what_may_come_now(caseworker, sent, status, acts):
    AssistanceRequest.objects.update(status=status)
    assert offered(caseworker, sent) == acts


MOVES = {
    "they_supplemented": ("new", "us"),
    "they_reminded": ("new", "us"),
    "they_withdrew": ("withdrawn", "nobody"),
    "they_closed": ("closed", "nobody"),
    "they_noted": ("new", "us"),
}


@pytest.mark.parametrize(("act", "stands"), MOVES.items())
def test_their_later_letter_on_paper_moves_an_incoming_request(caseworker, came, act, stands):
    typed = {"act": act, "dated": "2026-11-20", "text": "As the paper says."}
    type_in(caseworker, address_of(came, "paper_answer"), **typed, file=paper_named("more.txt"))
    came.refresh_from_db()
    assert (came.status, came.waiting_for) == stands
    assert (came.next_date is None) is (stands[1] == "nobody")
    assert "As the paper says." in caseworker.text
    assert "more.txt" in caseworker.text
    assert not ReceivedItem.objects.exists()


@pytest.mark.parametrize(("dated", "taken"), [("2026-11-01", False), ("2026-11-02", True)])
def test_no_later_letter_is_older_than_the_request(caseworker, came, dated, taken):
    typed = {"act": "they_reminded", "dated": dated, "text": "Please."}
    type_in(caseworker, address_of(came, "paper_answer"), **typed)
    assert ("The request is dated" in caseworker.text) is not taken
    assert came.events.filter(kind="they_reminded").exists() is taken


def test_what_no_longer_fits_is_told_so_and_what_was_typed_stays(caseworker, sent):
    AssistanceRequest.objects.update(status="answered", waiting_for="us")
    typed = {"act": "they_refused", "dated": "2026-11-12", "text": "It is refused."}
    type_in(caseworker, address_of(sent, "paper_answer"), **typed)
    assert "does not fit where the request stands now" in caseworker.text
    assert "It is refused." in caseworker.text
    assert not sent.events.exists()


def test_an_answer_sent_twice_by_a_double_click_is_typed_in_once_without_a_fault(caseworker, sent):
    where = address_of(sent, "paper_answer")
    caseworker.open(where)
    hidden = caseworker.hidden("edition") | caseworker.hidden("form-token")
    typed = {"act": "they_refused", "dated": "2026-11-12", "text": "No."}
    for _ in range(2):
        caseworker.send(where, **typed, **hidden)
        assert caseworker.path == unquote(address_of(sent))
    assert sent.events.count() == 1


@pytest.mark.parametrize("token", ["\x00", "a b", ""])
def test_a_token_of_another_shape_is_as_none(caseworker, sent, token):
    typed = {"act": "they_noted", "dated": "2026-11-12", "text": "A note.", "form-token": token}
    type_in(caseworker, address_of(sent, "paper_answer"), **typed)
    assert sent.events.count() == 1


def test_nothing_is_typed_in_about_a_request_that_has_not_left(caseworker, sent):
    AssistanceRequest.objects.update(sent_at=None, status="draft", channel="node", case=None)
    assert caseworker.open(address_of(sent, "paper_answer")).page.status_code == 404


@pytest.mark.parametrize("act", ["they_part_answered", "they_answered"])
def test_what_a_result_says_without_a_file_is_kept_under_limits_too(caseworker, sent, act):
    typed = {"act": act, "dated": "2026-11-12", "text": "The owner is known."}
    type_in(caseworker, address_of(sent, "paper_answer"), **typed)
    assert "Say until when" in caseworker.text
    assert not sent.events.exists()
    type_in(caseworker, address_of(sent, "paper_answer"), **typed, retention_until="2030-01-01")
    assert ReceivedItem.objects.get().restriction == "18(19)"
    assert "this case only" in caseworker.text


def test_an_acknowledgement_needs_no_date_of_review(caseworker, sent):
    typed = {"act": "they_acknowledged", "dated": "2026-11-12", "text": "Received."}
    type_in(caseworker, address_of(sent, "paper_answer"), **typed)
    assert sent.events.count() == 1
    assert not ReceivedItem.objects.exists()


# --- files and faulty forms -------------------------------------------------------------------

LOST = "The file chosen before was not kept"


@pytest.mark.parametrize("file", [True, False])
def test_a_faulty_form_says_that_its_file_must_be_chosen_again(caseworker, sent, file):
    typed = {"act": "they_noted", "dated": "", "text": "A note."}
    given = {"file": paper_named("a.txt")} if file else {}
    type_in(caseworker, address_of(sent, "paper_answer"), **typed, **given)
    assert (LOST in caseworker.text) is file
    assert LOST not in caseworker.open(address_of(sent, "paper_answer")).text


def test_a_damaged_scan_of_a_request_is_told_beside_its_field(caseworker):
    damaged = SimpleUploadedFile("a.pdf", b"%PDF-1.7\nno end")
    caseworker.open("/register").send("/register", **GIVEN, scan=damaged)
    assert "cut short" in caseworker.text
    assert LOST not in caseworker.text
    assert not AssistanceRequest.objects.exists()


def test_without_a_directory_the_export_says_what_to_do(caseworker, sent):
    caseworker.open(reverse("export", args=["out", "LY", sent.reference]))
    assert "No directory is installed" in caseworker.text


def test_what_was_typed_in_from_paper_stands_in_the_export(cairo, caseworker, sent):
    where = reverse("paper_answer", args=["out", "LY", sent.reference])
    type_in(
        caseworker, where, act="they_answered", dated="2026-11-12", text="The owner is known.",
        retention_until="2030-01-01", exculpatory="on",
    )  # fmt: skip
    assert ReceivedItem.objects.get().exculpatory
    line = sent.events.get(kind="they_answered").pk
    content = caseworker.client.get(reverse("export", args=["out", "LY", sent.reference])).content
    typed = json.loads(zipfile.ZipFile(io.BytesIO(content)).read(f"paper/{line}/typed.json"))
    assert (typed["act"], typed["text"]) == ("they_answered", "The owner is known.")


@pytest.mark.parametrize(("act", "waits"), [("they_consult", "us"), ("they_execute", "them")])
def test_a_consultation_and_a_word_of_execution_come_on_paper_too(caseworker, sent, act, waits):
    where = reverse("paper_answer", args=["out", "LY", sent.reference])
    type_in(caseworker, where, act=act, dated="2026-11-12", text="Read.")
    sent.refresh_from_db()
    assert sent.waiting_for == waits


@pytest.mark.parametrize(("reference", "taken"), [("LY\u202e12", False), ("ليبيا 12/2026", True)])
def test_a_reference_that_would_mislead_is_not_registered(caseworker, reference, taken):
    caseworker.open("/register").send("/register", **{**GIVEN, "reference": reference})
    assert AssistanceRequest.objects.exists() is taken
