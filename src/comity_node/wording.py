"""Words of the pages: statuses, findings, kinds of date, names of States.

Each word stands here once, marked for translation; its shape stands beside it.
"""

from functools import cache

from babel import Locale
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comity.base.reasons import Reason

# code -> (shape, word); six shapes, in ink, and the word is always there
WORDS = {
    "met": ("filled", _("Met")),
    "not_met": ("cross", _("Not met")),
    "unknown": ("dotted", _("Unknown")),
    "for_the_judge": ("half", _("For the judge")),
    "not_a_ground": ("filled", _("Not a ground to refuse")),
    "present": ("filled", _("Present")),
    "missing": ("cross", _("Missing")),
    "unclear": ("dotted", _("Unclear")),
    "agrees": ("filled", _("Agrees")),
    "differs": ("cross", _("Differs")),
    "completed": ("filled", _("Completed")),
    "in_progress": ("ringed", _("In progress")),
    "not_started": ("empty", _("Not started")),
    "out_of_date": ("dotted", _("Out of date")),
    "signed": ("filled", _("Signed")),
    "go": ("filled", _("Go")),
    "go_with_conditions": ("half", _("Go with conditions")),
    "stop": ("cross", _("Stop")),
    "answered": ("filled", pgettext_lazy("measure", "Answered")),
    "open": ("ringed", pgettext_lazy("measure", "Open")),
    "not_checked": ("empty", _("Not looked at")),
    "not_compared": ("empty", _("Not compared")),
    "risk": ("half", _("Open: benefit not proved")),
}

DELIVERY = {
    "queued": _("waiting to be delivered"),
    "delivered": _("delivered, receipt signed"),
    "refused": _("refused by their node"),
    "expired": _("not delivered in thirty days"),
    "received": _("received, receipt given"),
}

STATUSES = {
    "draft": _("Draft"),
    "shared_for_comment": _("Shared for comment"),
    "ready_to_sign": _("Ready to sign"),
    "with_the_carrier": _("With the carrier"),
    "with_them": _("With them"),
    "they_ask_us": _("They ask us"),
    "part_answered": _("Part answered"),
    "answered": pgettext_lazy("request", "Answered"),
    "closed": _("Closed"),
    "new": _("New"),
    "acknowledged": _("Acknowledged"),
    "waiting_for_them": _("Waiting for them"),
    "with_authority": _("With the executing authority"),
    "postponed": _("Postponed"),
    "refused": _("Refused"),
    "withdrawn": _("Withdrawn"),
}

DATE_KINDS = {
    "legal_limit": _("legal limit"),
    "asked_for": _("asked for"),
    "our_target": _("our target"),
}


@cache
def state_name(code: str, language: str) -> str:
    """The name of a State or the secretariat; its code where CLDR has no name."""
    if len(code) != 2:
        return str(_("Secretariat"))
    return Locale.parse(language).territories.get(code, code)


def sentence(reason: Reason) -> str:
    """A reason of the core in the reader's language; its codes become words first."""
    return str(reason.sentence(str(gettext(reason.text))))
