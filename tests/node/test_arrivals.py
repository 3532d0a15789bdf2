"""What a peer's requests and letters may say; the rest is refused, signed, and breaks nothing."""

import html
import re
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from comity.assistance.life import Side, Standing, Status, Waiting
from comity.assistance.terms import ExhibitLine, Kind, Pair, digest, to_json
from comity.assistance.wire import Type
from comity.exchange import receipts
from comity.exchange.receipts import Stage
from comity.exchange.refusals import Code
from comity_node.actions import inbox
from comity_node.actions.sending import distinct
from comity_node.actions.versions import keep
from comity_node.forms.replies import PaperAnswerForm, ReplyForm
from comity_node.models import (
    AssistanceRequest,
    Authority,
    IncomingMessage,
    ReceivedItem,
    StoredFile,
)
from comity_node.ports import clock
from tests.node.browser import Browser
from tests.node.documents.samples import EG_IT, REPLY

ASKS = replace(EG_IT, reference="EG-2026-000007")
PERSON = {"label": "P-01", "role": "suspect", "conduct": "", "child": False, "guardian": ""}


def body(terms=ASKS, **changes) -> dict:
    return {
        "request": terms.reference,
        "terms": to_json(terms),
        "version": 1,
        "digest": digest(terms),
        "people": [PERSON],
        "by": "H. El-Banhawy",
    } | changes


def deliver(cairo, said: dict, kind: Type = Type.REQUEST):
    """The receipt of a message, verified as the peer would."""
    written = cairo.write(said, typ=kind.value, cas=said.get("request") or "EG-1")
    answer = inbox.receive(written.sealed, cairo.certificate)
    return receipts.read_receipt(answer.receipt, cairo.directory.signing_key)


def test_a_request_of_a_peer_stands_on_the_desk_and_opens(cairo, caseworker):
    assert deliver(cairo, body()).stage is Stage.DELIVERED
    assert "EG-2026-000007" in caseworker.open("/answer").text
    address = reverse("request", args=["in", "EG", "EG-2026-000007"])
    assert caseworker.open(address).page.status_code == 200


REFERENCES = ("\u200b\u200b", "a\u202eb", "", " ", "a\nb", "a\x00b", "x" * 25, "a\u2028b", " a")


@pytest.mark.parametrize("reference", REFERENCES, ids=ascii)
def test_a_reference_that_no_page_could_show_is_refused(cairo, caseworker, reference):
    receipt = deliver(cairo, body(replace(ASKS, reference=reference)))
    assert (receipt.stage, receipt.code) == (Stage.REFUSED, Code.SCHEMA)
    assert not AssistanceRequest.objects.exists()
    assert caseworker.open("/answer").page.status_code == 200


PEOPLE = (
    [{**PERSON, "label": "P\u202e"}], [{**PERSON, "label": "P" * 25}], [{**PERSON, "role": "king"}],
    [{**PERSON, "conduct": "\u202e"}], [PERSON, PERSON], ["x"], "x", [{}], None, [None],
    [{**PERSON, "child": "no"}], [{**PERSON, "more": ""}],
)  # fmt: skip


@pytest.mark.parametrize("people", PEOPLE, ids=str)
def test_people_that_are_not_told_of_as_the_protocol_says_are_refused(cairo, people):
    receipt = deliver(cairo, body(people=people))
    assert (receipt.stage, receipt.code) == (Stage.REFUSED, Code.SCHEMA)


@pytest.mark.parametrize("by", ["x" * 161, "a\x00b", 7, None, ["x"]], ids=lambda one: str(one)[:9])
def test_who_sends_is_a_name_of_one_line(cairo, by):
    assert deliver(cairo, body(by=by)).code is Code.SCHEMA


def test_a_second_request_of_one_reference_is_refused_and_the_first_stands(cairo):
    assert deliver(cairo, body()).stage is Stage.DELIVERED
    cairo_again = body(replace(ASKS, facts=Pair("x", "y")))
    receipt = deliver(cairo, cairo_again)
    assert (receipt.code, receipt.detail) == (Code.SCHEMA, "body: IntegrityError")
    assert AssistanceRequest.objects.get().versions.count() == 1


def test_texts_with_a_nul_are_refused(cairo):
    assert deliver(cairo, body(replace(ASKS, facts=Pair("a\x00", "b")))).code is Code.SCHEMA


def test_after_what_was_refused_the_stream_goes_on(cairo):
    assert deliver(cairo, body(people=["x"])).code is Code.SCHEMA
    assert deliver(cairo, body()).stage is Stage.DELIVERED
    assert set(IncomingMessage.objects.values_list("verdict", flat=True)) == {
        "delivered", "unusable",
    }  # fmt: skip


@pytest.mark.parametrize("letter", ["result", "transmittal", "nonsense", "remind"])
def test_a_letter_of_another_kind_than_its_message_is_refused(cairo, letter):
    deliver(cairo, body())
    said = {"request": "EG-2026-000007", "letter": letter, "content": {}, "by": "H", "digest": ""}
    assert deliver(cairo, said, Type.SUPPLEMENT).code is Code.SCHEMA


@pytest.mark.parametrize("told", [{"²": "x"}, {"9" * 4999: "x"}, {"-1": "x"}, {"1.5": "x"}, "x"])
def test_numbers_a_peer_gives_up_that_are_none_are_passed_over(cairo, told):
    written = cairo.write(extra={"gone": told})
    assert inbox.receive(written.sealed, cairo.certificate).status == 200


# --- what came with a letter, and what goes with ours -----------------------------------------


def test_files_that_came_with_a_request_can_be_opened(cairo, caseworker):
    deliver(cairo, body())
    version = AssistanceRequest.objects.get().versions.get()
    stored = keep(b"%PDF-1.7\nx\n%%EOF\n", "rilievi.pdf", None)
    version.letter = {**version.letter, "files": {"Rilievi <1>.pdf": stored.pk}}
    version.save()
    page = caseworker.open(reverse("request", args=["in", "EG", "EG-2026-000007"]))
    assert "Rilievi &lt;1&gt;.pdf" in page.text
    parts = ["in", "EG", "EG-2026-000007", "request", 1]
    answer = caseworker.client.get(reverse("enclosed", args=[*parts, stored.pk]))
    assert answer.content.startswith(b"%PDF-1.7")
    assert (
        caseworker.client.get(reverse("enclosed", args=[*parts, stored.pk + 1])).status_code == 404
    )


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["a.txt", "a.txt"], ["a.txt", "a_2.txt"]),
        (["a.txt", "a_2.txt", "a.txt"], ["a.txt", "a_2.txt", "a_3.txt"]),
        (["a", "a", "a"], ["a", "_2a", "_3a"]),
        (["b.pdf", "a.txt"], ["b.pdf", "a.txt"]),
    ],
)
def test_no_two_files_of_a_message_have_one_name(names, told):
    assert [one.name for one in distinct(StoredFile(name=name) for name in names)] == told


WRITTEN = {
    "text": "x", "text_other": "نص", "reasons": "x", "reasons_other": "نص",
    "translator": "M. Conti",
}  # fmt: skip


def address_of(kind: str) -> str:
    return reverse("reply", args=["in", "EG", "EG-2026-000007", kind])


def answer_of(cairo, caseworker, kind: str, **fields):
    deliver(cairo, body())
    return caseworker.write(address_of(kind), **(WRITTEN | fields))


RESULT = replace(
    REPLY, reference="IT-2026-000009", own_language="ar", other_language="it",
    writer_state="EG", reader_state="IT", restriction=Pair("سرا", "solo in camera di consiglio"),
    review_by="2028-03-01", exculpatory=True,
)  # fmt: skip


@pytest.fixture
def ours(node) -> AssistanceRequest:
    """A request of ours that Cairo executes."""
    now = clock.now()
    return AssistanceRequest.objects.create(
        direction="out", reference="IT-2026-000009", peer="EG", measures=["records"],
        status="with_them", waiting_for="them", waiting_since=now.date(), own_language="it",
        other_language="ar", opened_at=now, sent_at=now, basis={"id": "UNTOC"},
    )  # fmt: skip


def answered(cairo, letter):
    said = {
        "request": letter.reference, "letter": "result", "content": to_json(letter),
        "digest": digest(letter), "by": "H. El-Banhawy",
    }  # fmt: skip
    return deliver(cairo, said, Type.RESULT)


@pytest.mark.parametrize("stated", [True, False])
def test_a_result_is_kept_under_the_limits_its_letter_sets(cairo, ours, stated):
    letter = RESULT if stated else replace(RESULT, restriction=Pair(), exculpatory=False)
    assert answered(cairo, letter).stage is Stage.DELIVERED
    kept = ReceivedItem.objects.get()
    assert kept.restriction == ("solo in camera di consiglio" if stated else "18(19)")
    assert (kept.retention_until.isoformat(), kept.exculpatory) == ("2028-03-01", stated)
    assert (kept.purpose, kept.legal_basis) == (ours.reference, "UNTOC")


@pytest.mark.parametrize(
    ("review", "kept"),
    [("0001-01-01", 0), ("2027-02-21", 0), ("2027-02-22", 1), ("2120-12-31", 1), ("9999-12-31", 0)],
)
def test_a_result_is_reviewed_after_its_letter_and_within_a_lifetime(cairo, ours, review, kept):
    answered(cairo, replace(RESULT, dated="2027-02-22", review_by=review))
    assert ReceivedItem.objects.count() == kept


@pytest.mark.parametrize("dated", ["0001-01-01", "1990-01-01", "9999-12-30"])
def test_a_letter_of_another_age_is_refused(cairo, ours, dated):
    assert answered(cairo, replace(RESULT, dated=dated, review_by="9999-12-31")).code is Code.SCHEMA


@pytest.mark.parametrize("dated", ["0001-01-01", "1990-01-01", "9999-12-30"])
def test_a_request_of_another_age_is_refused(cairo, dated):
    assert deliver(cairo, body(replace(ASKS, dated=dated))).code is Code.SCHEMA


@pytest.mark.parametrize(("asked_by", "taken"), [("0001-01-01", False), ("2027-06-01", True)])
def test_a_request_asks_for_a_day_after_its_own(cairo, asked_by, taken):
    terms = replace(ASKS, dated="2027-02-18", asked_by=asked_by)
    assert (deliver(cairo, body(terms)).stage is Stage.DELIVERED) is taken


def test_a_limit_of_use_without_end_is_refused(cairo, ours):
    endless = Pair("س" * 2001, "x")
    assert answered(cairo, replace(RESULT, restriction=endless)).code is Code.SCHEMA


def test_a_letter_in_the_stream_of_another_case_is_refused(cairo, ours):
    said = {
        "request": RESULT.reference, "letter": "result", "content": to_json(RESULT),
        "digest": digest(RESULT), "by": "H. El-Banhawy",
    }  # fmt: skip
    written = cairo.write(said, typ=Type.RESULT.value, cas="EG-2026-000099")
    answer = inbox.receive(written.sealed, cairo.certificate)
    receipt = receipts.read_receipt(answer.receipt, cairo.directory.signing_key)
    assert (receipt.code, ReceivedItem.objects.count()) == (Code.SCHEMA, 0)


@pytest.mark.parametrize("name", ["", " ", "\u200b\u200b", "Cou\u202ert"])
def test_an_executing_authority_has_a_name_that_can_be_read(cairo, ours, name):
    said = {"request": ours.reference, "authority": {"en": name}, "by": "H. El-Banhawy"}
    assert deliver(cairo, said, Type.EXECUTING).code is Code.SCHEMA


NOT_TAKEN = {
    "nothing": b"",
    "a film": b"\x00\x00\x00\x18ftypmp42\xff\xfe",
    "a torn archive": b"PK\x03\x04",
}


@pytest.mark.parametrize("content", NOT_TAKEN.values(), ids=NOT_TAKEN)
def test_a_file_of_a_kind_nobody_takes_is_refused_with_a_receipt(cairo, monkeypatch, content):
    monkeypatch.setattr(inbox, "_attachments", lambda _accepted: {"a.bin": content})
    receipt = deliver(cairo, body())
    assert (receipt.stage, receipt.code) == (Stage.REFUSED, Code.SCHEMA)
    assert IncomingMessage.objects.get().verdict == "unusable"


def test_a_file_a_letter_names_and_that_did_not_come_is_missed(cairo, ours, caseworker):
    answered(cairo, replace(RESULT, exhibits=(ExhibitLine(1, Pair("سجل.pdf", "سجل.pdf")),)))
    page = caseworker.open(reverse("request", args=["out", "EG", ours.reference])).text
    assert "did not come:</b> <bdi>سجل.pdf" in page


def test_a_letter_that_brings_no_pdf_is_read_as_it_was_signed(cairo, ours, caseworker):
    answered(cairo, RESULT)
    page = caseworker.open(reverse("request", args=["out", "EG", ours.reference])).text
    address = reverse("letter", args=["out", "EG", ours.reference, "result", 1])
    assert f'href="{address}"' in page
    assert "solo in camera di consiglio" in caseworker.open(address).text


def test_a_result_that_sets_no_day_of_review_is_refused(cairo, ours):
    receipt = answered(cairo, replace(RESULT, review_by=""))
    assert (receipt.code, "date of review" in receipt.detail) == (Code.SCHEMA, True)
    assert not ReceivedItem.objects.exists()


def log_of(supervisor: Browser) -> str:
    """The audit in words, without marks of direction and of the page."""
    page = html.unescape(re.sub("<[^>]+>", "", supervisor.open("/audit").text))
    return re.sub("[\u2066-\u2069]", "", page)


def cairo_row() -> AssistanceRequest:
    return AssistanceRequest.objects.get()


def test_a_letter_goes_only_as_it_was_read(cairo, caseworker):
    answer_of(cairo, caseworker, "acknowledge")
    caseworker.send(address_of("consult"), **WRITTEN, step="preview")
    seen = caseworker.hidden("reading")
    caseworker.write(address_of("note"), **WRITTEN)
    caseworker.send(address_of("consult"), **WRITTEN, step="send", read="yes", **seen)
    assert "Read it as it stands now" in caseworker.text
    assert not cairo_row().versions.filter(kind="consult").exists()
    now = caseworker.hidden("reading")
    caseworker.send(address_of("consult"), **WRITTEN, step="send", read="yes", **now)
    assert cairo_row().versions.filter(kind="consult").count() == 1


def test_other_words_than_those_read_do_not_leave(cairo, caseworker):
    deliver(cairo, body())
    caseworker.send(address_of("consult"), **WRITTEN, step="preview")
    seen = caseworker.hidden("reading")
    changed = WRITTEN | {"reasons": "other words", "step": "send", "read": "yes"}
    caseworker.send(address_of("consult"), **changed, **seen)
    assert "Read it as it stands now" in caseworker.text
    assert not cairo_row().versions.filter(kind="consult").exists()


def test_what_was_written_to_a_request_that_ended_meanwhile_stays_on_the_page(cairo, caseworker):
    deliver(cairo, body())
    caseworker.send(address_of("consult"), **WRITTEN | {"reasons": "my words"}, step="preview")
    seen = caseworker.hidden("reading")
    AssistanceRequest.objects.update(status="withdrawn", waiting_for="nobody")
    sent = WRITTEN | {"reasons": "my words", "step": "send", "read": "yes"}
    caseworker.send(address_of("consult"), **sent, **seen)
    assert "can no longer be sent" in caseworker.text
    assert "my words" in caseworker.text
    assert 'value="send"' not in caseworker.text
    assert "does not fit" in caseworker.open(address_of("consult")).text


def test_a_colleagues_choice_of_authority_is_not_replaced_unseen(cairo, caseworker):
    answer_of(cairo, caseworker, "acknowledge")
    first, second = (
        Authority.objects.create(
            names={"en": name}, source="test", as_of="2026-11-01", confidence="known"
        )
        for name in ("Court A", "Court B")
    )
    address = reverse("authority", args=["in", "EG", "EG-2026-000007"])
    seen = caseworker.open(address).hidden("edition")
    caseworker.send(address, authority=str(first.pk), why="nearer", **seen)
    caseworker.send(address, authority=str(second.pk), why="competent", **seen)
    assert "is with Court A" in caseworker.text
    assert "competent" in caseworker.text
    assert cairo_row().executing == first
    now = caseworker.hidden("edition")
    caseworker.send(address, authority=str(second.pk), why="competent", **now)
    assert cairo_row().executing == second


def test_a_colleagues_finding_is_not_replaced_unseen(cairo, caseworker):
    deliver(cairo, body())
    address = reverse("examine", args=["in", "EG", "EG-2026-000007", "purpose"])
    seen = caseworker.open(address).hidden("edition")
    caseworker.send(address, state="unclear", what="Which trial?", **seen)
    caseworker.send(address, state="missing", what="", **seen)
    assert "A colleague saved" in caseworker.text
    assert "Which trial?" in caseworker.text
    assert cairo_row().completeness.get().state == "unclear"
    caseworker.send(address, state="missing", what="", **caseworker.hidden("edition"))
    assert cairo_row().completeness.get().state == "missing"


SECRECY = {"ground": "18(21)(b)", "consulted": "2026-11-01", "bank_secrecy": "on"}


@pytest.mark.parametrize(("role", "goes"), [("caseworker", False), ("supervisor", True)])
def test_only_a_supervisor_refuses_in_spite_of_a_rule(cairo, make_user, role, goes):
    officer = Browser().enter(make_user("sofia", role))
    answer_of(cairo, officer, "refuse", **SECRECY, override="all the same")
    assert AssistanceRequest.objects.get().versions.filter(kind="refuse").exists() is goes


def test_a_refusal_consulted_on_a_day_to_come_is_not_shown(cairo, caseworker):
    answer_of(cairo, caseworker, "refuse", ground="18(21)(b)", consulted="2199-01-01")
    assert "has not come yet" in caseworker.text


@pytest.mark.parametrize(
    ("day", "good"),
    [("1999-01-01", False), ("9999-12-31", False), ("2050-01-01", True)],
)
def test_results_are_kept_until_a_day_from_today_on_within_a_lifetime(node, day, good):
    given = {"text": "x", "retention_until": day}
    assert ("retention_until" not in ReplyForm(Kind.RESULT, False, given).errors) is good
    paper = {"act": "they_answered", "dated": "2026-11-01", "retention_until": day, "text": "x"}
    stands = Standing(Side.OUT, Status.WITH_THEM, Waiting.THEM)
    assert PaperAnswerForm(stands, date(2026, 11, 1), paper).is_valid() is good


@pytest.mark.parametrize("text", ["x\ufeff", "\ufeffx", "نص\ufeff"])
def test_a_mark_of_byte_order_in_a_text_stops_no_letter(cairo, caseworker, text):
    answer_of(cairo, caseworker, "acknowledge", text=text, text_other=text)
    assert AssistanceRequest.objects.get().versions.filter(kind="acknowledge").exists()


def test_a_file_that_is_too_large_is_said_so_and_no_letter_goes_without_it(
    cairo, caseworker, node, settings
):
    settings.NODE = replace(node, upload_megabytes=1)
    deliver(cairo, body())
    big = SimpleUploadedFile("records.pdf", b"%PDF-1.7\n" + bytes(2 * 1024 * 1024))
    fields = {"file1": big, "reasons": "first", "translator": "after the file"}
    fields |= {"step": "send", "read": "yes"}
    caseworker.send(address_of("consult"), **fields)
    assert "larger than 1 MB" in caseworker.text
    assert "after the file" in caseworker.text
    assert not AssistanceRequest.objects.get().versions.exclude(kind="request").exists()


def test_a_scan_too_large_registers_no_paper(caseworker, node, settings):
    settings.NODE = replace(node, upload_megabytes=1)
    big = SimpleUploadedFile("a.pdf", b"%PDF-1.7\n" + bytes(2 * 1024 * 1024))
    given = {
        "state": "LY", "reference": "1", "dated": "2026-11-02", "arrived": "2026-11-09",
        "authority": "A", "measures": "records", "scan": big,
    }  # fmt: skip
    caseworker.open("/register").send("/register", **given)
    assert "larger than 1 MB" in caseworker.text
    assert not AssistanceRequest.objects.exists()


def test_a_refusal_that_quotes_a_nul_is_signed_all_the_same(cairo):
    receipt = deliver(cairo, body(replace(ASKS, asked_by="2027\x00")))
    assert (receipt.stage, receipt.code) == (Stage.REFUSED, Code.SCHEMA)
    assert "\x00" not in receipt.detail


def test_a_supervisors_reason_is_still_there_when_the_letter_is_shown(cairo, make_user):
    officer = Browser().enter(make_user("sofia", "supervisor"))
    deliver(cairo, body())
    fields = WRITTEN | SECRECY
    officer.write(address_of("refuse"), **fields)
    assert 'name="override"' in officer.text
    officer.write(address_of("refuse"), **fields, override="all the same")
    assert AssistanceRequest.objects.get().versions.filter(kind="refuse").exists()
    assert re.search("went on with .*EG-2026-000007.* in spite of .*all the same", log_of(officer))


def test_a_wrong_file_is_left_out_before_the_letter_goes(cairo, caseworker):
    deliver(cairo, body())
    AssistanceRequest.objects.update(status="with_authority", waiting_for="authority")
    fields = WRITTEN | {"retention_until": "2030-01-01"}
    wrong, right = (SimpleUploadedFile(name, b"x") for name in ("wrong.txt", "right.txt"))
    caseworker.send(address_of("result"), **fields, file1=wrong, file2=right, step="preview")
    key = StoredFile.objects.get(name="wrong.txt").pk
    again = fields | caseworker.hidden("enclosed") | {"left-out": str(key), "step": "preview"}
    caseworker.send(address_of("result"), **again)
    sent = fields | caseworker.hidden("enclosed") | caseworker.hidden("reading")
    caseworker.send(address_of("result"), **sent, step="send", read="yes")
    version = AssistanceRequest.objects.get().versions.get(kind="result")
    assert [name for name, _ in version.enclosed] == ["right.txt"]
    assert [one["title"]["own"] for one in version.letter["content"]["exhibits"]] == ["right.txt"]
