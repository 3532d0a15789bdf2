"""The matrix on pages and in files: five words, the share not checked, two States side by side."""

import csv
import io
import re
from html import unescape
from urllib.parse import urlencode

import pdfplumber
import pytest
from django.conf import settings
from openpyxl import load_workbook

from comity.law import load
from comity.law.harmonisation import Value, load_obligations, matrix
from comity_node.documents.tables import Table, as_csv, as_xlsx
from comity_node.views.harmonisation import MOST_STATES, PARTS, duties_of
from tests.node.browser import Browser

STATES = ["IT", "EG", "TR", "DZ"]


@pytest.fixture
def reader(make_user) -> Browser:
    return Browser().enter(make_user("arianna", "prosecutor"))


def words(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def asked(**given) -> str:
    return "/harmonisation?" + urlencode({"part": "som-5-6", "states": STATES} | given, doseq=True)


def test_every_obligation_stands_in_one_part_and_no_more():
    parts = [one.id for part in PARTS for one in duties_of(part)]
    assert sorted(parts) == sorted(load_obligations().by_id)


def test_the_ten_states_of_cairo_are_shown_at_first(reader):
    page = reader.open("/harmonisation").text
    heads = words(page.partition("<thead>")[2].partition("</thead>")[0])
    for name in ("Egypt", "France", "Italy", "Libya", "Morocco", "Netherlands", "Spain", "Tunisia",
                 "Türkiye", "United Kingdom"):  # fmt: skip
        assert name in heads


def test_the_share_not_checked_is_that_of_the_cells(reader):
    page = words(reader.open(asked(part="untoc-24")).text)
    found = matrix(load(), "2026-06-01", STATES, duties_of("untoc-24"))
    said = re.search(r"Not checked: (\d+) ?% of (\d+) cells", page)
    assert said
    assert int(said[2]) == found.count.total
    assert int(said[1]) == round(found.count.share_not_checked * 100)


def test_not_checked_looks_and_reads_otherwise_than_no(reader):
    page = reader.open(asked(part="som-8")).text
    cells = re.findall(r"<td data-label[^>]*>.*?</td>", page, re.DOTALL)
    for cell in cells:
        assert ('class="hatch"' in cell) is ("Not checked" in words(cell))


def test_every_cell_leads_to_its_sentence_and_source(reader):
    page = reader.open("/harmonisation").text
    link = re.search(r'href="(/harmonisation/SOM[^"]*6[^"]*)"', page)
    assert link
    told = words(reader.open(link[1]).text)
    assert "Italy" in told
    assert "Testo unico" in told
    assert reader.client.get("/harmonisation/NOTHING").status_code == 404


def test_more_states_than_fit_are_refused_in_words(reader):
    many = sorted(load().states.described)[: MOST_STATES + 1]
    page = words(reader.open(asked(states=many)).text)
    assert "At most twelve States" in page


def test_two_states_are_compared_with_sentences(reader):
    page = words(reader.open("/harmonisation/pair?a=FR&b=TR").text)
    assert "asks for a benefit" in page
    assert "Choose two different States." in words(
        reader.open("/harmonisation/pair?a=IT&b=IT").text
    )
    assert "Compare" in words(reader.open("/harmonisation/pair").text)


# --- files ---------------------------------------------------------------------------------------


def fetch(reader: Browser, kind: str, language: str = "en") -> bytes:
    reader.client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = reader.client.get(asked() + f"&as={kind}")
    assert answer.status_code == 200
    assert f".{kind}" in answer["Content-Disposition"]
    return answer.content


def test_the_csv_has_a_line_for_every_cell_and_opens_in_excel(reader):
    raw = fetch(reader, "csv", "ar")
    assert raw.startswith(b"\xef\xbb\xbf"), "without the mark Excel garbles Arabic"
    lines = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert len(lines) == 1 + len(STATES) * len(duties_of("som-5-6"))
    assert any("إيطاليا" in line for line in lines[1])


def test_the_workbook_has_the_matrix_and_the_cells(reader):
    book = load_workbook(io.BytesIO(fetch(reader, "xlsx")))
    matrix_sheet, cells = book.worksheets
    assert matrix_sheet.max_row == 2 + len(duties_of("som-5-6"))
    assert cells.max_row == 1 + len(STATES) * len(duties_of("som-5-6"))
    assert not matrix_sheet.sheet_view.rightToLeft
    arabic = load_workbook(io.BytesIO(fetch(reader, "xlsx", "ar")))
    assert arabic.worksheets[0].sheet_view.rightToLeft


@pytest.mark.parametrize("language", ["en", "ar", "it"])
def test_the_pdf_has_every_state_and_the_share(language, reader):
    with pdfplumber.open(io.BytesIO(fetch(reader, "pdf", language))) as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
        assert {round(page.width) for page in pdf.pages} == {1191}, "A3 across"
    assert "6(1)(b)(ii)" in text
    if language == "en":
        for word in ("Italy", "Egypt", "Not checked", "No lawyer has reviewed"):
            assert word in text


def test_a_cell_that_begins_like_a_formula_is_none():
    table = Table("T", ("a", "b"), (("=1+1", "+999 10 555 0142"),))
    (line,) = list(csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig"))))[1:]
    assert line == ["'=1+1", "'+999 10 555 0142"]
    sheet = load_workbook(io.BytesIO(as_xlsx([table], right_to_left=False))).active
    assert [cell.data_type for cell in sheet[2]] == ["s", "s"]
    assert sheet["A2"].value == "=1+1"


def test_the_five_words_are_those_of_the_core():
    from comity_node.law_wording import VALUES

    assert list(VALUES) == [one.value for one in Value]


def test_an_obligation_names_the_national_law_in_the_language_of_the_reader(reader):
    reader.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    page = reader.open("/harmonisation/SOM-5").text
    assert "القانون رقم 82 لسنة 2016" in page
    assert "Law 82 of 2016" not in page
    assert "<" not in re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1]
