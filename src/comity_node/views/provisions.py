"""Statutes and offences by their addresses; two provisions side by side."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from comity.law.addresses import Address
from comity.law.harmonisation import offence_articles
from comity.law.rows import Offence, Rule
from comity.law.side_by_side import Change, compare
from comity.law.statutes import Statute, StatuteProvision, Statutes, not_held
from comity_node.access.references import (
    Named,
    beside,
    named,
    of_row,
    offences_of,
    reference_of,
)
from comity_node.access.statute_texts import held_statutes, upload_of
from comity_node.law_in_force import law
from comity_node.legal_wording import provision as provision_name
from comity_node.officer import OfficerRequest
from comity_node.views.elements_shown import element_table
from comity_node.views.legislation import absent_texts, rows_by_id
from comity_node.wording import reader_language, state_name


def statute(request: OfficerRequest, code: str) -> HttpResponse:
    """One statute in one version: which of its articles are held."""
    held = held_statutes()
    found = held.statute(code, request.GET.get("version", ""), request.GET.get("language", ""))
    if found is None:
        raise Http404
    versions = [one for one in held.held if one.head.id == code]
    absent = [one for one in absent_texts() if one.state == found.head.state]
    context = {
        "statute": found,
        "head": found.head,
        "versions": versions,
        "upload": upload_of(found),
        "absent": [one for one in absent if found.head in one.other_versions],
    }
    return render(request, "law/statute.html", context)


def provision(request: OfficerRequest, code: str, article: str) -> HttpResponse:
    """One article in one version, with its history and what rests on it."""
    held = held_statutes()
    found = _provision(held, code, article, request)
    text = held.statute(code, found.head.version, found.head.language)
    assert text is not None  # noqa: S101  the provision was found in it
    before, after = text.neighbours(found.address)
    context = {
        "article": found,
        "head": found.head,
        "parts": _parts(text, found),
        "before": before,
        "after": after,
        "versions": _history(held, found.address),
        "reference": reference_of(found),
        "upload": upload_of(text),
        "offences": offences_of(found),
        "uses": [use for name in found.article.used_by for use in _use(name)],
        "answers_to": _answered(offences_of(found)),
    }
    return render(request, "law/provision.html", context)


def _provision(
    held: Statutes, code: str, article: str, request: OfficerRequest
) -> StatuteProvision:
    version, language = request.GET.get("version", ""), request.GET.get("language", "")
    found = held.find(Address(code, article), version, language)
    if found is None:
        raise Http404
    return found


def _parts(text: Statute, article: StatuteProvision) -> list[tuple[StatuteProvision, str, int]]:
    """Each part with its own label and how deep it lies."""
    inside = text.parts(article.address)[1:]
    return [(one, one.address.path[-1], len(one.address.path)) for one in inside]


def _history(held: Statutes, address: Address) -> list[tuple[StatuteProvision, str]]:
    """Every held text of an article, newest version first, with its reference."""
    found = [one.provisions[address] for one in held.held if address in one.provisions]
    return [(one, reference_of(one)) for one in reversed(found)]


@dataclass(frozen=True, slots=True)
class Use:
    """Who else cites an article: a rule, a line of a State's page, an offence, a provision."""

    rule: Rule | None = None
    fiche: tuple[str, str] | None = None
    offence: Offence | None = None
    provision: StatuteProvision | None = None


def _use(name: str) -> list[Use]:
    """What a name in ``used_by`` leads to; nothing where it leads nowhere any more."""
    kind, _, rest = name.partition(":")
    if kind == "rules":
        return [Use(rule=law().rules[rest])] if rest in law().rules else []
    if kind == "fiches":
        state, _, key = rest.partition(":")
        return [Use(fiche=(state, key))] if state in law().fiches else []
    if kind == "offences":
        return [Use(offence=rows_by_id()[rest])] if rest in rows_by_id() else []
    found = held_statutes().find(Address.parse(name))
    return [Use(provision=found)] if found else []


def _answered(rows: tuple[Offence, ...]) -> list[Address]:
    return list(dict.fromkeys(at for row in rows for at in offence_articles(row)))


def offence(request: OfficerRequest, code: str) -> HttpResponse:
    """One offence of the law data, by its elements; its text, or that it is not held."""
    row = rows_by_id().get(code)
    if row is None:
        raise Http404
    others = [one for one in law().offences[row.state] if one.id != row.id and one.in_force(_day())]
    context = {
        "row": row,
        "held": held_statutes().provisions_of(row),
        "absent": not_held([row], held_statutes()),
        "answers_to": offence_articles(row),
        "table": element_table([(row,)]),
        "others": others,
    }
    return render(request, "law/offence.html", context)


def _day() -> str:
    from comity_node.ports import clock

    return clock.today().isoformat()


def compare_provisions(request: OfficerRequest) -> HttpResponse:
    """Two provisions side by side; with one alone, what it may be laid beside."""
    sides = [named(request.GET.get(name, ""), reader_language()) for name in ("a", "b")]
    first, second = sides
    if first is None:
        raise Http404
    context: dict[str, Any] = {"first": first, "second": second, "sides": sides}
    context["choices"] = _choices(first)
    context["typed"] = request.GET.get("b", "")
    context["unknown"] = bool(context["typed"]) and second is None
    if second is not None:
        lines = compare(first.parts, second.parts)
        statutes = first.kind == second.kind == "statute"
        context |= {
            "lines": lines,
            "versions": statutes and first.parts[0].address == second.parts[0].address,
            "compared": first.language == second.language,
            "differing": sum(line.change is not Change.SAME for line in lines),
            "table": element_table([first.offences, second.offences]),
        }
    return render(request, "law/compare.html", context)


def _choices(first: Named) -> list[tuple[str, list[tuple[str, str]]]]:
    """What it may be laid beside: reference and words, under the name of its State."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in beside(first):
        head = state_name(row.state, reader_language())
        label = provision_name(row.state, row.kind, row.title, row.article)
        if row.kind == "statute":
            which = row.version.isoformat() if row.version else _("day of the text not known")
            label = f"{label} ({which})"
        groups.setdefault(head, []).append((of_row(row), label))
    return list(groups.items())
