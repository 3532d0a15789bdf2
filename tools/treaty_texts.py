"""Writes ``src/comity/data/law/texts`` from the Markdown of statengeneraal/laws-markdown, by hand.

``.venv/bin/python tools/treaty_texts.py FOLDER`` with the folder of the sources. The same sources
give the same bytes. It stops when a label is out of order or when a word was lost or doubled.
The Dutch halves of the sources are left out: they are translations, not authentic.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "comity" / "data" / "law" / "texts"
CLOSING = "IN WITNESS WHEREOF"
# What the collection prints in the place of an article that only amends another treaty.
AMENDS = "Wijzigt het "
UN, COE = "Secretary-General of the United Nations", "Secretary General of the Council of Europe"
AS_OF = "2017-05-10"  # the day these data give for the collection; its files carry none
RIGHTS = (
    "Official text of a treaty, reproduced with its source. The certified true copy is with the "
    "depositary."
)
CHANGED = (
    "Cut into articles, paragraphs, letters and items. Link targets and marks of emphasis left "
    "out, quotation marks made alike, runs of spaces made one, a space set where a sentence "
    "began without one. No word changed; the Dutch half left out."
)
ADOPTED = "The collection names no later text that changes it."


@dataclass(frozen=True)
class Origin:
    """One source file: which treaty it is, how the collection numbers it, what is to be said."""

    file: str
    treaty: str
    number: str
    depositary: str
    version: str
    notes: Mapping[str, str]


_REPLACED = (
    "The collection prints the article as changed by {by}. Between States of which one is not "
    "bound by it the older text applies, which is not held."
)
_WANTING = (
    "Not in the collection: it prints only that the article amends ETS 30, and works the change "
    "into its text of that convention."
)
_PRINTED = 'Printed so in the collection: "{what}" in {where}.'
_RUN_IN = (
    'In the collection the words from "{what}" on stand in the same line as {where}. Whether they '
    "belong to the whole paragraph is not shown there."
)
ETS98, ETS182 = "ETS 98", "ETS 182"
NOTES: Mapping[str, Mapping[str, str]] = {
    "UNTOC": {
        "3": _RUN_IN.format(what="where the offence is transnational", where="1(b)"),
        "7": _PRINTED.format(what="suspicio us", where="1(a)"),
        "18": _PRINTED.format(what="formutual", where="paragraph 13"),
    },
    "ETS24": {
        "2": _REPLACED.format(by=f"{ETS98} (last sentence of paragraph 2)")
        + " "
        + _PRINTED.format(what="Any Part", where="paragraph 7"),
        "5": _REPLACED.format(by=ETS98),
        "9": _REPLACED.format(by="the Additional Protocol of 1975 (paragraphs 2 to 4)"),
        "12": _REPLACED.format(by=f"{ETS98} (paragraph 1)"),
        "15": _PRINTED.format(what="paragraaf", where="the article"),
    },
    "ETS30": {
        "1": _REPLACED.format(by=ETS182),
        "4": _REPLACED.format(by=f"{ETS182} (paragraph 2)"),
        "11": _REPLACED.format(by=ETS182)
        + " The last two sentences of paragraph 2 say the same thing twice in the collection.",
        "14": _PRINTED.format(what="oncerned", where="1(c)"),
        "15": _REPLACED.format(by=ETS182),
        "20": _REPLACED.format(by=ETS182),
        "22": _REPLACED.format(by="ETS 99 (paragraph 2)"),
        "24": _REPLACED.format(by=ETS182),
    },
    "ETS182": {
        **dict.fromkeys("123456", _WANTING),
        "17": _RUN_IN.format(what="Observation shall cease", where="2(b)"),
        "20": _RUN_IN.format(what="A request for the setting up", where="1(b)"),
        "22": _PRINTED.format(what="offıcials", where="the heading"),
    },
}
CONSOLIDATED = (
    "Not the text as opened for signature: the collection works the changes of {by} into it."
)
ORIGINS = (
    Origin("UNTOC_en_fr_nl.md", "UNTOC", "BWBV0001668", UN, ADOPTED, NOTES["UNTOC"]),
    Origin("smuggling_protocol_en_nl.md", "SOM_PROTOCOL", "BWBV0001750", UN, ADOPTED, {}),
    Origin("trafficking_protocol.md", "TIP_PROTOCOL", "BWBV0001749", UN, ADOPTED, {}),
    Origin(
        "ETS024_extradition.md", "ETS24", "BWBV0001010", COE,
        CONSOLIDATED.format(by="the Additional Protocol of 1975 and of ETS 98"), NOTES["ETS24"],
    ),
    Origin(
        "ETS030_MLA.md", "ETS30", "BWBV0001009", COE,
        CONSOLIDATED.format(by="ETS 99 and of ETS 182"), NOTES["ETS30"],
    ),
    Origin(
        "ETS182.md", "ETS182", "BWBV0003125", COE,
        "Articles 1 to 6 are wanting: they amend ETS 30.", NOTES["ETS182"],
    ),
)  # fmt: skip


@dataclass
class Article:
    """An article as it is read: its own text, then its units by their key."""

    number: str
    chapter: str = ""
    heading: str = ""
    text: str = ""
    units: dict[str, str] = field(default_factory=dict)
    path: tuple[str, ...] = ()

    def add(self, label: str, text: str) -> None:
        """A new unit, at the depth its label has after the one before it."""
        self.path = (label,) if label.isdigit() else deeper(self.path, label)
        if label.isdigit() and label != str(1 + sum(key.isdigit() for key in self.units)):
            raise SystemExit(f"article {self.number}: paragraph {label} out of order")
        key = self.path[0] + "".join(f"({one})" for one in self.path[1:])
        if key in self.units:
            raise SystemExit(f"article {self.number}: {key} stands twice")
        self.units[key] = text

    def go_on(self, text: str) -> None:
        """A line without a label: of the article, or a line more of the unit before it."""
        if self.units:
            key = list(self.units)[-1]
            self.units[key] += "\n" + text
        elif self.text:
            raise SystemExit(f"article {self.number}: two openings")
        else:
            self.text = text


ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def deeper(path: tuple[str, ...], label: str) -> tuple[str, ...]:
    """Where a letter or roman number stands: the deepest list it goes on with, else a new one.

    ``i`` after ``h`` goes on with the letters, ``b`` after ``(a)(ii)a`` with the inner ones.
    """
    for depth in range(len(path) - 1, -1, -1):
        if label == following(path, depth):
            return (*path[:depth], label)
    if label in ("a", "i"):
        return (*path, label)
    raise SystemExit(f"({label}) out of order after {path}")


def following(path: tuple[str, ...], depth: int) -> str:
    """The label that goes on with a list; a lone ``i`` is roman where a letter stands above it."""
    last = path[depth]
    item = depth > 0 and not path[depth - 1].isdigit() and path[depth - 1] not in ROMAN
    if item and last in ROMAN[:-1]:
        return ROMAN[ROMAN.index(last) + 1]
    return chr(ord(last) + 1) if len(last) == 1 and last.isalpha() else ""


LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
EMPHASIS = re.compile(r"\*([^*]+)\*")
QUOTED = re.compile(r"(?:``|‘‘)([^\"’]*)(?:\"|’’)")
GLUED = re.compile(r"(?<=[a-z0-9)][.;:,])(?=[A-Z])|(?<=^–)(?=\S)")
LABEL = re.compile(r"(?:(\d+)\.\s|\(?([a-z]|[ivx]+)[.)])\s*(.*)")
ARTICLE = re.compile(r"###\s*Article\s+(\d+)")
CHAPTER = re.compile(r"###\s*((?:CHAPTER\s+)?[IVX]+)")


def clean(line: str) -> str:
    """A line as it is printed: no link, no mark-up, one kind of quotation marks, single spaces."""
    line = EMPHASIS.sub(r"\1", LINK.sub(r"\1", line))
    line = QUOTED.sub("“\\1”", re.sub(r"</?sup>", "", line))
    return " ".join(GLUED.sub(" ", line).split())


@dataclass(frozen=True)
class English:
    """The English half of a source: title, preamble, lines of the articles, closing words."""

    title: str
    preamble: str
    lines: tuple[str, ...]
    closing: str


def english(text: str) -> English:
    """Everything before the Dutch title, in its parts."""
    lines = [line for line in text.splitlines() if line.strip()]
    title = next(n for n, line in enumerate(lines) if line.startswith("####"))
    first = next(n for n, line in enumerate(lines) if n > title and line.startswith("###"))
    last = next(n for n, line in enumerate(lines) if line.startswith(CLOSING))
    if not lines[last + 1].startswith("####"):
        raise SystemExit(f"something follows the closing words: {lines[last + 1][:40]}")
    before = " ".join(lines[title + 1 : first])
    return English(
        title=clean(lines[title].lstrip("#")),
        preamble=clean(re.sub(r"^\*?Preamb(?:le|ule)\*?\s*", "", before)),
        lines=tuple(lines[first:last]),
        closing=clean(lines[last]),
    )


def articles(lines: Iterable[str]) -> tuple[Article, ...]:
    """The articles in order, numbered from 1 without a gap."""
    found: list[Article] = []
    chapter, after_chapter = "", False
    for line in lines:
        if match := ARTICLE.match(line):
            found.append(Article(match[1], chapter))
            chapter, after_chapter = "", False
        elif match := CHAPTER.match(line):
            chapter, after_chapter = clean(match[1]), True
        elif line.startswith("####") and after_chapter:
            chapter += f". {clean(line.lstrip('#'))}"
        elif line.startswith("####"):
            found[-1].heading = clean(line.lstrip("#"))
        elif not line.startswith(AMENDS):
            read(found[-1], line)
    if [one.number for one in found] != [str(n) for n in range(1, len(found) + 1)]:
        raise SystemExit("articles out of order")
    return tuple(found)


def read(article: Article, line: str) -> None:
    """One line of an article: a unit with its label, or words without one."""
    match = LABEL.match(line.strip() + " ")
    if match:
        article.add(match[1] or match[2], clean(match[3]))
    else:
        article.go_on(clean(line))


WORD = re.compile(r"[^\W_]+")


def words_of_source(half: English) -> list[str]:
    """Every word between the first chapter or article and the closing words, labels included."""
    kept = (line for line in half.lines if not line.startswith(AMENDS))
    return [word for line in kept for word in WORD.findall(LINK.sub(r"\1", line))]


def words_of(found: Iterable[Article]) -> list[str]:
    """The same of what was read; the last label of a key is what stood before the unit."""

    def texts() -> Iterator[str]:
        for one in found:
            yield from (one.chapter, "Article", one.number, one.heading, one.text)
            for key, text in one.units.items():
                yield from (WORD.findall(key)[-1], text)

    return [word for text in texts() for word in WORD.findall(text)]


def quoted(value: str | bool) -> str:
    """A TOML value; a text of several lines stands on several lines."""
    several = isinstance(value, str) and "\n" in value
    return f'"""\n{value}"""' if several else json.dumps(value, ensure_ascii=False)


def document(origin: Origin, half: English, found: Iterable[Article]) -> str:
    """The TOML file."""
    where = f"https://wetten.overheid.nl/{origin.number}"
    head: dict[str, str | bool] = {
        "treaty": origin.treaty, "language": "en", "authentic": True, "title": half.title,
        "depositary": origin.depositary, "version": origin.version, "changed": CHANGED,
        "rights": RIGHTS, "preamble": half.preamble, "closing": half.closing,
        "source": f"English text in the Dutch law collection ({origin.number}) - {where} "
        "(read in github.com/statengeneraal/laws-markdown)",
        "as_of": AS_OF, "confidence": "known",
    }  # fmt: skip
    lines = [
        f"# {origin.treaty}, English, by article. Made by tools/treaty_texts.py: correct the tool.",
        "# A key of units is a path: 15(a) is paragraph 15, letter a. A note is ours.",
        "# known: taken from a collection, not yet compared with the certified true copy.",
        "", "[text]", *(f"{key} = {quoted(value)}" for key, value in head.items()),
    ]  # fmt: skip
    for one in found:
        row = {
            "article": one.number, "chapter": one.chapter, "heading": one.heading,
            "note": origin.notes.get(one.number, ""), "text": one.text,
        }  # fmt: skip
        lines += ["", "[[provision]]"]
        lines += [f"{key} = {quoted(value)}" for key, value in row.items() if value]
        if one.units:
            lines += ["[provision.units]"]
            lines += [f'"{key}" = {quoted(value)}' for key, value in one.units.items()]
    return "\n".join(lines) + "\n"


def convert(origin: Origin, folder: Path) -> str:
    """The file of one source, after every word was counted."""
    half = english((folder / origin.file).read_text("utf-8"))
    found = articles(half.lines)
    before, after = words_of_source(half), words_of(found)
    if before != after:
        at = next(n for n in range(len(before) + 1) if before[: n + 1] != after[: n + 1])
        raise SystemExit(f"{origin.file}: words differ after {before[max(0, at - 5) : at]}")
    if stray := origin.notes.keys() - {one.number for one in found}:
        raise SystemExit(f"{origin.file}: notes on articles {stray} that are not there")
    units = sum(len(one.units) for one in found)
    print(f"{origin.treaty}: {len(found)} articles, {units} units, {len(before)} words")
    return document(origin, half, found)


def main(folder: Path) -> None:
    """Write all files."""
    TARGET.mkdir(exist_ok=True)
    for origin in ORIGINS:
        (TARGET / f"{origin.treaty}.en.toml").write_text(convert(origin, folder), "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("say the folder of the sources")
    main(Path(sys.argv[1]))
