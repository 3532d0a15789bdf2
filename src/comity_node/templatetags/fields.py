"""Fields of forms, each with its label, hint and error in the same words as the summary."""

from typing import Any

from django import template
from django.forms import BoundField, Form
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from comity_node import field_names
from comity_node.actions.once import FIELD, new_token
from comity_node.templatetags.marks import running

register = template.Library()


@register.simple_tag
def form_token() -> SafeString:
    """Marks one showing of a form, so that sending it twice changes things once."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_token())


@register.filter
def field_name(name: str) -> SafeString:
    """What a field is called, where it is shown without its form."""
    return running(field_names.field_name(name))


@register.simple_tag
def field_value(name: str, value: Any) -> SafeString:
    """What stands in a field, its codes in words."""
    return running(field_names.field_value(name, value))


@register.simple_tag
def problems(*forms: Form) -> SafeString:
    """ "There is a problem": each error once more, leading to its field."""
    wrong = [
        (field.id_for_label, str(error))
        for form in forms
        if form.is_bound
        for field in form
        for error in field.errors
    ]
    wrong += [
        ("main", str(error)) for form in forms if form.is_bound for error in form.non_field_errors()
    ]
    if not wrong:
        return mark_safe("")
    return format_html(
        '<div class="problem" role="alert" tabindex="-1"><h2>{}</h2><ul>{}</ul></div>',
        gettext("There is a problem"),
        format_html_join(
            "", '<li><a href="#{}">{}</a></li>', ((where, running(said)) for where, said in wrong)
        ),
    )


def _around(field: BoundField, label: str, hint: str, control: SafeString) -> SafeString:
    errors = format_html_join(
        "", '<span class="error">{}</span>', ((running(str(e)),) for e in field.errors)
    )
    told = (
        format_html('<span class="hint" id="{}-hint">{}</span>', field.id_for_label, running(hint))
        if hint
        else ""
    )
    return format_html(
        '<div class="field{}"><label for="{}">{}</label>{}{}{}</div>',
        " wrong" if field.errors else "",
        field.id_for_label,
        running(label),
        told,
        errors,
        control,
    )


def _offered(field: BoundField) -> Any:
    """The choices of a field that has some."""
    return getattr(field.field, "choices", ())


def _value(field: BoundField) -> Any:
    value = field.value()
    return "" if value is None else value


@register.simple_tag
def line(
    field: BoundField, label: str, hint: str = "", direction: str = "auto", kind: str = "text"
) -> SafeString:
    """One line of text; ``direction`` is ltr for identifiers, auto for names."""
    control = format_html(
        '<input type="{}" name="{}" id="{}" value="{}" dir="{}"{}>',
        kind, field.html_name, field.id_for_label, _value(field), direction,
        mark_safe(' class="short"') if kind == "date" else "",
    )  # fmt: skip
    return _around(field, label, hint, control)


@register.simple_tag
def text(
    field: BoundField, label: str, hint: str = "", rows: int = 5, lang: str = ""
) -> SafeString:
    """Several lines of text."""
    control = format_html(
        '<textarea name="{}" id="{}" rows="{}" dir="auto"{}>{}</textarea>',
        field.html_name, field.id_for_label, rows,
        format_html(' lang="{}"', lang) if lang else "",
        _value(field),
    )  # fmt: skip
    return _around(field, label, hint, control)


@register.simple_tag
def choice(field: BoundField, label: str, hint: str = "") -> SafeString:
    """One of a list."""
    chosen = str(_value(field))
    options = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (value, mark_safe(" selected") if str(value) == chosen else "", word)
            for value, word in _offered(field)
        ),
    )
    control = format_html(
        '<select name="{}" id="{}">{}</select>', field.html_name, field.id_for_label, options
    )
    return _around(field, label, hint, control)


@register.simple_tag
def choices(field: BoundField, label: str, hint: str = "", kind: str = "checkbox") -> SafeString:
    """Several (or, with radio, one) of a list, all in view."""
    value = _value(field)
    chosen = {str(one) for one in value} if isinstance(value, (list, tuple)) else {str(value)}
    boxes = format_html_join(
        "",
        '<label><input type="{}" name="{}" value="{}"{}{}> <span>{}</span></label>',
        (
            (
                kind, field.html_name, code,
                format_html(' id="{}"', field.id_for_label or f"id_{field.name}") if not place else "",
                mark_safe(" checked") if str(code) in chosen else "", running(word),
            )
            for place, (code, word) in enumerate(_offered(field))
        ),
    )  # fmt: skip
    errors = format_html_join(
        "", '<span class="error">{}</span>', ((running(str(e)),) for e in field.errors)
    )
    return format_html(
        '<fieldset class="field{}"><legend>{}</legend>{}{}<div class="choices">{}</div></fieldset>',
        " wrong" if field.errors else "",
        running(label),
        format_html('<span class="hint">{}</span>', running(hint)) if hint else "",
        errors,
        boxes,
    )


@register.simple_tag
def tick(field: BoundField, label: str) -> SafeString:
    """One box to tick."""
    errors = format_html_join(
        "", '<span class="error">{}</span>', ((running(str(e)),) for e in field.errors)
    )
    return format_html(
        '<div class="field{}">{}<label class="choice"><input type="checkbox" name="{}" id="{}"{}> <span>{}</span></label></div>',
        " wrong" if field.errors else "",
        errors,
        field.html_name,
        field.id_for_label,
        mark_safe(" checked") if _value(field) else "",
        running(label),
    )


@register.simple_tag
def upload(field: BoundField, label: str, hint: str = "") -> SafeString:
    """A file; no browser keeps the one chosen when a faulty form comes back."""
    control = format_html(
        '<input type="file" name="{}" id="{}">', field.html_name, field.id_for_label
    )
    if _file_lost(field):
        lost = gettext("The file chosen before was not kept. Choose it again.")
        control = format_html('<span class="error">{}</span>{}', lost, control)
    return _around(field, label, hint, control)


def _file_lost(field: BoundField) -> bool:
    """Whether a file came with a form that has faults, and nothing beside it says so yet."""
    return bool(field.form.errors and field.data and not field.errors)
