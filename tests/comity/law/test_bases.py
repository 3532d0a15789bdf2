import dataclasses

import pytest

from comity.law import answer, load
from comity.law.bases import Availability
from comity.law.rows import BilateralStatus
from tests.comity.law.questions import question

LAW = load()


def bases(requesting, requested, law=LAW, **changes):
    return answer(law, question(requesting, requested, **changes)).bases


ORDERS = {
    "warrant inside the Union": (("FR", "IT", {"act": "extradition"}), ["EAW_FD", "UNTOC"]),
    "agreement with the United Kingdom": (
        ("FR", "GB", {"act": "extradition"}),
        ["EU_UK_TCA", "UNTOC"],
    ),
    "order inside the Union, with its fallbacks": (
        ("FR", "NL", {}),
        ["EIO_DIR", "EU_MLA_2000", "ETS30", "ETS99", "ETS182", "UNTOC"],
    ),
    "the agreement before ETS 30": (
        ("NL", "GB", {}),
        ["EU_UK_TCA", "ETS30", "ETS99", "ETS182", "UNTOC"],
    ),
    "joint team in the Union": (("FR", "NL", {"act": "jit"}), ["EU_MLA_2000", "ETS182", "UNTOC"]),
    "confiscation inside the Union": (("FR", "NL", {"act": "confiscation"}), ["UNTOC"]),
    "confiscation with the United Kingdom": (
        ("FR", "GB", {"act": "confiscation"}),
        ["EU_UK_TCA", "UNTOC"],
    ),
    "information": (("FR", "IT", {"act": "information"}), ["SOM_PROTOCOL", "UNTOC"]),
    "boarding never rests on the Convention": (
        ("FR", "IT", {"act": "boarding", "date": "2014-01-27"}),
        ["SOM_PROTOCOL", "UNCLOS"],
    ),
    "transfer of proceedings": (("FR", "IT", {"act": "transfer_proceedings"}), ["UNTOC"]),
}


@pytest.mark.parametrize(("asked", "order"), ORDERS.values(), ids=ORDERS)
def test_the_order_of_bases(asked, order):
    requesting, requested, changes = asked
    assert list(bases(requesting, requested, **changes).ids) == order


def test_what_the_warrant_replaces_is_named_and_not_denied():
    found = bases("FR", "IT", act="extradition")
    (ets24,) = [base for base in found.not_listed if base.id == "ETS24"]
    assert (ets24.status, ets24.reasons[0].code) == (Availability.NOT_ASKED, "closed_by")
    assert found.closed_by == "EAW_FD"


def test_two_member_states_never_rest_on_the_agreement_with_the_united_kingdom():
    assert "EU_UK_TCA" not in bases("FR", "IT", act="confiscation").ids


def without(*keys):
    status = {key: row for key, row in LAW.status.items() if key not in keys}
    return dataclasses.replace(LAW, status=status)


def test_an_unknown_warrant_is_asked_about_and_closes_nothing():
    found = bases("FR", "IT", law=without(("IT", "EAW_FD")), act="extradition")
    assert (found.unknown_ids[0], found.ids[0], found.closed_by) == ("EAW_FD", "ETS24", "")


def test_an_unknown_bilateral_text_is_asked_about_only_without_a_european_one():
    assert bases("EG", "IT", act="extradition").unknown_ids[0] == "BI-EG-IT-1"
    beside = bases("GR", "TR", act="extradition")
    assert beside.first.id == "ETS24"
    (row,) = [base for base in beside.not_listed if base.id == "BI-GR-TR-1"]
    assert row.status is Availability.NOT_ASKED


def test_a_pair_without_any_row_is_to_be_asked():
    assert "BILATERAL_NOT_IN_DATA" in bases("DE", "EG").unknown_ids


def test_an_ended_treaty_tells_nothing_of_what_followed():
    ended = dataclasses.replace(
        LAW.bilateral_by_id["BI-EG-IT-1"], status=BilateralStatus.UNKNOWN, in_force_until="2011"
    )
    law = dataclasses.replace(LAW, bilateral={frozenset(("EG", "IT")): (ended,)})
    assert "BILATERAL_NOT_IN_DATA" in bases("EG", "IT", law=law).unknown_ids


@pytest.mark.parametrize(
    ("value", "listed", "asked"),
    [
        ("no", True, False),
        ("unknown", False, True),
        ("designation", False, True),
        ("yes", False, False),
    ],
)
def test_domestic_law_follows_the_fiche(value, listed, asked):
    fiche = dataclasses.replace(LAW.fiches["IT"], treaty_required_for_extradition=value)
    found = bases("EG", "IT", law=dataclasses.replace(LAW, fiches={"IT": fiche}), act="extradition")
    assert ("DOMESTIC:IT" in found.ids, "DOMESTIC:IT" in found.unknown_ids) == (listed, asked)


def test_a_state_without_a_fiche_is_asked_about_its_own_law():
    assert "DOMESTIC:DZ" in bases("DE", "DZ").unknown_ids


def test_beside_the_council_of_europe_nobody_asks_about_domestic_law():
    assert "DOMESTIC:GR" not in bases("TR", "GR", act="extradition").unknown_ids


def test_every_basis_says_why_it_stands_there_and_how_sure_that_is():
    for base in bases("TR", "IT", act="extradition").available:
        printed = base.as_json()
        assert printed["reasons"]
        assert printed["status"] == "available"
        assert printed["source"]
        assert printed["confidence"] in ("verified", "known")


def test_dates_of_entry_into_force_stand_per_state():
    first = bases("TR", "IT", act="extradition").first
    assert set(first.in_force_on) == {"TR", "IT"}
    assert first.in_force_on["IT"] == LAW.status["IT", "ETS24"].in_force_on


def test_a_state_outside_the_data_is_unknown_everywhere():
    found = bases("JP", "PL", act="mla")
    assert (found.ids, found.first) == ((), None)
    assert {"EIO_DIR", "ETS30", "BILATERAL_NOT_IN_DATA", "DOMESTIC:PL"} <= set(found.unknown_ids)
