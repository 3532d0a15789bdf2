"""Coming in, stepping away, coming back: language, lock, a form that was kept."""

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from comity_node.access.pending import access_pending
from comity_node.actions import pending
from comity_node.actions.users import choose_language
from comity_node.middleware import LOCKED, SEEN
from comity_node.officer import OfficerRequest
from comity_node.ports import clock

YEAR_SECONDS = 365 * 24 * 3600

# nothing anybody typed
HIDDEN = {"kept-from", "form-token", "edition", "enclosed", "reading", "stood"}


def home(request: OfficerRequest) -> HttpResponse:
    """The first page of whoever came in."""
    return redirect("desk" if request.user.sees_cases else "links")


def _back(request: OfficerRequest, fallback: str = "/") -> str:
    """Where the officer was; never another site."""
    asked = request.POST.get("next") or request.GET.get("next") or fallback
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()})
    return asked if safe else fallback


@require_POST
def language(request: OfficerRequest) -> HttpResponse:
    """Change the language and stay on the page."""
    response = HttpResponseRedirect(_back(request))
    chosen = request.POST.get("language", "")
    if chosen in settings.COMPLETE_LANGUAGES:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=YEAR_SECONDS, samesite="Lax"
        )
        if request.user.is_authenticated:
            choose_language(request.user, chosen)
    return response


@require_POST
def lock(request: OfficerRequest) -> HttpResponse:
    """Hide everything at once; the session stays."""
    request.session[LOCKED] = True
    return HttpResponseRedirect(f"{reverse('unlock')}?next={_back(request)}")


@require_http_methods(["GET", "POST"])
def unlock(request: OfficerRequest) -> HttpResponse:
    """The officer's own password opens the page that was left."""
    if not request.session.get(LOCKED):
        return HttpResponseRedirect(_back(request))
    fault = ""
    if request.method == "POST":
        known = authenticate(
            request, username=request.user.username, password=request.POST.get("password", "")
        )
        if known and known.pk == request.user.pk:
            request.session.pop(LOCKED)
            request.session[SEEN] = clock.real_now().timestamp()
            return HttpResponseRedirect(_back(request))
        fault = _("That is not the password of this account. Type it again.")
    return render(request, "door/unlock.html", {"next": _back(request), "fault": fault})


@require_POST
def keep(request: OfficerRequest) -> HttpResponse:
    """What stands typed in a page that locks itself; given back after unlocking."""
    back, browser = pending.keep(request)
    response = HttpResponse(back, content_type="text/plain")
    pending.remember_browser(response, browser)
    return response


def kept(request: OfficerRequest, token: str) -> HttpResponse:
    """A form that met a closed door, ready to be sent again."""
    form = access_pending(request, token)
    if request.method == "POST":
        pending.drop(token)
        return redirect("home")
    path = dict(form.fields).get("kept-from", form.path)
    if not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        path = form.path  # somebody else's page must not choose where a kept form goes
    shown = [pair for pair in form.fields if pair[0] not in HIDDEN]
    return render(
        request,
        "door/kept.html",
        {"kept": form, "path": path, "fields": form.fields, "shown": shown},
    )
