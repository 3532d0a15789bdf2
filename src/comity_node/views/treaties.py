"""The treaty library: which texts are held, their provisions, and what rests on each of them."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from comity.law import Standing, standing
from comity.law.addresses import Address
from comity.law.citations import cited
from comity.law.coverage import coverage
from comity.law.declarations import Declaration, on_treaty
from comity.law.harmonisation import offence_articles
from comity.law.reasons import TEXTS
from comity.law.rows import Rule, Treaty
from comity.law.texts import Provision, Text, load_texts, not_held
from comity_node.law_in_force import law
from comity_node.officer import OfficerRequest
from comity_node.ports import clock
from comity_node.vocabulary import codes_of_states
from comity_node.wording import reader_language


@dataclass(frozen=True, slots=True)
class Held:
    """A treaty of the library: its text in the language nearest to the reader's, or none."""

    treaty: Treaty
    text: Text | None
    own: Standing | None


def treaties(request: OfficerRequest) -> HttpResponse:
    """Every treaty of the data: those whose text is held, then those whose depositary has it."""
    texts = load_texts()
    absent = {treaty.id for treaty in not_held(law(), texts)}
    shown = [_held(treaty) for treaty in law().treaties.values()]
    context = {
        "held": [one for one in shown if one.treaty.id not in absent],
        "absent": [one for one in shown if one.treaty.id in absent],
    }
    return render(request, "law/treaties.html", context)


def _held(treaty: Treaty) -> Held:
    own = None
    if settings.NODE.kind == "state":
        own = standing(law(), settings.NODE.code, treaty.id, clock.today().isoformat())
    return Held(treaty, load_texts().text(treaty.id, reader_language()), own)


def treaty(request: OfficerRequest, code: str) -> HttpResponse:
    """One treaty: its articles, who is bound today, what States said on it."""
    if code not in law().treaties:
        raise Http404
    today = clock.today().isoformat()
    standings = [standing(law(), state, code, today) for state in codes_of_states()]
    context = {
        "one": _held(law().treaties[code]),
        "standings": standings,
        "declarations": on_treaty(code),
    }
    return render(request, "law/treaty.html", context)


@dataclass(frozen=True, slots=True)
class Resting:
    """What of the data rests on an article: rules, and statements of States."""

    rules: tuple[Rule, ...]
    declarations: tuple[Declaration, ...]


def article(request: OfficerRequest, code: str, number: str) -> HttpResponse:
    """One article by its paragraphs, each with an address of its own."""
    text = load_texts().text(code, reader_language())
    address = Address(code, number)
    if text is None or address not in text.provisions:
        raise Http404
    before, after = text.neighbours(address)
    context = {
        "text": text,
        "article": text.provisions[address],
        "parts": _parts(text, address),
        "before": before,
        "after": after,
        "resting": _resting(address),
        "answered": _answered(address),
    }
    return render(request, "law/article.html", context)


def _parts(text: Text, address: Address) -> list[tuple[Provision, str, int]]:
    """Each part with its own label and how deep it lies."""
    inside = text.parts(address)[1:]
    return [(one, one.address.path[-1], len(one.address.path)) for one in inside]


def _answered(address: Address) -> bool:
    """Whether an offence of some State answers to the article."""
    rows = (row for rows in law().offences.values() for row in rows)
    found = (at for row in rows for at in offence_articles(row))
    return any((at.treaty, at.article) == (address.treaty, address.article) for at in found)


def _resting(address: Address) -> Resting:
    rules = tuple(
        rule
        for rule in law().rules.values()
        if any(
            (one.treaty, one.article) == (address.treaty, address.article)
            for one in cited(rule.source_article)
        )
    )
    return Resting(rules, on_treaty(address.treaty, address.article))


def law_data(request: OfficerRequest) -> HttpResponse:
    """How much is known, how surely, and what a lawyer could contest in it."""
    contested = [text for code, text in TEXTS.items() if code.startswith("contest_")]
    context = {"coverage": coverage(law()), "newest": law().newest, "contested": contested}
    return render(request, "law/data.html", context)
