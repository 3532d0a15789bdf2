"""What is known of a State's practice, item by item with its provenance: to whom, and how."""

from collections.abc import Mapping
from dataclasses import dataclass

from comity.base.source import ABSENT, Source
from comity.law.data import LawData
from comity.law.rows import FICHE_HEAD


@dataclass(frozen=True, slots=True)
class FicheEntry:
    """One item: key of the vocabulary ``fiche_item`` (or of the fiche's head), value, provenance.

    The value "unknown" means looked for and not found, or not in the data; never none.
    """

    key: str
    value: str
    source: Source

    def as_json(self) -> dict[str, str]:
        """Key, value and provenance."""
        return {
            "key": self.key,
            "value": self.value,
            "source": self.source.source,
            "as_of": self.source.as_of,
            "confidence": self.source.confidence.value,
        }


@dataclass(frozen=True, slots=True)
class Fiche:
    """Requirements of one State. ``in_data`` is false where it has no fiche: all is unknown."""

    state: str
    in_data: bool
    entries: tuple[FicheEntry, ...]

    @property
    def by_key(self) -> Mapping[str, FicheEntry]:
        """Entries by key."""
        return {entry.key: entry for entry in self.entries}


def fiche(law: LawData, state: str) -> Fiche:
    """The fiche of a State: the head first, then the items in the order of the file.

    Raises:
        NoSuchState: the code is not in ISO 3166-1.
    """
    row = law.fiches.get(law.states.check(state))
    if row is None:
        keys = (*FICHE_HEAD, *law.words["fiche_item"])
        return Fiche(state, False, tuple(FicheEntry(key, "unknown", ABSENT) for key in keys))
    keys = (*FICHE_HEAD, *(item.key for item in row.item if item.key not in FICHE_HEAD))
    entries = tuple(FicheEntry(key, row.value(key), row.provenance(key)) for key in keys)
    return Fiche(state, True, entries)
