"""``comity code``: the six digits a second factor shows now, for a demo without a telephone."""

import argparse
import base64
import hashlib
import hmac
import time
from typing import Any

from comity_node.cli.fault import Fault

STEP = 30


def add(rooms: Any) -> None:
    """Add the command ``code``."""
    parser = rooms.add_parser("code", help="the six digits a second factor shows now")
    parser.add_argument("second_factor", help="the secret, as the demo printed it")
    parser.set_defaults(run=show)


def show(chosen: argparse.Namespace) -> None:
    """Print the digits of this half minute."""
    print(digits(chosen.second_factor, time.time()))


def digits(second_factor: str, at: float) -> str:
    """Six digits for the secret at a moment (RFC 6238, SHA-1, steps of 30 seconds).

    Args:
        second_factor: the secret in base32, blanks and lower case allowed.
        at: seconds since 1970, UTC.

    Raises:
        Fault: the secret is not base32.
    """
    secret = "".join(second_factor.split()).upper()
    try:
        key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    except ValueError as fault:
        raise Fault("This is not a second factor: letters A to Z and digits 2 to 7.") from fault
    if not key:
        raise Fault("The second factor is empty; copy it from what the demo printed.")
    mac = hmac.digest(key, int(at // STEP).to_bytes(8, "big"), hashlib.sha1)
    place = mac[-1] & 15
    number = int.from_bytes(mac[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
