"""A pasted statute is cut into articles where a reader would cut it, and no word is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.law.pasted import MOST_ARTICLES, read_pasted

# Invented texts in the forms that States print their law in; none is the law of any State.
ITALIAN = """Legge inventata
Titolo I
Art. 12
(Disposizioni inventate)
1. Chiunque promuove è punito.
2. La pena è aumentata se il fatto:
a) espone a pericolo;
b) è commesso da più persone.
3. Terzo comma.
3-bis. Comma aggiunto.
4. Quarto comma.
Art. 12-bis Morte o lesioni
Quando dai fatti deriva la morte,
la pena è più grave.
Art. 13. Chiunque tace è punito."""
ARABIC = """المادة ٦
يعاقب بالسجن كل من ارتكب هذا الفعل.
المادة 6 مكرراً
١ - تكون العقوبة أشد.
٢ - نص ثان.
المادة 303 مكرر 30
نص مخترع."""
TURKISH = """MADDE 79- (1) Menfaat elde etmek maksadıyla;
a) Bir kişiyi ülkeye sokan,
b) Ülkede kalmasına imkân sağlayan,
(2) İkinci fıkra."""


def rows(text: str) -> dict[str, dict]:
    found = read_pasted(text)
    assert found.faults == ()
    return {str(row["article"]): dict(row) for row in found.articles}


def test_articles_of_italy_with_headings_paragraphs_letters_and_an_added_paragraph():
    found = rows(ITALIAN)
    assert list(found) == ["12", "12-bis", "13"]
    assert found["12"]["heading"] == "Disposizioni inventate"
    assert list(found["12"]["units"]) == ["1", "2", "2(a)", "2(b)", "3", "3bis", "4"]
    assert found["12"]["units"]["2(b)"] == "è commesso da più persone."
    assert found["12-bis"]["heading"] == "Morte o lesioni"
    assert found["12-bis"]["text"] == "Quando dai fatti deriva la morte,\nla pena è più grave."
    assert found["13"] == {"article": "13", "text": "Chiunque tace è punito."}


def test_what_stands_before_the_first_article_is_left_out_and_shown():
    assert read_pasted(ITALIAN).left_out == ("Legge inventata", "Titolo I")


def test_arabic_articles_keep_the_number_as_it_is_printed_and_have_one_an_address_can_hold():
    found = rows(ARABIC)
    assert list(found) == ["6", "6-bis", "303-bis-30"]
    assert found["6"]["printed"] == "٦"
    assert found["6-bis"]["printed"] == "6 مكرراً"
    assert found["6-bis"]["units"] == {"1": "تكون العقوبة أشد.", "2": "نص ثان."}


def test_a_turkish_article_begins_its_first_paragraph_on_its_own_line():
    found = rows(TURKISH)
    assert list(found["79"]["units"]) == ["1", "1(a)", "1(b)", "2"]


@pytest.mark.parametrize(
    ("line", "article"),
    [
        ("Article L. 823-1", "L823-1"),
        ("Artículo 318 bis.", "318-bis"),
        ("§ 96 Einschleusen", "96"),
        ("Section 25A Helping", "25A"),
        ("art 12 ter", "12-ter"),
        ("ARTICOLO 648-BIS", "648-BIS"),
        ("الفصل 38", "38"),
        ("## Artikel 197a", "197a"),
        ("Madde 79 –", "79"),
    ],
)
def test_every_mark_of_an_article_is_known(line, article):
    assert list(rows(f"{line}\nEin Satz, der genügt.\nNoch einer.")) == [article]


def test_a_number_that_is_not_the_next_begins_no_paragraph():
    found = rows("Art. 1\n1. Erster.\n7. steht im Satz.\n2. Zweiter.\n(c) kein Buchstabe.")
    assert found["1"]["units"] == {
        "1": "Erster.\n7. steht im Satz.",
        "2": "Zweiter.\n(c) kein Buchstabe.",
    }


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", (0, "no_article", "")),
        ("Nur Worte ohne Nummer", (0, "no_article", "")),
        ("Art. 1\na b\nArt. 1\nc d", (3, "twice", "1")),
        ("Art. 1\n\nArt. 2\nWorte", (1, "no_words", "1")),
        ("Art. 1\n" + "Wort " * 20_000, (1, "too_long", "1")),
    ],
)
def test_what_cannot_be_taken_is_said_with_its_line(text, fault):
    found = read_pasted(text).faults[0]
    assert (found.line, found.code, found.about) == fault


def test_more_articles_than_fit_are_said():
    text = "\n".join(f"Art. {number}\nWorte hier." for number in range(1, MOST_ARTICLES + 2))
    assert [fault.code for fault in read_pasted(text).faults] == ["too_many"]


def test_signs_that_turn_text_round_are_taken_out_and_counted_and_joiners_stay():
    found = read_pasted("Art. 1\n\u202eWorte\u202c mit می\u200cروم")
    assert found.invisible == 2
    assert found.articles[0]["text"] == "Worte mit می\u200cروم"


def signs(text: str) -> str:
    """Letters and digits alone, in order."""
    return "".join(re.findall(r"[^\W_]", text))


LINES = st.lists(
    st.sampled_from(
        [
            "Art. 1",
            "Art. 2 Kopf",
            "1. Satz eins.",
            "2. Satz zwei.",
            "a) Teil.",
            "b) Teil.",
            "Worte.",
        ]
    ),
    max_size=14,
)


@given(LINES)
def test_no_letter_is_lost_or_doubled(lines):
    found = read_pasted("\n".join(lines))
    kept = "".join(found.left_out)
    for row in found.articles:
        units = row.get("units", {})
        assert isinstance(units, dict)
        kept += f"Art {row['article']} {row.get('heading', '')} {row.get('text', '')}"
        kept += "".join(f"{key[-2] if '(' in key else key} {text}" for key, text in units.items())
    assert sorted(signs(kept)) == sorted(signs("".join(lines)))


@given(st.text(max_size=200))
def test_anything_may_be_pasted(text):
    found = read_pasted(text)
    assert found.articles or found.faults
