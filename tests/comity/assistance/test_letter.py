"""The request and the letters after it: the same paragraphs in every language, all items there."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.assistance.later import compose_reply, compose_reply_pair
from comity.assistance.letter import compose, compose_pair
from comity.assistance.terms import Basis, Kind, Measure, Offence, Pair, PersonLine, Reply, Terms
from comity.assistance.texts import LANGUAGES, Code, LetterError
from comity.entities.people import Role
from tests.node.documents.samples import (
    EG_IT,
    EN_FR,
    FR_MA,
    FR_TN_ONE_LANGUAGE,
    IT_EG,
    PHONE,
    REPLY,
    UNTOC,
)

# A second reading of UNTOC art. 18(15), made from the treaty and not from the data files: the
# paragraph that carries each item, and what the sample's paragraph must contain.
SECOND_READING = {
    "18(15)(a) authority making the request": ("opening", "Procura della Repubblica di Catania"),
    "18(15)(b) subject matter and nature": ("subject_and_nature", "traffico di migranti"),
    "18(15)(b) name of the authority conducting": ("conducting_authority", "A. Moretti"),
    "18(15)(b) functions of the authority": ("conducting_authority", "sostituto procuratore"),
    "18(15)(c) summary of the facts": ("facts.1", "46 persone"),
    "18(15)(d) assistance sought": ("measure.1", "utenze"),
    "18(15)(d) particular procedure": ("procedure", "avviso della data"),
    "18(15)(e) identity": ("person.1", "Raed Al Tanbashawy"),
    "18(15)(e) location": ("person.1", "Alessandria"),
    "18(15)(e) nationality": ("person.1", "egiziana"),
    "18(15)(f) purpose": ("purpose", "chi ha organizzato"),
    "18(24) date and reason": ("deadline", "cancellati dopo 180 giorni"),
    "18(20) confidentiality": ("confidential", "riservati"),
    "18(19) limits on use": ("use_received", "consenso dell’Egitto"),
}


def said(terms: Terms, language: str) -> dict[str, str]:
    return {one.key: one.text for one in compose(terms, language).paragraphs}


@pytest.mark.parametrize(("key", "words"), SECOND_READING.values(), ids=SECOND_READING)
def test_the_letter_contains_what_the_convention_asks_for(key, words):
    assert words in said(IT_EG, "it")[key]
    assert said(IT_EG, "ar")[key]


@pytest.mark.parametrize("terms", [IT_EG, EG_IT, FR_MA, EN_FR])
def test_both_languages_have_the_same_numbers_and_keys(terms):
    own, other = compose_pair(terms)
    assert [(p.number, p.key) for p in own.paragraphs] == [
        (p.number, p.key) for p in other.paragraphs
    ]


def test_all_four_languages_have_the_same_numbers_and_keys():
    shapes = set()
    for language in LANGUAGES:
        terms = replace(IT_EG, own_language=language, other_language=language)
        letter = compose(terms, language)
        shapes.add(tuple((p.number, p.key) for p in letter.paragraphs))
    assert len(shapes) == 1


@pytest.mark.parametrize("kind", Kind)
def test_later_letters_have_the_same_numbers_and_keys_in_all_languages(kind):
    shapes = set()
    for language in LANGUAGES:
        reply = replace(REPLY, own_language=language, other_language=language)
        letter = compose_reply(kind, reply, language)
        shapes.add(tuple((p.number, p.key) for p in letter.paragraphs))
    assert len(shapes) == 1


def test_one_language_makes_one_letter():
    assert len(compose_pair(FR_TN_ONE_LANGUAGE)) == 1


def test_facts_are_numbered_together_when_the_paragraphs_do_not_match():
    facts = Pair("Uno.\nDue.", "واحد.")
    for language, text in (("it", "Uno.\nDue."), ("ar", "واحد.")):
        texts = said(replace(IT_EG, facts=facts), language)
        assert text in texts["facts.1"]
        assert "facts.2" not in texts


def test_articles_of_the_convention_are_cited_only_when_the_request_rests_on_it():
    assert "18(24)" in said(IT_EG, "it")["deadline"]
    assert "18(" not in " ".join(said(EN_FR, "en").values())


def test_a_title_the_data_do_not_have_must_be_written():
    with pytest.raises(LetterError) as caught:
        compose(replace(IT_EG, basis=Basis("BI-EG-IT-1")), "it")
    assert caught.value.code is Code.NO_TITLE


@pytest.mark.parametrize("language", ["es", "tr", "nl"])
def test_a_language_without_sentences_is_named(language):
    terms = replace(IT_EG, other_language=language)
    with pytest.raises(LetterError, match=f'"{language}"') as caught:
        compose_pair(terms)
    assert (caught.value.code, caught.value.language) == (Code.NO_TEXT, language)


def test_a_language_the_letter_is_not_in_is_refused():
    with pytest.raises(LetterError) as caught:
        compose(IT_EG, "fr")
    assert caught.value.code is Code.NOT_OF_THIS_LETTER


def test_an_untranslated_text_stops_the_letter_and_is_marked_in_a_draft():
    terms = replace(IT_EG, purpose=Pair("chi ha organizzato.", ""))
    with pytest.raises(LetterError) as caught:
        compose(terms, "ar")
    assert (caught.value.code, caught.value.about) == (Code.NOT_TRANSLATED, "purpose")
    marked = [
        one.text for one in compose(terms, "ar", draft=True).paragraphs if one.key == "purpose"
    ]
    assert "[الترجمة ناقصة]" in marked[0]


DATES = {
    ("it", "IT"): "1° gennaio 1984",
    ("fr", "FR"): "1er janvier 1984",
    ("en", "GB"): "1 January 1984",
    ("ar", "EG"): "1 يناير 1984",
    ("ar", "TN"): "1 جانفي 1984",
}


@pytest.mark.parametrize(("where", "written"), DATES.items())
def test_a_date_is_written_as_the_state_writes_it(where, written):
    language, state = where
    terms = replace(
        IT_EG, own_language=language, other_language=language, requesting=state, authoritative="it"
    )
    assert written in said(terms, language)["person.1"]


BIRTHS = {"1984": "1984", "1984-01": "يناير 1984", "about 1984": "نحو 1984"}


@pytest.mark.parametrize(("birth", "written"), BIRTHS.items())
def test_a_birth_is_written_as_it_is_known(birth, written):
    person = replace(IT_EG.people[0], birth=birth)
    assert f"تاريخ الميلاد {written}" in said(replace(IT_EG, people=(person,)), "ar")["person.1"]


TERMS_OF_PUNISHMENT = {
    12: "سنة واحدة",
    24: "سنتان",
    72: "6 سنوات",
    180: "15 سنة",
    18: "18 شهرا",
    9999: "السجن المؤبد",
}


@pytest.mark.parametrize(("months", "written"), TERMS_OF_PUNISHMENT.items())
def test_arabic_counts_years_and_months_with_its_own_plurals(months, written):
    offence = Offence("D.Lgs. 286/1998", "12(1)", months, Pair("x", "س"))
    assert written in said(replace(IT_EG, offences=(offence,)), "ar")["offence.1"]


@pytest.mark.parametrize("months", [-1, 0])
def test_an_unknown_maximum_is_not_said(months):
    offence = Offence("D.Lgs. 286/1998", "12(1)", months, Pair("x", "س"))
    assert said(replace(IT_EG, offences=(offence,)), "it")["offence.1"].endswith("12(1)).")


def test_identifiers_are_letter_for_letter_the_same_in_both_languages():
    for language in ("it", "ar"):
        texts = " ".join(said(IT_EG, language).values())
        for identifier in (PHONE, "DEMO-A1234567", "18(3)(f)", "18(19)", "12(1)"):
            assert identifier in texts


def test_a_latin_name_is_isolated_in_arabic_and_an_arabic_one_in_italian():
    assert "\u2066Raed Al Tanbashawy\u2069" in said(IT_EG, "ar")["person.1"]
    assert "\u2067رائد الطنبشاوي\u2069" in said(IT_EG, "it")["person.1"]


@pytest.mark.parametrize("role", Role)
def test_every_role_of_a_person_has_words(role):
    person = PersonLine("P-01", role.value, "Nobody")
    for language in LANGUAGES:
        terms = replace(IT_EG, own_language=language, other_language=language, people=(person,))
        assert said(terms, language)["person.1"]


@pytest.mark.parametrize("code", ["statement", "video_hearing", "transfer_detained", "other"])
def test_a_measure_cites_its_own_paragraph_of_article_18(code):
    wanted = {
        "statement": "18(3)(a)",
        "video_hearing": "18(18)",
        "transfer_detained": "18(10)",
        "other": "18(3)(i)",
    }
    text = said(replace(IT_EG, measures=(Measure(code),)), "it")["measure.1"]
    assert f"(art.\u00a0{wanted[code]})" in text


def test_the_header_points_to_the_paragraph_with_the_limits_on_use():
    letter = compose(IT_EG, "it")
    number = next(one.number for one in letter.paragraphs if one.key == "use_sent")
    assert letter.use_line.endswith(str(number))


FORBIDDEN = ("illegal migrant", "clandestin", "migranti illegali", "migrants illégaux", "غير شرعي")


def test_no_letter_calls_people_illegal_or_says_trafficking():
    letters = [*compose_pair(IT_EG), *compose_pair(EG_IT), *compose_pair(FR_MA)]
    letters += [one for kind in Kind for one in compose_reply_pair(kind, REPLY)]
    texts = " ".join(p.text for letter in letters for p in letter.paragraphs).lower()
    for word in (*FORBIDDEN, "tratta ", "traite", "الاتجار"):
        assert word not in texts


# What the law asks of a decision: a refusal without it cannot be written.
REFUSED = {
    "no ground, 18(21)": ({"ground": ""}, Code.NO_GROUND),
    "no reasons, 18(23)": ({"reasons": Pair()}, Code.NO_REASONS),
    "no consultation, 18(26)": ({"consulted": ""}, Code.NO_CONSULTATION),
}


@pytest.mark.parametrize(("change", "code"), REFUSED.values(), ids=REFUSED)
def test_a_refusal_lacking_what_the_law_asks_cannot_be_written(change, code):
    with pytest.raises(LetterError) as caught:
        compose_reply(Kind.REFUSE, replace(REPLY, **change), "ar")
    assert caught.value.code is code


def test_a_refusal_says_ground_reasons_and_consultation():
    texts = {p.key: p.text for p in compose_reply(Kind.REFUSE, REPLY, "it").paragraphs}
    assert "18(21)(b)" in texts["ground"]
    assert "18(23)" in texts["reasons"]
    assert "20 febbraio 2027" in texts["consulted"]


def test_bank_secrecy_is_no_ground():
    with pytest.raises(LetterError) as caught:
        compose_reply(Kind.REFUSE, replace(REPLY, ground="18(8)"), "it")
    assert caught.value.code is Code.NO_WORD


def test_all_that_is_missing_stands_in_one_letter():
    letter = compose_reply(Kind.ASK_MISSING, REPLY, "it")
    items = [one for one in letter.paragraphs if one.key.startswith("item.")]
    assert len(items) == len(REPLY.items)


def test_a_letter_that_asks_for_nothing_cannot_be_written():
    with pytest.raises(LetterError) as caught:
        compose_reply(Kind.ACKNOWLEDGE_AND_ASK, replace(REPLY, items=()), "it")
    assert caught.value.code is Code.NOTHING_ASKED


def test_a_result_carries_its_conditions_of_use():
    keys = [one.key for one in compose_reply(Kind.RESULT, REPLY, "ar").paragraphs]
    assert {"use_result", "condition.1", "answered.1"} <= set(keys)


@pytest.mark.parametrize("language", ["it", "ar"])
def test_a_result_says_how_long_it_may_be_kept_and_under_which_limit(language):
    limits = {
        "restriction": Pair("في جلسة غير علنية فقط", "solo in camera di consiglio"),
        "review_by": "2028-03-01",
        "exculpatory": True,
    }
    said = {
        p.key: p.text
        for p in compose_reply(Kind.RESULT, replace(REPLY, **limits), language).paragraphs
    }
    assert ("camera di consiglio" in said["restriction"]) is (language == "it")
    assert "2028" in said["review"]
    assert ("a discarico" in said["exculpatory"]) is (language == "it")
    silent = compose_reply(Kind.RESULT, REPLY, language).paragraphs
    assert not {"restriction", "review", "exculpatory"} & {p.key for p in silent}


@pytest.mark.parametrize(
    ("used", "said"),
    [
        ("yes", "è stato utilizzato in questo"),
        ("partly", "in parte"),
        ("no", "non è stato"),
        ("", ""),
    ],
)
def test_a_closing_says_whether_what_was_given_was_used(used, said):
    texts = {
        p.key: p.text for p in compose_reply(Kind.CLOSE, replace(REPLY, used=used), "it").paragraphs
    }
    assert said in texts.get("used", "")
    assert ("used" in texts) is bool(used)


@pytest.mark.parametrize(("refused", "results"), [(True, False), (False, True)])
def test_the_closing_of_a_refused_request_thanks_for_no_results(refused, results):
    letter = compose_reply(Kind.CLOSE, replace(REPLY, refused=refused, used="yes"), "it")
    said = " ".join(one.text for one in letter.paragraphs)
    assert ("esiti" in said) is results
    assert ("rifiutare" in said) is refused
    assert ("è stato utilizzato" in said) is results


@given(st.text(max_size=80))
def test_no_control_or_direction_override_survives(text):
    pair = Pair(text + "a\u202eb\x00", text + "\u2066س")
    terms = replace(IT_EG, facts=pair, officer=pair, reference=text, people=())
    for letter in compose_pair(terms):
        flat = " ".join(str(value) for value in letter.as_json().values())
        assert not {"\u202e", "\x00", "\u202a"} & set(flat)


@given(st.text(max_size=40))
def test_what_is_filled_in_is_not_read_as_a_placeholder(text):
    reply: Reply = replace(REPLY, reference="{day}" + text, basis=UNTOC)
    assert "{day}" in compose_reply(Kind.NOTE, reply, "it").paragraphs[0].text
