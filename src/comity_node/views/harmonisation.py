"""What the treaties ask and what each State's law has; what breaks cooperation between two."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as L

from comity.law.harmonisation import (
    Cell,
    Matrix,
    Obligation,
    Value,
    cell,
    differences,
    load_obligations,
    matrix,
)
from comity_node.documents.tables import Table, as_csv, as_pdf, as_xlsx
from comity_node.law_in_force import law
from comity_node.law_wording import VALUES
from comity_node.officer import OfficerRequest
from comity_node.ports import clock
from comity_node.vocabulary import codes_of_states, states
from comity_node.wording import reader_language, sentence, state_name, treaty_title

# part of the matrix -> (its words, treaty, first and last article)
PARTS = {
    "som-5-6": (L("Protocol 5 and 6: who is punished, who is not"), "SOM_PROTOCOL", 5, 6),
    "som-8": (L("Protocol 8 to 18"), "SOM_PROTOCOL", 7, 18),
    "untoc-2": (L("UNTOC 2 to 10: offences"), "UNTOC", 2, 10),
    "untoc-15": (L("UNTOC 15 to 21: jurisdiction and cooperation"), "UNTOC", 15, 21),
    "untoc-24": (L("UNTOC 24 to 29: people, police, training"), "UNTOC", 24, 29),
}
MOST_STATES = 12  # columns of one table


class MatrixForm(forms.Form):
    """Which part of the matrix, for which States."""

    part = forms.ChoiceField(choices=[(code, words) for code, (words, *_rest) in PARTS.items()])
    states = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": L("Choose States of the list.")}
    )

    def __init__(self, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["states"].choices = states(language)  # type: ignore[attr-defined]

    def clean_states(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["states"]
        if len(chosen) > MOST_STATES:
            raise forms.ValidationError(L("At most twelve States fit into one table."))
        return chosen


@dataclass(frozen=True, slots=True)
class Line:
    """One obligation across the States."""

    duty: Obligation
    cells: list[Cell]


def harmonisation(request: OfficerRequest) -> HttpResponse:
    """The matrix, or a file of it."""
    form = MatrixForm(request.LANGUAGE_CODE, _asked(request))
    valid = form.is_valid()
    part = form.cleaned_data["part"] if valid else "som-5-6"
    chosen = (form.cleaned_data["states"] if valid else []) or _participants()
    found = matrix(law(), clock.today().isoformat(), chosen, duties_of(part))
    if valid and request.GET.get("as") in FILES:
        return _file(found, part, request.GET["as"])
    lines = [Line(one, [found.cells[one.id, code] for code in chosen]) for one in found.obligations]
    context = {
        "form": form, "part": PARTS[part][0], "states": chosen, "lines": lines,
        "count": found.count, "by_state": [found.by_state[code] for code in chosen],
        "address": request.GET.urlencode(), "files": FILES,
    }  # fmt: skip
    return render(request, "law/harmonisation.html", context)


def _asked(request: OfficerRequest) -> Any:
    return request.GET if "part" in request.GET else {"part": "som-5-6", "states": _participants()}


def _participants() -> list[str]:
    """The ten States that were in Cairo in 2009."""
    described = law().states.described
    return [code for code, state in described.items() if state.participant_2009]


def duties_of(part: str) -> list[Obligation]:
    """The obligations of a part of the matrix, in the order of the treaty."""
    _words, treaty, first, last = PARTS[part]
    return [
        one
        for one in load_obligations().by_id.values()
        if one.at.treaty == treaty and first <= int(one.at.article) <= last
    ]


def obligation(request: OfficerRequest, duty: str) -> HttpResponse:
    """One obligation: each State's cell with its sentence, provision, source."""
    known = load_obligations().by_id.get(duty)
    if known is None:
        raise Http404
    day = clock.today().isoformat()
    cells = [cell(law(), known, code, day) for code in codes_of_states()]
    cells.sort(key=lambda one: list(Value).index(one.value))
    context = {
        "duty": known,
        "cells": cells,
        "model": [load_obligations().model_law[one] for one in known.model_law],
    }
    return render(request, "law/obligation.html", context)


class PairForm(forms.Form):
    """Two States to compare."""

    a = forms.ChoiceField()
    b = forms.ChoiceField()

    def __init__(self, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("a", "b"):
            self.fields[name].choices = states(language)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("a") and given.get("a") == given.get("b"):
            self.add_error("b", L("Choose two different States."))
        return given


def pair(request: OfficerRequest) -> HttpResponse:
    """What in the laws of two States breaks cooperation between them in practice."""
    form = PairForm(request.LANGUAGE_CODE, request.GET if "a" in request.GET else None)
    found = None
    if form.is_bound and form.is_valid():
        both = (form.cleaned_data["a"], form.cleaned_data["b"])
        found = differences(law(), both, clock.today().isoformat())
    context = {"form": form, "found": found, "own": settings.NODE.code}
    return render(request, "law/pair.html", context)


# --- files -------------------------------------------------------------------------------------

FILES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
}


def _file(found: Matrix, part: str, kind: str) -> HttpResponse:
    language, short, whole = reader_language(), _short(found, part), _whole(found)
    made = {
        "csv": lambda: as_csv(whole),
        "xlsx": lambda: as_xlsx([short, whole], right_to_left=language == "ar"),
        "pdf": lambda: as_pdf(
            short, _notes(found), language=language, at=clock.now(),
            training=_("TRAINING DATA") if settings.NODE.training else "",
        ),
    }[kind]()  # fmt: skip
    name = f"harmonisation_{part}_{found.day}_{get_language()}.{kind}"
    response = HttpResponse(made, content_type=FILES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _short(found: Matrix, part: str) -> Table:
    """One word a cell."""
    names = [state_name(code, reader_language()) for code in found.states]
    rows = [
        (place(one), _(one.duty), *(_word(found.cells[one.id, code]) for code in found.states))
        for one in found.obligations
    ]
    shares = (f"{count.share_not_checked:.0%}" for count in found.by_state.values())
    rows.append(("", _("Not checked"), *shares))
    return Table(str(PARTS[part][0]), (_("Article"), _("Obligation"), *names), tuple(rows))


def _whole(found: Matrix) -> Table:
    """One line a cell, with its reason, provision, source."""
    heads = (
        _("State"), _("Article"), _("Obligation"), _("Finding"), _("Why"), _("Provision"),
        _("Source"), _("As of"), _("How sure"), _("Party today"),
    )  # fmt: skip
    rows = tuple(_row(one) for one in found.cells.values())
    return Table(_("Cells"), heads, rows)


def _row(one: Cell) -> tuple[str, ...]:
    return (
        state_name(one.state, reader_language()),
        place(one.obligation),
        _(one.obligation.duty),
        _word(one),
        sentence(one.reason),
        "; ".join(one.provisions),
        one.source.source,
        one.source.as_of,
        one.source.confidence.value,
        one.bound.value,
    )


def _word(one: Cell) -> str:
    return str(VALUES[one.value.value][1])


def place(duty: Obligation) -> str:
    """The provision of an obligation as it is cited."""
    return f"{treaty_short(duty.at.treaty)} {duty.at.place}"


def treaty_short(code: str) -> str:
    """How a citation names the treaty."""
    from comity_node.templatetags.legal import citation

    names = {"UNTOC": "UNTOC", "SOM_PROTOCOL": "Protocol"}
    return citation(names[code]) if code in names else treaty_title(code, reader_language())


def _notes(found: Matrix) -> list[str]:
    share = {"n": f"{found.count.share_not_checked:.0%}", "all": found.count.total}
    return [
        _("Not checked: %(n)s of %(all)s cells. Not checked is not no.") % share,
        _("No lawyer has reviewed the data. Nothing here says that a State breaches a treaty."),
    ]
