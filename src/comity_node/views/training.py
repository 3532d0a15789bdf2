"""Training: the story step by step, the clock, the reset. Closed on a real node."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity_node.actions import training as actions
from comity_node.actions.once import once
from comity_node.officer import OfficerRequest
from comity_node.ports import clock
from comity_node.story import STEPS

LONGEST_DAYS = 400


def _only_training() -> None:
    if not settings.NODE.training:
        raise Http404


def training(request: OfficerRequest) -> HttpResponse:
    """The story's steps for this State's role, what is real and what is invented."""
    _only_training()
    return render(request, "training/training.html", {"steps": STEPS, "now": clock.now()})


class AdvanceForm(forms.Form):
    days = forms.IntegerField(min_value=1, max_value=LONGEST_DAYS)


@require_POST
def advance(request: OfficerRequest) -> HttpResponse:
    """Move this node's clock forward."""
    _only_training()
    form = AdvanceForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Say how many days, from 1 to 400."))
        return redirect("training")

    def act() -> str:
        actions.advance_clock(officer=request.user, days=form.cleaned_data["days"])
        asked = request.POST.get("next") or ""
        return asked if asked.startswith("/") and not asked.startswith("//") else "/training"

    return redirect(once(request, act))


@require_POST
def reset(request: OfficerRequest) -> HttpResponse:
    """Back to the beginning; refuses while anything real could be lost."""
    _only_training()
    if request.POST.get("sure") != "yes":
        messages.warning(request, _("Tick the box: everything entered on this node goes away."))
        return redirect("training")
    actions.reset(officer=request.user)
    messages.success(request, _("The node is as it was at the beginning."))
    return redirect("training")
