"""Writes ``docs/reference/command-line.md`` from the command line itself: ``make docs``."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from comity_node.cli.main import parser

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "command-line.md"
HEAD = """# The command line

Made from the program by `tools/docs_cli.py`; a test compares. Change the program, then run `.venv/bin/python tools/docs_cli.py`.

Exit codes of every command: **0** done, **1** findings that block, **2** wrong usage or unreadable input. What is wrong is said in one sentence on standard error; a traceback is a fault of ours.

`--home` may be left out where the variable `COMITY_HOME` names the folder. `DATABASE_URL` and `PG_BIN` in the environment come before `database.url` and `database.pg_bin` of `node.toml`.
"""  # noqa: E501


def page() -> str:
    """The whole page, as Markdown."""
    return "\n".join([HEAD, *(line for one in commands(parser()) for line in section(one))])


def commands(top: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command that can be run, with its help, in the order of the program."""
    groups = [one for one in top._actions if isinstance(one, argparse._SubParsersAction)]
    for group in groups:
        told = {choice.dest: choice.help or "" for choice in group._choices_actions}
        for name, child in group.choices.items():
            if any(isinstance(one, argparse._SubParsersAction) for one in child._actions):
                yield from commands(child)
            else:
                yield told.get(name, ""), child


def section(command: tuple[str, argparse.ArgumentParser]) -> list[str]:
    """Heading, help and a table of arguments of one command."""
    told, one = command
    rows = [row(action) for action in one._actions if action.dest != "help"]
    table = ["| argument | | |", "|---|---|---|", *rows, ""] if rows else []
    return [f"## {one.prog}", "", f"{told[:1].upper()}{told[1:]}.", "", *table]


def row(action: argparse.Action) -> str:
    """Name, whether it must be given or what it is otherwise, and its help."""
    shown = action.option_strings[-1] if action.option_strings else action.dest.upper()
    return f"| `{shown}` | {otherwise(action)} | {action.help or ''} |"


def otherwise(action: argparse.Action) -> str:
    """What holds when it is not given."""
    if "COMITY_HOME" in (action.help or ""):
        return "required"
    if action.required:
        return "required"
    if action.default in (None, "", False):
        return "optional"
    return f"`{action.default}`"


if __name__ == "__main__":
    text = page()
    PAGE.write_text(text, encoding="utf-8")
    print(f"{PAGE}: {len(text.splitlines())} lines")
    sys.exit(0)
