import pytest

from comity.law import load
from comity.law.rows import Effect, RuleKind
from comity.law.rules import effect_of, fired

LAW = load()


def ids(*flags):
    return [one.rule.id for one in fired(LAW, set(flags))]


@pytest.mark.parametrize(
    ("flags", "rules"),
    [
        ([], []),
        (["child"], ["SG-CHILD"]),
        (["rs_outside_op2"], ["SG-DEATH"]),
        (["rs_outside_op2", "death_assurance"], []),
        (["migrant_witness", "protection_plan"], []),
        (["beyond_authorisation"], ["P-SOM-8-5"]),
        (["beyond_authorisation", "danger_to_life_now"], ["SG-LIFE-FIRST"]),
        (["refusal_mla_no_consultation", "postponement_no_consultation"], ["P-18-26"]),
        (["always_dc"], ["D-NO-OCG-ELEMENT"]),
    ],
)
def test_a_rule_fires_unless_something_stops_it(flags, rules):
    assert ids(*flags) == rules


# A second reading of the safeguards HR-02 to HR-24 and their classes, not taken from rights.toml.
CLASSES = {
    "SG-MIGRANT": "block",
    "SG-BOAT": "dual",
    "SG-DEATH": "block",
    "SG-REFOULE": "block",
    "SG-ASYLUM": "block",
    "SG-ORIGIN-DATA": "block",
    "SG-CONSULAR": "block",
    "SG-CHILD": "block",
    "SG-NOTICE": "block",
    "SG-WOMEN-VULN": "dual",
    "SG-WITNESS": "block",
    "SG-SAFECONDUCT": "block",
    "SG-LIFE-FIRST": "block",
    "SG-HUMANITARIAN": "dual",
    "SG-TORTURE-EVID": "block",
    "SG-DATA-3RD": "block",
    "SG-WORDS": "block",
}


@pytest.mark.parametrize(("rule", "effect"), CLASSES.items())
def test_the_stricter_of_rule_and_safeguard_wins(rule, effect):
    assert effect_of(LAW.rules[rule], LAW.rights[rule]) == effect


def test_a_safeguard_never_makes_a_rule_milder():
    strictness = list(Effect)
    for rule in LAW.rules_of(RuleKind.SAFEGUARD):
        effect = effect_of(rule, LAW.rights.get(rule.id))
        assert strictness.index(effect) <= strictness.index(rule.severity)


def test_every_safeguard_rule_but_identity_has_a_right_behind_it():
    rules = {rule.id for rule in LAW.rules_of(RuleKind.SAFEGUARD)}
    assert rules - LAW.rights.keys() == {"SG-ID"}


def test_a_fired_rule_prints_what_a_caseworker_reads():
    (one,) = fired(LAW, {"smuggled_detained"})
    printed = one.as_json()
    assert (printed["id"], printed["effect"], printed["hr"]) == ("SG-CONSULAR", "block", "HR-09")
    assert printed["message"]
    assert printed["source_article"]
