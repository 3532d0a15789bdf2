"""People of a case: every name in its own script, each romanisation with its origin.

The original script is the identity (ICAO: the only true and reliable source); a romanisation
is somebody's reading of it and says whose. Nothing here compares or merges people.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Role in the case. The first is what everybody is until conduct is recorded (HR-01)."""

    SMUGGLED_OR_UNKNOWN = "smuggled_migrant_or_unknown"
    SUSPECT = "suspect"
    WITNESS = "witness"
    VICTIM = "victim"
    OFFICIAL = "official"


class Asylum(StrEnum):
    """What is known about protection in the State that holds the file."""

    UNKNOWN = "unknown"
    NONE = "none"
    CLAIM = "claim"
    REFUGEE = "refugee"


PROTECTED = frozenset({Asylum.CLAIM, Asylum.REFUGEE})


@dataclass(frozen=True, slots=True)
class NameForm:
    """One way a name is written; ``script`` is an ISO 15924 code, ``origin`` where it was seen."""

    text: str
    script: str
    original: bool
    origin: str


@dataclass(frozen=True, slots=True)
class Held:
    """An identifier found with or at a person."""

    kind: str
    value: str
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the core sees one.

    ``birth`` is as known ("1984", "about 1984", "1984-01-01"); ``nationality`` and
    ``feared_state`` are ISO codes or empty for not known. ``conduct`` holds the codes of
    Protocol art. 6 conduct on record; ``benefit_shown_by`` the evidence of the benefit.
    """

    label: str
    role: Role
    names: tuple[NameForm, ...] = ()
    nationality: str = ""
    birth: str = ""
    birth_note: str = ""
    whereabouts: str = ""
    child: bool = False
    guardian: str = ""
    asylum: Asylum = Asylum.UNKNOWN
    feared_state: str = ""
    witness_plan: str = ""
    conduct: tuple[str, ...] = ()
    benefit_shown_by: str = ""
    identifiers: tuple[Held, ...] = ()

    @property
    def original_name(self) -> NameForm | None:
        """The name in its own script; the first form where none is marked."""
        return next((form for form in self.names if form.original), next(iter(self.names), None))

    def name_for(self, script: str) -> NameForm | None:
        """The form to show a reader of ``script``: one in it, else the original."""
        written = (form for form in self.names if form.script == script)
        return next(written, self.original_name)


_SCRIPTS = {
    "ARABIC": "Arab", "LATIN": "Latn", "GREEK": "Grek", "CYRILLIC": "Cyrl",
    "ETHIOPIC": "Ethi", "BENGALI": "Beng", "HEBREW": "Hebr", "ARMENIAN": "Armn",
}  # fmt: skip


def script_of(text: str) -> str:
    """ISO 15924 code of most of the letters; ``Zyyy`` when there are none we know."""
    counts: dict[str, int] = {}
    for sign in text:
        if sign.isalpha():
            code = _SCRIPTS.get(unicodedata.name(sign, "").split(" ")[0], "Zyyy")
            counts[code] = counts.get(code, 0) + 1
    return max(counts, key=lambda code: counts[code]) if counts else "Zyyy"


def readable_script(language: str) -> str:
    """The script a reader of this language reads."""
    return "Arab" if language == "ar" else "Latn"
