"""A State adds a text of its own law: understood, shown, kept, agreed by a second person, found."""

import io
import json
import re
from html import unescape

import pytest

from comity_node.access.legislation import Filters, search
from comity_node.access.statute_texts import held_statutes
from comity_node.actions import legislation
from comity_node.actions import statute_texts as actions
from comity_node.models import AuditLeaf, Provision, StatuteText, User
from tests.node.browser import Browser

# Invented: no law of any State.
TEXT = """Legge inventata
Art. 901 (Traversata inventata)
1. Chiunque organizza la zattera immaginaria è punito con la reclusione.
2. La pena è aumentata:
a) se il mare è inventato;
b) se la notte è finta.
Art. 902-bis
Chiunque tace della zattera è punito."""
FORM = {
    "way": "pasted", "title": "Legge inventata sulla zattera", "short": "PROVA", "language": "it",
    "kind": "original", "version": "2026-01-15", "source": "Gazzetta inventata n. 1",
    "read_on": "2026-02-01", "confidence": "verified", "rights": "testo inventato", "caution": "",
    "pasted": TEXT, "text_of_IT-12-1": "901",
}  # fmt: skip
NEW = "/legislation/texts/new"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index")]


@pytest.fixture
def luca(make_user) -> Browser:
    return Browser().enter(make_user("luca", "caseworker"))


@pytest.fixture
def sara(make_user) -> Browser:
    return Browser().enter(make_user("sara", "supervisor"))


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def keep(browser: Browser, **changes: str) -> Browser:
    return browser.open(NEW).send(NEW, **FORM | changes | {"step": "keep"})


def agree(browser: Browser, row: StatuteText, **changes: str) -> Browser:
    address = f"/legislation/texts/{row.pk}"
    return browser.send(address, **{"act": "agree", "digest": row.digest} | changes)


def totals(question: str) -> int:
    return search(question, Filters()).total


# --- understood and shown ----------------------------------------------------------------------


def test_what_was_understood_is_shown_and_counted_and_nothing_is_kept(luca):
    page = luca.open(NEW).send(NEW, **FORM | {"step": "preview"})
    said = words(page.text)
    assert "2 articles : 901 , 902-bis" in said
    assert "1 line before the first article is left out: Legge inventata" in said
    assert "Traversata inventata" in said
    assert 'class="provision deep2"' in page.text
    assert 'href="/legislation/offences/IT-12-1"' in page.text
    assert not StatuteText.objects.exists()


def test_nothing_typed_is_lost_when_the_form_comes_back(luca):
    page = luca.open(NEW).send(NEW, **FORM | {"step": "keep", "short": "prova", "title": ""})
    assert "Capital letters A to Z and digits only" in words(page.text)
    assert "Write the title of the statute." in words(page.text)
    assert TEXT.splitlines()[-1] in unescape(page.text)
    assert 'value="Gazzetta inventata n. 1"' in page.text
    assert 'name="text_of_IT-12-1" id="id_text_of_IT-12-1" value="901"' in page.text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"pasted": "Nur Worte"}, "No article was found. Begin each with its mark and number"),
        ({"pasted": ""}, "Paste the articles, each with its number."),
        ({"pasted": "Art. 1\nUno.\nArt. 1\nDue."}, "Line 3: article 1 begins a second time."),
        ({"pasted": "Art. 1\nArt. 2\nDue."}, "Line 1: article 1 has no words."),
        ({"pasted": "Art. 1\n" + "x" * 600_001}, "This is longer than one text may be."),
        ({"text_of_IT-12-1": "901, 12"}, "Article 12 is not in the text."),
        ({"version": "2999-01-01"}, "That day has not come yet."),
        ({"version": "yesterday"}, "Write the date as year-month-day"),
        ({"read_on": ""}, "Write on which day it was read there."),
        ({"source": " "}, "Write where the text is from"),
        ({"rights": ""}, "Write under which words the text may be used again."),
        ({"language": "xx"}, "xx"),
        ({"short": "A-B"}, "Capital letters A to Z and digits only"),
        ({"pasted": "Art. 1\0\nUno."}, "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_place_and_reason(luca, change, said):
    keep(luca, **change)
    assert said in words(luca.text)
    assert not StatuteText.objects.exists()


def test_numbers_of_articles_are_understood_however_they_are_written(luca):
    keep(luca, **{"text_of_IT-12-1": "901 ، 902 bis"})
    content = json.loads(StatuteText.objects.get().content)
    assert [row.get("offences") for row in content["provision"]] == [["IT-12-1"]] * 2
    assert content["statute"]["called"] == ["Testo unico immigrazione (D.Lgs. 286/1998)"]


# --- drafted, agreed, found --------------------------------------------------------------------


@pytest.fixture
def draft(luca) -> StatuteText:
    keep(luca)
    return StatuteText.objects.get()


def test_a_draft_is_kept_and_written_down_and_the_search_knows_nothing_of_it(draft, luca):
    assert luca.path == f"/legislation/texts/{draft.pk}"
    assert (draft.body, draft.version, draft.standing) == ("IT-PROVA", "2026-01-15", "draft")
    assert AuditLeaf.objects.filter(kind="law.text_drafted").count() == 1
    assert totals("zattera") == 0
    assert luca.client.get("/legislation/IT-PROVA").status_code == 404


def test_a_form_sent_twice_keeps_one_draft(luca):
    luca.open(NEW)
    sent = FORM | {"step": "keep"} | luca.hidden("form-token")
    luca.send(NEW, **sent).send(NEW, **sent)
    assert StatuteText.objects.count() == 1


def test_whoever_drafted_it_is_not_the_second_person(draft, luca):
    assert "I have compared it, and agree" not in luca.open(f"/legislation/texts/{draft.pk}").text
    agree(luca, draft)
    assert "The second person is another than the one who drafted it." in words(luca.text)
    draft.refresh_from_db()
    assert draft.standing == "draft"
    assert totals("zattera") == 0


def test_agreed_by_another_it_is_found_as_the_text_of_the_state(draft, sara):
    sara.open(f"/legislation/texts/{draft.pk}")
    assert "I have compared it, and agree" in sara.text
    agree(sara, draft)
    assert "Agreed. The text is found by the search now." in words(sara.text)
    assert AuditLeaf.objects.filter(kind="law.text_agreed").count() == 1
    found = search("zattera immaginaria", Filters(state="IT"))
    assert [hit.row.body for hit in found.hits] == ["IT-PROVA"]
    row = found.hits[0].row
    assert (row.upload_id, row.text_kind) == (draft.pk, "original")
    assert "SOM_PROTOCOL:6(1)(a)" in row.answers_to, "it is the text of IT-12-1"
    assert row.in_force_from.isoformat() == "2023-03-11"
    assert "added by this State" in words(sara.open("/legislation?q=zattera").text)
    page = words(sara.open("/legislation/IT-PROVA/901").text)
    assert "Added on this node by Luca Rossi, agreed by Sara Rossi" in page
    assert "Traversata inventata" in page


def test_an_agreed_text_is_that_of_its_offence_which_is_no_longer_not_held(draft, sara):
    before = sara.open("/legislation/offences/IT-12-1").text
    assert "Not held. Nothing here is written from memory." in words(before)
    agree(sara, draft)
    page = sara.open("/legislation/offences/IT-12-1").text
    assert "/legislation/IT-PROVA/901?" in page
    assert "Not held." not in words(page)


def test_the_second_person_agrees_to_what_was_shown_and_to_nothing_else(draft, sara):
    sara.open(f"/legislation/texts/{draft.pk}")
    agree(sara, draft, digest="0" * 64)
    assert "Another text stands here now." in words(sara.text)
    assert totals("zattera") == 0


def test_a_decided_text_is_not_decided_again(draft, sara):
    sara.open(f"/legislation/texts/{draft.pk}")
    agree(sara, draft)
    agree(sara, draft)
    assert "It was decided already." in words(sara.text)
    assert AuditLeaf.objects.filter(kind="law.text_agreed").count() == 1


def test_of_one_version_and_language_one_text_is_agreed(draft, luca, sara):
    sara.open(f"/legislation/texts/{draft.pk}")
    agree(sara, draft)
    keep(luca, title="Ancora")
    agree(sara, StatuteText.objects.latest("pk"))
    assert "is agreed already. Set that one aside first." in words(sara.text)
    assert StatuteText.objects.filter(standing="agreed").count() == 1


def test_set_aside_it_is_kept_with_its_reason_and_no_longer_found(draft, sara):
    address = f"/legislation/texts/{draft.pk}"
    sara.open(address)
    agree(sara, draft)
    assert totals("zattera") == 2
    sara.send(address, act="set_aside", reason="")
    assert "Write why it is set aside." in words(sara.text)
    assert totals("zattera") == 2
    sara.send(address, act="set_aside", reason="superata")
    assert totals("zattera") == 0
    draft.refresh_from_db()
    assert draft.standing == "set_aside"
    assert AuditLeaf.objects.filter(kind="law.text_set_aside").count() == 1
    assert "902-bis" in words(sara.open(address).text)


def test_a_new_draft_begins_from_what_was_typed(draft, luca):
    page = luca.open(f"{NEW}?way=pasted&from={draft.pk}")
    assert TEXT.splitlines()[2] in unescape(page.text)
    assert 'value="PROVA"' in page.text


@pytest.mark.parametrize("role", ["prosecutor", "administrator"])
def test_who_is_not_of_the_central_authority_adds_nothing(make_user, role):
    other = Browser().enter(make_user("other", role))
    for path in ("/legislation/texts", NEW, "/legislation/texts/1"):
        assert other.client.get(path).status_code == 404


def test_the_secretariat_has_no_law_of_its_own(luca, settings):
    from dataclasses import replace

    settings.NODE = replace(settings.NODE, kind="secretariat")
    assert luca.client.get("/legislation/texts").status_code == 404
    assert luca.client.get(NEW).status_code == 404


@pytest.mark.parametrize("path", ["/legislation/texts/999999", f"{NEW}?from=999999"])
def test_a_text_that_is_not_there_is_not_found(path, luca):
    assert luca.client.get(path).status_code == 404


# --- languages and versions --------------------------------------------------------------------

INVENTED = {
    "es": ("Ley inventada de la balsa",
           "Artículo 5.\nQuien construya la balsa imaginaria será castigado.",
           "balsas imaginarias"),
    "tr": ("Uydurma sal kanunu", "Madde 5- (1) Hayali salı yapan kişi cezalandırılır.",
           "hayali sal"),
    "ar": ("قانون مخترع للطوف", "المادة ٥\nيعاقب كل من صنع الطَّوْفَ الخيالي أو آوى صاحبه.",
           "طوف خيالي"),
    "fr": ("Loi inventée du radeau", "Art. 5\nQuiconque bâtit le radeau imaginaire est puni.",
           "radeaux imaginaires"),
    "en": ("Invented Raft Act", "Section 5\nWhoever builds the imaginary raft is punished.",
           "imaginary rafts"),
}  # fmt: skip


@pytest.mark.parametrize("language", INVENTED)
def test_an_invented_text_of_each_language_is_found_in_other_forms_of_its_words(
    luca, sara, language
):
    title, text, asked = INVENTED[language]
    keep(luca, title=title, language=language, kind="official_translation", pasted=text,
         **{"text_of_IT-12-1": ""})  # fmt: skip
    sara.open("/legislation/texts")
    agree(sara, StatuteText.objects.get())
    found = search(asked, Filters(language=language))
    assert [hit.row.body for hit in found.hits] == ["IT-PROVA"]
    page = sara.open(f"/legislation/IT-PROVA/5?language={language}").text
    direction = "rtl" if language == "ar" else "ltr"
    assert f'lang="{language}" dir="{direction}"' in page
    assert "official translation" in words(page)


@pytest.fixture
def two_versions(luca, sara) -> Browser:
    sara.open("/legislation/texts")
    newer = TEXT.replace("è punito con la reclusione", "è punito con la multa e la reclusione")
    for version, text in (
        ("2026-01-15", TEXT),
        ("2020-05-01", newer.replace("Art. 902-bis", "Art. 903")),
    ):
        keep(luca, version=version, pasted=text, **{"text_of_IT-12-1": ""})
        agree(sara, StatuteText.objects.latest("pk"))
    return sara


def test_two_versions_of_an_article_are_its_history_and_are_laid_side_by_side(two_versions):
    page = two_versions.open("/legislation/IT-PROVA/901").text
    said = words(page)
    assert "text of 15 Jan 2026" in said, "the newest is shown"
    assert "text of 1 May 2020" in said
    link = unescape(re.search(r'href="(/legislation/compare\?[^"]+)">What differs', page)[1])
    page = two_versions.open(link).text
    assert "Two texts of one article" in words(page)
    assert re.search(r"<del>(con la )?multa e (la )?</del>", page), "only in the older one"
    assert "Struck through: only in the first." in words(page)


def test_on_a_day_the_version_of_that_day_is_found(two_versions):
    from datetime import date

    def versions(day: str) -> set[str]:
        found = search("zattera", Filters(day=date.fromisoformat(day)))
        return {hit.row.version.isoformat() for hit in found.hits if hit.row.article == "901"}

    assert versions("2019-01-01") == {"2020-05-01"}, "the oldest that is held is the nearest"
    assert versions("2020-05-01") == {"2020-05-01"}
    assert versions("2026-01-14") == {"2020-05-01"}
    assert versions("2026-01-15") == {"2026-01-15"}
    assert versions("2026-11-01") == {"2026-01-15"}


def test_without_a_day_the_text_says_that_its_day_is_not_known(luca, sara):
    keep(luca, version="")
    sara.open("/legislation/texts")
    agree(sara, StatuteText.objects.get())
    assert "day of the text not known" in words(sara.open("/legislation/IT-PROVA/901").text)


# --- a file in the form of the data ------------------------------------------------------------

TOML = """[statute]
id = "IT-PROVA"
state = "IT"
title = "Legge inventata"
language = "it"
kind = "original"
version = "2026-01-15"
numbering = "printed"
changed = "nothing"
rights = "invented"
source = "Gazzetta inventata n. 1"
as_of = "2026-02-01"
confidence = "known"

[[provision]]
article = "901"
offences = ["IT-12-1"]
text = "Chiunque organizza la zattera immaginaria è punito."
"""


def send_file(browser: Browser, content: bytes, step: str = "preview") -> Browser:
    file = io.BytesIO(content)
    file.name = "IT-PROVA.toml"
    return browser.open(f"{NEW}?way=toml").send(NEW, way="toml", step=step, file=file)


def test_a_file_is_read_shown_and_its_text_kept_in_the_form(luca):
    page = send_file(luca, TOML.encode())
    assert "1 article : 901" in words(page.text)
    assert 'article = "901"' in unescape(page.text)
    assert not StatuteText.objects.exists()


def test_a_file_that_was_read_is_kept_and_agreed(luca, sara):
    send_file(luca, TOML.encode())
    luca.send(NEW, way="toml", step="keep", toml=TOML)
    row = StatuteText.objects.get()
    assert row.typed == {"toml": TOML}
    sara.open("/legislation/texts")
    agree(sara, row)
    assert totals("zattera") == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('state = "IT"', 'state = "EG"'), "IT-PROVA"),
        (('"IT-12-1"', '"FR-L823-1"'), '"FR-L823-1" is no offence of IT.'),
        (('article = "901"', 'article = "9 01"'), "is no address"),
        (("[statute]", "[statut]"), "unknown table"),
        (('confidence = "known"', ""), 'missing "confidence"'),
        (('text = "', "text = "), "not TOML"),
        (('offences = ["IT-12-1"]', 'used_by = ["XX-Y:1"]'), "is no provision that is held"),
    ],
)
def test_a_file_that_is_not_as_the_data_are_is_refused_with_place_and_reason(luca, change, said):
    assert change[0] in TOML
    send_file(luca, TOML.replace(*change).encode(), "keep")
    assert said.replace(" ", "") in words(luca.text).replace(" ", "")
    assert change[1] in unescape(luca.text), "what was in the file stands in the form"
    assert not StatuteText.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00", "not a text in UTF-8"),
        (b"", "The submitted file is empty."),
        (b"a = " + b"[" * 50_000, "brackets stand too deep"),
        (b"x" * 700_000, "longer than one text may be"),
        (b"a = 1", "unknown table"),
    ],
)
def test_a_file_that_is_none_is_refused(luca, content, said):
    send_file(luca, content, "keep")
    assert luca.page.status_code == 200
    assert said in words(luca.text)


def test_a_statute_of_another_state_is_not_ours_to_say(luca):
    theirs = TOML.replace("IT-12-1", "EG-82-6").replace("IT-PROVA", "EG-PROVA")
    send_file(luca, theirs.replace('"IT"', '"EG"').encode(), "keep")
    assert "it is a statute of EG. This node speaks for IT alone." in words(luca.text)
    assert not StatuteText.objects.exists()


def test_nothing_chosen_and_nothing_pasted_is_said(luca):
    luca.open(f"{NEW}?way=toml").send(NEW, way="toml", step="keep")
    assert "Choose a file, or paste its text." in words(luca.text)


def test_a_text_that_no_longer_fits_the_data_says_so_and_breaks_no_page(draft, sara):
    content = draft.content.replace("IT-12-1", "IT-GONE")
    StatuteText.objects.filter(pk=draft.pk).update(content=content, digest="1" * 64)
    page = sara.open(f"/legislation/texts/{draft.pk}")
    assert "does not fit the law data of this version any more" in words(page.text)
    draft.refresh_from_db()
    agree(sara, draft)
    assert sara.page.status_code == 200
    assert StatuteText.objects.get().standing == "draft"


def test_an_agreed_text_that_no_longer_fits_is_left_out_and_the_rest_stays(draft, sara):
    sara.open(f"/legislation/texts/{draft.pk}")
    agree(sara, draft)
    content = draft.content.replace("IT-12-1", "IT-GONE")
    StatuteText.objects.filter(pk=draft.pk).update(content=content, digest="2" * 64)
    legislation.refresh()
    assert totals("zattera") == 0
    assert held_statutes().statute("FR-CESEDA") is not None
    assert sara.open("/legislation").page.status_code == 200


def test_a_text_of_ours_stands_in_the_place_of_the_same_version_of_the_data(luca, sara):
    text = "Art. 416\nQuando tre o più zattere si associano."
    keep(
        luca,
        short="CP",
        version="",
        pasted=text,
        **{"text_of_IT-12-1": "", "text_of_IT-416": "416"},
    )
    sara.open("/legislation/texts")
    agree(sara, StatuteText.objects.get())
    rows = Provision.objects.filter(body="IT-CP")
    assert [row.text for row in rows] == ["Quando tre o più zattere si associano."]


def test_two_at_once_agree_once(draft, make_user):
    make_user("sara", "supervisor")
    second = User.objects.get(username="sara")
    actions.agree(officer=second, pk=draft.pk, digest=draft.digest)
    with pytest.raises(actions.CannotDecide):
        actions.agree(officer=second, pk=draft.pk, digest=draft.digest)
