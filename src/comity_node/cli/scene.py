"""``comity node scene``: lays out the training scene, with officers who can play it."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from comity_node.cli.fault import Fault
from comity_node.cli.home import database, with_home


def add(verbs: Any) -> None:
    """Add the verb ``scene``."""
    parser = with_home(verbs, "scene", "training: lay out the story's case and officers")
    parser.add_argument("--with", dest="partner", required=True, help="ISO code of the other State")
    parser.add_argument("--sign-ins", type=Path, help="write the sign-ins to this file as JSON")
    parser.add_argument("--register", type=int, default=0, help="add so many invented requests")
    parser.set_defaults(run=scene)


def scene(chosen: argparse.Namespace) -> None:
    """Lay out the scene.

    Raises:
        Fault: the node is a real one, or the scene stands there already.
    """
    with database(chosen.home) as settings:
        if not settings.training:
            raise Fault("This node holds real data; a training scene is not laid out on it.")
        if settings.kind == "secretariat":
            raise Fault("The secretariat sees no case; a training scene is a State's.")
        from comity_node.actions import register, users
        from comity_node.actions.scene import lay_out, set_partner
        from comity_node.letter_language import letter_language
        from comity_node.training.scene import officers

        language = letter_language(settings.code)
        sign_ins = {}
        try:
            for one in officers(language):
                new = users.NewUser(
                    one["username"], one["name"], one["role"], one["post"], settings.language
                )
                sign_ins[one["username"]] = users.add_user(new)
        except users.UserFault as fault:
            raise Fault(f"The scene stands here already. {fault}") from fault
        set_partner(chosen.partner)
        lay_out()
        register.fill(chosen.register, chosen.partner)
        _show(chosen.sign_ins, sign_ins, settings.web.public_url)


def _show(path: Path | None, sign_ins: dict[str, Any], url: str) -> None:
    if path is None:
        for one in sign_ins.values():
            print(one.username, one.password, one.totp_secret)
        return
    told = {name: {"url": url, **asdict(one)} for name, one in sign_ins.items()}
    path.write_text(json.dumps(told, indent=1), encoding="utf-8")
    path.chmod(0o600)
