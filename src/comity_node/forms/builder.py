"""Forms of the builder's tasks."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as L

from comity_node.forms.days import DAY_FAULT, need_come, need_to_come
from comity_node.wording import said_day


class Edition(forms.Form):
    """What every task's form was opened on."""

    edition = forms.CharField(max_length=64, widget=forms.HiddenInput)


class SetAsideForm(forms.Form):
    """Why a draft will not be sent."""

    why = forms.CharField(max_length=1000, error_messages={"required": L("Say why.")})


class WhoForm(Edition):
    authority = forms.CharField(
        max_length=160,
        error_messages={"required": L("Name the requesting authority (art. 18(15)(a)).")},
    )
    officer = forms.CharField(
        max_length=120,
        error_messages={"required": L("Name who conducts the case (art. 18(15)(b)).")},
    )
    functions = forms.CharField(
        max_length=160,
        error_messages={
            "required": L("Say the functions of who conducts the case (art. 18(15)(b)).")
        },
    )
    addressee = forms.CharField(
        max_length=200, error_messages={"required": L("Name the central authority you write to.")}
    )
    addressee_known = forms.BooleanField(required=False)
    signer = forms.CharField(max_length=120, error_messages={"required": L("Say who signs.")})
    post = forms.CharField(required=False, max_length=120)
    city = forms.CharField(max_length=80, error_messages={"required": L("Say where it is signed.")})


class PeopleForm(Edition):
    people = forms.MultipleChoiceField(required=False)

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = choices  # type: ignore[attr-defined]


class FactsForm(Edition):
    subject = forms.CharField(required=False, max_length=2000, widget=forms.Textarea)
    facts = forms.CharField(required=False, max_length=20_000, widget=forms.Textarea)
    informal = forms.CharField(required=False, max_length=1000, widget=forms.Textarea)


class OffencesForm(Edition):
    offences = forms.MultipleChoiceField(required=False)

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offences"].choices = choices  # type: ignore[attr-defined]


class MeasuresForm(Edition):
    """For each measure: what exactly, about which numbers, from when to when."""

    procedure = forms.CharField(required=False, max_length=2000, widget=forms.Textarea)

    def __init__(
        self,
        measures: list[dict[str, Any]],
        targets: list[tuple[str, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [one["code"] for one in measures]
        for code in self.codes:
            self.fields[f"detail_{code}"] = forms.CharField(
                required=False, max_length=4000, widget=forms.Textarea
            )
            self.fields[f"targets_{code}"] = forms.MultipleChoiceField(
                required=False, choices=targets
            )
            for edge in ("start", "end"):
                self.fields[f"{edge}_{code}"] = forms.DateField(
                    required=False, error_messages=DAY_FAULT
                )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for code in self.codes:
            start, end = given.get(f"start_{code}"), given.get(f"end_{code}")
            if start and end and end < start:
                self.add_error(
                    f"end_{code}", L("The last day is before the first. Correct one of them.")
                )
        return given

    def rows(self) -> list[dict[str, Any]]:
        """The measures as the terms keep them."""
        given = self.cleaned_data
        return [
            {
                "code": code,
                "targets": given[f"targets_{code}"],
                "start": given[f"start_{code}"].isoformat() if given[f"start_{code}"] else "",
                "end": given[f"end_{code}"].isoformat() if given[f"end_{code}"] else "",
            }
            for code in self.codes
        ]

    def details(self) -> dict[str, str]:
        """The free text of each measure by the key of its passage."""
        return {f"measure_{code}": self.cleaned_data[f"detail_{code}"] for code in self.codes}


class PurposeForm(Edition):
    purpose = forms.CharField(required=False, max_length=4000, widget=forms.Textarea)
    confidential = forms.BooleanField(required=False)
    asked_by = forms.DateField(required=False, error_messages=DAY_FAULT)
    asked_by_why = forms.CharField(required=False, max_length=500)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("asked_by") and not given.get("asked_by_why"):
            self.add_error(
                "asked_by_why",
                L("Say why that date: the Convention asks for the reason (art. 18(24))."),
            )
        need_to_come(self, given, "asked_by")
        return given


class ExhibitsForm(Edition):
    exhibits = forms.MultipleChoiceField(required=False)

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["exhibits"].choices = choices  # type: ignore[attr-defined]


class TranslationForm(Edition):
    """The other language, passage by passage."""

    translator = forms.CharField(
        max_length=120, error_messages={"required": L("Say who translated; the letter names them.")}
    )

    def __init__(self, keys: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in keys:
            self.fields[key] = forms.CharField(
                required=False, max_length=20_000, widget=forms.Textarea
            )


class GateAnswerForm(forms.Form):
    answer = forms.ChoiceField(
        choices=(("yes", L("Yes")), ("no", L("No"))),
        error_messages={"required": L("Answer yes or no. If nobody knows, find out first.")},
    )
    why = forms.CharField(
        max_length=2000, widget=forms.Textarea, error_messages={"required": L("Say why.")}
    )
    evidence = forms.CharField(
        max_length=200,
        error_messages={"required": L("Say what shows it: an exhibit, a register, a note.")},
    )
    edition = forms.CharField(required=False, widget=forms.HiddenInput)


class ScanForm(forms.Form):
    scan = forms.FileField(
        error_messages={
            "required": L("Choose the scan."),
            "empty": L("The file is empty. Choose it again; perhaps it was still being copied."),
        }
    )


class DecisionForm(forms.Form):
    """What a person who compared the paper with its version found."""

    decision = forms.CharField(max_length=2000)


class PaperForm(forms.Form):
    """Where the paper is."""

    place = forms.CharField(
        max_length=160, error_messages={"required": L("Say where the paper is.")}
    )
    on = forms.DateField(error_messages={"required": L("Say since when."), **DAY_FAULT})
    degree = forms.ChoiceField(
        choices=(
            ("seen", L("we saw it there")),
            ("told", L("somebody told us")),
            ("not_arrived", L("not arrived yet")),
        ),
        error_messages={"required": L("Say how we know.")},
    )
    told_by = forms.CharField(required=False, max_length=160)

    def __init__(self, since: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since = since

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        need_come(self, given, "on")
        if given.get("on") and given["on"] < self.since:
            self.add_error(
                "on",
                _("That day lies before %(day)s, when the request was sent or came in.")
                % {"day": said_day(self.since)},
            )
        if given.get("degree") == "told" and not given.get("told_by"):
            self.add_error("told_by", L("Say who told us."))
        return given
