"""The Word file: directions, isolates, the same numbers, the same bytes."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn

from comity.assistance.later import compose_reply_pair
from comity.assistance.letter import compose
from comity.assistance.terms import Kind
from comity_node.documents.word import render_letter_docx, render_request_docx
from tests.node.documents.samples import (
    AT,
    EG_IT,
    FR_TN_ONE_LANGUAGE,
    IT_EG,
    PASSPORT,
    PHONE,
    REPLY,
)


@pytest.fixture(scope="module")
def document():
    return Document(io.BytesIO(render_request_docx(IT_EG, at=AT)))


def cells(document, column: int):
    return [row.cells[column] for row in document.tables[0].rows]


def test_arabic_paragraphs_are_bidi_and_their_runs_rtl(document):
    for cell in cells(document, 1):
        for paragraph in cell.paragraphs:
            assert paragraph._p.pPr.find(qn("w:bidi")) is not None
            for run in paragraph.runs:
                isolated = run.text.startswith("\u2066")
                assert isolated or run.font.rtl


def test_italian_paragraphs_are_not(document):
    for cell in cells(document, 0):
        assert all(p._p.pPr.find(qn("w:bidi")) is None for p in cell.paragraphs)


@pytest.mark.parametrize("identifier", [PHONE, PASSPORT, "18(3)(f)"])
def test_an_identifier_in_arabic_stands_between_isolates_in_a_run_of_its_own(document, identifier):
    wanted = f"\u2066{identifier}\u2069".replace(" ", "\u00a0")
    runs = [run for cell in cells(document, 1) for p in cell.paragraphs for run in p.runs]
    assert any(run.text == wanted and not run.font.rtl for run in runs)


def test_numbers_are_text_and_the_same_on_both_sides(document):
    def numbers(column: int) -> list[str]:
        texts = (cell.text.split("  ")[0] for cell in cells(document, column))
        return [text for text in texts if text.isdigit()]

    wanted = [str(one.number) for one in compose(IT_EG, "it").paragraphs]
    assert numbers(0) == numbers(1) == wanted


@pytest.mark.parametrize(("terms", "mirrored"), [(IT_EG, False), (EG_IT, True)])
def test_tables_of_a_right_to_left_office_are_mirrored(terms, mirrored):
    made = Document(io.BytesIO(render_request_docx(terms, at=AT)))
    marks = [t._tbl.tblPr.find(qn("w:bidiVisual")) is not None for t in made.tables]
    assert marks == [mirrored] * 2


def test_header_and_footer_carry_version_hash_and_training(document):
    section = document.sections[0]
    header = section.header._element.xml
    footer = section.footer._element.xml
    assert "IT-2026-000123" in header
    assert "DATI DI ESERCITAZIONE · بيانات تدريبية" in header
    assert compose(IT_EG, "it").short_hash in footer
    assert "NUMPAGES" in footer


def test_complex_script_faces_and_sizes_are_set(document):
    style = document.styles["Letter RTL"].element.xml
    for mark in ("w:cs=", "w:szCs", "<w:bidi/>", "<w:rtl/>"):
        assert mark in style


def test_the_same_input_gives_the_same_bytes():
    assert render_request_docx(IT_EG, at=AT) == render_request_docx(IT_EG, at=AT)


@pytest.mark.parametrize("kind", Kind)
def test_every_later_letter_renders(kind):
    made = render_letter_docx(compose_reply_pair(kind, REPLY), at=AT)
    assert zipfile.ZipFile(io.BytesIO(made)).testzip() is None


def test_one_language_makes_one_column():
    made = Document(io.BytesIO(render_request_docx(FR_TN_ONE_LANGUAGE, at=AT)))
    assert len(made.tables[0].columns) == 1
