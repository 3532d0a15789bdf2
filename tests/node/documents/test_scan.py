"""A signed scan held against the version it should be."""

from dataclasses import replace

import pytest
import typst

from comity.assistance.letter import compose_pair
from comity.assistance.terms import Pair
from comity_node.documents.pdf import render_request
from comity_node.documents.scan import UnreadableScanError, compare
from tests.node.documents.samples import AT, EG_IT, EN_FR, FR_MA, FR_TN_ONE_LANGUAGE, IT_EG, PHONE

SAMPLES = {
    "IT-EG": IT_EG,
    "EG-IT": EG_IT,
    "FR-MA": FR_MA,
    "GB-FR": EN_FR,
    "FR-TN": FR_TN_ONE_LANGUAGE,
}


@pytest.mark.parametrize("terms", SAMPLES.values(), ids=SAMPLES)
def test_the_paper_we_printed_is_the_same(terms):
    assert compare(compose_pair(terms), render_request(terms, at=AT)).same


def test_another_version_has_another_hash():
    scan = render_request(replace(IT_EG, version=4), at=AT)
    assert compare(compose_pair(IT_EG), scan).found_version_hash is False


def test_a_changed_arabic_word_is_named_with_its_paragraph():
    changed = replace(IT_EG, purpose=Pair(IT_EG.purpose.own, "الكشف عن هوية السائق."))
    found = compare(compose_pair(IT_EG), render_request(changed, at=AT))
    assert ("purpose", "ar") in {(one.key, one.language) for one in found.differs}
    assert any(one.key == "added" for one in found.differs)


def test_a_changed_phone_is_seen():
    changed = replace(IT_EG, facts=Pair(IT_EG.facts.own.replace(PHONE, "+999 10 555 0143"), ""))
    letters = compose_pair(changed, draft=True)
    found = compare(letters, render_request(IT_EG, at=AT))
    assert any("+999 10 555 0143" in one.words for one in found.differs)


def test_a_picture_without_text_cannot_be_read_by_machine():
    found = compare(compose_pair(IT_EG), typst.compile(b"#circle()"))
    assert (found.readable, found.found_version_hash, found.differs) == (False, None, ())


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nnothing", b"PK\x03\x04", b"\x00" * 999])
def test_what_is_no_pdf_is_refused(data):
    with pytest.raises(UnreadableScanError):
        compare(compose_pair(IT_EG), data)
