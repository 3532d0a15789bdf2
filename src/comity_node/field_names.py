"""What the fields of forms and records are called, and their coded values in words.

For the places that show a field without its form: the audit log, a form that was kept,
what a colleague saved meanwhile.
"""

import re
from collections.abc import Iterable
from typing import Any, cast

from django.forms import ChoiceField, Form
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from comity.base.dates import is_day
from comity_node.forms.builder import PaperForm
from comity_node.forms.cases import ASYLUM, EXHIBIT_KINDS, IDENTIFIER_KINDS, ROLES, STAGES
from comity_node.forms.replies import GROUNDS, CompletenessForm, PaperAnswerForm, ReplyForm
from comity_node.forms.statute_texts import OF
from comity_node.law_wording import LAW_FIELDS, offence_name
from comity_node.vocabulary import word
from comity_node.wording import PASSAGES, TRITS, known_day, reader_language, state_name

FIELDS = {
    # legislation: its search, and a text of our own
    "q": _("Words, or the number of an article"),
    "element": _("Element"),
    "at_least": _("Highest penalty at least"),
    "at_most": _("Highest penalty at most"),
    "day": _("In force on"),
    "short": _("Short name for addresses"),
    "language": _("Language of the text"),
    "version": _("Day of which the text speaks"),
    "read_on": _("Read there on"),
    "rights": _("Words under which it may be used again"),
    "caution": _("Caution for the reader, if any"),
    "pasted": _("Articles"),
    "toml": _("Its text"),
    # case, people, exhibits
    "title": _("Title"),
    "conducting": _("Who conducts it, in what function"),
    "stage": _("Stage"),
    "narrative": _("What happened"),
    "place": _("Place"),
    "facts": _("Facts"),
    "facts_date": _("Date of the facts"),
    "conduct": _("Conduct"),
    "object_own": _("The people, as our law sees them"),
    "object_there": _("The people, as the State asked sees them"),
    "circumstances": _("Circumstances"),
    "exceptions": _("What may excuse"),
    "benefit": _("Financial or other material benefit"),
    "ocg": _("Organized criminal group (UNTOC art. 2)"),
    "officers": _("Officers of the case"),
    "names": _("Names"),
    "name": _("Name, in its own script"),
    "origin": _("Where it comes from"),
    "original": _("This is the name in its own script"),
    "nationality": _("Nationality"),
    "birth": _("Born"),
    "birth_note": _("Note on the date of birth"),
    "whereabouts": _("Whereabouts"),
    "child": _("A child: under eighteen, or perhaps so"),
    "guardian": _("Guardian"),
    "asylum": _("Does the person seek protection?"),
    "feared_state": _("From which State"),
    "witness_plan": _("If the person is to testify: protection plan and consent"),
    "role": _("Role"),
    "kind": _("Kind"),
    "value": _("Number"),
    "holder": _("Holder, if known"),
    "person": _("Found with"),
    "exhibit": _("Exhibit that shows it"),
    "use_limits": _("Limits of use, if it came with any"),
    "user": _("Colleague"),
    # ask and builder
    "case": _("Case"),
    "state": _("State"),
    "act": _("Act"),
    "measures": _("What is asked"),
    "offences": _("Offences of our law that the facts are"),
    "people": _("People the request names"),
    "exhibits": _("Exhibits that go with it"),
    "addressee_known": _(
        "I know this to be the authority notified to the United Nations (art. 18(13))"
    ),
    "confidential": _("Ask that the request be kept confidential (art. 18(20))"),
    "asked_by": _("Date you ask for"),
    "asked_in": _("Working days from today"),
    "asked_by_why": _("Reason for the date"),
    "translator": _("Translated by"),
    "translation": _("Translation"),
    "answer": pgettext_lazy("gate", "Answer"),
    "evidence": _("What shows it"),
    "why": _("Why"),
    "decision": _("Decision"),
    # letters, replies, paper
    "what": _("What it says"),
    "text": _("Text"),
    "reasons": _("Reasons"),
    "remaining": _("What is still outstanding"),
    "conditions": _("Condition under which it could be given"),
    "ground": _("Ground"),
    "consulted": _("Consulted on"),
    "until": _("Taken up again on"),
    "reply_by": _("Answer asked for by"),
    "bank_secrecy": _("The refusal rests on bank secrecy"),
    "fiscal": _("The refusal rests on the matter being also fiscal"),
    "override": _("As supervisor, why it is refused all the same"),
    "used": _("Was what they gave used?"),
    "restriction": _("Limit of use"),
    "retention_until": _("May be kept until a review on"),
    "exculpatory": _("Something in it may help the accused"),
    "where": _("Where it stands"),
    "reference": _("Their reference"),
    "dated": _("Date on the paper"),
    "arrived": _("Day it arrived here"),
    "on": _("Since"),
    "degree": _("How we know"),
    "told_by": _("Who told us"),
    "file": _("File"),
    "file1": _("File"),
    "file2": _("Another file"),
    "file3": _("Another file"),
    "scan": _("Scan of the signed paper"),
    "other_language": _("The same in their language"),
    "reason": _("Why"),
} | {key: text for key, text in PASSAGES.items() if key not in {"facts", "measure"}}
# field -> the vocabulary of the law data its codes stand in
VOCABULARY = {
    "conduct": "conduct",
    "object_own": "object",
    "object_there": "object",
    "circumstances": "circumstance",
    "exceptions": "exception",
    "benefit": "benefit",
    "ocg": "ocg",
    "measures": "measure",
    "act": "act",
}


def _offered(form: type[Form], name: str) -> dict[str, Any]:
    field = form.base_fields[name]
    assert isinstance(field, ChoiceField)  # noqa: S101  named below, among choices only
    return {str(code): said for code, said in cast("Iterable[tuple[Any, Any]]", field.choices)}


CHOICES: dict[str, dict[str, Any]] = {
    "stage": dict(STAGES),
    "role": dict(ROLES),
    "asylum": dict(ASYLUM),
    "kind": dict(EXHIBIT_KINDS) | dict(IDENTIFIER_KINDS),
    "ground": dict(GROUNDS) | {"18(25)": _("it interferes with proceedings of our own (18(25))")},
    "degree": _offered(PaperForm, "degree"),
    "used": _offered(ReplyForm, "used"),
    "state": _offered(CompletenessForm, "state"),
    "act": _offered(PaperAnswerForm, "act"),
}
# stem of a field of each measure -> which part of it
OF_A_MEASURE = {
    "detail": "",
    "measure": "",
    "targets": _("Numbers it is about"),
    "start": pgettext_lazy("a period", "First day"),
    "end": pgettext_lazy("a period", "Last day"),
}
OF_A_PENALTY = {
    "circumstances": _("Circumstances"),
    "mode": _("When it applies"),
    "first": _("Which has to be among the two"),
    "min": _("Least"),
    "max": _("Most"),
    "ref": _("Paragraph"),
}
STATES = {"nationality", "feared_state", "state"}
STATE_CODE = 2
SWITCHES = {"True": "yes", "False": "no", "on": "yes"}
NUMBERED = re.compile(r"_(?:P-)?\d+$")


def field_name(name: str) -> str:
    """What a field is called; of ``exhibit_3`` and ``detail_records`` also which one."""
    if name in FIELDS:
        return str(FIELDS[name])
    if name in LAW_FIELDS:
        return str(LAW_FIELDS[name])
    if name.startswith(OF):
        return offence_name(name.removeprefix(OF))
    if name in CHOICES["kind"]:
        return str(CHOICES["kind"][name])
    if name.endswith("_other"):
        return f"{field_name(name.removesuffix('_other'))} ({FIELDS['other_language']})"
    stem, _mark, which = name.partition("_")
    if stem == "variant":
        return _of_a_penalty(which)
    if stem in OF_A_MEASURE:
        return " · ".join(
            part for part in (word("measure", which), str(OF_A_MEASURE[stem])) if part
        )
    if NUMBERED.search(name) and stem in FIELDS:
        return f"{FIELDS[stem]} {which}"
    return name


def _of_a_penalty(which: str) -> str:
    """A field of one of several penalties: ``2_max``."""
    number, _mark, part = which.partition("_")
    said = gettext("Penalty {n} for circumstances").format(n=number)
    return f"{said} · {OF_A_PENALTY[part]}"


def field_names(names: str) -> str:
    """Several field names, separated by commas, in words."""
    return gettext(", ").join(field_name(one) for one in names.split(", "))


def field_value(field: str, value: Any) -> str:
    """A value of a field in words; what an officer wrote stays as it was written."""
    if isinstance(value, list | tuple):
        return gettext(", ").join(field_value(field, one) for one in value)
    text = str(value)
    if field in STATES and len(text) == STATE_CODE:
        return state_name(text, reader_language())
    if field in VOCABULARY and text not in CHOICES.get(field, {}):
        return gettext(", ").join(word(VOCABULARY[field], one) for one in text.split(", "))
    if field in CHOICES:
        return str(CHOICES[field].get(text, text))
    if is_day(text):
        return known_day(text, reader_language())
    return str(TRITS[SWITCHES[text]]) if text in SWITCHES else text
