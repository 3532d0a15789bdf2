"""Who stays here is not told of by a name in a text or a number asked about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.entities.people import Held, NameForm, Person, Role
from comity.safeguards.named import Named, still_named, texts_in


def person(label, *names, numbers=()):
    forms = tuple(NameForm(name, "Latn", number == 0, "") for number, name in enumerate(names))
    return Person(label, Role.WITNESS, names=forms, identifiers=tuple(numbers))


KEPT = person(
    "P-07", "منى عبد السلام", "Mouna Abdessalam", numbers=(Held("phone", "+999 10 555 7777"),)
)
ZAKI = person("P-08", "Zaki Ali")
SUSPECT = person("P-01", "Karim Sabri", numbers=(Held("phone", "+999 10 555 0001"),))


SURE, DOUBT, NONE = "sure", "doubt", "none"


def verdict(staying, leaving, said):
    """Whether somebody is surely told of in a JSON value, perhaps, or not."""
    found = still_named(staying, leaving, texts_in(said))
    return SURE if sure(found) else DOUBT if found else NONE


def sure(found):
    return [one for one in found if one.sure]


@pytest.mark.parametrize(
    "said",
    [
        "Mouna Abdessalam saw the boat.",
        "MOUNA  ABDESSALAM",
        "e di Mouna\nAbdessalam",
        "قالت منى عبد السلام إن القارب غرق",
        "ومنى عبد السلام كانت هناك",
        "مُنى عبد السَّلام",
        "مني عبد السلام",
        "ABDESSALAM, Mouna",
        "Mouna_Abdessalam.pdf",
        "il sig. Abdessalam (Mouna)",
    ],
)
def test_a_name_is_found_however_it_is_spaced_pointed_or_glued(said):
    assert [one.label for one in still_named([KEPT], [SUSPECT], [said])] == ["P-07"]


@pytest.mark.parametrize(
    "said",
    ["Mouna saw the boat.", "Mouna Abdessalami", "+999 10 555 7778", "P-07", "", "Karim Sabri"],
)
def test_part_of_a_name_another_number_or_a_bare_label_is_not_taken_for_the_person(said):
    assert still_named([KEPT], [SUSPECT], [said]) == ()


def test_two_texts_are_not_read_as_one_and_a_name_over_both_is_a_doubt():
    assert still_named([KEPT], [], ["+999 10 555", "7777"]) == ()
    assert verdict([KEPT], [], {"given": "Mouna", "family": "Abdessalam"}) == DOUBT
    assert verdict([KEPT], [], {"family": "Abdessalam", "given": "Mouna"}) == DOUBT
    assert verdict([ZAKI], [], {"given": "Zaki", "family": "Ali"}) == DOUBT
    assert verdict([ZAKI], [], {"given": "Zaki", "x": "one two three", "family": "Ali"}) == NONE


def test_a_long_last_name_alone_is_a_doubt_and_no_more():
    egyptian = Person("P-09", Role.WITNESS, names=(NameForm("هدى المصري", "Arab", True, ""),))
    found = still_named([egyptian], [], ["وفقاً للقانون المصري"])
    assert found == (Named("P-09", "المصري", sure=False),)
    assert still_named([egyptian], [person("P-02", "سامي المصري")], ["القانون المصري"]) == ()
    assert still_named([ZAKI], [], ["Ali was there"]) == ()


@pytest.mark.parametrize("said", ["al Zahrawi Salma", "Salma al\u2011Zahrawi", "al–Zahrawi, Salma"])
def test_the_article_of_a_name_may_stand_apart(said):
    assert sure(still_named([person("P-10", "Salma al-Zahrawi")], [], [said]))


def test_what_somebody_who_leaves_holds_or_bears_is_that_persons():
    shared = person("P-02", "Mouna Abdessalam", numbers=(Held("phone", "+999-10-5557777"),))
    said = ["Mouna Abdessalam", "+999 10 555 7777"]
    assert still_named([KEPT], [shared], said) == ()
    assert len(still_named([KEPT], [SUSPECT], said)) == 2


# --- spellings --------------------------------------------------------------------------------

BAHER = person("P-03", "Baher El Sanhoty", "باهر السنهوتي")


@pytest.mark.parametrize(
    "said",
    [
        "Baher El Sanhoty", "Baher Elsanhoty", "Baher ElSanhoty", "Baher el-Sanhoty",
        "Baher Al-Sanhoty", "Baher Al\u2013Sanhoty", "Baher ul Sanhoty", "Baher Il-Sanhoty",
        "Baher As-Sanhoty", "Baher Assanhoty", "Baher Sanhoty", "Sanhoty Baher",
        "EL-SANHOTY (Baher)", "BaherElSanhoty", "BaherSanhoty", "SanhotyBaher",
        "Baher M. El Sanhoty", "Baher Adel El Sanhoty", "dell'El Sanhoty Baher",
        "باهر سنهوتي", "باهر ال سنهوتي", "باهرالسنهوتي", "باهرسنهوتي", "السنهوتي باهر",
        "دفع للسنهوتي باهر", "وباهر والسنهوتي", "بالسنهوتي باهر", "ولباهر السنهوتي",
        "\u200fباهر\u00a0السنهوتي",
    ],
)  # fmt: skip
def test_the_article_matters_in_no_spelling(said):
    assert verdict([BAHER], [SUSPECT], said) == SURE


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("B. El Sanhoty", DOUBT),
        ("B El Sanhoty", DOUBT),
        ("Sanhoty, B.", DOUBT),
        ("B. M. Sanhoty", DOUBT),
        ("ب. السنهوتي", DOUBT),
        ("b Sanhoty", DOUBT),
        ("C. El Sanhoty", DOUBT),
        ("B. went to Sanhoty", DOUBT),
        ("B. went away", NONE),
    ],
)
def test_an_initial_and_the_last_name_may_be_anybodys(said, expected):
    assert verdict([BAHER], [SUSPECT], said) == expected


def test_an_initial_tells_of_a_short_last_name_too():
    assert verdict([person("P-03", "Alberto Neri")], [], "B. Neri") == NONE
    assert verdict([person("P-03", "Alberto Neri")], [], "A. Neri") == DOUBT


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("Baher El Sanhoty", "\u0412\u0430her El Sanhoty"),
        ("Baher El Sanhoty", "Baher El S\u0430nh\u043et\u0443"),
        ("Baher El Sanhoty", "\u0392\u03b1h\u03b5r S\u03b1\u03b7hoty"),
        ("Rosa Coco", "Rosa \u0421\u043e\u0441\u043e"),
        ("Вера Сокол", "ВЕРА Сокол"),
        ("Ελένη Νάκου", "ΕΛΕΝΗ ΝΑΚΟΥ"),
        ("Ελένη Νάκου", "Ελενη Νακου"),
        ("Søren Łukaß", "Soren Lukass"),
        ("Soren Lukass", "SØREN ŁUKASS"),
        ("Işık Yıldız", "Isik Yildiz"),
        ("Đorđe Đurić", "Dorde Duric"),
        ("Jose Munoz", "José Muñoz"),
        ("Sana'a Haddad", "Sanaa Haddad"),
        ("Sanaa Haddad", "Sana\u2019a Haddad"),
        ("Mona Haddad", "Mona d\u2019Haddad"),
        ("Anne-Marie Dupont", "Annemarie Dupont"),
        ("Abu Bakr Selim", "Abubakr Selim"),
        ("Abubakr Selim", "Abu Bakr Selim"),
        ("Ed Rossi", "Ed Rossi"),
        ("Hassan Hassan", "Hassan Hassan"),
        ("أحمد هدى", "احمد هدي"),
        ("علي کريمی", "علي كريمي"),
    ],
)
def test_letters_that_look_alike_or_are_written_for_one_another_are_one(kept, said):
    assert verdict([person("P-03", kept)], [], said) == SURE


SERVANTS = [
    "Abdel Rahman",
    "Abdelrahman",
    "Abd el-Rahman",
    "Abdul Rahman",
    "Abdurrahman",
    "Abd ur Rahman",
]


@pytest.mark.parametrize("kept", SERVANTS)
@pytest.mark.parametrize("written", SERVANTS)
def test_servant_of_is_one_name_however_it_is_cut(kept, written):
    assert verdict([person("P-03", f"Omar {kept}")], [], f"that Omar {written} said") == SURE
    assert verdict([person("P-03", f"{kept} Omar")], [], f"Omar, {written}") == SURE


@pytest.mark.parametrize("kept", ["عبد الله سمير", "عبدالله سمير"])
@pytest.mark.parametrize(
    "said", ["عبد الله سمير", "عبدالله سمير", "سمير عبد الله", "لعبد الله سمير"]
)
def test_the_same_in_arabic(kept, said):
    assert verdict([person("P-03", kept)], [], said) == SURE


@pytest.mark.parametrize(
    "said", ["ለሰላማዊት ተስፋይ", "ከሰላማዊት ተስፋይ", "የሰላማዊት ተስፋይ", "ስለሰላማዊት ተስፋይን", "ተስፋይና በሠላማዊት"]
)
def test_the_particles_of_geez_are_no_part_of_a_name(said):
    assert verdict([person("P-03", "ሰላማዊት ተስፋይ")], [], said) == SURE


# --- near and far, theirs and others' ---------------------------------------------------------

AHMED = person("P-05", "Ahmed Hassan")


def leaving(*names):
    return [person(f"P-2{number}", name) for number, name in enumerate(names)]


@pytest.mark.parametrize(
    ("said", "gone", "expected"),
    [
        ("The witness Ahmed Hassan told us", ["Ahmed Ali", "Karim Hassan"], SURE),
        ("The witness Ahmed Hassan told us", ["Ahmed Ali Hassan"], NONE),
        ("Hassan Mohamed ha visto Ahmed Ali a bordo", ["Hassan Mohamed", "Ahmed Ali"], NONE),
        ("Karim Hassan, Ahmed Ali", ["Karim Hassan", "Ahmed Ali"], NONE),
        ("Karim Hassan, Ahmed Hassan", ["Karim Hassan", "Ahmed Ali"], SURE),
        ("Ahmed Hassan Mohamed", ["Hassan Mohamed"], DOUBT),
        ("Ahmed saw him. Then they asked Hassan.", [], DOUBT),
        ("Ahmed said that Hassan", [], DOUBT),
        ("Ahmed, said Hassan", [], SURE),
        ("Ahmed", [], NONE),
    ],
)
def test_the_words_of_a_name_together_are_the_person_apart_a_doubt(said, gone, expected):
    assert verdict([AHMED], leaving(*gone), said) == expected


@pytest.mark.parametrize(
    ("said", "expected"), [("Ahmed Hassan Ali", SURE), ("Ahmed Hassan", NONE), ("Ahmed Ali", SURE)]
)
def test_the_longer_name_of_who_stays_is_not_taken_for_the_shorter_one_of_who_leaves(
    said, expected
):
    assert verdict([person("P-06", "Ahmed Hassan Ali")], leaving("Ahmed Hassan"), said) == expected


def test_first_and_last_word_of_a_longer_name_are_the_person_unless_one_who_leaves_has_both():
    kept = person("P-06", "Mona Adel Samir Haddad")
    assert verdict([kept], [], "Mona Haddad") == SURE
    assert verdict([kept], [], "monahaddad_1990.pdf") == SURE
    assert verdict([kept], leaving("Mona Haddad"), "Mona Haddad") == NONE
    assert verdict([kept], leaving("Mona Selim", "Omar Haddad"), "Mona Haddad") == SURE
    assert verdict([kept], [], "Mona Adel") == NONE


@pytest.mark.parametrize(
    ("names", "said", "expected"),
    [
        (["Giorgio Petridis", "Il Greco"], "Il trasporto arriva al porto greco", DOUBT),
        (["Giorgio Petridis", "Il Greco"], "Giorgio Petridis detto Il Greco", SURE),
        (["Il Greco"], "Il Greco", DOUBT),
        (["Joy Faith"], "in good faith she said that it was no joy", DOUBT),
        (["Joy Faith"], "Joy Faith", SURE),
        (["Selamawit"], "Selamawit told us", DOUBT),
        (["Selamawit"], "selamawit told us", DOUBT),
        (["ሰላማዊት"], "ለሰላማዊት", DOUBT),
        (["Joy"], "Joy told us", DOUBT),
        (["صالح"], "لصالح المحكمة", DOUBT),
        (["Rosa"], "Santa Rosa", DOUBT),
        (["Jo"], "Jo told us", NONE),
        ([" - "], " - ", NONE),
    ],
)
def test_an_alias_common_words_and_a_name_of_one_word_are_a_doubt(names, said, expected):
    assert verdict([person("P-06", *names)], [], said) == expected


# --- speed ------------------------------------------------------------------------------------

MANY = [
    person(
        f"P-{number}", f"Ahmed Selim{number} El Haddad", f"أحمد سليم{number} الحداد",
        numbers=(Held("phone", f"+216 20 123 {400 + number}"), Held("document", f"A {number}1111")),
    )
    for number in range(30)
]  # fmt: skip
GONE = [
    person(f"Q-{number}", f"Ahmed Karim{number}", f"Salma Haddad{number}") for number in range(30)
]


@pytest.mark.parametrize(
    "said",
    [
        "The witness told Ahmed that AA 12 of Haddad ",
        "قالت أحمد الحداد إن القارب ",
        "Ahmed Haddad ",
        *("a", "1", "٢", " ", "@", "ا", "ل", "ለ", "a ", "1 ", "و ", "a.", "20", "(1"),
    ],
)
def test_a_long_text_is_read_to_its_end(said):
    """If the work grew with the square of the length this test would not end."""
    last = MANY[-1].names[0].text
    found = still_named(MANY, GONE, [(said * 100_000)[:100_000], last])
    assert last in {one.by for one in found}


@given(st.text(), st.text(), st.sampled_from(["Mouna Abdessalam", "+999 10 555 7777"]))
def test_whatever_stands_around_it_a_name_or_number_set_apart_is_found(before, after, what):
    assert still_named([KEPT], [], [f"{before}. {what} .{after}"])


@given(st.text(), st.text(), st.sampled_from(["Baher El Sanhoty", "باهر السنهوتي"]))
def test_a_full_name_between_spaces_is_found_in_any_text(before, after, name):
    assert sure(still_named([BAHER], [], [f"{before} {name} {after}"]))


MARKS = st.lists(
    st.sampled_from(["", "\u064e", "\u0651", "\u0640", "\u200f"]), min_size=13, max_size=13
)


@given(MARKS, st.lists(st.booleans(), min_size=16, max_size=16))
def test_vowel_signs_and_case_do_not_matter(marks, large):
    pointed = "".join(sign + mark for sign, mark in zip("باهر السنهوتي", marks, strict=True))
    cased = "".join(
        sign.upper() if up else sign.lower()
        for sign, up in zip("Baher El Sanhoty", large, strict=True)
    )
    assert sure(still_named([BAHER], [], [pointed]))
    assert sure(still_named([BAHER], [], [cased]))


@given(st.recursive(st.text(), lambda one: st.lists(one) | st.dictionaries(st.text(), one)))
def test_every_text_of_a_json_value_is_read(value):
    def flat(one):
        if isinstance(one, str):
            return [one]
        return [x for part in (one.values() if isinstance(one, dict) else one) for x in flat(part)]

    assert list(texts_in(value)) == flat(value)


def test_numbers_and_truths_in_a_json_value_are_no_texts():
    assert list(texts_in({"a": [1, True, None, "x"]})) == ["x"]


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("address", "Alessandria", DOUBT),
        ("address", "via Etnea 114", SURE),
        ("vessel", "Santa Rosa", DOUBT),
        ("document", "ABCDEF", SURE),
    ],
)
def test_a_place_or_a_ship_may_be_a_word_of_the_text(kind, value, expected):
    kept = person("P-06", "Mouna Abdessalam", numbers=(Held(kind, value),))
    assert verdict([kept], [], f"The boat left; {value} is named.") == expected
