"""Links to the other nodes, and plain letters to them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from comity_node.access.letters import access_letters, access_lines
from comity_node.actions.letters import TellsOfKept, check_letter, write_letter
from comity_node.actions.once import once
from comity_node.officer import OfficerRequest
from comity_node.ports.peers import NoDirectory
from comity_node.wording import ANOTHER_MEANT, NO_DIRECTORY, state_name, still_named

TELLS_OF_KEPT = gettext_noop(
    "This letter tells of somebody of whom nothing may reach that State. Ask your supervisor."
)


def links(request: OfficerRequest) -> HttpResponse:
    """Every node of the directory: when it was heard, what waits for it."""
    try:
        lines, fault = access_lines(), ""
    except NoDirectory:
        lines, fault = [], str(NO_DIRECTORY)
    return render(request, "links/links.html", {"lines": lines, "fault": fault})


class LetterForm(forms.Form):
    """A letter; which nodes can get one stands in the directory."""

    to = forms.ChoiceField(error_messages={"required": gettext_lazy("Choose the State.")})
    subject = forms.CharField(
        max_length=200, error_messages={"required": gettext_lazy("Write what the letter is about.")}
    )
    text = forms.CharField(
        max_length=20_000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Write the letter.")},
    )

    def __init__(self, data, codes: list[str], language: str) -> None:  # type: ignore[no-untyped-def]
        super().__init__(data)
        self.fields["to"].choices = [(code, state_name(code, language)) for code in codes]  # type: ignore[attr-defined]


def letters(request: OfficerRequest) -> HttpResponse:
    """Letters of both directions, and writing one."""
    try:
        codes = [line.code for line in access_lines()]
    except NoDirectory:
        return redirect("links")
    form = LetterForm(request.POST or None, codes, request.LANGUAGE_CODE)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        sent = _send(request, form, context)
        if sent is not None:
            return sent
    return render(request, "links/letters.html", context | {"letters": access_letters()})


def _send(
    request: OfficerRequest, form: LetterForm, context: dict[str, Any]
) -> HttpResponse | None:
    """Sent, unless it tells of somebody who stays here; a doubt is shown once before."""
    given = form.cleaned_data

    def act() -> str:
        write_letter(officer=request.user, **given)
        return reverse("letters")

    try:
        doubts = [still_named(one) for one in check_letter(officer=request.user, **given)]
        shown = " ".join(doubts)
        if doubts and request.POST.get("doubts") != shown:
            context |= {"still_named": doubts, "doubts": shown}
            return None
        target = once(request, act)
    except TellsOfKept as fault:
        for one in fault.named:
            form.add_error(None, still_named(one))
        if fault.named:
            form.add_error(None, ANOTHER_MEANT)
        if fault.elsewhere:
            form.add_error(None, _(TELLS_OF_KEPT))
        return None
    messages.success(request, _("The letter is on its way. Its receipt will stand beside it."))
    return redirect(target)
