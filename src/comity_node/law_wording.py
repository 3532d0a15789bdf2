"""Words of the rows of the law: kinds, standings, fields, and their values."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.law.rows import UNKNOWN_MONTHS
from comity_node.law_in_force import law
from comity_node.legal_wording import BENEFITS, MODES
from comity_node.wording import (
    FICHE_HEADS,
    FICHE_WORDS,
    TRITS,
    cited,
    known_day,
    listed,
    maximum,
    reader_language,
)

# value of a cell of the matrix -> (shape, word); "not checked" is no shape of "no"
VALUES = {
    "yes": ("filled", _("Yes")),
    "partly": ("half", _("Partly")),
    "no": ("cross", _("No")),
    "unknown": ("dotted", _("Unknown")),
    "not_checked": ("empty", _("Not checked")),
}
FORCES = {
    "mandatory": _("the treaty requires it"),
    "within_principles": _("within the principles of its law, or its means"),
    "optional": _("the treaty allows it"),
    "definition": _("a definition on which others rest"),
}
DIFFERENCES = {
    "no_rows": _("No offence in the data"),
    "no_offence": _("No offence"),
    "benefit": _("Benefit"),
    "benefit_stay": _("Benefit, for stay"),
    "direction": _("Direction"),
    "serious": _("Serious crime"),
    "threshold": _("Threshold"),
    "listed": _("Listed offence"),
    "exception": _("Exception"),
    "stay": _("Stay"),
    "papers": _("Papers"),
    "group": _("Group"),
    "money": _("Money"),
    "silence": _("Silence"),
    "attempt": _("Attempt"),
}
DECLARATION_KINDS = {
    "reservation": _("reservation"),
    "declaration": _("declaration"),
    "notification": _("notification"),
    "territorial": _("territorial application"),
}

PARTY_WORDS = {
    "party": _("Party, from a known day"),
    "party_year_only": _("Party, the year alone is known"),
    "party_date_unknown": _("Party, since when is not known"),
    "not_party": _("not a Party"),
    "signed_only": _("signed, not bound"),
    "not_listed": _("not on the list"),
    "unknown": _("unknown"),
}
SUBJECTS = {
    "practice": _("Practice"),
    "offence": _("Offence"),
    "status": _("Place in a treaty"),
    "declaration": _("Declaration or reservation"),
}
LAW_FIELDS = {
    "value": _("What holds"),
    "status": _("Place in the treaty"),
    "kind": _("Kind"),
    "signed_on": _("Signed on"),
    "deposited_on": _("Deposited on"),
    "in_force_on": _("Bound since"),
    "withdrawn_on": _("Withdrawn on"),
    "note": _("Note"),
    "treaty": _("Treaty"),
    "place": _("Article"),
    "address": _("Provision"),
    "said": _("What it says, in a sentence"),
    "wording": _("Its own words"),
    "made_on": _("Made on"),
    "role": _("What it is"),
    "statute": _("Statute"),
    "article": _("Article"),
    "in_force_from": _("Law since"),
    "in_force_until": _("Law until"),
    "amended": _("Amended by"),
    "conduct": _("Conduct it punishes"),
    "objects": _("People it is about, as your law sees them"),
    "benefit_required": _("A financial or other material benefit"),
    "benefit_alternatives": _("What will do instead of a benefit"),
    "requires_circumstances": _("Circumstances without which there is no offence"),
    "exceptions": _("Who is not punished"),
    "exceptions_scope": _("For which conduct the exceptions hold"),
    "exceptions_note": _("In words"),
    "migrant_immunity": _("Whoever was smuggled is not liable for that (Protocol art. 5)"),
    "base_min_months": _("Least penalty, months"),
    "base_max_months": _("Most penalty, months"),
    "variant": _("Penalties for circumstances"),
    "attempt_punished": _("Attempt is punished"),
    "legal_person_liability": _("Legal persons are liable"),
    "extraterritorial": _("Acts abroad"),
    "unverified_parts": _("What of this was not read in the text"),
    "mens_rea": _("Intent"),
    "source": _("Source"),
    "as_of": _("Day of which the source speaks"),
    "confidence": _("How sure"),
}
_LAW_LISTS = {
    "conduct": "conduct",
    "objects": "object",
    "exceptions": "exception",
    "exceptions_scope": "scope",
    "requires_circumstances": "circumstance",
    "benefit_alternatives": "circumstance",
    "role": "role",
}
STANDINGS = {
    "draft": _("Waits for a second person"),
    "said": _("Said by us, sent to every State"),
    "received": _("Beside what was known: decide"),
    "accepted": _("Accepted: answers rest on it"),
    "left": _("Left beside what was known"),
    "overtaken": _("Overtaken by what the State said later"),
    "proposed": _("Proposed by us, no answer yet"),
    "proposal": _("Proposed to us: decide"),
    "taken_up": _("Taken up"),
    "declined": _("Declined"),
    "set_aside": _("Set aside, never sent"),
}


def law_value_said(name: str, value: Any, key: str) -> str:
    """A value of a row of the law data in words.

    Args:
        key: the row's key; the answers of the head of a page are words of their own.
    """
    if name == "variant":
        return "; ".join(_penalty(one) for one in value)
    if name in _LAW_LISTS:
        return listed(_LAW_LISTS[name], ", ".join(value) if isinstance(value, list) else value)
    if name in ("base_max_months", "base_min_months"):
        return _months_said(value)
    if name == "value" and value:
        return str(FICHE_WORDS.get(value, value)) if key in FICHE_HEADS else gettext(value)
    words = {"benefit_required": BENEFITS, "status": PARTY_WORDS, "kind": DECLARATION_KINDS}
    if name in words:
        return str(words[name].get(value, value))
    if name == "address":
        return ", ".join(str(value).split(":"))
    said = str(TRITS.get(value, value)) if isinstance(value, str) else str(value)
    return known_day(said, reader_language())


def _months_said(months: int) -> str:
    if not months:
        return gettext("none stated")
    return gettext("unknown") if months == UNKNOWN_MONTHS else maximum(months)


def _penalty(one: Mapping[str, Any]) -> str:
    circumstances = listed("circumstance", ", ".join(one["circumstances"]))
    said = f"{circumstances} ({MODES[one['mode']]}): {maximum(one['max_months'])}"
    return f"{said} {one['ref']}".strip()


def offence_name(key: str) -> str:
    """Statute and article of an offence in the reader's language; its key where it is new."""
    for state, rows in law().offences.items():
        for row in rows:
            if row.id == key:
                said = (cited(state, one, reader_language()) for one in (row.statute, row.article))
                return gettext(", ").join(said)
    return key
