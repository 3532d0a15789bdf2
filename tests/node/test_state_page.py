"""The page of a State: what is law today and what was, each with its period and its source."""

import re

import pytest
from django.conf import settings

from comity.law import load
from tests.node.browser import Browser


@pytest.fixture
def reader(make_user) -> Browser:
    return Browser().enter(make_user("arianna", "prosecutor"))


def rows(page: str, heading: str) -> list[str]:
    """Rows of the table under a heading, as words."""
    table = page.partition(f"<h2>{heading}</h2>")[2].partition("</table>")[0]
    return [
        " ".join(re.sub(r"<[^>]+>", " ", row).split())
        for row in re.findall(r"<tr>(.*?)</tr>", table)
    ]


def test_every_offence_that_is_no_law_today_says_so_and_stands_last(reader):
    told = rows(reader.open("/states/EG").text, "Offences")
    assert len(told) == len(load().offences["EG"])
    past = ["not the law of today" in row for row in told]
    assert past == sorted(past)
    assert True in past
    assert False in past


def test_a_stated_absence_is_a_sentence_with_its_last_day_and_never_none(reader):
    told = rows(reader.open("/states/EG").text, "Offences")
    absent = [row for row in told if row.startswith("A source says there was no offence")]
    assert len(absent) == 1
    assert "until 7 Nov 2016" in absent[0]
    assert not any(row.startswith("none") for row in told)


def test_treaties_go_by_their_titles_and_not_by_our_codes(reader):
    told = " ".join(rows(reader.open("/states/EG").text, "Treaties today"))
    assert "Smuggling of Migrants" in told
    assert "SOM_PROTOCOL" not in told


@pytest.mark.parametrize(
    ("language", "said"), [("en", "no source recorded"), ("ar", "لم يُسجل مصدره")]
)
def test_what_has_no_source_says_so(reader, language, said):
    reader.client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = reader.open("/states/EG").text
    assert said in page
    assert "requirements.toml" not in page
