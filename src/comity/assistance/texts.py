"""The fixed words of letters: sentences, measures, titles and names in four languages.

They are data (``data/assistance``); no lawyer and no certified translator has reviewed them.
The loader stops at a language that is missing, at placeholders that differ between languages
and at a key or code that nobody asks for.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources.abc import Traversable
from types import MappingProxyType

from babel import Locale

from comity.base.reader import DataError, package_data, read_toml
from comity.law.data import load as load_law

LANGUAGES = ("en", "ar", "it", "fr")
RIGHT_TO_LEFT = frozenset({"ar"})
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_NUMBER_MAY_BE_A_WORD = ("frame.years.", "frame.months.")


class Code(StrEnum):
    """Why a letter cannot be written; the value is stable and may be translated."""

    NO_TEXT = "no_letter_text"  # the project has no sentences in this language
    NOT_OF_THIS_LETTER = "language_not_of_this_letter"
    NOT_TRANSLATED = "not_translated"
    NO_WORD = "no_word"
    NO_STATE_NAME = "no_state_name"
    NO_TITLE = "no_title"
    NO_GROUND = "no_ground"
    NO_REASONS = "no_reasons"
    NO_CONSULTATION = "no_consultation"
    NOTHING_ASKED = "nothing_asked"
    NOT_TERMS = "not_terms"
    NOT_CANONICAL = "not_canonical"


class LetterError(ValueError):
    """A letter that cannot be written or read. ``language`` is an ISO 639-1 code or empty."""

    def __init__(self, code: Code, sentence: str, *, language: str = "", about: str = "") -> None:
        super().__init__(sentence)
        self.code, self.language, self.about = code, language, about


@dataclass(frozen=True, slots=True)
class Sentence:
    """One fixed sentence with ``{placeholders}``."""

    key: str
    en: str
    ar: str
    it: str
    fr: str


@dataclass(frozen=True, slots=True)
class Word:
    """The wording of one code of a vocabulary."""

    code: str
    en: str
    ar: str
    it: str
    fr: str


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a treaty; ``official`` names the languages in which it is the official one."""

    code: str
    official: tuple[str, ...]
    en: str
    ar: str
    it: str
    fr: str


@dataclass(frozen=True, slots=True)
class StateWords:
    """A State's name, the name after "of" and the adjective of nationality, by language."""

    code: str
    en: str
    ar: str
    it: str
    fr: str
    of_en: str
    of_ar: str
    of_it: str
    of_fr: str
    national_en: str
    national_ar: str
    national_it: str
    national_fr: str


@dataclass(frozen=True, slots=True)
class Texts:
    """All of them, by key or code."""

    sentences: Mapping[str, Sentence]
    measures: Mapping[str, Word]
    conduct: Mapping[str, Word]
    items: Mapping[str, Word]
    grounds: Mapping[str, Word]
    treaties: Mapping[str, Title]
    states: Mapping[str, StateWords]
    citations: Mapping[str, Word]

    def say(self, key: str, language: str, **values: object) -> str:
        """A sentence with its placeholders filled; what is filled in is not read again.

        Raises:
            LetterError: the project has no sentences in that language, or no such sentence.
        """
        require(language)
        if key not in self.sentences:
            sentence = f'No sentence "{key}" in the data.'
            raise LetterError(Code.NO_WORD, sentence, language=language, about=key)
        template: str = getattr(self.sentences[key], language)
        return template.format(**values)

    def word(self, words: Mapping[str, Word], code: str, language: str) -> str:
        """The wording of a code.

        Raises:
            LetterError: no such code, or no sentences in that language.
        """
        require(language)
        if code not in words:
            sentence = f'No wording for "{code}" in the data.'
            raise LetterError(Code.NO_WORD, sentence, language=language, about=code)
        return str(getattr(words[code], language))

    def state(self, code: str, language: str, form: str = "") -> str:
        """A State's name; ``form`` is empty or ``of_``.

        Raises:
            LetterError: the State is not in ``data/assistance/states.toml``.
        """
        require(language)
        if code not in self.states:
            sentence = f'No name for the State "{code}" in letters.'
            raise LetterError(Code.NO_STATE_NAME, sentence, language=language, about=code)
        return str(getattr(self.states[code], form + language))

    def nationality(self, code: str, language: str) -> str:
        """The adjective, or the State's name (CLDR) where it has none here, or the code."""
        require(language)
        if code in self.states:
            return str(getattr(self.states[code], f"national_{language}"))
        return str(Locale.parse(language).territories.get(code, code))

    def citation(self, state: str, text: str, language: str) -> str:
        """A law or its articles, as a language names them; as the law data do where none is here.

        Args:
            text: the statute or the article of a row of a State's offences.
        """
        require(language)
        found = self.citations.get(f"{state}:{text}")
        return str(getattr(found, language)) if found else text

    def title(self, treaty: str, language: str) -> str:
        """The title of a treaty; empty when it is not in the data."""
        require(language)
        return str(getattr(self.treaties[treaty], language)) if treaty in self.treaties else ""


def require(language: str) -> None:
    """Stop where the project has no sentences in a language.

    Raises:
        LetterError: with ``Code.NO_TEXT``; the message names the language.
    """
    if language not in LANGUAGES:
        sentence = (
            f'No letters in the language "{language}" yet; there are: {", ".join(LANGUAGES)}.'
        )
        raise LetterError(Code.NO_TEXT, sentence, language=language)


def direction(language: str) -> str:
    """``rtl`` or ``ltr``."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def placeholders(template: str) -> frozenset[str]:
    """Names between braces."""
    return frozenset(_PLACEHOLDER.findall(template))


def load_texts(root: Traversable | None = None) -> Texts:
    """The texts of the package (read once), or of a folder laid out like ``comity/data``.

    Raises:
        DataError: a file is broken, a language empty, a placeholder or a key wrong.
    """
    return _packaged() if root is None else _load(root)


@cache
def _packaged() -> Texts:
    return _load(package_data())


def _load(root: Traversable) -> Texts:
    folder = root / "assistance"
    words = load_law().words
    return Texts(
        MappingProxyType(_sentences(folder / "letters.toml")),
        MappingProxyType(_words(folder / "measures.toml", words["measure"], whole=True)),
        MappingProxyType(_words(folder / "conduct.toml", words["conduct"], whole=True)),
        MappingProxyType(_words(folder / "items.toml", words["file_item"], whole=False)),
        MappingProxyType(_words(folder / "grounds.toml", GROUNDS, whole=True)),
        MappingProxyType(_titles(folder / "treaties.toml")),
        MappingProxyType(_states(folder / "states.toml")),
        MappingProxyType(_words(folder / "citations.toml", _cited(), whole=False)),
    )


def _cited() -> set[str]:
    """Every statute and article of the law data, with its State."""
    return {
        f"{state}:{text}"
        for state, rows in load_law().offences.items()
        for row in rows
        for text in (row.statute, row.article)
    }


def _sentences(file: Traversable) -> dict[str, Sentence]:
    rows = {row.key: row for row in read_toml(file, "sentence", Sentence, key=lambda row: row.key)}
    _same_codes(file, "sentence", rows.keys(), KEYS, whole=True)
    for row in rows.values():
        _all_languages(file, "sentence", row.key, row)
        _same_placeholders(file, row)
    return rows


def _words(file: Traversable, known: Collection[str], *, whole: bool) -> dict[str, Word]:
    rows = {row.code: row for row in read_toml(file, "word", Word, key=lambda row: row.code)}
    _same_codes(file, "word", rows.keys(), known, whole=whole)
    for row in rows.values():
        _all_languages(file, "word", row.code, row)
    return rows


def _titles(file: Traversable) -> dict[str, Title]:
    rows = {row.code: row for row in read_toml(file, "treaty", Title, key=lambda row: row.code)}
    _same_codes(file, "treaty", rows.keys(), load_law().treaties, whole=False)
    for row in rows.values():
        _all_languages(file, "treaty", row.code, row)
    return rows


def _states(file: Traversable) -> dict[str, StateWords]:
    rows = {row.code: row for row in read_toml(file, "state", StateWords, key=lambda row: row.code)}
    _same_codes(file, "state", rows.keys(), load_law().states.codes, whole=False)
    for row in rows.values():
        for prefix in ("", "of_", "national_"):
            _all_languages(file, "state", row.code, row, prefix)
    return rows


def _all_languages(file: Traversable, table: str, key: str, row: object, prefix: str = "") -> None:
    for language in LANGUAGES:
        if not getattr(row, prefix + language).strip():
            raise DataError(file.name, table, key, f'"{prefix}{language}" is empty.', "Write it.")


def _same_codes(
    file: Traversable, table: str, found: Collection[str], known: Collection[str], *, whole: bool
) -> None:
    for key in sorted(set(found) - set(known)):
        raise DataError(file.name, table, key, "unknown key.", "No letter asks for it: remove it.")
    for key in sorted(set(known) - set(found)) if whole else ():
        raise DataError(file.name, table, key, "it is missing.", "Write it in every language.")


def _same_placeholders(file: Traversable, row: Sentence) -> None:
    if row.key.startswith(_NUMBER_MAY_BE_A_WORD):
        return
    wanted = placeholders(row.en)
    for language in LANGUAGES:
        found = placeholders(getattr(row, language))
        if found != wanted:
            reason = f'"{language}" fills {sorted(found)}, "en" fills {sorted(wanted)}.'
            raise DataError(file.name, "sentence", row.key, reason, "Use the same names in all.")


GROUNDS = ("18(21)(a)", "18(21)(b)", "18(21)(c)", "18(21)(d)", "18(9)")
"""Grounds of refusal of UNTOC art. 18; bank secrecy is none (18(8))."""

_PLURALS = "one two few many other"
_KEYS = {
    "frame": "version handling use from to our_number annexes place_and_day signature translation"
    " closing seal hash sheet page training untranslated cite about list_comma list_semicolon",
    "frame.authoritative": "en ar it fr",
    "frame.basis": "verified known unknown stale",
    "frame.articles": "one two many",
    "frame.years": _PLURALS,
    "frame.months": _PLURALS,
    "request": "title opening basis basis_domestic conducting subject facts offence maximum"
    " maximum_life person measure procedure purpose deadline confidential use_sent use_given"
    " use_received condition informal",
    "request.person": "romanised other_script origin birth nationality document phone whereabouts"
    " suspect witness victim official smuggled_migrant_or_unknown",
    "request.measure": "targets between since until",
    "later": "text item item_only paragraph condition by executing asked_by consulted reasons"
    " remaining use_result restriction review exculpatory",
    "acknowledge": "title opening",
    "ask_missing": "title opening intro once",
    "acknowledge_and_ask": "title",
    "supplement": "title opening opening_unasked rest",
    "transmittal": "title opening how confidential back",
    "partial_result": "title opening",
    "result": "title opening feedback",
    "postpone": "title opening until",
    "consult": "title opening concern proposed",
    "refuse": "title opening ground",
    "remind": "title opening asked_by",
    "withdraw": "title opening thanks",
    "note": "title opening",
    "close": "title opening opening_refused used used_yes used_partly used_no thanks",
}
KEYS = frozenset(f"{group}.{name}" for group, names in _KEYS.items() for name in names.split())
