"""HR-22: a refusal or postponement has a ground the Convention knows, reasons, a consultation.

UNTOC art. 18(8), (9), (21), (22), (23), (25), (26). Which flags a draft raises stands here;
what a raised flag means stands in the law data, with its source.
"""

from dataclasses import dataclass

GROUNDS = ("18(21)(a)", "18(21)(b)", "18(21)(c)", "18(21)(d)", "18(9)")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A drafted refusal; ``ground`` a code of GROUNDS, or what somebody wrote instead."""

    ground: str
    reasons: str
    consultation: str
    bank_secrecy: bool = False
    fiscal: bool = False


@dataclass(frozen=True, slots=True)
class Postponement:
    """A drafted postponement; only ongoing proceedings justify one (18(25))."""

    proceedings: str
    consultation: str


def flags_of_refusal(draft: Refusal) -> frozenset[str]:
    """Flags of the case question that this draft raises."""
    found = {
        "refusal_ground_not_listed": draft.ground not in GROUNDS,
        "refusal_bank_secrecy": draft.bank_secrecy,
        "refusal_fiscal": draft.fiscal,
        "refusal_no_reasons": not draft.reasons.strip(),
        "refusal_mla_no_consultation": not draft.consultation.strip(),
    }
    return frozenset(flag for flag, raised in found.items() if raised)


def flags_of_postponement(draft: Postponement) -> frozenset[str]:
    """Flags of the case question that this draft raises."""
    found = {
        "postponement_other_reason": not draft.proceedings.strip(),
        "postponement_no_consultation": not draft.consultation.strip(),
    }
    return frozenset(flag for flag, raised in found.items() if raised)
