"""A request's rows as the core's ``Terms``: what its letter says, in both languages."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from comity.assistance.terms import (
    Basis,
    ExhibitLine,
    Measure,
    Offence,
    Pair,
    PersonLine,
    Terms,
    read_terms,
)
from comity.assistance.texts import LetterError, load_texts
from comity.base.source import Confidence
from comity.entities.people import readable_script
from comity.law.fiche import fiche
from comity_node.access.cases import PersonFile, people_of
from comity_node.actions.digests import digest_of
from comity_node.law_in_force import law
from comity_node.models import AssistanceRequest, Passage, Person
from comity_node.ports import clock

# Proper names are the same in both languages unless somebody writes them otherwise.
NAMES = frozenset({"signer", "officer", "city", "authority", "functions", "post", "addressee"})
STALE_DAYS = 365
# field of the terms -> key of the passage that fills it
PAIRS = {
    "requesting_authority": "authority",
    "conducting_authority": "authority",
    "officer": "officer",
    "functions": "functions",
    "addressee": "addressee",
    "city": "city",
    "signer": "signer",
    "post": "post",
    "subject_and_nature": "subject",
    "facts": "facts",
    "purpose": "purpose",
    "procedure": "procedure",
    "asked_by_reason": "asked_by_why",
    "informal_contact": "informal",
}


@dataclass(frozen=True, slots=True)
class Passages:
    """The free texts of a request by key."""

    rows: Mapping[str, Passage]

    def pair(self, key: str) -> Pair:
        """Own and other language; a name stands as it is where nobody wrote it otherwise."""
        row = self.rows.get(key)
        if row is None:
            return Pair()
        if key.partition("_")[0] not in NAMES:
            return Pair(row.text, row.translation)
        current = row.translated_from == digest_of(row.text)
        return Pair(row.text, row.translation if row.translation and current else row.text)

    def text(self, key: str) -> str:
        row = self.rows.get(key)
        return row.text if row else ""

    def out_of_date(self) -> list[str]:
        """Keys whose text changed since it was translated, or was never translated."""
        return [
            key
            for key, row in self.rows.items()
            if row.text.strip()
            and key.partition("_")[0] not in NAMES
            and row.translated_from != digest_of(row.text)
        ]


def passages_of(row: AssistanceRequest) -> Passages:
    """All free texts of a request."""
    return Passages({one.key: one for one in row.passages.order_by("pk")})


def purpose_of(row: AssistanceRequest) -> str:
    """What the request says the evidence is for; its reference where it says nothing.

    What is given may be used for nothing else without prior consent (UNTOC art. 18(19)).
    """
    if row.direction == "out":
        return passages_of(row).text("purpose") or row.reference
    version = row.versions.filter(kind="request").order_by("-number").first()
    said = read_terms(version.letter["content"]).purpose if version else Pair()
    return said.other or said.own or row.reference


def people_on(row: AssistanceRequest) -> list[PersonFile]:
    """The people a request names."""
    if row.case is None:
        return []
    named = set(row.people.values_list("label", flat=True))
    return [one for one in people_of(row.case) if one.row.label in named]


def people_told(row: AssistanceRequest, leaving: Collection[str]) -> list[dict[str, object]]:
    """For each person that leaves: role, conduct, child, guardian; what HR-27 asks over there."""
    return [
        {
            "label": one.label,
            "role": one.role,
            "conduct": "; ".join(_recorded(one)),
            "child": one.child,
            "guardian": one.guardian,
        }
        for one in row.people.prefetch_related("conduct_records").order_by("label")
        if one.label in leaving
    ]


def _recorded(person: Person) -> list[str]:
    return [one.what for one in sorted(person.conduct_records.all(), key=lambda one: one.pk)]


def terms_of(
    row: AssistanceRequest,
    *,
    version: int,
    staying: frozenset[str] = frozenset(),
    conditions: tuple[Pair, ...] = (),
) -> Terms:
    """What the letter of this version says; who or what stays here is not in it.

    Args:
        staying: labels of people and ``E-n`` of exhibits that do not leave.
    """
    texts = passages_of(row)
    people = [one for one in people_on(row) if one.row.label not in staying]
    said: dict[str, Any] = {name: texts.pair(key) for name, key in PAIRS.items()}
    return Terms(
        reference=row.reference,
        version=version,
        requesting=settings.NODE.code,
        requested=row.peer,
        own_language=row.own_language,
        other_language=row.other_language,
        authoritative=row.own_language,
        dated=clock.today().isoformat(),
        basis=_basis(row, texts),
        offences=_offences(row),
        people=tuple(_person(one, row, texts) for one in people),
        measures=tuple(_measure(one, texts) for one in row.terms["measures"]),
        asked_by=row.terms.get("asked_by", ""),
        confidential=bool(row.terms.get("confidential")),
        conditions=conditions,
        exhibits=_exhibits(row, texts, staying),
        handling=row.handling,
        training=settings.NODE.training,
        translator=_translator(texts),
        **said,
    )


# What of the other State's page a request is built on: to whom, in which language.
PAGE_USED = ("mla_central_authority", "languages_accepted")


def _basis(row: AssistanceRequest, texts: Passages) -> Basis:
    """The basis; old where it or the page of the State asked was not confirmed for a year."""
    given = row.basis
    as_of = str(given.get("as_of", ""))
    old = [day for day in (as_of, *_page_days(row.peer)) if day and _is_old(day)]
    return Basis(
        id=str(given.get("id", "")),
        title=texts.pair("basis_title"),
        as_of=min(old, default=as_of),
        confidence=Confidence(given.get("confidence", "unknown")),
        stale=bool(old),
    )


def _page_days(state: str) -> list[str]:
    entries = fiche(law(), state).by_key
    used = (entries[key] for key in PAGE_USED if key in entries)
    return [one.source.as_of for one in used if one.source.confidence != Confidence.UNKNOWN]


def _is_old(day: str) -> bool:
    return (clock.today() - date.fromisoformat(day)).days > STALE_DAYS


def _offences(row: AssistanceRequest) -> tuple[Offence, ...]:
    known = {one.id: one for one in law().offences.get(settings.NODE.code, ())}
    conduct = set(row.terms["question"]["facts"]["conduct"])
    chosen = [known[code] for code in row.terms.get("offences", []) if code in known]
    return tuple(
        Offence(
            one.statute,
            one.article,
            one.base_max_months,
            _in_words([code for code in one.conduct if code in conduct], row),
        )
        for one in chosen
    )


def _in_words(codes: list[str], row: AssistanceRequest) -> Pair:
    texts = load_texts()

    def words(language: str) -> str:
        try:
            return ("، " if language == "ar" else ", ").join(
                texts.word(texts.conduct, code, language) for code in codes
            )
        except LetterError:
            return ""

    return Pair(words(row.own_language), words(row.other_language))


def _person(file: PersonFile, row: AssistanceRequest, texts: Passages) -> PersonLine:
    value = file.value
    original = value.original_name
    script = readable_script(row.other_language if row.own_language == "ar" else row.own_language)
    read = value.name_for(script)
    numbers = {one.kind: one.value for one in reversed(value.identifiers)}
    romanised = read.text if read and original and read.text != original.text else ""
    return PersonLine(
        label=value.label,
        role=value.role.value,
        name=original.text if original else value.label,
        romanised=romanised,
        origin=texts.pair(f"origin_{value.label}") if romanised else Pair(),
        birth=value.birth,
        nationality=value.nationality,
        document=numbers.get("document", ""),
        phone=numbers.get("phone", ""),
        whereabouts=texts.pair(f"whereabouts_{value.label}"),
    )


def _measure(raw: Mapping[str, object], texts: Passages) -> Measure:
    code = str(raw["code"])
    return Measure(
        code=code,
        detail=texts.pair(f"measure_{code}"),
        targets=tuple(raw["targets"]),  # type: ignore[arg-type]
        start=str(raw["start"]),
        end=str(raw["end"]),
    )


def _exhibits(
    row: AssistanceRequest, texts: Passages, staying: frozenset[str]
) -> tuple[ExhibitLine, ...]:
    return tuple(
        ExhibitLine(one.number, texts.pair(f"exhibit_{one.number}"))
        for one in row.exhibits.order_by("number")
        if f"E-{one.number}" not in staying
    )


def _translator(texts: Passages) -> Pair:
    named = next((one.translator for one in texts.rows.values() if one.translator), "")
    return Pair(named, named)
