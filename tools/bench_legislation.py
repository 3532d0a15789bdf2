"""How fast the legislative database is searched: 10,000 provisions, in a database of its own.

The provisions are the real ones of the package and others grown from them: each of a real one's
kind, State and language, with as many sentences, drawn from all sentences of that language (seed
2026). The questions are made from the real texts: words, numbers, phrases, misspellings, filters.
Run as a program it measures and prints what it measured; ``make bench`` runs it so.
"""

import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from figures import Figure

if TYPE_CHECKING:
    from comity_node.access.legislation import Filters
    from comity_node.indexed_law import Entry

FOLDER = Path("build/bench/legislation")
SEED, PROVISIONS, LARGEST_BODY = 2026, 10_000, 500
TARGET_MS = 50
SENTENCE = re.compile(r"(?<=[.;:؛])\s+")
WORD = re.compile(r"[^\W\d_]{4,}")
VOWELS = "\u064e\u064f\u0650\u0651\u0652"
OF_EACH = 60  # questions of each kind


def figures() -> Iterator[Figure]:
    """The figures of the legislative database, measured in a process and a home of its own."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    home = (FOLDER / "node").resolve()
    comity = [sys.executable, "-m", "comity_node.cli.main", "node", "init", "--home", str(home)]
    ports = ["--web-port", "8991", "--exchange-port", "8992"]
    subprocess.run(
        [*comity, "--state", "IT", "--training", *ports], check=True, stdout=subprocess.DEVNULL
    )
    measured = subprocess.run(
        [sys.executable, __file__, str(home)], check=True, stdout=subprocess.PIPE, text=True
    )
    told = json.loads(measured.stdout.splitlines()[-1])
    name = f"legislative search, {told['provisions']:,} provisions, 95th percentile"
    yield Figure(f"{name} of {told['questions']}", told["p95"], TARGET_MS, "ms")
    yield Figure("legislative search, an index of the package's own made", told["made"], 10, "s")


def measure(home: Path) -> dict[str, float]:
    """Grow, ask, and say how long it took."""
    from comity_node.cli.home import database

    with database(home):
        made, entries = remade(), real_entries()
        grow(entries)
        return asked(entries) | {"made": made}


def real_entries() -> "list[Entry]":
    """What the package has."""
    from comity_node.access.statute_texts import held_statutes
    from comity_node.indexed_law import bodies
    from comity_node.vocabulary import law

    return [entry for body in bodies(law(), held_statutes()) for entry in body.entries]


def grow(entries: "list[Entry]") -> None:
    """Add provisions until there are as many as are wanted."""
    from comity_node.actions.legislation import put_in
    from comity_node.indexed_law import IndexBody

    drawn = random.Random(SEED)  # noqa: S311  # nothing is kept secret with it
    sentences: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        sentences[entry.language] += SENTENCE.split(entry.text)
    grown = [
        another(drawn.choice(entries), number, sentences, drawn)
        for number in range(PROVISIONS - len(entries))
    ]
    for start in range(0, len(grown), LARGEST_BODY):
        put_in(IndexBody(f"grown:{start}", tuple(grown[start : start + LARGEST_BODY])))


def another(
    like: "Entry", number: int, sentences: dict[str, list[str]], drawn: random.Random
) -> "Entry":
    """A provision of the same kind with other words; its number is one that no other has."""
    from comity_node.indexed_law import Said

    there = sentences[like.language]
    wanted = len(SENTENCE.split(like.text))
    text = "\n".join(drawn.sample(there, min(wanted, len(there))))
    said = [one for one in like.said if one.weight != "D"]
    article = f"{like.article}-{number}"
    words = (Said("A", "", article), *said, Said("D", like.language, text))
    return replace(like, body=f"G{number}", article=article, text=text, said=words)


def asked(entries: "list[Entry]") -> dict[str, float]:
    """Every question once to warm the database, then once to be measured."""
    from comity_node.access.legislation import search
    from comity_node.models import Provision

    questions = list(all_questions(entries))
    for words, filters in questions:
        search(words, filters)
    times = []
    for words, filters in questions:
        began = time.perf_counter()
        search(words, filters)
        times.append((time.perf_counter() - began) * 1000)
    slowest = sorted(zip(times, questions, strict=True), key=lambda one: one[0])[-3:]
    print("slowest:", [(round(ms), words[:40]) for ms, (words, _) in slowest], file=sys.stderr)
    p95 = statistics.quantiles(times, n=20)[18]
    provisions = Provision.objects.count()
    print(f"median {statistics.median(times):.1f} ms", file=sys.stderr)
    return {"p95": p95, "questions": len(questions), "provisions": provisions}


def all_questions(entries: "list[Entry]") -> "Iterator[tuple[str, Filters]]":
    """As many of each kind, from texts drawn at random."""
    drawn = random.Random(SEED)  # noqa: S311
    kinds: tuple[Callable[[Entry, random.Random], tuple[str, Filters]], ...] = (
        one_word, three_words, phrase, number, arabic, misspelt, narrowed
    )  # fmt: skip
    with_words = [entry for entry in entries if len(WORD.findall(entry.text)) > 5]
    for kind in kinds:
        for _ in range(OF_EACH):
            yield kind(drawn.choice(with_words), drawn)


def one_word(entry: "Entry", drawn: random.Random) -> "tuple[str, Filters]":
    """A word of a text, in its language."""
    return words_of(entry, drawn, 1), unfiltered()


def three_words(entry: "Entry", drawn: random.Random) -> "tuple[str, Filters]":
    """Three words of one text."""
    return words_of(entry, drawn, 3), unfiltered()


def phrase(entry: "Entry", drawn: random.Random) -> "tuple[str, Filters]":
    """Words that stand side by side, in quotation marks."""
    words = entry.text.split()
    start = drawn.randrange(max(1, len(words) - 3))
    return f'"{" ".join(words[start : start + 3])}"', unfiltered()


def number(entry: "Entry", drawn: random.Random) -> "tuple[str, Filters]":
    """The number of an article, as it is written or with spaces and a point."""
    written = entry.article[:20].replace("L", "L. ") if drawn.random() < 0.5 else entry.article
    return f"art. {written}", unfiltered()


def arabic(entry: "Entry", drawn: random.Random) -> "tuple[str, Filters]":
    """Two Arabic words of the offences, every other time with vowel signs."""
    from comity_node.models import ProvisionWord

    del entry
    known = ProvisionWord.objects.filter(language="ar").order_by("word").distinct()
    text = " ".join(drawn.sample(list(known.values_list("word", flat=True)), 2))
    if drawn.random() < 0.5:
        text = "".join(sign + drawn.choice(VOWELS) if sign.isalpha() else sign for sign in text)
    return text, unfiltered()


def misspelt(entry: "Entry", drawn: random.Random) -> "tuple[str, Filters]":
    """A word with a letter left out, or two that changed places."""
    word = words_of(entry, drawn, 1)
    at = drawn.randrange(1, len(word) - 1)
    if drawn.random() < 0.5:
        return word[:at] + word[at + 1 :], unfiltered()
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :], unfiltered()


def narrowed(entry: "Entry", drawn: random.Random) -> "tuple[str, Filters]":
    """A word with filters, or filters alone."""
    from datetime import date

    from comity_node.access.legislation import Filters

    words = words_of(entry, drawn, 1) if drawn.random() < 0.7 else ""
    return words, Filters(
        state=entry.state,
        kind=entry.kind if drawn.random() < 0.5 else "",
        day=date(drawn.randint(2004, 2026), 1, 15) if drawn.random() < 0.5 else None,
        element=drawn.choice(entry.elements) if entry.elements else "",
    )


def words_of(entry: "Entry", drawn: random.Random, count: int) -> str:
    """Words of four letters and more, as the text writes them."""
    return " ".join(drawn.sample(WORD.findall(entry.text), count))


def unfiltered() -> "Filters":
    """The whole database."""
    from comity_node.access.legislation import Filters

    return Filters()


def remade() -> float:
    """Seconds to put in everything the package has."""
    from comity_node.actions import legislation
    from comity_node.models import IndexedBody

    IndexedBody.objects.all().delete()
    began = time.perf_counter()
    legislation.refresh()
    return time.perf_counter() - began


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
