"""A second reading, made from the files of the collections and not from our copy of them.

Counted there: the paragraphs, letters and items of each article, its words. Read there by eye: the
penalties and exemptions that the offence rows rest on.
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
from comity.law.statutes import Numbering, TextKind, load_statutes, not_held, read_statute

STATUTES = load_statutes()
LAW = load()
PACKAGE = Path(comity.data.__file__).parent
ROWS = {row.id: row for rows in LAW.offences.values() for row in rows}

# Article: paragraphs, letters and items, words without labels and headings.
COUNTED = {
    "FR-CESEDA": {
        "L823-1": (2, 0, 92), "L823-2": (2, 2, 129), "L823-3": (2, 5, 175), "L823-3-1": (0, 0, 42),
        "L823-4": (1, 5, 211), "L823-5": (0, 0, 48), "L823-6": (1, 2, 61), "L823-7": (2, 0, 104),
        "L823-8": (0, 0, 37), "L823-9": (3, 3, 234), "L823-10": (2, 0, 107),
    },
    "FR-CP": {
        "121-2": (3, 0, 96), "131-27": (3, 0, 140), "131-38": (2, 0, 63), "324-1": (3, 0, 114),
        "324-2": (1, 2, 43), "441-2": (3, 3, 128), "441-3": (2, 0, 54), "450-1": (4, 0, 174),
    },
    "IT-CP": {
        "13": (0, 0, 78), "54": (0, 0, 99), "416": (0, 0, 292), "497-bis": (0, 0, 63),
        "648-bis": (0, 0, 161),
    },
    "NL-OLW": {"7": (4, 4, 281), "22": (4, 0, 144), "35": (4, 0, 199)},
    "NL-SR": {
        "140": (4, 0, 136), "197a": (7, 0, 396), "225": (3, 0, 140), "231": (3, 0, 197),
        "420bis": (2, 2, 108), "420ter": (2, 0, 45),
    },
    "NL-UW": {
        "2": (0, 0, 7), "4": (2, 0, 68), "5": (3, 2, 191), "8": (0, 0, 51), "10": (2, 0, 93),
    },
}  # fmt: skip


def statute(name):
    found = STATUTES.statute(name)
    assert found is not None
    return found


def said(address):
    found = STATUTES.find(Address.parse(address))
    assert found is not None, address
    return found.text


def labels(address):
    """The labels one step below a provision."""
    at = Address.parse(address)
    provisions = statute(at.treaty).provisions.values()
    return [one.address.path[-1] for one in provisions if one.address.above == at]


@pytest.mark.parametrize("name", COUNTED)
def test_a_statute_has_the_articles_that_are_used_and_no_word_was_lost_or_doubled(name):
    found = {}
    for article in statute(name).articles:
        parts = statute(name).parts(article.address)
        depths = [len(one.address.path) for one in parts]
        words = sum(len(re.findall(r"[^\W_]+", one.text)) for one in parts)
        found[article.address.article] = (depths.count(1), sum(at > 1 for at in depths), words)
    assert found == COUNTED[name]


def test_six_statutes_of_three_states_are_held_each_in_its_own_words():
    heads = [one.head for one in STATUTES.held]
    assert [(one.id, one.state, one.language) for one in heads] == [
        ("FR-CESEDA", "FR", "fr"), ("FR-CP", "FR", "fr"), ("IT-CP", "IT", "it"),
        ("NL-OLW", "NL", "nl"), ("NL-SR", "NL", "nl"), ("NL-UW", "NL", "nl"),
    ]  # fmt: skip
    assert all(one.kind is TextKind.ORIGINAL for one in heads)


# France


def test_facilitating_entry_circulation_or_stay_is_five_years_and_30_000_euros():
    for article in ("L823-1", "L823-2"):
        words = said(f"FR-CESEDA:{article}(1)")
        assert "cinq ans d'emprisonnement et de 30 000 euros d'amende" in words
        assert "de faciliter ou de tenter de faciliter" in words
        assert "l'entrée, la circulation ou le séjour irréguliers d'un étranger" in words
    assert "Schengen" in said("FR-CESEDA:L823-1(2)")
    assert "protocole contre le trafic illicite de migrants" in said("FR-CESEDA:L823-2(1)(2)")


def test_five_circumstances_make_it_ten_years_and_two_with_the_first_fifteen():
    assert "dix ans d'emprisonnement et de 750 000 euros" in said("FR-CESEDA:L823-3(1)")
    assert labels("FR-CESEDA:L823-3(1)") == list("12345")
    assert said("FR-CESEDA:L823-3(1)(1)") == "Sont commis en bande organisée ;"
    last = said("FR-CESEDA:L823-3(2)")
    assert "quinze ans de réclusion criminelle et un million d'euros" in last
    assert last.endswith("dont celle mentionnée au 1°.")


def test_leading_a_group_is_twenty_years():
    assert "vingt ans de réclusion criminelle et de 1 500 000 euros" in said("FR-CESEDA:L823-3-1")


def test_the_exemptions_cover_circulation_and_stay_and_never_entry():
    opening = said("FR-CESEDA:L823-9(1)")
    assert opening.startswith("L'aide à la circulation ou au séjour irréguliers d'un étranger")
    assert "entrée" not in opening
    assert labels("FR-CESEDA:L823-9(1)") == ["1", "2", "3"]
    third = said("FR-CESEDA:L823-9(1)(3)")
    assert "aucune contrepartie directe ou indirecte" in third
    assert "dans un but exclusivement humanitaire" in third
    assert "L. 823-3-1" in third, "the leader of a group is exempt too where help was humanitarian"
    assert "polygamie" in said("FR-CESEDA:L823-9(2)")


def test_what_the_code_calls_its_second_paragraph_is_the_second_here():
    assert "second alinéa de l'article L. 823-1" in said("FR-CESEDA:L823-10(1)")
    assert "se trouvant sur le territoire d'un autre État" in said("FR-CESEDA:L823-1(2)")
    assert "mentionnés au deuxième alinéa" in said("FR-CP:450-1(3)")
    assert "réclusion criminelle à perpétuité" in said("FR-CP:450-1(2)")
    assert "Les dispositions du 2°" in said("FR-CESEDA:L823-2(2)")


def test_paragraphs_that_bear_no_number_in_print_are_said_to_be_counted():
    counted = {one.head.id for one in STATUTES.held if one.head.numbering is Numbering.COUNTED}
    assert counted == {"FR-CESEDA", "FR-CP"}


def test_forgery_money_and_groups_in_the_code_penal():
    assert "cinq ans d'emprisonnement et de 75 000 euros" in said("FR-CP:441-2(1)")
    assert "sept ans d'emprisonnement et à 100 000 euros" in said("FR-CP:441-2(3)")
    assert "deux ans d'emprisonnement et de 30 000 euros" in said("FR-CP:441-3(1)")
    assert "cinq ans d'emprisonnement et de 375 000 euros" in said("FR-CP:324-1(3)")
    assert "dix ans d'emprisonnement et de 750 000 euros" in said("FR-CP:324-2(1)")
    years = {2: "quinze ans de réclusion", 3: "dix ans d'emp", 4: "cinq ans d'emprisonnement et"}
    for paragraph, words in years.items():
        assert words in said(f"FR-CP:450-1({paragraph})")


def test_the_fine_of_a_legal_person_is_five_times_that_of_a_natural_one():
    assert "L. 823-1, L. 823-2 et L. 823-3" in said("FR-CESEDA:L823-7(1)")
    assert "égal au quintuple" in said("FR-CP:131-38(1)")


# The Netherlands


def test_197a_is_held_with_the_maxima_of_before_2016_and_belongs_to_the_row_of_that_time():
    years = {1: "vier", 2: "vier", 3: "zes", 4: "acht", 5: "twaalf", 6: "vijftien"}
    for paragraph, number in years.items():
        assert f"hoogste {number} jaren of geldboete" in said(f"NL-SR:197a({paragraph})")
    assert labels("NL-SR:197a") == list("1234567")
    row = ROWS["NL-197A-1-OLD"]
    months = [row.base_max_months, *(one.max_months for one in row.variant)]
    assert months == [12 * years for years in (4, 6, 8, 12, 15)]
    assert [str(one.address) for one in STATUTES.provisions_of(row)] == ["NL-SR:197a"]


def test_gain_is_an_element_of_help_to_stay_and_not_of_help_to_enter():
    assert "winstbejag" not in said("NL-SR:197a(1)")
    assert "uit winstbejag behulpzaam" in said("NL-SR:197a(2)")
    assert "weet of ernstige redenen heeft te vermoeden" in said("NL-SR:197a(1)")


def test_the_dutch_texts_say_that_they_are_old_and_of_no_known_day():
    dutch = [one.head for one in STATUTES.held if one.head.state == "NL"]
    assert {one.version for one in dutch} == {"unknown"}
    assert all("2017" in one.stale_note for one in dutch)
    assert "not the law of today" in statute("NL-SR").head.stale_note


def test_groups_papers_and_money_in_the_dutch_penal_code():
    assert "ten hoogste zes jaren" in said("NL-SR:140(1)")
    assert "met een derde worden verhoogd" in said("NL-SR:140(3)")
    assert "reisdocument" in said("NL-SR:231(1)")
    assert "ten hoogste zes jaren" in said("NL-SR:231(1)")
    assert said("NL-SR:231(3)").startswith("Artikel 225, derde lid")
    assert labels("NL-SR:420bis(1)") == ["a", "b"]
    assert "ten hoogste acht jaren" in said("NL-SR:420ter(1)")


def test_extradition_needs_a_treaty_and_a_year_in_both_laws():
    assert said("NL-UW:2") == "Uitlevering geschiedt niet dan krachtens een verdrag."
    assert said("NL-UW:4(1)") == "Nederlanders worden niet uitgeleverd."
    assert "vrijheidsstraf van een jaar, of van langere duur" in said("NL-UW:5(1)(a)")
    assert "vier maanden" in said("NL-UW:5(1)(b)")
    assert "wegens een feit als onder a bedoeld" in said("NL-UW:5(1)(b)")
    assert "doodstraf" in said("NL-UW:8")
    assert "jeugdige leeftijd, hoge ouderdom" in said("NL-UW:10(2)")


def test_surrender_is_decided_in_sixty_days_and_thirty_more_and_done_in_ten():
    assert labels("NL-OLW:7(1)(a)") == ["1", "2"]
    assert "maximum van ten minste drie jaren" in said("NL-OLW:7(1)(a)(1)")
    assert "maximum van ten minste twaalf maanden" in said("NL-OLW:7(1)(a)(2)")
    assert "uiterlijk zestig dagen na de aanhouding" in said("NL-OLW:22(1)")
    assert "met maximaal dertig dagen verlengen" in said("NL-OLW:22(3)")
    assert "niet later dan tien dagen" in said("NL-OLW:35(1)")
    clocks = {name: LAW.rules[name].clock_amount for name in LAW.rules if name.startswith("K-EAW")}
    assert (clocks["K-EAW-60"], clocks["K-EAW-90"], clocks["K-EAW-SURRENDER"]) == (60, 60 + 30, 10)


# Italy


def test_who_founds_a_group_is_punished_with_three_to_seven_years_and_for_smuggling_more():
    words = said("IT-CP:416")
    assert "promuovono o costituiscono od organizzano" in words
    assert "con la reclusione da tre a sette anni" in words
    assert "la pena è della reclusione da uno a cinque anni" in words
    assert "articolo 12, comma 3-bis, del testo unico" in words
    assert (
        "da cinque a quindici anni nei casi previsti dal primo comma e da quattro a nove" in words
    )
    row = ROWS["IT-416"]
    assert (row.base_min_months, row.base_max_months) == (12 * 3, 12 * 7)


def test_papers_and_money_in_the_codice_penale():
    assert "reclusione da due a cinque anni" in said("IT-CP:497-bis")
    assert "reclusione da quattro a dodici anni" in said("IT-CP:648-bis")
    assert "necessità di salvare sé od altri" in said("IT-CP:54")
    assert "non è preveduto come reato dalla legge italiana e" in said("IT-CP:13")


def test_what_the_collection_garbles_is_not_mended_and_is_said():
    printed = {
        "NL-SR:197a(1)": "te NewYork totstandgekomen",
        "NL-SR:197a(6)": "een gevangenisstraf van het hoogste",
        "IT-CP:648-bis": "provenienti da delitto ... , ovvero",
        "IT-CP:497-bis": "Possesso e fabbricazione di documenti di identificazione falsi.",
        "IT-CP:416": "(33) (96) (125) (233)",
    }
    for address, words in printed.items():
        assert words in said(address)
        assert STATUTES.find(Address.parse(address)).article.note
    assert STATUTES.find(Address("IT-CP", "497-bis")).article.heading == ""
    assert STATUTES.find(Address("IT-CP", "648-bis")).article.heading == "Riciclaggio"


# Rows and texts


BEHIND = {
    "FR-L823-3-1": ["FR-CESEDA:L823-3-1", "FR-CESEDA:L823-9"],
    "FR-450-1": ["FR-CP:450-1"],
    "FR-441-2": ["FR-CP:441-2", "FR-CP:441-3"],
    "FR-324-1": ["FR-CP:324-1", "FR-CP:324-2"],
    "IT-416": ["IT-CP:416"],
    "IT-497BIS": ["IT-CP:497-bis"],
    "IT-648BIS": ["IT-CP:648-bis"],
    "NL-197A-1-OLD": ["NL-SR:197a"],
    "NL-140": ["NL-SR:140"],
    "NL-231": ["NL-SR:231"],
    "NL-420BIS": ["NL-SR:420bis", "NL-SR:420ter"],
}


@pytest.mark.parametrize("row", BEHIND)
def test_behind_a_row_stand_the_articles_it_names(row):
    found = STATUTES.provisions_of(ROWS[row])
    assert [str(one.address) for one in found] == BEHIND[row]
    named = re.findall(r"L?\d+[\w-]*", ROWS[row].article)
    assert any(one.address.article in named for one in found)


@pytest.mark.parametrize(("row", "own"), [("FR-L823-1", "1"), ("FR-L823-2", "2")])
def test_behind_the_french_offences_stands_what_cites_them_or_their_aggravation(row, own):
    """Of L823-1 to L823-10; leading a group is an offence of its own."""
    cites = re.compile(rf"L\. 823-[{own}3](?![\d-])")
    text = statute("FR-CESEDA")
    expected = {
        article.address.article
        for article in text.articles
        if article.address.article == f"L823-{own}"
        or any(cites.search(part.text) for part in text.parts(article.address))
    }
    found = {one.address.article for one in STATUTES.provisions_of(ROWS[row])}
    assert found == expected - {"L823-3-1"}
    assert {"L823-3", "L823-9", "L823-10"} < found


def test_every_row_has_its_text_or_is_named_as_not_held_and_never_both():
    missing = {one.offence for one in not_held(ROWS.values())}
    held = {name for name, row in ROWS.items() if STATUTES.provisions_of(row)}
    assert held == {*BEHIND, "FR-L823-1", "FR-L823-2"}
    assert not held & missing
    stated = {name for name, row in ROWS.items() if row.role == "absence_stated"}
    assert held | missing | stated == set(ROWS)
    assert stated, "a row that says there was no offence has no statute"
    assert not stated & missing


def test_the_immigration_act_of_italy_is_not_held_and_says_what_its_rows_were_read_in():
    rows = [row for row in LAW.offences["IT"] if row.article.startswith("12")]
    missing = not_held(rows)
    assert [one.offence for one in missing] == ["IT-12-1", "IT-12-1-OLD", "IT-12BIS", "IT-12-5"]
    assert all(one.statute.startswith("Testo unico immigrazione") for one in missing)
    assert "Normattiva" in missing[0].source.source
    assert not any(one.other_versions for one in missing)
    necessity = STATUTES.find(Address("IT-CP", "54")).article
    assert (necessity.offences, necessity.used_by) == ((), ("offences:IT-12-1",))


def test_the_dutch_text_of_today_is_not_held_though_an_older_one_is():
    missing = not_held([ROWS["NL-197A-1"], ROWS["NL-197A-2"]])
    assert [one.offence for one in missing] == ["NL-197A-1", "NL-197A-2"]
    assert [[head.id for head in one.other_versions] for one in missing] == [["NL-SR"], ["NL-SR"]]
    assert "omgevingsweb" in missing[0].source.source


def test_a_statute_of_the_same_name_in_another_state_is_another_statute():
    missing = not_held([ROWS["MA-293"], ROWS["TN-131"]])
    assert [(one.state, one.statute) for one in missing] == [
        ("MA", "Code pénal"), ("TN", "Code pénal"),
    ]  # fmt: skip
    assert not any(one.other_versions for one in missing)


def test_the_former_french_article_is_not_taken_for_the_one_that_has_its_number_today():
    (missing,) = not_held([ROWS["FR-L622-1-OLD"]])
    assert (missing.state, missing.article) == ("FR", "L622-1 (aggravated L622-5)")
    assert not missing.other_versions
    assert STATUTES.find(Address("FR-CESEDA", "L622-1")) is None


def test_nothing_is_held_that_nothing_uses():
    for text in STATUTES.held:
        for one in text.articles:
            assert one.article.offences or one.article.used_by, str(one.address)


def test_a_provision_that_cites_another_says_its_number():
    found = [
        (one.address.article, use)
        for text in STATUTES.held
        for one in text.articles
        for use in one.article.used_by
        if use[0].isupper()
    ]
    assert len(found) == 4
    for article, use in found:
        assert re.search(rf"(?<![\d-]){article}(?![\d-])", said(use)), use


def test_a_rule_or_fiche_that_uses_an_article_names_it_or_its_statute():
    for text in STATUTES.held:
        for one in text.articles:
            for use in one.article.used_by:
                table, _, row = use.partition(":")
                if table == "rules":
                    rule = LAW.rules[row]
                    assert text.head.title in rule.source_article + rule.source.source
                elif table == "fiches":
                    state, _, key = row.partition(":")
                    assert f"art. {one.address.article})" in LAW.fiches[state].value(key)


def test_every_statute_is_called_as_some_row_of_its_state_calls_it():
    for text in STATUTES.held:
        named = {row.statute for row in LAW.offences[text.head.state]}
        assert set(text.head.called) <= named
        offences = {name for one in text.articles for name in one.article.offences}
        assert {ROWS[name].statute for name in offences} <= set(text.head.called)


# Addresses, versions, languages


@pytest.mark.parametrize("name", COUNTED)
def test_every_unit_is_reached_from_its_address_and_lies_in_its_article(name):
    text = statute(name)
    for address, provision in text.provisions.items():
        assert provision.address == address
        assert address.state == text.head.state
        assert STATUTES.find(Address.parse(str(address))) is provision
        assert STATUTES.find(Address.from_link(address.link)) is provision
        assert provision in text.parts(Address(name, address.article))
        assert provision.language == text.head.language


@pytest.mark.parametrize(
    "address", ["FR-CESEDA:L823-11", "FR-CESEDA:L823-1(3)", "FR-CESEDA", "IT-TUI:12", "UNTOC:16"]
)
def test_what_is_not_there_is_not_found(address):
    assert STATUTES.find(Address.parse(address)) is None
    assert not STATUTES.versions(Address.parse(address))


@pytest.fixture
def copy(tmp_path):
    for room in ("states", "law"):
        shutil.copytree(PACKAGE / room, tmp_path / room)
    return tmp_path


def version(copy, of, day, *changes, language="nl"):
    """A made-up version of a Dutch text, beside the one that is held."""
    text = (copy / f"law/statutes/{of}.unknown.nl.toml").read_text("utf-8")
    changes = ('version = "unknown"', f'version = "{day}"'), *changes
    for old, new in (*changes, ('language = "nl"', f'language = "{language}"')):
        assert old in text
        text = text.replace(old, new)
    (copy / f"law/statutes/{of}.{day}.{language}.toml").write_text(text, "utf-8")


SIX_YEARS = ("hoogste vier jaren", "hoogste zes jaren"), ('["NL-197A-1-OLD"]', '["NL-197A-1"]')


def test_a_history_is_in_order_of_the_days_and_an_unknown_day_is_never_the_newest(copy):
    for day in ("2023-01-01", "2016-07-01", "2020-12-31"):
        version(copy, "NL-SR", day, *SIX_YEARS)
    statutes = load_statutes(copy)
    article = Address("NL-SR", "197a")
    days = ["unknown", "2016-07-01", "2020-12-31", "2023-01-01"]
    assert [one.head.version for one in statutes.versions(article)] == days
    assert [one.head.version for one in statutes.versions(article.under("2"))] == days
    assert statutes.find(article).head.version == "2023-01-01"
    assert statutes.statute("NL-SR").head.version == "2023-01-01"
    assert statutes.statute("NL-SR", "unknown").head.version == "unknown"
    assert "vier jaren" in statutes.find(article.under("1"), "unknown").text
    assert "zes jaren" in statutes.find(article.under("1")).text
    assert statutes.find(article, "2017-01-01") is None


def test_each_row_keeps_the_version_that_is_its_own(copy):
    version(copy, "NL-SR", "2016-07-01", *SIX_YEARS)
    version(copy, "NL-SR", "2020-12-31", *SIX_YEARS)
    statutes = load_statutes(copy)
    (today,) = statutes.provisions_of(ROWS["NL-197A-1"])
    (before,) = statutes.provisions_of(ROWS["NL-197A-1-OLD"])
    assert (today.head.version, before.head.version) == ("2020-12-31", "unknown")
    (missing,) = not_held([ROWS["NL-197A-2"]], statutes)
    assert [one.version for one in missing.other_versions] == [
        "unknown",
        "2016-07-01",
        "2020-12-31",
    ]


def test_an_article_that_only_an_older_version_has_is_still_found(copy):
    gone = ('article = "225"', 'article = "225a"'), ("NL-SR:231(3)", "NL-SR:231(2)")
    version(copy, "NL-SR", "2016-07-01", *gone)
    statutes = load_statutes(copy)
    assert statutes.find(Address("NL-SR", "225")).head.version == "unknown"
    assert statutes.find(Address("NL-SR", "225a")).head.version == "2016-07-01"


def test_a_translation_is_given_where_it_is_asked_for_and_the_original_everywhere_else(copy):
    english = ('kind = "original"', 'kind = "unofficial_translation"')
    never = ("Uitlevering geschiedt niet dan krachtens een verdrag.", "Only under a treaty.")
    version(copy, "NL-UW", "unknown", english, never, language="en")
    statutes = load_statutes(copy)
    article = Address("NL-UW", "2")
    assert statutes.find(article, language="en").text == "Only under a treaty."
    assert statutes.find(article, language="en").head.kind is TextKind.UNOFFICIAL_TRANSLATION
    for language in ("", "nl", "ar"):
        assert statutes.find(article, language=language).language == "nl"
    assert len(statutes.versions(article)) == 1


def test_an_article_whose_number_an_address_cannot_have_is_printed_as_the_state_writes_it(copy):
    file = copy / "law/statutes/NL-UW.unknown.nl.toml"
    text = file.read_text("utf-8").replace(
        'article = "2"', 'article = "2-bis"\nprinted = "المادة ٢ مكرر"'
    )
    file.write_text(text, "utf-8")
    found = load_statutes(copy).find(Address("NL-UW", "2-bis"))
    assert found.article.number == "المادة ٢ مكرر"
    assert STATUTES.find(Address("NL-UW", "2")).article.number == "2"


def test_a_copy_of_the_folder_loads_to_the_same(copy):
    assert load_statutes(copy) == STATUTES
    assert load_statutes() is STATUTES


BREAKS = {
    "unknown key": ('heading = "Ric', 'headng = "Ric', ["row 5 (648-bis)", "headng", "heading"]),
    "article twice": ('article = "497-bis"', 'article = "416"', ["row 4 (416)", "stands in the"]),
    "no source": ('source = "Codice', 'sources = "Codice', ["[[statute]]", "sources"]),
    "empty day": ('as_of = "2026-03-08"', 'as_of = ""', ["[[statute]]", "as_of"]),
    "no such State": ('state = "IT"', 'state = "IX"', ["[[statute]]", '"IX" is no State']),
    "the id of another State": ('id = "IT-CP"', 'id = "FR-CP"', ['"FR-CP" is no id', "IT-"]),
    "an id that is an article": ('id = "IT-CP"', 'id = "IT-CP:1"', ['"IT-CP:1" is no id']),
    "an id in small letters": ('id = "IT-CP"', 'id = "it-cp"', ['"it-cp" is no id']),
    "kind of no such name": ('kind = "original"', 'kind = "summary"', ['"kind"', "summary"]),
    "a version that is no day": (
        'version = "unknown"', 'version = "2026"', ['"version"', '"2026"', "YYYY-MM-DD"],
    ),
    "the version of another file": (
        'version = "unknown"', 'version = "2026-01-01"', ["name of the file"],
    ),
    "the language of another file": ('language = "it"', 'language = "en"', ["name of the file"]),
    "a row that is not there": ('["IT-416"]', '["IT-461"]', ["416", '"IT-461"', "IT-416"]),
    "a row of another State": ('["IT-416"]', '["FR-450-1"]', ["416", "no offence of IT"]),
    "used by nothing": (
        "fiches:IT:threshold", "fiches:IT:treshold", ["13", "points nowhere", "IT:threshold"],
    ),
    "used by an article that is not held": (
        "fiches:IT:threshold", "IT-CP:14", ["13", '"IT-CP:14" is no provision'],
    ),
    "used by what is no address": ("fiches:IT:threshold", "CP 14", ["13", '"CP 14" is no prov']),
    "article with a part in it": ('article = "54"', 'article = "54(1)"', ["54(1)", "an article"]),
    "a number in other digits": ('article = "54"', 'article = "٥٤"', ["no address", "648-bis"]),
    "an article without words": ('text = "Non è punibile', 'note = "', None),
    "it ends before it begins": (
        'article = "54"',
        'article = "54"\nin_force_from = "2020-01-02"\nin_force_until = "2020-01-01"',
        ["54", "ends before it begins"],
    ),
    "a day that is none": (
        'article = "54"', 'article = "54"\nin_force_from = "1930"', ["54", "in_force_from"],
    ),
    "not TOML": ('article = "54"', "article = 54a", ["not TOML", "line"]),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), BREAKS.values(), ids=BREAKS)
def test_a_broken_statute_stops_the_load_and_says_where(copy, old, new, words):
    file = copy / "law/statutes/IT-CP.unknown.it.toml"
    content = file.read_text("utf-8")
    assert content.count(old) == 1
    if words is None:  # words taken away, without a note in their place
        words, content = ["54", "without words"], re.sub(rf"{old}[^\n]*", "", content)
    file.write_text(content.replace(old, new), "utf-8")
    with pytest.raises(DataError) as refusal:
        load_statutes(copy)
    for word in ["IT-CP.unknown.it.toml", *words]:
        assert word in str(refusal.value)


UNITS = {
    "twice": ('"2" = "Met dezelfde straf wordt gestraft hij die zich', '"1()" = "', '"1()"'),
    "before its paragraph": ('"1(a)" = "hij', '"3(a)" = "hij', "before what it is a part of"),
}


@pytest.mark.parametrize(("old", "new", "word"), UNITS.values(), ids=UNITS)
def test_a_unit_out_of_its_place_stops_the_load(copy, old, new, word):
    file = copy / "law/statutes/NL-SR.unknown.nl.toml"
    content = file.read_text("utf-8")
    assert content.count(old) == 1
    file.write_text(content.replace(old, new), "utf-8")
    with pytest.raises(DataError) as refusal:
        load_statutes(copy)
    assert word in str(refusal.value)


def test_a_missing_folder_is_named(copy):
    shutil.rmtree(copy / "law/statutes")
    with pytest.raises(DataError, match="statutes: the folder is missing"):
        load_statutes(copy)


def test_a_single_file_is_read_whatever_its_name(tmp_path):
    """What a State hands in: its own text, from wherever it lies."""
    text = (PACKAGE / "law/statutes/FR-CP.2026-04-02.fr.toml").read_text("utf-8")
    (tmp_path / "upload.bin").write_text(text, "utf-8")
    assert read_statute(tmp_path / "upload.bin", LAW) == STATUTES.statute("FR-CP")


def test_reading_all_statutes_takes_well_under_a_tenth_of_a_second(copy):
    start = time.perf_counter()
    for file in (copy / "law/statutes").iterdir():
        read_statute(file, LAW)
    assert time.perf_counter() - start < 0.1


def test_no_statute_is_read_with_the_law_data():
    code = (
        "import sys; from comity.law import answer, load; load();"
        "sys.exit(any(one.startswith('comity.law.statutes') for one in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": "src"}).returncode == 0
