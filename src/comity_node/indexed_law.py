"""What the index of legislation holds: articles of statutes and treaties, and offences as elements.

Made from the law data and the held texts; says nothing they do not say. An offence is found by the
words of its elements in the six languages of the readers, so that the law of a State whose statute
is not held is found too.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from babel import Locale
from django.conf import settings
from django.utils import translation

from comity.assistance.texts import LANGUAGES as LETTER_LANGUAGES
from comity.assistance.texts import load_texts as letter_texts
from comity.base.dates import is_day
from comity.base.source import Source
from comity.law import LawData
from comity.law.addresses import Address
from comity.law.elements import elements_of
from comity.law.harmonisation import offence_articles
from comity.law.rows import Offence
from comity.law.search_words import load_search_words, said_of
from comity.law.statutes import Numbering, Statute, StatuteProvision, Statutes
from comity.law.texts import Provision, Text, load_texts
from comity_node.vocabulary import word

MADE_AS = "1"
"""Of what is indexed and how: raised when the words of an entry would come out otherwise."""
STATUTE, TREATY, OFFENCE = "statute", "treaty", "offence"
AUTHENTIC, TRANSLATION, ELEMENTS = "authentic", "translation", "elements"


@dataclass(frozen=True, slots=True)
class Said:
    """Words of an entry, their language (empty: none known) and how much they weigh, A to D."""

    weight: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the index; the fields are those of ``models.Provision``."""

    kind: str
    state: str
    body: str
    article: str
    place: int
    title: str
    heading: str
    language: str
    text_kind: str
    text: str
    source: Source
    said: tuple[Said, ...]
    version: date | None = None
    in_force_from: date | None = None
    in_force_until: date | None = None
    text_from: date | None = None
    text_until: date | None = None
    answers_to: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    max_months: int | None = None


@dataclass(frozen=True, slots=True)
class IndexBody:
    """What is put in and taken out as one: a statute in all versions, a treaty, a State's rows."""

    name: str
    entries: tuple[Entry, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of everything it says, hex."""
        return hashlib.sha256(f"{MADE_AS} {self.entries!r}".encode()).hexdigest()


def bodies(law: LawData, statutes: Statutes) -> Iterator[IndexBody]:
    """Everything that is indexed."""
    rows = {row.id: row for ones in law.offences.values() for row in ones}
    for name, held in groupby(statutes.held, key=lambda one: one.head.id):
        yield IndexBody(f"{STATUTE}:{name}", tuple(_of_statute(tuple(held), rows)))
    asked = frozenset(at for row in rows.values() for at in _answered(row))
    for texts in load_texts().by_treaty.values():
        for text in texts.values():
            name = f"{TREATY}:{text.head.treaty}.{text.head.language}"
            yield IndexBody(name, tuple(_of_treaty(text, law, asked)))
    for state, offences in law.offences.items():
        entries = tuple(_of_offence(row, place) for place, row in enumerate(offences))
        yield IndexBody(f"{OFFENCE}:{state}", entries)


# --- statutes ----------------------------------------------------------------------------------


def _of_statute(versions: tuple[Statute, ...], rows: dict[str, Offence]) -> Iterator[Entry]:
    place = 0
    for statute in versions:
        for article in statute.articles:
            place += 1
            found = [rows[one] for one in article.article.offences if one in rows]
            yield _article(statute, article, place, _beside(versions, statute, article), found)


def _article(
    statute: Statute,
    article: StatuteProvision,
    place: int,
    beside: tuple[date | None, date | None],
    rows: list[Offence],
) -> Entry:
    head, row = statute.head, article.article
    text = text_of(statute, article)
    said = (
        Said("A", "", row.number),
        Said("A", head.language, row.heading),
        *(Said("C", head.language, one) for one in (head.title, *head.called)),
        *_names(head.state),
        Said("D", head.language, text),
    )
    since, until = _period(article, rows)
    return Entry(
        STATUTE, head.state, head.id, row.article, place, head.title, row.heading, head.language,
        head.kind.value, text, head.source, said,
        version=_day(head.version), in_force_from=since, in_force_until=until,
        text_from=beside[0], text_until=beside[1],
        answers_to=_sorted(at for one in rows for at in _answered(one)),
        elements=tuple(dict.fromkeys(code for one in rows for code in elements_of(one))),
        max_months=_highest(rows),
    )  # fmt: skip


def _beside(
    versions: tuple[Statute, ...], statute: Statute, article: StatuteProvision
) -> tuple[date | None, date | None]:
    """From when and until when (not included) this version is the nearest text that is held."""
    same = [
        one
        for one in versions
        if one.head.language == statute.head.language and article.address in one.provisions
    ]
    place = same.index(statute)
    own = _day(statute.head.version) if place else None
    return own, _day(same[place + 1].head.version) if place + 1 < len(same) else None


def _period(article: StatuteProvision, rows: list[Offence]) -> tuple[date | None, date | None]:
    """The days the source prints, else those of the offences it is the text of, where all say."""
    row = article.article
    if row.in_force_from or row.in_force_until:
        return _day(row.in_force_from), _day(row.in_force_until)
    since = [_day(one.in_force_from) for one in rows]
    until = [_day(one.in_force_until) for one in rows]
    begun, ended = [one for one in since if one], [one for one in until if one]
    return (
        min(begun) if begun and len(begun) == len(rows) else None,
        max(ended) if ended and len(ended) == len(rows) else None,
    )


def text_of(statute: Statute, article: StatuteProvision) -> str:
    """An article in one text: a paragraph a line, with its number where it has one in print."""
    counted = statute.head.numbering is Numbering.COUNTED
    lines = [article.text]
    for part in statute.parts(article.address)[1:]:
        bare = counted and len(part.address.path) == 1
        lines.append(part.text if bare else f"({part.address.path[-1]}) {part.text}")
    return "\n".join(line for line in lines if line)


def _highest(rows: list[Offence]) -> int | None:
    """The highest base maximum in months; -1 where none is known, None where there is none."""
    if not rows:
        return None
    return max(row.base_max_months for row in rows)


# --- treaties ----------------------------------------------------------------------------------


def _of_treaty(text: Text, law: LawData, asked: frozenset[str]) -> Iterator[Entry]:
    treaty = law.treaties[text.head.treaty]
    titles = letter_texts().treaties.get(treaty.id)
    named = [(one, getattr(titles, one)) for one in LETTER_LANGUAGES] if titles else []
    for place, article in enumerate(text.articles):
        words = _treaty_words(text, article)
        said = (
            Said("A", "", article.address.article),
            Said("A", article.language, article.heading),
            *(Said("C", one, title) for one, title in named),
            Said("C", "en", f"{treaty.title}, {treaty.short}"),
            Said("D", article.language, words),
        )
        yield Entry(
            TREATY, "", treaty.id, article.address.article, place, treaty.title, article.heading,
            article.language, AUTHENTIC if text.head.authentic else TRANSLATION, words,
            text.head.source, said,
            in_force_from=_day(treaty.in_force_on),
            answers_to=_sorted(one for one in asked if _in_article(one, article.address)),
        )  # fmt: skip


def _treaty_words(text: Text, article: Provision) -> str:
    parts = [f"({one.address.path[-1]}) {one.text}" for one in text.parts(article.address)[1:]]
    return "\n".join(line for line in (article.text, *parts) if line)


def _in_article(address: str, article: Address) -> bool:
    at = Address.parse(address)
    return (at.treaty, at.article) == (article.treaty, article.article)


# --- offences ----------------------------------------------------------------------------------


def _of_offence(row: Offence, place: int) -> Entry:
    notes = "\n".join(one for one in (row.note, row.exceptions_note, row.extraterritorial) if one)
    said = (
        Said("A", "", f"{row.article} {row.statute}"),
        *_cited(row),
        *(Said("B", one, text) for one, text in said_of(row, load_search_words())),
        *_labels(row),
        *_names(row.state),
        Said("D", "en", notes),
    )
    return Entry(
        OFFENCE, row.state, row.id, row.article, place, row.statute, "", "", ELEMENTS, notes,
        row.source, said,
        in_force_from=_day(row.in_force_from), in_force_until=_day(row.in_force_until),
        answers_to=_sorted(_answered(row)), elements=elements_of(row),
        max_months=row.base_max_months if elements_of(row) else None,
    )  # fmt: skip


def _cited(row: Offence) -> Iterator[Said]:
    """Statute and article as letters of four languages name them."""
    texts = letter_texts()
    for language in LETTER_LANGUAGES:
        for one in (row.statute, row.article):
            if (cited := texts.citation(row.state, one, language)) != one:
                yield Said("B", language, cited)


def _labels(row: Offence) -> Iterator[Said]:
    """The words of the pages for its elements, and those of letters for its conduct."""
    codes = [code.partition(":")[::2] for code in elements_of(row)]
    codes = [(kind, code) for kind, code in codes if kind != "benefit"]
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            labels = " ; ".join(word(kind, code) for kind, code in codes)
        yield Said("B", language if language in settings.COMPLETE_LANGUAGES else "", labels)
    conduct = letter_texts().conduct
    for language in LETTER_LANGUAGES:
        texts = (getattr(conduct[one], language) for one in row.conduct)
        yield Said("B", language, " ; ".join(texts))


# --- of all ------------------------------------------------------------------------------------


def _names(state: str) -> Iterator[Said]:
    """The name of a State in every language of the readers."""
    for language, _name in settings.LANGUAGES:
        name = Locale.parse(language).territories.get(state, "")
        if name:
            yield Said("C", language, name)


def _answered(row: Offence) -> Iterator[str]:
    """Addresses of the treaties it answers to, each with those above it."""
    for address in offence_articles(row):
        at: Address | None = address
        while at is not None and at.article:
            yield str(at)
            at = at.above


def _sorted(addresses: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(addresses)))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if is_day(text) else None
