"""An answer of the law as text to read: each sentence with article, source, date, confidence.

The sentences are those of the pages. No node is needed: of Django only the catalogues are used.
"""

import textwrap
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace

import django
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from comity.assistance import Assessment
from comity.base.findings import Finding
from comity.base.source import NO_SOURCE, Source
from comity.law import Standing
from comity.law.bases import Base
from comity.law.clocks import CaseClock, Due, DueClock
from comity.law.contestable import contestable
from comity.law.explain import explain
from comity.law.rules import FiredRule
from comity.law.ways import Way, instead, why_not

WIDTH = 96
Lines = Iterator[str]


def said(found: Assessment, part: str, language: str) -> str:
    """The part of an answer as text, in the language."""
    with _speaking(language):
        return "\n".join(line for write in PARTS[part] for line in write(found))


def said_standing(found: Standing, language: str) -> str:
    """Whether a State is bound, as text."""
    with _speaking(language):
        from comity_node.wording import TRITS, sentence

        word = str(TRITS[found.bound.value])
        return "\n".join([word, *_indented(sentence(found.reason)), *_cited((), found.source)])


def _speaking(language: str) -> override:
    """The catalogues of the pages, without a node behind them."""
    if not settings.configured:
        settings.configure(
            USE_I18N=True,
            LANGUAGE_CODE="en",
            LOCALE_PATHS=[str(Path(__file__).parents[1] / "locale")],
            NODE=SimpleNamespace(kind="none", code=""),
        )
        django.setup()
    return override(language)


def _head(text: str) -> Lines:
    yield ""
    yield text.upper()


def _indented(text: str, mark: str = "   ") -> Lines:
    yield from textwrap.wrap(
        text, WIDTH, initial_indent=mark.ljust(3), subsequent_indent="   ", break_long_words=False
    )


def _cited(articles: tuple[str, ...], source: Source) -> Lines:
    """Article, degree, date checked and source, on lines of their own."""
    degree = {
        "verified": _("Read at source"),
        "known": _("Known, not re-read"),
        "unknown": _("Not found"),
    }[source.confidence.value]
    if not (articles or source.source):
        return
    parts = [", ".join(articles)]
    if source.source:
        named = _("no source recorded") if source.source == NO_SOURCE else source.source
        parts += [degree, _of_day(source.as_of), named]
    yield from _indented("[" + " · ".join(part for part in parts if part) + "]")


def _of_day(as_of: str) -> str:
    from comity_node.wording import known_day, reader_language

    said = pgettext("source", "as of")
    return f"{said} {known_day(as_of, reader_language())}" if as_of else ""


def _finding(one: Finding) -> Lines:
    from comity_node.wording import sentence

    yield from _indented(sentence(one.reason), " -")
    yield from _cited(one.articles, one.source)


def _bases(found: Assessment) -> Lines:
    bases = found.answer.bases
    yield from _head(_("Legal bases, in order"))
    for number, base in enumerate(bases.available, start=1):
        yield from _base(base, str(number))
    for base in bases.unknown:
        yield from _base(base, "?")
    if not bases.available:
        yield from _indented(_("No basis is known to be available on these facts."), " -")


def _base(base: Base, mark: str) -> Lines:
    from comity_node.wording import reader_language, sentence, treaty_title

    title = treaty_title(base.id, reader_language()) if base.title else base.id
    yield from _indented(f"{base.id} · {title}" if title != base.id else title, mark)
    for one in base.reasons:
        yield from _indented(sentence(one))
    yield from _cited(base.step.articles, base.source)


def _comparison(found: Assessment) -> Lines:
    yield from _head(_("Dual criminality"))
    for one in explain(found.law, found.answer):
        yield from _finding(one)


def _missing(found: Assessment) -> Lines:
    from comity_node.vocabulary import word

    yield from _head(_("Missing in the file"))
    if found.answer.question.file is None:
        yield from _indented(_("Not looked at: the question names no file."), " -")
    elif not found.missing:
        yield from _indented(_("Nothing."), " -")
    for one in found.missing:
        yield from _indented(
            f"{one.id}: {word('file_item', one.item)}. {_(one.rule.message)}", " -"
        )
        yield from _cited((one.rule.source_article,), one.rule.source)


def _rules(found: Assessment) -> Lines:
    yield from _head(_("Rules that fire"))
    if not found.answer.rules:
        yield from _indented(_("None."), " -")
    for fired in found.answer.rules:
        yield from _rule(fired)


def _rule(fired: FiredRule) -> Lines:
    effects = {
        "block": _("stops the act"),
        "dual": _("asks for two persons"),
        "warn": _("warns"),
        "inform": _("informs"),
    }
    rule = fired.rule
    yield from _indented(f"{rule.id} ({effects[fired.effect.value]}): {_(rule.message)}", " -")
    yield from _cited((rule.source_article,), rule.source)


def _clocks(found: Assessment) -> Lines:
    yield from _head(_("Dates"))
    if not found.answer.clocks:
        yield from _indented(_("None."), " -")
    for one in found.answer.clocks:
        yield from _date(one)


def _date(one: Due) -> Lines:
    from comity_node.wording import DATE_KINDS, known_day, reader_language, state_name

    language = reader_language()
    if isinstance(one, DueClock):
        day = known_day(one.due, language)
        yield from _indented(f"{day} · {DATE_KINDS['legal_limit']} · {_(one.rule.message)}", " -")
        yield from _cited((one.rule.source_article,), one.rule.source)
        return
    parts = [known_day(one.due, language), str(DATE_KINDS[one.asked.kind.value])]
    if one.state:
        whose = {"n": one.asked.working_days, "state": state_name(one.state, language)}
        parts.append(_("%(n)s working days of %(state)s") % whose)
        parts += _unsure(one)
    yield from _indented(" · ".join(parts), " -")


def _unsure(one: CaseClock) -> list[str]:
    found = []
    if one.estimated:
        found.append(_("hangs on a holiday that may move"))
    if not one.known:
        found.append(_("the earliest possible: the State's calendar is not in the data"))
    return found


def _why_not(found: Assessment) -> Lines:
    findings = why_not(found.answer)
    if findings:
        yield from _head(_("Why not"))
    for one in findings:
        yield from _finding(one)


def _instead(found: Assessment) -> Lines:
    yield from _head(_("Instead"))
    for way in instead(found.law, found.answer):
        yield from _way(way)


def _way(way: Way) -> Lines:
    from comity_node.wording import sentence

    mark = {"yes": " +", "no": " x", "unknown": " ?"}[way.open.value]
    yield from _indented(" ".join(sentence(one) for one in (way.reason, *way.doubts)), mark)
    if way.articles:
        yield from _indented(f"[{', '.join(way.articles)}]")


def _contestable(found: Assessment) -> Lines:
    points = contestable(found.law, found.answer)
    if points:
        yield from _head(_("What a lawyer could contest"))
    for one in points:
        yield from _finding(one)


def _note(_found: Assessment) -> Lines:
    yield ""
    said = _(
        "Comity does not estimate whether a State will help. These are rules and facts with their "
        "sources, not an opinion on the law of the State asked. No lawyer has reviewed the data."
    )
    yield from textwrap.wrap(said, WIDTH)


PARTS: Mapping[str, tuple[Callable[[Assessment], Lines], ...]] = {
    "basis": (_bases, _why_not, _note),
    "dual-criminality": (_comparison, _note),
    "assistance": (_missing, _note),
    "rules": (_rules, _note),
    "clocks": (_clocks, _note),
    "assess": (
        _bases,
        _comparison,
        _missing,
        _rules,
        _clocks,
        _why_not,
        _instead,
        _contestable,
        _note,
    ),
}
