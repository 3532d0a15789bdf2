"""Forms of later letters: what each kind asks an officer to write."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as L

from comity.assistance.life import Side, Standing, possible
from comity.assistance.terms import Kind
from comity_node.forms.days import DAY_FAULT, need_come, need_to_come
from comity_node.ports import clock
from comity_node.references import is_reference
from comity_node.wording import said_day

FILES = ("file1", "file2", "file3")
TEXTS = ("text", "reasons", "remaining", "conditions", "restriction")
GROUNDS = (
    ("", "—"),
    ("18(21)(a)", L("not in conformity with article 18 (18(21)(a))")),
    (
        "18(21)(b)",
        L("sovereignty, security, public order or other essential interests (18(21)(b))"),
    ),
    ("18(21)(c)", L("our law would not allow the action in a similar case of our own (18(21)(c))")),
    ("18(21)(d)", L("contrary to our legal system on mutual assistance (18(21)(d))")),
    ("18(9)", L("dual criminality is lacking (18(9))")),
)
# kind -> the fields it shows, in order
SHOWN: dict[Kind, tuple[str, ...]] = {
    Kind.ACKNOWLEDGE: ("text",),
    Kind.ASK_MISSING: ("reply_by",),
    Kind.ACKNOWLEDGE_AND_ASK: ("reply_by",),
    Kind.PARTIAL_RESULT: (
        "text", "remaining", *FILES, "restriction", "retention_until", "exculpatory",
    ),
    Kind.RESULT: ("text", *FILES, "restriction", "retention_until", "exculpatory"),
    Kind.POSTPONE: ("reasons", "consulted", "until"),
    Kind.CONSULT: ("ground", "reasons", "conditions", "reply_by"),
    Kind.REFUSE: ("ground", "reasons", "consulted", "bank_secrecy", "fiscal"),
    Kind.REMIND: ("text", "reply_by"),
    Kind.SUPPLEMENT: ("text", *FILES),
    Kind.WITHDRAW: ("reasons",),
    Kind.CLOSE: ("used", "text"),
    Kind.NOTE: ("text",),
}  # fmt: skip
NEEDED = {
    Kind.PARTIAL_RESULT: ("text", "remaining"),
    Kind.RESULT: ("text",),
    Kind.CONSULT: ("reasons",),
    Kind.REFUSE: ("reasons", "ground"),
    Kind.POSTPONE: ("reasons",),
    Kind.SUPPLEMENT: ("text",),
    Kind.WITHDRAW: ("reasons",),
    Kind.CLOSE: ("text",),
    Kind.NOTE: ("text",),
}
SAY = {
    "text": L("Write the text; the other State reads it."),
    "reasons": L("Give the reasons: the Convention asks for them (art. 18(23))."),
    "remaining": L("Say what is still outstanding."),
    "ground": L("Choose the ground for refusal. The Convention asks for one (art. 18(21))."),
}


class ReplyForm(forms.Form):
    """One later letter; each free text in both languages of the letter."""

    text = forms.CharField(required=False, max_length=8000, widget=forms.Textarea)
    reasons = forms.CharField(required=False, max_length=8000, widget=forms.Textarea)
    remaining = forms.CharField(required=False, max_length=2000, widget=forms.Textarea)
    conditions = forms.CharField(required=False, max_length=2000, widget=forms.Textarea)
    text_other = forms.CharField(required=False, max_length=8000, widget=forms.Textarea)
    reasons_other = forms.CharField(required=False, max_length=8000, widget=forms.Textarea)
    remaining_other = forms.CharField(required=False, max_length=2000, widget=forms.Textarea)
    conditions_other = forms.CharField(required=False, max_length=2000, widget=forms.Textarea)
    translator = forms.CharField(required=False, max_length=120)
    ground = forms.ChoiceField(required=False, choices=GROUNDS)
    consulted = forms.DateField(required=False, error_messages=DAY_FAULT)
    until = forms.DateField(required=False, error_messages=DAY_FAULT)
    reply_by = forms.DateField(required=False, error_messages=DAY_FAULT)
    bank_secrecy = forms.BooleanField(required=False)
    fiscal = forms.BooleanField(required=False)
    override = forms.CharField(required=False, max_length=2000, widget=forms.Textarea)
    used = forms.ChoiceField(
        required=False,
        choices=(
            ("yes", L("Yes, in this case")),
            ("partly", L("In part")),
            ("no", L("No")),
        ),
    )
    restriction = forms.CharField(required=False, max_length=1000)
    restriction_other = forms.CharField(required=False, max_length=1000)
    retention_until = forms.DateField(required=False, error_messages=DAY_FAULT)
    exculpatory = forms.BooleanField(required=False)
    file1 = forms.FileField(required=False)
    file2 = forms.FileField(required=False)
    file3 = forms.FileField(required=False)
    enclosed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, kind: Kind, two_languages: bool, *args: Any, refused: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.two_languages = kind, two_languages
        # nothing was given that could have been used
        self.shown = tuple(one for one in SHOWN[kind] if not (refused and one == "used"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in NEEDED.get(self.kind, ()):
            if not given.get(name):
                self.add_error(name, SAY[name])
        if self.two_languages:
            self._need_translations(given)
        self._need_possible_days(given)
        unsaid = not given.get("retention_until") and "retention_until" not in self.errors
        if self.kind in (Kind.PARTIAL_RESULT, Kind.RESULT) and unsaid:
            self.add_error(
                "retention_until",
                L("Say until when they may keep it before a review (art. 18(19))."),
            )
        return given

    def _need_possible_days(self, given: dict[str, Any]) -> None:
        """Consulted by today; everything set for later is later, and within a lifetime."""
        need_come(self, given, "consulted")
        for name in ("until", "reply_by", "retention_until"):
            need_to_come(self, given, name)

    def _need_translations(self, given: dict[str, Any]) -> None:
        written = [name for name in TEXTS if name in self.shown and given.get(name)]
        for name in written:
            if not given.get(f"{name}_other"):
                self.add_error(
                    f"{name}_other", L("Write it in their language too: the letter has both.")
                )
        if written and not given.get("translator"):
            self.add_error("translator", L("Say who translated; the letter names them."))


class CompletenessForm(forms.Form):
    """One item of an incoming request: present where, missing, or unclear in what."""

    state = forms.ChoiceField(
        choices=(("present", L("Present")), ("missing", L("Missing")), ("unclear", L("Unclear"))),
        error_messages={"required": L("Say whether it is present, missing or unclear.")},
    )
    where = forms.CharField(required=False, max_length=160)
    what = forms.CharField(required=False, max_length=1000, widget=forms.Textarea)
    what_other = forms.CharField(required=False, max_length=1000, widget=forms.Textarea)
    edition = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("state") == "unclear" and not given.get("what"):
            self.add_error("what", L("Say what is unclear; the letter asks for exactly that."))
        return given


class AuthorityForm(forms.Form):
    authority = forms.ChoiceField(
        error_messages={"required": L("Choose the authority that executes.")}
    )
    why = forms.CharField(
        max_length=1000, widget=forms.Textarea, error_messages={"required": L("Say why this one.")}
    )
    reply_by = forms.DateField(required=False, error_messages=DAY_FAULT)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].choices = choices  # type: ignore[attr-defined]


# what the State asked writes, then what the State that asks writes, then what either does
THEY_WRITE = (
    ("they_acknowledged", L("They acknowledge")),
    ("they_asked", L("They ask for something")),
    ("they_execute", L("They sent it for execution")),
    ("they_consult", L("They consult us")),
    ("they_part_answered", L("A part of the answer")),
    ("they_answered", L("The answer")),
    ("they_postponed", L("They postpone")),
    ("they_refused", L("They refuse")),
    ("they_supplemented", L("They supplement it")),
    ("they_reminded", L("They remind us")),
    ("they_withdrew", L("They withdraw it")),
    ("they_closed", L("They close it")),
    ("they_noted", L("A note")),
)
RESULTS = ("they_part_answered", "they_answered")


class PaperAnswerForm(forms.Form):
    """A later letter of theirs that came on paper, typed in: what may come from where it stands."""

    act = forms.ChoiceField(
        choices=THEY_WRITE,
        error_messages={
            "required": L("Say what the paper is."),
            "invalid_choice": L(
                "That does not fit where the request stands now. Choose what the paper is."
            ),
        },
    )
    dated = forms.DateField(
        error_messages={"required": L("Say which date the paper bears."), **DAY_FAULT}
    )
    text = forms.CharField(
        max_length=8000,
        widget=forms.Textarea,
        error_messages={"required": L("Say what the paper says.")},
    )
    restriction = forms.CharField(required=False, max_length=1000)
    retention_until = forms.DateField(required=False, error_messages=DAY_FAULT)
    exculpatory = forms.BooleanField(required=False)
    file = forms.FileField(required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, stands: Standing, since: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.side, self.since = stands.side, since
        may = {act.value for act in possible(stands)}
        offered = [pair for pair in THEY_WRITE if pair[0] in may]
        self.fields["act"].choices = offered  # type: ignore[attr-defined]
        if self.side is Side.IN:  # who asks gives nothing that is kept under limits
            for name in ("restriction", "retention_until", "exculpatory"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        need_come(self, given, "dated")
        self._need_later(given)
        need_to_come(self, given, "retention_until")
        limited = given.get("act") in RESULTS or given.get("restriction")
        unsaid = not given.get("retention_until") and "retention_until" not in self.errors
        if limited and unsaid:
            self.add_error("retention_until", L("Say until when it may be kept before a review."))
        return given

    def _need_later(self, given: dict[str, Any]) -> None:
        """No letter about a request is older than the request."""
        if not given.get("dated") or given["dated"] >= self.since:
            return
        said = {
            Side.OUT: _("The request was sent on %(day)s; no answer to it is older."),
            Side.IN: _("The request is dated %(day)s; no later letter about it is older."),
        }
        self.add_error("dated", said[self.side] % {"day": said_day(self.since)})


class PaperRequestForm(forms.Form):
    """A request that came on paper."""

    state = forms.ChoiceField(error_messages={"required": L("Choose the State it comes from.")})
    reference = forms.CharField(
        max_length=24, error_messages={"required": L("Write the reference the paper bears.")}
    )
    dated = forms.DateField(
        error_messages={"required": L("Say which date the paper bears."), **DAY_FAULT}
    )
    arrived = forms.DateField(
        initial=clock.today,
        error_messages={"required": L("Say on which day it arrived here."), **DAY_FAULT},
    )
    authority = forms.CharField(
        max_length=160, error_messages={"required": L("Name the authority that asks.")}
    )
    measures = forms.MultipleChoiceField(error_messages={"required": L("Choose what it asks for.")})
    subject = forms.CharField(required=False, max_length=2000, widget=forms.Textarea)
    facts = forms.CharField(required=False, max_length=8000, widget=forms.Textarea)
    purpose = forms.CharField(required=False, max_length=2000, widget=forms.Textarea)
    asked_by = forms.DateField(required=False, error_messages=DAY_FAULT)
    scan = forms.FileField(required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("reference") and not is_reference(given["reference"]):
            self.add_error("reference", L("Write it with letters, digits and signs alone."))
        for name in ("dated", "arrived"):
            need_come(self, given, name)
        for name in ("arrived", "asked_by"):
            if given.get("dated") and given.get(name) and given[name] < given["dated"]:
                self.add_error(name, L("That day lies before the date of the paper."))
        return given

    def __init__(self, own: str, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        from comity_node.vocabulary import pairs, states

        others = [pair for pair in states(language) if pair[0] != own]
        self.fields["state"].choices = [("", "—"), *others]  # type: ignore[attr-defined]
        self.fields["measures"].choices = pairs("measure")  # type: ignore[attr-defined]
