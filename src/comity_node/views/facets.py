"""What a search can be narrowed down by, as a form shows it: values with how many there are."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from babel import Locale
from django.utils.translation import gettext_lazy as _

from comity.law.addresses import Address
from comity.law.elements import KINDS as ELEMENTS
from comity.law.rows import LIFE, SERIOUS_MONTHS
from comity_node.access.legislation import Filters, Found
from comity_node.legal_wording import ELEMENT_KINDS, KINDS, TEXT_KINDS, element, penalty, place
from comity_node.templatetags.marks import day
from comity_node.wording import reader_language, state_name

STEPS = (12, 24, 36, SERIOUS_MONTHS, 60, 96, 120, 180, 240, LIFE)  # months
_TREATIES_FIRST = ("SOM_PROTOCOL", "UNTOC")


@dataclass(frozen=True, slots=True)
class Option:
    """A value, its words, how many texts there would be."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A choice of the form: options under headings; the heading is empty where there is one."""

    name: str
    label: Any
    groups: tuple[tuple[str, tuple[Option, ...]], ...]
    errors: tuple[str, ...] = ()


def facets(found: Found, filters: Filters, errors: Mapping[str, Iterable[Any]]) -> list[Facet]:
    """Every choice in the order of the form, each with what is wrong with it."""
    return [
        replace(one, errors=tuple(str(fault) for fault in errors.get(one.name, ())))
        for one in _facets(found.counts, filters)
    ]


def chosen(shown: Iterable[Facet], filters: Filters) -> list[tuple[Any, Any]]:
    """What the search is narrowed down to, in words."""
    found: list[tuple[Any, Any]] = [
        (facet.label, option.label)
        for facet in shown
        for _head, options in facet.groups
        for option in options
        if option.chosen
    ]
    return [*found, (_("In force on"), day(filters.day))] if filters.day else found


def _facets(counts: Mapping[str, Mapping[str, int]], filters: Filters) -> list[Facet]:
    return [
        _plain("state", _("State"), counts, filters.state, _state),
        _plain("kind", _("What it is"), counts, filters.kind, lambda code: str(KINDS[code])),
        _articles(counts, filters.article),
        _elements(counts, filters.element),
        _months("at_least", _("Highest penalty at least"), counts, filters.at_least, up=True),
        _months("at_most", _("Highest penalty at most"), counts, filters.at_most, up=False),
        _plain("text", _("Kind of text"), counts, filters.text_kind, _text_kind, "text_kind"),
        _plain("language", _("Language"), counts, filters.language, _language),
    ]


def _state(code: str) -> str:
    return state_name(code, reader_language())


def _text_kind(code: str) -> str:
    return str(TEXT_KINDS[code])


def _language(code: str) -> str:
    return str(Locale.parse(reader_language()).languages.get(code, code))


def _plain(
    name: str,
    label: Any,
    counts: Mapping[str, Mapping[str, int]],
    chosen: str,
    words: Callable[[str], str],
    facet: str = "",
) -> Facet:
    """Values in the order of the alphabet; one that has no words of ours is none."""
    found = {value: count for value, count in counts.get(facet or name, {}).items() if value}
    options = _options(_named(_with(found, chosen), words), chosen)
    return Facet(name, label, (("", tuple(sorted(options, key=lambda one: one.label))),))


def _with(found: Mapping[str, int], chosen: str) -> dict[str, int]:
    """The value that was chosen stays to be seen where nothing has it."""
    return dict(found) | ({chosen: 0} if chosen and chosen not in found else {})


def _named(found: Mapping[str, int], words: Callable[[str], str]) -> Iterable[tuple[str, str, int]]:
    for value, count in found.items():
        try:
            yield value, words(value), count
        except (KeyError, ValueError):  # typed into the address, and nothing of ours
            continue


def _options(named: Iterable[tuple[str, str, int]], chosen: str) -> list[Option]:
    return [Option(value, label, count, value == chosen) for value, label, count in named]


def _articles(counts: Mapping[str, Mapping[str, int]], chosen: str) -> Facet:
    """The Protocol before the Convention, each in the order of its articles."""
    found = _with(counts.get("article", {}), chosen)
    options = _options(_named(found, place), chosen)
    ordered = tuple(sorted(options, key=lambda one: _order(Address.parse(one.value))))
    return Facet("article", _("Treaty article it answers to"), (("", ordered),))


def _order(at: Address) -> tuple[int, str, int, str]:
    first = _TREATIES_FIRST.index(at.treaty) if at.treaty in _TREATIES_FIRST else 9
    number = "".join(one for one in at.article if one.isdigit())
    return first, at.treaty, int(number or 0), str(at)


def _elements(counts: Mapping[str, Mapping[str, int]], chosen: str) -> Facet:
    found = _with(counts.get("element", {}), chosen)
    options = _options(_named(found, element), chosen)
    groups = [
        (str(ELEMENT_KINDS[kind]), tuple(one for one in options if _kind(one.value) == kind))
        for kind in ELEMENTS
    ]
    by_count = [(head, tuple(sorted(ones, key=lambda one: -one.count))) for head, ones in groups]
    return Facet("element", _("Element"), tuple(group for group in by_count if group[1]))


def _kind(code: str) -> str:
    return code.partition(":")[0]


def _months(
    name: str, label: Any, counts: Mapping[str, Mapping[str, int]], chosen: int | None, *, up: bool
) -> Facet:
    """Steps that something reaches, or the one that was chosen."""
    known = {int(months): count for months, count in counts.get("months", {}).items()}
    steps = sorted({*STEPS, *([chosen] if chosen is not None else [])})
    options = []
    for step in steps:
        count = sum(n for months, n in known.items() if months >= 0 and _reaches(months, step, up))
        if count or step == chosen:
            options.append(Option(str(step), penalty(step), count, step == chosen))
    return Facet(name, label, (("", tuple(options)),))


def _reaches(months: int, step: int, up: bool) -> bool:
    return months >= step if up else months <= step
