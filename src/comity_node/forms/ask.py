"""The four questions of Ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as L

from comity_node.forms.days import DAY_FAULT, need_to_come
from comity_node.vocabulary import pairs, states


class AskForm(forms.Form):
    """Which State · what is needed · on which facts · by when and why."""

    case = forms.CharField(required=False, widget=forms.HiddenInput)
    state = forms.ChoiceField(error_messages={"required": L("Choose the State you want to ask.")})
    act = forms.ChoiceField()
    measures = forms.MultipleChoiceField(required=False)
    conduct = forms.MultipleChoiceField(
        error_messages={"required": L("Choose at least one conduct; the comparison needs it.")}
    )
    object_own = forms.MultipleChoiceField(required=False)
    object_there = forms.MultipleChoiceField(required=False)
    benefit = forms.ChoiceField()
    ocg = forms.ChoiceField()
    circumstances = forms.MultipleChoiceField(required=False)
    exceptions = forms.MultipleChoiceField(required=False)
    facts_date = forms.DateField(required=False, error_messages=DAY_FAULT)
    asked_by = forms.DateField(required=False, error_messages=DAY_FAULT)
    asked_in = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=250,
        error_messages={
            name: L("Write a number of working days, 1 to 250.")
            for name in ("invalid", "min_value", "max_value")
        },
    )
    asked_by_why = forms.CharField(required=False, max_length=200)

    def __init__(self, own: str, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [pair for pair in states(language) if pair[0] != own]
        self.fields["state"].choices = [("", "—"), *others]  # type: ignore[attr-defined]
        for name, vocabulary in (
            ("act", "act"),
            ("measures", "measure"),
            ("conduct", "conduct"),
            ("object_own", "object"),
            ("object_there", "object"),
            ("benefit", "benefit"),
            ("ocg", "ocg"),
            ("circumstances", "circumstance"),
            ("exceptions", "exception"),
        ):
            self.fields[name].choices = pairs(vocabulary)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("act") == "mla" and not given.get("measures"):
            self.add_error("measures", L("Choose what you need; the law differs by measure."))
        need_to_come(self, given, "asked_by")
        if given.get("asked_by") and given.get("asked_in"):
            self.add_error("asked_in", L("Give a date or a number of working days, not both."))
        if (given.get("asked_by") or given.get("asked_in")) and not given.get("asked_by_why"):
            self.add_error(
                "asked_by_why",
                L("Say why that date: the Convention asks for the reason (art. 18(24))."),
            )
        return given

    def question(self, own: str, today: Any) -> dict[str, Any]:
        """The case question as design.md shapes it."""
        given = self.cleaned_data
        facts = given["facts_date"]
        return {
            "requesting": own,
            "requested": given["state"],
            "date": today.isoformat(),
            "act": given["act"],
            "measure": given["measures"][0] if given["act"] == "mla" else "",
            "claimed_basis": "",
            "facts": {
                "conduct": given["conduct"],
                "object_rs": given["object_own"],
                "object_rd": given["object_there"],
                "benefit": given["benefit"],
                "circumstances": given["circumstances"],
                "ocg": given["ocg"],
                "exceptions": given["exceptions"],
                "facts_date": facts.isoformat() if facts else "",
            },
            "flags": [],
        }
