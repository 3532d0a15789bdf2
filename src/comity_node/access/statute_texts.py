"""Texts of its own law that this node's State added, and with them everything that is held."""

import json

from django.http import Http404

from comity.base.reader import DataError
from comity.law import LawData
from comity.law.statutes import Statute, Statutes, build_statute, load_statutes
from comity_node.law_in_force import law
from comity_node.models import StatuteText

DRAFT, AGREED, SET_ASIDE = "draft", "agreed", "set_aside"


def agreed_texts() -> list[StatuteText]:
    """The texts two officers stand behind, in their order."""
    rows = StatuteText.objects.filter(standing=AGREED).defer("content", "typed")
    return list(rows.order_by("body", "version", "pk"))


_last: tuple[LawData, tuple[tuple[int, str], ...], Statutes] | None = None


def held_statutes() -> Statutes:
    """The statutes of the package and those added here; of one text in both, ours."""
    global _last  # noqa: PLW0603  # reading them all again costs more than a page
    data, keys = law(), tuple((one.pk, one.digest) for one in agreed_texts())
    kept = _last
    if kept is None or kept[0] is not data or kept[1] != keys:
        kept = _last = data, keys, _held([pk for pk, _ in keys])
    return kept[2]


def _held(keys: list[int]) -> Statutes:
    rows = StatuteText.objects.in_bulk(keys)
    own = [one for pk in keys if (one := fitting(rows[pk]))]
    named = {_key(one) for one in own}
    package = [one for one in load_statutes().held if _key(one) not in named]
    return Statutes.of((*package, *own))


def _key(one: Statute) -> tuple[str, str, str]:
    return one.head.id, one.head.version, one.head.language


def fitting(row: StatuteText) -> Statute | None:
    """The text of a row; None where the law data of this version do not know what it names."""
    try:
        return as_statute(row)
    except DataError:
        return None


def as_statute(row: StatuteText) -> Statute:
    """The text of a row, read as strictly as a file of the data.

    Raises:
        DataError: it names what the law data of this version do not have.
    """
    return build_statute(row.body, json.loads(row.content), law())


def upload_of(statute: Statute) -> StatuteText | None:
    """The row a text was added by; None where it is one of the package."""
    head = statute.head
    rows = StatuteText.objects.select_related("by", "decided_by")
    return rows.filter(
        standing=AGREED, body=head.id, version=head.version, language=head.language
    ).first()


def list_texts() -> list[StatuteText]:
    """Every text of this State on this node: drafts first, then the newest."""
    rows = StatuteText.objects.select_related("by", "decided_by").defer("content", "typed")
    return sorted(rows.order_by("-made_at", "-pk"), key=lambda row: row.standing != DRAFT)


def read_text(pk: int) -> StatuteText:
    """One of them.

    Raises:
        Http404: there is none.
    """
    row = StatuteText.objects.select_related("by", "decided_by").filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
