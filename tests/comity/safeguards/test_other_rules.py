"""Roles, words, refusals, limits of use, incoming requests."""

from datetime import date

import pytest

from comity.entities.people import Person, Role
from comity.law import load
from comity.law.rows import Effect
from comity.law.rules import fired
from comity.safeguards.incoming import NamedPerson, breaches
from comity.safeguards.refusals import (
    GROUNDS,
    Postponement,
    Refusal,
    flags_of_postponement,
    flags_of_refusal,
)
from comity.safeguards.roles import may_be_suspect
from comity.safeguards.use_limits import Limits, lacking, reuse
from comity.safeguards.words import unfit


def person(*conduct):
    return Person("P-01", Role.SMUGGLED_OR_UNKNOWN, conduct=conduct)


def test_nobody_is_a_suspect_without_conduct_of_article_6():
    assert may_be_suspect(person())[0].code == "no_conduct"
    assert may_be_suspect(person("launder"))[0].code == "no_conduct"
    assert may_be_suspect(person("transport")) == ()


def test_the_paper_one_travelled_on_makes_nobody_a_suspect():
    own = may_be_suspect(person("possess_document"), paper_was_own=True)
    assert own[0].code == "own_paper_only"
    assert may_be_suspect(person("possess_document", "transport"), paper_was_own=True) == ()


UNFIT = (
    "illegal migrants", "an Illegal Immigrant", "migranti clandestini", "un clandestino",
    "migrants clandestins", "inmigrantes ilegales", "المهاجرين غير الشرعيين", "kaçak göçmenler",
)  # fmt: skip
FIT = (
    "smuggled migrants", "illegal entry of persons", "persone migranti",
    "المهاجرون المهرَّبون", "ingresso illegale", "göçmen kaçakçılığı",
)  # fmt: skip


@pytest.mark.parametrize("text", UNFIT)
def test_a_word_that_calls_a_person_illegal_is_found_and_another_offered(text):
    assert unfit([text])[0].offered


@pytest.mark.parametrize("text", FIT)
def test_words_about_acts_and_neutral_words_pass(text):
    assert unfit([text]) == ()


GOOD = Refusal("18(21)(b)", "reasons", "2027-03-01")


def test_a_refusal_with_ground_reasons_and_consultation_raises_nothing():
    assert flags_of_refusal(GOOD) == frozenset()


@pytest.mark.parametrize(
    ("refusal", "flag", "rule"),
    [
        (Refusal("", "r", "c"), "refusal_ground_not_listed", "P-18-21"),
        (Refusal("18(21)(b)", " ", "c"), "refusal_no_reasons", "P-18-23"),
        (Refusal("18(21)(b)", "r", ""), "refusal_mla_no_consultation", "P-18-26"),
        (Refusal("18(21)(b)", "r", "c", bank_secrecy=True), "refusal_bank_secrecy", "P-18-8"),
        (Refusal("18(21)(b)", "r", "c", fiscal=True), "refusal_fiscal", "P-18-22"),
    ],
)
def test_each_fault_of_a_refusal_raises_its_flag_and_fires_its_rule(refusal, flag, rule):
    assert flags_of_refusal(refusal) == {flag}
    assert rule in {one.rule.id for one in fired(load(), {flag})}


def test_bank_secrecy_blocks():
    found = fired(load(), flags_of_refusal(Refusal("18(21)(b)", "r", "c", bank_secrecy=True)))
    assert [one.effect for one in found] == [Effect.BLOCK]


def test_only_ongoing_proceedings_postpone_and_they_are_consulted_first():
    assert flags_of_postponement(Postponement("trial in Cairo", "2027-03-01")) == frozenset()
    assert flags_of_postponement(Postponement(" ", "")) == {
        "postponement_other_reason",
        "postponement_no_consultation",
    }


def test_the_grounds_are_those_of_the_convention():
    assert set(GROUNDS) == {"18(21)(a)", "18(21)(b)", "18(21)(c)", "18(21)(d)", "18(9)"}


LIMITS = Limits("this case", "no other use", date(2029, 1, 1), "UNTOC")
GIVEN = {
    "purpose": "x", "restriction": "x", "retention_until": "2029-01-01", "legal_basis": "UNTOC",
}  # fmt: skip


@pytest.mark.parametrize("name", GIVEN)
def test_an_item_without_purpose_limit_date_or_basis_is_not_filed(name):
    assert len(lacking(GIVEN | {name: " "})) == 1
    assert lacking(GIVEN) == ()


@pytest.mark.parametrize(
    ("same", "consent", "exculpatory", "code"),
    [
        (True, False, False, ""),
        (False, True, False, ""),
        (False, False, False, "other_use"),
        (False, False, True, "exculpatory"),
        (True, False, True, "exculpatory"),
    ],
)
def test_another_use_needs_consent_and_what_helps_the_accused_has_its_own_way(
    same, consent, exculpatory, code
):
    found = reuse(LIMITS, same_case=same, consent=consent, exculpatory=exculpatory)
    assert "".join(one.code for one in found) == code


def named(role="suspect", conduct="drove", child=False, guardian=""):
    return NamedPerson("P-01", role, conduct, child, guardian)


def test_an_incoming_request_that_keeps_the_safeguards_is_let_through():
    assert breaches([named(), named("witness", "")], ["a text"]) == ()


@pytest.mark.parametrize(
    ("people", "texts", "rule"),
    [
        ([named(conduct=" ")], [], "HR-02"),
        ([named(child=True)], [], "HR-10"),
        ([], ["the illegal migrants"], "HR-24"),
    ],
)
def test_each_breach_is_named_with_its_cure(people, texts, rule):
    found = breaches(people, texts)
    assert [one.rule for one in found] == [rule]
    assert "Cure:" in found[0].reason.sentence()
