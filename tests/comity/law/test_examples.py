"""The 24 worked examples, and older variants that check some keys only (test_variants.py: all)."""

from typing import Any

import pytest

from tests.comity.law.questions import flat, scenarios


@pytest.mark.parametrize("example", scenarios())
def test_a_worked_example_is_answered_exactly(example):
    assert flat(example) == scenarios()[example]["expected"]


# One field changed; what follows was worked out from the decision rules and the rows by hand.
VARIANTS: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "Greek driver without repetition or danger": (
        "E01",
        {"circumstances": []},
        {"dual_criminality": "not_checked_list_offence", "max_months_rs": 120},
    ),
    "Spanish transit with danger to life is still below the list": (
        "E02",
        {"ocg": "yes"},
        {"bases": ["EU_UK_TCA", "UNTOC"], "unknown_bases": [], "triggered": ["D-LIST"]},
    ),
    "Spain asks the United Kingdom on the last day of the warrant": (
        "E02",
        {"date": "2020-12-31", "file": []},
        {"bases": ["EAW_FD"], "dual_criminality": "met"},
    ),
    "Spain asks the United Kingdom on the first day of the agreement": (
        "E02",
        {"date": "2021-01-01"},
        {"bases": ["EU_UK_TCA"]},
    ),
    "the uncle is no carer": (
        "E03",
        {"exceptions": [], "flags": []},
        {"dual_criminality": "not_checked_list_offence", "dual_criminality_fails": []},
    ),
    "payment is shown in Türkiye": (
        "E04",
        {"benefit": "yes"},
        {"dual_criminality": "met", "dual_criminality_fails": [], "serious_rd": "yes"},
    ),
    "four migrants without profit in Italy": (
        "E05",
        {"circumstances": []},
        {"max_months_rd": 72, "serious_rd": "yes"},
    ),
    "investigation order to Spain on its first day": (
        "E07",
        {"date": "2018-07-02"},
        {"bases": ["EIO_DIR", "EU_MLA_2000", "ETS30", "ETS99", "ETS182"]},
    ),
    "investigation order to Spain the day before": (
        "E07",
        {"date": "2018-07-01"},
        {"bases": ["EU_MLA_2000", "ETS30", "ETS99", "ETS182", "DOMESTIC:ES"]},
    ),
    "the hearing under an order needs no dual criminality": (
        "E06",
        {"measure": "statement"},
        {"dual_criminality": "not_applicable", "dual_criminality_fails": []},
    ),
    "the assurance is not recorded": (
        "E12",
        {"flags": []},
        {"triggered": ["B-PARTY-DATE", "B-UNKNOWN", "D-DUAL", "SG-DEATH"]},
    ),
    "Libya asks a year after the treaty began": (
        "E13",
        {"date": "2010-02-01", "facts_date": "2009-10-05"},
        {"bases": ["BI-LY-GB-1"], "unknown_bases": ["UNTOC", "DOMESTIC:GB"]},
    ),
    "Libya asks a year before": (
        "E13",
        {"date": "2008-12-31"},
        {"bases": [], "unknown_bases": ["UNTOC", "DOMESTIC:GB"]},
    ),
    "Libya asks when the source is out of date": (
        "E13",
        {"date": "2010-03-03", "facts_date": "2009-10-05"},
        {"bases": [], "unknown_bases": ["BI-LY-GB-1", "UNTOC", "DOMESTIC:GB"]},
    ),
    "the landing was after the Egyptian law": (
        "E14",
        {"facts_date": "2016-11-08"},
        {"dual_criminality": "met", "dual_criminality_fails": []},
    ),
    "the landing was on the eve of the Egyptian law": (
        "E14",
        {"facts_date": "2016-11-07"},
        {"dual_criminality": "not_met", "dual_criminality_fails": ["EG:no_offence_at_date"]},
    ),
    "the plan for the witness is missing": (
        "E16",
        {"flags": ["migrant_witness"]},
        {"triggered": ["B-UNKNOWN", "D-SERIOUS", "SG-WITNESS"]},
    ),
    "benefit is shown to Germany and Egypt": (
        "E17",
        {"benefit": "yes"},
        {"dual_criminality": "met", "bases": ["UNTOC", "DOMESTIC:EG"]},
    ),
    "foreigners leave Libya": (
        "E22",
        {"object_rd": ["irregular_entrant"]},
        {"dual_criminality": "met", "dual_criminality_fails": []},
    ),
    "Tunisian facts with a group": (
        "E23",
        {"ocg": "yes"},
        {"untoc_route": "protocol_offence", "bases": ["UNTOC"], "unknown_bases": ["BI-NL-TN-1"]},
    ),
    "the driver was paid": (
        "E24",
        {"benefit": "yes", "exceptions": []},
        {"dual_criminality": "met", "max_months_rd": 120},
    ),
}


@pytest.mark.parametrize(("example", "changes", "expected"), VARIANTS.values(), ids=VARIANTS)
def test_one_changed_field_changes_what_it_should(example, changes, expected):
    found = flat(example, **changes)
    assert {key: found[key] for key in expected} == expected
