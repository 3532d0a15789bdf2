"""Days of forms: how one is written, and which are possible."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as L

from comity_node.ports import clock

DAY_FAULT = {"invalid": L("Write the date as year-month-day, for example 2027-02-03.")}
LIFETIME = timedelta(days=36525)


def need_come(form: forms.Form, given: dict[str, Any], name: str) -> None:
    """A fault beside a day that lies ahead."""
    if given.get(name) and given[name] > clock.today():
        form.add_error(name, L("That day has not come yet."))


def need_to_come(form: forms.Form, given: dict[str, Any], name: str) -> None:
    """A fault beside a day that is past, or farther than anybody lives."""
    today = clock.today()
    if given.get(name) and not today <= given[name] <= today + LIFETIME:
        form.add_error(name, L("Write a day from today on, within a hundred years."))
