import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.base.source import Confidence, Source
from comity.base.trit import Trit
from comity.law import load, pair, standing
from comity.law.rows import Bilateral, BilateralStatus, PartyStatus, StatusRow
from comity.law.status import bilateral_standing

LAW = load()
YES, NO, UNKNOWN = Trit.YES, Trit.NO, Trit.UNKNOWN
AS_OF = "2014-07-10"


def law_with(**fields):
    """The law with one invented status row: Freedonia and the treaty T."""
    blank = dict.fromkeys(
        ("state_name", "signed_on", "deposited_on", "kind", "in_force_on", "withdrawn_on", "note"),
        "",
    )
    source = Source("invented", AS_OF, Confidence.VERIFIED)
    row = StatusRow(**{**blank, "state": "XF", "treaty": "T", "source": source, **fields})
    return dataclasses.replace(LAW, status={("XF", "T"): row})


def bound(day, **fields):
    return standing(law_with(**fields), "XF", "T", day).bound


PARTY = {"status": PartyStatus.PARTY, "in_force_on": "2006-09-01"}


@pytest.mark.parametrize(
    ("day", "answer"), [("2006-08-31", NO), ("2006-09-01", YES), ("2006-09-02", YES)]
)
def test_a_party_is_bound_from_the_day_of_entry_into_force(day, answer):
    assert bound(day, **PARTY) is answer


@pytest.mark.parametrize(
    ("day", "answer"), [("2020-12-30", YES), ("2020-12-31", YES), ("2021-01-01", NO)]
)
def test_a_withdrawal_still_binds_on_its_day(day, answer):
    assert bound(day, **PARTY, withdrawn_on="2020-12-31") is answer


@given(st.dates(), st.dates(), st.dates())
def test_a_party_is_bound_until_its_recorded_withdrawal_and_never_after(start, end, day):
    answer = bound(
        day.isoformat(),
        status=PartyStatus.PARTY,
        in_force_on=start.isoformat(),
        withdrawn_on=end.isoformat(),
    )
    assert answer is Trit.of(start <= day <= end)


def test_a_party_without_a_date_is_unknown():
    assert bound("2020-01-01", status=PartyStatus.PARTY) is UNKNOWN


@pytest.mark.parametrize(
    ("status", "before", "on", "after"),
    [
        (PartyStatus.PARTY_DATE_UNKNOWN, UNKNOWN, YES, YES),
        (PartyStatus.NOT_LISTED, NO, NO, UNKNOWN),
        (PartyStatus.SIGNED_ONLY, NO, NO, UNKNOWN),
        (PartyStatus.NOT_PARTY, NO, NO, NO),
        (PartyStatus.UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_a_list_speaks_of_its_own_day(status, before, on, after):
    days = ("2014-07-09", AS_OF, "2014-07-11")
    assert tuple(bound(day, status=status) for day in days) == (before, on, after)


def test_a_state_without_a_row_is_unknown_and_its_source_is_absent():
    found = standing(LAW, "PL", "EAW_FD", "2020-01-01")
    assert (found.bound, found.source.confidence) == (UNKNOWN, Confidence.UNKNOWN)


def test_a_pair_is_bound_only_when_both_are():
    assert pair(LAW, ("IT", "FR"), "EAW_FD", "2020-01-01").bound is YES
    assert pair(LAW, ("IT", "EG"), "EAW_FD", "2020-01-01").bound is NO
    assert pair(LAW, ("IT", "PL"), "EAW_FD", "2020-01-01").bound is UNKNOWN


def test_the_answer_for_the_command_line_carries_its_provenance():
    found = standing(LAW, "GB", "EAW_FD", "2020-12-31").as_json()
    assert found["bound"] == "yes"
    assert found["withdrawn_on"] == "2020-12-31"
    assert found["source"]
    assert found["as_of"]
    assert found["confidence"] == "known"


BLANK = LAW.bilateral_by_id["BI-EG-FR-1"]


def treaty(**fields) -> Bilateral:
    source = Source("invented", "2012-06-30", Confidence.KNOWN)
    return dataclasses.replace(BLANK, signed_on="unknown", source=source, **fields)


IN_FORCE = BilateralStatus.IN_FORCE
BILATERAL = {
    "before the year of signature": ({"signed_on": "2008-11"}, "2008-10-31", NO),
    "in the month of signature": ({"signed_on": "2008-11"}, "2008-11-01", UNKNOWN),
    "a whole day in force, the day before": ("2009-05-04", "2009-05-03", NO),
    "a whole day in force, that day": ("2009-05-04", "2009-05-04", YES),
    "a year in force, the year before": ("2009", "2008-12-31", NO),
    "a year in force, in that year": ("2009", "2009-07-01", UNKNOWN),
    "a year in force, the year after": ("2009", "2010-01-01", YES),
    "in force since nobody knows when": ("", "2020-01-01", UNKNOWN),
    "certain until that day": ({"certain_until": "2010-03-02"}, "2010-03-02", YES),
    "certain until the day before": ({"certain_until": "2010-03-02"}, "2010-03-03", UNKNOWN),
    "ended in a year, before it": ({"in_force_until": "2011"}, "2010-12-31", YES),
    "ended in a year, in it": ({"in_force_until": "2011"}, "2011-06-01", UNKNOWN),
    "ended in a year, after it": ({"in_force_until": "2011"}, "2012-01-01", NO),
    "signed, on the day of the source": ({"status": "signed"}, "2012-06-30", NO),
    "signed, a day later": ({"status": "signed"}, "2012-07-01", UNKNOWN),
    "none reported, on the day of the source": ({"status": "none_reported"}, "2012-06-30", NO),
    "none reported, a day later": ({"status": "none_reported"}, "2012-07-01", UNKNOWN),
    "unknown": ({"status": "unknown"}, "2012-07-01", UNKNOWN),
}


@pytest.mark.parametrize(("fields", "day", "answer"), BILATERAL.values(), ids=BILATERAL)
def test_a_bilateral_text_is_read_in_order(fields, day, answer):
    if isinstance(fields, str):
        fields = {"in_force_on": fields}
    row = {"status": IN_FORCE, "in_force_on": "2009", **fields}
    if "signed_on" in row:
        row |= {"status": BilateralStatus.UNKNOWN}
    row["status"] = BilateralStatus(row["status"])
    signed = row.pop("signed_on", "unknown")
    built = dataclasses.replace(treaty(**row), signed_on=signed)
    assert bilateral_standing(built, day).bound is answer


def test_an_ended_text_says_that_it_has_ended():
    ended = treaty(status=BilateralStatus.UNKNOWN, in_force_until="2011")
    assert bilateral_standing(ended, "2012-01-01").ended
    assert not bilateral_standing(treaty(status=IN_FORCE, in_force_on="2013"), "2012-01-01").ended
