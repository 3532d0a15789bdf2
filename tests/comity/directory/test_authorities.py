"""Who executes: suggested by measure, then by place, with the reason."""

from comity.base.source import Confidence, Source
from comity.directory.authorities import Authority, suggest

SOURCE = Source("invented for training", "2026-11-24", Confidence.KNOWN)


def authority(key, measures=(), places=()):
    names = {"en": f"{key} (training)"}
    return Authority(key, names, frozenset(measures), frozenset(places), True, SOURCE)


COAST = authority("coast", {"records", "bank_records"}, {"Alexandria", "الإسكندرية"})
CAPITAL = authority("capital", {"records", "bank_records"}, {"Cairo"})
COURT = authority("court", {"statement"}, {"Alexandria"})
ANY = authority("any")


def test_the_one_competent_for_measure_and_place_comes_first_and_says_why():
    found = suggest((CAPITAL, COURT, COAST, ANY), ["records"], ["the shop in الإسكندرية"])
    assert found[0].authority == COAST
    assert found[0].reason.sentence() == (
        "competent for the measures asked, in the place named: الإسكندرية"
    )


def test_one_whose_measures_do_not_fit_comes_last_and_names_what_it_lacks():
    found = suggest((COURT, ANY), ["records"], ["Alexandria"])
    assert [one.authority.key for one in found] == ["any", "court"]
    assert "records" in found[-1].reason.sentence()
    assert not found[-1].fits


def test_no_list_of_measures_means_any_measure():
    assert suggest((ANY,), ["statement", "records"], [])[0].fits


def test_a_name_is_given_in_the_language_or_the_first_there_is():
    assert COAST.name("en") == COAST.name("tr") == "coast (training)"


def test_the_reason_spells_the_place_as_the_first_text_that_names_it_does():
    ours, theirs = "خرج من الإسكندرية", "left from Alexandria"
    said = [
        suggest((COAST,), ["records"], texts)[0].reason.sentence().rpartition(": ")[2]
        for texts in ([ours, theirs], [theirs, ours])
    ]
    assert said == ["الإسكندرية", "Alexandria"]
