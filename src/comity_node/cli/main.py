"""Parses the command, runs it, and turns what is wrong into one sentence and an exit code.

Exit codes: 0 done, 1 findings that block, 2 wrong usage or unreadable input.
"""

import argparse
import sys

from comity_node.cli import audit, code, demo, directory, node
from comity_node.cli.fault import Fault
from comity_node.configuration import SettingsError
from comity_node.ports.keystore import KeysMissing
from comity_node.ports.postgres import PostgresError

DONE, BLOCKED, UNUSABLE = 0, 1, 2
# By name, so that a command without a node loads neither Django nor a driver.
DATABASE_FAULTS = {"django.db.utils", "psycopg", "psycopg.errors"}


def main(arguments: list[str] | None = None) -> None:
    """Entry point of the command ``comity``."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    chosen = parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen) or DONE)
    except (Fault, SettingsError, PostgresError, KeysMissing) as fault:
        print(fault, file=sys.stderr)
    except OSError as fault:
        print(f"{fault.filename or 'The system'}: {fault.strerror or fault}.", file=sys.stderr)
    except Exception as fault:
        if type(fault).__module__ not in DATABASE_FAULTS:
            raise
        said = (str(fault).strip().splitlines() or [type(fault).__name__])[0]
        print(f"The database said: {said}. Look closer: comity node doctor", file=sys.stderr)
    return UNUSABLE


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="comity",
        description="Justice and police authorities of different States, working together "
        "against the smuggling of migrants.",
    )
    rooms = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for room in (node, directory, audit, demo, code):
        room.add(rooms)
    return top


if __name__ == "__main__":
    main()
