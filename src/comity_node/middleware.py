"""What holds for every page: its language, who is signed in, that nothing is cached."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation

from comity_node.access.law import refresh
from comity_node.access.matrix import may_open
from comity_node.actions import pending
from comity_node.ports import clock
from comity_node.sign_in import used_both_factors
from comity_node.views.faults import not_found

Answer = Callable[[HttpRequest], HttpResponse]
LOCKED, SEEN = "locked_at", "seen_at"

OPEN_PAGES = {"account_login", "account_logout", "mfa_authenticate", "language", "account_inactive"}
LOCKED_PAGES = OPEN_PAGES | {"unlock", "lock"}


def language(answer: Answer) -> Answer:
    """Cookie first, then the officer's, then the node's; an incomplete catalogue is not offered."""

    def middleware(request: HttpRequest) -> HttpResponse:
        wished = (
            request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
            getattr(request.user, "language", ""),
        )
        offered = (code for code in wished if code in settings.COMPLETE_LANGUAGES)
        chosen = next(offered, settings.LANGUAGE_CODE)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = answer(request)
        response.headers.setdefault("Content-Language", chosen)
        return response

    return middleware


def sign_in_required(answer: Answer) -> Answer:
    """Nothing is shown without both factors, nor while the page is locked."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if _has_nul(request):
            return not_found(request)
        name = _name_of(request)
        if name in OPEN_PAGES or request.path.startswith(str(settings.STATIC_URL)):
            return answer(request)
        if not _signed_in(request):
            return _keep_and_go(request, reverse("account_login"))
        if _locked(request) and name not in LOCKED_PAGES:
            return _keep_and_go(request, reverse("unlock"))
        request.session[SEEN] = clock.real_now().timestamp()
        if name and not may_open(name, getattr(request.user, "role", "")):
            return not_found(request)
        refresh()  # what an officer accepted on another page of this State
        return answer(request)

    return middleware


def _has_nul(request: HttpRequest) -> bool:
    """A sign no address of ours holds, and at which the database stops."""
    return "\x00" in request.path_info or any(
        "\x00" in value for values in request.GET.lists() for value in values[1]
    )


def _name_of(request: HttpRequest) -> str:
    from django.urls import Resolver404, resolve

    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""


def _signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", AnonymousUser())
    return bool(user.is_authenticated and used_both_factors(request))


def _locked(request: HttpRequest) -> bool:
    """Locked by its officer, or by standing idle longer than the settings allow."""
    seen = request.session.get(SEEN)
    idle = seen and clock.real_now().timestamp() - seen > settings.NODE.idle_minutes * 60
    if idle:
        request.session[LOCKED] = True
    return bool(request.session.get(LOCKED))


def _keep_and_go(request: HttpRequest, where: str) -> HttpResponse:
    """To the door; a form on its way is kept and given back after it."""
    if request.method == "POST" and _from_here(request):
        back, browser = pending.keep(request)
        response = HttpResponseRedirect(f"{where}?{urlencode({'next': back})}")
        pending.remember_browser(response, browser)
        return response
    here = request.get_full_path()
    return HttpResponseRedirect(where if here == "/" else f"{where}?{urlencode({'next': here})}")


def _from_here(request: HttpRequest) -> bool:
    """Not from another site's page: it would plant a form here for our officer to send on."""
    origin = request.headers.get("Origin")
    return origin is None or origin in {
        f"{request.scheme}://{request.get_host()}",
        *settings.CSRF_TRUSTED_ORIGINS,
    }


def private(answer: Answer) -> Answer:
    """Pages of a shared desk are in no cache and in no other site's view."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if not request.path.startswith(str(settings.STATIC_URL)):
            response.headers["Cache-Control"] = "no-store"
            response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        return response

    return middleware
