"""Words of texts as the index has them: one form for every writing, each at its place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.law.folding import folded
from comity.law.lexemes import LONGEST_WORD, excerpt, spans
from comity.law.statutes import load_statutes
from comity.law.texts import load_texts

WHOLE = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def words(text: str) -> list[str]:
    """The whole words, without their parts."""
    return [span.words[0] for span in spans(text)]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("art. L. 823-1", ["art", "l823-1"]),
        ("R.311-2 et L823-1", ["r311-2", "et", "l823-1"]),
        ("12-bis, 12 bis, 12bis, 12–bis", ["12bis"] * 4),
        ("648\u00a0ter c.p.", ["648ter", "c", "p"]),
        ("303 bis 30 to 303 bis 41", ["303bis", "30", "to", "303bis", "41"]),
        ("l’entrée dell'articolo", ["l", "entree", "dell", "articolo"]),
        ("والمُهاجِرين، المــادة ١٢", ["والمهاجرين", "الماده", "12"]),
        ("18(15)(c)", ["18", "15", "c"]),
        ("L. 91/1999", ["l", "91", "1999"]),
        ("1º y 2°", ["1", "y", "2"]),
        ("KAÇAKÇILIĞI", ["kacakciligi"]),
        ("_ … — ( ) !?", []),
        ("\u202e\u200b\ufeff", []),
    ],
)
def test_a_word_is_found_in_one_form_however_it_is_written(written, found):
    assert words(written) == found


def test_a_number_is_found_whole_and_by_its_parts_and_without_the_letter_of_its_code():
    (span,) = spans("L. 823-1")
    assert span.words == ("l823-1", "823-1", "l823", "1")


def test_a_word_of_endless_length_is_cut():
    assert words("x" * 500) == ["x" * LONGEST_WORD]


def every_text() -> list[str]:
    statutes = (one.text for text in load_statutes().held for one in text.provisions.values())
    treaties = (
        one.text
        for texts in load_texts().by_treaty.values()
        for text in texts.values()
        for one in text.provisions.values()
    )
    return [*statutes, *treaties]


def test_in_every_text_that_is_held_the_words_are_those_of_the_folded_text():
    texts = every_text()
    assert len(texts) > 1000
    for text in texts:
        assert words(text) == WHOLE.findall(folded(text)), text[:80]


@given(st.text(max_size=80))
def test_every_word_has_its_place_and_words_do_not_overlap(text):
    end = 0
    for span in spans(text):
        assert end <= span.start < span.end <= len(text)
        assert span.words
        assert all(word == word.strip() and "'" not in word for word in span.words)
        end = span.end


# --- excerpts ----------------------------------------------------------------------------------

LONG = "Rien ici. " * 60 + "L’entrée d’un étranger est punie. " + "Rien là. " * 60


def test_an_excerpt_shows_the_place_where_the_words_stand():
    found = excerpt(LONG, {"entree", "etranger"}, 120)
    assert [one.text for one in found.pieces if one.found] == ["entrée", "étranger"]
    assert found.cut_before
    assert found.cut_after
    assert found.marked


def test_a_short_text_is_shown_whole():
    found = excerpt("L’entrée", {"entree"}, 120)
    assert "".join(one.text for one in found.pieces) == "L’entrée"
    assert (found.cut_before, found.cut_after) == (False, False)


def test_without_words_the_text_is_shown_from_its_beginning():
    found = excerpt(LONG, set(), 50)
    assert LONG.startswith("".join(one.text for one in found.pieces))
    assert not found.marked


def test_the_excerpt_is_where_most_different_words_stand_together():
    text = "étranger " * 3 + "x " * 300 + "étranger entrée séjour " + "x " * 300
    found = excerpt(text, {"etranger", "entree", "sejour"}, 100)
    assert [one.text for one in found.pieces if one.found][-2:] == ["entrée", "séjour"]


def test_a_vocalised_word_is_marked_with_its_vowel_signs():
    found = excerpt("يعاقب على تَهْرِيبِ المهاجرين", {"تهريب"}, 100)
    assert [one.text for one in found.pieces if one.found] == ["تَهْرِيبِ"]


@given(st.text(max_size=300), st.integers(min_value=10, max_value=80))
def test_an_excerpt_is_a_piece_of_the_text_and_marks_only_what_was_looked_for(text, most):
    looked_for = {span.words[0] for span in list(spans(text))[:2]}
    found = excerpt(text, looked_for, most)
    shown = "".join(one.text for one in found.pieces)
    assert shown in text
    for piece in found.pieces:
        if piece.found:
            assert looked_for & {word for span in spans(piece.text) for word in span.words}
