"""HR-14 and UNTOC art. 18(19): what was received is used for its purpose and no other.

Every received item carries purpose, restriction, retention and legal basis; without one of them
it cannot be filed. Another use needs the sender's consent first; what helps the accused may be
disclosed, and the sender is told before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from comity.base.reasons import Reason

REQUIRED = ("purpose", "restriction", "retention_until", "legal_basis")
MISSING = "Say the {field} of this item before it is filed (UNTOC art. 18(19))."
OTHER_USE = (
    "This item may be used only for: {purpose}. Another use needs the prior consent of the "
    "State that gave it (UNTOC art. 18(19)). Ask for it first."
)
EXCULPATORY = (
    "This item helps the accused. It may be disclosed in the proceedings: tell the State that "
    "gave it beforehand (UNTOC art. 18(19))."
)
FIELDS = {
    "purpose": "purpose",
    "restriction": "limit of use",
    "retention_until": "date of review",
    "legal_basis": "legal basis",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits that travel with an item."""

    purpose: str
    restriction: str
    retention_until: date
    legal_basis: str


def lacking(given: Mapping[str, object]) -> tuple[Reason, ...]:
    """What an item lacks before it may be filed."""
    return tuple(
        Reason("use_limit_missing", MISSING, (("field", FIELDS[name]),))
        for name in REQUIRED
        if not str(given.get(name) or "").strip()
    )


def reuse(
    limits: Limits, *, same_case: bool, consent: bool, exculpatory: bool
) -> tuple[Reason, ...]:
    """What stands against using an item; empty when nothing does."""
    if exculpatory:
        return (Reason("exculpatory", EXCULPATORY),)
    if same_case or consent:
        return ()
    return (Reason("other_use", OTHER_USE, (("purpose", limits.purpose),)),)
