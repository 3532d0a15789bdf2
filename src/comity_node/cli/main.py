"""Parses the command, runs it, and turns what is wrong into one sentence and an exit code.

Exit codes: 0 done, 1 findings that block, 2 wrong usage or unreadable input.
"""

import argparse
import os
import sys
from importlib import import_module

from comity_node.cli.fault import Fault

DONE, BLOCKED, UNUSABLE = 0, 1, 2
INTERRUPTED = 130
# By name, so that a command without a node loads neither Django nor a driver.
DATABASE_FAULTS = {"django.db.utils", "psycopg", "psycopg.errors"}
SAID = {"SettingsError", "PostgresError", "KeysMissing"}  # faults of ours that say what to do
# First word of a command -> the module that knows it and what adds it there.
ROOMS = {
    "node": ("comity_node.cli.node", "add"),
    "directory": ("comity_node.cli.directory", "add"),
    "audit": ("comity_node.cli.audit", "add"),
    "law": ("comity_node.cli.law", "add"),
    "assess": ("comity_node.cli.questions", "add"),
    "assistance": ("comity_node.cli.questions", "add_assistance"),
    "rules": ("comity_node.cli.questions", "add_rules"),
    "clocks": ("comity_node.cli.questions", "add_clocks"),
    "demo": ("comity_node.cli.demo", "add"),
    "story": ("comity_node.cli.demo", "add_story"),
    "code": ("comity_node.cli.code", "add"),
}


def main(arguments: list[str] | None = None) -> None:
    """Entry point of the command ``comity``."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    chosen = parser(arguments[0] if arguments else "").parse_args(arguments)
    try:
        return int(chosen.run(chosen) or DONE)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # who read the output wanted no more of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as fault:
        print(f"{fault.filename or 'The system'}: {fault.strerror or fault}.", file=sys.stderr)
    except Exception as fault:
        print(_said(fault), file=sys.stderr)
    return UNUSABLE


def _said(fault: Exception) -> str:
    """The sentence of a fault that says what to do; anything else is a fault of ours.

    Raises:
        Exception: the fault itself, where it is none of those.
    """
    kind = type(fault)
    if isinstance(fault, Fault) or kind.__name__ in SAID:
        return str(fault)
    if kind.__module__ not in DATABASE_FAULTS:
        raise fault
    said = (str(fault).strip().splitlines() or [kind.__name__])[0]
    return f"The database said: {said}. Look closer: comity node doctor"


def parser(room: str = "") -> argparse.ArgumentParser:
    """The command line: of one room, or whole where the first word names none.

    A room is loaded only when it is used, so that a question of law does not wait for the rest.
    """
    top = argparse.ArgumentParser(
        prog="comity",
        description="Justice and police authorities of different States, working together "
        "against the smuggling of migrants.",
    )
    rooms = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for module, add in [ROOMS[room]] if room in ROOMS else ROOMS.values():
        getattr(import_module(module), add)(rooms)
    return top


if __name__ == "__main__":
    main()
