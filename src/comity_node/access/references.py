"""A provision or an offence by the text that names it in an address, with all that belongs to it.

``FR-CESEDA:L823-1@2026-04-03.fr`` is an article in a version and language, which may be left out;
``SOM_PROTOCOL:6`` an article of a treaty; ``offences:EG-82-6`` an offence of the law data.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from comity.base.source import Source
from comity.law.addresses import Address, AddressError
from comity.law.rows import Offence
from comity.law.side_by_side import Comparable
from comity.law.statutes import Statute, StatuteProvision
from comity.law.texts import load_texts
from comity_node.access.statute_texts import held_statutes
from comity_node.law_in_force import law
from comity_node.models import Provision

OFFENCES = "offences:"
MOST_BESIDE = 80
# What is serious, and that legal persons answer, is true of crimes that have nothing in common.
OF_ANY_CRIME = frozenset({"UNTOC:2(b)", "UNTOC:10(1)"})


@dataclass(frozen=True, slots=True)
class Named:
    """What a reference names. ``parts`` are its words, none where the text is not held.

    ``kind`` is statute, treaty or offence, ``body`` the id, ``version`` that of a statute.
    ``offences`` are the rows it is the text of, or the row itself.
    """

    reference: str
    kind: str
    state: str
    body: str
    article: str
    title: str
    heading: str
    language: str
    version: str
    parts: Sequence[Comparable]
    offences: tuple[Offence, ...]
    source: Source
    statute: Statute | None = None


def named(reference: str, reader: str) -> Named | None:
    """What the text names; None where it is nothing that is here.

    Args:
        reader: language of the reader, for a treaty that is held in several.
    """
    if reference.startswith(OFFENCES):
        return _offence(reference)
    written, _, which = reference.partition("@")
    try:
        address = Address.parse(written)
    except AddressError:
        return None
    if not address.article:
        return None
    article = Address(address.treaty, address.article)
    return _statute(article, which) if address.state else _treaty(article, reader)


def _offence(reference: str) -> Named | None:
    """An offence, with the words of its text where exactly one article is held for it."""
    wanted = reference.removeprefix(OFFENCES)
    row = next((one for rows in law().offences.values() for one in rows if one.id == wanted), None)
    if row is None:
        return None
    held = held_statutes().provisions_of(row)
    article = held[0] if len(held) == 1 else None
    statute = statute_of(article) if article else None
    return Named(
        reference, "offence", row.state, row.id, row.article, row.statute, "",
        statute.head.language if statute else "", "",
        statute.parts(article.address) if statute and article else (),
        (row,), row.source, statute,
    )  # fmt: skip


def _statute(address: Address, which: str) -> Named | None:
    version, _, language = which.partition(".")
    found = held_statutes().find(address, version, language)
    if found is None or (language and found.language != language):
        return None
    statute = statute_of(found)
    head, rows = found.head, offences_of(found)
    return Named(
        reference_of(found), "statute", head.state, head.id, found.article.number, head.title,
        found.article.heading, head.language, head.version, statute.parts(address), rows,
        head.source, statute,
    )  # fmt: skip


def _treaty(address: Address, reader: str) -> Named | None:
    text = load_texts().text(address.treaty, reader)
    if text is None or address not in text.provisions:
        return None
    article = text.provisions[address]
    return Named(
        str(address), "treaty", "", address.treaty, address.article, text.head.title,
        article.heading, article.language, "", text.parts(address), (), text.head.source,
    )  # fmt: skip


def statute_of(provision: StatuteProvision) -> Statute:
    """The version of the statute a provision stands in."""
    head = provision.head
    found = held_statutes().statute(head.id, head.version, head.language)
    assert found is not None  # noqa: S101  the provision was taken out of it
    return found


def reference_of(provision: StatuteProvision) -> str:
    """How an address names an article in this version and language."""
    head = provision.head
    article = Address(provision.address.treaty, provision.address.article)
    return f"{article}@{head.version}.{head.language}"


def offences_of(provision: StatuteProvision) -> tuple[Offence, ...]:
    """The offence rows an article is the text of."""
    rows = law().offences.get(provision.head.state, ())
    return tuple(row for row in rows if row.id in provision.article.offences)


def of_row(row: Provision) -> str:
    """The reference of a row of the index."""
    if row.kind == "offence":
        return f"{OFFENCES}{row.body}"
    version = row.version.isoformat() if row.version else "unknown"
    which = f"@{version}.{row.language}" if row.kind == "statute" else ""
    return f"{row.body}:{row.article}{which}"


def beside(one: Named) -> list[Provision]:
    """What it is worth being laid beside: other texts of it, then what answers to the same."""
    rows = Provision.objects.defer("search", "text")
    versions = rows.filter(kind="statute", body=one.body, article=_bare(one))
    own = rows.filter(kind=one.kind, body=one.body).values_list("answers_to", flat=True)
    if one.kind == "statute":
        own = own.filter(article=_bare(one))
    asked = sorted({at for found in own for at in found if "(" in at} - OF_ANY_CRIME)
    others = rows.filter(answers_to__overlap=asked, kind__in=("statute", "offence"))
    others = others.exclude(body=one.body).order_by("state", "kind", "body", "place")
    found = [*(versions if one.kind == "statute" else ()), *others[:MOST_BESIDE]]
    return [row for row in found if of_row(row) != one.reference]


def _bare(one: Named) -> str:
    """The article as the index has it: of a statute as an address writes it."""
    return one.parts[0].address.article if one.kind == "statute" else one.article
