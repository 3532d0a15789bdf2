"""A second reading, made from the texts and not from the data files.

UNTOC art. 18(15) (what a request shall contain), art. 18(16) ff. are not repeated here; Protocol
arts. 3(a) and 6: entry for a benefit; stay and documents. A lawyer may disagree with a line.
"""

import pytest

from comity.assistance.completeness import applicable_rules
from comity.law import answer, load
from tests.comity.law.questions import question

LAW = load()

ART_18_15 = {
    "requesting_authority",  # (a)
    "subject_and_nature",  # (b)
    "conducting_authority",  # (b)
    "facts_summary",  # (c), except for service
    "assistance_sought",  # (d)
    "person_identity",  # (e), where possible
    "purpose",  # (f)
}


def items(measure):
    rules = applicable_rules(LAW, question(measure=measure), "UNTOC")
    return {item for rule in rules if "18(15)" in rule.source_article for item in rule.items}


def test_a_request_contains_what_article_18_15_asks():
    assert items("search") == ART_18_15


def test_a_summary_of_facts_is_excepted_for_service_only():
    assert items("service") == ART_18_15 - {"facts_summary"}
    assert items("") == ART_18_15


# Protocol art. 3(a): procuring illegal entry, for a benefit. Art. 6(1)(b): documents for that
# purpose. Art. 6(1)(c): enabling to remain. Silence and handling proceeds are in neither.
PROTOCOL_6 = {
    "procure_entry": "yes",
    "produce_document": "yes",
    "provide_document": "yes",
    "possess_document": "yes",
    "procure_stay": "yes",
    "organise": "yes",
    "aid": "yes",
    "fail_to_report": "no",
    "launder": "no",
    "procure_exit": "unknown",
}


@pytest.mark.parametrize(("conduct", "limb"), PROTOCOL_6.items())
def test_conduct_of_the_protocol(conduct, limb):
    asked = question("FR", "IT", conduct=[conduct], object_rs=["irregular_entrant", "any_person"])
    found = answer(LAW, asked)
    if found.dual_criminality.rs.result == "yes":
        assert found.untoc.protocol_limb == limb
    else:
        assert found.untoc.protocol_limb in ("no", "unknown")


def test_without_a_benefit_it_is_no_smuggling_of_migrants():
    assert answer(LAW, question("FR", "IT", benefit="no")).untoc.protocol_limb == "no"
