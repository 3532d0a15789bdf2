"""The case file: facts, people, exhibits."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity_node.access import cases as access
from comity_node.access.files import as_download
from comity_node.access.users import colleagues
from comity_node.actions import cases as actions
from comity_node.actions.audit import record
from comity_node.actions.editions import Changed
from comity_node.actions.once import once
from comity_node.forms import cases as forms
from comity_node.forms.uploads import refuse_too_large
from comity_node.officer import OfficerRequest
from comity_node.views.acting import act_once
from comity_node.views.names import named

STOOD = "stood"


def cases(request: OfficerRequest) -> HttpResponse:
    """The officer's cases, and opening one."""
    form = forms.NewCaseForm(request.POST or None, initial=_own(request))
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            case = actions.open_case(officer=request.user, **form.cleaned_data)
            return reverse("case_facts", args=[case.reference])

        return redirect(once(request, act))
    found = access.list_cases(request.user)
    return render(request, "cases/cases.html", {"cases": found, "form": form})


def _own(request: OfficerRequest) -> dict[str, str]:
    from django.conf import settings

    user = request.user
    who = f"{user.full_name}, {user.post}" if user.post else user.full_name
    return {"authority": settings.NODE.authority, "conducting": who}


def case(request: OfficerRequest, reference: str) -> HttpResponse:
    """The case on one page."""
    return render(request, "cases/case.html", {"file": access.read_case(request.user, reference)})


def case_facts(request: OfficerRequest, reference: str) -> HttpResponse:
    """Change the facts; a colleague's change in between is shown, and nothing typed is lost."""
    row = access.access_case(request.user, reference)
    form = forms.FactsForm(request.POST or None, initial=_initial_facts(row))
    clash = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        changes = {
            name: given[name] for name in ("title", "subject", "stage", "place", "narrative")
        }
        try:
            actions.change_case(
                officer=request.user,
                case=row,
                edition=given["edition"],
                changes=changes | {"facts": form.facts()},
            )
        except Changed as fault:
            clash = fault
            form = _again(request, fault.edition)
        else:
            messages.success(request, _("Saved."))
            return redirect("case", reference)
    return render(request, "cases/facts.html", {"case": row, "form": form, "clash": clash})


def _again(request: OfficerRequest, edition: int | str) -> forms.FactsForm:
    """The same text on the newer edition: sending it now is a decision."""
    data = request.POST.copy()
    data["edition"] = str(edition)
    return forms.FactsForm(data)


def _initial_facts(row: Any) -> dict[str, Any]:
    return {
        "benefit": "unproven",
        "ocg": "suspected",
        **row.facts,
        "edition": row.edition,
        "title": row.title,
        "subject": row.subject,
        "stage": row.stage,
        "place": row.place,
        "narrative": row.narrative,
    }


def new_person(request: OfficerRequest, reference: str) -> HttpResponse:
    """A person, by a name in its own script."""
    row = access.access_case(request.user, reference)
    form = forms.NewPersonForm(request.LANGUAGE_CODE, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        name = actions.NewName(given.pop("name"), given.pop("origin"), original=True)

        def act() -> str:
            person = actions.add_person(officer=request.user, case=row, name=name, given=given)
            return reverse("person", args=[reference, person.label])

        return redirect(once(request, act))
    return render(request, "cases/new_person.html", {"case": row, "form": form})


def person(request: OfficerRequest, reference: str, label: str) -> HttpResponse:
    """One person: names, what is known, conduct, role; each part has its own form."""
    row = access.access_case(request.user, reference)
    file = access.access_person(request.user, reference, label)
    part = request.POST.get("part", "")
    bound = _person_forms(request, row, file, part)
    if request.method == "POST" and part in _PARTS and bound[part].is_valid():
        done = _PARTS[part](request, row, file, bound[part])
        if done is not None:
            return done
    context = {"case": row, "person": file.row, "value": file.value, **bound}
    return render(request, "cases/person.html", context)


def _person_forms(request: OfficerRequest, row: Any, file: Any, part: str) -> dict[str, Any]:
    language = request.LANGUAGE_CODE
    exhibits = [(str(one.pk), f"{one.number} · {one.title}") for one in row.exhibits.all()]

    def data(name: str) -> Any:
        return request.POST if part == name else None

    known = {name: getattr(file.row, name) for name in forms.PersonForm.base_fields}
    return {
        "stood": signing.dumps(known, salt=STOOD),
        "known": forms.PersonForm(language, data("known"), initial=known),
        "name": forms.NameForm(data("name")),
        "role": forms.RoleForm(data("role"), initial={"role": file.row.role}),
        "conduct": forms.ConductForm(exhibits, data("conduct")),
    }


def _save_known(request: OfficerRequest, row: Any, file: Any, form: Any) -> HttpResponse | None:
    given = dict(form.cleaned_data)
    edition = given.pop("edition")
    try:
        actions.change_person(officer=request.user, person=file.row, edition=edition, changes=given)
    except Changed as fault:
        form.theirs = {name: now for name, now in fault.now.items() if now != given[name]}
        form.data = _merged(request, fault, given)
        return None
    messages.success(request, _("Saved."))
    return redirect("person", row.reference, file.row.label)


def _merged(request: OfficerRequest, fault: Changed, given: dict[str, Any]) -> Any:
    """What the officer changed, on what a colleague saved: nobody's unseen word is undone."""
    data = request.POST.copy()
    data["edition"] = str(fault.edition)
    stood = _stood(request)
    for name, now in fault.now.items():
        if name in stood and stood[name] == given[name]:
            data.setlist(name, ["on"] * now if isinstance(now, bool) else [now])
    return data


def _stood(request: OfficerRequest) -> dict[str, Any]:
    """What the form showed when it was opened."""
    try:
        return dict(signing.loads(request.POST.get("stood", ""), salt=STOOD))
    except signing.BadSignature:
        return {}


def _save_name(request: OfficerRequest, row: Any, file: Any, form: Any) -> HttpResponse | None:
    def act() -> str:
        name = actions.NewName(**form.cleaned_data)
        actions.add_name(officer=request.user, person=file.row, name=name)
        return reverse("person", args=[row.reference, file.row.label])

    return act_once(request, form, act)


def _save_role(request: OfficerRequest, row: Any, file: Any, form: Any) -> HttpResponse | None:
    def act() -> str:
        actions.change_role(officer=request.user, person=file.row, **form.cleaned_data)
        return reverse("person", args=[row.reference, file.row.label])

    return act_once(request, form, act, "role")


def _save_conduct(request: OfficerRequest, row: Any, file: Any, form: Any) -> HttpResponse | None:
    given = dict(form.cleaned_data)
    chosen = given.pop("exhibit")
    exhibit = row.exhibits.filter(pk=chosen).first() if chosen else None

    def act() -> str:
        actions.record_conduct(officer=request.user, person=file.row, exhibit=exhibit, **given)
        return reverse("person", args=[row.reference, file.row.label])

    return act_once(request, form, act)


_PARTS = {
    "known": _save_known,
    "name": _save_name,
    "role": _save_role,
    "conduct": _save_conduct,
}


def new_identifier(request: OfficerRequest, reference: str) -> HttpResponse:
    """A phone, document, account, vessel or address."""
    row = access.access_case(request.user, reference)
    people = [(one.row.label, named(one)) for one in access.people_of(row)]
    form = forms.IdentifierForm(people, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        label = given.pop("person")
        given["person"] = row.people.filter(label=label).first() if label else None

        def act() -> str:
            actions.add_identifier(officer=request.user, case=row, **given)
            return reverse("case", args=[reference])

        done = act_once(request, form, act, "value")
        if done is not None:
            return done
    return render(request, "cases/new_identifier.html", {"case": row, "form": form})


def new_exhibit(request: OfficerRequest, reference: str) -> HttpResponse:
    """An item of evidence with its file."""
    row = access.access_case(request.user, reference)
    form = forms.ExhibitForm(request.POST or None, request.FILES or None)
    refuse_too_large(request, form, "file")
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        file = given.pop("file")

        def act() -> str:
            actions.add_exhibit(
                officer=request.user, case=row, given=given, name=file.name, content=file.read()
            )
            return reverse("case", args=[reference])

        done = act_once(request, form, act, "file")
        if done is not None:
            return done
    return render(request, "cases/new_exhibit.html", {"case": row, "form": form})


def exhibit_file(request: OfficerRequest, reference: str, number: int) -> HttpResponse:
    """The file of an exhibit, to be saved."""
    row = access.access_exhibit(request.user, reference, number)
    if row.file is None:
        raise Http404
    name = f"{reference}_{number}"
    record(
        "exhibit.downloaded",
        actor=request.user,
        details={"exhibit": f"{reference} E-{number}"},
        subject=f"exhibit:{row.pk}",
        case=reference,
    )
    return as_download(row.file, f"{name}.{row.file.name.rpartition('.')[2]}")


def members(request: OfficerRequest, reference: str) -> HttpResponse:
    """Let a colleague work on the case."""
    row = access.access_case(request.user, reference)
    there = {member.user_id for member in row.members.all()}
    others = [(str(one.pk), one.full_name) for one in colleagues() if one.pk not in there]
    form = forms.MemberForm(others, request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = next(one for one in colleagues() if str(one.pk) == form.cleaned_data["user"])
        actions.add_member(officer=request.user, case=row, user=chosen)
        messages.success(request, _("%(name)s works on the case now.") % {"name": chosen.full_name})
        return redirect("case", reference)
    return render(request, "cases/members.html", {"case": row, "form": form})
