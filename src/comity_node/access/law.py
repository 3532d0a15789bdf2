"""What States say of their own law: what stands, what waits for a decision, what is stale."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, Max, QuerySet

from comity.base.source import Source
from comity.law import load
from comity.law.declarations import made_by
from comity.law.fiche import fiche
from comity.law.statements import (
    Statement,
    StatementError,
    Subject,
    applied,
    key_of,
    read_statement,
)
from comity_node import law_in_force
from comity_node.models import LawStatement
from comity_node.ports import clock

STALE_MONTHS = 12
WAITING = ("draft", "received", "proposal")
_seen: tuple[int, int] | None = None


def refresh() -> bool:
    """Bring the law data of this process up to what was accepted: one query if nothing changed.

    Returns whether anything changed.
    """
    global _seen  # noqa: PLW0603  # what this process has read, for the same process
    counted = _in_force().aggregate(last=Max("in_force_order"), n=Count("pk"))
    now = (counted["last"] or 0, counted["n"])
    if now == _seen:
        return False
    statements = tuple(_readable(_in_force().order_by("in_force_order")))
    law_in_force.take(applied(load(), statements) if statements else None)
    _seen = now
    return True


def _readable(rows: Iterable[LawStatement]) -> Iterator[Statement]:
    """One that a later version of the data no longer understands changes nothing."""
    for row in rows:
        with suppress(StatementError):
            yield statement_of(row)


def _in_force() -> QuerySet[LawStatement]:
    return LawStatement.objects.exclude(in_force_order=None)


def statement_of(row: LawStatement) -> Statement:
    """The core's statement of a row."""
    return read_statement(row.content, load())


class NoStatement(LookupError):
    """No statement has that reference."""


def access_statement(state: str, reference: str) -> LawStatement:
    """One statement by who said it and its reference.

    Raises:
        NoStatement: there is none.
    """
    rows = LawStatement.objects.select_related("by", "second", "decided_by", "answers")
    found = rows.filter(state=state, reference=reference).first()
    if found is None:
        raise NoStatement
    return found


def new_key(about: str, kind: Subject) -> str:
    """A name for a row that is not in the data yet."""
    number = LawStatement.objects.filter(about=about, subject=kind.value).count() + 1
    return f"{about}-{'N' if kind is Subject.OFFENCE else 'D'}{number:03d}"


def said_by(state: str) -> list[LawStatement]:
    """What a State said of itself, newest first; our own drafts apart."""
    rows = LawStatement.objects.filter(state=state, about=state)
    return list(rows.exclude(standing__in=("draft", "set_aside")).order_by("-made_at"))


def waiting() -> list[LawStatement]:
    """What somebody here has to decide: own drafts, statements and proposals that came."""
    return list(LawStatement.objects.filter(standing__in=WAITING).order_by("made_at"))


def proposed_by_us() -> list[LawStatement]:
    """Our proposals to other States, and what became of them."""
    own = settings.NODE.code
    return list(LawStatement.objects.filter(state=own).exclude(about=own).order_by("-made_at"))


@dataclass(frozen=True, slots=True)
class Owned:
    """A row of our own law as it stands: what it is, where it was read, how old that is.

    ``months`` is None where no day is recorded; ``waiting`` is a draft about it.
    """

    subject: Subject
    key: str
    source: Source
    months: int | None
    waiting: LawStatement | None

    @property
    def stale(self) -> bool:
        """Whether nobody confirmed it for a year; what has no day was never confirmed."""
        return self.months is None or self.months >= STALE_MONTHS


def own_rows() -> list[Owned]:
    """Every row of our own law, the oldest first: the work list of its owner."""
    own, today = settings.NODE.code, clock.today()
    drafts = {
        (row.subject, row.key): row
        for row in LawStatement.objects.filter(state=own, about=own, standing="draft")
    }
    rows = [
        Owned(subject, key, source, _months(source.as_of, today), drafts.get((subject, key)))
        for subject, key, source in _rows_of(own)
    ]
    return sorted(rows, key=lambda row: (row.source.as_of, row.subject, row.key))


def _rows_of(state: str) -> Iterator[tuple[Subject, str, Source]]:
    law = law_in_force.law()
    for entry in fiche(law, state).entries:
        yield Subject.PRACTICE, entry.key, entry.source
    today = clock.today().isoformat()
    for row in law.offences.get(state, ()):
        if not row.in_force_until or row.in_force_until >= today:  # what was law stays as it was
            yield Subject.OFFENCE, row.id, row.source
    for treaty in law.treaties:
        standing = law.status.get((state, treaty))
        if standing is not None:
            yield Subject.STATUS, treaty, standing.source
    for one in made_by(state):
        yield Subject.DECLARATION, key_of(one), one.source


def _months(as_of: str, today: date) -> int | None:
    if not as_of:
        return None
    since = date.fromisoformat(as_of)
    return (today.year - since.year) * 12 + today.month - since.month


def stale(rows: Iterable[Owned]) -> list[Owned]:
    """Those nobody confirmed for a year."""
    return [row for row in rows if row.stale]
