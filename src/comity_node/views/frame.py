"""What stands around every page: node, languages, navigation, training ribbon."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from comity_node.access.matrix import may_open
from comity_node.ports import clock

OWN_NAMES = {
    "ar": "العربية",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "tr": "Türkçe",
}
LAW = (
    "state",
    "treat",
    "article",
    "law",
    "legislation",
    "statute",
    "provision",
    "offence",
    "compare_provisions",
    "not_held",
    "own_law",
    "say",
    "harm",
    "oblig",
)
# (page it leads to, word, first words of the page names that stand under it)
DOORS = (
    ("desk", _("Desk"), ("desk",)),
    ("cases", _("Cases"), ("case", "person", "exhibit", "new_", "members")),
    ("ask", _("Ask"), ("ask", "build", "check", "gate", "request", "reply")),
    ("answer", _("Answer"), ("answer", "examine", "authority", "register")),
    ("states", _("Law"), LAW),
    ("audit", _("Audit"), ("audit",)),
    ("training", _("Training"), ("training",)),
    ("links", _("Links"), ("links", "letters")),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the base template."""
    user: Any = getattr(request, "user", None)
    inside = bool(user and user.is_authenticated and not request.session.get("locked_at"))
    return {
        "node": settings.NODE,
        "inside": inside,
        "doors": _doors(user.role, _place(request)) if inside else [],
        "languages": [(code, OWN_NAMES[code]) for code in settings.COMPLETE_LANGUAGES],
        "language": get_language(),
        "direction": "rtl" if get_language() == "ar" else "ltr",
        "training_now": clock.now() if settings.NODE.training else None,
        "training_day": clock.today().isoformat() if settings.NODE.training else "",
    }


def _place(request: HttpRequest) -> str:
    """Name of the page; every page of a request that came in stands under Answer."""
    match = request.resolver_match
    if match is None:
        return ""
    incoming = match.kwargs.get("direction") == "in"
    return "answer" if incoming else match.url_name or ""


def _doors(role: str, current: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "word": word, "current": current.startswith(under)}
        for name, word, under in DOORS
        if may_open(name, role) and (name != "training" or settings.NODE.training)
    ]
