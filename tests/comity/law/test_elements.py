"""Elements of offences as codes, the words they are found by, the articles they answer to."""

import pytest

from comity.base.reader import DataError, package_data
from comity.law import load
from comity.law.elements import UNWORDED, elements_of, known_elements
from comity.law.harmonisation import offence_articles
from comity.law.search_words import LANGUAGES, load_search_words, said_of

LAW = load()
ROWS = {row.id: row for rows in LAW.offences.values() for row in rows}

# Read in offences.toml by eye.
SECOND_READING = {
    "FR-L823-1": ("role:smuggling_base", "conduct:harbour", "object:alien", "benefit:no",
                  "circumstance:organised_group", "exception:family"),
    "ES-318BIS-2": ("role:facilitating_stay", "conduct:procure_stay", "object:irregular_entrant"),
    "TN-45": ("role:related_fail_to_report", "conduct:fail_to_report"),
    "IT-12-1": ("conduct:finance", "benefit:aggravating_only"),
    "EG-82-6": ("conduct:recruit", "object:national_leaving", "benefit:unknown",
                "circumstance:death"),
}  # fmt: skip


@pytest.mark.parametrize("row", SECOND_READING)
def test_an_offence_has_the_elements_its_row_names(row):
    assert set(SECOND_READING[row]) <= set(elements_of(ROWS[row]))


def test_an_element_that_the_row_does_not_name_is_none_of_it():
    assert "conduct:harbour" not in elements_of(ROWS["TN-38"])
    assert "benefit:yes" not in elements_of(ROWS["FR-L823-1"])


def test_a_statement_that_there_was_no_offence_has_no_element_and_answers_to_nothing():
    assert elements_of(ROWS["EG-NONE-PRE2016"]) == ()
    assert offence_articles(ROWS["EG-NONE-PRE2016"]) == ()


def test_every_element_of_the_data_is_a_known_one_and_stands_once():
    known = set(known_elements(LAW.words))
    for row in ROWS.values():
        found = elements_of(row)
        assert set(found) <= known
        assert len(found) == len(set(found))


def test_every_element_has_words_in_the_six_languages():
    words = load_search_words()
    assert set(words) == set(known_elements(LAW.words)) - UNWORDED
    for row in words.values():
        assert all(getattr(row, language).strip() for language in LANGUAGES)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "smuggling of migrants"),
        ("ar", "تهريب المهاجرين"),
        ("es", "tráfico ilícito de migrantes"),
        ("fr", "trafic illicite de migrants"),
        ("it", "traffico di migranti"),
        ("tr", "göçmen kaçakçılığı"),
    ],
)
def test_smuggling_is_found_by_the_word_of_the_glossary(language, said):
    words = [
        text for code, text in said_of(ROWS["EG-82-6"], load_search_words()) if code == language
    ]
    assert any(said in text for text in words)


def test_no_word_calls_smuggling_trafficking():
    wrong = ("trafficking", "trata de", "traite des", "tratta di", "الاتجار", "insan ticareti")
    for row in load_search_words().values():
        for language in LANGUAGES:
            assert not any(one in getattr(row, language) for one in wrong)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (('code = "conduct:aid"', 'code = "conduct:flying"'), "no such element"),
        (('ar = "تمويل"', 'ar = ""'), "is empty"),
        (('[[word]]\ncode = "role:smuggling_base"', '[[other]]\ncode = "x"'), "unknown table"),
    ],
)
def test_a_broken_file_of_words_is_refused(tmp_path, change, reason):
    text = (package_data() / "law" / "search_words.toml").read_text("utf-8")
    assert change[0] in text
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "search_words.toml").write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(DataError, match=reason):
        load_search_words(tmp_path)


def test_a_file_that_lacks_an_element_is_refused(tmp_path):
    text = (package_data() / "law" / "search_words.toml").read_text("utf-8")
    head, _, rest = text.partition('[[word]]\ncode = "conduct:recruit"')
    (tmp_path / "law").mkdir()
    cut = head + rest[rest.index("[[word]]") :]
    (tmp_path / "law" / "search_words.toml").write_text(cut, encoding="utf-8")
    with pytest.raises(DataError, match=r"conduct:recruit.*missing"):
        load_search_words(tmp_path)


@pytest.mark.parametrize(
    ("row", "answers", "not_to"),
    [
        ("FR-L823-1", ("SOM_PROTOCOL:6(1)(a)", "SOM_PROTOCOL:6(1)(c)"), ("UNTOC:6(1)(a)",)),
        ("FR-324-1", ("UNTOC:6(1)(a)",), ("SOM_PROTOCOL:6(1)(a)",)),
        ("FR-441-2", ("SOM_PROTOCOL:6(1)(b)(i)",), ("SOM_PROTOCOL:6(1)(a)",)),
        ("IT-416", ("UNTOC:5(1)(a)",), ("SOM_PROTOCOL:6(1)(a)",)),
    ],
)
def test_an_offence_answers_to_the_articles_of_its_conduct(row, answers, not_to):
    found = [str(at) for at in offence_articles(ROWS[row])]
    assert set(answers) <= set(found)
    assert not set(not_to) & set(found)
