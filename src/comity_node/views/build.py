"""The builder: a task list at one side, the letter growing at the other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity_node.access import cases as case_access
from comity_node.access.builder import Builder, build, lacking_language
from comity_node.access.requests import DRAFTS, access_own
from comity_node.access.terms import Passages, passages_of
from comity_node.actions import requests as actions
from comity_node.actions.editions import Changed, edition_of
from comity_node.forms import builder as forms
from comity_node.law_in_force import law
from comity_node.models import AssistanceRequest, Case
from comity_node.officer import OfficerRequest
from comity_node.views.acting import no_draft
from comity_node.views.names import named
from comity_node.wording import PASSAGES, cited

WHO = ("authority", "officer", "functions", "addressee", "signer", "post", "city")


def builder(request: OfficerRequest, reference: str) -> HttpResponse:
    """The task list with the living letter."""
    row = access_own(request.user, reference)
    lacking = lacking_language(row)
    if lacking:
        return render(request, "build/no_language.html", {"request_row": row, "lacking": lacking})
    if row.status not in DRAFTS:
        return redirect("request", "out", row.peer, row.reference)
    return _builder_page(request, row, forms.SetAsideForm())


def _builder_page(
    request: OfficerRequest, row: AssistanceRequest, aside: forms.SetAsideForm
) -> HttpResponse:
    context = {"request_row": row, "builder": build(row), "aside": aside}
    return render(request, "build/builder.html", context)


def set_aside(request: OfficerRequest, reference: str) -> HttpResponse:
    """A draft that will not be sent leaves the desk."""
    row = access_own(request.user, reference)
    if request.method != "POST":  # back here after the door or the choice of a language
        return redirect("build", reference)
    form = forms.SetAsideForm(request.POST)
    if not form.is_valid():
        return _builder_page(request, row, form)
    try:
        actions.set_aside(officer=request.user, request=row, **form.cleaned_data)
    except actions.NotDraft:
        return no_draft(request, row)
    return redirect("request", "out", row.peer, row.reference)


def task(request: OfficerRequest, reference: str, key: str) -> HttpResponse:
    """One task: its form beside the letter as it stands."""
    row = access_own(request.user, reference)
    if key not in TASKS or lacking_language(row):
        return redirect("build", reference)
    if row.status not in DRAFTS:
        return no_draft(request, row)
    clash = None
    form = _opened(request, row, key)
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, row, key, form)
        except Changed as fault:
            clash = fault
            form.data = form.data.copy()
            form.data["edition"] = fault.edition
        except actions.NotDraft:
            return no_draft(request, row)
        else:
            messages.success(request, _("Saved."))
            return redirect("build", reference)
    found = build(row)
    return render(request, f"build/{key}.html", _context(row, found, form, key, clash))


def _opened(request: OfficerRequest, row: AssistanceRequest, key: str) -> Any:
    """The form on what stands now; its edition is how the saving knows what it was opened on."""
    texts = passages_of(row)
    stands = TASKS[key].stands(row, texts)
    form = TASKS[key].form(request, row, texts, stands)
    form.initial["edition"] = edition_of(stands)
    return form


def _save(request: OfficerRequest, row: AssistanceRequest, key: str, form: Any) -> None:
    work, opened_on = TASKS[key], form.cleaned_data.pop("edition")
    with actions.editing(
        request=row,
        opened_on=opened_on,
        stands=lambda now: work.stands(now, passages_of(now)),
    ) as held:
        work.save(request, held, form)


def _context(
    row: AssistanceRequest, found: Builder, form: Any, key: str, clash: Changed | None
) -> dict[str, Any]:
    context: dict[str, Any] = {
        "request_row": row, "builder": found, "form": form, "key": key, "clash": clash,
        "theirs": _theirs(form, clash) if clash else {},
    }  # fmt: skip
    if key == "translation":
        texts = passages_of(row)
        context["rows"] = [
            {
                "label": label(one),
                "passage": texts.rows[one],
                "field": form[one],
                "stale": one in found.stale,
            }
            for one in _translatable(texts)
        ]
    if key == "measures":
        context["rows"] = [
            {
                "code": code,
                "detail": form[f"detail_{code}"],
                "targets": form[f"targets_{code}"],
                "start": form[f"start_{code}"],
                "end": form[f"end_{code}"],
            }
            for code in form.codes
        ]
    return context


def _theirs(form: Any, clash: Changed) -> dict[str, Any]:
    """What the colleague saved, field by field, where it is not what is typed here."""
    return {
        name: value
        for name, value in clash.now.items()
        if name in form.cleaned_data and _plain(form.cleaned_data[name]) != value
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value


def label(key: str) -> str:
    """What a page calls a passage; a measure or exhibit by its own name."""
    from comity_node.vocabulary import word

    head, _, tail = key.partition("_")
    name = str(PASSAGES.get(head, head))
    if head == "measure":
        return f"{name}: {word('measure', tail)}"
    return f"{name} {tail}" if head in ("exhibit", "origin", "whereabouts") else name


def _case(row: AssistanceRequest) -> Case:
    """The case a draft was begun from; a draft always has one."""
    assert row.case is not None  # noqa: S101
    return row.case


def _data(request: OfficerRequest) -> Any:
    return request.POST if request.method == "POST" else None


Stands = dict[str, Any]


def _who_stands(row: AssistanceRequest, texts: Passages) -> Stands:
    known = bool(row.terms.get("addressee_known"))
    return {key: texts.text(key) for key in WHO} | {"addressee_known": known}


def _who(request: OfficerRequest, row: AssistanceRequest, texts: Passages, stands: Stands) -> Any:
    del row, texts
    return forms.WhoForm(_data(request), initial=stands)


def _save_who(request: OfficerRequest, row: AssistanceRequest, form: Any) -> None:
    given = form.cleaned_data
    changes = {"addressee_known": given["addressee_known"]}
    actions.save_terms(officer=request.user, request=row, changes=changes)
    actions.save_passages(officer=request.user, request=row, texts={key: given[key] for key in WHO})


def _people_stand(row: AssistanceRequest, texts: Passages) -> Stands:
    del texts
    return {"people": list(row.people.order_by("label").values_list("label", flat=True))}


def _people(
    request: OfficerRequest, row: AssistanceRequest, texts: Passages, stands: Stands
) -> Any:
    del texts
    choices = [(one.row.label, named(one)) for one in case_access.people_of(_case(row))]
    return forms.PeopleForm(choices, _data(request), initial=stands)


def _save_people(request: OfficerRequest, row: AssistanceRequest, form: Any) -> None:
    actions.choose_people(officer=request.user, request=row, labels=form.cleaned_data["people"])


FACTS = ("subject", "facts", "informal")


def _facts_stand(row: AssistanceRequest, texts: Passages) -> Stands:
    del row
    return {key: texts.text(key) for key in FACTS}


def _facts(request: OfficerRequest, row: AssistanceRequest, texts: Passages, stands: Stands) -> Any:
    del row, texts
    return forms.FactsForm(_data(request), initial=stands)


def _save_texts(request: OfficerRequest, row: AssistanceRequest, form: Any) -> None:
    actions.save_passages(officer=request.user, request=row, texts=form.cleaned_data)


def _offences_stand(row: AssistanceRequest, texts: Passages) -> Stands:
    del texts
    return {"offences": list(row.terms.get("offences", []))}


def _offences(
    request: OfficerRequest, row: AssistanceRequest, texts: Passages, stands: Stands
) -> Any:
    del row, texts
    here, language = settings.NODE.code, request.LANGUAGE_CODE
    choices = [
        (one.id, _(", ").join(cited(here, text, language) for text in (one.statute, one.article)))
        for one in law().offences.get(here, ())
    ]
    return forms.OffencesForm(choices, _data(request), initial=stands)


def _save_offences(request: OfficerRequest, row: AssistanceRequest, form: Any) -> None:
    changes = {"offences": form.cleaned_data["offences"]}
    actions.save_terms(officer=request.user, request=row, changes=changes)


def _measures_stand(row: AssistanceRequest, texts: Passages) -> Stands:
    stands: Stands = {"procedure": texts.text("procedure")}
    for one in row.terms["measures"]:
        code = one["code"]
        stands |= {
            f"detail_{code}": texts.text(f"measure_{code}"),
            f"targets_{code}": one["targets"],
            f"start_{code}": one["start"],
            f"end_{code}": one["end"],
        }
    return stands


def _measures(
    request: OfficerRequest, row: AssistanceRequest, texts: Passages, stands: Stands
) -> Any:
    del texts
    numbers = _case(row).identifiers.order_by("kind", "pk")  # found with two people: once
    targets = {one.value: f"{one.value} {one.holder}".strip() for one in numbers}
    return forms.MeasuresForm(
        row.terms["measures"], list(targets.items()), _data(request), initial=stands
    )


def _save_measures(request: OfficerRequest, row: AssistanceRequest, form: Any) -> None:
    actions.save_terms(officer=request.user, request=row, changes={"measures": form.rows()})
    texts = form.details() | {"procedure": form.cleaned_data["procedure"]}
    actions.save_passages(officer=request.user, request=row, texts=texts)


def _purpose_stands(row: AssistanceRequest, texts: Passages) -> Stands:
    return {
        "purpose": texts.text("purpose"),
        "confidential": bool(row.terms.get("confidential")),
        "asked_by": row.terms.get("asked_by", ""),
        "asked_by_why": texts.text("asked_by_why"),
    }


def _purpose(
    request: OfficerRequest, row: AssistanceRequest, texts: Passages, stands: Stands
) -> Any:
    del row, texts
    return forms.PurposeForm(_data(request), initial=stands)


def _save_purpose(request: OfficerRequest, row: AssistanceRequest, form: Any) -> None:
    given = form.cleaned_data
    asked_by = given["asked_by"].isoformat() if given["asked_by"] else ""
    changes = {"confidential": given["confidential"], "asked_by": asked_by}
    actions.save_terms(officer=request.user, request=row, changes=changes)
    texts = {"purpose": given["purpose"], "asked_by_why": given["asked_by_why"]}
    actions.save_passages(officer=request.user, request=row, texts=texts)


def _exhibits_stand(row: AssistanceRequest, texts: Passages) -> Stands:
    del texts
    numbers = row.exhibits.order_by("number").values_list("number", flat=True)
    return {"exhibits": [str(number) for number in numbers]}


def _exhibits(
    request: OfficerRequest, row: AssistanceRequest, texts: Passages, stands: Stands
) -> Any:
    del texts
    choices = [
        (str(one.number), f"{one.number} · {one.title}")
        for one in _case(row).exhibits.filter(withdrawn=False).order_by("number")
    ]
    return forms.ExhibitsForm(choices, _data(request), initial=stands)


def _save_exhibits(request: OfficerRequest, row: AssistanceRequest, form: Any) -> None:
    numbers = [int(one) for one in form.cleaned_data["exhibits"]]
    actions.choose_exhibits(officer=request.user, request=row, numbers=numbers)


def _translatable(texts: Passages) -> list[str]:
    return [key for key, one in texts.rows.items() if one.text.strip()]


def _translation_stands(row: AssistanceRequest, texts: Passages) -> Stands:
    """The other language, and the text it was made from: a changed one needs another reading."""
    del row
    translator = next((one.translator for one in texts.rows.values() if one.translator), "")
    keys = _translatable(texts)
    return {
        **{key: texts.rows[key].translation for key in keys},
        "translator": translator,
        "text": {key: texts.text(key) for key in keys},
    }


def _translation(
    request: OfficerRequest, row: AssistanceRequest, texts: Passages, stands: Stands
) -> Any:
    del row
    return forms.TranslationForm(_translatable(texts), _data(request), initial=stands)


def _save_translation(request: OfficerRequest, row: AssistanceRequest, form: Any) -> None:
    given = dict(form.cleaned_data)
    translator = given.pop("translator")
    actions.save_translations(officer=request.user, request=row, translator=translator, texts=given)


@dataclass(frozen=True, slots=True)
class Task:
    """What stands under a task, the form on it, and its saving."""

    stands: Callable[[AssistanceRequest, Passages], Stands]
    form: Callable[[OfficerRequest, AssistanceRequest, Passages, Stands], Any]
    save: Callable[[OfficerRequest, AssistanceRequest, Any], None]


TASKS = {
    "who": Task(_who_stands, _who, _save_who),
    "people": Task(_people_stand, _people, _save_people),
    "facts": Task(_facts_stand, _facts, _save_texts),
    "offences": Task(_offences_stand, _offences, _save_offences),
    "measures": Task(_measures_stand, _measures, _save_measures),
    "purpose": Task(_purpose_stands, _purpose, _save_purpose),
    "exhibits": Task(_exhibits_stand, _exhibits, _save_exhibits),
    "translation": Task(_translation_stands, _translation, _save_translation),
}
