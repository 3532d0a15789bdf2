from comity.base.words import did_you_mean, nearest

ACTS = ("extradition", "mla", "boarding")


def test_a_slip_of_the_pen_finds_its_word():
    assert nearest("Extraditon", ACTS) == ("extradition",)


def test_the_nearest_word_is_offered():
    assert did_you_mean("bording", ACTS) == "Did you mean boarding?"


def test_where_nothing_is_near_all_words_are_offered():
    assert did_you_mean("zzz", ACTS) == "Use one of: boarding, extradition, mla."
