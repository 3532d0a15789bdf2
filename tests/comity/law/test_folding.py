"""What is looked for is found however it is written, and what is another word stays one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.law.folding import folded
from comity.law.statutes import load_statutes
from comity.law.texts import load_texts

ALIKE = {
    "case and accents": ("Entrée ILLÉGALE", "entree illegale"),
    "ligatures": ("Œuvre, ex æquo, ﬁn", "oeuvre, ex aequo, fin"),
    "sharp s": ("Straße", "STRASSE"),
    "dotted and dotless i": ("GÖÇMEN KAÇAKÇILIĞI", "göçmen kaçakçılığı"),
    "capital i with its dot": ("İstanbul", "ISTANBUL"),
    "barred letters": ("Łódź, Đặng, Ørsted", "lodz, dang, orsted"),
    "apostrophes": ("l’entrée", "l'entrée"),
    "an apostrophe parts words": ("dell'articolo", "dell articolo"),
    "dashes": ("L823‑1 – L823−3", "L823-1 - L823-3"),
    "invisible signs": ("mi\u00adgrant\u200f", "migrant"),
    "spaces": (" 1 \u202f000\n000 ", "1 000 000"),
    "the French code letter": ("article L. 823-1", "article L823-1"),
    "its letter without a space": ("R.311-2", "r311-2"),
    "added articles with a hyphen": ("648-bis", "648 bis"),
    "added articles in one": ("art. 420-bis c.p.", "art. 420bis c.p."),
    "added articles of Spain": ("318 BIS", "318bis"),
    "degree signs": ("1º", "1°"),
    "Arabic digits": ("القانون رقم ٨٢ لسنة ٢٠١٦", "القانون رقم 82 لسنة 2016"),
    "Persian digits": ("۱۲", "12"),
    "forms of alif": ("إلى أحكام الآتية ٱلله", "الى احكام الاتية الله"),
    "alif that is written like ya": ("مبنى", "مبني"),
    "ta marbuta": ("الهجرة غير الشرعية", "الهجره غير الشرعيه"),
    "the lengthened line": ("المـــادة", "المادة"),
    "hamza on waw and ya": ("مسؤول هيئة", "مسوول هيية"),
    "Persian letters": ("کی", "كي"),
    "forms of the page": ("ﻻﷲ", "لاالله"),
    "letters taken apart": ("e\u0301 ا\u0654", "é أ"),
}
APART = {
    "another article": ("L823-1", "L823-10"),
    "an article and an added one": ("648", "648 bis"),
    "bis and ter": ("648-bis", "648-ter"),
    "a letter and none": ("L823-1", "823-1"),
    "bis that begins a word": ("12 bisogni", "12bisogni"),
    "a decree is no code": ("R.D. 12-3", "R.D12-3"),
    "a law is no code": ("L. 91/1999", "L91/1999"),
    "the lone hamza": ("جزء", "جز"),
    "the Arabic article": ("الهجرة", "هجرة"),
    "kaf and qaf": ("كلب", "قلب"),
    "letters of a list": ("a) b)", "ab"),
}


@pytest.mark.parametrize(("one", "other"), ALIKE.values(), ids=ALIKE)
def test_two_ways_of_writing_are_found_as_one(one, other):
    assert folded(one) == folded(other)
    assert one != other


@pytest.mark.parametrize(("one", "other"), APART.values(), ids=APART)
def test_two_words_stay_two(one, other):
    assert folded(one) != folded(other)


def test_the_forms_that_stand_in_the_index():
    assert folded("l’article L. 823-1") == "l article l823-1"
    assert folded("Art. 12-bis, comma 3") == "art. 12bis, comma 3"
    assert folded("المَادّة ٦ مكررًا") == "الماده 6 مكررا"
    assert folded(" İı \n") == "ii"
    assert folded("") == folded(" \u200e") == folded("ـ") == ""


VOWELS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640"
ARABIC = st.text(alphabet=st.characters(min_codepoint=0x621, max_codepoint=0x64A), max_size=30)


@given(ARABIC, st.lists(st.text(alphabet=VOWELS, max_size=2), min_size=30, max_size=30))
def test_a_text_and_its_vocalised_form_are_found_as_one(text, signs):
    vocalised = "".join(letter + sign for letter, sign in zip(text, signs, strict=False))
    assert folded(vocalised) == folded(text)


LETTERS = ("Lu", "Ll", "Lt", "Lo")  # without the signs of transliteration, which are Lm


def lettered(text):
    """Whether it has a letter that is one: raised o and the lone vowel signs of print are none."""
    return any(
        unicodedata.category(sign) in LETTERS
        and unicodedata.normalize("NFKD", sign)[-1].isalpha()
        and sign not in "ºª"
        and "ـ" not in unicodedata.normalize("NFKD", sign)
        for sign in text
    )


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_a_text_with_letters_is_never_empty(text):
    assert folded(text) or not lettered(text)


@given(st.text())
def test_no_case_no_accent_and_no_double_space_is_left(text):
    even = folded(text)
    assert even == even.casefold().strip()
    assert "  " not in even
    assert not any(
        unicodedata.category(sign) in ("Mn", "Me", "Cf", "Nd")
        for sign in even.translate(dict.fromkeys(map(ord, "0123456789")))
    )


@given(st.text(), st.text())
def test_what_is_written_in_capitals_is_found(one, other):
    assert folded(f"{one} {other}".upper()) == folded(f"{one} {other}".upper().lower())


def test_every_letter_that_is_made_of_others_is_folded_in_one_go():
    """Up to Tibetan, with symbols and forms of print; the tables of Unicode grow, ours must not."""
    for code in (*range(0x3000), *range(0xFB00, 0x10000), *range(0x1D400, 0x1D800)):
        even = folded(chr(code))
        assert folded(even) == even, hex(code)


def test_every_held_article_is_found_by_its_number():
    """As the State writes it, in the middle of a sentence, in capitals."""
    for text in load_statutes().held:
        for one in text.articles:
            number = one.article.number
            words = folded(f"Vu l’article {number.upper()}, ensemble").split()
            assert f"{folded(number)}," in words


def test_nothing_of_a_held_text_folds_to_nothing():
    held = [one for text in load_statutes().held for one in text.provisions.values()]
    held += [
        one
        for by in load_texts().by_treaty.values()
        for text in by.values()
        for one in text.provisions.values()
    ]
    for one in held:
        assert bool(folded(one.text)) == bool(one.text)
