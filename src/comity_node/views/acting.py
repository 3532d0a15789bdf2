"""What every page that changes something does: once, with its faults shown on the form."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from comity.assistance.life import Status
from comity_node.actions.cases import NotAllowed
from comity_node.actions.files import UnusableFile
from comity_node.actions.once import once
from comity_node.models import AssistanceRequest
from comity_node.officer import OfficerRequest
from comity_node.wording import sentence


def no_draft(request: OfficerRequest, row: AssistanceRequest) -> HttpResponse:
    """What was sent or set aside does not change any more: its file says what became of it."""
    aside = row.status == Status.SET_ASIDE
    left = _("The request has left; what was signed does not change. Send a supplement.")
    messages.warning(request, _("This draft was set aside.") if aside else left)
    return redirect("request", "out", row.peer, row.reference)


def act_once(
    request: OfficerRequest, form: forms.Form, act: Callable[[], str], field: str | None = None
) -> HttpResponse | None:
    """Run ``act`` once and go where it says; None when a rule stands against it.

    The rule's sentence then stands on the form, beside ``field`` or above all, and nothing
    that was typed is lost.
    """
    try:
        return redirect(once(request, act))
    except NotAllowed as fault:
        for reason in fault.reasons:
            form.add_error(field, sentence(reason))
    except UnusableFile as fault:
        form.add_error(_file_of(form), _(str(fault)))
    return None


def _file_of(form: forms.Form) -> str | None:
    """The field of a form that takes a file."""
    fields = form.fields.items()
    return next((name for name, one in fields if isinstance(one, forms.FileField)), None)
