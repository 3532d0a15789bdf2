"""What a reader looks for, as the index can be asked: words, how else they are written, phrases.

A word is looked for as it stands, evened by letter, and in every form with the same stem in a
language of the index. One that stands nowhere is taken for the beginning or a piece of a word, or
for a misspelling; the reader is told which words were looked for instead.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection

from comity.law.folding import folded
from comity.law.lexemes import LONGEST_WORD, Span, spans

LONGEST_QUESTION = 400  # signs that are read
MOST_WORDS = 12
MOST_FORMS = 40  # of one word
SHORTEST_PIECE = 3  # signs of a word that is taken for a piece of another
NEAREST = 5
ALIKE = 0.35  # pg_trgm: share of the groups of three letters that two words have in common
AS_GOOD = 0.12  # how much less alike than the nearest

DICTIONARIES: Mapping[str, str] = {
    "ar": "arabic_stem",
    "da": "danish_stem",
    "de": "german_stem",
    "el": "greek_stem",
    "en": "english_stem",
    "es": "spanish_stem",
    "fi": "finnish_stem",
    "fr": "french_stem",
    "hu": "hungarian_stem",
    "it": "italian_stem",
    "nl": "dutch_stem",
    "no": "norwegian_stem",
    "pt": "portuguese_stem",
    "ro": "romanian_stem",
    "ru": "russian_stem",
    "sv": "swedish_stem",
    "tr": "turkish_stem",
}
"""Language and the dictionary of PostgreSQL that takes a word back to its stem."""
READERS = ("ar", "en", "es", "fr", "it", "tr")  # languages whose little words are known
# What stands before every number of an article: it parts no text from another.
_ARTICLE = frozenset(
    {
        *("art", "arts", "article", "articles", "articolo", "articoli", "articulo", "articulos"),
        *("artikel", "artikelen", "madde", "maddesi", "ماده", "الماده", "المواد"),
    }
)
_PARTICLES = re.compile("^[وف]?[بك]?(?=ال...)")  # joined to the Arabic article and its word
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")


@dataclass(frozen=True, slots=True)
class Group:
    """One thing that was typed, and the words of the index any of which will do for it.

    Of a ``phrase`` the words stand in that order, side by side. ``instead`` has, as they are
    written, words taken for one that stands nowhere; it stands nowhere at all where ``words`` is
    empty.
    """

    typed: str
    words: tuple[str, ...]
    phrase: bool = False
    instead: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What was typed, as the index would have it."""
        return folded(self.typed)[:LONGEST_WORD]

    def with_forms(self, found: Sequence[tuple[str, str]]) -> "Group":
        """With more words, of which the reader is told where nothing else was found."""
        if self.key in self.words or not found:
            return self
        forms = tuple(dict.fromkeys((*self.words, *(form for form, _ in found))))[:MOST_FORMS]
        instead = () if self.words else tuple(shown for _, shown in found[:NEAREST])
        return replace(self, words=forms, instead=instead)

    @property
    def tsquery(self) -> str:
        """As PostgreSQL writes a ``tsquery``."""
        return f"({(' <-> ' if self.phrase else ' | ').join(map(_lexeme, self.words))})"


def _lexeme(word: str) -> str:
    return f"'{word}'"  # letters, digits and hyphens: nothing that would end it


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: ``groups`` must all be there.

    ``cut`` where more was typed than is read, ``no_word`` where nothing of it can be looked for.
    """

    groups: tuple[Group, ...] = ()
    cut: bool = False
    no_word: bool = False

    @property
    def found(self) -> tuple[Group, ...]:
        """What stands in some text."""
        return tuple(one for one in self.groups if one.words)

    @property
    def marked(self) -> frozenset[str]:
        """Every word that is to be marked in a text."""
        return frozenset(word for one in self.found for word in one.words)

    def all_of_it(self) -> str:
        """A ``tsquery`` of the texts that have everything."""
        return " & ".join(one.tsquery for one in self.found)

    def some_of_it(self) -> str:
        """A ``tsquery`` of the texts that have any of it."""
        return " | ".join(one.tsquery for one in self.found)


def clean(text: str) -> str:
    """Without signs the database refuses: NUL and halves of characters."""
    return text.replace("\0", " ").encode("utf-8", "ignore").decode("utf-8")


def stemmed_form(word: str) -> str:
    """What the stem is taken of: of Arabic without the particles before the article."""
    return _PARTICLES.sub("", word)


def asked_of(question: str) -> Asked:
    """What was typed, whatever it is."""
    text = clean(question)
    cut = len(text) > LONGEST_QUESTION
    text = text[:LONGEST_QUESTION]
    phrases = [one for one in map(_phrase, _QUOTED.findall(text)) if one]
    loose = _QUOTED.sub(" ", text)
    typed = {span.words[0]: span for span in spans(loose) if not _letter(span.words[0])}
    cut = cut or len(typed) > MOST_WORDS
    kept = list(typed.values())[:MOST_WORDS]
    found = (*phrases, *_groups(kept, loose, alone=not phrases))
    return Asked(found, cut, no_word=bool(text.strip()) and not found)


def _letter(word: str) -> bool:
    return len(word) == 1 and not word.isdigit()


def _phrase(text: str) -> Group | None:
    words = tuple(span.words[0] for span in spans(text))[:MOST_WORDS]
    return Group(text.strip(), words, phrase=True) if words else None


def _groups(kept: list[Span], text: str, *, alone: bool) -> tuple[Group, ...]:
    """Of each word one group, or one for each of its parts.

    Little words are looked for only where there is nothing else (``alone``).
    """
    known = _known([(word, text[one.start : one.end]) for one in kept for word in one.words])
    little = {span.words[0] for span in kept if known.little(span.words[0])}
    if alone and len(little) == len(kept):
        little = set()
    groups = [
        group
        for span in kept
        if span.words[0] not in little
        for group in _of_span(span, text[span.start : span.end], known)
    ]
    return _with_near(groups)


def _of_span(span: Span, typed: str, known: "_Known") -> Iterator[Group]:
    """A word that is known as a whole; or its parts, of which one at least is."""
    whole, *parts = span.words
    parts = [one for one in parts if not _letter(one)]
    if known.of(whole) or not any(known.of(one) for one in parts):
        yield Group(typed, known.of(whole))
        return
    for part in parts:
        yield Group(part, known.of(part))


@dataclass(frozen=True, slots=True)
class _Known:
    """Forms of words in the index, the word itself first; and little words of some language."""

    forms: Mapping[str, list[str]]
    stops: frozenset[str]

    def of(self, word: str) -> tuple[str, ...]:
        """The forms of a word; none where it stands nowhere."""
        return tuple(self.forms.get(word, ()))

    def little(self, word: str) -> bool:
        """Whether a text is not parted from another by it."""
        return word in self.stops or word in _ARTICLE


_STEMS = """
select a.word, l.language, ts_lexize(l.dictionary::regdictionary, a.form)
from unnest(%s::text[], %s::text[]) as a(word, form),
     unnest(%s::text[], %s::text[]) as l(language, dictionary)
"""
# Of a word that stands in the index, the forms are those of the languages it stands in.
_FORMS = """
with known as (
  select distinct word, language from comity_node_provisionword where word = any(%s)
)
select word, word from known
union
select a.word, w.word from unnest(%s::text[], %s::text[], %s::text[]) as a(word, language, stem)
join comity_node_provisionword w on w.language = a.language and (w.stem = a.stem or w.word = a.stem)
where exists (select from known k where k.word = a.word and k.language = a.language)
  or not exists (select from known k where k.word = a.word and k.language <> '')
"""
_BEGINNING = """
select a.word, n.word, n.shown from unnest(%s::text[]) as a(word) cross join lateral (
  select word, min(shown) as shown from comity_node_provisionword
  where length(a.word) >= %s and word like a.word || '%%'
  group by word order by length(word), word limit %s) n
"""
_NEAR = """
select a.word, n.word, n.shown, n.alike
from unnest(%s::text[]) as a(word) cross join lateral (
  (select word, min(shown) as shown, 2.0 as alike from comity_node_provisionword
   where length(a.word) > %s and word like '%%' || a.word || '%%'
   group by word order by length(word), word limit %s)
  union all
  (select word, min(shown), similarity(word, a.word) from comity_node_provisionword
   where word %% a.word
   group by word order by similarity(word, a.word) desc, word limit %s)
) n
"""


def _rows(query: str, given: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _known(asked: list[tuple[str, str]]) -> _Known:
    """Every form of some words in the index, and which are little words.

    Args:
        asked: each word with what was typed, which may have accents that its stem needs.
    """
    if not asked:
        return _Known({}, frozenset())
    pairs = {(word, stemmed_form(form)) for word, typed in asked for form in (word, typed.lower())}
    languages = (list(DICTIONARIES), list(DICTIONARIES.values()))
    told = _rows(_STEMS, (*map(list, zip(*pairs, strict=True)), *languages))
    stops = {word for word, language, stems in told if stems == [] and language in READERS}
    stems = {
        (word, language, one)
        for word, language, ones in told
        for one in (word, *map(folded, ones))  # a word may be the stem of another
    }
    words = sorted({word for word, _ in asked})
    columns = [list(one) for one in zip(*sorted(stems), strict=True)]
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for word, form in sorted(_rows(_FORMS, (words, *columns)), key=lambda one: one[0] != one[1]):
        if len(forms[word]) < MOST_FORMS:
            forms[word].append(form)
    return _Known(forms, frozenset(stops))


def _with_near(groups: list[Group]) -> tuple[Group, ...]:
    """What stands nowhere as it was typed is taken for the beginning of a word.

    Where no word begins so, for a piece of one, or for one that is misspelt.
    """
    lost = {one.key for one in groups if one.key not in one.words}
    if not lost:
        return tuple(groups)
    begun: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for word, form, shown in _rows(_BEGINNING, (sorted(lost), SHORTEST_PIECE, MOST_FORMS)):
        begun[word].append((form, shown))
    still = {one.key for one in groups if not one.words and one.key not in begun}
    near = _near(still) if still else {}
    return tuple(one.with_forms(begun.get(one.key) or near.get(one.key, [])) for one in groups)


def _near(lost: set[str]) -> Mapping[str, list[tuple[str, str]]]:
    """Words that have the lost one inside; without any, those most like it."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    best: dict[str, float] = {}
    for word, form, shown, alike in _rows(_NEAR, (sorted(lost), SHORTEST_PIECE, NEAREST, NEAREST)):
        top = best.setdefault(word, float(alike))
        if alike >= max(ALIKE, top - AS_GOOD):
            found[word].append((form, shown))
    return found
