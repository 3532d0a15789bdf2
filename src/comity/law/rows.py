"""The rows of ``data/law``, one frozen dataclass per table: the fields are the keys of the file.

Months everywhere: 9999 is life, -1 is unknown, 0 as a minimum means that none is stated.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from comity.base.dates import Day, OpenDay, OptionalDay, PartialDay, Period
from comity.base.source import ABSENT, NO_SOURCE, Confidence, Source
from comity.base.trit import Trit
from comity.base.words import Words

LIFE = 9999
UNKNOWN_MONTHS = -1
SERIOUS_MONTHS = 48  # UNTOC art. 2(b): a maximum of at least four years

TreatyActs = Annotated[tuple[str, ...], Words("treaty_act")]
Acts = Annotated[tuple[str, ...], Words("act")]
Measures = Annotated[tuple[str, ...], Words("measure")]
Conducts = Annotated[tuple[str, ...], Words("conduct")]
Objects = Annotated[tuple[str, ...], Words("object")]
Circumstances = Annotated[tuple[str, ...], Words("circumstance")]
Exceptions = Annotated[tuple[str, ...], Words("exception")]
Flags = Annotated[tuple[str, ...], Words("any_flag")]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list of words with English labels."""

    name: str
    words: Mapping[str, str]
    source: Source


@dataclass(frozen=True, slots=True)
class Treaty:
    """A multilateral text. Its own dates never decide who is bound: the status rows do."""

    id: str
    title: str
    short: str
    adopted: Day
    in_force_on: OpenDay
    depositary: str
    entry_rule: str
    acts: TreatyActs
    rank: int
    note: str
    source: Source
    parties_seen: int = UNKNOWN_MONTHS
    territorial_note: str = ""
    party_data_as_of: OptionalDay = ""
    threshold_max_months: int = UNKNOWN_MONTHS
    threshold_sentence_months: int = UNKNOWN_MONTHS
    list_offence_min_max_months: int = UNKNOWN_MONTHS
    nationals: str = ""
    death_penalty: str = ""
    channel: str = ""
    provisional_arrest_days: int = UNKNOWN_MONTHS
    provisional_arrest_max_days: int = UNKNOWN_MONTHS


class PartyStatus(StrEnum):
    """What a list of Parties says of a State."""

    PARTY = "party"
    PARTY_YEAR_ONLY = "party_year_only"
    PARTY_DATE_UNKNOWN = "party_date_unknown"
    NOT_PARTY = "not_party"
    SIGNED_ONLY = "signed_only"
    NOT_LISTED = "not_listed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One State and one treaty."""

    state: str
    state_name: str
    treaty: str
    signed_on: OptionalDay
    deposited_on: OptionalDay
    kind: str
    in_force_on: OptionalDay
    withdrawn_on: OptionalDay
    status: PartyStatus
    note: str
    source: Source


class BilateralStatus(StrEnum):
    """What is known of the force of a bilateral text."""

    IN_FORCE = "in_force"
    SIGNED = "signed"
    NONE_REPORTED = "none_reported"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Bilateral:
    """A bilateral text, or a pair of States for which none could be confirmed."""

    id: str
    state_a: str
    state_b: str
    name: str
    signed_on: PartialDay
    status: BilateralStatus
    in_force_on: PartialDay
    in_force_until: PartialDay
    certain_until: OptionalDay
    acts: TreatyActs
    threshold_max_months: int
    threshold_sentence_months: int
    nationals: str
    death_penalty: str
    evidence: str
    channel: str
    replaces: str
    note: str
    source: Source
    read_in_domain_report: bool
    unverified_parts: str = ""


class Mode(StrEnum):
    """When a variant of a penalty applies."""

    ANY = "any"
    TWO = "two"
    TWO_INCL_FIRST = "two_incl_first"
    WITH_ANY = "with_any"


@dataclass(frozen=True, slots=True)
class Variant:
    """A penalty for certain circumstances."""

    circumstances: Circumstances
    mode: Mode
    min_months: int
    max_months: int
    ref: str


class BenefitRule(StrEnum):
    """Whether the offence asks for a financial or other material benefit."""

    YES = "yes"
    NO = "no"
    AGGRAVATING_ONLY = "aggravating_only"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Offence:
    """One legal version of one offence, as elements."""

    id: str
    state: str
    role: Annotated[str, Words("role")]
    statute: str
    article: str
    in_force_from: OpenDay
    in_force_until: OptionalDay
    amended: str
    conduct: Conducts
    objects: Objects
    benefit_required: BenefitRule
    mens_rea: tuple[str, ...]
    exceptions: Exceptions
    exceptions_note: str
    exceptions_scope: Annotated[tuple[str, ...], Words("scope")]
    requires_circumstances: Circumstances
    benefit_alternatives: Circumstances
    base_min_months: int
    base_max_months: int
    attempt_punished: Trit
    legal_person_liability: Trit
    extraterritorial: str
    migrant_immunity: Trit
    unverified_parts: str
    note: str
    source: Source
    variant: tuple[Variant, ...] = ()

    @property
    def cite(self) -> str:
        """Statute and article."""
        return f"{self.statute} {self.article}".strip()

    @property
    def related(self) -> bool:
        """Whether it stands beside smuggling: group, papers, money, silence."""
        return self.role.startswith("related")

    def in_force(self, day: str) -> bool:
        """Whether this version was law on a day."""
        return Period(self.in_force_from, self.in_force_until).holds(day)


@dataclass(frozen=True, slots=True)
class FicheValue:
    """One thing known, or known to be unknown, about a State's practice."""

    key: Annotated[str, Words("fiche_item")]
    value: str
    source: Source


@dataclass(frozen=True, slots=True)
class FicheRow:
    """Requirements of one State. The four values of its head have a confidence, but no source."""

    state: str
    treaty_required_for_extradition: str
    treaty_required_confidence: Confidence
    mla_without_treaty: str
    mla_without_treaty_confidence: Confidence
    death_penalty: str
    death_penalty_confidence: Confidence
    extradites_nationals: str
    extradites_nationals_confidence: Confidence
    item: tuple[FicheValue, ...]

    def value(self, key: str) -> str:
        """The value under a key of its head or of its items; "unknown" where there is none."""
        if key in FICHE_HEAD:
            return str(getattr(self, key))
        return next((item.value for item in self.item if item.key == key), "unknown")

    def provenance(self, key: str) -> Source:
        """Provenance of the value under a key; the files give none for one of the head."""
        said = next((item.source for item in self.item if item.key == key), None)
        if said is None and key in FICHE_HEAD:
            return Source(NO_SOURCE, "", getattr(self, FICHE_HEAD[key]))
        return said or ABSENT


FICHE_HEAD = {
    "treaty_required_for_extradition": "treaty_required_confidence",
    "mla_without_treaty": "mla_without_treaty_confidence",
    "death_penalty": "death_penalty_confidence",
    "extradites_nationals": "extradites_nationals_confidence",
}


class RuleKind(StrEnum):
    """What a rule tests."""

    COMPLETENESS = "completeness"
    CONDITION = "condition"
    PROCESS = "process"
    SAFEGUARD = "safeguard"
    CLOCK = "clock"


class Effect(StrEnum):
    """What a rule does, mildest last."""

    BLOCK = "block"  # do not go on
    DUAL = "dual"  # two persons
    WARN = "warn"  # go on with a recorded reason
    INFORM = "inform"


STRICTEST_FIRST = tuple(Effect)


@dataclass(frozen=True, slots=True)
class Rule:
    """A checkable rule. ``applies_when`` and ``requires_text`` are for the reader only."""

    id: str
    source_article: str
    kind: RuleKind
    severity: Effect
    requires_text: str
    applies_when: str
    message: str
    source: Source
    acts: Acts = ()
    bases: tuple[str, ...] = ()
    measures: Measures = ()
    except_measures: Measures = ()
    items: Annotated[tuple[str, ...], Words("file_item")] = ()
    trigger_any: Flags = ()
    unless_any: Flags = ()
    clock_amount: int = 0
    clock_unit: str = ""
    clock_from: str = ""


@dataclass(frozen=True, slots=True)
class Right:
    """The safeguard behind a rule, with its class and the condition that ends it."""

    rule: str
    hr: str
    effect: Effect
    until: str
    source: Source


class StepKind(StrEnum):
    """What kind of basis is looked for."""

    TREATY = "treaty"
    BILATERAL = "bilateral"
    UNTOC = "untoc"
    DOMESTIC = "domestic"


class LooksAt(StrEnum):
    """Whose maximum a threshold is held against."""

    REQUESTING = "requesting"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Step:
    """One text to look at for some acts, and what it does to those after it."""

    id: str
    acts: Acts
    step: int
    kind: StepKind
    treaty: str
    needs_state: str
    only_open: bool
    closes: bool
    list_waives: bool
    dc_free_measures: Measures
    threshold_looks_at: LooksAt
    bilateral_word: str
    fiche_field: str
    lists_when: tuple[str, ...]
    asks_when: tuple[str, ...]
    not_asked_beside: tuple[str, ...]
    articles: tuple[str, ...]
    reason: str
    source: Source
