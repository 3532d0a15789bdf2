"""Two texts in two columns: nothing is lost, and what is marked is what differs."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.law import side_by_side
from comity.law.addresses import Address
from comity.law.side_by_side import Change, compare
from comity.law.statutes import load_statutes
from comity.law.texts import load_texts


@dataclass(frozen=True)
class Words:
    """A provision with nothing but words."""

    address: Address
    text: str
    language: str = "fr"


ARTICLE = Address("FR-CESEDA", "L823-1")


def article(*units, language="fr", at=ARTICLE):
    """An article without words of its own, then units by label."""
    own = [Words(at, "", language)]
    return own + [Words(at.under(*label.split(".")), text, language) for label, text in units]


def one(ours, theirs, **more):
    (line,) = compare(article(("1", ours), **more), article(("1", theirs), **more))
    return line


def marked(runs):
    return [run.text.strip() for run in runs if run.differs]


def joined(runs):
    return "".join(run.text for run in runs)


WORDS = st.lists(st.sampled_from(["cinq ans", "est puni", "30 000", "euros", ",", ".", "سنة"]))
TEXTS = st.one_of(WORDS.map(" ".join), WORDS.map("".join), st.text())
UNITS = st.dictionaries(st.sampled_from(["1", "1.1", "1.2", "2", "3"]), TEXTS).map(
    lambda units: article(*sorted(units.items()))
)


@given(UNITS, UNITS)
def test_the_runs_of_a_side_are_its_text_and_no_unit_is_lost_or_doubled(first, second):
    lines = compare(first, second)
    paths = [line.path for line in lines]
    assert len(paths) == len(set(paths))
    for side, runs in ((first, "first"), (second, "second")):
        written = {unit.address.path: unit.text for unit in side if unit.text.strip()}
        read = {line.path: joined(getattr(line, runs)) for line in lines if getattr(line, runs)}
        assert read == written
        assert [path for path in paths if path in written] == list(written)


@given(UNITS)
def test_a_text_beside_itself_is_the_same_in_every_line(text):
    for line in compare(text, text):
        assert line.change is Change.SAME
        assert line.first == line.second
        assert not marked((*line.first, *line.second))


@given(UNITS, UNITS)
def test_the_words_that_are_not_marked_are_the_same_on_both_sides(first, second):
    for line in compare(first, second):
        if line.change is Change.CHANGED:
            same = [[run for run in runs if not run.differs] for runs in (line.first, line.second)]
            left, right = (" ".join(joined(runs).split()).replace(" ", "") for runs in same)
            assert left == right
            assert marked((*line.first, *line.second))


@given(UNITS, UNITS)
def test_the_columns_change_places_with_the_texts(first, second):
    there, back = compare(first, second), compare(second, first)
    mirror = {Change.ONLY_FIRST: Change.ONLY_SECOND, Change.ONLY_SECOND: Change.ONLY_FIRST}
    assert {line.path: mirror.get(line.change, line.change) for line in there} == {
        line.path: line.change for line in back
    }


def test_a_raised_maximum_is_the_only_word_that_is_marked():
    line = one("est puni de cinq ans d'emprisonnement.", "est puni de sept ans d'emprisonnement.")
    assert line.change is Change.CHANGED
    assert (marked(line.first), marked(line.second)) == (["cinq"], ["sept"])


@pytest.mark.parametrize(
    ("ours", "theirs"), [("30 000", "75 000"), ("5.000", "7.000"), ("1 000 000", "1 500 000")]
)
def test_a_sum_is_one_word(ours, theirs):
    line = one(f"et de {ours} euros d'amende", f"et de {theirs} euros d'amende")
    assert (marked(line.first), marked(line.second)) == ([ours], [theirs])


def test_a_number_of_an_article_is_one_word_and_the_stop_behind_it_another():
    line = one("des articles L823-1.", "des articles L823-2.")
    assert (marked(line.first), marked(line.second)) == (["L823-1"], ["L823-2"])


def test_words_put_in_and_taken_out_are_marked_on_their_side_alone():
    line = one("l'aide au séjour", "l'aide à la circulation ou au séjour")
    assert (marked(line.first), marked(line.second)) == ([], ["à la circulation ou"])
    line = one("toute aide, payée ou non,", "toute aide")
    assert (marked(line.first), marked(line.second)) == ([", payée ou non,"], [])


def test_arabic_is_compared_by_its_words_vowel_signs_and_all():
    line = one("يعاقب بالسجن مدة خمس سنوات،", "يعاقب بالسجن مدة سبع سنوات،", language="ar")
    assert (marked(line.first), marked(line.second)) == (["خمس"], ["سبع"])
    line = one("يُعَاقَبُ بالسجن", "يعاقب بالسجن", language="ar")
    assert (marked(line.first), marked(line.second)) == (["يُعَاقَبُ"], ["يعاقب"])


def test_spaces_alone_are_no_difference():
    assert one("cinq ans d'emprisonnement", "cinq  ans d'emprisonnement").change is Change.SAME
    assert one("cinq ans ;", "cinq ans;").change is Change.SAME


def test_a_unit_of_one_side_alone_stands_where_it_has_its_place():
    first = article(("1", "un"), ("2", "deux"), ("4", "quatre"))
    second = article(("1", "un"), ("3", "trois"), ("4", "quatre"))
    lines = compare(first, second)
    assert [(line.path[0], line.change) for line in lines] == [
        ("1", Change.SAME), ("2", Change.ONLY_FIRST), ("3", Change.ONLY_SECOND), ("4", Change.SAME),
    ]  # fmt: skip
    assert (lines[1].second, lines[2].first) == ((), ())
    assert all(run.differs for line in lines[1:3] for run in (*line.first, *line.second))


def test_two_languages_stand_side_by_side_and_no_word_of_them_is_marked():
    dutch = article(("1", "ten hoogste vier jaren"), ("2", "winstbejag"), language="nl")
    lines = compare(article(("1", "cinq ans d'emprisonnement")), dutch)
    assert [line.change for line in lines] == [Change.NOT_COMPARED, Change.ONLY_SECOND]
    assert not marked((*lines[0].first, *lines[0].second))


def test_paragraphs_of_two_articles_are_laid_beside_each_other_below_what_is_compared():
    held = load_statutes()
    (first, second) = (
        held.statute(at.treaty).parts(at)
        for at in (Address("NL-SR", "197a", ("1",)), Address("NL-SR", "197a", ("2",)))
    )
    (line,) = compare(first, second)
    assert line.path == ()
    assert "uit winstbejag" in marked(line.second)
    assert "als schuldig aan mensensmokkel" in marked(line.first)


def test_two_states_stand_beside_each_other_paragraph_by_paragraph():
    held = load_statutes()
    french = held.statute("FR-CESEDA").parts(Address("FR-CESEDA", "L823-1"))
    dutch = held.statute("NL-SR").parts(Address("NL-SR", "197a"))
    lines = compare(french, dutch)
    assert [line.path for line in lines] == [(str(number),) for number in range(1, 8)]
    assert [line.change for line in lines[:3]] == [
        Change.NOT_COMPARED, Change.NOT_COMPARED, Change.ONLY_SECOND,
    ]  # fmt: skip


def test_a_treaty_may_stand_beside_another():
    texts = load_texts()
    (first, second) = (
        texts.text(at.treaty).parts(at)
        for at in (Address("SOM_PROTOCOL", "2"), Address("TIP_PROTOCOL", "2"))
    )
    lines = compare(first, second)
    assert lines[0].change is Change.CHANGED
    assert "smuggling of migrants" in " ".join(marked(lines[0].first))


@pytest.mark.parametrize("other", [[], article()])
def test_beside_nothing_everything_stands_alone(other):
    text = article(("1", "un"), ("2", "deux"))
    assert [line.change for line in compare(text, other)] == [Change.ONLY_FIRST] * 2
    assert [line.change for line in compare(other, text)] == [Change.ONLY_SECOND] * 2
    assert compare(other, other) == ()


def test_a_unit_too_long_to_compare_differs_as_a_whole(monkeypatch):
    monkeypatch.setattr(side_by_side, "LONGEST_COMPARED", 9)
    assert marked(one("un deux trois", "un deux quatre").first) == ["trois"]
    line = one("un deux trois quatre", "un deux cinq")
    assert (marked(line.first), marked(line.second)) == (["un deux trois quatre"], ["un deux cinq"])
    assert one("un deux trois quatre", "un deux trois  quatre").change is Change.SAME
