"""Writes ``src/comity/data/law/statutes`` from three collections of statutes, by hand.

``.venv/bin/python tools/statute_texts.py FOLDER`` with the folder that has ``fr``, ``it`` and
``nl``. The same sources give the same bytes. It stops when an article is missing or stands twice,
when a label is out of order, and when a word was lost or doubled.

What is taken, and why (``Taken`` below says it article by article):

* the articles that the rows of ``offences.toml`` name, with the penalties, exemptions and
  conditions of the same offence: CESEDA L823-1 to L823-10, the French, Dutch and Italian penal
  codes on groups, papers and money, and article 197a of the Dutch one;
* the articles that fiches and rules name: Uitleveringswet 2, 4, 5, 8, 10, Overleveringswet 7, 22,
  35, codice penale 13; codice penale 54, which a row names beside its own article;
* what those themselves cite for a penalty or for who bears it: code pénal 121-2, 131-27, 131-38,
  Wetboek van Strafrecht 225.

What is not: code pénal 131-39 (cited by L823-7), which the collection prints in two wordings;
former L622-4 of the CESEDA, which it prints without a day; L622-1 to L622-4 of today, which are
about something else than the former ones; Italy's immigration act and every other statute, which
no source here has; the Vreemdelingenwet, which nothing here cites.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from treaty_texts import EMPHASIS, WORD, quoted

TARGET = Path(__file__).parents[1] / "src" / "comity" / "data" / "law" / "statutes"
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Taken:
    """One article, the offence rows it is the text of, what else uses it, what is to be said."""

    article: str
    offences: tuple[str, ...] = ()
    used_by: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Article:
    """An article as it was read: its heading, its own words, its units by key."""

    heading: str
    text: str
    units: Mapping[str, str]


@dataclass(frozen=True)
class Language:
    """How the files of one collection are read.

    ``split`` gives the articles by number, ``read`` one in its units, ``words`` what must be there.
    """

    code: str
    split: Callable[[str], Mapping[str, list[str]]]
    read: Callable[[str], Article]
    words: Callable[[str], list[str]]
    numbering: str
    changed: str
    rights: str


@dataclass(frozen=True)
class Origin:
    """One source file: which statute it is, of which day, what is taken of it."""

    file: str
    id: str
    title: str
    language: Language
    called: tuple[str, ...]
    version: str
    as_of: str
    source: str
    stale_note: str
    taken: tuple[Taken, ...]

    @property
    def state(self) -> str:
        return self.id.partition("-")[0]


# France


def french_articles(text: str) -> Mapping[str, list[str]]:
    """The articles; what follows one up to the next heading of any depth is its own."""
    parts = re.split(r"^#+ +([^\n]*)$", text, flags=re.MULTILINE)
    found: dict[str, list[str]] = {}
    for heading, body in zip(parts[1::2], parts[2::2], strict=True):
        if match := re.fullmatch(r"Article (\S+)\s*", heading):
            found.setdefault(match[1], []).append(body)
    return found


def french(body: str) -> Article:
    """Paragraphs counted, ``1°`` under the paragraph it stands in; a lone paragraph is no unit."""
    lines = [one_line(line) for line in body.splitlines() if line.strip()]
    if len(lines) == 1:
        return Article("", lines[0], {})
    units: dict[str, str] = {}
    paragraph = item = 0
    for line in lines:
        match = re.match(r"(\d+)° (.*)", line)
        if match is None:
            refuse_label(line, r"(?:\d+° |[a-z][).] |[IVX]+\.? ?- )")
            paragraph, item = paragraph + 1, 0
            units[str(paragraph)] = line
        elif paragraph and int(match[1]) == item + 1:
            item += 1
            units[f"{paragraph}({item})"] = match[2]
        else:
            raise SystemExit(f"{match[1]}° out of order: {line[:40]}")
    return Article("", "", units)


FRENCH = Language(
    "fr", french_articles, french, WORD.findall, "counted",
    "Articles taken one by one, cut into paragraphs (alinéas). A paragraph has no number in "
    "print: its number here says which one it is, and 1°, 2° keep theirs under the paragraph "
    "they stand in. Runs of spaces made one. No word changed.",
    "Licence Ouverte 2.0 (Légifrance)",
)  # fmt: skip

# The Netherlands


def dutch_articles(text: str) -> Mapping[str, list[str]]:
    """The articles; headings stand at the start of a line, with or without a space after #."""
    parts = re.split(r"^#{2,}[ \t]*([^\n]*)$", text, flags=re.MULTILINE)
    found: dict[str, list[str]] = {}
    for heading, body in zip(parts[1::2], parts[2::2], strict=True):
        if match := re.fullmatch(r"Artikel\s+(\S+)\s*", heading):
            found.setdefault(match[1], []).append(body)
    return found


LABEL = re.compile(r"(?:(?P<number>\d+)\.|(?P<letter>[a-z])\.|(?P<item>\d+)[°º]\.)\s+(?P<text>.*)")


def dutch(body: str) -> Article:
    """Paragraphs, letters and items as they are numbered; without a number, one text."""
    lines = [one_line(EMPHASIS.sub(r"\1", line)) for line in body.splitlines() if line.strip()]
    text, units, path = "", dict[str, str](), tuple[str, ...]()
    for line in lines:
        match = LABEL.match(line)
        if match is None and (text or units):
            raise SystemExit(f"a line without a label after others: {line[:40]}")
        if match is None:
            text = line
            continue
        path = below(path, match)
        units[path[0] + "".join(f"({one})" for one in path[1:])] = match["text"]
    return Article("", text, units)


def below(path: tuple[str, ...], match: re.Match[str]) -> tuple[str, ...]:
    """Where a label stands after the one before it; each list runs without a gap."""
    numbered = path[:1] if path and path[0].isdigit() else ()
    lettered = path[: len(numbered) + 1] if len(path) > len(numbered) else numbered
    kind = next(name for name in ("number", "letter", "item") if match[name])
    above = {"number": (), "letter": numbered, "item": lettered}[kind]
    last = path[len(above)] if len(path) > len(above) else ""
    if match[kind] != following(kind, last):
        raise SystemExit(f"{match[kind]} out of order after {path}")
    return (*above, match[kind])


def following(kind: str, last: str) -> str:
    """The label after another of its kind; the first one after none."""
    if kind == "letter":
        return chr(ord(last) + 1) if last else "a"
    return str(int(last or "0") + 1)


def dutch_words(body: str) -> list[str]:
    """Every word and label; the raised o of a label is no letter."""
    return WORD.findall(body.replace("º", "°"))


DUTCH = Language(
    "nl", dutch_articles, dutch, dutch_words, "printed",
    "Articles taken one by one, cut into paragraphs, letters and items as they are numbered. "
    "Marks of emphasis left out, runs of spaces made one. No word changed.",
    "Official text of a law, reproduced with its source.",
)  # fmt: skip

# Italy


def italian_articles(text: str) -> Mapping[str, list[str]]:
    """The articles of the JSON file: the title and the content of each, a line apart."""
    found: dict[str, list[str]] = {}
    for row in json.loads(text)["provisions"]:
        found.setdefault(row["section"], []).append(f"{row['title']}\n{row['content']}")
    return found


def italian(body: str) -> Article:
    """One text: the breaks are lost. A title that is a piece of the content is none."""
    title, _, content = body.partition("\n")
    if "&" in content or "\n" in content:
        raise SystemExit(f"mark-up left in it: {content[:40]}")
    if is_piece(title) and title.strip("( ") not in content:
        raise SystemExit(f"a title that is in no place: {title}")
    return Article("" if is_piece(title) else one_line(title), one_line(content), {})


def is_piece(title: str) -> bool:
    """Whether the collection cut the title out of the text of the article."""
    return title.startswith("(")


def italian_words(body: str) -> list[str]:
    """Every word; a title that is cut out of the text stands there already."""
    title, _, content = body.partition("\n")
    return WORD.findall(content if is_piece(title) else body)


ITALIAN = Language(
    "it", italian_articles, italian, italian_words, "printed",
    "Articles taken one by one. The collection has lost the breaks between the paragraphs: each "
    "article is one text. Runs of spaces made one. No word changed.",
    "Text of a law of the State, reproduced with its source (Normattiva). Collection: Apache-2.0.",
)  # fmt: skip


# What is taken

NOT_COMPARED = "Nobody has compared it with the official publication."
FORMER = (
    "The collection prints former articles among those in force and does not say which: {which}. "
    "An article that stands in it once is taken for the one in force. "
) + NOT_COMPARED
OLD = "The collection is of 2017 and the file carries no day. " + NOT_COMPARED
BEFORE_2016 = (
    "The collection is of 2017, the file carries no day, and the text is older: article 197a has "
    "the maxima of before they were raised in 2016. It is not the law of today. "
) + NOT_COMPARED
BOTH = ("FR-L823-1", "FR-L823-2")
REFERENCES = "The numbers in brackets at the end refer to notes that the collection does not print."


def french_source(name: str, text: str, day: str) -> str:
    where = f"https://www.legifrance.gouv.fr/codes/texte_lc/{text}"
    return f"{name}, Légifrance - {where} (read in github.com/legalize-dev/legalize-fr, {day})"


def dutch_source(name: str, where: str = "") -> str:
    read = "(read in github.com/statengeneraal/laws-markdown)"
    return f"{name} - https://wetten.overheid.nl{where} {read}"


ORIGINS = (
    Origin(
        "fr/CESEDA_LEGITEXT000006070158.md", "FR-CESEDA",
        "Code de l'entrée et du séjour des étrangers et du droit d'asile", FRENCH,
        ("CESEDA", "Code de l’entrée et du séjour des étrangers et du droit d’asile (CESEDA)"),
        "2026-04-03", "2026-04-03",
        french_source("CESEDA consolidated", "LEGITEXT000006070158", "last_updated 2026-04-03"),
        FORMER.format(which="L622-4 stands in it twice"),
        (
            Taken("L823-1", BOTH[:1]),
            Taken("L823-2", BOTH[1:]),
            Taken("L823-3", BOTH),
            Taken("L823-3-1", ("FR-L823-3-1",)),
            *(Taken(f"L823-{number}", BOTH) for number in range(4, 9)),
            Taken("L823-9", (*BOTH, "FR-L823-3-1")),
            Taken("L823-10", BOTH),
        ),
    ),
    Origin(
        "fr/code_penal_LEGITEXT000006070719.md", "FR-CP", "Code pénal", FRENCH, ("Code pénal",),
        "2026-04-02", "2026-04-02",
        french_source("Code pénal consolidated", "LEGITEXT000006070719", "last_updated 2026-04-02"),
        FORMER.format(which="131-39 and others stand in it twice"),
        (
            Taken("121-2", used_by=("FR-CESEDA:L823-7(1)",)),
            Taken("131-27", used_by=("FR-CESEDA:L823-4(1)(5)",)),
            Taken("131-38", used_by=("FR-CESEDA:L823-7(1)",)),
            Taken("324-1", ("FR-324-1",)),
            Taken("324-2", ("FR-324-1",)),
            Taken("441-2", ("FR-441-2",)),
            Taken("441-3", ("FR-441-2",)),
            Taken("450-1", ("FR-450-1",)),
        ),
    ),
    Origin(
        "it/codice_penale_rd_1398_1930.json", "IT-CP", "Codice Penale", ITALIAN,
        ("Codice penale",), UNKNOWN, "2026-03-08",
        "Codice penale (R.D. 1398/1930), Normattiva - https://www.normattiva.it/uri-res/N2Ls?"
        "urn:nir:stato:regio.decreto:1930-10-19;1398 "
        "(read in github.com/Ansvar-Systems/italian-law-mcp)",
        "The file carries no day; 2026-03-08 is the day on which the collection says it was last "
        "filled. " + NOT_COMPARED,
        (
            Taken("13", used_by=("fiches:IT:threshold",)),
            Taken("54", used_by=("offences:IT-12-1",)),
            Taken("416", ("IT-416",), note=REFERENCES),
            Taken(
                "497-bis", ("IT-497BIS",),
                note="In the collection the heading of the article is the first sentence of its "
                "text, and a piece of the text stands for the heading; that piece is left out.",
            ),
            Taken(
                "648-bis", ("IT-648BIS",),
                note='Printed so in the collection: "delitto ... , ovvero" and "da 5.000 a euro '
                f'25.000". {REFERENCES}',
            ),
        ),
    ),
    Origin(
        "nl/overleveringswet.md", "NL-OLW", "Overleveringswet", DUTCH, (), UNKNOWN, "2017-05-10",
        dutch_source("Overleveringswet"), OLD,
        (
            Taken("7", used_by=("rules:D-LIST",)),
            Taken("22", used_by=("rules:K-EAW-60", "rules:K-EAW-90")),
            Taken("35", used_by=("rules:K-EAW-SURRENDER",)),
        ),
    ),
    Origin(
        "nl/uitleveringswet.md", "NL-UW", "Uitleveringswet", DUTCH, (), UNKNOWN, "2017-05-10",
        dutch_source("Uitleveringswet"), OLD,
        (
            Taken("2", used_by=("rules:B-NL-TREATY", "fiches:NL:treaty_rule")),
            Taken("4", used_by=("fiches:NL:nationals_rule",)),
            Taken("5", used_by=("fiches:NL:threshold",)),
            Taken("8", used_by=("fiches:NL:death_rule",)),
            Taken("10", used_by=("fiches:NL:persecution_and_hardship_bar",)),
        ),
    ),
    Origin(
        "nl/wetboek_van_strafrecht_BWBR0001854.md", "NL-SR", "Wetboek van Strafrecht", DUTCH,
        ("Wetboek van Strafrecht",), UNKNOWN, "2015-12-31",
        dutch_source("Wetboek van Strafrecht (BWBR0001854), older text", "/BWBR0001854"),
        BEFORE_2016,
        (
            Taken("140", ("NL-140",)),
            Taken(
                "197a", ("NL-197A-1-OLD",),
                note='Printed so in the collection: "NewYork" twice in paragraph 1, "van het '
                'hoogste" in paragraph 6.',
            ),
            Taken("225", used_by=("NL-SR:231(3)",)),
            Taken("231", ("NL-231",)),
            Taken("420bis", ("NL-420BIS",)),
            Taken("420ter", ("NL-420BIS",)),
        ),
    ),
)  # fmt: skip


def one_line(line: str) -> str:
    """Single spaces."""
    return " ".join(line.split())


def refuse_label(line: str, label: str) -> None:
    """Stop at a label of a kind that is not read."""
    if match := re.match(label, line):
        raise SystemExit(f"a label that is not read: {match[0]} in {line[:40]}")


def words_read(article: Article, numbering: str) -> list[str]:
    """Every word of what was read; a number that was only counted is none."""

    def texts() -> Iterator[str]:
        yield from (article.heading, article.text)
        for key, text in article.units.items():
            printed = numbering == "printed" or "(" in key
            yield from (WORD.findall(key)[-1] if printed else "", text)

    return [word for text in texts() for word in WORD.findall(text)]


def article_of(origin: Origin, found: Mapping[str, list[str]], taken: Taken) -> Article:
    """The article, after every word was counted."""
    where = f"{origin.file}: article {taken.article}"
    bodies = found.get(taken.article, [])
    if len(bodies) != 1:
        raise SystemExit(f"{where} stands {len(bodies)} times")
    before = origin.language.words(bodies[0])
    if not before:
        raise SystemExit(f"{where} has no words")
    try:
        article = origin.language.read(bodies[0])
    except SystemExit as stop:
        raise SystemExit(f"{where}: {stop}") from None
    after = words_read(article, origin.language.numbering)
    if before != after:
        at = next(n for n in range(len(before) + 1) if before[: n + 1] != after[: n + 1])
        raise SystemExit(f"{where}: words differ after {before[max(0, at - 5) : at]}")
    return article


def head_of(origin: Origin) -> Mapping[str, str | tuple[str, ...]]:
    """What holds for all articles of the statute."""
    return {
        "id": origin.id, "state": origin.state, "title": origin.title, "called": origin.called,
        "language": origin.language.code, "kind": "original", "version": origin.version,
        "numbering": origin.language.numbering, "changed": origin.language.changed,
        "rights": origin.language.rights, "stale_note": origin.stale_note,
        "source": origin.source, "as_of": origin.as_of, "confidence": "known",
    }  # fmt: skip


def document(origin: Origin, articles: Mapping[Taken, Article]) -> str:
    """The TOML file."""
    lines = [
        f"# {origin.title} ({origin.state}), the articles that are used.",
        "# Made by tools/statute_texts.py: correct the tool.",
        "# A key of units is a path: 1(a) is paragraph 1, letter a. offences: the rows it is the",
        "# text of; used_by: what names it beside. A note is ours.",
        "# known: taken from a collection, not yet compared with the official publication.",
        "",
        "[statute]",
        *entries(head_of(origin)),
    ]
    for taken, article in articles.items():
        row: Mapping[str, str | tuple[str, ...]] = {
            "article": taken.article, "heading": article.heading, "note": taken.note,
            "offences": taken.offences, "used_by": taken.used_by, "text": article.text,
        }  # fmt: skip
        lines += ["", "[[provision]]", *entries(row)]
        if article.units:
            lines += ["[provision.units]"]
            lines += [f'"{key}" = {quoted(text)}' for key, text in article.units.items()]
    return "\n".join(lines) + "\n"


def entries(table: Mapping[str, str | tuple[str, ...]]) -> list[str]:
    """The lines of a TOML table, without what is empty; a list stands on one line."""
    return [
        f"{key} = "
        + (quoted(value) if isinstance(value, str) else f"[{', '.join(map(quoted, value))}]")
        for key, value in table.items()
        if value
    ]


def convert(origin: Origin, folder: Path) -> str:
    """The file of one statute."""
    text = (folder / origin.file).read_text("utf-8")
    stated = re.search(r'^last_updated: "([^"]*)"$', text, re.MULTILINE)
    if stated and stated[1] != origin.version:
        raise SystemExit(f"{origin.file}: is of {stated[1]}, not of {origin.version}")
    if origin.title not in text:
        raise SystemExit(f"{origin.file}: is not {origin.title}")
    found = origin.language.split(text)
    articles = {taken: article_of(origin, found, taken) for taken in origin.taken}
    units = sum(len(one.units) for one in articles.values())
    total = sum(len(words_read(one, origin.language.numbering)) for one in articles.values())
    print(f"{origin.id}: {len(articles)} articles, {units} units, {total} words")
    return document(origin, articles)


def main(folder: Path) -> None:
    """Write all files."""
    TARGET.mkdir(exist_ok=True)
    for origin in ORIGINS:
        name = f"{origin.id}.{origin.version}.{origin.language.code}.toml"
        (TARGET / name).write_text(convert(origin, folder), "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("say the folder of the sources")
    main(Path(sys.argv[1]))
