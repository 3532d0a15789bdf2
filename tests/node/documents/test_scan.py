"""A signed scan held against the version it should be."""

from collections import Counter
from dataclasses import replace

import pytest
import typst

from comity.assistance.letter import compose_pair
from comity.assistance.terms import Pair
from comity_node.documents import scan
from comity_node.documents.pdf import render_request
from comity_node.documents.scan import UnreadableScanError, compare, text_of_pdf
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


IN_ARABIC_ALONE = replace(EG_IT, requested="TN", other_language="ar", version=1)


def test_the_paper_of_two_states_that_both_write_arabic_is_the_same():
    paper = render_request(IN_ARABIC_ALONE, at=AT)
    assert compare(compose_pair(IN_ARABIC_ALONE), paper).same


def test_version_eleven_in_arabic_is_not_taken_for_version_one(monkeypatch):
    eleventh = replace(IN_ARABIC_ALONE, version=11)
    layer = text_of_pdf(render_request(eleventh, at=AT))
    mark = compose_pair(IN_ARABIC_ALONE)[0].short_hash
    own = compose_pair(eleventh)[0].short_hash
    monkeypatch.setattr(scan, "text_of_pdf", lambda _data: layer.replace(own, mark))
    assert compare(compose_pair(IN_ARABIC_ALONE), b"").found_version_hash is False


def test_another_version_has_another_hash():
    paper = render_request(replace(IT_EG, version=4), at=AT)
    assert compare(compose_pair(IT_EG), paper).found_version_hash is False


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


SPLIT = "محل"  # Amiri lifts its first letter, and a text layer may give it on a line of its own


def layered(monkeypatch, change) -> list[str]:
    """Keys that differ when the text layer of our own paper is changed this way."""
    facts = Pair(EG_IT.facts.own + f" وكان السداد في {SPLIT} بالميناء.", EG_IT.facts.other)
    terms = replace(EG_IT, facts=facts)
    layer = text_of_pdf(render_request(terms, at=AT))
    assert SPLIT[::-1] in layer
    monkeypatch.setattr(scan, "text_of_pdf", lambda _data: change(layer))
    return [one.key for one in compare(compose_pair(terms), b"").differs]


def test_a_letter_that_the_text_layer_gives_apart_is_no_difference(monkeypatch):
    apart = f"{SPLIT[:0:-1]} \n {SPLIT[0]} "
    assert layered(monkeypatch, lambda text: text.replace(SPLIT[::-1], apart)) == []


def test_a_letter_that_is_not_there_is_a_difference(monkeypatch):
    lost = layered(monkeypatch, lambda text: text.replace(SPLIT[::-1], SPLIT[:0:-1]))
    assert lost[-1] == "added"
    assert len(lost) > 1


def test_a_picture_without_text_cannot_be_read_by_machine():
    found = compare(compose_pair(IT_EG), typst.compile(b"#circle()"))
    assert (found.readable, found.found_version_hash, found.differs) == (False, None, ())


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nnothing", b"PK\x03\x04", b"\x00" * 999])
def test_what_is_no_pdf_is_refused(data):
    with pytest.raises(UnreadableScanError):
        compare(compose_pair(IT_EG), data)


@pytest.mark.parametrize("cut", [1, 2, 4])
def test_an_arabic_word_that_a_text_layer_gives_in_two_parts_is_that_word(cut):
    word = scan._spelt("وسجلات")
    parts = Counter((scan._spelt(word[:cut]), scan._spelt(word[cut:])))
    assert scan._in_pieces(word, parts)
    assert not +parts
    assert not scan._in_pieces(word, Counter((scan._spelt(word[:cut]),)))
