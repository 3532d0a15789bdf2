"""The parts pages are made of: a mark with its word, a date with its kind, a source, an identifier."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext

from comity.entities.identifiers import runs
from comity.states import wording
from comity_node.ports import clock
from comity_node.wording import DATE_KINDS, DELIVERY, WORDS

register = template.Library()

SHAPES = {
    "filled": '<circle cx="8" cy="8" r="7.2"/><path d="M4.6 8.2l2.4 2.4 4.4-4.8" stroke="#fffefb" stroke-width="1.7" fill="none"/>',
    "cross": '<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M5.4 5.4l5.2 5.2m0-5.2l-5.2 5.2" stroke="currentColor" stroke-width="1.6"/>',
    "dotted": '<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="1.7 2.2"/>',
    "half": '<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M1.5 8a6.5 6.5 0 0 0 13 0z"/>',
    "ringed": '<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5"/><circle cx="8" cy="8" r="2.7"/>',
    "empty": '<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5"/>',
}


def _language() -> str:
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


def _state() -> str:
    return settings.NODE.code if settings.NODE.kind == "state" else ""


@register.simple_tag
def mark(code: str) -> SafeString:
    """A finding or status: one of six shapes, and always the word."""
    shape, word = WORDS[code]
    return format_html(
        '<span class="mark"><svg viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">{}</svg>{}</span>',
        mark_safe(SHAPES[shape]),  # noqa: S308  ours, constant
        word,
    )


@register.simple_tag
def delivery(state: str) -> str:
    """How far a message came, in a word."""
    return str(DELIVERY[state])


@register.filter
def ident(value: Any) -> SafeString:
    """An identifier: left to right, unbroken, whatever stands around it."""
    return format_html('<bdi dir="ltr" class="id">{}</bdi>', value)


@register.filter
def running(text: str) -> SafeString:
    """Running text with its identifiers isolated and its line breaks kept."""
    lines = [_isolated(line) for line in str(text or "").split("\n")]
    return mark_safe("<br>".join(lines))  # noqa: S308  each line is escaped below


def _isolated(line: str) -> str:
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<bdi dir="ltr">{}</bdi>', run.text) if run.isolated else run.text,)
            for run in runs(line)
        ),
    )


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """A date, month in words, in the reader's language as this State writes it."""
    if value is None:
        return ""
    on = local(value)
    return format_html(
        '<time datetime="{}">{}</time>',
        on.isoformat(),
        wording.short_day(on, _language(), _state()),
    )


@register.filter
def weekday(value: date | datetime) -> str:
    """A date with the name of its day."""
    return wording.weekday(local(value), _language(), _state())


@register.filter
def hour(value: datetime) -> SafeString:
    """``14:05 Rome``: 24 hours and whose."""
    at = value.astimezone(ZoneInfo(settings.NODE.time_zone))
    return format_html(
        '<bdi dir="ltr">{}</bdi> {}', wording.hour(at, _language()), settings.NODE.city
    )


def local(value: date | datetime) -> date:
    """The date of an instant where the node stands; a date is itself."""
    if isinstance(value, datetime):
        return value.astimezone(ZoneInfo(settings.NODE.time_zone)).date()
    return value


@register.simple_tag
def dated(on: date | None, kind: str, why: str = "") -> SafeString:
    """A date never without its kind: legal limit, asked for, our target. Late is a word."""
    if on is None:
        return format_html('<span class="quiet">{}</span>', gettext("No date set"))
    told = " · ".join(str(part) for part in (DATE_KINDS[kind], why, _distance(on)) if part)
    return format_html(
        '<span class="date {}">{}</span> <span class="kind f1 quiet">{}</span>', kind, day(on), told
    )


def _distance(on: date) -> str:
    from django.utils.translation import ngettext

    left = (on - clock.today()).days
    if left < 0:
        return ngettext("%(n)s day late", "%(n)s days late", -left) % {"n": -left}
    if left == 0:
        return gettext("today")
    if left == 1:
        return gettext("tomorrow")
    return ""


@register.filter
def days_since(value: date | datetime) -> str:
    """How many days ago, in words."""
    from django.utils.translation import ngettext

    gone = max(0, (clock.today() - local(value)).days)
    if gone == 0:
        return gettext("today")
    return ngettext("%(n)s day", "%(n)s days", gone) % {"n": gone}


@register.simple_tag
def source(given: Any, article: str = "") -> SafeString:
    """Where a legal sentence comes from, how sure, how old; prints with it."""
    degree = {
        "verified": gettext("Read at source"),
        "known": gettext("Known, not re-read"),
        "unknown": gettext("Not found"),
    }[given.confidence]
    parts = [format_html("<b>{}</b>", degree)]
    parts += [running(part) for part in (article, given.source) if part]
    parts.append(
        format_html("{} {}", pgettext("source", "as of"), day(date.fromisoformat(given.as_of)))
    )
    months = _months_old(date.fromisoformat(given.as_of))
    if months >= 12:
        parts.append(format_html("<b>{}</b>", stale(months)))
    return format_html(
        '<span class="source {}">{}</span>',
        given.confidence,
        format_html_join(" · ", "{}", ((part,) for part in parts)),
    )


def _months_old(as_of: date) -> int:
    today = clock.today()
    return (today.year - as_of.year) * 12 + today.month - as_of.month


def stale(months: int) -> str:
    """Said on screen and on paper about a datum nobody confirmed for a year."""
    from django.utils.translation import ngettext

    return ngettext("Stale: %(n)s month", "Stale: %(n)s months", months) % {"n": months}


@register.simple_tag
def state_name(code: str) -> str:
    """The State's name in the reader's language."""
    from comity_node.wording import state_name as named

    return named(code, _language())


@register.filter
def isoday(text: str) -> SafeString | str:
    """A date that is kept as ISO text."""
    return day(date.fromisoformat(text)) if text else ""


@register.simple_tag
def words(vocabulary: str, codes: str | list[str] | None) -> str:
    """Codes of the law data as words, or that nothing was chosen."""
    from comity_node.vocabulary import word

    if not codes:
        return gettext("not said")
    chosen = [codes] if isinstance(codes, str) else codes
    return gettext(", ").join(word(vocabulary, code) for code in chosen)


@register.simple_tag
def names(person: Any) -> SafeString:
    """The name in its own script first, then one the reader reads, with where it was seen."""
    from comity.entities.people import readable_script

    original = person.original_name
    if original is None:
        return format_html("<b>{}</b>", person.label)
    shown = format_html('<b dir="auto">{}</b>', original.text)
    other = person.name_for(readable_script(_language()))
    if other is not None and other.text != original.text:
        shown += format_html(
            ' <span class="second"><bdi>{}</bdi> ({})</span>', other.text, other.origin
        )
    return shown


@register.simple_tag
def role(code: str) -> str:
    """The role of a person in words."""
    from comity_node.forms.cases import ROLES

    return str(dict(ROLES)[code])


@register.simple_tag
def asylum(code: str) -> str:
    """What is known about protection, in words."""
    from comity_node.forms.cases import ASYLUM

    return str(dict(ASYLUM)[code])


@register.simple_tag
def identifier_kind(code: str) -> str:
    """Kind of an identifier in words."""
    from comity_node.forms.cases import IDENTIFIER_KINDS

    return str(dict(IDENTIFIER_KINDS)[code])


@register.simple_tag
def exhibit_kind(code: str) -> str:
    """Kind of an exhibit in words."""
    from comity_node.forms.cases import EXHIBIT_KINDS

    return str(dict(EXHIBIT_KINDS)[code])


@register.simple_tag
def status(code: str) -> str:
    """Where a request stands, in words."""
    from comity_node.wording import STATUSES

    return str(STATUSES[code])
