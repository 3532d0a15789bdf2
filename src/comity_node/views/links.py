"""Links to the other nodes, and plain letters to them."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from comity_node.access.letters import access_letters, access_lines
from comity_node.actions.letters import write_letter
from comity_node.actions.once import once
from comity_node.officer import OfficerRequest
from comity_node.ports.peers import NoDirectory
from comity_node.wording import state_name

NO_DIRECTORY = gettext_noop(
    "No directory is installed, so no other State is known. Ask your administrator."
)


def links(request: OfficerRequest) -> HttpResponse:
    """Every node of the directory: when it was heard, what waits for it."""
    try:
        lines, fault = access_lines(), ""
    except NoDirectory:
        lines, fault = [], _(NO_DIRECTORY)
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
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def act() -> str:
            write_letter(officer=request.user, **given)
            return reverse("letters")

        messages.success(request, _("The letter is on its way. Its receipt will stand beside it."))
        return redirect(once(request, act))
    return render(request, "links/letters.html", {"form": form, "letters": access_letters()})
