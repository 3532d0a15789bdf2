"""A second reading, made from the files of the collection and not from our copy of them.

Counted there with awk: the articles, the paragraphs of each, the words. Read there by eye: the
provisions that the rules of this project rest on.
"""

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import comity.data
from comity.base.reader import DataError
from comity.law import load
from comity.law.addresses import Address
from comity.law.texts import load_texts, not_held

TEXTS = load_texts()
PACKAGE = Path(comity.data.__file__).parent

# Paragraphs with a number, article by article; 0 where the article has none.
PARAGRAPHS = {
    "UNTOC": "0 0 2 2 3 2 4 4 2 4 6 9 9 3 6 17 0 30 0 4 0 0 0 4 3 5 3 3 4 4 7 5 2 3 4 4 4 2 5 3 2",
    "SOM_PROTOCOL": "3 0 0 0 0 4 0 7 4 2 6 0 0 3 3 5 0 8 2 4 4 2 5 2 2",
    "TIP_PROTOCOL": "3 0 0 0 2 6 2 6 5 3 6 0 0 2 4 4 2 5 2 2",
    "ETS24": "0 7 4 0 2 2 2 0 4 0 0 2 0 3 0 5 0 5 2 4 6 0 0 3 0 3 4 3 3 2 0 0",
    "ETS30": "4 0 3 2 2 2 3 0 0 3 3 3 2 2 10 3 0 0 0 4 3 2 3 0 5 4 3 2 0 0",
    "ETS182": "0 0 0 0 0 0 3 0 9 6 4 4 7 0 4 4 6 4 4 12 0 5 0 2 0 5 0 0 0 3 3 3 4 3 0",
}
ARTICLES = {
    "UNTOC": 41, "SOM_PROTOCOL": 25, "TIP_PROTOCOL": 20, "ETS24": 32, "ETS30": 30, "ETS182": 35,
}  # fmt: skip
LETTERS_AND_ITEMS = {
    "UNTOC": 130, "SOM_PROTOCOL": 41, "TIP_PROTOCOL": 23, "ETS24": 26, "ETS30": 26, "ETS182": 34,
}  # fmt: skip
# Words from the first article to the closing words, without labels and headings.
WORDS = {
    "UNTOC": 11950, "SOM_PROTOCOL": 4335, "TIP_PROTOCOL": 3005,
    "ETS24": 4005, "ETS30": 3853, "ETS182": 5593,
}  # fmt: skip


def text_of(treaty):
    text = TEXTS.text(treaty)
    assert text is not None
    return text


def said(address):
    provision = TEXTS.find(Address.parse(address))
    assert provision is not None, address
    return provision.text


def labels(address):
    """The labels one step below a provision."""
    at = Address.parse(address)
    return [
        one.address.path[-1]
        for one in text_of(at.treaty).provisions.values()
        if one.address.above == at
    ]


@pytest.mark.parametrize("treaty", ARTICLES)
def test_a_text_has_the_articles_of_the_treaty_in_order(treaty):
    numbers = [one.address.article for one in text_of(treaty).articles]
    assert numbers == [str(number) for number in range(1, ARTICLES[treaty] + 1)]


@pytest.mark.parametrize("treaty", PARAGRAPHS)
def test_the_paragraphs_of_every_article_run_from_one_without_a_gap(treaty):
    for article, count in enumerate(PARAGRAPHS[treaty].split(), 1):
        found = [label for label in labels(f"{treaty}:{article}") if label.isdigit()]
        assert found == [str(number) for number in range(1, int(count) + 1)], article


@pytest.mark.parametrize("treaty", LETTERS_AND_ITEMS)
def test_a_text_has_as_many_letters_and_items_as_the_collection_has_lines_with_one(treaty):
    found = [at for at in text_of(treaty).provisions if at.path and not at.path[-1].isdigit()]
    assert len(found) == LETTERS_AND_ITEMS[treaty]


@pytest.mark.parametrize("treaty", WORDS)
def test_no_word_of_the_collection_was_lost_or_doubled(treaty):
    provisions = text_of(treaty).provisions.values()
    assert sum(len(re.findall(r"[^\W_]+", one.text)) for one in provisions) == WORDS[treaty]


def test_a_request_under_18_15_has_six_letters_and_facts_are_excepted_for_service():
    assert labels("UNTOC:18(15)") == list("abcdef")
    assert said("UNTOC:18(15)") == "A request for mutual legal assistance shall contain:"
    assert "The identity of the authority making the request" in said("UNTOC:18(15)(a)")
    excepted = "except in relation to requests for the purpose of service of judicial documents"
    assert excepted in said("UNTOC:18(15)(c)")
    assert said("UNTOC:18(15)(e)").startswith("Where possible, the identity, location and nat")
    assert said("UNTOC:18(15)(f)").startswith("The purpose for which")


def test_assistance_may_be_asked_for_nine_purposes():
    assert labels("UNTOC:18(3)") == list("abcdefghi")
    assert said("UNTOC:18(3)(b)") == "Effecting service of judicial documents;"
    assert said("UNTOC:18(3)(i)").startswith("Any other type of assistance that is not contrary")


def test_help_may_be_refused_on_four_grounds_and_bank_secrecy_is_none():
    assert labels("UNTOC:18(21)") == list("abcd")
    assert "likely to prejudice its sovereignty, security, ordre public" in said("UNTOC:18(21)(b)")
    assert said("UNTOC:18(8)").endswith("on the ground of bank secrecy.")
    assert (
        said("UNTOC:18(23)") == "Reasons shall be given for any refusal of mutual legal assistance."
    )


def test_who_is_not_extradited_for_his_nationality_alone_is_prosecuted():
    paragraph = said("UNTOC:16(10)")
    assert "solely on the ground that he or she is one of its nationals" in paragraph
    assert (
        "without undue delay to its competent authorities for the purpose of prosecution"
        in paragraph
    )


def test_serious_crime_is_four_years_and_a_group_is_three_persons():
    assert "a maximum deprivation of liberty of at least four years" in said("UNTOC:2(b)")
    assert "a structured group of three or more persons" in said("UNTOC:2(a)")
    assert labels("UNTOC:2") == list("abcdefghij")


def test_items_lie_under_their_letter_as_deep_as_the_treaty_goes():
    assert labels("UNTOC:5(1)(a)(ii)") == ["a", "b"]
    assert said("UNTOC:5(1)(a)(ii)(a)").startswith("Criminal activities of the organized")
    assert said("UNTOC:5(1)(b)").startswith("Organizing, directing, aiding")
    assert labels("UNTOC:31(2)(d)") == ["i", "ii", "iii", "iv"]
    assert (said("UNTOC:6(1)(a)"), labels("UNTOC:6(1)(a)")) == ("", ["i", "ii"])
    assert labels("ETS24:9(2)(b)") == ["i", "ii"]
    assert said("ETS24:9(2)(c)").startswith("if the court convicted the offender without")


def test_the_offence_of_smuggling_asks_for_a_benefit():
    benefit = "in order to obtain, directly or indirectly, a financial or other material benefit"
    assert benefit in said("SOM_PROTOCOL:3(a)")
    assert benefit in said("SOM_PROTOCOL:6(1)")
    assert labels("SOM_PROTOCOL:6(1)") == ["a", "b", "c"]
    assert labels("SOM_PROTOCOL:6(1)(b)") == ["i", "ii"]
    assert said("SOM_PROTOCOL:6(1)(a)") == "The smuggling of migrants;"


def test_two_circumstances_aggravate_and_the_migrants_are_not_liable():
    assert labels("SOM_PROTOCOL:6(3)") == ["a", "b"]
    assert "endanger, the lives or safety of the migrants" in said("SOM_PROTOCOL:6(3)(a)")
    assert "inhuman or degrading treatment" in said("SOM_PROTOCOL:6(3)(b)")
    assert said("SOM_PROTOCOL:5").startswith("Migrants shall not become liable to criminal prosec")


def test_a_vessel_is_boarded_with_the_flag_state_or_when_it_has_no_nationality():
    assert "request confirmation of registry" in said("SOM_PROTOCOL:8(2)")
    assert said("SOM_PROTOCOL:8(2)(a)") == "To board the vessel;"
    assert labels("SOM_PROTOCOL:8(2)") == ["a", "b", "c"]
    assert "is without nationality" in said("SOM_PROTOCOL:8(7)")
    assert "may board and search the vessel" in said("SOM_PROTOCOL:8(7)")
    assert "except those necessary to relieve imminent danger to the lives" in said(
        "SOM_PROTOCOL:8(5)"
    )


def test_consent_of_a_victim_of_trafficking_is_irrelevant():
    assert said("TIP_PROTOCOL:3(b)").startswith("The consent of a victim of trafficking")
    assert said("TIP_PROTOCOL:3(d)") == "“Child” shall mean any person under eighteen years of age."


def test_provisional_arrest_ends_after_18_and_40_days():
    assert "within a period of 18 days after arrest" in said("ETS24:16(4)")
    assert "exceed 40 days from the date of such arrest" in said("ETS24:16(4)")
    assert labels("ETS24:12(2)") == ["a", "b", "c"]


def test_letters_rogatory_state_offence_and_facts():
    assert said("ETS30:14(2)").endswith("state the offence and contain a summary of the facts.")
    assert labels("ETS30:14(1)") == ["a", "b", "c", "d"]


def test_a_list_without_labels_stays_in_its_paragraph_line_by_line():
    lines = said("ETS182:17(6)").splitlines()
    assert lines[0].endswith("only for one of the following criminal offences:")
    assert (len(lines), lines[-2]) == (16, "– smuggling of aliens;")


def test_what_the_collection_garbles_is_not_mended_and_is_said():
    for address, printed in {
        "UNTOC:18(13)": "Requests formutual legal assistance",
        "UNTOC:7(1)(a)": "the reporting of suspicio us transactions",
        "ETS24:2(7)": "Any Part may apply reciprocity",
        "ETS30:14(1)(c)": "the person oncerned",
    }.items():
        assert printed in said(address)
        provision = TEXTS.find(Address.parse(address))
        assert provision.note
        assert any(word in provision.note for word in printed.split())


def test_articles_that_the_collection_leaves_out_have_a_heading_and_say_so():
    for article in "123456":
        provision = TEXTS.find(Address("ETS182", article))
        assert (provision.text, bool(provision.heading)) == ("", True)
        assert provision.note.startswith("Not in the collection")
    assert TEXTS.find(Address("ETS182", "4")).heading == "Channels of communication"
    assert not TEXTS.find(Address("ETS182", "8")).note


def test_a_changed_article_says_by_which_later_protocol():
    for address, by in {
        "ETS24:12(1)": "ETS 98", "ETS24:5": "ETS 98", "ETS24:9(2)": "1975",
        "ETS30:15(1)": "ETS 182", "ETS30:22(2)": "ETS 99",
    }.items():  # fmt: skip
        assert by in TEXTS.find(Address.parse(address)).note
    assert not TEXTS.find(Address.parse("ETS24:16(4)")).note
    assert "works the changes of" in text_of("ETS30").head.version


def test_chapters_stand_on_their_first_article():
    chapters = {
        one.address.article: one.chapter for one in text_of("SOM_PROTOCOL").articles if one.chapter
    }
    assert list(chapters) == ["1", "7", "10", "19"]
    assert chapters["7"] == "II. Smuggling of migrants by sea"
    assert not any(one.chapter for one in text_of("UNTOC").articles)


def test_preamble_and_closing_words_stand_in_the_head():
    head = text_of("SOM_PROTOCOL").head
    assert head.preamble.startswith("The States Parties to this Protocol, Declaring")
    assert "need to provide migrants with humane treatment" in head.preamble
    assert head.closing.startswith("IN WITNESS WHEREOF")
    assert text_of("UNTOC").head.preamble == ""


@pytest.mark.parametrize("treaty", ARTICLES)
def test_every_unit_is_reached_from_its_address_and_lies_in_its_article(treaty):
    text = text_of(treaty)
    for address, provision in text.provisions.items():
        assert provision.address == address
        assert TEXTS.find(Address.parse(str(address))) is provision
        assert TEXTS.find(Address.from_link(address.link)) is provision
        assert provision in text.parts(Address(treaty, address.article))
        assert [one.address.path for one in text.down_to(address)] == [
            address.path[:depth] for depth in range(len(address.path) + 1)
        ]


@pytest.mark.parametrize("treaty", ARTICLES)
def test_from_neighbour_to_neighbour_one_comes_past_every_article(treaty):
    text = text_of(treaty)
    here, passed = Address(treaty, "1"), 1
    assert text.neighbours(here)[0] is None
    while (after := text.neighbours(here)[1]) is not None:
        assert text.neighbours(after.address)[0].address == here
        here, passed = after.address, passed + 1
    assert passed == ARTICLES[treaty]


def test_the_neighbours_of_a_letter_are_letters_of_the_same_paragraph():
    text = text_of("UNTOC")
    before, after = text.neighbours(Address.parse("UNTOC:18(15)(a)"))
    assert (before, str(after.address)) == (None, "UNTOC:18(15)(b)")
    assert text.neighbours(Address.parse("UNTOC:18(15)(f)"))[1] is None
    with pytest.raises(KeyError):
        text.neighbours(Address.parse("UNTOC:18(31)"))


def test_parts_begin_with_the_provision_and_end_with_its_last_item():
    parts = [str(one.address) for one in text_of("UNTOC").parts(Address.parse("UNTOC:5(1)"))]
    assert parts[0] == "UNTOC:5(1)"
    assert parts[-1] == "UNTOC:5(1)(b)"
    assert "UNTOC:5(1)(a)(ii)(b)" in parts
    assert len(parts) == 7
    assert not text_of("UNTOC").parts(Address.parse("UNTOC:5(9)"))
    assert not text_of("UNTOC").down_to(Address.parse("UNTOC:5(9)"))


@pytest.mark.parametrize(
    "address", ["UNTOC:42", "UNTOC:18(31)", "UNTOC:18(15)(g)", "UNTOC", "CAT:3"]
)
def test_what_is_not_there_is_not_found(address):
    assert TEXTS.find(Address.parse(address)) is None


@pytest.mark.parametrize("language", ["ar", "fr", "nl", ""])
def test_where_a_language_is_not_held_english_is_given_and_says_so(language):
    assert TEXTS.text("UNTOC", language).head.language == "en"
    assert TEXTS.find(Address("UNTOC", "16"), language).language == "en"
    assert TEXTS.text("CAT", language) is None


def test_a_held_language_is_given_as_asked(copy):
    french = (copy / "law/texts/SOM_PROTOCOL.en.toml").read_text("utf-8")
    french = french.replace('language = "en"', 'language = "fr"').replace(
        "Migrants shall not", "Les migrants"
    )
    (copy / "law/texts/SOM_PROTOCOL.fr.toml").write_text(french, "utf-8")
    texts = load_texts(copy)
    assert texts.find(Address("SOM_PROTOCOL", "5"), "fr").text.startswith("Les migrants")
    assert texts.find(Address("SOM_PROTOCOL", "5"), "fr").language == "fr"
    assert texts.find(Address("SOM_PROTOCOL", "5"), "ar").language == "en"


def test_every_treaty_is_held_or_named_with_its_depositary():
    law = load()
    missing = not_held(law)
    assert {one.id for one in missing} | set(TEXTS.by_treaty) == set(law.treaties)
    assert not {one.id for one in missing} & set(TEXTS.by_treaty)
    assert all(one.depositary for one in missing)
    cat = next(one for one in missing if one.id == "CAT")
    assert cat.depositary == "Secretary-General of the United Nations"


def test_texts_come_in_the_order_of_the_treaties():
    assert list(TEXTS.by_treaty) == [one for one in load().treaties if one in TEXTS.by_treaty]


def test_a_copy_of_the_folder_loads_to_the_same(copy):
    assert load_texts(copy) == TEXTS
    assert load_texts() is TEXTS


BREAKS = {
    "unknown key": (
        'heading = "Extradition"', 'headng = "Extradition"', ["row 16 (16)", "headng", "heading"],
    ),
    "article twice": ('article = "17"', 'article = "16"', ["row 17 (16)", "stands in the file"]),
    "unit twice": ('"10" = "A State', '"9" = "A State', ["not TOML", "line"]),
    "one unit written twice": ('"10" = "A State', '"9()" = "A State', ["16", '"9()"', "15(a)"]),
    "letter before its paragraph": (
        '"5(a)" = "At the time', '"50(a)" = "At the time', ["16", '"50(a)"', "before"],
    ),
    "no source": ('source = "English', 'sources = "English', ["[[text]]", "sources"]),
    "empty source": ('as_of = "2017-05-10"', 'as_of = ""', ["[[text]]", "as_of"]),
    "treaty of no such id": ('treaty = "UNTOC"', 'treaty = "UNTOK"', ["UNTOK", "UNTOC"]),
    "the language of another file": ('language = "en"', 'language = "fr"', ["name of the file"]),
    "a number in other digits": ('article = "17"', 'article = "١٧"', ["no article"]),
    "article with a part in it": ('article = "17"', 'article = "17(1)"', ["17(1)", "no article"]),
    "an article without words": (
        'text = "States Parties may consider entering into', 'chapter = "', ["17", "without words"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), BREAKS.values(), ids=BREAKS)
def test_a_broken_text_stops_the_load_and_says_where(copy, old, new, words):
    file = copy / "law/texts/UNTOC.en.toml"
    content = file.read_text("utf-8")
    assert content.count(old) == 1
    file.write_text(content.replace(old, new), "utf-8")
    with pytest.raises(DataError) as refusal:
        load_texts(copy)
    for word in ["UNTOC.en.toml", *words]:
        assert word in str(refusal.value)


def test_a_missing_folder_is_named(copy):
    shutil.rmtree(copy / "law/texts")
    with pytest.raises(DataError, match="texts: the folder is missing"):
        load_texts(copy)


def test_reading_all_texts_takes_well_under_half_a_second(copy):
    start = time.perf_counter()
    load_texts(copy)
    assert time.perf_counter() - start < 0.5


def test_no_text_is_read_with_the_law_data():
    code = (
        "import sys; from comity.law import answer, load; load();"
        "sys.exit(any(one.startswith('comity.law.texts') for one in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": "src"}).returncode == 0
