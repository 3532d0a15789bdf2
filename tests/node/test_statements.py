"""States feed their own law: a second person, every State, beside what was known until accepted."""

import re
from html import unescape

import lxml.html
import pytest

from comity.law import load
from comity.law.statements import Subject, confirms, known_before, row_json
from comity_node.access import law as access_law
from comity_node.access.law import own_rows, refresh, stale
from comity_node.actions import statements as actions
from comity_node.actions.inbox import receive
from comity_node.law_in_force import law
from comity_node.models import AuditLeaf, LawStatement, OutgoingMessage, User
from tests.node.browser import Browser

SAID = {
    "value": "Italian and French",
    "source": "Ministry of Justice, circular 7 of 2026",
    "as_of": "2026-06-01",
    "confidence": "verified",
}
OURS = "/law/say/IT/practice/languages_accepted"


@pytest.fixture
def writer(make_user) -> Browser:
    return Browser().enter(make_user("bruno", "caseworker"))


@pytest.fixture
def second(make_user) -> Browser:
    return Browser().enter(make_user("carla", "supervisor"))


@pytest.fixture(autouse=True)
def from_the_package():
    """What one test accepts is no law of the next."""
    yield
    from comity_node import law_in_force
    from comity_node.access import law as access

    law_in_force.take(None)
    access._seen = None


def words(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def fill(browser: Browser, path: str, **changes) -> Browser:
    """Open a form and send it as it stands, but for the changes."""
    page = lxml.html.fromstring(browser.open(path).text)
    (form,) = [one for one in page.forms if "source" in one.fields]
    fields: dict[str, list[str]] = {}
    for name, value in form.form_values():
        fields.setdefault(name, []).append(value)
    return browser.send(path, **(fields | changes))


def written(writer: Browser, path: str = OURS, **changes) -> LawStatement:
    fill(writer, path, **(SAID | changes))
    return LawStatement.objects.latest("pk")


def press(browser: Browser, row: LawStatement, act: str, **more):
    path = f"/law/said/{row.state}/{row.reference}"
    browser.open(path)
    browser.send(path, act=act, **more)
    row.refresh_from_db()
    return browser


# --- our own law -------------------------------------------------------------------------------


def test_what_is_written_waits_for_a_second_person_and_changes_nothing(writer, node):
    row = written(writer)
    assert (row.standing, row.state, row.about) == ("draft", "IT", "IT")
    refresh()
    assert law().fiches["IT"].value("languages_accepted") != SAID["value"]
    assert not OutgoingMessage.objects.exists()


def test_who_wrote_it_cannot_agree(writer):
    row = written(writer)
    page = press(writer, row, "agree", digest=row.digest)
    assert row.standing == "draft"
    assert "cannot be the second person" in words(page.text)


def test_the_second_person_agrees_and_it_goes_to_every_state(writer, second, cairo):
    row = written(writer)
    press(second, row, "agree", digest=row.digest)
    assert row.standing == "said"
    sent = OutgoingMessage.objects.get()
    assert (sent.to, sent.type, sent.stream) == ("EG", "cj/law-statement/1", "law")
    assert law().fiches["IT"].value("languages_accepted") == SAID["value"]
    kinds = list(AuditLeaf.objects.values_list("kind", flat=True))
    assert "law.drafted" in kinds
    assert "law.said" in kinds


def test_what_was_changed_after_it_was_shown_is_not_agreed_to(writer, second):
    row = written(writer)
    page = press(second, row, "agree", digest="0" * 64)
    assert row.standing == "draft"
    assert "Somebody decided in between" in words(page.text)


def test_a_draft_can_be_set_aside_and_is_kept(writer, second):
    row = written(writer)
    press(writer, row, "set_aside")
    assert row.standing == "set_aside"
    press(second, row, "agree", digest=row.digest)
    assert row.standing == "set_aside"


def test_the_page_shows_what_was_known_beside_what_is_said(writer, second):
    before = load().fiches["IT"].value("languages_accepted")
    row = written(writer)
    page = words(second.open(f"/law/said/IT/{row.reference}").text)
    assert before in page
    assert SAID["value"] in page
    assert "Said otherwise than it was known" in page


def test_saying_the_same_again_confirms_with_a_newer_source(writer, second):
    row = written(writer, value=load().fiches["IT"].value("languages_accepted"))
    page = words(second.open(f"/law/said/IT/{row.reference}").text)
    assert "Confirms what was known" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"value": ""}, "Write what holds in your State."),
        ({"source": ""}, "Say where it can be read"),
        ({"as_of": ""}, "Give the day of which the source speaks."),
        ({"as_of": "2099-01-01"}, "That day has not come yet."),
        ({"value": "x\u202ey"}, "signs that cannot be seen"),
    ],
)
def test_without_source_and_day_nothing_is_said_and_nothing_is_lost(changes, said, writer):
    page = fill(writer, OURS, **(SAID | changes)).text
    assert said in words(page)
    assert not LawStatement.objects.exists()
    kept = {name: value for name, value in (SAID | changes).items() if value}
    for value in kept.values():
        assert value in unescape(page)


def test_an_offence_of_ours_changes_the_next_answer(writer, second, node):
    (row,) = [one for one in load().offences["IT"] if one.id == "IT-12-1"]
    cited = {name: SAID[name] for name in ("source", "as_of", "confidence")}
    fill(writer, "/law/say/IT/offence/IT-12-1", **cited, base_max_months="84")
    made = LawStatement.objects.latest("pk")
    assert set(made.content["row"]["conduct"]) == set(row.conduct), "the rest stands as it was"
    assert made.content["row"]["base_max_months"] == 84
    assert len(made.content["row"]["variant"]) == len(row.variant)
    press(second, made, "agree", digest=made.digest)
    (now,) = [one for one in law().offences["IT"] if one.id == "IT-12-1"]
    assert now.base_max_months == 84
    assert "said by IT" in now.source.source


def test_a_new_offence_gets_a_name_of_its_own(writer):
    cited = {name: SAID[name] for name in ("source", "as_of", "confidence")}
    fill(
        writer, "/law/say/IT/offence/new",
        **cited, role="related_document_fraud", statute="Codice penale", article="497-bis",
        conduct=["possess_document"], objects=["any_person"], benefit_required="no",
        attempt_punished="unknown", legal_person_liability="unknown", migrant_immunity="unknown",
    )  # fmt: skip
    made = LawStatement.objects.get()
    assert made.key == "IT-N001"
    assert made.content["row"]["base_max_months"] == -1, "nothing written is not known"


def test_a_place_in_a_treaty_needs_the_day_it_binds(writer):
    cited = {name: SAID[name] for name in ("source", "as_of", "confidence")}
    page = fill(writer, "/law/say/IT/status/ETS182", **cited, status="party", in_force_on="").text
    assert "Give the day from which the treaty binds" in words(page)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"base_min_months": "90", "base_max_months": "84"}, "The least is longer than the most."),
        ({"base_min_months": "84", "base_max_months": "84"}, ""),
        ({"variant_2_min": "400", "variant_2_max": "300"}, "The least is longer than the most."),
        ({"variant_1_mode": "two", "variant_1_circumstances": ["death"]}, "Choose at least two."),
        ({"variant_1_mode": "two", "variant_1_circumstances": ["death", "weapons"]}, ""),
        ({"in_force_until": "2001-01-01"}, "It ends before it begins."),
    ],
)
def test_an_offence_whose_numbers_cannot_be_is_not_kept(changes, said, writer):
    cited = {name: SAID[name] for name in ("source", "as_of", "confidence")}
    page = fill(writer, "/law/say/IT/offence/IT-12-1", **cited, **changes).text
    assert said in words(page)
    assert LawStatement.objects.exists() is (not said)


def test_a_treaty_is_not_left_before_it_bound(writer):
    cited = {name: SAID[name] for name in ("source", "as_of", "confidence")}
    given = cited | {"status": "party", "in_force_on": "2020-01-01", "withdrawn_on": "2019-12-31"}
    page = fill(writer, "/law/say/IT/status/ETS182", **given).text
    assert "This day comes before the one it follows." in words(page)
    fill(writer, "/law/say/IT/status/ETS182", **given | {"withdrawn_on": "2020-01-01"})
    assert LawStatement.objects.get().content["row"]["withdrawn_on"] == "2020-01-01"


def test_a_declaration_is_said_with_its_provision(writer, second):
    cited = {name: SAID[name] for name in ("source", "as_of", "confidence")}
    fill(
        writer,
        "/law/say/IT/declaration/new",
        **cited,
        treaty="UNTOC",
        place="18(13)",
        kind="notification",
        said="The Ministry of Justice.",
    )
    made = LawStatement.objects.get()
    assert made.content["row"]["address"] == "UNTOC:18(13)"
    press(second, made, "agree", digest=made.digest)
    assert made.standing == "said"


@pytest.mark.parametrize(
    "path",
    [
        "/law/say/IT/practice/favourite_colour", "/law/say/IT/weather/today",
        "/law/say/XX/practice/languages_accepted", "/law/say/IT/offence/IT-NONE",
        "/law/say/IT/status/NOTHING", "/law/said/IT/IT-L-999999",
    ],
)  # fmt: skip
def test_what_is_no_row_is_not_found(path, writer):
    assert writer.client.get(path).status_code == 404


def test_a_prosecutor_reads_and_does_not_write(make_user, writer):
    row = written(writer)
    reader = Browser().enter(make_user("arianna", "prosecutor"))
    assert reader.client.get(OURS).status_code == 404
    page = reader.open(f"/law/said/IT/{row.reference}").text
    assert "Agree and send" not in page


# --- the work list -----------------------------------------------------------------------------


def test_the_work_list_has_what_nobody_confirmed_for_a_year_oldest_first(writer, node):
    rows = own_rows()
    old = stale(rows)
    assert old
    days = [row.source.as_of for row in old]
    assert days == sorted(days)
    page = words(writer.open("/law/own").text)
    assert f"{len(old)} lines nobody confirmed for a year" in page


def test_what_was_confirmed_leaves_the_work_list(writer, second, node):
    key = next(row.key for row in stale(own_rows()) if row.subject is Subject.OFFENCE)
    (row,) = [one for one in load().offences["IT"] if one.id == key]
    fill(
        writer,
        f"/law/say/IT/offence/{key}",
        **{name: SAID[name] for name in ("source", "as_of", "confidence")},
    )
    made = LawStatement.objects.latest("pk")
    waiting = [one for one in own_rows() if one.key == key]
    assert waiting[0].waiting == made
    press(second, made, "agree", digest=made.digest)
    assert key not in {one.key for one in stale(own_rows())}
    assert set(row_json(row)["conduct"]) == set(made.content["row"]["conduct"])


# --- what others say ---------------------------------------------------------------------------


def said_by_cairo(cairo, **row):
    return {
        "reference": "EG-L-000001", "state": "EG", "about": "EG", "subject": "practice",
        "said_on": "2026-06-01",
        "row": {
            "key": "languages_accepted", "value": "Arabic and English",
            "source": "Prosecutor General, note of 2026", "as_of": "2026-05-01",
            "confidence": "verified",
        } | row,
    }  # fmt: skip


def tell(cairo, kind, body, stream="law"):
    """A message of Cairo's, delivered; the answer of our door."""
    return receive(cairo.write(body, typ=kind, cas=stream).sealed, cairo.certificate)


def arrive(cairo, statement, kind="cj/law-statement/1"):
    return tell(cairo, kind, {"statement": statement})


def test_a_statement_stands_beside_what_was_known_until_it_is_accepted(cairo, writer):
    assert arrive(cairo, said_by_cairo(cairo)).status == 200
    row = LawStatement.objects.get()
    assert row.standing == "received"
    refresh()
    known = load().fiches["EG"].value("languages_accepted")
    assert law().fiches["EG"].value("languages_accepted") == known
    assert "says of its own law" in words(writer.open("/states/EG").text)
    page = words(writer.open("/law/said/EG/EG-L-000001").text)
    assert known in page
    assert "Arabic and English" in page
    press(writer, row, "accept")
    assert row.standing == "accepted"
    assert law().fiches["EG"].value("languages_accepted") == "Arabic and English"
    assert "Arabic and English" in words(writer.open("/states/EG").text)


def test_left_beside_needs_a_reason_and_can_be_accepted_later(cairo, writer):
    arrive(cairo, said_by_cairo(cairo))
    row = LawStatement.objects.get()
    page = press(writer, row, "leave", reason="")
    assert "Say why" in words(page.text)
    assert row.standing == "received"
    press(writer, row, "leave", reason="Their circular says otherwise.")
    assert (row.standing, row.reason) == ("left", "Their circular says otherwise.")
    press(writer, row, "accept")
    assert row.standing == "accepted"


def test_what_a_state_said_earlier_does_not_take_the_place_of_its_later_word(cairo, writer):
    arrive(cairo, said_by_cairo(cairo))
    arrive(cairo, said_by_cairo(cairo, value="Arabic, English") | {"reference": "EG-L-000002"})
    other = said_by_cairo(cairo, key="urgent_channel", value="I-24/7")
    arrive(cairo, other | {"reference": "EG-L-000003"})
    first, second, third = LawStatement.objects.order_by("pk")
    press(writer, second, "accept")
    for row in (first, third):
        row.refresh_from_db()
    assert (first.standing, third.standing) == ("overtaken", "received")
    press(writer, first, "accept")
    assert first.standing == "overtaken"
    assert law().fiches["EG"].value("languages_accepted") == "Arabic, English"


MALFORMED = {
    "on another State": {"about": "IT"},
    "by another State": {"state": "LY", "about": "LY"},
    "without a source": {"row": {"key": "languages_accepted", "value": "x"}},
    "of no subject": {"subject": "weather"},
    "under a name no address can have": {"reference": "EG/L 1"},
    "with a key too many": {"likelihood": "high"},
}


@pytest.mark.parametrize("what", MALFORMED)
def test_what_is_no_statement_of_the_sender_on_itself_is_refused_with_a_receipt(what, cairo):
    answer = arrive(cairo, said_by_cairo(cairo) | MALFORMED[what])
    assert answer.status == 400
    assert not LawStatement.objects.exists()


def test_a_statement_in_another_stream_is_refused(cairo):
    body = {"statement": said_by_cairo(cairo)}
    answer = tell(cairo, "cj/law-statement/1", body, "EG-2026-000001")
    assert answer.status == 400


def test_the_same_reference_twice_is_refused_and_the_first_stays(cairo):
    arrive(cairo, said_by_cairo(cairo))
    assert arrive(cairo, said_by_cairo(cairo, value="Arabic")).status == 400
    assert LawStatement.objects.get().content["row"]["value"] == "Arabic and English"


# --- proposals ---------------------------------------------------------------------------------


def test_a_proposal_goes_to_the_one_state_and_its_answer_comes_back(cairo, writer):
    writer.open("/states/EG")
    row = written(writer, "/law/say/EG/practice/languages_accepted", value="Arabic, English")
    assert (row.standing, row.about) == ("proposed", "EG")
    assert OutgoingMessage.objects.get().type == "cj/law-proposal/1"
    body = {"reference": row.reference, "decision": "declined", "reason": "Arabic only."}
    assert tell(cairo, "cj/law-decision/1", body).status == 200
    row.refresh_from_db()
    assert (row.standing, row.reason) == ("declined", "Arabic only.")
    assert "Arabic only." in words(writer.open(f"/law/said/IT/{row.reference}").text)


def test_a_decision_on_nothing_is_refused(cairo):
    body = {"reference": "IT-L-000001", "decision": "taken_up", "reason": ""}
    assert tell(cairo, "cj/law-decision/1", body).status == 400


def test_a_proposal_to_a_state_without_a_node_says_so(writer, node):
    page = fill(writer, "/law/say/LY/practice/languages_accepted", **SAID).text
    assert "That State runs no node" in words(page)
    assert not LawStatement.objects.exists()


def proposed(cairo):
    statement = said_by_cairo(cairo, value="Italian, French") | {"about": "IT"}
    assert arrive(cairo, statement, "cj/law-proposal/1").status == 200
    return LawStatement.objects.get()


def test_a_proposal_taken_up_is_a_draft_of_ours(cairo, writer, second):
    row = proposed(cairo)
    press(writer, row, "take_up")
    ours = LawStatement.objects.get(state="IT")
    assert (row.standing, ours.standing, ours.answers) == ("taken_up", "draft", row)
    assert ours.content["row"]["value"] == "Italian, French"
    assert [one.type for one in OutgoingMessage.objects.all()] == ["cj/law-decision/1"]
    press(second, ours, "agree", digest=ours.digest)
    assert ours.standing == "said"


def test_a_proposal_is_declined_with_a_reason(cairo, writer):
    row = proposed(cairo)
    press(writer, row, "decline", reason="Our code says Italian.")
    assert row.standing == "declined"
    assert OutgoingMessage.objects.get().type == "cj/law-decision/1"


def test_a_proposal_on_a_third_state_is_refused(cairo):
    statement = said_by_cairo(cairo) | {"about": "LY"}
    assert arrive(cairo, statement, "cj/law-proposal/1").status == 400


def test_two_who_decide_at_once_do_not_decide_twice(cairo, writer, second):
    arrive(cairo, said_by_cairo(cairo))
    row = LawStatement.objects.get()
    officer = User.objects.get(username="bruno")
    actions.accept(officer, row)
    with pytest.raises(actions.NotNow):
        actions.leave(officer, row, "too late")


def test_every_row_of_our_law_can_be_confirmed_as_it_stands(writer, node):
    """A form that is narrower than the data would keep its owner from confirming."""
    cited = {name: SAID[name] for name in ("source", "as_of", "confidence")}
    rows = [row for row in own_rows() if row.source.source and row.source.as_of]
    for row in rows:
        if row.subject is Subject.PRACTICE and row.source.confidence == "unknown":
            continue
        page = fill(writer, f"/law/say/IT/{row.subject.value}/{row.key}", **cited)
        assert page.path.startswith("/law/said/"), (row.key, words(page.text)[:600])
        made = LawStatement.objects.latest("pk")
        before = known_before(load(), "IT", row.subject, row.key)
        assert confirms(before, access_law.statement_of(made).row), row.key
