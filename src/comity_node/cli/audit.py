"""``comity audit verify``: an exported folder against the root fingerprint; needs no node."""

import argparse
from pathlib import Path
from typing import Any

from comity_node.cli.fault import Fault


def add(rooms: Any) -> None:
    """Add the group ``audit``."""
    group = rooms.add_parser("audit", help="check what a node exported")
    verbs = group.add_subparsers(required=True, metavar="VERB")
    parser = verbs.add_parser("verify", help="documents, receipts and proofs of a folder")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--root", required=True, help="fingerprint of the secretariat's root key")
    parser.set_defaults(run=verify)


def verify(chosen: argparse.Namespace) -> int:
    """Print what was checked; exit code 1 when anything does not hold."""
    from comity.cases.packet import verify_export

    if not chosen.folder.is_dir():
        raise Fault(f"{chosen.folder} is not a folder.")
    files = {
        path.relative_to(chosen.folder).as_posix(): path.read_bytes()
        for path in sorted(chosen.folder.rglob("*"))
        if path.is_file()
    }
    report = verify_export(files, chosen.root)
    for finding in report.findings:
        print(f"{finding.check}: {finding.folder} {finding.subject}: {finding.message}")
    for folder in report.folders:
        print(
            f"{folder.path}: {len(folder.messages)} messages, {folder.log_size} leaves in the log"
        )
    print("Everything holds." if report.sound else "This folder does not hold.")
    return 0 if report.sound else 1
