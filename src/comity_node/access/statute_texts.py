"""Texts of its own law that this node's State added, and with them everything that is held."""

import json
from functools import lru_cache

from comity.law.statutes import Statute, Statutes, build_statute, load_statutes
from comity_node.models import StatuteText
from comity_node.vocabulary import law

DRAFT, AGREED, SET_ASIDE = "draft", "agreed", "set_aside"


def agreed_texts() -> list[StatuteText]:
    """The texts two officers stand behind, in their order."""
    return list(StatuteText.objects.filter(standing=AGREED).order_by("body", "version", "pk"))


def held_statutes() -> Statutes:
    """The statutes of the package and those added here; of one text in both, ours."""
    return _held(tuple((one.pk, one.digest) for one in agreed_texts()))


@lru_cache(maxsize=4)
def _held(keys: tuple[tuple[int, str], ...]) -> Statutes:
    rows = StatuteText.objects.in_bulk([pk for pk, _ in keys])
    own = [as_statute(rows[pk]) for pk, _ in keys]
    named = {_key(one) for one in own}
    package = [one for one in load_statutes().held if _key(one) not in named]
    return Statutes.of((*package, *own))


def _key(one: Statute) -> tuple[str, str, str]:
    return one.head.id, one.head.version, one.head.language


def as_statute(row: StatuteText) -> Statute:
    """The text of a row, read as strictly as a file of the data."""
    return build_statute(row.body, json.loads(row.content), law())
