"""What a State says of its own law and practice, and what another proposes it should say.

A statement is a row of the law data with its source and day, signed by the State and carried as a
message. It stands beside what was known before: nothing here overwrites anything. Only when an
officer has accepted it does ``applied`` put it in the place of the row before.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, cast

from comity.base.dates import is_day
from comity.base.schema import Refused, build_row
from comity.base.source import Confidence, Source
from comity.base.words import clipped
from comity.exchange import canonical
from comity.law.contradictions import Contradiction, in_offence, in_status
from comity.law.data import LawData
from comity.law.declarations import Declaration, made_by
from comity.law.question import check_day
from comity.law.rows import FICHE_HEAD, FicheRow, FicheValue, Mode, Offence, StatusRow

NAME = re.compile(r"[A-Za-z0-9-]{1,40}")  # it stands in addresses of pages
LONGEST_TEXT, LONGEST_SOURCE = 4000, 1000  # signs
MOST_WORDS = 60  # entries of a list of an offence
_KEYS = frozenset({"reference", "state", "about", "subject", "said_on", "row"})
HEAD_VALUES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "treaty_required_for_extradition": ("yes", "no", "designation"),
        "mla_without_treaty": ("yes", "no", "designation"),
        "extradites_nationals": ("yes", "no", "treaty_only", "conditional"),
    }
)
"""Values that the rules read; any other would change an answer to *not listed*."""

Row = FicheValue | Offence | StatusRow | Declaration


class Subject(StrEnum):
    """What the row is one of."""

    PRACTICE = "practice"  # an item of the State's page: to whom, how, in which language
    OFFENCE = "offence"
    STATUS = "status"  # its place in a treaty
    DECLARATION = "declaration"


_KINDS: Mapping[Subject, type[Row]] = {
    Subject.PRACTICE: FicheValue,
    Subject.OFFENCE: Offence,
    Subject.STATUS: StatusRow,
    Subject.DECLARATION: Declaration,
}


class LawMessage(StrEnum):
    """Types of message by which they travel; the value stands in the manifest's ``typ``."""

    STATEMENT = "cj/law-statement/1"
    PROPOSAL = "cj/law-proposal/1"
    DECISION = "cj/law-decision/1"  # on a proposal: taken up or declined, with the reason


class StatementError(ValueError):
    """What is no statement. ``key`` is where; the text says what and what to do."""

    def __init__(self, key: str, reason: str, remedy: str) -> None:
        super().__init__(f"{key}: {reason} {remedy}")
        self.key, self.reason, self.remedy = key, reason, remedy


@dataclass(frozen=True, slots=True)
class Statement:
    """One row, said by ``state`` of ``about``: its own law, or a proposal to another State.

    ``reference`` is unique for ``state``; ``said_on`` an ISO day.
    """

    reference: str
    state: str
    about: str
    subject: Subject
    said_on: str
    row: Row

    @property
    def key(self) -> str:
        """Which row of the State it is: key of the practice, id, or treaty."""
        return key_of(self.row)

    @property
    def proposal(self) -> bool:
        """Whether it is about another State."""
        return self.state != self.about

    def as_json(self) -> dict[str, object]:
        """As it is signed and sent; ``row`` has the keys of the data files."""
        return {
            "reference": self.reference,
            "state": self.state,
            "about": self.about,
            "subject": self.subject.value,
            "said_on": self.said_on,
            "row": row_json(self.row),
        }

    @property
    def digest(self) -> str:
        """SHA-256 of its canonical form, hex."""
        return canonical.digest(canonical.encode(self.as_json()))


def key_of(row: Row) -> str:
    """What must be different in two rows of one State and subject."""
    if isinstance(row, FicheValue):
        return row.key
    return row.treaty if isinstance(row, StatusRow) else row.id


def row_json(row: Row) -> dict[str, object]:
    """A row with the keys of its data file."""
    return cast("dict[str, object]", _plain(row))


def _plain(value: Any) -> Any:
    if isinstance(value, Source):
        raise TypeError("a source stands in its row")
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found: dict[str, object] = {}
        for field in dataclasses.fields(value):
            held = getattr(value, field.name)
            if isinstance(held, Source):
                found |= {"source": held.source, "as_of": held.as_of}
                found["confidence"] = held.confidence.value
            else:
                found[field.name] = _plain(held)
        return found
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.value if isinstance(value, StrEnum) else value


def read_statement(raw: Any, law: LawData) -> Statement:
    """A statement, strict about every word.

    Raises:
        StatementError: it is none, or speaks of something a State cannot say.
    """
    if not isinstance(raw, Mapping) or raw.keys() != _KEYS:
        needed = ", ".join(sorted(_KEYS))
        raise StatementError("statement", "other keys than it has.", f"Give {needed}.")
    subject = _subject(raw["subject"])
    statement = Statement(
        _reference(raw["reference"]),
        _state("state", raw["state"], law),
        _state("about", raw["about"], law),
        subject,
        check_day("said_on", raw["said_on"], law),
        read_row(subject, raw["row"], law),
    )
    _check(statement, law)
    return statement


def read_row(subject: Subject, raw: Any, law: LawData) -> Row:
    """A row of the data, as strict as the files.

    Raises:
        StatementError: a key or a word is unknown, missing or too long.
    """
    if not isinstance(raw, Mapping):
        raise StatementError("row", "not an object.", "Give the keys of the data file.")
    for name, value in raw.items():
        _fits(str(name), value)
    words = law.words
    if subject is Subject.PRACTICE:  # the head of a page has keys of its own
        heads = dict.fromkeys(FICHE_HEAD, "")
        words = MappingProxyType({**words, "fiche_item": {**words["fiche_item"], **heads}})
    try:
        return build_row(_KINDS[subject], raw, words)
    except Refused as fault:
        raise StatementError("row", fault.reason, fault.remedy) from None


def _fits(name: str, value: Any) -> None:
    most = LONGEST_SOURCE if name == "source" else LONGEST_TEXT
    if isinstance(value, str) and len(value) > most:
        raise StatementError(f"row.{name}", "too long.", f"At most {most} signs.")
    if isinstance(value, list) and len(value) > MOST_WORDS:
        raise StatementError(f"row.{name}", "too many.", f"At most {MOST_WORDS}.")
    if isinstance(value, str) and not all(one.isprintable() or one == "\n" for one in value):
        raise StatementError(f"row.{name}", "signs that cannot be seen.", "Write them out.")


def _subject(raw: Any) -> Subject:
    try:
        return Subject(raw)
    except (ValueError, TypeError):
        known = ", ".join(Subject)
        said = f'"{clipped(str(raw))}" is nothing a State can state.'
        raise StatementError("subject", said, f"Use one of: {known}.") from None


def _reference(raw: Any) -> str:
    if not isinstance(raw, str) or not NAME.fullmatch(raw):
        raise StatementError("reference", "no reference.", "Letters, digits and -, 40 at most.")
    return raw


def _state(key: str, raw: Any, law: LawData) -> str:
    if not isinstance(raw, str) or raw not in law.states.codes:
        raise StatementError(key, f'"{clipped(str(raw))}" is no State.', "Use an ISO code.")
    return str(raw)


def _check(statement: Statement, law: LawData) -> None:
    """What no schema says: whose row it is, and of which day."""
    row = statement.row
    if not isinstance(row, FicheValue) and row.state != statement.about:
        said = f"a row of {row.state} in a statement on {statement.about}."
        raise StatementError("row.state", said, "A State speaks of itself.")
    if isinstance(row, StatusRow) and row.treaty not in law.treaties:
        raise StatementError("row.treaty", f'"{clipped(row.treaty)}" is no treaty.', "Use an id.")
    if isinstance(row, Offence) and not row.id.startswith(f"{statement.about}-"):
        raise StatementError("row.id", "not of this State.", f"Begin it with {statement.about}-.")
    for found in _contradictions(row):
        raise StatementError(f"row.{found.key}", found.reason, found.remedy)
    if not row.source.source.strip():
        raise StatementError("row.source", "nothing is said.", "Say where it can be read.")
    if row.source.confidence is Confidence.UNKNOWN:
        remedy = "Say verified where you read the official text, known otherwise."
        raise StatementError("row.confidence", "a statement knows something.", remedy)
    if not is_day(row.source.as_of) or row.source.as_of > statement.said_on:
        said = "true of a day after it was said."
        raise StatementError("row.as_of", said, "Give the day of the source.")
    if isinstance(row, FicheValue):
        _check_value(row)


def _contradictions(row: Row) -> Iterator[Contradiction]:
    if isinstance(row, Offence):
        yield from in_offence(row)
    elif isinstance(row, StatusRow):
        yield from in_status(row)
    elif isinstance(row, Declaration) and not NAME.fullmatch(row.id):
        yield Contradiction("id", "no id.", "Letters, digits and -, 40 at most.")


def _check_value(row: FicheValue) -> None:
    if not row.value.strip():
        raise StatementError("row.value", "nothing is said.", "Write what holds.")
    allowed = HEAD_VALUES.get(row.key)
    if allowed and row.value not in allowed:
        said = f'"{clipped(row.value)}" is none of the answers.'
        raise StatementError("row.value", said, f"Use one of: {', '.join(allowed)}.")


def known_before(law: LawData, about: str, subject: Subject, key: str) -> Row | None:
    """The row that stands in the data under this key; None where there is none."""
    if subject is Subject.OFFENCE:
        return next((row for row in law.offences.get(about, ()) if row.id == key), None)
    if subject is Subject.STATUS:
        return law.status.get((about, key))
    if subject is Subject.DECLARATION:
        return next((one for one in made_by(about) if one.id == key), None)
    fiche = law.fiches.get(about)
    if fiche is None or fiche.value(key) == "unknown":
        return None
    return FicheValue(key, fiche.value(key), fiche.provenance(key))


@dataclass(frozen=True, slots=True)
class Change:
    """One field that is said otherwise than it was known; values as the data write them."""

    field: str
    before: object
    said: object


def changes(before: Row | None, row: Row) -> tuple[Change, ...]:
    """What is said otherwise, field by field; where it was read, when and how sure stand apart.

    Nothing is contradicted where nothing was known: then every field of the row is new.
    """
    said = _without_source(row_json(row))
    known = _without_source(row_json(before)) if before is not None else {}
    return tuple(
        Change(name, known.get(name), value)
        for name, value in said.items()
        if before is None or _unordered(known.get(name)) != _unordered(value)
    )


def _unordered(value: object) -> object:
    """Lists of words are sets; only the first circumstance of *two_incl_first* has a place."""
    if not isinstance(value, list):
        return value
    if all(isinstance(one, str) for one in value):
        return sorted(value)
    return [_unordered_penalty(one) for one in value]


def _unordered_penalty(one: dict[str, Any]) -> dict[str, Any]:
    first = one["circumstances"][:1] if one["mode"] == Mode.TWO_INCL_FIRST else []
    rest = [word for word in one["circumstances"] if word not in first]
    return one | {"circumstances": [*first, *sorted(rest)]}


def _without_source(row: dict[str, object]) -> dict[str, object]:
    return {
        name: value for name, value in row.items() if name not in ("source", "as_of", "confidence")
    }


def confirms(before: Row | None, row: Row) -> bool:
    """Whether the State only says again what was known, with a newer day or a better source."""
    return before is not None and not changes(before, row)


def applied(law: LawData, statements: Iterable[Statement]) -> LawData:
    """The law data with accepted statements in the place of the rows before; a later one wins.

    Proposals change nothing. Declarations never change an answer and are not in the law data.
    """
    offences = {state: {row.id: row for row in rows} for state, rows in law.offences.items()}
    fiches, status = dict(law.fiches), dict(law.status)
    for one in statements:
        row = _said_by(one)
        if one.proposal:
            continue
        if isinstance(row, Offence):
            offences.setdefault(one.about, {})[row.id] = row
        elif isinstance(row, StatusRow):
            status[one.about, row.treaty] = row
        elif isinstance(row, FicheValue):
            fiches[one.about] = _with_item(fiches.get(one.about) or _no_fiche(one.about), row)
    return dataclasses.replace(
        law,
        offences=MappingProxyType({code: tuple(rows.values()) for code, rows in offences.items()}),
        fiches=MappingProxyType(fiches),
        status=MappingProxyType(status),
    )


def _said_by(one: Statement) -> Row:
    """The row with the State as its source."""
    source = one.row.source
    said = f"said by {one.state} on {one.said_on} ({one.reference}): {source.source}"
    return dataclasses.replace(one.row, source=dataclasses.replace(source, source=said))


def _no_fiche(state: str) -> FicheRow:
    unknown = Confidence.UNKNOWN
    return FicheRow(
        state, "unknown", unknown, "unknown", unknown, "unknown", unknown, "unknown", unknown, ()
    )


def _with_item(fiche: FicheRow, item: FicheValue) -> FicheRow:
    rest = tuple(one for one in fiche.item if one.key != item.key)
    changed = dataclasses.replace(fiche, item=(*rest, item))
    if item.key not in FICHE_HEAD:
        return changed
    head = {item.key: item.value, FICHE_HEAD[item.key]: item.source.confidence}
    return dataclasses.replace(changed, **cast("dict[str, Any]", head))
