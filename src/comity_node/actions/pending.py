"""A form that meets a closed door: kept, encrypted, and given back once the door is open."""

import json
import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comity_node.models import PendingForm
from comity_node.ports import clock, vault

KEPT_FOR = timedelta(days=1)
BROWSER_COOKIE = f"comity_{settings.NODE.code.lower()}_browser"
DROPPED = {"csrfmiddlewaretoken"}


def keep(request: HttpRequest) -> tuple[str, str]:
    """Keep the posted text; returns the address that gives it back, and the browser's mark.

    Files are not kept: the page that gives the form back says so. The size is bounded by
    ``DATA_UPLOAD_MAX_MEMORY_SIZE``: cutting it here would lose what was typed.
    """
    browser = request.COOKIES.get(BROWSER_COOKIE) or secrets.token_urlsafe(32)
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        for value in values
        if name not in DROPPED
    ]
    told = {"fields": fields, "files": sorted(request.FILES)}
    body = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    token = secrets.token_urlsafe(32)
    PendingForm.objects.filter(kept_at__lt=clock.real_now() - KEPT_FOR).delete()
    PendingForm.objects.create(
        token=token,
        browser=browser,
        user=request.user if request.user.is_authenticated else None,
        path=request.path[:300],
        body=vault.seal(body, f"pending:{token}"),
        kept_at=clock.real_now(),
    )
    return reverse("pending", args=[token]), browser


def remember_browser(response: HttpResponse, browser: str) -> None:
    """Tie what was kept to the browser that sent it."""
    response.set_cookie(
        BROWSER_COOKIE,
        browser,
        max_age=int(KEPT_FOR.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def drop(token: str) -> None:
    """Forget a kept form: it was sent again, or its officer no longer wants it."""
    PendingForm.objects.filter(token=token).delete()
