"""The pages in Arabic and Italian: every sentence there, none in English, none unfit.

Reads the source and the catalogues; needs no database and no compiled file.
"""

import gettext
import re
import tomllib

import catalogues
import pytest
from babel.messages.catalog import Catalog, Message
from django.utils.translation.template import templatize

from tests.house.reading import SRC, text_of

FRESH = catalogues.template()
# Latin letters that stand in Arabic text as they are: product, formats, codes, units.
LATIN = {
    "Comity", "Word", "Excel", "PDF", "PNG", "JPEG", "TIFF", "UTF", "SHA", "zip", "P", "HR",
    "a", "b", "c", "d",  # letters of sub-paragraphs: 18(21)(b)
}  # fmt: skip
OTHER_DIGITS = re.compile(r"[٠-٩۰-۹]")
ENGLISH = re.compile(
    r"\b(?:the|and|of|is|are|not|with|this|that|for|request|State|case|who|what|art\.? of)\b"
)


def entries(language: str) -> list[Message]:
    return [one for one in catalogues.stored(language) if one.id]


def texts(language: str) -> list[tuple[str, str]]:
    return [(catalogues.english(one), text) for one in entries(language) for text in forms(one)]


def forms(one: Message) -> tuple[str, ...]:
    return catalogues.forms(one)


def bare(text: str) -> str:
    return catalogues.HOLE.sub(" ", text)


def one_message(english: str, translated: str) -> Message:
    catalogue = Catalog(locale="ar")
    return catalogue.add(english, translated)


# --- complete --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", catalogues.COMPLETE)
def test_every_sentence_of_the_source_is_translated(language):
    found = catalogues.count(language, FRESH)
    assert found.missing == ()
    assert found.fuzzy == ()
    assert found.holes == ()


@pytest.mark.parametrize("language", catalogues.PREPARED)
def test_a_prepared_language_has_every_sentence_waiting(language):
    assert {catalogues._key(one) for one in FRESH if one.id} == {
        catalogues._key(one) for one in entries(language)
    }


def test_the_template_on_disk_is_that_of_the_source():
    with (catalogues.LOCALE / "django.pot").open("rb") as file:
        stored = catalogues.read_po(file)
    assert {catalogues._key(one) for one in stored} == {catalogues._key(one) for one in FRESH}


def test_running_again_keeps_what_is_translated():
    again = catalogues.updated("ar", FRESH)
    kept = {catalogues._key(one): one.string for one in again if one.id}
    assert all(kept[catalogues._key(one)] == one.string for one in entries("ar"))


# --- what the tool sees ----------------------------------------------------------------------


def test_a_sentence_inside_a_custom_tag_is_found():
    code = templatize('{% load fields %}{% line form.title _("Title") _("What it is") %}')
    found = {one.ids for one in catalogues._from_code(code, SRC)}
    assert found == {("Title",), ("What it is",)}


def test_a_plural_with_its_context_is_found():
    code = 'ngettext("%(n)s day", "%(n)s days", 2); pgettext_lazy("request", "Answered")'
    found = {(one.ids, one.context) for one in catalogues._from_code(code, SRC)}
    assert found == {(("%(n)s day", "%(n)s days"), None), (("Answered",), "request")}


def test_a_lost_placeholder_is_seen():
    assert catalogues.holes_differ(one_message("{actor} signed in.", "تسجيل دخول."))
    assert catalogues.holes_differ(one_message("to %(state)s", "إلى %(stato)s"))
    assert not catalogues.holes_differ(one_message("to %(state)s", "إلى %(state)s"))


@pytest.mark.parametrize(
    "path", ["law/rules.toml", "safeguards/gate.toml", "audit/catalogue.toml", "law/bases.toml"]
)
def test_sentences_of_the_data_are_in_the_catalogue(path):
    ids = {one.id for one in FRESH}
    told = [one.ids[0] for one in catalogues.from_data() if one.where.match(f"*/{path}")]
    assert told
    assert set(told) <= ids


# --- the words -------------------------------------------------------------------------------


def test_arabic_has_six_forms_of_every_plural():
    plurals = [one for one in entries("ar") if one.pluralizable]
    assert plurals
    for one in plurals:
        assert len(forms(one)) == 6
        assert all(forms(one)), one.id
        _zero, single, pair, *numbered = forms(one)
        assert "%(n)s" not in single + pair, one.id
        assert all("%(n)s" in text for text in numbered), one.id
        assert len({single, pair, numbered[0]}) == 3, one.id


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "يوم واحد"),
        (2, "يومان"),
        (3, "3 أيام"),
        (10, "10 أيام"),
        (11, "11 يوماً"),
        (99, "99 يوماً"),
        (100, "100 يوم"),
        (103, "103 أيام"),
        (121, "121 يوماً"),
    ],
)
def test_days_are_counted_as_arabic_counts_them(n, said):
    arabic = catalogues.stored("ar")
    several = arabic.get("%(n)s day")
    form = gettext.c2py(arabic.plural_expr)(n)
    assert forms(several)[form] % {"n": n} == said


def test_no_latin_word_stands_in_the_arabic_but_the_allowed_ones():
    strange = {
        english: sorted(set(re.findall(r"[A-Za-z]+", bare(text))) - LATIN)
        for english, text in texts("ar")
        if set(re.findall(r"[A-Za-z]+", bare(text))) - LATIN
    }
    assert not strange


def test_every_arabic_text_is_arabic():
    assert not [english for english, text in texts("ar") if not re.search("[\u0621-\u064a،]", text)]


def test_digits_are_the_ones_of_the_paper():
    assert not [text for _english, text in texts("ar") if OTHER_DIGITS.search(text)]


def test_arabic_keeps_citations_from_turning_round():
    cited = re.compile(r"(?<!\u2066)\b\d+(?:\([0-9a-z]+\))+")
    loose = {english for english, text in texts("ar") if cited.search(text)}
    assert loose <= {"this case only (art. 18(19))"}  # it goes into a letter, which isolates itself


def test_no_english_is_left_in_the_italian():
    assert not [text for _english, text in texts("it") if ENGLISH.search(bare(text))]


def test_smuggling_is_never_called_trafficking():
    wrong = re.compile(r"\btratta di (?:persone|migranti)\b|الاتجار بالمهاجرين")
    assert not [
        text for lang in catalogues.COMPLETE for _english, text in texts(lang) if wrong.search(text)
    ]


@pytest.mark.parametrize("language", catalogues.COMPLETE + catalogues.PREPARED)
def test_no_translation_calls_people_by_an_unfit_word(language):
    words = tomllib.loads(text_of(SRC / "comity/data/safeguards/words.toml"))["word"]
    patterns = [re.compile(one["pattern"], re.IGNORECASE) for one in words]
    assert not [
        text for _english, text in texts(language) if any(one.search(text) for one in patterns)
    ]
    assert not [text for _english, text in texts(language) if "غير الشرعي" in text]


def test_no_message_makes_a_plural_with_brackets():
    assert not [one.id for one in FRESH if re.search(r"\w\(e?s\)", catalogues.english(one))]


@pytest.mark.parametrize("language", catalogues.COMPLETE)
def test_no_translation_begins_or_ends_in_a_space_the_english_lacks(language):
    for english, text in texts(language):
        assert (text[:1] == " ", text[-1:] == " ") == (english[:1] == " ", english[-1:] == " ")
