"""The only place that reads the time of day.

A training node may move its clock forward; that never touches sessions, second
factors or retries, which live in real time.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings


def real_now() -> datetime:
    """The machine's time, UTC."""
    return datetime.now(tz=UTC)


def now() -> datetime:
    """The node's time, UTC: the machine's, plus what a trainer has added."""
    return real_now() + moved_by()


def moved_by() -> timedelta:
    """How far a training node's clock has been moved; zero on a real node."""
    if not settings.NODE.training:
        return timedelta(0)
    from comity_node.models import TrainingClock

    found = TrainingClock.objects.filter(pk=1).values_list("moved_by", flat=True).first()
    return found or timedelta(0)


def today() -> date:
    """The date in the node's own time zone."""
    return day_of(now())


def day_of(at: datetime) -> date:
    """The date an instant has where the node stands."""
    return at.astimezone(ZoneInfo(settings.NODE.time_zone)).date()
