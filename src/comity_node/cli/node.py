"""``comity node …``: make, run, check, back up a node."""

from typing import Any

from comity_node.cli import backup, doctor, init, scene, serve, users

Rooms = Any  # argparse's own type for a group of sub-commands is private


def add(rooms: Rooms) -> None:
    """Add the group ``node``."""
    group = rooms.add_parser("node", help="make and run the node of a State")
    verbs = group.add_subparsers(required=True, metavar="VERB")
    for module in (init, serve, users, doctor, backup, scene):
        module.add(verbs)
