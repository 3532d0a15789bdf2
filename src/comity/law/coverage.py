"""How much the law data know, and how sure it is: counted, never estimated."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from comity.base.source import Confidence, Source
from comity.law.data import LawData
from comity.law.declarations import load_declarations
from comity.law.harmonisation import load_obligations
from comity.law.statutes import load_statutes
from comity.law.texts import load_texts

TREATIES = "treaties described"
STATUS = "who is bound, by State and treaty"
BILATERAL = "bilateral texts, and pairs looked for"
OFFENCES = "offences, by legal version"
PRACTICE = "items of national practice"
RULES = "rules of the check"
DECLARATIONS = "declarations, reservations, notifications"
OBLIGATIONS = "obligations of the treaties"
IMPLEMENTATION = "cells of the matrix that are recorded, not computed"
TREATY_TEXTS = "treaty texts held"
STATUTES = "statutes held, in part"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Rows of one table: all, and by how sure they are."""

    table: str
    rows: int
    verified: int
    known: int
    unknown: int


def coverage(law: LawData) -> tuple[Coverage, ...]:
    """Every table of the law data, in the order of SOURCES.md."""
    offences = [row for rows in law.offences.values() for row in rows]
    items = [item for fiche in law.fiches.values() for item in fiche.item]
    duties, texts = load_obligations(), load_texts().by_treaty
    return (
        _counted(TREATIES, law.treaties.values()),
        _counted(STATUS, law.status.values()),
        _counted(BILATERAL, law.bilateral_by_id.values()),
        _counted(OFFENCES, offences),
        _counted(PRACTICE, items),
        _counted(RULES, law.rules.values()),
        _counted(DECLARATIONS, load_declarations()),
        _counted(OBLIGATIONS, duties.all),
        _counted(IMPLEMENTATION, [row for rows in duties.recorded.values() for row in rows]),
        _counted(TREATY_TEXTS, [text.head for held in texts.values() for text in held.values()]),
        _counted(STATUTES, [one.head for one in load_statutes().held]),
    )


def _counted(table: str, rows: Iterable[object]) -> Coverage:
    sources: list[Source] = [row.source for row in rows]  # type: ignore[attr-defined]
    words = Counter(source.confidence for source in sources)
    by_word = (words[word] for word in (Confidence.VERIFIED, Confidence.KNOWN, Confidence.UNKNOWN))
    return Coverage(table, len(sources), *by_word)
