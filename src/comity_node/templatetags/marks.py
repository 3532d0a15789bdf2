"""The parts pages are made of: a mark with its word, a date with its kind, a source, an identifier."""

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from hijridate import Gregorian

from comity.entities.identifiers import runs
from comity.states import wording
from comity_node.ports import clock
from comity_node.wording import DATE_KINDS, DELIVERY, DESK_GROUPS, WORDS, city_name, reader_language

register = template.Library()
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
LATIN = re.compile("[A-Za-z\u00c0-\u024f]")

SHAPES = {
    "filled": '<circle cx="8" cy="8" r="7.2"/><path d="M4.6 8.2l2.4 2.4 4.4-4.8" stroke="#fffefb" stroke-width="1.7" fill="none"/>',
    "cross": '<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M5.4 5.4l5.2 5.2m0-5.2l-5.2 5.2" stroke="currentColor" stroke-width="1.6"/>',
    "dotted": '<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="1.7 2.2"/>',
    "half": '<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M1.5 8a6.5 6.5 0 0 0 13 0z"/>',
    "ringed": '<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5"/><circle cx="8" cy="8" r="2.7"/>',
    "empty": '<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5"/>',
}


def _state() -> str:
    return settings.NODE.code if settings.NODE.kind == "state" else ""


@register.simple_tag
def mark(code: str) -> SafeString:
    """A finding or status: one of six shapes, and always the word."""
    shape, word = WORDS[code]
    return shaped(shape, str(word))


def shaped(shape: str, word: str) -> SafeString:
    """A shape in ink and its word."""
    return format_html(
        '<span class="mark"><svg viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">{}</svg>{}</span>',
        mark_safe(SHAPES[shape]),
        word,
    )


@register.simple_tag
def stepped(code: str, name: str) -> SafeString:
    """A step: the shape of where it stands, its name, and the word under it."""
    shape, word = WORDS[code]
    return format_html(
        '<span class="mark"><svg viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">{}</svg>{}</span>'
        '<span class="second">{}</span>',
        mark_safe(SHAPES[shape]),
        name,
        word,
    )


@register.simple_tag
def delivery(state: str) -> str:
    """How far a message came, in a word."""
    return str(DELIVERY[state])


@register.filter
def ident(value: Any) -> SafeString:
    """An identifier: unbroken, in its own direction, whatever stands around it.

    Left to right, unless it has Arabic letters: article 2 مكرر is read from the right.
    """
    direction = "rtl" if RIGHT_TO_LEFT.search(str(value)) else "ltr"
    return format_html('<bdi dir="{}" class="id">{}</bdi>', direction, value)


@register.filter
def enumerated(numbers: str) -> SafeString:
    """Numbers separated by commas, in the order the page is read."""
    return format_html_join(gettext(", "), "{}", ((ident(one),) for one in numbers.split(", ")))


@register.filter
def running(text: str) -> SafeString:
    """Running text with its identifiers isolated and its line breaks kept."""
    lines = [_isolated(line) for line in str(text or "").split("\n")]
    return mark_safe("<br>".join(lines))


def _isolated(line: str) -> str:
    said = format_html_join(
        "",
        "{}",
        (
            (format_html('<bdi dir="ltr">{}</bdi>', run.text) if run.isolated else run.text,)
            for run in runs(line)
        ),
    )
    if " " in line and LATIN.search(line) and not RIGHT_TO_LEFT.search(line):
        return format_html('<span dir="ltr">{}</span>', said)
    return said


@register.filter
def translated(english: str) -> str:
    """A sentence of the data in the reader's language; nothing is escaped yet."""
    return gettext(english) if english else ""


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """A date, month in words, in the reader's language as this State writes it."""
    if value is None:
        return ""
    on = local(value)
    return format_html(
        '<time datetime="{}">{}</time>',
        on.isoformat(),
        wording.short_day(on, reader_language(), _state()),
    )


@register.filter
def weekday(value: date | datetime) -> str:
    """A date with the name of its day."""
    return wording.weekday(local(value), reader_language(), _state())


@register.filter
def hour(value: datetime) -> SafeString:
    """``14:05 Rome``: 24 hours and whose."""
    at = value.astimezone(ZoneInfo(settings.NODE.time_zone))
    return format_html(
        '<bdi dir="ltr">{}</bdi> {}',
        wording.hour(at, reader_language()),
        city_name(reader_language()),
    )


def local(value: date | datetime) -> date:
    """The date of an instant where the node stands; a date is itself."""
    if isinstance(value, datetime):
        return value.astimezone(ZoneInfo(settings.NODE.time_zone)).date()
    return value


@register.filter
def hijri(on: date) -> SafeString:
    """The same day by Umm al-Qura, for a reader of Arabic: a second line, never the record."""
    if reader_language() != "ar":
        return mark_safe("")
    try:
        found = Gregorian(on.year, on.month, on.day).to_hijri()
    except OverflowError:  # outside the tables
        return mark_safe("")
    said = f"≈ {found.day} {found.month_name('ar')} {found.year} {gettext('(Umm al-Qura)')}"
    return format_html('<span class="second">{}</span>', said)


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
def state_name(code: str) -> str:
    """The State's name in the reader's language."""
    from comity_node.wording import state_name as named

    return named(code, reader_language())


@register.filter
def isoday(text: str) -> SafeString | str:
    """A date that is kept as ISO text."""
    return day(date.fromisoformat(text)) if text else ""


@register.filter
def known_day(text: str) -> SafeString:
    """A day, a month, a year, or about one of them, as far as it is known."""
    from comity_node.wording import known_day as said

    return format_html("<bdi>{}</bdi>", said(text, reader_language()))


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
    other = person.name_for(readable_script(reader_language()))
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
def history_bar(history: Any) -> SafeString:
    """Executed, refused, pending as one bar: solid, crossed, hatched; each count under its part."""
    width = 360
    drawn, at = [], 0.0
    for count, part, anchor, place in (
        (history.executed, _solid, "start", 0.0),
        (history.refused, _crossed, "middle", 0.5),
        (history.pending, _hatched, "end", 1.0),
    ):
        share = width * count / history.total
        if count:
            x = at + share * place
            told = f'<text x="{x:.1f}" y="29" text-anchor="{anchor}">{count}</text>'
            drawn.append(part(at, share) + told)
        at += share
    return mark_safe(
        f'<svg viewBox="-1 0 {width + 2} 32" class="bar-chart" role="img" aria-hidden="true">'
        f'<defs><pattern id="hatching" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M0 0v6" stroke="#1d2126" stroke-width="1.4"/>'
        f"</pattern></defs>{''.join(drawn)}</svg>"
    )


def _box(at: float, share: float, fill: str) -> str:
    return (
        f'<rect x="{at:.1f}" y="1" width="{share:.1f}" height="16" fill="{fill}" stroke="#1d2126"/>'
    )


def _solid(at: float, share: float) -> str:
    return _box(at, share, "#1d2126")


def _crossed(at: float, share: float) -> str:
    end = at + share
    lines = f"M{at:.1f} 1L{end:.1f} 17M{at:.1f} 17L{end:.1f} 1"
    return f'{_box(at, share, "#fffefb")}<path d="{lines}" stroke="#1d2126"/>'


def _hatched(at: float, share: float) -> str:
    return _box(at, share, "url(#hatching)")


@register.simple_tag
def waiting_name(row: Any) -> SafeString:
    """For whom a request waits: us by name, a State, an authority, the paper, or nobody."""
    from comity_node.wording import WAITING

    who = WAITING[row.waiting_for]
    if row.waiting_name:
        return format_html("<b>{}</b> · <bdi>{}</bdi>", who, row.waiting_name)
    if row.waiting_for == "them":
        return format_html("<b>{}</b>", state_name(row.peer))
    return format_html("<b>{}</b>", who)


@register.simple_tag
def next_act(row: Any) -> str:
    """The verb of what comes next, as the button says it."""
    from comity_node.wording import NEXT_ACTS

    return str(NEXT_ACTS.get((row.direction, row.status), gettext("Open")))


@register.simple_tag
def status(code: str) -> str:
    """Where a request stands, in words."""
    from comity_node.wording import STATUSES

    return str(STATUSES[code])


@register.simple_tag
def passage_name(key: str) -> str:
    """What a page calls a passage of a request."""
    from comity_node.views.build import label

    return label(key)


@register.simple_tag
def language_name(code: str) -> str:
    """A language by its name in the reader's language."""
    from babel import Locale

    return str(Locale.parse(reader_language()).languages.get(code, code))


@register.filter
def in_language(names: dict[str, str]) -> str:
    """A name kept in several languages, in the reader's where it is known."""
    return names.get(reader_language()) or names.get("en") or next(iter(names.values()), "")


@register.filter
def page_first(letters: Any) -> list[Any]:
    """The letters of a pair, the one in the reader's language at the start of the page."""
    return sorted(letters, key=lambda letter: letter.language != reader_language())


@register.simple_tag
def desk_group(name: str) -> str:
    """Heading of a group of the desk."""
    return str(DESK_GROUPS[name])


@register.filter
def paragraph_rows(letters: Any) -> list[list[dict[str, Any]]]:
    """Paragraphs of one or two letters, side by side; the page's direction puts the first first."""
    return [
        [
            {
                "number": one.number,
                "text": one.text,
                "language": letter.language,
                "direction": letter.direction,
            }
            for letter, one in zip(letters, row, strict=True)
        ]
        for row in zip(*(letter.paragraphs for letter in letters), strict=True)
    ]


@register.simple_tag
def event_title(event: Any) -> str:
    """A line of the timeline in words."""
    from comity_node.wording import EVENTS

    return str(EVENTS.get(event.kind, event.kind))


@register.simple_tag
def letter_name(kind: str) -> str:
    """What a document is."""
    from comity_node.wording import DOCUMENTS

    return str(DOCUMENTS.get(kind, kind))


@register.simple_tag
def missing_text(found: Any) -> str:
    """What was found missing, in the node's own language."""
    from comity_node.actions.intake import BETWEEN

    return str(found.what_is_missing.partition(BETWEEN)[0])


@register.simple_tag
def refusal_advice(code: str) -> str:
    """What to do about a refusal of the other node."""
    from comity.exchange.refusals import Code, advice

    return gettext(advice(Code(code)))
