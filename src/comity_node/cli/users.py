"""``comity node user add`` and ``reset``."""

import argparse
from typing import Any
from urllib.parse import quote

from comity_node.cli.fault import Fault
from comity_node.cli.home import database, with_home


def add(verbs: Any) -> None:
    """Add the verb ``user``."""
    group = verbs.add_parser("user", help="accounts of this node's officers")
    words = group.add_subparsers(required=True, metavar="WORD")
    new = with_home(words, "add", "make an account; prints what the officer needs, once")
    new.add_argument("username")
    new.add_argument("--name", required=True, help="full name, as pages show it")
    new.add_argument(
        "--role", required=True, help="prosecutor, caseworker, supervisor or administrator"
    )
    new.add_argument("--post", default="", help="function, as letters show it")
    new.add_argument("--language", default="")
    new.set_defaults(run=make)
    again = with_home(words, "reset", "new password and second factor; ends every session")
    again.add_argument("username")
    again.set_defaults(run=reset)


def make(chosen: argparse.Namespace) -> None:
    """Make an account."""
    with database(chosen.home):
        from comity_node.actions import users

        new = users.NewUser(chosen.username, chosen.name, chosen.role, chosen.post, chosen.language)
        try:
            show(users.add_user(new))
        except users.UserFault as fault:
            raise Fault(str(fault)) from fault


def reset(chosen: argparse.Namespace) -> None:
    """New means of sign-in for an account."""
    with database(chosen.home):
        from comity_node.actions import users

        try:
            show(users.reset_user(chosen.username))
        except users.UserFault as fault:
            raise Fault(str(fault)) from fault


def show(sign_in: Any) -> None:
    """Print a sign-in; nothing keeps it readable."""
    address = f"otpauth://totp/{quote('Comity:' + sign_in.username)}?secret={sign_in.totp_secret}"
    print(f"user name      {sign_in.username}")
    print(f"password       {sign_in.password}")
    print(f"second factor  {sign_in.totp_secret}")
    print(f"               {address}")
    print("Hand these over in person. They cannot be shown again.")
