"""Pages for what went wrong: each says what to do, and that nothing is lost."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from comity_node.actions import pending


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """No such page, or not yours: the two read the same."""
    return render(request, "faults/not_found.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Our own mistake; no name or number of a case stands on the page."""
    return render(request, "faults/broken.html", status=500)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The form's token is not of this session: keep what was typed and give it back."""
    if request.method == "POST" and request.user.is_authenticated:
        back, browser = pending.keep(request)
        response = HttpResponseRedirect(back)
        pending.remember_browser(response, browser)
        return response
    return render(request, "faults/form_too_old.html", status=403)
