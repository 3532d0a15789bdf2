"""Details of audit entries in the reader's words: the log keeps codes, people read names."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel import Locale
from django.conf import settings
from django.utils.translation import gettext

from comity.law.statutes import UNKNOWN_DAY
from comity.states import wording
from comity_node.field_names import field_names, field_value
from comity_node.models.users import Role
from comity_node.vocabulary import word
from comity_node.wording import DOCUMENTS, STATUSES, TRITS, reader_language, state_name

FIRST_STRONG, END = "\u2068", "\u2069"  # a value keeps its own direction in the sentence
VERSION = re.compile(r"(?P<kind>[a-z_]+) (?P<number>\d+)")
DOCUMENT = re.compile(r"(?P<scan>scan of )?version (?P<number>\d+)")
COUNTED = re.compile(r"people=(?P<people>\d+) exhibits=(?P<exhibits>\d+)")


def in_words(kind: str, told: Mapping[str, str]) -> dict[str, str]:
    """The details of an entry for its sentence, each isolated in its own direction."""
    return {name: f"{FIRST_STRONG}{_value(kind, name, told)}{END}" for name in told}


def _value(kind: str, name: str, told: Mapping[str, str]) -> str:
    value = told[name]
    if name == "items" and value == "-":
        return gettext("the letter alone")
    if value in ("", "-", "None", "[]", "{}"):
        return gettext("nothing")
    if name in ("old", "new"):
        return _changed(kind, told.get("field", ""), value)
    return SAID[name](value) if name in SAID else value


def _changed(kind: str, field: str, value: str) -> str:
    if kind == "person.role_changed":
        return field_value("role", value)
    return _day(value) if kind == "clock.advanced" else field_value(field, value)


def _state(value: str) -> str:
    return (
        gettext("an unknown node") if value == "unknown" else state_name(value, reader_language())
    )


def _day(value: str) -> str:
    try:
        on = date.fromisoformat(value)
    except ValueError:
        return value
    return wording.short_day(on, reader_language(), settings.NODE.code)


def _text_day(value: str) -> str:
    """The day a text of a statute speaks of."""
    return gettext("unknown") if value == UNKNOWN_DAY else _day(value)


def _moment(value: str) -> str:
    """An instant as the day and the hour of this node's office."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    at = at.astimezone(ZoneInfo(settings.NODE.time_zone))
    return f"{_day(at.date().isoformat())} {wording.hour(at, reader_language())}"


def _role(value: str) -> str:
    officer = dict(Role.choices).get(value)
    return str(officer) if officer else field_value("role", value)


def _version(value: str) -> str:
    found = VERSION.fullmatch(value)
    if found is None or found["kind"] not in DOCUMENTS:
        return str(STATUSES.get(value, value))
    return f"{found['number']} ({DOCUMENTS[found['kind']]})"


def _document(value: str) -> str:
    found = DOCUMENT.fullmatch(value)
    if found is None:
        return value
    said = gettext("the scan of version {n}") if found["scan"] else gettext("version {n}")
    return said.format(n=found["number"])


def _items(value: str) -> str:
    counted = COUNTED.fullmatch(value)
    if counted:
        return gettext("people: %(people)s, exhibits: %(exhibits)s") % counted.groupdict()
    parts = (gettext("something else") if one == "other" else one for one in value.split(", "))
    return gettext(", ").join(word("file_item", one) for one in parts)


def _list(value: str) -> str:
    named = {"desk": gettext("Desk"), "incoming requests": gettext("Incoming requests")}
    return named.get(value, value)


SAID: dict[str, Callable[[str], str]] = {
    "recipient": _state,
    "recipients": _state,
    "sender": _state,
    "peer": _state,
    "answer": lambda value: str(TRITS.get(value, value)),
    "field": field_names,
    "role": _role,
    "language": lambda value: str(Locale.parse(reader_language()).languages.get(value, value)),
    "version": _version,
    "document": _document,
    "object": _document,
    "items": _items,
    "ground": lambda value: field_value("ground", value),
    "until": _day,
    "text_day": _text_day,
    "at": _moment,
    "expiry": _moment,
    "list": _list,
}
