"""Ask abroad: the whole answer, why not, what instead, both calendars, one sheet for the file."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.conf import settings

from tests.node.browser import Browser

FACTS = {
    "state": "EG",
    "act": "extradition",
    "conduct": ["organise", "procure_entry"],
    "object_own": ["irregular_entrant"],
    "object_there": ["irregular_entrant"],
    "benefit": "yes",
    "ocg": "yes",
}


@pytest.fixture
def reader(make_user) -> Browser:
    return Browser().enter(make_user("arianna", "prosecutor"))


def asked(page: str = "/ask", **changes) -> str:
    return f"{page}?{urlencode(FACTS | changes, doseq=True)}"


def words(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def section(page: str, heading: str) -> str:
    """The words from a heading to the next one."""
    return words(re.split(r"<h2", page.partition(heading)[2])[0])


def test_the_ways_on_are_held_against_the_same_facts(reader):
    page = reader.open(asked()).text
    ways = section(page, 'id="instead"')
    assert "Proceedings in the State asked" in ways
    assert "Open" in ways
    assert "/treaties/UNTOC/16#10" in page


def test_a_way_that_leads_nowhere_says_so(reader):
    """Before 8 November 2016 Egypt had no offence."""
    page = reader.open(asked(facts_date="2015-06-20")).text
    ways = section(page, 'id="instead"')
    assert "Leads nowhere" in ways
    assert "Egypt has no offence" in ways


def test_the_honest_no_comes_with_its_reasons_first(reader):
    page = reader.open(asked(facts_date="2015-06-20")).text
    told = section(page, 'id="instead"')
    assert "Why not, and what instead" in page
    assert "surrender is not possible on these facts" in told


def test_a_plain_yes_has_no_why_not(reader):
    page = reader.open(asked(act="mla", measures=["records"])).text
    assert "Why not" not in page


def test_the_nearest_offence_is_explained_in_a_sentence(reader):
    page = words(reader.open(asked(state="TR", benefit="no", object_there=["alien"])).text)
    assert re.search(r"Türkiye: .* asks for a benefit, and the facts say there was none", page)


def test_what_does_not_fit_together_is_said_at_the_top(reader):
    page = reader.open(asked(exceptions=["humanitarian"])).text
    head = page.partition("<h2>")[0]
    assert "Paid help is not humanitarian" in head


def test_what_a_lawyer_could_contest_stands_on_the_answer(reader):
    page = words(reader.open(asked()).text)
    assert "What a lawyer could contest here" in page
    assert "the facts are not split into acts" in page


def test_what_the_two_states_said_on_the_texts_is_shown(reader):
    page = words(reader.open(asked()).text)
    assert "What the two States said on these texts" in page
    assert "settlement of disputes" in page


def test_working_days_are_two_dates(reader):
    page = reader.open(asked(asked_in=10, asked_by_why="detention")).text
    table = page.partition("in the working days of both")[2].partition("</table>")[0]
    dates = re.findall(r'datetime="(\d{4}-\d{2}-\d{2})"', table)
    assert len(dates) >= 2
    assert "Italy" in words(table)
    assert "Egypt" in words(table)


def test_a_date_is_counted_in_both_weeks(reader):
    page = reader.open(asked(asked_by="2027-03-01", asked_by_why="detention")).text
    table = page.partition("in the working days of both")[2].partition("</table>")[0]
    counts = [int(one) for one in re.findall(r'<td class="num">(\d+)</td>', table)]
    assert len(counts) == 2
    assert all(counts)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"asked_in": "0"}, "1 to 250"),
        ({"asked_in": "soon"}, "1 to 250"),
        ({"asked_in": "10"}, "Say why that date"),
        (
            {"asked_in": "10", "asked_by": "2027-03-01", "asked_by_why": "detention"},
            "not both",
        ),
    ],
)
def test_a_date_that_cannot_be_is_refused_and_the_rest_stays(given, said, reader):
    page = reader.open(asked(**given)).text
    assert said in words(page)
    assert "There is a problem" in page


def test_a_reader_of_arabic_sees_the_hijri_day_as_a_second_line(reader):
    reader.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    page = reader.open(asked(asked_by="2027-03-01", asked_by_why="detention")).text
    assert "≈ 22 رمضان 1448" in words(page)
    reader.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "≈" not in reader.open(asked(asked_by="2027-03-01", asked_by_why="detention")).text


# --- the sheet for the file ----------------------------------------------------------------------


def test_the_note_has_question_answer_sources_and_what_it_is_not(reader):
    page = reader.open(asked("/ask/note")).text
    said = words(page)
    for part in (
        "What Italy may ask of Egypt", "Organising", "Legal bases, in order", "Requirements",
        "To whom, how", "Instead", "Sources", "No lawyer has reviewed the data",
    ):  # fmt: skip
        assert part in said


def test_every_number_of_the_note_leads_to_a_source_of_its_list(reader):
    page = reader.open(asked("/ask/note")).text
    used = {int(one) for one in re.findall(r"\[(\d+)[*?]?\]", page)}
    listed = page.partition('class="notes"')[2].partition("</ol>")[0].count("<li>")
    assert used == set(range(1, listed + 1))


def test_a_note_without_a_question_leads_back_to_the_questions(reader):
    answer = reader.client.get("/ask/note?state=EG")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/ask?")
