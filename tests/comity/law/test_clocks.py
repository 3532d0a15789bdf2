import pytest

from comity.law import StartedClock, load
from comity.law.clocks import due

LAW = load()


# A second reading of the limits, in calendar days.
@pytest.mark.parametrize(
    ("rule", "start", "date"),
    [
        ("K-EAW-CONSENT", "2026-01-01", "2026-01-11"),
        ("K-EAW-60", "2024-12-20", "2025-02-18"),
        ("K-EAW-90", "2024-12-20", "2025-03-20"),
        ("K-EIO-ACK", "2026-03-02", "2026-03-09"),
        ("K-EIO-DECIDE", "2024-06-18", "2024-07-18"),
        ("K-EIO-EXECUTE", "2024-07-10", "2024-10-08"),
        ("K-ETS24-18", "2024-02-12", "2024-03-01"),
        ("K-ETS24-40", "2023-02-12", "2023-03-24"),
        ("K-RIYADH-30", "2021-04-20", "2021-05-20"),
        ("K-SAFE-15", "2024-04-30", "2024-05-15"),
    ],
)
def test_calendar_days_are_counted_without_the_first(rule, start, date):
    (found,) = due(LAW, [StartedClock(rule, start)])
    assert found.due == date


def test_clocks_come_back_in_the_order_asked_and_are_legal_limits():
    asked = [StartedClock("K-SAFE-15", "2026-01-01"), StartedClock("K-EIO-ACK", "2026-01-01")]
    printed = [one.as_json() for one in due(LAW, asked)]
    assert [one["rule"] for one in printed] == ["K-SAFE-15", "K-EIO-ACK"]
    assert {one["kind"] for one in printed} == {"legal_limit"}
