"""Settings for the type checker's Django plugin: the names and types, no home and no database."""

from pathlib import Path

from comity_node.configuration import NewNode
from comity_node.ports.keystore import LocalKeys

NODE = NewNode(
    code="IT",
    kind="state",
    authority="type checker",
    city="Rome",
    language="en",
    time_zone="Europe/Rome",
    training=True,
    web_port=8100,
    exchange_port=8143,
    host="127.0.0.1",
    public_host="127.0.0.1",
    directory_root="",
).settings(Path("/nonexistent"))
KEYS = LocalKeys("type checker", bytes(32))
SECRET_KEY = "type checker"  # noqa: S105  opens nothing
INSTALLED_APPS = [
    "comity_node.apps.NodeApp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
AUTH_USER_MODEL = "comity_node.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
COMPLETE_LANGUAGES = ("ar", "en", "it")
SESSION_COOKIE_SECURE = False
MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]
