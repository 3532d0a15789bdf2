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
SUSPECT = person("P-01", "Karim Sabri", numbers=(Held("phone", "+999 10 555 0001"),))


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
    [
        "+999105557777",
        "00 +999-10-555-7777",
        "call +999 10 555 7777.",
        "call 010 555 7777٩٩٩١٠٥٥٥٧٧٧٧+",
        "۹۹۹ ۱۰ ۵۵۵ ۷۷۷۷",
    ],
)
def test_a_number_is_found_however_it_is_written(said):
    assert still_named([KEPT], [SUSPECT], [said]) == (Named("P-07", "+999 10 555 7777"),)


@pytest.mark.parametrize(
    "said",
    ["Mouna saw the boat.", "Mouna Abdessalami", "+999 10 555 7778", "P-07", "", "Karim Sabri"],
)
def test_part_of_a_name_another_number_or_a_bare_label_is_not_taken_for_the_person(said):
    assert still_named([KEPT], [SUSPECT], [said]) == ()


def test_two_texts_are_not_read_as_one():
    assert not sure(still_named([KEPT], [], ["+999 10 555", "7777", "Mouna", "Abdessalam"]))


def sure(found):
    return [one for one in found if one.sure]


def test_a_long_last_name_alone_is_a_doubt_and_no_more():
    egyptian = Person("P-09", Role.WITNESS, names=(NameForm("هدى المصري", "Arab", True, ""),))
    found = still_named([egyptian], [], ["وفقاً للقانون المصري"])
    assert found == (Named("P-09", "المصري", sure=False),)
    assert still_named([egyptian], [person("P-02", "سامي المصري")], ["القانون المصري"]) == ()
    assert still_named([person("P-08", "Zaki Ali")], [], ["Ali was there"]) == ()


@pytest.mark.parametrize("said", ["al Zahrawi Salma", "Salma al\u2011Zahrawi", "al–Zahrawi, Salma"])
def test_the_article_of_a_name_may_stand_apart(said):
    assert sure(still_named([person("P-10", "Salma al-Zahrawi")], [], [said]))


def test_what_somebody_who_leaves_holds_or_bears_is_that_persons():
    shared = person("P-02", "Mouna Abdessalam", numbers=(Held("phone", "+999-10-5557777"),))
    said = ["Mouna Abdessalam", "+999 10 555 7777"]
    assert still_named([KEPT], [shared], said) == ()
    assert len(still_named([KEPT], [SUSPECT], said)) == 2


def test_a_number_too_short_to_mean_anybody_is_not_looked_for():
    short = person("P-08", "Zaki Halim", numbers=(Held("document", "12"),))
    assert still_named([short], [], ["12 boats"]) == ()


@given(st.text(), st.text(), st.sampled_from(["Mouna Abdessalam", "+999 10 555 7777"]))
def test_whatever_stands_around_it_a_name_or_number_set_apart_is_found(before, after, what):
    assert still_named([KEPT], [], [f"{before}. {what} .{after}"])


@given(st.recursive(st.text(), lambda one: st.lists(one) | st.dictionaries(st.text(), one)))
def test_every_text_of_a_json_value_is_read(value):
    def flat(one):
        if isinstance(one, str):
            return [one]
        return [x for part in (one.values() if isinstance(one, dict) else one) for x in flat(part)]

    assert list(texts_in(value)) == flat(value)


def test_numbers_and_truths_in_a_json_value_are_no_texts():
    assert list(texts_in({"a": [1, True, None, "x"]})) == ["x"]
