"""The search of the legislative database: words in six languages, facets, a page of hits.

Whatever is typed gets an answer. A filter leaves out what is known to be otherwise; where a day is
asked about and nobody knows, the text stays and says so.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.db import connection, transaction

from comity.law.lexemes import Excerpt, excerpt
from comity_node.access.asked_words import Asked, asked_of, clean
from comity_node.models import Provision

PAGE = 20
MOST_PAGES = 500
EXCERPT = 320  # signs
WEIGHTS = [0.4, 0.02, 0.3, 1.0]  # of words of the text, titles and States, elements, numbers
RANKED = 1000  # texts that are ordered by how well they fit; no more pages are shown


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed down to; empty: not. Months as in the law data, 9999 is life."""

    state: str = ""
    article: str = ""
    element: str = ""
    at_least: int | None = None
    at_most: int | None = None
    day: date | None = None
    kind: str = ""
    text_kind: str = ""
    language: str = ""

    @property
    def chosen(self) -> int:
        """How many are set."""
        return sum(value not in ("", None) for value in asdict(self).values())


@dataclass(frozen=True, slots=True)
class Hit:
    """A provision that was found, with the place in its text that has most of the words.

    In its heading and title the words are marked as well.
    """

    row: Provision
    heading: Excerpt
    title: Excerpt
    excerpt: Excerpt
    in_force: str  # yes, unknown, or empty where no day was asked about


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits, and how many there are of everything.

    ``counts`` are by facet and value, each without its own filter. ``some`` is true where no text
    has everything and those shown have some of it. ``no_maximum`` were left out because nobody
    knows their maximum, ``day_unknown`` are shown though nobody knows whether they are in force.
    """

    asked: Asked
    total: int
    page: int
    hits: tuple[Hit, ...]
    counts: Mapping[str, Mapping[str, int]]
    some: bool = False
    no_maximum: int = 0
    day_unknown: int = 0

    @property
    def pages(self) -> int:
        return min(MOST_PAGES, max(1, -(-self.total // PAGE)))


# One pass over the texts that have the words. ``unfit`` has a bit for each filter that a text does
# not pass: a facet counts the texts that pass all others.
_SEARCH = """
with found as materialized (
  select p.id, p.kind, p.state, p.body, p.place, p.language, p.text_kind, p.answers_to, p.elements,
    p.max_months, p.in_force_from, p.in_force_until is not null as ended,
    array_position(array['statute', 'offence', 'treaty'], p.kind::text) as sort,
    (case when %(state)s in ('', p.state) then 0 else 1 end)
    + (case when %(kind)s in ('', p.kind) then 0 else 2 end)
    + (case when %(text_kind)s in ('', p.text_kind) then 0 else 4 end)
    + (case when %(language)s in ('', p.language) then 0 else 8 end)
    + (case when %(article)s = '' or %(article)s = any(p.answers_to) then 0 else 16 end)
    + (case when %(element)s = '' or %(element)s = any(p.elements) then 0 else 32 end)
    + (case when %(at_least)s::int is null and %(at_most)s::int is null then 0
        when p.max_months between coalesce(%(at_least)s, 0) and coalesce(%(at_most)s, 9999) then 0
        else 64 end) as unfit
  from comity_node_provision p
  where (%(query)s = '' or p.search @@ %(query)s::tsquery)
    and (%(day)s::date is null or (
      coalesce(p.in_force_from <= %(day)s, true) and coalesce(p.in_force_until >= %(day)s, true)
      and coalesce(p.text_from <= %(day)s, true) and coalesce(p.text_until > %(day)s, true)))
)
select 'state', state, count(*) from found where unfit in (0, 1) group by state
union all
select 'kind', kind, count(*) from found where unfit in (0, 2) group by kind
union all
select 'text_kind', text_kind, count(*) from found where unfit in (0, 4) group by text_kind
union all
select 'language', language, count(*) from found where unfit in (0, 8) group by language
union all
select 'article', one, sum(times)::bigint from (
    select answers_to, count(*) as times from found where unfit in (0, 16) group by answers_to
  ) as alike, unnest(answers_to) as one group by one
union all
select 'element', one, sum(times)::bigint from (
    select elements, count(*) as times from found where unfit in (0, 32) group by elements
  ) as alike, unnest(elements) as one group by one
union all
select 'months', max_months::text, count(*) from found
  where unfit in (0, 64) and max_months is not null group by max_months
union all
select 'total', '', count(*) from found where unfit = 0
union all
select 'day_unknown', '', count(*) from found where unfit = 0 and in_force_from is null
union all
(select 'hit', id::text, row_number() over () from (
  select f.id from (
    select * from found where unfit = 0
    order by ended, sort, state, body, place, id limit %(ranked)s) f
  join comity_node_provision p using (id)
  order by
    case when %(query)s = '' then 0
      else ts_rank(%(weights)s::real[], p.search, %(query)s::tsquery, 1) end desc,
    f.ended, f.sort, f.state, f.body, f.place, f.id
  limit %(most)s offset %(before)s) as ordered)
"""


def search(words: str, filters: Filters, page: int = 1) -> Found:
    """What is found, whatever was typed.

    Args:
        words: in any language; numbers of articles as anybody writes them; phrases in quotes.
        page: from 1 on; a page beyond the last is the last.
    """
    asked = asked_of(words)
    query = asked.all_of_it()
    found = _found(asked, query, filters, page)
    if not found.total and len(asked.found) > 1:
        some = _found(asked, asked.some_of_it(), filters, page)
        return replace(some, some=True) if some.total else found
    return found


def _found(asked: Asked, query: str, filters: Filters, page: int) -> Found:
    if asked.no_word or (asked.groups and not query):
        return Found(asked, 0, 1, (), {})
    page = min(max(page, 1), MOST_PAGES)
    counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for facet, value, count in _asked_for(query, filters, page):
        counts[facet][value] = count
    total, places = counts.pop("total")[""], counts.pop("hit", {})
    if total and not places:
        return _found(asked, query, filters, -(-total // PAGE))
    dated, priced = filters.day, (filters.at_least, filters.at_most) != (None, None)
    return Found(
        asked,
        total,
        page,
        _hits(sorted(places, key=places.__getitem__), asked, filters),
        counts,
        no_maximum=counts["months"].get("-1", 0) if priced else 0,
        day_unknown=counts.pop("day_unknown")[""] if dated else 0,
    )


def _asked_for(query: str, filters: Filters, page: int) -> list[tuple[str, str, int]]:
    """Rows of facet, value and count; of hits the key and its place."""
    given: dict[str, Any] = {
        name: clean(one) if isinstance(one, str) else one for name, one in asdict(filters).items()
    }
    given |= {"query": query, "most": PAGE, "before": (page - 1) * PAGE}
    given["weights"] = WEIGHTS
    given["ranked"] = RANKED if query else page * PAGE
    with transaction.atomic(), connection.cursor() as cursor:
        # The planner takes the words of a row to lie in it, and would read those of all rows.
        cursor.execute("set local enable_seqscan = %s", ["off" if query else "on"])
        cursor.execute(_SEARCH, given)
        rows: list[tuple[str, str, int]] = cursor.fetchall()
    return rows


def _hits(keys: list[str], asked: Asked, filters: Filters) -> tuple[Hit, ...]:
    rows = Provision.objects.defer("search").in_bulk([int(one) for one in keys])
    return tuple(_hit(rows[int(one)], asked, filters.day) for one in keys)


def _hit(row: Provision, asked: Asked, day: date | None) -> Hit:
    heading, title, text = (
        excerpt(one, asked.marked, EXCERPT) for one in (row.heading, row.title, row.text)
    )
    return Hit(row, heading, title, text, _in_force(row, day))


def _in_force(row: Provision, day: date | None) -> str:
    if day is None:
        return ""
    return "yes" if row.in_force_from else "unknown"
