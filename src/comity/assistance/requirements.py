"""What a request has to meet, requirement by requirement, in words and never in odds.

Each row says met, not met, unknown or for the judge, with the article and where it was read.
Nothing here estimates whether a State will help.
"""

from dataclasses import dataclass

from comity.base.reasons import Reason
from comity.base.source import Source
from comity.law.assess import Answer
from comity.law.data import LawData
from comity.law.dual_criminality import Verdict
from comity.law.explain import verdict_reason
from comity.law.fiche import fiche


@dataclass(frozen=True, slots=True)
class Requirement:
    """One row: what, the word (met, not_met, unknown, risk, for_the_judge, not_a_ground,
    not_compared), why, the article, where it was read (None: it is the Convention's own text)."""

    what: str
    word: str
    why: Reason
    article: str
    source: Source | None = None


BENEFIT_YES = "A financial or other material benefit is on record."
BENEFIT_UNPROVEN = "A fact is missing: who was paid, by whom, how much and when?"
BENEFIT_NO = "Without a benefit the case is outside the Protocol; another basis may still serve."
BANK_SECRECY = "Bank secrecy is no ground to refuse."
JUDGE_BANK = (
    "A court or prosecutor there decides on access to an account: say which account, which days, "
    "and what connects it with the facts."
)
JUDGE_COERCIVE = (
    "A court or prosecutor there decides on this measure under its own law (art. 18(17)): say why "
    "it is needed and for what."
)
NATIONALS_NO = "The State asked does not hand over its own nationals; see Instead."
NATIONALS_YES = "The State asked hands over its own nationals."
NATIONALS_LIMITED = "The State asked hands over its own nationals only under conditions."
NATIONALS_UNKNOWN = "Whether the State asked hands over its own nationals is not known here."
GROUP_UNKNOWN = (
    "An organized criminal group is suspected: enough to ask for assistance (art. 18(1)), not "
    "to ask for surrender."
)
GROUP_YES = "An organized criminal group is on record (art. 2(a))."
GROUP_NO = "No group: the Convention does not cover the case."

COERCIVE = frozenset({"search", "seizure", "freezing", "bank_records", "records", "preservation"})
_DUAL = {
    Verdict.MET: "met",
    Verdict.NOT_MET: "not_met",
    Verdict.UNKNOWN: "unknown",
    Verdict.RISK: "risk",
    Verdict.LIST_OFFENCE: "not_compared",
    Verdict.NOT_APPLICABLE: "not_compared",
}
_BENEFIT = {
    "yes": ("met", "benefit_yes", BENEFIT_YES),
    "unproven": ("unknown", "benefit_unproven", BENEFIT_UNPROVEN),
    "no": ("not_met", "benefit_no", BENEFIT_NO),
}
_GROUP = {
    "yes": ("met", "group_yes", GROUP_YES),
    "suspected": ("unknown", "group_unknown", GROUP_UNKNOWN),
    "no": ("not_met", "group_no", GROUP_NO),
}
_NATIONALS = {
    "no": ("not_met", "nationals_no", NATIONALS_NO),
    "yes": ("met", "nationals_yes", NATIONALS_YES),
    "treaty_only": ("for_the_judge", "nationals_limited", NATIONALS_LIMITED),
    "conditional": ("for_the_judge", "nationals_limited", NATIONALS_LIMITED),
}


def requirements(
    law: LawData, answer: Answer, measures: tuple[str, ...]
) -> tuple[Requirement, ...]:
    """The rows of the requirements table, in reading order.

    Args:
        answer: of the case question.
        measures: every measure asked for; the question itself knows only the first.
    """
    question = answer.question
    rows = [_dual_criminality(answer.dual_criminality.verdict)]
    word, code, text = _BENEFIT[question.facts.benefit]
    rows.append(Requirement("benefit", word, Reason(code, text), "Protocol art. 3(a), 6(1)"))
    word, code, text = _GROUP[question.facts.ocg]
    rows.append(Requirement("group", word, Reason(code, text), "UNTOC art. 2(a), 18(1)"))
    if "bank_records" in measures:
        reason = Reason("bank_secrecy", BANK_SECRECY)
        rows.append(Requirement("bank_secrecy", "not_a_ground", reason, "UNTOC art. 18(8)"))
    if question.act == "mla" and COERCIVE & set(measures):
        text = JUDGE_BANK if "bank_records" in measures else JUDGE_COERCIVE
        rows.append(
            Requirement("judge", "for_the_judge", Reason("judge", text), "UNTOC art. 18(17)")
        )
    if question.surrender:
        rows.append(_nationals(law, question.requested))
    return tuple(rows)


def _dual_criminality(verdict: Verdict) -> Requirement:
    said = verdict_reason(verdict)
    return Requirement("dual_criminality", _DUAL[verdict], said, "UNTOC art. 18(9), 16(1)")


def _nationals(law: LawData, state: str) -> Requirement:
    entry = fiche(law, state).by_key.get("extradites_nationals")
    value = entry.value if entry else "unknown"
    unknown = ("unknown", "nationals_unknown", NATIONALS_UNKNOWN)
    word, code, text = _NATIONALS.get(value, unknown)
    source = entry.source if entry else None
    return Requirement("nationals", word, Reason(code, text), "UNTOC art. 16(10)", source)
