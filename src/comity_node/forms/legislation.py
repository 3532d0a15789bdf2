"""The search of legislation, as it stands in an address: whatever is not understood is said."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as L

from comity.law.rows import LIFE
from comity_node.access.legislation import Filters
from comity_node.forms.days import DAY_FAULT

_MONTHS = {
    name: L("Write a number of months, 0 to 9999; 9999 is life.")
    for name in ("invalid", "min_value", "max_value")
}


class SearchForm(forms.Form):
    """Words and filters; a filter that cannot be read is left out, with its fault beside it."""

    q = forms.CharField(required=False)
    state = forms.CharField(required=False)
    kind = forms.CharField(required=False)
    article = forms.CharField(required=False)
    element = forms.CharField(required=False)
    at_least = forms.IntegerField(
        required=False, min_value=0, max_value=LIFE, error_messages=_MONTHS
    )
    at_most = forms.IntegerField(
        required=False, min_value=0, max_value=LIFE, error_messages=_MONTHS
    )
    day = forms.DateField(required=False, error_messages=DAY_FAULT)
    text = forms.CharField(required=False)
    language = forms.CharField(required=False)

    @property
    def words(self) -> str:
        """What is looked for."""
        self.is_valid()
        return str(self.cleaned_data.get("q", ""))

    @property
    def filters(self) -> Filters:
        """Everything that could be read."""
        self.is_valid()
        given: dict[str, Any] = dict(self.cleaned_data)
        given.pop("q", None)
        given["text_kind"] = given.pop("text", "")
        return Filters(**given)
