"""What pages say of statutes: kind and day of a text, an excerpt, words that differ, where it is."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import template
from django.forms import BoundField
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from comity.base.source import Confidence, Source
from comity.law.addresses import Address
from comity.law.lexemes import Excerpt
from comity.law.rows import Offence
from comity.law.side_by_side import Change, Line
from comity.law.statutes import UNKNOWN_DAY, Statute, StatuteProvision
from comity_node import legal_wording
from comity_node.access import references
from comity_node.indexed_law import text_of
from comity_node.models import Provision
from comity_node.templatetags.fields import line
from comity_node.templatetags.legal import provision_url, source_line
from comity_node.templatetags.marks import day, known_day, language_name

register = template.Library()
CUT = "…"
BEGINNING = 220  # signs of an article in a list


@register.filter
def direction(language: str) -> str:
    """The direction a text in this language is read in; of none, as it comes."""
    return legal_wording.direction(language) if language else "auto"


@register.simple_tag
def text_kind(code: str) -> str:
    """Whether the words are those of the law, or a translation."""
    return str(legal_wording.TEXT_KINDS[code])


@register.simple_tag
def mode(code: str) -> str:
    """When a heavier penalty applies."""
    return str(legal_wording.MODES[code])


@register.simple_tag
def penalty(months: int) -> str:
    """A maximum as a length of time."""
    return legal_wording.penalty(months)


@register.simple_tag
def version(of: date | str | None) -> SafeString:
    """Of which day a consolidated text speaks."""
    if not of or of == "unknown":
        return format_html("{}", gettext("day of the text not known"))
    on = known_day(of) if isinstance(of, str) else day(of)
    return format_html("{} {}", gettext("text of"), on)


@register.filter
def excerpt(found: Excerpt) -> SafeString:
    """A piece of a text, with what was looked for marked."""
    said = format_html_join("", "{}", ((_piece(one.text, one.found),) for one in found.pieces))
    before, after = CUT * found.cut_before, CUT * found.cut_after
    return format_html("{}{}{}", before, said, after)


def _piece(text: str, found: bool) -> SafeString | str:
    return format_html("<mark>{}</mark>", text) if found else text


@register.simple_tag
def side(line: Line, which: str, versions: bool) -> SafeString:
    """One side of a line: what the other does not have is marked, of two versions as put in.

    Args:
        which: first or second.
        versions: whether the sides are an older and a newer text of one article.
    """
    runs = line.first if which == "first" else line.second
    whole = line.change in (Change.ONLY_FIRST, Change.ONLY_SECOND)
    form = "{}"
    if not whole and versions:
        form = "<del>{}</del>" if which == "first" else "<ins>{}</ins>"
    elif not whole:
        form = '<b class="differs">{}</b>'
    said = ((format_html(form, run.text) if run.differs else run.text,) for run in runs)
    return format_html_join("", "{}", said)


@register.simple_tag
def hit_url(row: Provision) -> str:
    """The page of a row of the index."""
    if row.kind == "offence":
        return reverse("offence", args=[row.body])
    if row.kind == "treaty":
        return reverse("article", args=[row.body, row.article])
    which = {"version": row.version.isoformat() if row.version else "unknown"}
    page = reverse("provision", args=[row.body, row.article])
    return f"{page}?{urlencode(which | {'language': row.language})}"


@register.simple_tag
def beside_url(row: Any) -> str:
    """The page on which something is laid beside it: a row of the index, an article, an offence."""
    if isinstance(row, Provision):
        reference = references.of_row(row)
    elif isinstance(row, StatuteProvision):
        reference = references.reference_of(row)
    else:
        reference = f"{references.OFFENCES}{row.id}"
    return f"{reverse('compare_provisions')}?{urlencode({'a': reference})}"


@register.simple_tag
def statute_url(provision: StatuteProvision) -> str:
    """The page of an article in its version and language, at the place of the provision."""
    at, head = provision.address, provision.head
    page = reverse("provision", args=[at.treaty, at.article])
    which = urlencode({"version": head.version, "language": head.language})
    return f"{page}?{which}#{at.anchor}" if at.path else f"{page}?{which}"


@register.simple_tag
def treaty_place(address: Address) -> SafeString:
    """A place in a treaty with the treaty's short name, leading to it."""
    named, _, place = legal_wording.place(str(address)).partition(legal_wording.LEFT_TO_RIGHT)
    return format_html(
        '<a href="{}">{}<bdi dir="ltr">{}</bdi></a>',
        provision_url(address),
        named,
        place.rstrip(legal_wording.END),
    )


@register.simple_tag
def hit_source(row: Provision) -> SafeString:
    """Where a row of the index is from, how sure, of which day."""
    return source_line(Source(row.source, row.as_of, Confidence(row.confidence)))


@register.simple_tag
def first_words(statute: Statute, article: StatuteProvision) -> str:
    """How an article begins."""
    text = text_of(statute, article)
    return text if len(text) <= BEGINNING else f"{text[:BEGINNING].rpartition(' ')[0]} {CUT}"


@register.simple_tag
def older_first(one: StatuteProvision, other: StatuteProvision) -> str:
    """The address by which two texts of an article are laid side by side, the older one first."""
    ordered = sorted((one, other), key=lambda at: (at.head.version != UNKNOWN_DAY, at.head.version))
    first, second = (references.reference_of(at) for at in ordered)
    return mark_safe(escape(urlencode({"a": first, "b": second})))


@register.simple_tag
def side_name(one: references.Named) -> str:
    """What is laid beside another, on one line without mark-up."""
    return legal_wording.provision(one.state, one.kind, one.title, one.article)


@register.simple_tag
def side_head(one: references.Named) -> SafeString:
    """What is laid beside another: State, statute, article, which text."""
    if one.kind == "offence":
        page, which = reverse("offence", args=[one.body]), gettext("by its elements")
    elif one.kind == "treaty":
        page = reverse("article", args=[one.body, one.article])
        which = language_name(one.language)
    else:
        article = one.parts[0].address.article
        told = urlencode({"version": one.version, "language": one.language})
        page = f"{reverse('provision', args=[one.body, article])}?{told}"
        which = format_html("{} · {}", language_name(one.language), version(one.version))
    return format_html(
        '<a href="{}"><b>{}</b></a><span class="second">{}</span>', page, side_name(one), which
    )


@register.filter
def text_standing(standing: str) -> str:
    """The mark of a text that was added: a draft, agreed, set aside."""
    return f"text_{standing}"


@register.filter
def parts_below(statute: Statute, article: StatuteProvision) -> tuple[StatuteProvision, ...]:
    """The parts of an article in order."""
    return statute.parts(article.address)[1:]


@register.simple_tag
def offence_field(field: BoundField, row: Offence) -> SafeString:
    """The field in which the articles of an offence are named; the hint is what the data cite."""
    label = legal_wording.provision(row.state, "offence", row.statute, row.article)
    return line(field, label, row.id, "ltr")
