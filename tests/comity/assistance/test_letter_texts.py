"""The data of letters: every text in four languages, the same placeholders, nothing unknown."""

import re
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from comity.assistance.texts import GROUNDS, KEYS, LANGUAGES, load_texts, placeholders
from comity.base.reader import DataError
from comity.law.data import load as load_law
from comity.law.rows import RuleKind

FOLDER = Path(str(files("comity.data") / "assistance"))
NAMES = ("letters", "measures", "conduct", "items", "grounds", "treaties", "states", "citations")
OURS = [FOLDER / f"{name}.toml" for name in NAMES]
TEXTS = load_texts()


@pytest.mark.parametrize("key", sorted(KEYS))
def test_a_sentence_stands_in_every_language_with_the_same_placeholders(key):
    sentence = TEXTS.sentences[key]
    counting = key.startswith(("frame.years.", "frame.months."))
    for language in LANGUAGES:
        text = getattr(sentence, language)
        assert text.strip()
        assert counting or placeholders(text) == placeholders(sentence.en)


@pytest.mark.parametrize("language", LANGUAGES)
def test_measures_conduct_and_grounds_are_complete(language):
    words = load_law().words
    for code in words["measure"]:
        assert TEXTS.word(TEXTS.measures, code, language)
    for code in words["conduct"]:
        assert TEXTS.word(TEXTS.conduct, code, language)
    for code in GROUNDS:
        assert TEXTS.word(TEXTS.grounds, code, language)


def test_every_item_an_assistance_request_can_lack_has_words_unless_it_has_a_form_of_its_own():
    forms = {"eio_form", "tca_form", "necessity_proportionality"}
    rules = load_law().rules_of(RuleKind.COMPLETENESS)
    asked = {item for rule in rules if "mla" in rule.acts for item in rule.items}
    assert asked - forms <= TEXTS.items.keys()


def test_every_described_state_has_a_name_and_it_agrees_with_the_catalogue():
    for code, state in load_law().states.described.items():
        for language in ("en", "fr", "ar"):
            name = TEXTS.state(code, language)
            assert name == state.name(language) or code == "TR"


def test_every_treaty_a_request_can_rest_on_has_a_title():
    bases = {
        step.treaty
        for step in load_law().steps["mla"]
        if getattr(step, "treaty", "") in load_law().treaties
    }
    assert bases <= TEXTS.treaties.keys()


def test_arabic_carries_no_vowel_signs_and_latin_digits():
    for file in OURS:
        text = "\n".join(line for line in file.read_text().splitlines() if line[:1] != "#")
        assert not re.search("[\u064b-\u0652\u0660-\u0669]", text), file.name


def test_false_friends_do_not_meet():
    trafficking = re.compile(r"\btratta\b|\btraite\b|الاتجار|\btrafficking\b", re.IGNORECASE)
    for file in OURS:
        lines = [line for line in file.read_text().splitlines() if line[:1] != "#"]
        assert not [line for line in lines if trafficking.search(line)], file.name


def test_every_file_says_who_wrote_it_and_that_nobody_reviewed_it():
    for file in OURS:
        head = file.read_text()[:900]
        assert "2026-11-24" in head
        assert "No lawyer and no certified translator" in head


@pytest.fixture
def copy_of_data(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "assistance")
    return tmp_path


FAULTS = {
    "a language is missing": ("letters.toml", 'it = "Sigillo"\n', "", 'missing key "it"'),
    "a language is empty": ("letters.toml", 'it = "Sigillo"', 'it = " "', '"it" is empty'),
    "a placeholder differs": ("letters.toml", "Impronta {hash}", "Impronta {ash}", '"it" fills'),
    "an unknown key": ("letters.toml", 'key = "frame.seal"', 'key = "frame.sael"', "unknown key"),
    "an unknown column": ("letters.toml", 'fr = "Sceau"', 'fr = "Sceau"\nes = "Sello"', '"es"'),
    "a measure is missing": ("measures.toml", 'code = "search"', 'code = "searhc"', "unknown key"),
    "an invented ground": ("grounds.toml", '"18(9)"', '"18(8)"', "unknown key"),
    "an invented treaty": ("treaties.toml", '"ETS30"', '"ETS31"', "unknown key"),
    "no such State": ("states.toml", 'code = "EG"', 'code = "ZZ"', "unknown key"),
}


@pytest.mark.parametrize(("file", "old", "new", "words"), FAULTS.values(), ids=FAULTS)
def test_broken_data_stop_the_load_and_say_why(copy_of_data, file, old, new, words):
    path = copy_of_data / "assistance" / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(DataError, match=re.escape(words)):
        load_texts(copy_of_data)


def test_no_english_word_stands_in_a_citation_of_another_language():
    english = re.compile(r"\b(?:of|before|and|following|mainly|aggravated|amended|for|unknown)\b")
    rows = load_texts().citations.values()
    assert rows
    assert not [row.code for row in rows if english.search(f"{row.ar} {row.it} {row.fr}".lower())]


def test_every_citation_with_an_english_word_is_named_in_each_language_of_the_letters():
    english = re.compile(r"\b(?:of|before|following|mainly|aggravated|amended|in force|Law)\b")
    texts = load_texts()
    cited = {
        f"{state}:{text}"
        for state, rows in load_law().offences.items()
        if state != "GB"  # English is its own language
        for row in rows
        for text in (row.statute, row.article)
    }
    assert {one for one in cited if english.search(one)} - set(texts.citations) == set()


def test_a_citation_that_is_not_listed_stands_as_the_law_data_have_it():
    texts = load_texts()
    assert texts.citation("IT", "Codice penale", "ar") == "Codice penale"
    assert texts.citation("TN", "Code pénal", "ar") == "المجلة الجزائية"
    assert texts.citation("FR", "Code pénal", "ar") == "Code pénal"


def test_numbers_of_a_law_are_the_same_in_every_language():
    numbers = re.compile(r"\d{2,}")
    for row in load_texts().citations.values():
        wanted = set(numbers.findall(row.en))
        assert set(numbers.findall(row.it)) == set(numbers.findall(row.fr)) == wanted, row.code
        if not row.code.startswith("TN:"):  # Tunis writes عدد 40 لسنة 1975 for 75-40
            assert set(numbers.findall(row.ar)) == wanted, row.code
