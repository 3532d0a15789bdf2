"""The commands that answer a case question: ``assess``, and each of its parts alone.

They need no node, no database and no network. At a terminal they answer in text, in a pipe in
JSON; ``--json`` and ``--text`` say which.
"""

import argparse
import gc
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

import orjson

from comity.assistance import Assessment, assess
from comity.law import LawData, load
from comity.law.dual_criminality import Verdict
from comity.law.rows import Effect
from comity_node.cli.case_question import Unreadable, lines_of, parse, read_case
from comity_node.cli.fault import Fault

BLOCKED, UNREADABLE = 1, 2
COUNTED = 1000  # lines between two counts of a long batch
Part = Callable[[Assessment], dict[str, object]]


def add_question(parser: argparse.ArgumentParser, part: str) -> None:
    """The arguments of a command that answers a question with one part of the answer."""
    parser.add_argument("case", type=Path, help="case question, JSON or TOML; - for standard input")
    add_form(parser)
    parser.set_defaults(run=answer, part=part)


def add_form(parser: argparse.ArgumentParser) -> None:
    """``--json``, ``--text`` and the language of the text."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="JSON, also at a terminal")
    form.add_argument("--text", action="store_true", help="text to read, also in a pipe")
    parser.add_argument(
        "--language", choices=("ar", "en", "it"), default="en", help="of the text: ar, en or it"
    )


def add(rooms: Any) -> None:
    """Add ``assess``."""
    parser = rooms.add_parser("assess", help="bases, dual criminality, gaps, rules, dates")
    parser.add_argument("case", type=Path, nargs="?", help="case question; - for standard input")
    parser.add_argument("--batch", type=Path, help="a question a line; one answer a line, in order")
    parser.add_argument("--explain", action="store_true", help="with --batch: explanations too")
    add_form(parser)
    parser.set_defaults(run=assess_command, part="assess")


def add_assistance(rooms: Any) -> None:
    """Add ``assistance check``."""
    _one_verb(rooms, "assistance", "what a request lacks", "check", "items not in the file")


def add_rules(rooms: Any) -> None:
    """Add ``rules check``."""
    _one_verb(rooms, "rules", "what must be done or not done", "check", "the rules that fire")


def add_clocks(rooms: Any) -> None:
    """Add ``clocks``."""
    add_question(rooms.add_parser("clocks", help="dates of a case, each with its kind"), "clocks")


def _one_verb(rooms: Any, room: str, about: str, verb: str, told: str) -> None:
    verbs = rooms.add_parser(room, help=about).add_subparsers(required=True, metavar="VERB")
    add_question(verbs.add_parser(verb, help=told), room)


PARTS: Mapping[str, Part] = {
    "assess": Assessment.as_json,
    "basis": lambda found: found.answer.basis_json(),
    "dual-criminality": lambda found: found.answer.dual_criminality.as_json(),
    "assistance": Assessment.completeness_json,
    "rules": lambda found: found.answer.rules_json(),
    "clocks": lambda found: found.answer.clocks_json(),
}
BLOCKS: Mapping[str, Callable[[Assessment], bool]] = {
    "assess": lambda found: found.blocks,
    "dual-criminality": lambda found: found.answer.dual_criminality.verdict is Verdict.NOT_MET,
    "assistance": lambda found: bool(found.missing),
    "rules": lambda found: any(one.effect is Effect.BLOCK for one in found.answer.rules),
}


def assess_command(chosen: argparse.Namespace) -> int:
    """One question, or with ``--batch`` a file of them."""
    if bool(chosen.case) == bool(chosen.batch):
        raise Fault("Give one case question, or --batch FILE with one a line.")
    return batch(chosen) if chosen.batch else answer(chosen)


def answer(chosen: argparse.Namespace) -> int:
    """Answer one question; 1 when something in the part asked for stands in the way."""
    law = load()
    found = assess(law, read_case(chosen.case, law))
    if as_text(chosen):
        from comity_node.cli.legal_text import said

        print(said(found, chosen.part, chosen.language))
    else:
        print_json(PARTS[chosen.part](found))
    blocks = BLOCKS.get(chosen.part)
    return BLOCKED if blocks and blocks(found) else 0


def as_text(chosen: argparse.Namespace) -> bool:
    """Text where somebody reads: at a terminal, unless JSON was asked for."""
    return bool(chosen.text or (sys.stdout.isatty() and not chosen.json))


def print_json(value: object) -> None:
    """Readable JSON on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def batch(chosen: argparse.Namespace) -> int:
    """One answer a line, in order; a line that is no question gets its fault and no answer."""
    if str(chosen.batch) == "-":
        return _batch(sys.stdin.buffer, chosen.explain)
    with chosen.batch.open("rb") as stream:
        return _batch(stream, chosen.explain)


def _batch(stream: IO[bytes], explain: bool) -> int:
    law, out = load(), sys.stdout.buffer
    gc.disable()  # an answer holds no cycle, and looking for some takes a fifth of the time
    counts = sys.stderr.isatty()
    number = refused = 0
    for number, line in enumerate(lines_of(stream), start=1):
        value, unread = _line(law, line, number, explain)
        refused += unread
        out.write(orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE))
        if counts and number % COUNTED == 0:
            print(f"\r{number:,} answered", end="", file=sys.stderr, flush=True)
    out.flush()
    if counts and number >= COUNTED:
        print(file=sys.stderr)
    if refused:
        said = f"{refused:,} of {number:,} lines are no case question; each has its fault."
        print(said, file=sys.stderr)
    return UNREADABLE if refused else 0


def _line(law: LawData, line: bytes, number: int, explain: bool) -> tuple[dict[str, object], bool]:
    """The answer to one line, or its fault."""
    try:
        found = assess(law, parse(line, law))
    except Unreadable as fault:
        return {"error": {"line": number, "place": fault.place, "reason": fault.said}}, True
    return found.as_json() if explain else found.objects_json(), False
