"""What pages say of the law: a source, a treaty, a basis, an offence, a limit of use."""

import re
from datetime import date
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext, pgettext_lazy

from comity.assistance.conditions import TREATY_LIMIT
from comity.base.source import NO_SOURCE, Confidence
from comity.law.addresses import Address
from comity.law.citations import cited as cited_addresses
from comity.law.citations import read_citation
from comity.law.texts import load_texts
from comity_node.law_wording import (
    DECLARATION_KINDS,
    DIFFERENCES,
    FORCES,
    LAW_FIELDS,
    STANDINGS,
    SUBJECTS,
    VALUES,
    law_value_said,
    offence_name,
)
from comity_node.ports import clock
from comity_node.source_words import source_said
from comity_node.templatetags.marks import day, isoday, mark, running, shaped
from comity_node.wording import (
    FICHE_HEADS,
    FICHE_WORDS,
    REQUIREMENTS,
    TREATY_LIMIT_SAID,
    WAYS,
    cited,
    reader_language,
    treaty_title,
)
from comity_node.wording import sentence as said

register = template.Library()
# how a citation of the data names an instrument -> how the reader's language does
INSTRUMENTS = {
    "UNTOC art.": pgettext_lazy("citation", "UNTOC art."),
    "UNTOC": pgettext_lazy("citation", "UNTOC"),
    "Smuggling Protocol": pgettext_lazy("citation", "Smuggling Protocol"),
    "Protocol art.": pgettext_lazy("citation", "Protocol art."),
    "Protocol": pgettext_lazy("citation", "Protocol"),
    "data rule": pgettext_lazy("citation", "data rule"),
    "national law": pgettext_lazy("citation", "national law"),
    "national exceptions": pgettext_lazy("citation", "national exceptions"),
    "fair trial": pgettext_lazy("citation", "fair trial"),
    "bilateral texts": pgettext_lazy("citation", "bilateral texts"),
    "refugee policy": pgettext_lazy("citation", "refugee policy"),
    "General practice": pgettext_lazy("citation", "General practice"),
}
INSTRUMENT = re.compile("|".join(INSTRUMENTS).replace(".", r"\."))
STALE_MONTHS = 12  # nobody confirmed it for a year


@register.simple_tag
def source(given: Any, article: str | tuple[str, ...] = "") -> SafeString:
    """Where a legal sentence comes from, how sure, how old; prints with it."""
    article = article if isinstance(article, str) else ", ".join(article)
    return format_html(
        '<span class="source {}">{}</span>',
        _degree(given),
        format_html_join(" · ", "{}", ((part,) for part in _parts(given, article))),
    )


def _degree(given: Any) -> Confidence:
    """Nobody can read again what names no source, whatever the row says of itself."""
    unnamed = given.source == NO_SOURCE and given.confidence == Confidence.VERIFIED
    return Confidence.KNOWN if unnamed else Confidence(given.confidence)


def _parts(given: Any, article: str) -> list[SafeString]:
    degree = {
        Confidence.VERIFIED: gettext("Read at source"),
        Confidence.KNOWN: gettext("Known, not re-read"),
        Confidence.UNKNOWN: gettext("Not found"),
    }[_degree(given)]
    parts = [format_html("<b>{}</b>", degree)]
    named = (
        gettext("no source recorded") if given.source == NO_SOURCE else source_said(given.source)
    )
    if article:
        parts.append(format_html("<bdi>{}</bdi>", linked(article)))
    if named:
        parts.append(format_html("<bdi>{}</bdi>", running(named)))
    return parts + _age(given.as_of)


class Notes:
    """The sources of a sheet, each with one number however often it is cited."""

    def __init__(self) -> None:
        self.cited: list[Any] = []

    def number(self, given: Any) -> int:
        """The number of a source, a new one where it was not cited yet."""
        if given not in self.cited:
            self.cited.append(given)
        return self.cited.index(given) + 1


@register.simple_tag
def footnote(notes: Notes, given: Any) -> SafeString:
    """The number of a source, with a sign where it was not read."""
    unread = {Confidence.VERIFIED: "", Confidence.UNKNOWN: "?"}.get(_degree(given), "*")
    return format_html('<bdi dir="ltr" class="f1">[{}{}]</bdi>', notes.number(given), unread)


@register.simple_tag
def source_line(given: Any) -> SafeString:
    """One source on one line: how sure, where it was read, of which day."""
    return format_html_join(" · ", "{}", ((part,) for part in _parts(given, "")))


def _age(as_of: str) -> list[SafeString]:
    """The date of a datum, and that it is stale after twelve months without confirmation."""
    if not as_of:
        return [format_html("{}", gettext("date not recorded"))]
    on = date.fromisoformat(as_of)
    parts = [format_html("{} {}", pgettext("source", "as of"), day(on))]
    months = _months_old(on)
    if months >= STALE_MONTHS:
        parts.append(format_html("<b>{}</b>", stale(months)))
    return parts


def _months_old(as_of: date) -> int:
    today = clock.today()
    return (today.year - as_of.year) * 12 + today.month - as_of.month


def stale(months: int) -> str:
    """Said on screen and on paper about a datum nobody confirmed for a year."""
    return ngettext("Stale: %(n)s month", "Stale: %(n)s months", months) % {"n": months}


@register.filter
def citation(article: str) -> str:
    """An article as the reader's language cites it; ``UNTOC art. 18(9)``, ``Protocol art. 5``."""
    whole = gettext(article) if article else ""
    if whole != article:
        return whole
    return INSTRUMENT.sub(lambda found: str(INSTRUMENTS[found[0]]), article)


@register.filter
def linked(article: str) -> SafeString:
    """A citation in the reader's language; what is held leads to the provision itself."""
    if gettext(article) != article:  # a citation that is a sentence of its own
        held = [one for one in cited_addresses(article) if _is_held(one)]
        return _led(running(citation(article)), held[0] if len(held) == 1 else None)
    pieces = [(_led(_piece(said), at),) for said, at in read_citation(article)]
    return format_html_join("", "{}", pieces)


def _piece(said: str) -> SafeString:
    """A piece of a citation: a place by its name, or what stands between two of them."""
    return running(gettext(", ") if said == ", " else citation(said))


def _led(said: SafeString, address: Address | None) -> SafeString:
    if address is None or not _is_held(address):
        return said
    return format_html('<a href="{}">{}</a>', provision_url(address), said)


def _is_held(address: Address) -> bool:
    texts = load_texts()
    if not address.article:
        return texts.text(address.treaty) is not None
    return texts.find(address) is not None


def provision_url(address: Address) -> str:
    """The address of a provision on this node."""
    if not address.article:
        return reverse("treaty", args=[address.treaty])
    page = reverse("article", args=[address.treaty, address.article])
    return f"{page}#{address.anchor}" if address.path else page


@register.simple_tag
def provision_link(address: Address) -> SafeString:
    """The place in a treaty, leading to its text where it is held."""
    return _led(format_html('<bdi dir="ltr">{}</bdi>', address.place), address)


@register.simple_tag
def bound(trit: str) -> SafeString:
    """Whether a State is bound: a mark with its word."""
    return mark({"yes": "bound", "no": "not_bound"}.get(trit, "unknown"))


@register.simple_tag
def why_about(about: str) -> SafeString:
    """What a reason speaks of: a text, a rule, the comparison."""
    if about.startswith("rule:"):
        return format_html('<bdi class="id">{}</bdi>', about.removeprefix("rule:"))
    named = {"basis": gettext("Legal bases"), "dual_criminality": gettext("Dual criminality")}
    return format_html("<bdi>{}</bdi>", named.get(about) or treaty(about))


HOLES = {
    "state": gettext_lazy("one of the two States"),
    "rs": gettext_lazy("the State that asks"),
    "rd": gettext_lazy("the State asked"),
    "id": gettext_lazy("a text"),
    "statute": gettext_lazy("an offence"),
    "article": "",
}


@register.simple_tag
def convention(text: str) -> SafeString:
    """A contestable point as it holds for every answer: no State or text is named."""
    return running(gettext(text).format(**HOLES).replace("  ", " "))


@register.simple_tag
def way(one: Any) -> SafeString:
    """Whether another way is open: a mark with its word."""
    return mark(f"way_{one.open.value}")


@register.simple_tag
def way_name(code: str) -> str:
    """What another way is called."""
    return str(WAYS[code])


@register.simple_tag
def declaration_kind(kind: str) -> str:
    """What a State's statement is."""
    return str(DECLARATION_KINDS[kind])


@register.simple_tag
def treaty(code: str) -> str:
    """The title of a treaty or basis in the reader's language."""
    return treaty_title(code, reader_language())


@register.simple_tag
def basis(kept: dict[str, str]) -> str:
    """The basis of a request: its title in the reader's language, else as it was written down."""
    code = kept.get("id", "")
    title = treaty(code) if code else ""
    return title if title != code else kept.get("title", "")


@register.simple_tag
def fiche_value(entry: Any) -> SafeString:
    """What is known of one item of a State's practice, in the reader's language."""
    if entry.key in FICHE_HEADS and entry.value in FICHE_WORDS:
        return running(str(FICHE_WORDS[entry.value]))
    return running(gettext(entry.value))


@register.simple_tag
def statute(state: str, offence: Any) -> SafeString:
    """The law of an offence and its articles, as the reader's language names them."""
    law, articles = (
        cited(state, one, reader_language()) for one in (offence.statute, offence.article)
    )
    return format_html("{}{}{}", running(law), gettext(", "), running(articles))


@register.simple_tag
def period(offence: Any) -> SafeString:
    """Under an offence: since when and until when this version is law, as far as it is known."""
    start, until = offence.in_force_from, offence.in_force_until
    parts = [
        format_html("{} {}", word, isoday(on))
        for word, on in (
            (pgettext("a law", "from"), "" if start == "unknown" else start),
            (pgettext("a law", "until"), until),
        )
        if on
    ]
    if not offence.in_force(clock.today().isoformat()):
        parts.append(format_html("<b>{}</b>", gettext("not the law of today")))
    return format_html(
        '<span class="second">{}</span>', format_html_join(" · ", "{}", ((p,) for p in parts))
    )


@register.filter
def limit_of_use(restriction: str) -> SafeString:
    """The limit of use of what was received; the article alone is the limit the treaty sets."""
    return running(str(TREATY_LIMIT_SAID) if restriction == TREATY_LIMIT else restriction)


@register.simple_tag
def sentence(reason: Any) -> SafeString:
    """A reason of the core, in the reader's language."""
    return running(said(reason))


@register.simple_tag
def requirement(code: str) -> str:
    """Name of a row of the requirements table."""
    return str(REQUIREMENTS[code])


@register.filter
def compared(sides: Any) -> list[dict[str, Any]]:
    """Element by element: what the offence that decides says in each State, and both together.

    A cell is empty where that State's offence does not ask for the element, and None where no
    offence of the State stands in the data.
    """
    asked = [
        {element.name: element.word for element in side.rows[0].elements} if side.rows else None
        for side in sides
    ]
    names = list(dict.fromkeys(name for one in asked if one is not None for name in one))
    return [
        {"name": name, "cells": cells, "word": _together([cell["word"] for cell in cells])}
        for name in names
        for cells in [
            [
                {"state": side.state, "word": None if one is None else one.get(name, "")}
                for side, one in zip(sides, asked, strict=True)
            ]
        ]
    ]


def _together(words: list[str | None]) -> str:
    if "not_met" in words:
        return "differs"
    return "unknown" if None in words or "unknown" in words else "agrees"


@register.simple_tag
def law_subject(subject: str) -> str:
    """What kind of row a statement is about."""
    return str(SUBJECTS[subject])


@register.simple_tag
def standing_word(standing: str) -> str:
    """Where a statement stands, in words."""
    return str(STANDINGS[standing])


@register.simple_tag
def row_name(row: Any) -> str:
    """What the row of a statement is called."""
    from comity_node.vocabulary import word

    if row.subject == "practice":
        return word("fiche_item", row.key)
    if row.subject == "offence":
        return offence_name(row.key)
    return treaty(row.key) if row.subject == "status" else str(row.key)


@register.simple_tag
def law_field(name: str) -> str:
    """What a field of a row is called."""
    return str(LAW_FIELDS.get(name, name))


@register.simple_tag
def law_value(name: str, value: Any, row: Any) -> SafeString:
    """A value of a row in words; what a State wrote stays as it wrote it."""
    if value in (None, "", []):
        return format_html('<span class="quiet">{}</span>', gettext("nothing"))
    return running(law_value_said(name, value, row.key))


@register.simple_tag
def cell_mark(value: str) -> SafeString:
    """A cell of the matrix: one of five shapes, and always the word."""
    shape, said = VALUES[value]
    return shaped(shape, str(said))


@register.simple_tag
def force_word(force: str) -> str:
    """How much the treaty asks."""
    return str(FORCES[force])


@register.simple_tag
def difference_word(kind: str) -> str:
    """What two laws differ in."""
    return str(DIFFERENCES[kind])


@register.simple_tag
def provision_name(address: Address) -> SafeString:
    """A provision as it is cited, with the name of its treaty."""
    return format_html('{} <bdi dir="ltr">{}</bdi>', _named(address), address.place)


@register.simple_tag
def provision_plain(address: Address) -> str:
    """The same without mark-up, for the title of a page."""
    return f"{_named(address)} {address.place}"


def _named(address: Address) -> str:
    names = {"UNTOC": "UNTOC", "SOM_PROTOCOL": "Protocol"}
    return citation(names[address.treaty]) if address.treaty in names else treaty(address.treaty)


@register.simple_tag
def provision_link_named(address: Address) -> SafeString:
    """The same, leading to its text where it is held."""
    return _led(provision_name(address), address)


@register.filter
def national_provisions(cell: Any) -> list[str]:
    """The national law a cell rests on: offences by their name, else as it is recorded."""
    offences = [row.removeprefix("offences:") for row in cell.rows if row.startswith("offences:")]
    return [offence_name(one) for one in offences] or list(cell.provisions)


@register.filter
def percent(share: float) -> SafeString:
    """A share from 0 to 1 as a whole percentage."""
    return format_html('<bdi dir="ltr">{}%</bdi>', round(share * 100))
