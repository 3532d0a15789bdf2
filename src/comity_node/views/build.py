"""The builder: a task list at one side, the letter growing at the other."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity_node.access import cases as case_access
from comity_node.access.builder import Builder, build, lacking_language
from comity_node.access.requests import access_own
from comity_node.access.terms import Passages, passages_of
from comity_node.actions import requests as actions
from comity_node.actions.editions import Changed
from comity_node.forms import builder as forms
from comity_node.models import AssistanceRequest, Case
from comity_node.officer import OfficerRequest
from comity_node.views.names import named
from comity_node.vocabulary import law
from comity_node.wording import PASSAGES, cited

CLASH = gettext_noop(
    "A colleague saved this request while you wrote. Compare below, then save again."
)
WHO = ("authority", "officer", "functions", "addressee", "signer", "post", "city")


def builder(request: OfficerRequest, reference: str) -> HttpResponse:
    """The task list with the living letter."""
    row = access_own(request.user, reference)
    lacking = lacking_language(row)
    if lacking:
        return render(request, "build/no_language.html", {"request_row": row, "lacking": lacking})
    if row.status not in ("draft", "shared_for_comment", "ready_to_sign"):
        return redirect("request", "out", row.peer, row.reference)
    return render(request, "build/builder.html", {"request_row": row, "builder": build(row)})


def task(request: OfficerRequest, reference: str, key: str) -> HttpResponse:
    """One task: its form beside the letter as it stands."""
    row = access_own(request.user, reference)
    if key not in TASKS or lacking_language(row):
        return redirect("build", reference)
    texts = passages_of(row)
    form = TASKS[key][0](request, row, texts)
    if request.method == "POST" and form.is_valid():
        try:
            TASKS[key][1](request, row, form)
        except Changed as fault:
            form.data = form.data.copy()
            form.data["edition"] = str(fault.edition)
            form.add_error(None, _(CLASH))
        except actions.NotDraft:
            messages.warning(
                request,
                _("The request has left; what was signed does not change. Send a supplement."),
            )
            return redirect("request", "out", row.peer, row.reference)
        else:
            messages.success(request, _("Saved."))
            return redirect("build", reference)
    found = build(row)
    return render(request, f"build/{key}.html", _context(row, found, form, key, texts))


def _context(
    row: AssistanceRequest, found: Builder, form: Any, key: str, texts: Passages
) -> dict[str, Any]:
    context: dict[str, Any] = {"request_row": row, "builder": found, "form": form, "key": key}
    if key == "translation":
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


def _who(request: OfficerRequest, row: AssistanceRequest, texts: Passages) -> Any:
    initial = {key: texts.text(key) for key in WHO} | {
        "edition": row.edition,
        "addressee_known": row.terms.get("addressee_known"),
    }
    return forms.WhoForm(_data(request), initial=initial)


def _save_who(request: OfficerRequest, row: AssistanceRequest, form: Any) -> None:
    given = form.cleaned_data
    actions.save_terms(
        officer=request.user,
        request=row,
        edition=given["edition"],
        changes={"addressee_known": given["addressee_known"]},
    )
    actions.save_passages(officer=request.user, request=row, texts={key: given[key] for key in WHO})


def _people(request: OfficerRequest, row: AssistanceRequest, texts: Passages) -> Any:
    del texts
    choices = [(one.row.label, named(one)) for one in case_access.people_of(_case(row))]
    chosen = list(row.people.values_list("label", flat=True))
    return forms.PeopleForm(choices, _data(request), initial={"people": chosen})


def _save_people(request: OfficerRequest, row: AssistanceRequest, form: Any) -> None:
    actions.choose_people(officer=request.user, request=row, labels=form.cleaned_data["people"])


FACTS = ("subject", "facts", "informal")


def _facts(request: OfficerRequest, row: AssistanceRequest, texts: Passages) -> Any:
    del row
    return forms.FactsForm(_data(request), initial={key: texts.text(key) for key in FACTS})


def _save_texts(request: OfficerRequest, row: AssistanceRequest, form: Any) -> None:
    actions.save_passages(officer=request.user, request=row, texts=form.cleaned_data)


def _offences(request: OfficerRequest, row: AssistanceRequest, texts: Passages) -> Any:
    del texts
    from django.conf import settings

    known = law().offences.get(settings.NODE.code, ())
    here, language = settings.NODE.code, request.LANGUAGE_CODE
    choices = [
        (one.id, _(", ").join(cited(here, text, language) for text in (one.statute, one.article)))
        for one in known
    ]
    initial = {"edition": row.edition, "offences": row.terms.get("offences", [])}
    return forms.OffencesForm(choices, _data(request), initial=initial)


def _save_offences(request: OfficerRequest, row: AssistanceRequest, form: Any) -> None:
    actions.save_terms(
        officer=request.user,
        request=row,
        edition=form.cleaned_data["edition"],
        changes={"offences": form.cleaned_data["offences"]},
    )


def _measures(request: OfficerRequest, row: AssistanceRequest, texts: Passages) -> Any:
    numbers = _case(row).identifiers.order_by("kind", "pk")  # found with two people: once
    targets = {one.value: f"{one.value} {one.holder}".strip() for one in numbers}
    initial: dict[str, Any] = {"edition": row.edition, "procedure": texts.text("procedure")}
    for one in row.terms["measures"]:
        code = one["code"]
        initial |= {
            f"detail_{code}": texts.text(f"measure_{code}"),
            f"targets_{code}": one["targets"],
            f"start_{code}": one["start"],
            f"end_{code}": one["end"],
        }
    return forms.MeasuresForm(
        row.terms["measures"], list(targets.items()), _data(request), initial=initial
    )


def _save_measures(request: OfficerRequest, row: AssistanceRequest, form: Any) -> None:
    actions.save_terms(
        officer=request.user,
        request=row,
        edition=form.cleaned_data["edition"],
        changes={"measures": form.rows()},
    )
    texts = form.details() | {"procedure": form.cleaned_data["procedure"]}
    actions.save_passages(officer=request.user, request=row, texts=texts)


def _purpose(request: OfficerRequest, row: AssistanceRequest, texts: Passages) -> Any:
    initial = {
        "edition": row.edition,
        "purpose": texts.text("purpose"),
        "confidential": row.terms.get("confidential"),
        "asked_by": row.terms.get("asked_by"),
        "asked_by_why": texts.text("asked_by_why"),
    }
    return forms.PurposeForm(_data(request), initial=initial)


def _save_purpose(request: OfficerRequest, row: AssistanceRequest, form: Any) -> None:
    given = form.cleaned_data
    asked_by = given["asked_by"].isoformat() if given["asked_by"] else ""
    actions.save_terms(
        officer=request.user,
        request=row,
        edition=given["edition"],
        changes={"confidential": given["confidential"], "asked_by": asked_by},
    )
    texts = {"purpose": given["purpose"], "asked_by_why": given["asked_by_why"]}
    actions.save_passages(officer=request.user, request=row, texts=texts)


def _exhibits(request: OfficerRequest, row: AssistanceRequest, texts: Passages) -> Any:
    del texts
    choices = [
        (str(one.number), f"{one.number} · {one.title}")
        for one in _case(row).exhibits.filter(withdrawn=False).order_by("number")
    ]
    chosen = [str(number) for number in row.exhibits.values_list("number", flat=True)]
    return forms.ExhibitsForm(choices, _data(request), initial={"exhibits": chosen})


def _save_exhibits(request: OfficerRequest, row: AssistanceRequest, form: Any) -> None:
    numbers = [int(one) for one in form.cleaned_data["exhibits"]]
    actions.choose_exhibits(officer=request.user, request=row, numbers=numbers)


def _translatable(texts: Passages) -> list[str]:
    return [key for key, one in texts.rows.items() if one.text.strip()]


def _translation(request: OfficerRequest, row: AssistanceRequest, texts: Passages) -> Any:
    del row
    keys = _translatable(texts)
    named_before = next((one.translator for one in texts.rows.values() if one.translator), "")
    initial = {key: texts.rows[key].translation for key in keys} | {"translator": named_before}
    return forms.TranslationForm(keys, _data(request), initial=initial)


def _save_translation(request: OfficerRequest, row: AssistanceRequest, form: Any) -> None:
    given = dict(form.cleaned_data)
    translator = given.pop("translator")
    actions.save_translations(officer=request.user, request=row, translator=translator, texts=given)


Task = tuple[Callable[..., Any], Callable[..., None]]
TASKS: dict[str, Task] = {
    "who": (_who, _save_who),
    "people": (_people, _save_people),
    "facts": (_facts, _save_texts),
    "offences": (_offences, _save_offences),
    "measures": (_measures, _save_measures),
    "purpose": (_purpose, _save_purpose),
    "exhibits": (_exhibits, _save_exhibits),
    "translation": (_translation, _save_translation),
}
