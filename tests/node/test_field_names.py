"""Every field an officer can fill in has a name where it is shown without its form."""

import importlib
import inspect
import pkgutil

import pytest
from django import forms

import comity_node.forms
from comity_node.field_names import field_name, field_value
from comity_node.models import Case, Person
from comity_node.views.door import HIDDEN


def form_fields() -> set[str]:
    found: set[str] = set()
    for module in pkgutil.iter_modules(comity_node.forms.__path__):
        loaded = importlib.import_module(f"comity_node.forms.{module.name}")
        for _name, one in inspect.getmembers(loaded, inspect.isclass):
            if issubclass(one, forms.Form) and one.__module__ == loaded.__name__:
                found |= set(one.base_fields)
    return found - HIDDEN


@pytest.mark.parametrize("name", sorted(form_fields()))
def test_a_field_of_a_form_has_a_name(name):
    assert field_name(name) != name


KEPT = {"id", "label", "reference", "edition", "handling", "opened_on", "closed_on", "case"}


@pytest.mark.parametrize("model", [Case, Person])
def test_a_field_of_a_record_has_a_name(model):
    names = {field.name for field in model._meta.get_fields() if field.concrete} - KEPT
    assert names
    assert not [name for name in names if field_name(name) == name]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("exhibit_3", "Exhibit 3"),
        ("whereabouts_P-01", "Whereabouts P-01"),
        ("reasons_other", "Reasons (The same in their language)"),
        ("phone", "phone"),
        ("no_such_field", "no_such_field"),
    ],
)
def test_a_numbered_field_says_which(name, said):
    assert field_name(name) == said


def test_a_field_of_a_measure_says_which_measure_and_which_part():
    assert field_name("start_bank_records").endswith(" · First day")
    assert "bank_records" not in field_name("detail_bank_records")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("nationality", "EG", "Egypt"),
        ("child", "True", "yes"),
        ("child", False, "no"),
        ("stage", "trial", "Trial"),
        ("narrative", "On 3 May, at sea.", "On 3 May, at sea."),
        ("facts_date", "2026-11-03", "3 Nov 2026"),
        ("state", "missing", "Missing"),
        ("state", "TN", "Tunisia"),
    ],
)
def test_a_code_becomes_a_word_and_what_was_written_stays(field, value, said):
    assert field_value(field, value) == said


def test_the_articles_of_an_offence_are_called_by_the_offence(node):
    assert "12(1)" in field_name("text_of_IT-12-1")
