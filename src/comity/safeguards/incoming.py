"""HR-27: an incoming request that breaks a safeguard is not silently accepted.

The caseworker gets a reasoned return that offers the cure: what would have to change for the
request to be executed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from comity.base.reasons import Reason
from comity.safeguards.words import unfit


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person as an incoming request names one."""

    label: str
    role: str
    conduct: str
    child: bool
    guardian: str


@dataclass(frozen=True, slots=True)
class Breach:
    """A safeguard the request does not keep, and what would cure it."""

    rule: str
    reason: Reason


SUSPECT = "suspect"
NO_CONDUCT = (
    "{label} is named as a suspect without any conduct of Protocol art. 6. A person is not "
    "prosecuted for having been smuggled (art. 5). Cure: state what the person did, or name the "
    "person in another role."
)
CHILD = (
    "{label} is a child and no guardian is named (Protocol art. 16(4)). Cure: name the guardian, "
    "or ask without this person."
)
WORDING = (
    "The text calls people “{word}”. Cure: the requesting State may confirm that the word has no "
    "legal meaning in the request; our own papers will say “{offered}”."
)


def breaches(people: Iterable[NamedPerson], texts: Iterable[str]) -> tuple[Breach, ...]:
    """Safeguards 01, 02, 10 and 24 that an incoming request does not keep."""
    found: list[Breach] = []
    for person in people:
        told = (("label", person.label),)
        if person.role == SUSPECT and not person.conduct.strip():
            found.append(Breach("HR-02", Reason("suspect_without_conduct", NO_CONDUCT, told)))
        if person.child and not person.guardian.strip():
            found.append(Breach("HR-10", Reason("child_without_guardian", CHILD, told)))
    for one in unfit(texts):
        words = (("word", one.text), ("offered", one.offered))
        found.append(Breach("HR-24", Reason("unfit_word", WORDING, words)))
    return tuple(found)


def person_of(row: Mapping[str, object]) -> NamedPerson:
    """A person of the message's JSON; what is absent is not known."""
    return NamedPerson(
        label=str(row.get("label", "")),
        role=str(row.get("role", "")),
        conduct=str(row.get("conduct", "")),
        child=bool(row.get("child", False)),
        guardian=str(row.get("guardian", "")),
    )
