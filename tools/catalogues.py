"""The catalogues of the pages: every English sentence translated at run time, in each language.

    make locale                                  read the source, write the catalogues again
    .venv/bin/python tools/catalogues.py --check  write nothing; say whether they may be shipped

Three places hold sentences: the templates, the Python of the shell, and the core with its data,
where the English sentence is itself the key (``gettext(row.sentence)``). A translation is kept as
long as its English sentence, or its context, is unchanged; what is no longer said is kept below,
marked ``#~``, and comes back when the sentence does. Nothing is ever guessed: no fuzzy matching.
"""

import argparse
import ast
import io
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SHELL, CORE = ROOT / "src/comity_node", ROOT / "src/comity"
LOCALE = SHELL / "locale"
COMPLETE = ("ar", "it")
PREPARED = ("fr", "es", "tr")
KEYWORDS: dict[str, tuple[Any, ...] | None] = {
    "_": None,
    "L": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# file under data/ -> keys whose text is a sentence; a table stands for all its texts
DATA = {
    "law/vocabulary.toml": ("words",),
    "audit/catalogue.toml": ("sentence",),
    "safeguards/gate.toml": ("question", "mend", "article"),
    "law/rules.toml": ("message",),
    "law/bases.toml": ("reason",),
    "law/bilateral.toml": ("name",),
    "law/requirements.toml": ("value", "death_penalty"),
    "states/states.toml": ("legal_system",),
    "law/declarations.toml": ("said",),
    "law/treaties.toml": ("depositary",),
    "law/obligations.toml": ("duty",),
    "law/implementation.toml": ("note",),
    "law/texts/*.toml": ("version", "rights", "note"),
    "law/statutes/*.toml": ("changed", "rights", "stale_note", "note"),
}
# modules of the core whose UPPER_CASE names hold sentences that pages translate
SPOKEN = (
    "law/reasons.py",
    "law/coverage.py",
    "exchange/refusals.py",
    "exchange/directory.py",
    "assistance/requirements.py",
    "safeguards/*.py",
    "directory/*.py",
)
# file -> what carries the sentence: the exception that is raised, or a function's answer
TOLD = {
    SHELL / "actions/files.py": "UnusableFile",
    CORE / "entities/identifiers.py": "return",
    CORE / "assistance/terms.py": "LetterError",
    CORE / "assistance/later.py": "LetterError",
    CORE / "assistance/requirements.py": "Requirement",
}
# Babel takes 11 to 99 for the last form, gettext and Django for the one before it (11 يوماً).
PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 && n%100<=99 ? 4 : 5);"
}
HELD_STILL = datetime(2026, 11, 24, tzinfo=UTC)  # or every run would change every file
HOLE = re.compile(r"%\(\w+\)[sd]|(?<!\{)\{\w*\}(?!\})")
CODE_ONLY = re.compile(r"\d[\d()a-z]*")  # 18(3)(a): the same in every language


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence of the source and the file it stands in."""

    ids: tuple[str, ...]
    context: str | None
    where: Path


# --- reading the source ----------------------------------------------------------------------


def _from_code(text: str, where: Path) -> Iterator[Found]:
    """Marked sentences of Python text, with Babel's reader."""
    marked = extract_python(io.BytesIO(text.encode()), KEYWORDS, [], {"encoding": "utf-8"})
    for _line, called, given, _comments in marked:
        texts = [str(one or "") for one in (given if isinstance(given, tuple) else (given,))]
        spec = KEYWORDS[str(called)] or (1,)
        context = texts[0] if isinstance(spec[0], tuple) else None
        places = [place - 1 for place in spec if isinstance(place, int)]
        ids = tuple(texts[place] for place in places if place < len(texts))
        if len(ids) == len(places) and all(ids):
            yield Found(ids, context, where)


def from_python() -> Iterator[Found]:
    """Sentences marked in the shell's Python."""
    for path in sorted(SHELL.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from _from_code(path.read_text(encoding="utf-8"), path)


def from_templates() -> Iterator[Found]:
    """Sentences marked in templates, ``_("…")`` inside any tag included."""
    from django.conf import settings

    if not settings.configured:
        settings.configure()
    from django.utils.translation.template import templatize

    for path in sorted(SHELL.glob("templates/**/*.html")):
        text = path.read_text(encoding="utf-8")
        yield from _from_code(templatize(text, origin=str(path)), path)


def from_data() -> Iterator[Found]:
    """Sentences of the data files, whose English is the key."""
    files = [
        (path, keys) for name, keys in DATA.items() for path in sorted((CORE / "data").glob(name))
    ]
    for path, keys in files:
        yield from (
            Found((text,), None, path)
            for text in _texts(tomllib.loads(path.read_text(encoding="utf-8")), keys)
            if text and not CODE_ONLY.fullmatch(text)
        )


def _texts(node: Any, keys: tuple[str, ...]) -> Iterator[str]:
    rows = node.values() if isinstance(node, dict) else node
    if isinstance(node, dict):
        for key in keys:
            held = node.get(key)
            if isinstance(held, str):
                yield held
            elif isinstance(held, dict):
                yield from held.values()
    for row in rows:
        if isinstance(row, dict | list):
            yield from _texts(row, keys)


def from_core() -> Iterator[Found]:
    """Sentences of the core: module constants, and what is told in an exception or an answer."""
    for pattern in SPOKEN:
        for path in sorted(CORE.glob(pattern)):
            yield from (Found((text,), None, path) for text in _constants(path))
    for path, carrier in TOLD.items():
        yield from (Found((text,), None, path) for text in _told(path, carrier))


def _constants(path: Path) -> Iterator[str]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        names = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if isinstance(names[0], ast.Name) and names[0].id.isupper() and names[0].id[0] != "_":
            yield from _held(getattr(node, "value", None))


def _held(value: ast.expr | None) -> Iterator[str]:
    if isinstance(value, ast.Call) and value.args:
        value = value.args[0]
    if isinstance(value, ast.Dict):
        yield from (one for held in value.values for one in _literal(held))
    elif isinstance(value, ast.Constant):
        yield from (one for one in _literal(value) if " " in one)


def _literal(node: ast.AST | None) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def _told(path: Path, carrier: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for spoken in _spoken(node, carrier):
            yield from (text for text in _literal(spoken) if " " in text)


def _spoken(node: ast.AST, carrier: str) -> Iterator[ast.AST]:
    if carrier == "return" and isinstance(node, ast.Return):
        yield from ast.walk(node)
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == carrier:
        yield from node.args


def found() -> list[Found]:
    """Every sentence of the source; those of pages first."""
    return [*from_templates(), *from_python(), *from_core(), *from_data()]


# --- the catalogues --------------------------------------------------------------------------


def template() -> Catalog:
    """The catalogue without translations."""
    catalogue = _empty(None)
    for one in found():
        place = [(one.where.relative_to(ROOT).as_posix(), 0)]
        flags = {"python-brace-format"} & Message(one.ids[0]).flags
        flags |= {"python-format"} if HOLE.search(one.ids[0]) and "%(" in one.ids[0] else set()
        ids = one.ids[0] if len(one.ids) == 1 else one.ids
        catalogue.add(ids, None, place, flags=flags, context=one.context)
    return catalogue


def _empty(language: str | None) -> Catalog:
    made = Catalog(
        locale=language, project="Comity", version="0.1", charset="utf-8", fuzzy=False,
        copyright_holder="the founders of Comity", msgid_bugs_address="", language_team="",
        last_translator="the founders of Comity; no certified translator has reviewed it",
        creation_date=HELD_STILL, revision_date=HELD_STILL,
        header_comment="# Comity: words of the pages. EUPL-1.2.\n# Made by `make locale`.",
    )  # fmt: skip
    if language in PLURALS:
        made.mime_headers = [("Plural-Forms", PLURALS[language])]
    return made


def po_file(language: str) -> Path:
    """Where the catalogue of a language stands."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def stored(language: str) -> Catalog:
    """The catalogue as it stands on disk; an empty one where there is none."""
    path = po_file(language)
    if not path.exists():
        return _empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str, fresh: Catalog) -> Catalog:
    """The stored translations laid over the sentences of the source."""
    old, new = stored(language), _empty(language)
    known = {_key(one): one for one in [*old.obsolete.values(), *old] if one.id}
    for one in fresh:
        if one.id:
            kept = known.pop(_key(one), None)
            new.add(one.id, _string(new, one, kept), one.locations, one.flags, context=one.context)
    for key, one in known.items():
        if any(one.string) if isinstance(one.string, tuple | list) else one.string:
            new.obsolete[key] = one  # type: ignore[index]
    return new


def _string(new: Catalog, one: Message, kept: Message | None) -> Any:
    if kept is not None and not kept.fuzzy:
        return kept.string
    return ("",) * new.num_plurals if one.pluralizable else ""


def _key(one: Message) -> tuple[Any, str | None]:
    return (tuple(one.id) if isinstance(one.id, list | tuple) else one.id, one.context)


def _write(path: Path, catalogue: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, include_lineno=False, ignore_obsolete=False)


# --- what is wrong ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Count:
    """How far a language is."""

    language: str
    messages: int
    missing: tuple[str, ...]
    fuzzy: tuple[str, ...]
    holes: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Everything translated, nothing doubtful, no placeholder lost."""
        return not (self.missing or self.fuzzy or self.holes)

    def line(self) -> str:
        """One line for the terminal."""
        done = self.messages - len(self.missing)
        return (
            f"{self.language}: {self.messages} messages, {done} translated, "
            f"{len(self.missing)} missing, {len(self.fuzzy)} fuzzy, {len(self.holes)} wrong holes"
        )


def forms(one: Message) -> tuple[str, ...]:
    """The translations of a message: one, or one for each plural form."""
    several = one.string if isinstance(one.string, tuple | list) else (one.string,)
    return tuple(str(text or "") for text in several)


def english(one: Message) -> str:
    """The English sentence; of a plural its last form, which has every placeholder."""
    return str(one.id[-1] if isinstance(one.id, tuple | list) else one.id)


def holes_differ(one: Message) -> bool:
    """Whether a translation lost or gained a placeholder; "one day" may leave out the number."""
    wanted = set(HOLE.findall(english(one)))
    for text in filter(None, forms(one)):
        given = set(HOLE.findall(text))
        if given - wanted or (wanted - given and not one.pluralizable):
            return True
        if one.pluralizable and wanted - given - {"%(n)s"}:
            return True
    return False


def count(language: str, fresh: Catalog) -> Count:
    """How far the stored catalogue of a language is from the source."""
    old = stored(language)
    known = {_key(one): one for one in old if one.id}
    pairs = [(one, known.get(_key(one))) for one in fresh if one.id]
    return Count(
        language,
        len(pairs),
        tuple(english(one) for one, kept in pairs if kept is None or not all(forms(kept))),
        tuple(english(one) for one in old if one.id and one.fuzzy),
        tuple(english(one) for one, kept in pairs if kept is not None and holes_differ(kept)),
    )


def main(arguments: list[str]) -> int:
    """Write the catalogues, or check them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if incomplete")
    parser.add_argument("--missing", metavar="LANGUAGE", help="list what a language lacks")
    given = parser.parse_args(arguments)
    fresh = template()
    if not given.check and not given.missing:
        _write(LOCALE / "django.pot", fresh)
        for language in COMPLETE + PREPARED:
            _write(po_file(language), updated(language, fresh))
    counts = [count(language, fresh) for language in COMPLETE + PREPARED]
    for one in counts:
        print(one.line())
        if one.language == given.missing or (one.language in COMPLETE and given.check):
            for text in (*one.missing, *one.fuzzy, *one.holes):
                print(f"  {text}")
    wrong = any(not one.complete for one in counts if one.language in COMPLETE)
    return 1 if given.check and wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
