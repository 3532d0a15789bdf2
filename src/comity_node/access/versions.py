"""What leaves with a version: counted, named, and what stays here and why."""

from dataclasses import dataclass

from comity.assistance.conditions import condition
from comity.assistance.later import compose_reply_pair
from comity.assistance.letter import compose_pair
from comity.assistance.sheet import Letter
from comity.assistance.terms import Kind, Terms, read_reply, read_terms
from comity_node.access.gate import GateFile
from comity_node.access.terms import terms_of
from comity_node.models import AssistanceRequest, RequestVersion

REVIEW_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Leaves:
    """The panel before anything is sent."""

    people: tuple[str, ...]
    numbers: tuple[str, ...]
    exhibits: tuple[str, ...]
    staying: tuple[tuple[str, str], ...]
    unnamed: int
    conditions: tuple[str, ...]


def version_terms(row: AssistanceRequest, gate: GateFile, number: int) -> Terms:
    """The terms of a version: without what the gate keeps here, with what it makes it say."""
    said = (
        condition(code, row.own_language, row.other_language) for code in gate.verdict.conditions
    )
    return terms_of(
        row,
        version=number,
        staying=gate.staying,
        conditions=tuple(one for one in said if one),
    )


def leaves_of(row: AssistanceRequest, gate: GateFile, terms: Terms) -> Leaves:
    """What goes, what stays, in the words of the file."""
    named = {one.label for one in terms.people}
    case = row.case
    others = case.people.count() - len(named) - len(gate.staying & _labels(row)) if case else 0
    return Leaves(
        tuple(f"{one.label} {one.name}" for one in terms.people),
        tuple(sorted({target for one in terms.measures for target in one.targets})),
        tuple(f"{one.number} · {one.title.own}" for one in terms.exhibits),
        tuple(sorted(gate.verdict.removed.items())),
        max(0, others),
        gate.verdict.conditions,
    )


def _labels(row: AssistanceRequest) -> frozenset[str]:
    return frozenset(row.people.values_list("label", flat=True))


def letters_of(version: RequestVersion) -> tuple[Letter, ...]:
    """A letter as its signed content says it, in its languages; none where it was on paper."""
    content = version.letter["content"]
    if not version.letter["letters"]:
        return ()
    if version.kind == "request":
        return compose_pair(read_terms(content), draft=True)
    return compose_reply_pair(Kind(version.kind), read_reply(content), draft=True)


def current_version(row: AssistanceRequest) -> RequestVersion | None:
    """The newest version of the request's own letter."""
    return (
        row.versions.select_related("pdf", "docx", "scan")
        .filter(kind="request")
        .order_by("-number")
        .first()
    )
