"""The index of legislation, made again from the law data and the held texts where these changed."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db import connection, transaction

from comity.law.folding import folded
from comity.law.lexemes import LONGEST_WORD, spans
from comity_node.access import law as accepted
from comity_node.access.asked_words import DICTIONARIES, stemmed_form
from comity_node.access.statute_texts import agreed_texts, held_statutes
from comity_node.indexed_law import IndexBody, Said, bodies
from comity_node.law_in_force import law
from comity_node.models import IndexedBody, Provision, ProvisionWord

MOST_PLACES = 16_383  # of a tsvector; what stands later in an article stands there
BETWEEN = 20  # places between two parts of an entry: no phrase reaches over them
ROWS_AT_ONCE = 500
SHOWN = 80


def refresh() -> tuple[str, ...]:
    """Bring the index up to date; the names of what changed. Safe to repeat, and to run twice.

    What did not change since the last time is left alone: readers see the old or the new rows.
    """
    with transaction.atomic():
        _one_at_a_time()
        accepted.refresh()
        wanted = {body.name: body for body in bodies(law(), held_statutes())}
        known = dict(IndexedBody.objects.values_list("name", "digest"))
        gone = known.keys() - wanted.keys()
        changed = [one for name, one in wanted.items() if known.get(name) != one.digest]
        for name in gone:
            _take_out(name)
        for body in changed:
            put_in(body)
        if gone or any(body.name in known for body in changed):
            _forget_words()
        if gone or changed:
            _count_again()
    return (*sorted(gone), *(body.name for body in changed))


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('comity.provisions'))")


def _take_out(name: str) -> None:
    kind, _, body = name.partition(":")
    rows = Provision.objects.filter(kind=kind)
    if kind == "offence":
        rows = rows.filter(state=body)
    elif kind == "treaty":
        treaty, _, language = body.rpartition(".")
        rows = rows.filter(body=treaty, language=language)
    else:
        rows = rows.filter(body=body)
    rows.delete()
    IndexedBody.objects.filter(name=name).delete()


def put_in(body: IndexBody) -> None:
    """Put a body in, in the place of what it was before."""
    _take_out(body.name)
    uploads = {(one.body, one.version, one.language): one.pk for one in agreed_texts()}
    rows = [
        Provision(
            kind=one.kind,
            state=one.state,
            body=one.body,
            article=one.article,
            place=one.place,
            title=one.title,
            heading=one.heading,
            language=one.language,
            text_kind=one.text_kind,
            version=one.version,
            in_force_from=one.in_force_from,
            in_force_until=one.in_force_until,
            text_from=one.text_from,
            text_until=one.text_until,
            text=one.text,
            answers_to=list(one.answers_to),
            elements=list(one.elements),
            max_months=one.max_months,
            source=one.source.source,
            as_of=one.source.as_of,
            confidence=one.source.confidence.value,
            search=vector(one.said),
            upload_id=uploads.get((one.body, _written(one.version), one.language)),
        )
        for one in body.entries
    ]
    Provision.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    learn(one for entry in body.entries for one in entry.said)
    IndexedBody.objects.create(name=body.name, digest=body.digest)


def _written(version: date | None) -> str:
    return version.isoformat() if version else "unknown"


def vector(said: Iterable[Said]) -> str:
    """The words of an entry with their places and weights, as PostgreSQL writes a ``tsvector``."""
    places: dict[str, list[str]] = {}
    at = 0
    for one in said:
        for span in spans(one.text):
            at += 1
            for word in span.words:
                places.setdefault(word, []).append(f"{min(at, MOST_PLACES)}{one.weight}")
        at += BETWEEN
    return " ".join(f"'{word}':{','.join(found)}" for word, found in places.items())


def learn(said: Iterable[Said]) -> None:
    """Words that were not known yet, with their stems."""
    found = dict(_written_words(said))
    stems = dict(zip(found, _stems([(form, language) for _, language, form in found]), strict=True))
    rows = [
        ProvisionWord(word=word, language=language, stem=stem, shown=found[key][:SHOWN])
        for key, stem in stems.items()
        for word, language, _ in [key]
    ]
    ProvisionWord.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE, ignore_conflicts=True)


def _written_words(said: Iterable[Said]) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Word, language and the form whose stem is taken; and how it is shown.

    Stems are taken of the word as it is written and as it is folded: each misses some of the other.
    """
    for one in said:
        for span in spans(one.text):
            written = one.text[span.start : span.end].lower()
            whole, *parts = span.words
            yield (whole, one.language, stemmed_form(written)), written
            yield (whole, one.language, stemmed_form(whole)), written
            for part in parts:
                yield (part, one.language, stemmed_form(part)), part


def _stems(forms: list[tuple[str, str]]) -> list[str]:
    """The stem of each form in its language, folded; the form itself where there is none."""
    told = [DICTIONARIES.get(language, "simple") for _, language in forms]
    with connection.cursor() as cursor:
        cursor.execute(
            "select coalesce((ts_lexize(dictionary::regdictionary, form))[1], form)"
            " from unnest(%s::text[], %s::text[]) with ordinality as asked(form, dictionary, place)"
            " order by place",
            [[form for form, _ in forms], told],
        )
        return [folded(stem)[:LONGEST_WORD] for (stem,) in cursor.fetchall()]


def _forget_words() -> None:
    """Words that stand in no provision any more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from comity_node_provisionword w where not exists (select from"
            " ts_stat('select search from comity_node_provision') s where s.word = w.word)"
        )


def _count_again() -> None:
    """Let the database know how often words stand, so that it looks where it is quickest."""
    with connection.cursor() as cursor:
        cursor.execute("analyze comity_node_provision, comity_node_provisionword")
