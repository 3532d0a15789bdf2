"""``comity demo``: two States and the secretariat on this machine, with training data."""

import argparse
from typing import Any


def add(rooms: Any) -> None:
    """Add the command ``demo``."""
    parser = rooms.add_parser("demo", help="two nodes on this machine, invented data")
    parser.set_defaults(run=demo)


def demo(chosen: argparse.Namespace) -> None:
    """Set up and run until interrupted."""
    raise NotImplementedError(chosen)
