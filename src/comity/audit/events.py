"""The closed list of events and the English sentence each one reads as.

Pure. Translations are the shell's; the English sentence is the key they are kept under.
What an event commits to and how it is hashed stands in ``leaves``.
"""

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources


class Operation(StrEnum):
    """What Directive (EU) 2016/680 art. 25(1) wants logged; NONE where no personal data is."""

    NONE = ""
    COLLECTION = "collection"
    ALTERATION = "alteration"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    ERASURE = "erasure"


@dataclass(frozen=True, slots=True)
class Event:
    """One kind of event; ``params`` are exactly the names ``sentence`` speaks of."""

    kind: str
    led: Operation
    sentence: str
    params: tuple[str, ...]

    @classmethod
    def read(cls, kind: str, led: str, sentence: str, params: list[str]) -> "Event":
        """Make an event of one row of the catalogue.

        Raises:
            ValueError: ``params`` and the sentence do not name the same things.
        """
        spoken = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
        if spoken != set(params) or len(params) != len(set(params)):
            raise ValueError(f"{kind}: sentence names {sorted(spoken)}, params {params}")
        return cls(kind, Operation(led), sentence, tuple(params))


def read_catalogue(text: str) -> dict[str, Event]:
    """Events by kind, from the TOML text of the catalogue.

    Raises:
        ValueError: a kind stands twice, or a row does not hold together.
        TypeError: a row lacks a key or has one too many.
    """
    events: dict[str, Event] = {}
    for row in tomllib.loads(text)["event"]:
        event = Event.read(**row)
        if event.kind in events:
            raise ValueError(f"{event.kind}: stands twice in the catalogue")
        events[event.kind] = event
    return events


@cache
def catalogue() -> dict[str, Event]:
    """Every event of this version, by kind: data/audit/catalogue.toml."""
    path = resources.files("comity.data").joinpath("audit", "catalogue.toml")
    return read_catalogue(path.read_text(encoding="utf-8"))


def event_of(kind: str, details: Mapping[str, str]) -> Event:
    """The event of this kind, once the details are found to be exactly its params.

    Raises:
        ValueError: no such kind, or details missing or too many.
    """
    event = catalogue().get(kind)
    if event is None:
        raise ValueError(f"no event of kind {kind!r} in the catalogue")
    if set(details) != set(event.params):
        raise ValueError(f"{kind}: needs {sorted(event.params)}, was given {sorted(details)}")
    return event


def describe(kind: str, details: Mapping[str, str]) -> str:
    """The English sentence of an event.

    Raises:
        ValueError: no such kind, or details missing or too many.
    """
    return event_of(kind, details).sentence.format_map(details)
