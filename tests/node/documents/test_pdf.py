"""The PDF of a letter, read back by the place of each glyph and by copied text."""

import io
import json
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import replace

import pdfplumber
import pypdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from comity.assistance.later import compose_reply_pair
from comity.assistance.letter import compose, compose_pair
from comity.assistance.terms import Kind, Measure, Pair, PersonLine
from comity_node.documents.fonts import unprintable
from comity_node.documents.pdf import render_letter, render_request
from comity_node.documents.scan import text_of_pdf
from comity_node.documents.word import render_request_docx
from tests.node.documents.samples import (
    ACCOUNT,
    AT,
    EG_IT,
    FR_MA,
    FR_TN_ONE_LANGUAGE,
    IT_EG,
    OTHER_PHONE,
    PASSPORT,
    PHONE,
    REPLY,
)

IDENTIFIERS = (PHONE, OTHER_PHONE, PASSPORT, ACCOUNT, "18(3)(f)", "18(24)", "IT-2026-000123")
HOSTILE = (
    '#let x = 1; $a$ \\n *bold* _it_ "q" @ref <label> `raw` = head - list '
    "// note {x} [y] ~ \u202eabc"
)


def pages(pdf: bytes) -> list[pdfplumber.page.Page]:
    return pdfplumber.open(io.BytesIO(pdf)).pages


def glyph_lines(pdf: bytes, side: str) -> list[str]:
    """Each printed line of one half of the sheet, its glyphs from left to right, no spaces."""
    found = []
    for page in pages(pdf):
        rows = defaultdict(list)
        for char in page.chars:
            if char["upright"] and (char["x0"] > page.width / 2) is (side == "right"):
                rows[round(char["matrix"][5])].append(char)
        for _, row in sorted(rows.items(), reverse=True):
            ordered = sorted(row, key=lambda char: char["x0"])
            found.append(re.sub(r"[\s\u2066-\u2069]", "", "".join(c["text"] for c in ordered)))
    return found


@pytest.fixture(scope="module")
def italian_arabic() -> bytes:
    return render_request(IT_EG, at=AT)


@pytest.mark.parametrize("identifier", IDENTIFIERS)
def test_an_identifier_reads_left_to_right_in_arabic_as_in_italian(italian_arabic, identifier):
    bare = identifier.replace(" ", "")
    for side in ("left", "right"):
        assert any(bare in line for line in glyph_lines(italian_arabic, side)), side


def test_an_arabic_date_reads_day_month_year_from_the_right(italian_arabic):
    from_the_left = "2027" + "فبراير"[::-1] + "5"
    assert any(from_the_left in line for line in glyph_lines(italian_arabic, "right"))


@pytest.mark.parametrize("identifier", IDENTIFIERS)
def test_an_identifier_is_whole_in_copied_text_in_both_columns(italian_arabic, identifier):
    copied = re.sub(r"\s", "", text_of_pdf(italian_arabic))
    assert copied.count(identifier.replace(" ", "")) >= 2


@pytest.mark.parametrize("terms", [IT_EG, EG_IT], ids=["own left to right", "own right to left"])
def test_arabic_stands_on_the_right_and_numbers_share_a_row(terms):
    pdf = render_request(terms, at=AT)
    assert any(line.startswith("1") or "1L" in line for line in glyph_lines(pdf, "left"))
    for page in pages(pdf):
        bold = [c for c in page.chars if c["text"].isdigit() and "SemiBold" in c["fontname"]]
        body = [c for c in bold if c["size"] > 11 and 110 < c["top"] < page.height - 120]
        left = {round(c["top"] / 8) for c in body if c["x0"] < page.width / 2}
        right = {round(c["top"] / 8) for c in body if c["x0"] > page.width / 2}
        assert len(left) == len(right)


def test_the_same_input_gives_the_same_bytes(italian_arabic):
    assert render_request(IT_EG, at=AT) == italian_arabic


def test_it_declares_pdf_a_and_pdf_ua_its_language_and_title(italian_arabic):
    reader = pypdf.PdfReader(io.BytesIO(italian_arabic))
    catalogue = reader.trailer["/Root"]
    metadata = catalogue["/Metadata"].get_data().decode()
    assert "pdfuaid" in metadata
    assert re.search(r"pdfaid:part>?=?\"?3", metadata)
    assert str(catalogue["/Lang"]).startswith("it")
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "IT-2026-000123" in reader.metadata.title
    assert reader.metadata.creation_date == AT


def test_machines_get_the_printed_letter_and_nothing_else(italian_arabic):
    attached = pypdf.PdfReader(io.BytesIO(italian_arabic)).attachments["letter.json"][0]
    assert json.loads(attached)["letters"] == [one.as_json() for one in compose_pair(IT_EG)]


def test_every_page_carries_version_hash_initials_and_its_number(italian_arabic):
    short = compose(IT_EG, "it").short_hash
    every = pages(italian_arabic)
    for number, page in enumerate(every, start=1):
        text = page.extract_text()
        assert f"Impronta {short}" in text
        assert "Questo foglio è la versione 3" in text
        assert "Sigla su ogni pagina" in text
        assert f"pagina {number} di {len(every)}" in text


def test_a_stale_basis_says_so_on_paper():
    assert (
        "da riverificare (31 dicembre 2020)"
        in pages(render_request(EG_IT, at=AT))[0].extract_text()
    )


def test_training_data_are_marked_under_the_text_and_real_ones_are_not():
    grey = (0.925, 0.925, 0.925)

    def marks(pdf: bytes) -> str:
        return "".join(
            c["text"]
            for page in pages(pdf)
            for c in page.chars
            if c["size"] > 30
            and tuple(round(v, 3) for v in c["non_stroking_color"] * 3)[:3] == grey
        )

    assert "ESERCITAZIONE" in marks(render_request(IT_EG, at=AT))
    assert marks(render_request(FR_MA, at=AT)) == ""


def test_hostile_text_is_printed_as_it_stands():
    terms = replace(FR_TN_ONE_LANGUAGE, facts=Pair(HOSTILE))
    copied = re.sub(r"\s", "", text_of_pdf(render_request(terms, at=AT)))
    assert re.sub(r"[\s\u202e]", "", HOSTILE) in copied


def test_thirty_people_paginate_and_keep_their_numbers():
    person = IT_EG.people[0]
    people = tuple(replace(person, label=f"P-{n:02}") for n in range(1, 31))
    pdf = render_request(replace(IT_EG, people=people), at=AT)
    copied = re.sub(r"\s", "", text_of_pdf(pdf))
    assert len(pages(pdf)) > 4
    for number in range(1, 31):
        assert copied.count(f"(P-{number:02})") + copied.count(f")P-{number:02}(") >= 1
        assert f"{number + 7}Personainteressata(P-{number:02})" in copied


def test_one_language_makes_one_column():
    pdf = render_request(FR_TN_ONE_LANGUAGE, at=AT)
    widths = [c["x1"] for c in pages(pdf)[0].chars if c["size"] == 12]
    assert max(widths) > 500


@pytest.mark.parametrize("kind", Kind)
def test_every_later_letter_renders(kind):
    assert render_letter(compose_reply_pair(kind, REPLY), at=AT).startswith(b"%PDF")


@pytest.mark.parametrize("name", ["ሓጎስ", "সুমন মিয়া"], ids=["Tigrinya", "Bengali"])
def test_a_name_of_the_routes_is_printed_in_its_own_script(name):
    assert unprintable(name) == ()
    terms = replace(FR_TN_ONE_LANGUAGE, people=(PersonLine("P-09", "witness", name, "Hagos"),))
    text = text_of_pdf(render_request(terms, at=AT))
    assert "[U+" not in text
    assert name[0] in text


def test_a_sign_without_a_font_is_printed_as_its_code_and_can_be_asked_about():
    sinhala = "සුනිල්"
    assert unprintable(f"{sinhala[:2]} رائد Raed") == ("ස", "ු")
    terms = replace(FR_TN_ONE_LANGUAGE, people=(PersonLine("P-09", "witness", sinhala, "Sunil"),))
    assert "[U+0DC3]" in re.sub(r"\s", "", text_of_pdf(render_request(terms, at=AT)))


ANY_TEXT = st.text(max_size=60) | st.sampled_from(
    [HOSTILE, "x" * 400, "ض" * 200, "😀\U0010ffff\ufffe", "a\u0300" * 50, "\n\n\n", "{page} {0}"]
)


# No shrinking: each try renders twice.
@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(text=ANY_TEXT, other=ANY_TEXT)
def test_no_text_breaks_rendering(text, other):
    pair = Pair(text + "x", other + "س")
    terms = replace(
        IT_EG,
        reference=text,
        facts=pair,
        officer=pair,
        signer=pair,
        addressee=pair,
        handling=other,
        people=(PersonLine(text, "suspect", other, text, pair, text, text, other, text, pair),),
        measures=(Measure("other", pair, (text, other)),),
    )
    assert render_request(terms, at=AT).startswith(b"%PDF")
    assert render_request_docx(terms, at=AT).startswith(b"PK")


def test_the_renderers_need_no_django():
    code = (
        "import sys; import comity_node.documents.pdf, comity_node.documents.word, "
        "comity_node.documents.scan; sys.exit('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": "src"}, check=False)
    assert done.returncode == 0
