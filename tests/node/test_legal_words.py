"""What pages say of the law, in the reader's language: citations, days, treaties in a sentence."""

import pytest
from django.utils import translation

from comity.law.reasons import reason
from comity_node.templatetags.legal import citation, linked
from comity_node.wording import known_day, sentence


@pytest.mark.parametrize(
    ("article", "english", "arabic"),
    [
        ("UNTOC art. 3(1)", "UNTOC art. 3(1)", "اتفاقية الجريمة المنظمة، المادة 3(1)"),
        ("UNTOC 18(21)", "UNTOC 18(21)", "اتفاقية الجريمة المنظمة 18(21)"),
        ("Smuggling Protocol 5", "Smuggling Protocol 5", "بروتوكول تهريب المهاجرين 5"),
        ("Uitleveringswet art. 2", "Uitleveringswet art. 2", "Uitleveringswet art. 2"),
        ("", "", ""),
    ],
)
def test_an_instrument_is_cited_by_its_name_in_the_language(article, english, arabic):
    with translation.override("en"):
        assert citation(article) == english
    with translation.override("ar"):
        assert citation(article) == arabic


def test_a_citation_the_catalogue_has_whole_is_said_as_a_jurist_says_it():
    with translation.override("ar"):
        assert citation("UNTOC art. 18(9), 16(1)").startswith("المادتان")


@pytest.mark.parametrize(
    ("text", "english", "arabic"),
    [
        ("1984-01-01", "1 Jan 1984", "1 يناير 1984"),
        ("1984-01", "January 1984", "يناير 1984"),
        ("1984", "1984", "1984"),
        ("about 1979", "about 1979", "نحو 1979"),
        ("in the spring", "in the spring", "in the spring"),
        ("1984-13-01", "1984-13-01", "1984-13-01"),
    ],
)
def test_a_day_is_said_as_far_as_it_is_known(text, english, arabic):
    with translation.override("en"):
        assert known_day(text, "en") == english
    with translation.override("ar"):
        assert known_day(text, "ar") == arabic


def test_a_sentence_names_state_treaty_and_day_in_words():
    told = reason("party_since", state="EG", treaty="UNTOC", since="2004-04-04")
    with translation.override("en"):
        assert sentence(told) == (
            "Egypt is bound by the United Nations Convention against Transnational "
            "Organized Crime since 4 Apr 2004."
        )
    with translation.override("ar"):
        said = sentence(told)
    assert said.startswith("مصر طرف في اتفاقية الأمم المتحدة")
    assert said.endswith("منذ 4 أبريل 2004.")


def test_an_unknown_instrument_of_two_states_is_never_said_not_to_exist():
    with translation.override("en"):
        said = sentence(reason("bilateral_unknown", id="BI-EG-IT-1"))
    assert said == (
        "Whether any MLA or extradition instrument (Egypt, Italy) was in force is unknown."
    )


@pytest.mark.parametrize(
    ("language", "said"), [("it", "regola di questi dati"), ("ar", "قاعدة من قواعد هذه البيانات")]
)
def test_words_between_the_places_of_a_citation_are_said_too(language, said):
    with translation.override(language):
        assert said in linked("UNTOC 16(5); data rule")
