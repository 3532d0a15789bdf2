"""``comity law …``: what the data say of a case or a treaty, and a check of somebody's copy."""

import argparse
from pathlib import Path
from typing import Any

from comity.base.reader import DataError
from comity.base.words import clipped, did_you_mean
from comity.law import LawData, QuestionError, Standing, load, standing
from comity.law.question import check_day
from comity.states import NoSuchState
from comity_node.cli.fault import Fault
from comity_node.cli.questions import add_form, add_question, as_text, print_json


def add(rooms: Any) -> None:
    """Add the group ``law``."""
    group = rooms.add_parser("law", help="what the law data say")
    verbs = group.add_subparsers(required=True, metavar="VERB")
    add_question(verbs.add_parser("basis", help="legal bases of a case, in order"), "basis")
    compared = verbs.add_parser("dual-criminality", help="an offence in both States, by element")
    add_question(compared, "dual-criminality")
    _add_status(verbs)
    parser = verbs.add_parser("check", help="read somebody's copy of the law data strictly")
    parser.add_argument("folder", type=Path, metavar="DIR", help="laid out like comity/data/law")
    parser.set_defaults(run=check)


def _add_status(verbs: Any) -> None:
    parser = verbs.add_parser("status", help="whether a State is bound by a treaty on a day")
    parser.add_argument("state", help="ISO 3166 code")
    parser.add_argument("treaty", help="id of the treaty, for example SOM_PROTOCOL")
    parser.add_argument("date", help="YYYY-MM-DD")
    add_form(parser)
    parser.set_defaults(run=status)


def status(chosen: argparse.Namespace) -> int:
    """Print whether the State is bound: yes, no, unknown."""
    found = _standing(load(), chosen.state, chosen.treaty, chosen.date)
    if as_text(chosen):
        from comity_node.cli.legal_text import said_standing

        print(said_standing(found, chosen.language))
    else:
        print_json(found.as_json())
    return 0


def _standing(law: LawData, state: str, treaty: str, day: str) -> Standing:
    if treaty not in law.treaties:
        known = did_you_mean(treaty, law.treaties)
        raise Fault(f'TREATY: no treaty of the data has the id "{clipped(treaty)}". {known}')
    try:
        # The European Union is a Party, and no State of ISO 3166.
        code = state if (state, treaty) in law.status else law.states.check(state)
        return standing(law, code, treaty, check_day("DATE", day, law))
    except (NoSuchState, QuestionError) as fault:
        raise Fault(str(fault)) from None


def check(chosen: argparse.Namespace) -> int:
    """Read a folder of law data as strictly as our own; the first thing that is wrong is said."""
    from comity.law.copies import read_copy

    if not chosen.folder.is_dir():
        raise Fault(f"{chosen.folder} is not a folder.")
    try:
        read = read_copy(chosen.folder)
    except DataError as fault:
        raise Fault(str(fault)) from None
    for name in read.not_read:
        print(f"{name}: not read; no file of the law data has that name.")
    print(f"Read: {', '.join(read.files)}. Everything else as in this version of Comity.")
    rows = len(read.law.status) + len(read.law.bilateral_by_id) + len(read.law.rules)
    print(f"Nothing is wrong in {rows:,} rows of status, bilateral texts and rules.")
    return 0
