"""A request on its way out: what an agreement covers, who may touch it, what no longer changes."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from comity.assistance.terms import Kind, Pair
from comity_node.access.gate import gate_of
from comity_node.access.replies import Said, reply_of
from comity_node.access.terms import passages_of
from comity_node.actions import cases, gate, requests, sending, versions
from comity_node.actions.answers import StillNamed, carry_out, reading_of
from comity_node.actions.editions import edition_of
from comity_node.actions.requests import NotDraft
from comity_node.law_in_force import law
from comity_node.models import AssistanceRequest, Case, NameForm, Person, User
from tests.node.browser import Browser

PHONE, KEPT_PHONE = "+999 10 555 0001", "+999 10 555 7777"
QUESTION = {
    "requesting": "IT", "requested": "EG", "act": "mla", "date": "2026-11-24",
    "facts": {
        "facts_date": "2026-11-03", "conduct": ["procure_entry"], "object_rs": [], "object_rd": [],
        "circumstances": [], "exceptions": [], "benefit": "yes", "ocg": "suspected",
    },
}  # fmt: skip
ASKED = {"state": "EG", "measures": ["records"]}
YES = {"HR-01", "HR-03", "HR-05", "HR-14"}


@pytest.fixture
def anna(make_user) -> Browser:
    return Browser().enter(make_user("anna", "prosecutor"))


@pytest.fixture
def bruno(make_user, anna, case) -> Browser:
    browser = Browser().enter(make_user("bruno", "caseworker"))
    cases.add_member(officer=user("anna"), case=case, user=user("bruno"))
    return browser


def plain(browser: Browser) -> str:
    """The words of the page, without its marks."""
    return re.sub(r"<[^>]+>", "", browser.text)


def user(name: str) -> User:
    return User.objects.get(username=name)


@pytest.fixture
def case(anna) -> Case:
    officer = user("anna")
    case = cases.open_case(
        officer=officer, title="Landing", authority="Procura (training)", conducting="A. Rossi, x"
    )
    suspect = person(case, "Karim Sabri", PHONE)
    cases.record_conduct(
        officer=officer, person=suspect, conduct=["procure_entry"], what="Steered the boat.",
        benefit="exhibit 1", exhibit=None,
    )  # fmt: skip
    cases.change_role(officer=officer, person=suspect, role="suspect", why="exhibit 1")
    kept = person(case, "Mouna Abdessalam", KEPT_PHONE)
    Person.objects.filter(pk=kept.pk).update(asylum="claim", feared_state="EG", nationality="EG")
    return case


def person(case: Case, name: str, phone: str) -> Person:
    officer = user("anna")
    row = cases.add_person(
        officer=officer, case=case, name=cases.NewName(name, "passport", original=True), given={}
    )
    row.identifiers.create(kind="phone", value=phone, origin="exhibit 1", case=case)
    return row


@pytest.fixture
def draft(case) -> AssistanceRequest:
    row = requests.start_request(officer=user("anna"), case=case, asked=ASKED, question=QUESTION)
    written = {key: f"{key}." for key in passages_of(row).rows} | {"purpose": "Evidence at trial."}
    requests.save_passages(officer=user("anna"), request=row, texts=written)
    translated = {key: f"نص {number}" for number, key in enumerate(passages_of(row).rows)}
    requests.save_translations(
        officer=user("anna"), request=row, translator="M. Conti", texts=translated
    )
    ours = [one.id for one in law().offences["IT"]]
    requests.save_terms(officer=user("anna"), request=row, changes={"offences": ours[:1]})
    row.refresh_from_db()
    return row


def answer_all(row: AssistanceRequest) -> None:
    for one in gate_of(row).rows:
        rule = one.asked.question.rule
        said = one.asked.must_be or ("yes" if rule in YES else "no")
        gate.answer_question(
            officer=user("anna"),
            request=row,
            rule=rule,
            edition=edition_of(gate.given(row, rule)),
            answer=said,
            why="so",
            evidence="exhibit 1",
        )


@pytest.fixture
def agreed(draft, bruno) -> AssistanceRequest:
    answer_all(draft)
    gate.agree(officer=user("bruno"), request=draft, covers=gate_of(draft).covers)
    assert gate_of(draft).passed
    return draft


def picture() -> bytes:
    content = io.BytesIO()
    Image.new("L", (40, 60), 255).save(content, "PNG")
    return content.getvalue()


def ready_to_send(row: AssistanceRequest) -> AssistanceRequest:
    """With a version that was read, and a picture of it that somebody else compared."""
    anna = user("anna")
    version = versions.make_version(officer=anna, request=row)
    versions.confirm_leaves(officer=anna, request=row, version=version)
    versions.attach_scan(
        officer=anna, request=row, version=version, name="a.png", content=picture()
    )
    version.refresh_from_db()
    versions.decide_scan(officer=user("bruno"), version=version, decision="It is the same paper.")
    return row


def send(row: AssistanceRequest) -> AssistanceRequest:
    """To a State without a node: recorded as sent on paper."""
    sending.send(officer=user("anna"), request=ready_to_send(row))
    return AssistanceRequest.objects.get(pk=row.pk)


# --- what an agreement covers -----------------------------------------------------------------


def rename(row):
    NameForm.objects.filter(text="Karim Sabri").update(text="Somebody Else")


def be_born(row):
    Person.objects.filter(label="P-01").update(birth="1950-01-01")


def ask_about(row):
    asked = [{"code": "records", "targets": [PHONE], "start": "", "end": ""}]
    requests.save_terms(officer=user("anna"), request=row, changes={"measures": asked})


def ask_longer(row):
    asked = [{"code": "records", "targets": [], "start": "2031-01-01", "end": "2099-12-31"}]
    requests.save_terms(officer=user("anna"), request=row, changes={"measures": asked})


def charge_otherwise(row):
    ours = [one.id for one in law().offences["IT"]]
    requests.save_terms(officer=user("anna"), request=row, changes={"offences": ours[1:2]})


def ask_in_confidence(row):
    requests.save_terms(officer=user("anna"), request=row, changes={"confidential": True})


def tell_more(row):
    Person.objects.get(label="P-01").conduct_records.update(what="Steered two boats.")


CHANGES = (
    rename, be_born, ask_about, ask_longer, charge_otherwise, ask_in_confidence, tell_more,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: one.__name__)
def test_whatever_changes_of_what_leaves_opens_the_gate_again(agreed, change):
    change(agreed)
    agreed.refresh_from_db()
    assert gate_of(agreed).reopened
    with pytest.raises(versions.NotReady, match="gate_open"):
        versions.make_version(officer=user("anna"), request=agreed)


def test_making_the_version_is_no_change(agreed):
    versions.make_version(officer=user("anna"), request=agreed)
    assert gate_of(agreed).passed


def test_a_change_of_somebody_the_letter_does_not_name_leaves_the_agreement(agreed):
    Person.objects.filter(label="P-02").update(birth="1990")
    assert gate_of(agreed).passed


def test_the_number_of_who_is_kept_here_stops_the_gate_and_the_page_says_which(draft, anna):
    asked = [{"code": "records", "targets": [KEPT_PHONE], "start": "", "end": ""}]
    requests.save_terms(officer=user("anna"), request=draft, changes={"measures": asked})
    draft.refresh_from_db()
    answer_all(draft)
    verdict = gate_of(draft).verdict
    assert (verdict.word, [one.label for one in verdict.named]) == ("stop", ["P-02"])
    anna.open(reverse("check", args=[draft.reference]))
    assert f"{KEPT_PHONE}” still stands in what would leave" in plain(anna)


def test_a_name_of_who_is_kept_here_in_the_facts_stops_the_gate(draft):
    facts = {"facts": "Mouna Abdessalam told us of the boat."}
    requests.save_passages(officer=user("anna"), request=draft, texts=facts)
    answer_all(draft)
    assert gate_of(draft).verdict.word == "stop"


# --- what was sent does not change ------------------------------------------------------------


def test_a_scan_that_is_a_picture_is_attached_and_a_person_compares(agreed):
    version = versions.make_version(officer=user("anna"), request=agreed)
    outcome = versions.attach_scan(
        officer=user("anna"), request=agreed, version=version, name="a.png", content=picture()
    )
    assert outcome == "unreadable"
    assert versions.sendable(agreed)[1] == "leaves_unread"


def make_another_version(row, version):
    versions.make_version(officer=user("anna"), request=row)


def agree_again(row, version):
    gate.agree(officer=user("bruno"), request=row, covers=gate_of(row).covers)


def confirm_again(row, version):
    versions.confirm_leaves(officer=user("anna"), request=row, version=version)


def attach_another(row, version):
    versions.attach_scan(
        officer=user("anna"), request=row, version=version, name="b.png", content=picture()
    )


def decide_again(row, version):
    versions.decide_scan(officer=user("bruno"), version=version, decision="No.")


AFTER = (make_another_version, agree_again, confirm_again, attach_another, decide_again)


@pytest.mark.parametrize("act", AFTER, ids=lambda one: one.__name__)
def test_what_was_sent_gets_no_other_version_agreement_or_scan(agreed, act):
    sent = send(agreed)
    version = sent.versions.get()
    with pytest.raises(NotDraft):
        act(sent, version)
    assert sent.versions.get().scan_id == version.scan_id


PAGES = ("version", "agree", "leaves", "scan", "scan/decide", "send", "tasks/facts")


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_of_a_sent_request_lead_to_its_file(agreed, anna, page):
    send(agreed)
    fields = {"read": "yes", "decision": "same", "scan": SimpleUploadedFile("a.png", picture())}
    anna.send(f"/draft/{agreed.reference}/{page}", **fields)
    assert anna.path == f"/requests/out/EG/{agreed.reference}"
    assert "has left" in anna.text


# --- two officers, one task -------------------------------------------------------------------

TASKS = {
    "facts": {"facts": "{} saw the boat."},
    "people": {"people": ["P-01", "P-02"]},
    "purpose": {"purpose": "{} wants it."},
    "who": {
        "authority": "{}", "officer": "O", "functions": "F", "addressee": "A", "signer": "S",
        "city": "C",
    },
    "measures": {"detail_records": "{} asks", "procedure": "p"},
    "translation": {"translator": "{}", "facts": "ترجمة {}"},
    "offences": {"offences": []},
    "exhibits": {"exhibits": []},
}  # fmt: skip


def typed(browser: Browser, row: AssistanceRequest, task: str, who: str) -> dict:
    """The fields of a task as one officer has filled them in, on the page as it is now."""
    page = browser.open(reverse("build_task", args=[row.reference, task])).text
    edition = page.partition('name="edition" value="')[2].partition('"')[0]
    said = {
        name: value.format(who) if isinstance(value, str) else value
        for name, value in TASKS[task].items()
    }
    return {"edition": edition, **said}


@pytest.mark.parametrize("task", ["facts", "purpose", "who", "measures", "translation"])
def test_the_second_of_two_officers_at_one_task_sees_what_the_first_wrote(draft, anna, bruno, task):
    address = reverse("build_task", args=[draft.reference, task])
    of_anna, of_bruno = typed(anna, draft, task, "Anna"), typed(bruno, draft, task, "Bruno")
    bruno.send(address, **of_bruno)
    assert "Saved." in bruno.text
    anna.send(address, **of_anna)
    assert "A colleague saved this request while you wrote." in anna.text
    note = anna.text.partition("Theirs stands here")[2].partition("</dl>")[0]
    assert "Bruno" in note
    assert "Anna" in anna.text.partition("</dl>")[2]
    edition = anna.text.partition('name="edition" value="')[2].partition('"')[0]
    anna.send(address, **{**of_anna, "edition": edition})
    assert "Saved." in anna.text


@pytest.mark.parametrize(("task", "field"), [("people", "people"), ("exhibits", "exhibits")])
def test_choices_of_two_officers_do_not_undo_one_another(draft, anna, bruno, task, field):
    address = reverse("build_task", args=[draft.reference, task])
    given = {"title": "Phone", "kind": "phone", "origin": "police", "use_limits": ""}
    cases.add_exhibit(
        officer=user("anna"), case=draft.case, given=given, name="a.png", content=picture()
    )
    chosen = ["P-02"] if task == "people" else ["1"]
    of_anna, of_bruno = typed(anna, draft, task, ""), typed(bruno, draft, task, "")
    bruno.send(address, **{**of_bruno, field: chosen})
    anna.send(address, **{**of_anna, field: ["P-01"] if task == "people" else []})
    assert "A colleague saved" in anna.text


def test_two_officers_at_two_tasks_do_not_meet(draft, anna, bruno):
    of_anna, of_bruno = typed(anna, draft, "facts", "Anna"), typed(bruno, draft, "purpose", "Bruno")
    bruno.send(reverse("build_task", args=[draft.reference, "purpose"]), **of_bruno)
    anna.send(reverse("build_task", args=[draft.reference, "facts"]), **of_anna)
    assert "Saved." in anna.text
    assert passages_of(draft).text("purpose") == "Bruno wants it."


def test_a_translation_made_of_a_text_that_changed_meanwhile_is_not_taken_as_of_the_new_one(
    draft, anna, bruno
):
    of_bruno = typed(bruno, draft, "translation", "Bruno")
    new = {"facts": "Another boat altogether."}
    requests.save_passages(officer=user("anna"), request=draft, texts=new)
    bruno.send(reverse("build_task", args=[draft.reference, "translation"]), **of_bruno)
    assert "A colleague saved" in bruno.text
    assert "facts" in passages_of(draft).out_of_date()


def test_a_date_asked_for_that_is_past_is_refused_and_what_was_typed_stays(draft, anna):
    fields = typed(anna, draft, "purpose", "Anna") | {"asked_by": "1066-10-14", "asked_by_why": "x"}
    anna.send(reverse("build_task", args=[draft.reference, "purpose"]), **fields)
    assert "Write a day from today on" in anna.text
    assert "Anna wants it." in anna.text


# --- who sees a request that is not sent ------------------------------------------------------


def test_a_caseworker_outside_the_case_sees_its_request_only_once_it_is_sent(
    agreed, anna, make_user
):
    carla = Browser().enter(make_user("carla", "caseworker"))
    paths = [f"/draft/{agreed.reference}{rest}" for rest in ("", "/check", "/tasks/people")]
    assert [carla.open(path).page.status_code for path in paths] == [404, 404, 404]
    carla.open("/desk")
    assert agreed.reference not in carla.text
    send(agreed)
    assert carla.open(f"/requests/out/EG/{agreed.reference}").page.status_code == 200
    assert "Mouna" not in carla.open(paths[2]).text


def test_a_supervisor_sees_it_all_the_time_and_another_prosecutor_never(agreed, make_user):
    path = f"/draft/{agreed.reference}"
    assert Browser().enter(make_user("sofia", "supervisor")).open(path).page.status_code == 200
    assert Browser().enter(make_user("dario", "prosecutor")).open(path).page.status_code == 404


# --- letters after the request ----------------------------------------------------------------


def read(row: AssistanceRequest, said: Said) -> str:
    return reading_of(row, reply_of(row, user("anna"), said))


LATER = {"text": "", "text_other": "نص", "translator": "M. Conti", "step": "preview"}


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("Ms Mouna Abdessalam asks to be heard.", False),
        (f"Please look at {KEPT_PHONE.replace(' ', '')} too.", False),
        (f"Please look at {PHONE} of Karim Sabri too.", True),
    ],
)
def test_a_later_letter_tells_nobody_of_who_stays_here(agreed, anna, text, free):
    sent = send(agreed)
    address = reverse("reply", args=["out", "EG", sent.reference, "remind"])
    anna.send(address, **{**LATER, "text": text})
    assert ("P-02 stays here" in plain(anna)) is not free
    assert text.split()[-2] in anna.text
    said = Said(kind=Kind.REMIND, text=Pair(text, "نص"), translator="M. Conti")
    if free:
        carry_out(officer=user("anna"), request=sent, said=said, read=read(sent, said))
    else:
        with pytest.raises(StillNamed, match="P-02"):
            carry_out(officer=user("anna"), request=sent, said=said, read=read(sent, said))
    assert sent.versions.filter(kind="remind").exists() is free


def test_a_doubt_about_a_later_letter_stands_beside_it_and_does_not_stop_it(agreed, anna):
    sent = send(agreed)
    address = reverse("reply", args=["out", "EG", sent.reference, "remind"])
    said = {**LATER, "text": "The street of Abdessalam."}
    anna.send(address, **said)
    assert "“Abdessalam” stands in what would leave, and P-02" in plain(anna)
    anna.write(address, **{key: said[key] for key in ("text", "text_other", "translator")})
    assert sent.versions.filter(kind="remind").exists()
    anna.send(address, **{**LATER, "text": "The street of the port."})
    assert "stands in what would leave" not in plain(anna)


def test_the_name_of_a_file_that_goes_with_a_letter_is_read_too(agreed):
    sent = send(agreed)
    said = Said(
        kind=Kind.REMIND, text=Pair("See the file.", "نص"), translator="M.",
        enclosures=("Mouna Abdessalam.pdf",),
    )  # fmt: skip
    with pytest.raises(StillNamed):
        carry_out(officer=user("anna"), request=sent, said=said, read=read(sent, said))


def test_what_is_told_of_people_is_what_was_checked(agreed, monkeypatch):
    """A colleague changes a record between the check and the message: the old one leaves."""
    queued = []
    checked = sending.sendable

    def then_changed(row):
        found = checked(row)
        Person.objects.filter(case=row.case, label="P-01").update(role="victim")
        return found

    monkeypatch.setattr(sending, "sendable", then_changed)
    monkeypatch.setattr(sending, "has_node", lambda _state: True)
    monkeypatch.setattr(sending.outbox, "queue", queued.append)
    send(agreed)
    assert [one["role"] for one in queued[0].body["people"]] == ["suspect"]


@pytest.mark.parametrize("was_sent", [True, False])
def test_a_withdrawn_request_is_shown_to_the_office_if_it_was_sent(agreed, make_user, was_sent):
    stranger = Browser().enter(make_user("dario", "caseworker"))
    row = send(agreed) if was_sent else agreed
    AssistanceRequest.objects.filter(pk=row.pk).update(status="withdrawn", waiting_for="nobody")
    page = stranger.open(reverse("request", args=["out", "EG", row.reference]))
    assert page.page.status_code == (200 if was_sent else 404)


@pytest.mark.parametrize("kept", [True, False])
def test_where_somebody_stays_here_the_officer_is_told_that_no_machine_reads_files(
    draft, anna, case, kept
):
    if not kept:
        Person.objects.filter(asylum="claim").update(asylum="none")
    cases.add_exhibit(
        officer=user("anna"), case=case, name="a.txt", content=b"x",
        given={"title": "Photographs", "kind": "document"},
    )  # fmt: skip
    requests.choose_exhibits(officer=user("anna"), request=draft, numbers=[1])
    requests.save_translations(
        officer=user("anna"), request=draft, translator="M.", texts={"exhibit_1": "صور"}
    )
    anna.open(reverse("check", args=[draft.reference]))
    assert ("does not read inside files" in plain(anna)) is kept


# --- two people stand for what leaves ---------------------------------------------------------


def shown(browser: Browser, row: AssistanceRequest, page: str = "check") -> dict[str, str]:
    """The hidden marks of a page opened now."""
    browser.open(f"/draft/{row.reference}/{page}")
    return browser.hidden("covers") | browser.hidden("version") | browser.hidden("scan")


def test_the_second_person_agrees_to_what_the_page_showed(draft, bruno):
    answer_all(draft)
    seen = shown(bruno, draft)
    requests.save_passages(officer=user("anna"), request=draft, texts={"purpose": "Another."})
    requests.save_translations(
        officer=user("anna"), request=draft, translator="M.", texts={"purpose": "آخر"}
    )
    bruno.send(reverse("gate_agree", args=[draft.reference]), **seen)
    assert "Something changed since" in bruno.text
    assert not gate_of(draft).agreed
    bruno.send(reverse("gate_agree", args=[draft.reference]), **shown(bruno, draft))
    assert gate_of(draft).agreed


def test_who_translated_may_agree_but_somebody_else_reads_what_leaves(draft, anna, bruno):
    """In an office of two the second translates, and the first signs."""
    requests.save_translations(
        officer=user("bruno"), request=draft, translator="B.", texts={"purpose": "غرض"}
    )
    answer_all(draft)
    bruno.send(reverse("gate_agree", args=[draft.reference]), **shown(bruno, draft))
    assert gate_of(draft).agreed
    version = versions.make_version(officer=user("bruno"), request=draft)
    address = reverse("confirm_leaves", args=[draft.reference])
    for browser, reads in ((bruno, False), (anna, True)):
        browser.send(address, **shown(browser, draft), read="yes")
        version.refresh_from_db()
        assert (version.leaves_read_by is not None) is reads


def test_the_page_says_who_agrees_to_those_who_may_not(draft, anna, bruno):
    answer_all(draft)
    for browser, may in ((anna, False), (bruno, True)):
        browser.open(f"/draft/{draft.reference}/check")
        assert ("I have read the answers and agree" in browser.text) is may
        assert ("neither began the request" in browser.text) is not may


def test_who_agreed_does_not_sign_and_send(agreed, anna, bruno):
    address = reverse("send", args=[ready_to_send(agreed).reference])
    bruno.send(address)
    assert "another officer signs and sends" in bruno.text
    agreed.refresh_from_db()
    assert agreed.status == "draft"
    anna.send(address)
    agreed.refresh_from_db()
    assert agreed.status == "with_the_carrier"


def test_what_leaves_is_confirmed_for_the_version_that_was_read(agreed, anna):
    versions.make_version(officer=user("anna"), request=agreed)
    seen = shown(anna, agreed)
    second = versions.make_version(officer=user("anna"), request=agreed)
    address = reverse("confirm_leaves", args=[agreed.reference])
    anna.send(address, **seen, read="yes")
    assert "another version" in anna.text
    second.refresh_from_db()
    assert second.leaves_read_by is None
    anna.send(address, **shown(anna, agreed), read="yes")
    second.refresh_from_db()
    assert second.leaves_read_by == user("anna")


def test_who_attached_a_scan_does_not_decide_on_it_nor_on_another_than_was_seen(
    agreed, anna, bruno
):
    version = versions.make_version(officer=user("anna"), request=agreed)
    for name in ("a.png", "b.png"):
        seen = shown(bruno, agreed)
        versions.attach_scan(
            officer=user("anna"), request=agreed, version=version, name=name, content=picture()
        )
    address = reverse("decide_scan", args=[agreed.reference])
    anna.send(address, version="1", scan=shown(bruno, agreed)["scan"], decision="ok")
    assert "another officer compares" in anna.text
    bruno.send(address, **seen, decision="ok")
    assert "another scan now" in bruno.text
    version.refresh_from_db()
    assert version.scan_decision == ""
    bruno.send(address, **shown(bruno, agreed), decision="ok")
    version.refresh_from_db()
    assert version.scan_decision == "Bruno Rossi: ok"


def test_a_colleagues_answer_to_the_gate_is_not_replaced_unseen(draft, anna, bruno):
    address = reverse("gate", args=[draft.reference, "HR-03"])
    seen = anna.open(address).hidden("edition")
    bruno.open(address)
    first = {"answer": "yes", "why": "Bruno's reason", "evidence": "exhibit 1"}
    bruno.send(address, **first, **bruno.hidden("edition"))
    second = first | {"why": "Anna's reason"}
    anna.send(address, **second, **seen)
    assert "Bruno&#x27;s reason" in anna.text
    assert "Anna&#x27;s reason" in anna.text
    assert draft.gate_answers.get(rule="HR-03").why == "Bruno's reason"
    anna.send(address, **second, **anna.hidden("edition"))
    assert draft.gate_answers.get(rule="HR-03").why == "Anna's reason"


def test_what_a_colleague_saved_of_a_person_is_shown_and_not_undone(case, anna, bruno):
    address = reverse("person", args=[case.reference, "P-01"])
    anna.open(address)
    seen = anna.hidden("edition") | anna.hidden("stood")
    plain_person = {"part": "known", "asylum": "unknown", "nationality": "", "feared_state": ""}
    bruno.open(address)
    claim = plain_person | {"asylum": "claim", "feared_state": "EG", "whereabouts": "Rome"}
    bruno.send(address, **claim, **bruno.hidden("edition"), **bruno.hidden("stood"))
    anna.send(address, **plain_person | {"whereabouts": "Milan"}, **seen)
    assert "A colleague saved this person" in anna.text
    assert "Rome" in anna.text
    assert "Milan" in anna.text
    assert re.search(r'value="claim" selected', anna.text)
    assert case.people.get(label="P-01").whereabouts == "Rome"


# --- what is not sent stays; what was sent is what is seen ------------------------------------


@pytest.mark.parametrize("kind", ["note", "withdraw", "remind", "supplement", "close"])
def test_no_letter_goes_about_a_request_that_was_never_sent(draft, anna, kind):
    address = reverse("reply", args=["out", "EG", draft.reference, kind])
    anna.send(address, **LATER, reasons="x", reasons_other="x")
    assert "can no longer be sent" in anna.text
    assert "does not fit" in anna.open(address).text
    assert not draft.versions.exists()


def test_outside_the_case_only_the_version_that_left_is_seen(agreed, make_user, anna):
    versions.make_version(officer=user("anna"), request=agreed)
    sent = send(agreed)
    assert sent.versions.count() == 2
    carla = Browser().enter(make_user("carla", "caseworker"))
    for browser, expected in ((carla, 404), (anna, 200)):
        for make in ("pdf", ""):
            rest = [sent.reference, "request", 1] + ([make] if make else [])
            name = "document" if make else "letter"
            page = browser.open(reverse(name, args=["out", "EG", *rest]))
            assert page.page.status_code == expected
    assert carla.open(reverse("letter", args=["out", "EG", sent.reference, "request", 2])).path


def test_where_a_person_is_now_reaches_the_drafts_that_name_them(draft, anna, case):
    man = case.people.get(label="P-01")
    cases.change_person(
        officer=user("anna"), person=man, edition=man.edition, changes={"whereabouts": "Rome"}
    )
    assert passages_of(draft).text("whereabouts_P-01") == "Rome"
    man.refresh_from_db()
    draft.passages.filter(key="whereabouts_P-01").update(text="Rome, via Roma 1")
    cases.change_person(
        officer=user("anna"), person=man, edition=man.edition, changes={"whereabouts": "Milan"}
    )
    assert passages_of(draft).text("whereabouts_P-01") == "Rome, via Roma 1"


def test_a_translation_that_is_emptied_is_taken_back(draft):
    requests.save_translations(
        officer=user("anna"), request=draft, translator="M.", texts={"purpose": " "}
    )
    passage = draft.passages.get(key="purpose")
    assert (passage.translation, passage.translated_from, passage.translator) == ("", "", "")


def test_a_letter_sent_twice_leads_to_where_the_first_went(agreed, anna):
    sent = send(agreed)
    address = reverse("reply", args=["out", "EG", sent.reference, "withdraw"])
    fields = LATER | {"reasons": "Solved.", "reasons_other": "حُلت", "form-token": "twice"}
    anna.send(address, **fields)
    again = fields | {"step": "send", "read": "yes"} | anna.hidden("reading")
    for _ in range(2):
        anna.send(address, **again)
        assert anna.path == f"/requests/out/EG/{sent.reference}"
    assert sent.versions.filter(kind="withdraw").count() == 1


@pytest.mark.parametrize("why", ["", "The man was arrested at home."])
def test_a_draft_that_will_not_be_sent_is_set_aside_with_its_reason(draft, anna, why):
    anna.send(reverse("set_aside", args=[draft.reference]), why=why)
    draft.refresh_from_db()
    if not why:
        assert "Say why." in anna.text
        assert draft.status == "draft"
        return
    assert (draft.status, draft.waiting_for, draft.next_date) == ("set_aside", "nobody", None)
    assert why in anna.text
    assert draft.reference not in anna.open("/desk").text


def test_what_was_sent_is_not_set_aside(agreed, anna):
    sent = send(agreed)
    anna.send(reverse("set_aside", args=[sent.reference]), why="x")
    assert AssistanceRequest.objects.get(pk=sent.pk).status == "with_the_carrier"


def test_a_supervisor_may_send_where_somebody_else_of_that_name_is_meant(agreed, anna, make_user):
    sent = send(agreed)
    address = reverse("reply", args=["out", "EG", sent.reference, "remind"])
    text = {**LATER, "text": "The cadi Mouna Abdessalam wrote to us."}
    anna.send(address, **text)
    assert "a supervisor can send" in anna.text
    sofia = Browser().enter(make_user("sofia", "supervisor"))
    sofia.write(address, **text)
    assert sent.versions.filter(kind="remind").exists()
    assert re.search("in spite of .*HR-07, HR-12.*P-02", plain(sofia.open("/audit")))


def test_the_names_of_our_own_officers_stop_nothing(agreed, anna, case):
    person(case, "Anna Rossi", "+999 10 555 8888")
    Person.objects.filter(names__text="Anna Rossi").update(role="witness")
    sent = send(agreed)
    address = reverse("reply", args=["out", "EG", sent.reference, "remind"])
    anna.send(address, **LATER | {"text": "Please answer."})
    assert "stays here" not in plain(anna)
    assert 'value="send"' in anna.text


@pytest.mark.parametrize(("as_of", "old"), [("2020-12-31", True), ("2026-11-01", False)])
def test_a_request_built_on_a_page_nobody_confirmed_for_a_year_says_so(as_of, old, draft):
    """The page of the State asked gives the addressee and the language."""
    from comity.law import load
    from comity.law.statements import applied, read_statement
    from comity_node import law_in_force
    from comity_node.access.terms import terms_of

    def said(key, value):
        row = {"key": key, "value": value, "source": "x", "as_of": as_of, "confidence": "known"}
        raw = {
            "reference": "EG-L-1", "state": "EG", "about": "EG", "subject": "practice",
            "said_on": "2026-11-01", "row": row,
        }  # fmt: skip
        return read_statement(raw, load())

    values = {"mla_central_authority": "Ministry of Justice", "languages_accepted": "Arabic"}
    law_in_force.take(applied(load(), [said(*one) for one in values.items()]))
    try:
        basis = terms_of(draft, version=1).basis
    finally:
        law_in_force.take(None)
    if old:
        assert (basis.stale, basis.as_of) == (True, as_of)
    else:
        assert basis.as_of != as_of
