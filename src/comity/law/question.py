"""The case question and its facts. Every word is checked against the vocabularies of the data."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from comity.base.dates import is_day, plus_years
from comity.base.words import clipped, did_you_mean
from comity.law.data import LawData

SURRENDER_ACTS = frozenset({"extradition", "provisional_arrest"})
SOFT_ACTS = frozenset({"boarding", "information"})
BILATERAL_NOT_IN_DATA = "BILATERAL_NOT_IN_DATA"
MOST_WORKING_DAYS = 1000  # four years
YEARS_AHEAD = 10  # after the newest row: what is law then, nobody can say from these data


class QuestionError(ValueError):
    """The question cannot be read. ``key`` is where; the text says what and what to do."""

    def __init__(self, key: str, reason: str, remedy: str) -> None:
        super().__init__(f"{key}: {reason} {remedy}")
        self.key, self.reason, self.remedy = key, reason, remedy


@dataclass(frozen=True, slots=True)
class Facts:
    """What is alleged. ``object_rs`` and ``object_rd`` are the same people seen from each State.

    ``benefit`` is yes, no or unproven; ``ocg`` yes, no or suspected; ``facts_date`` an ISO day.
    """

    conduct: frozenset[str]
    object_rs: frozenset[str]
    object_rd: frozenset[str]
    benefit: str
    circumstances: frozenset[str]
    ocg: str
    exceptions: tuple[str, ...]
    facts_date: str


@dataclass(frozen=True, slots=True)
class StartedClock:
    """A clock that runs: the id of its rule and the ISO day it began."""

    rule: str
    start: str


class CaseDateKind(StrEnum):
    """A date that no text sets; neither is a limit of the law."""

    ASKED_FOR = "asked_for"  # the requesting State suggested it and gave a reason, UNTOC 18(24)
    OUR_TARGET = "our_target"  # the office set it for itself


@dataclass(frozen=True, slots=True)
class CaseDate:
    """A date of the case: a day (``date``), or so many working days after ``start``."""

    kind: CaseDateKind
    date: str
    start: str
    working_days: int


@dataclass(frozen=True, slots=True)
class Question:
    """Who asks whom for what, on which day and facts. ``file`` None: completeness is not asked."""

    requesting: str
    requested: str
    date: str
    act: str
    measure: str
    claimed_basis: str
    facts: Facts
    flags: frozenset[str]
    file: frozenset[str] | None
    clock: tuple[StartedClock | CaseDate, ...]

    @property
    def pair(self) -> tuple[str, str]:
        """Requesting and requested State."""
        return (self.requesting, self.requested)

    @property
    def surrender(self) -> bool:
        """Extradition or provisional arrest."""
        return self.act in SURRENDER_ACTS

    @property
    def soft(self) -> bool:
        """Boarding or information: nothing is compared."""
        return self.act in SOFT_ACTS


_KEYS = {
    "requesting": True,
    "requested": True,
    "date": True,
    "act": True,
    "measure": False,
    "claimed_basis": False,
    "facts": True,
    "flags": False,
    "file": False,
    "clock": False,
    "id": False,  # the caller's own mark; not read
    "title": False,
    "note": False,
}
_FACT_KEYS = {
    "conduct": True,
    "object_rs": True,
    "object_rd": True,
    "benefit": True,
    "circumstances": False,
    "ocg": True,
    "exceptions": False,
    "facts_date": False,
}


def read_question(raw: Mapping[str, Any], law: LawData) -> Question:
    """A question of the machine interface (JSON or TOML, already parsed).

    Raises:
        QuestionError: a key or a word is unknown or missing, or has the wrong type.
        NoSuchState: a State's code is not in ISO 3166-1.
    """
    _keys("question", raw, _KEYS)
    date = check_day("date", raw["date"], law)
    file = raw.get("file")
    return Question(
        *_pair(raw, law),
        date=date,
        act=_word("act", raw["act"], law.words["act"]),
        measure=_word("measure", raw.get("measure", ""), law.words["measure"], empty=True),
        claimed_basis=_claimed(raw.get("claimed_basis", ""), law),
        facts=_facts(raw["facts"], date, law),
        flags=frozenset(_words("flags", raw.get("flags", ()), law.words["any_flag"])),
        file=None if file is None else frozenset(_words("file", file, law.words["file_item"])),
        clock=_clocks(raw.get("clock", ()), law),
    )


def _facts(raw: Any, date: str, law: LawData) -> Facts:
    _keys("facts", raw, _FACT_KEYS)
    words = law.words
    day = _text("facts.facts_date", raw.get("facts_date", "")) or date

    def listed(key: str, vocabulary: str) -> tuple[str, ...]:
        return _words(f"facts.{key}", raw.get(key, ()), words[vocabulary])

    return Facts(
        conduct=frozenset(listed("conduct", "conduct")),
        object_rs=frozenset(listed("object_rs", "object")),
        object_rd=frozenset(listed("object_rd", "object")),
        benefit=_word("facts.benefit", raw["benefit"], words["benefit"]),
        circumstances=frozenset(listed("circumstances", "circumstance")),
        ocg=_word("facts.ocg", raw["ocg"], words["ocg"]),
        exceptions=tuple(dict.fromkeys(listed("exceptions", "exception"))),
        facts_date=check_day("facts.facts_date", day, law),
    )


def _pair(raw: Mapping[str, Any], law: LawData) -> tuple[str, str]:
    requesting, requested = (
        law.states.check(_text(key, raw[key])) for key in ("requesting", "requested")
    )
    if requesting == requested:
        raise QuestionError("requested", f"{requested} asks itself.", "Name two States.")
    return requesting, requested


def _claimed(raw: Any, law: LawData) -> str:
    claimed = _text("claimed_basis", raw)
    prefix, _, state = claimed.partition(":")
    if prefix == "DOMESTIC" and state in law.states.codes:
        return claimed
    known = law.treaties.keys() | law.bilateral_by_id.keys() | {BILATERAL_NOT_IN_DATA}
    return _word("claimed_basis", claimed, known, empty=True)


def _clocks(raw: Any, law: LawData) -> tuple[StartedClock | CaseDate, ...]:
    return tuple(_clock(one, law) for one in _list("clock", raw))


def _clock(raw: Any, law: LawData) -> StartedClock | CaseDate:
    if isinstance(raw, Mapping) and "kind" in raw:
        return _case_date(raw, law)
    _keys("clock", raw, {"rule": True, "start": True})
    rules = [rule.id for rule in law.rules.values() if rule.clock_amount]
    rule = _word("clock.rule", raw["rule"], rules)
    return StartedClock(rule, check_day("clock.start", raw["start"], law))


def _case_date(raw: Mapping[str, Any], law: LawData) -> CaseDate:
    """A date asked for, or our target: a day, or working days from a day."""
    counted = "working_days" in raw
    needed = {"start": True, "working_days": True} if counted else {"date": True}
    _keys("clock", raw, {"kind": True} | needed)
    kind = CaseDateKind(_word("clock.kind", raw["kind"], [one.value for one in CaseDateKind]))
    if not counted:
        return CaseDate(kind, check_day("clock.date", raw["date"], law), "", 0)
    count = raw["working_days"]
    if type(count) is not int or not 0 < count <= MOST_WORKING_DAYS:
        reason = f"{_shown(count)} is no number of working days."
        raise QuestionError("clock.working_days", reason, f"Give 1 to {MOST_WORKING_DAYS}.")
    return CaseDate(kind, "", check_day("clock.start", raw["start"], law), count)


def _keys(where: str, raw: Any, keys: Mapping[str, bool]) -> None:
    if not isinstance(raw, Mapping):
        raise QuestionError(where, "not an object.", f"Give {', '.join(keys)}.")
    for key in raw:
        if key not in keys:
            raise QuestionError(
                where, f'unknown key "{clipped(str(key))}".', did_you_mean(str(key), keys)
            )
    for key, required in keys.items():
        if required and key not in raw:
            raise QuestionError(where, f'missing key "{key}".', "Add it.")


def _shown(raw: Any) -> str:
    """A value as a question writes it, not as Python does."""
    return clipped(json.dumps(raw, ensure_ascii=False, default=str))


def _text(key: str, raw: Any) -> str:
    if not isinstance(raw, str):
        raise QuestionError(key, f"{_shown(raw)} is not a text.", "Write it in quotation marks.")
    return raw


def _list(key: str, raw: Any) -> list[Any] | tuple[Any, ...]:
    if not isinstance(raw, list | tuple):
        raise QuestionError(key, f"{_shown(raw)} is not a list.", "Write [ ... ].")
    return raw


def _word(key: str, raw: Any, known: Collection[str], *, empty: bool = False) -> str:
    word = _text(key, raw)
    if word not in known and not (empty and word == ""):
        raise QuestionError(key, f'unknown word "{clipped(word)}".', did_you_mean(word, known))
    return word


def _words(key: str, raw: Any, known: Collection[str]) -> tuple[str, ...]:
    return tuple(_word(key, word, known) for word in _list(key, raw))


def check_day(key: str, raw: Any, law: LawData) -> str:
    """The ISO day itself.

    Raises:
        QuestionError: it is no day, or one of which the data can say nothing.
    """
    if not is_day(_text(key, raw)):
        raise QuestionError(key, f'"{clipped(raw)}" is no day.', "Write YYYY-MM-DD.")
    first, last = law.oldest, plus_years(law.newest, YEARS_AHEAD)
    if not first <= raw <= last:
        reason = f"the data say nothing of {raw}."
        raise QuestionError(key, reason, f"Give a day from {first} to {last}.")
    return str(raw)
