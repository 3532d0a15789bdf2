"""The legislative database: found in six languages, narrowed down, laid side by side."""

import re
from datetime import date
from html import unescape
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.db import connection, transaction

from comity.law import load
from comity.law.statutes import load_statutes, not_held
from comity_node.access import legislation as access
from comity_node.access.asked_words import MOST_WORDS, asked_of
from comity_node.access.legislation import PAGE, Filters, search
from comity_node.access.references import named
from comity_node.actions import legislation
from comity_node.models import IndexedBody, Provision, ProvisionWord
from tests.node.browser import Browser

ROWS = {row.id: row for rows in load().offences.values() for row in rows}


@pytest.fixture
def reader(make_user) -> Browser:
    return Browser().enter(make_user("arianna", "prosecutor"))


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index")]


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def bare(text: str) -> str:
    return text.replace(" ", "")


ALL = Filters()


def places(question: str, filters: Filters = ALL, pages: int = 5) -> list[str]:
    """What is found, in order: statute and article, or the id of an offence."""
    found: list[str] = []
    for page in range(1, pages + 1):
        answer = search(question, filters, page)
        if answer.page < page:
            break
        found += [
            one.row.body if one.row.kind == "offence" else f"{one.row.body}:{one.row.article}"
            for one in answer.hits
        ]
    return found


# --- six languages ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("bande organisée mutilation", "FR-CESEDA:L823-3"),
        ("associazione delinquere", "IT-CP:416"),
        ("winstbejag", "NL-SR:197a"),
        ("criminal liability of migrants", "SOM_PROTOCOL:5"),
        ("تهريب المهاجرين", "EG-82-6"),
        ("غسل الأموال", "EG-ML"),
        ("göçmen kaçakçılığı", "TR-79"),
        ("suçtan kaynaklanan aklama", "TR-282"),
        ("tráfico ilícito de migrantes", "ES-318BIS-1"),
        ("blanqueo de capitales", "ES-301"),
        ("trafic illicite de migrants", "MA-52"),
        ("traffico di migranti", "IT-12-1"),
        ("smuggling of migrants", "GB-25"),
    ],
)
def test_a_provision_is_found_by_its_words_in_six_languages(question, found):
    assert found in places(question)


@pytest.mark.parametrize("row", [row for row in ROWS if ROWS[row].role != "absence_stated"])
def test_every_offence_is_found_by_its_state_and_its_statute_whether_its_text_is_held_or_not(row):
    statute = ROWS[row].statute.split("(")[0]
    state = {"GB": "United Kingdom", "TR": "Türkiye"}.get(ROWS[row].state, "")
    assert row in places(f"{state} {statute}", Filters(state=ROWS[row].state))


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("EG", ("Egypt", "مصر", "Egitto", "Égypte", "Egipto", "Mısır")),
        ("TR", ("Türkiye", "تركيا", "Turchia", "Turquie", "Turquía")),
    ],
)
def test_a_state_is_found_by_its_name_in_every_language_of_the_readers(state, names):
    for name in names:
        found = search(name, Filters())
        assert set(found.counts["state"]) == {state}, name


# --- written otherwise -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("étrangers entrée", "etrangers entree"),
        ("ENTRÉE", "entrée"),
        ("تَهْرِيبُ المُهَاجِرِين", "تهريب المهاجرين"),
        ("تهـــريب المهاجرين", "تهريب المهاجرين"),
        ("الإقامة", "الاقامة"),
        ("الإقامة", "الاقامه"),
        ("إيواء", "ايواء"),
        ("kaçakçılığı", "KACAKCILIGI"),
        ("İnsan", "insan"),
        ("L. 823-1", "L823-1"),
        ("L 823-1", "L823-1"),
        ("l.823-1", "L823-1"),
        ("article L. 823-1", "L823-1"),
        ("648 bis", "648-bis"),
        ("648bis", "648-BIS"),
        ("المادة ٦", "المادة 6"),
        ("\u202eentrée\u202c", "entrée"),
    ],
)
def test_two_ways_of_writing_find_the_same(one, other):
    found = places(one)
    assert found
    assert found == places(other)


def test_the_article_of_that_number_stands_first():
    assert places("L823-1")[0] == "FR-CESEDA:L823-1"
    assert places("648-bis")[0] in ("IT-CP:648-bis", "IT-648BIS")
    assert "FR-CESEDA:L823-10" not in places("L823-1")[:2]


@pytest.mark.parametrize(
    ("asked", "in_text"),
    [
        ("étranger", "étrangers"),
        ("étrangers", "étranger"),
        ("migrant", "migrants"),
        ("punished", "punishable"),
        ("بالمهاجرين", "المهاجرين"),
        ("والمهاجرين", "المهاجرين"),
        ("délit", "délits"),
    ],
)
def test_a_word_is_found_in_its_other_forms(asked, in_text):
    group = asked_of(asked).groups[0]
    assert {span.words[0] for span in _spans(in_text)} <= set(group.words)
    assert group.instead == ()


def _spans(text):
    from comity.law.lexemes import spans

    return list(spans(text))


@pytest.mark.parametrize(
    ("asked", "instead"),
    [("etrangre", "étranger"), ("migrnats", "migrants"), ("reclusone", "reclusione")],
)
def test_a_misspelling_finds_the_word_and_the_reader_is_told(asked, instead, reader):
    assert instead in asked_of(asked).groups[0].instead
    page = words(reader.open(f"/legislation?q={asked}").text)
    assert f"“{asked}” stands in no text. Looked for instead:" in page
    assert instead in page


def test_the_beginning_of_a_word_finds_it():
    found = asked_of("emprisonn").groups[0]
    assert "emprisonnement" in found.words


def test_a_phrase_finds_only_where_the_words_stand_side_by_side():
    together, apart = places('"organized criminal group"'), places("organized criminal group")
    assert "UNTOC:5" in together
    assert set(together) < set(apart)


def test_little_words_are_not_asked_of_a_text_but_alone_they_are():
    assert places("la entrée de étranger") == places("entrée étranger")
    assert search("de la", Filters()).total


def test_where_no_text_has_all_words_those_with_some_are_shown_and_it_is_said(reader):
    found = search("emprisonnement reclusione", Filters())
    assert found.some
    assert found.total
    page = words(reader.open("/legislation?q=emprisonnement+reclusione").text)
    assert "No text has all of these words." in page


def test_a_word_that_stands_nowhere_is_said_to(reader):
    page = words(reader.open("/legislation?q=xyzzyqqq").text)
    assert "“xyzzyqqq” stands in no text, nor does anything like it." in page
    assert "does not mean that a State has no such law" in page


def test_a_citation_of_a_treaty_leads_straight_to_it(reader):
    page = reader.open("/legislation?q=UNTOC+art.+18(15)(c)").text
    assert 'href="/treaties/UNTOC/18#15.c"' in page


# --- odd input ---------------------------------------------------------------------------------

ODD = {
    "nothing": "", "a space": " ", "one letter": "a", "punctuation": "!?… —()[]{}", "quotes": '"""',
    "an empty phrase": '""', "ten thousand letters": "x" * 10_000, "many words": "wort " * 3_000,
    "tsquery": "a & b | !c <-> d:* (e", "sql": "'; drop table comity_node_provision; --",
    "a wildcard": "%_%", "a backslash": "\\' \\", "NUL": "mi\0grants", "half a sign": "\ud800 x",
    "turned round": "\u202e\u202d\u2066", "no width": "\u200b\ufeff", "emoji": "\U0001f6a4",
    "a control": "\x01\x1b[31m", "CJK": "密入国", "dollars": "$$ $1 %s %(q)s {0}",
    "hyphens": "--- -a-", "a tsvector": "'a':1A 'b':2B", "brackets": "(" * 300,
}  # fmt: skip


@pytest.mark.parametrize("question", ODD.values(), ids=ODD)
def test_whatever_is_typed_gets_an_answer(question):
    found = search(question, Filters())
    assert len(found.hits) <= PAGE
    assert found.total >= len(found.hits)
    assert Provision.objects.exists()


def test_whatever_is_typed_gets_a_page(reader):
    for name, question in ODD.items():
        typed = quote(question.encode("utf-8", "replace"))
        page = reader.client.get(f"/legislation?q={typed}")
        assert page.status_code == (404 if "\0" in question else 200), name


@pytest.mark.parametrize("question", ["a", "!?…", '"""', "\u202e"])
def test_where_there_is_no_word_it_is_said_and_nothing_is_looked_for(question, reader):
    assert search(question, Filters()).asked.no_word
    page = words(reader.open(f"/legislation?q={quote(question)}").text)
    assert "neither a word nor a number" in page


def test_of_a_long_question_twelve_words_are_looked_for_and_it_is_said(reader):
    many = " ".join(f"article{number}" for number in range(30))
    assert len(asked_of(many).groups) == MOST_WORDS
    assert "only the first twelve words" in words(reader.open(f"/legislation?q={many}").text)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(state="ZZ"), Filters(state="\0"), Filters(article="'"), Filters(element="x" * 9999),
        Filters(kind="\ud800"), Filters(at_least=10**9, at_most=-(10**9)),
        Filters(day=date(1, 1, 1)), Filters(language="{}", text_kind="{a,b}"),
    ],
)  # fmt: skip
def test_a_filter_that_nothing_has_finds_nothing_and_breaks_nothing(filters):
    assert len(search("migrants", filters).hits) <= PAGE


def test_a_page_that_is_none_is_another(reader):
    for page in ("0", "-1", "99999", "9" * 5000, "x", ""):
        assert reader.client.get(f"/legislation?page={page}").status_code == 200, page


def test_a_filter_that_cannot_be_read_is_left_out_and_said(reader):
    page = reader.open("/legislation?at_least=many&day=yesterday&q=migrants").text
    assert "Write a number of months, 0 to 9999; 9999 is life." in words(page)
    assert "Write the date as year-month-day" in words(page)
    assert 'class="hit"' in page


# --- facets ------------------------------------------------------------------------------------


def everything() -> access.Found:
    return search("", Filters())


def test_without_a_word_everything_is_listed_page_by_page_each_once():
    total = everything().total
    pages = -(-total // PAGE)
    found = [hit.row.pk for page in range(1, pages + 1) for hit in search("", Filters(), page).hits]
    assert len(found) == total == Provision.objects.count()
    assert len(set(found)) == total


def test_the_index_has_every_article_of_every_text_and_every_offence_row():
    counts = everything().counts["kind"]
    assert counts["offence"] == len(ROWS)
    assert counts["statute"] == sum(len(text.articles) for text in load_statutes().held)


@pytest.mark.parametrize("facet", ["state", "kind", "text_kind", "language"])
@pytest.mark.parametrize("question", ["", "migrants", "étranger"])
def test_the_counts_of_a_facet_with_one_value_each_add_up(facet, question):
    found = search(question, Filters())
    assert sum(found.counts[facet].values()) == found.total


@pytest.mark.parametrize("facet", ["state", "kind", "text_kind", "language", "article", "element"])
def test_what_a_facet_counts_is_what_its_filter_finds(facet):
    found = search("migrants", Filters())
    for value, count in found.counts[facet].items():
        if value:
            assert search("migrants", Filters(**{facet: value})).total == count, value


def test_a_facet_goes_on_counting_its_other_values_when_one_is_chosen():
    free, bound = search("", Filters()), search("", Filters(state="FR"))
    assert bound.counts["state"] == free.counts["state"]
    assert bound.total == free.counts["state"]["FR"]
    assert bound.counts["kind"] != free.counts["kind"]


def test_an_article_of_a_treaty_counts_with_all_its_parts():
    whole = search("", Filters(article="SOM_PROTOCOL:6"))
    part = search("", Filters(article="SOM_PROTOCOL:6(1)(a)"))
    assert 0 < part.total < whole.total
    assert {"SOM_PROTOCOL:6", "FR-CESEDA:L823-1", "EG-82-6"} <= set(
        places("", Filters(article="SOM_PROTOCOL:6(1)(a)"), 20)
    )


@pytest.mark.parametrize(
    ("filters", "found", "not_found"),
    [
        (Filters(element="conduct:launder"), "IT-648BIS", "IT-12-1"),
        (Filters(element="object:national_leaving"), "DZ-303B30", "FR-L823-1"),
        (Filters(element="exception:family"), "FR-L823-1", "DE-96"),
        (Filters(state="EG", kind="offence"), "EG-82-6", "IT-12-1"),
        (Filters(at_least=9999), "GB-25", "GB-25-OLD"),
        (Filters(at_least=168), "GB-25-OLD", "IT-416"),
        (Filters(at_most=12), "LY-19-4", "MA-52"),
        (Filters(at_least=36, at_most=36), "MA-52", "TN-39"),
    ],
)
def test_offences_are_narrowed_down_by_their_elements_and_penalties(filters, found, not_found):
    listed = places("", filters, 20)
    assert found in listed
    assert not_found not in listed


def test_an_unknown_maximum_is_left_out_of_a_threshold_and_the_page_says_how_many(reader):
    asked = Filters(at_least=1)
    found = search("", asked)
    assert "LY-CO" not in places("", asked, 20)
    assert found.no_maximum == Provision.objects.filter(max_months=-1).count() > 0
    page = words(reader.open("/legislation?at_least=1").text)
    assert (
        f"{found.no_maximum} more are left out because their highest penalty is not known" in page
    )


# --- days --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "found", "not_found"),
    [
        ("2015-12-31", "NL-197A-1-OLD", "NL-197A-1"),
        ("2016-06-30", "NL-197A-1-OLD", "NL-197A-1"),
        ("2016-07-01", "NL-197A-1", "NL-197A-1-OLD"),
        ("2016-11-07", "EG-NONE-PRE2016", "EG-82-6-OLD"),
        ("2016-11-08", "EG-82-6-OLD", "EG-NONE-PRE2016"),
        ("2021-04-30", "FR-L622-1-OLD", "FR-L823-1"),
        ("2021-05-01", "FR-L823-1", "FR-L622-1-OLD"),
    ],
)
def test_of_an_offence_the_version_in_force_on_the_day_is_found(day, found, not_found):
    listed = places("", Filters(day=date.fromisoformat(day), kind="offence"), 20)
    assert found in listed
    assert not_found not in listed


def test_a_text_is_in_force_while_the_offence_is_that_it_is_the_text_of():
    assert "NL-SR:197a" in places("", Filters(day=date(2016, 6, 30), state="NL"), 20)
    assert "NL-SR:197a" not in places("", Filters(day=date(2016, 7, 1), state="NL"), 20)
    assert "FR-CESEDA:L823-1" not in places("", Filters(day=date(2021, 4, 30), state="FR"), 20)


def test_where_nobody_knows_since_when_a_text_stays_and_says_so(reader):
    found = search("416", Filters(day=date(1950, 1, 1), state="IT"))
    assert [hit.in_force for hit in found.hits] == ["unknown"] * found.total
    assert found.day_unknown == found.total > 0
    page = words(reader.open("/legislation?q=416&day=1950-01-01&state=IT").text)
    assert "whether it was in force on that day" in page


def test_a_treaty_is_not_found_before_it_was_in_force():
    assert "UNTOC:5" not in places("", Filters(day=date(2003, 9, 28), kind="treaty"), 20)
    assert "UNTOC:5" in places("", Filters(day=date(2003, 9, 29), kind="treaty"), 20)


# --- the index ---------------------------------------------------------------------------------


def test_a_second_refresh_changes_nothing():
    before = set(Provision.objects.values_list("pk", flat=True))
    assert legislation.refresh() == ()
    assert set(Provision.objects.values_list("pk", flat=True)) == before


def test_what_changed_alone_is_put_in_anew():
    IndexedBody.objects.filter(name="offence:EG").update(digest="x")
    kept = set(Provision.objects.exclude(kind="offence", state="EG").values_list("pk", flat=True))
    assert legislation.refresh() == ("offence:EG",)
    now = set(Provision.objects.exclude(kind="offence", state="EG").values_list("pk", flat=True))
    assert now == kept
    assert "EG-82-6" in places("تهريب المهاجرين")


def test_what_is_gone_is_taken_out_with_the_words_only_it_had():
    ProvisionWord.objects.create(word="zzgone", language="", stem="zzgone", shown="zzgone")
    IndexedBody.objects.create(name="offence:QQ", digest="x")
    assert legislation.refresh() == ("offence:QQ",)
    assert not ProvisionWord.objects.filter(word="zzgone").exists()
    assert ProvisionWord.objects.filter(word="etranger").exists()


def test_a_search_reads_the_index_and_not_every_row():
    """The planner would read the words of all rows; the search tells it not to."""
    query = asked_of("étranger").all_of_it()
    given = {
        "state": "", "article": "", "element": "", "at_least": None, "at_most": None, "day": None,
        "kind": "", "text_kind": "", "language": "", "query": query, "most": 20, "before": 0,
        "ranked": 20, "weights": access.WEIGHTS,
    }  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("explain " + access._SEARCH, given)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Bitmap Index Scan on provision_words" in plan


def test_a_search_asks_a_few_times_however_much_it_finds(
    django_assert_max_num_queries,
):
    with django_assert_max_num_queries(9):
        search("article state party", Filters())


# --- pages -------------------------------------------------------------------------------------


def test_a_hit_shows_its_words_marked_in_the_original_in_its_own_direction(reader):
    page = reader.open(f"/legislation?q={quote('entree etranger')}&kind=statute").text
    assert "<mark>entrée</mark>" in page
    assert re.search(r'<p class="excerpt" lang="fr" dir="ltr">[^<]*<mark>', page)


def test_markup_in_a_question_is_escaped(reader):
    page = reader.open(f"/legislation?q={quote('<script>alert(1)</script>')}").text
    assert "<script>alert" not in page


def test_the_page_says_what_is_not_held_with_where_it_was_read(reader):
    absent = not_held(row for rows in load().offences.values() for row in rows)
    page = words(reader.open("/legislation").text)
    states = len({one.state for one in absent})
    assert f"Not held: the text of {len(absent)} offences of {states} States." in page
    page = words(reader.open("/legislation?state=IT").text)
    assert "Not held of Italy" in page
    assert "normattiva.it" in page


def test_everything_that_is_not_held_stands_on_one_page_by_state(reader):
    page = reader.open("/legislation/not-held").text
    for one in not_held(row for rows in load().offences.values() for row in rows):
        assert f'href="/legislation/offences/{one.offence}"' in page
        assert f'id="{one.state}"' in page
    assert "Held in another version only:" in words(page), "NL 197a of before 2016"


@pytest.mark.parametrize("statute", sorted({text.head.id for text in load_statutes().held}))
def test_every_held_article_has_a_page_with_its_text_and_an_address_for_every_part(statute, reader):
    text = load_statutes().statute(statute)
    listed = reader.open(f"/legislation/{statute}").text
    assert unescape(text.head.title) in unescape(listed)
    for article in text.articles:
        link = f"/legislation/{statute}/{article.address.article}"
        assert f'href="{link}?' in listed
        page = reader.open(link).text
        for part in text.parts(article.address)[1:]:
            assert f'id="{part.address.anchor}"' in page
        for offence in article.article.offences:
            assert f'href="/legislation/offences/{offence}"' in page
        assert bare(text.head.source.source) in bare(words(page))


def test_a_provision_says_whose_text_it_is_of_which_day_and_who_cites_it(reader):
    page = words(reader.open("/legislation/NL-SR/197a").text)
    assert "Dutch, original text" in page
    assert "day of the text not known" in page
    assert "It is not the law of today." in page
    assert "No older and no newer text is held." in page
    page = words(reader.open("/legislation/FR-CESEDA/L823-1").text)
    assert "text of 3 Apr 2026" in page
    assert "Protocol 6(1)(a)" in page
    cited = reader.open("/legislation/NL-UW/2").text
    assert "Who else cites it" in words(cited)


def test_paragraphs_that_are_counted_are_said_to_be(reader):
    assert "they are counted here" in words(reader.open("/legislation/FR-CESEDA/L823-3").text)
    assert "they are counted here" not in words(reader.open("/legislation/NL-SR/197a").text)


def test_an_offence_has_a_page_with_its_elements_its_penalties_and_its_text_or_that_it_is_not_held(
    reader,
):
    page = words(reader.open("/legislation/offences/EG-82-6").text)
    assert "Recruiting" in page
    assert "not known whether it is asked for" in page
    assert "Not held. Nothing here is written from memory." in page
    page = reader.open("/legislation/offences/FR-L823-1").text
    assert "/legislation/FR-CESEDA/L823-1?" in page


def test_a_statement_that_there_was_no_offence_reads_so(reader):
    page = words(reader.open("/legislation/offences/EG-NONE-PRE2016").text)
    assert "A source says there was no offence" in page
    assert "There is no text" in page


@pytest.mark.parametrize(
    "path",
    [
        "/legislation/XX-NONE", "/legislation/FR-CESEDA/L999", "/legislation/offences/XX-1",
        "/legislation/FR-CESEDA/L823-1?version=1999-01-01", "/legislation/FR-CESEDA?version=x",
        "/legislation/compare", "/legislation/compare?a=", "/legislation/compare?a=UNTOC",
        "/legislation/compare?a=offences:", "/legislation/compare?a=FR-CESEDA:L823-1@1999-01-01.fr",
        "/legislation/FR-CESEDA/..", "/legislation/%27/1",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(path, reader):
    assert reader.client.get(path).status_code == 404


@pytest.mark.parametrize("language", ["ar", "it"])
def test_in_every_language_the_pages_stand_and_numbers_keep_their_direction(language, reader):
    reader.client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for path in ("/legislation?q=648-bis", "/legislation/IT-CP/648-bis", "/legislation/not-held"):
        assert reader.open(path).page.status_code == 200
    page = reader.open("/legislation/IT-CP/648-bis").text
    assert '<bdi dir="ltr" class="id">648-bis</bdi>' in page
    assert 'lang="it" dir="ltr"' in page


# --- side by side ------------------------------------------------------------------------------


def beside(first: str, second: str = "") -> str:
    told = {"a": first} | ({"b": second} if second else {})
    return f"/legislation/compare?{urlencode(told)}"


def test_two_provisions_of_one_language_show_what_differs_and_the_lines_only_one_has(
    reader,
):
    page = reader.open(beside("FR-CESEDA:L823-1", "FR-CESEDA:L823-2")).text
    assert re.search(r'<b class="differs">, par aide directe ou indirecte, ?</b>', page)
    assert "Side by side" in words(page)
    assert page.count('class="hatch"') >= 2
    assert "not there" in words(page)


def test_two_provisions_of_two_languages_stand_side_by_side_and_are_not_compared(reader):
    page = reader.open(beside("FR-CESEDA:L823-1", "IT-CP:416")).text
    assert "their words are not compared" in words(page)
    assert 'lang="fr" dir="ltr"' in page
    assert 'lang="it" dir="ltr"' in page
    assert 'class="differs">,' not in page


def test_two_states_without_a_text_are_compared_by_the_elements_and_unknown_never_differs(reader):
    page = reader.open(beside("offences:IT-12-1", "offences:EG-82-6")).text
    assert '<b class="differs">Recruiting</b>' in page
    assert '<b class="differs">Transporting</b>' not in page
    assert "not known whether it is asked for" in page
    assert '<b class="differs">not known' not in page
    assert "does not mean that the law lacks it" in words(page)


def test_what_answers_to_the_same_articles_is_offered_under_the_name_of_its_state(reader):
    page = reader.open(beside("FR-CESEDA:L823-1")).text
    assert '<optgroup label="Egypt">' in page
    assert 'value="offences:EG-82-6"' in page
    assert 'value="offences:IT-648BIS"' not in page


def test_a_second_that_is_nothing_is_said_and_the_first_stays(reader):
    page = words(reader.open(beside("FR-CESEDA:L823-1", "nothing")).text)
    assert "There is no such provision. Choose one of the list." in page


def test_a_treaty_can_be_laid_beside_a_statute(reader):
    assert reader.open(beside("SOM_PROTOCOL:6", "FR-CESEDA:L823-1")).page.status_code == 200


@pytest.mark.parametrize("reference", ["FR-CESEDA:L823-1", "SOM_PROTOCOL:6", "offences:FR-L823-1"])
def test_a_reference_names_the_same_again(reference):
    one = named(reference, "en")
    assert one is not None
    assert named(one.reference, "en") == one


# --- who may -----------------------------------------------------------------------------------


def test_an_administrator_sees_no_legislation(make_user):
    admin = Browser().enter(make_user("ada", "administrator"))
    assert admin.client.get("/legislation").status_code == 404
