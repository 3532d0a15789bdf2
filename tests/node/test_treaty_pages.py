"""The treaty library on pages: texts by provision, links from findings, what is not held."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.utils import translation

from comity.law import load
from comity.law.texts import load_texts, not_held
from comity_node.templatetags.legal import linked
from tests.node.browser import Browser


@pytest.fixture
def reader(make_user) -> Browser:
    return Browser().enter(make_user("arianna", "prosecutor"))


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_every_treaty_stands_in_the_library_held_or_with_its_depositary(reader):
    page = reader.open("/treaties").text
    held, _, absent = page.partition("<h2>Not held</h2>")
    for treaty in load().treaties.values():
        in_text = treaty.id not in {one.id for one in not_held(load())}
        assert (f'/treaties/{treaty.id}"' in held) is in_text
        assert (f'/treaties/{treaty.id}"' in absent) is not in_text
        if not in_text:
            assert treaty.depositary.replace(" ", "") in words(absent).replace(" ", "")


def test_a_text_that_is_not_held_says_so_and_shows_no_article(reader):
    page = reader.open("/treaties/RIYADH").text
    assert "Not held: the depositary has the text." in words(page)
    assert "League of Arab States" in words(page)
    assert "/treaties/RIYADH/" not in page


@pytest.mark.parametrize("treaty", load_texts().by_treaty)
def test_every_article_has_a_page_and_every_provision_an_address_on_it(treaty, reader):
    text = load_texts().text(treaty)
    listed = reader.open(f"/treaties/{treaty}").text
    for article in text.articles[:4] + text.articles[-2:]:
        link = f"/treaties/{treaty}/{article.address.article}"
        assert f'href="{link}"' in listed
        page = reader.open(link).text
        for part in text.parts(article.address)[1:]:
            assert f'id="{part.address.anchor}"' in page
        assert 'dir="ltr"' in page


def test_article_18_15_reads_as_the_convention_has_it(reader):
    page = reader.open("/treaties/UNTOC/18").text
    unit = page.partition('id="15.c"')[2].partition("</div>")[0]
    assert "except in relation to requests for the purpose of service of judicial documents" in (
        words(unit)
    )
    assert "C-UNTOC-18-15C" in page, "the rule that rests on it stands beside it"
    assert "Subdirección General" in page, "what Spain notified stands under it"


def test_a_note_of_ours_is_printed_as_it_was_written(reader):
    """Quotation marks were escaped twice."""
    page = reader.open("/treaties/UNTOC/18").text
    assert '"formutual"' in unescape(page)
    assert "&amp;quot;" not in page


@pytest.mark.parametrize(
    "path", ["/treaties/NOTHING", "/treaties/UNTOC/99", "/treaties/RIYADH/42", "/treaties/untoc"]
)
def test_what_is_not_there_is_not_found(path, reader):
    assert reader.client.get(path).status_code == 404


def test_who_is_bound_stands_with_the_day_and_the_reason(reader):
    page = words(reader.open("/treaties/SOM_PROTOCOL").text)
    assert "Morocco" in page
    assert "what followed is unknown" in page


def test_a_states_page_has_what_the_state_said(reader):
    page = words(reader.open("/states/NL").text)
    assert "Takes the Convention as the legal basis for extradition" in page
    assert "That nothing stands here does not mean that nothing was said." in page


# --- citations ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("citation", "links"),
    [
        ("UNTOC 18(15)(a)(b)", ["/treaties/UNTOC/18#15.a", "/treaties/UNTOC/18#15.b"]),
        ("Protocol art. 3(a), 6(1)", ["/treaties/SOM_PROTOCOL/3#a", "/treaties/SOM_PROTOCOL/6#1"]),
        ("ETS 24 art. 12", ["/treaties/ETS24/12"]),
        ("EAW FD art. 2(2)", []),  # not held
        ("Uitleveringswet art. 2", []),  # no treaty of ours
        ("OHCHR guidance", []),
    ],
)
def test_a_citation_leads_to_the_provision_where_the_text_is_held(citation, links):
    with translation.override("en"):
        said = linked(citation)
    assert re.findall(r'href="([^"]+)"', said) == links
    assert words(said).replace(" ", "") == citation.replace(" ", "")


def test_a_citation_with_markup_is_escaped():
    with translation.override("en"):
        assert "<script>" not in linked("UNTOC 18 <script>")


def test_in_arabic_the_number_keeps_its_own_direction(reader):
    reader.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    page = reader.open("/treaties/UNTOC/16").text
    assert re.search(r'<bdi dir="ltr">1?\d\(\d+\)</bdi>', page)
