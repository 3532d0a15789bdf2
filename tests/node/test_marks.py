"""Small parts of pages: directions, numbers in a row, initials, an order of the alphabet."""

import pytest
from django.utils import translation

from comity_node.models import User
from comity_node.templatetags.marks import enumerated, ident, running
from comity_node.vocabulary import states
from comity_node.wording import maximum


def test_latin_text_is_one_block_from_left_to_right():
    said = running("Codice penale, art. 416 - x")
    assert said == '<span dir="ltr">Codice penale, art. 416 - x</span>'


def test_a_phone_in_latin_text_is_not_broken_over_two_lines():
    said = running("il contatto era +999 10 555 0142.")
    assert said.startswith('<span dir="ltr">il contatto era ')
    assert '<bdi dir="ltr">+999 10 555 0142</bdi>' in said


def test_one_identifier_is_never_broken_in_two():
    assert running("P-01") == '<bdi dir="ltr">P-01</bdi>'


def test_arabic_text_keeps_its_direction_and_its_numbers_apart():
    said = running("هاتف +999 10 555 0142.")
    assert said == 'هاتف <bdi dir="ltr">+999 10 555 0142</bdi>.'


def test_text_with_markup_is_shown_and_not_obeyed():
    assert "<script" not in running("<script>alert(1)</script>")
    assert "<script" not in running("هاتف <script>alert(1)</script>")


def test_each_number_of_a_row_stands_apart_between_commas_of_the_language():
    with translation.override("ar"):
        said = enumerated("9, 10")
    assert said.count("<bdi") == 2
    assert "، " in said


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Arianna Morettini", "AM"), ("هالة البنهاوي", "ه.ا"), ("Cher", "C")],
)
def test_initials_are_letters_and_never_a_word(name, initials):
    assert User(full_name=name).initials == initials


def test_states_stand_in_the_order_of_the_arabic_alphabet():
    names = [name for _code, name in states("ar")]
    assert names.index("إثيوبيا") < names.index("الأردن") < names.index("أفغانستان")


@pytest.mark.parametrize(
    ("months", "english", "arabic"),
    [
        (256, "up to 21 years and 4 months", "بحد أقصى قدره 21 سنة و4 أشهر"),
        (180, "up to 15 years", "بحد أقصى قدره 15 سنة"),
        (18, "up to 18 months", "بحد أقصى قدره 18 شهراً"),
        (24, "up to 2 years", "بحد أقصى قدره سنتان"),
    ],
)
def test_a_maximum_is_said_as_a_court_says_it(months, english, arabic):
    with translation.override("en"):
        assert maximum(months) == english
    with translation.override("ar"):
        assert maximum(months) == arabic


@pytest.mark.parametrize(
    ("number", "direction"), [("12-bis", "ltr"), ("2 مكرر", "rtl"), ("L823-3-1", "ltr")]
)
def test_a_number_of_an_article_is_read_from_its_own_side(number, direction):
    assert f'dir="{direction}"' in ident(number)
