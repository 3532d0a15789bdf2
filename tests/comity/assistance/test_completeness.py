import pytest

from comity.assistance.completeness import applies, missing_items, names
from comity.law import load
from tests.comity.law.questions import question

LAW = load()
RULES = LAW.rules.values()


def missing(basis, **changes):
    return [one.id for one in missing_items(question(**changes), basis, RULES)]


def test_without_a_file_nothing_is_tested():
    assert missing("UNTOC") == []


def test_without_a_basis_there_is_nothing_to_test_against():
    assert missing("", file=[]) == []


def test_an_empty_file_lacks_everything_in_order():
    found = missing("ETS24", act="provisional_arrest", file=[])
    assert found == sorted(found)
    assert "C-ETS24-16:time_and_place" in found


def test_what_is_there_is_not_missing():
    everything = sorted(LAW.words["file_item"])
    assert missing("UNTOC", file=everything) == []


@pytest.mark.parametrize(
    ("basis", "known_as"),
    [
        ("UNTOC", {"*", "UNTOC"}),
        ("BI-MA-GB-1", {"*", "BI-MA-GB-1", "BI"}),
        ("DOMESTIC:IT", {"*", "DOMESTIC:IT", "DOMESTIC"}),
    ],
)
def test_a_basis_answers_to_its_family(basis, known_as):
    assert names(basis) == known_as


@pytest.mark.parametrize(
    ("measure", "applied"), [("transfer_detained", True), ("search", False), ("", False)]
)
def test_a_rule_for_one_measure_is_for_that_measure(measure, applied):
    assert applies(LAW.rules["C-UNTOC-18-10"], question(measure=measure), "UNTOC") is applied


@pytest.mark.parametrize(("measure", "applied"), [("service", False), ("search", True), ("", True)])
def test_a_rule_may_except_a_measure(measure, applied):
    assert applies(LAW.rules["C-UNTOC-18-15C"], question(measure=measure), "UNTOC") is applied


def test_a_gap_carries_its_sentence_and_its_source():
    gap = missing_items(question(file=[]), "UNTOC", RULES)[0].as_json()
    assert gap["message"]
    assert gap["source_article"]
    assert gap["confidence"]
