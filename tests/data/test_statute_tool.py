"""The tool that cuts statutes: it reads what is there, and stops where it would have to guess."""

from dataclasses import replace

import pytest
import statute_texts
from statute_texts import DUTCH, FRENCH, ITALIAN, Origin, Taken, convert

FRENCH_FILE = """---
title: "Code des essais"
last_updated: "2026-04-03"
---
# Code des essais

##### Article L1-1

Est puni le fait :
   1° De passer ;

2° De  rester.
Les deux se cumulent.

#### Chapitre II

##### Article L1-2

Une seule phrase.
"""
DUTCH_FILE = """##Wet van 1 januari 1900 (Proefwet)

### Artikel  1

1.   Met straf wordt bedreigd:

a. hij die *helpt*, waarbij:

1°. hij weet; of

2º. hij vermoedt;

b. hij die rijdt.
2.  De straf is een jaar.

###Artikel 1a

Niets.
"""
ITALIAN_FILE = """{"title": "Prove", "provisions": [
 {"section": "1", "title": "Regola", "content": "Chi passa, paga."},
 {"section": "1-bis", "title": "( (paga", "content": "Rubrica. Chi resta, paga ."}]}"""
FILES = {
    "fr": (FRENCH, FRENCH_FILE, "Code des essais", ("L1-1", "L1-2"), "2026-04-03"),
    "nl": (DUTCH, DUTCH_FILE, "Proefwet", ("1", "1a"), "unknown"),
    "it": (ITALIAN, ITALIAN_FILE, "Prove", ("1", "1-bis"), "unknown"),
}


@pytest.fixture
def made(tmp_path):
    """Converts a made-up file, with one thing in it changed."""

    def make(which, old="", new="", **other):
        read, text, title, articles, version = FILES[which]
        assert old in text
        (tmp_path / "source").write_text(text.replace(old, new, 1), "utf-8")
        taken = tuple(Taken(article) for article in articles)
        origin = Origin(
            "source", "XX-TRY", title, read, (), version, "2026-04-03", "made up", "", taken
        )
        return convert(replace(origin, **other), tmp_path)

    return make


def test_french_paragraphs_are_counted_and_numbered_items_lie_under_theirs(made):
    text = made("fr")
    assert '"1" = "Est puni le fait :"\n"1(1)" = "De passer ;"' in text
    assert '"1(2)" = "De rester."\n"2" = "Les deux se cumulent."' in text
    assert 'article = "L1-2"\ntext = "Une seule phrase."' in text
    assert 'version = "2026-04-03"' in text
    assert "Chapitre" not in text


def test_dutch_labels_lie_as_deep_as_they_stand(made):
    text = made("nl")
    keys = [line.split(" = ")[0] for line in text.splitlines() if line.startswith('"')]
    assert keys == ['"1"', '"1(a)"', '"1(a)(1)"', '"1(a)(2)"', '"1(b)"', '"2"']
    assert '"1(a)" = "hij die helpt, waarbij:"' in text
    assert 'article = "1a"\ntext = "Niets."' in text


def test_an_italian_article_is_one_text_and_a_piece_of_it_is_no_heading(made):
    text = made("it")
    assert 'heading = "Regola"\ntext = "Chi passa, paga."' in text
    assert 'article = "1-bis"\ntext = "Rubrica. Chi resta, paga ."' in text


@pytest.mark.parametrize("language", FILES)
def test_the_same_source_gives_the_same_bytes(made, language):
    assert made(language) == made(language)


STOPS = {
    "an article that is wanting": ("fr", "Article L1-2", "Article L1-3", "L1-2 stands 0 times"),
    "an article that stands twice": ("fr", "Article L1-2", "Article L1-1", "L1-1 stands 2 times"),
    "the file of another day": ("fr", "2026-04-03", "2026-04-04", "is of 2026-04-04"),
    "the file of another statute": ("nl", "Proefwet", "Andere wet", "is not Proefwet"),
    "a French item out of order": ("fr", "2° De", "3° De", "3° out of order"),
    "a French item before its paragraph": ("fr", "Est puni", "1° Est puni", "1° out of order"),
    "a French label of another kind": ("fr", "Les deux", "a) Les deux", r"not read: a\)"),
    "an added French item": ("fr", "2° De", "1° bis De", "1° out of order"),
    "a Dutch paragraph out of order": ("nl", "2.  De", "3.  De", "3 out of order"),
    "a Dutch letter out of order": ("nl", "b. hij", "c. hij", "c out of order"),
    "a Dutch item out of order": ("nl", "2º.", "3º.", "3 out of order"),
    "a Dutch line without a label": ("nl", "2.  De straf", "De straf", "without a label"),
    "mark-up in Italian": ("it", "Chi passa, paga", "Chi passa&deg; paga", "mark-up"),
    "an Italian title that is nowhere": ("it", "( (paga", "( (pagherà", "in no place"),
    "an Italian article that is wanting": ("it", '"1-bis"', '"1-ter"', "1-bis stands 0 times"),
}


@pytest.mark.parametrize(("language", "old", "new", "words"), STOPS.values(), ids=STOPS)
def test_the_tool_stops_where_it_would_have_to_guess(made, language, old, new, words):
    with pytest.raises(SystemExit, match=words):
        made(language, old, new)


def test_the_tool_stops_at_a_word_that_was_lost(made):
    def forgetful(body):
        article = FRENCH.read(body)
        return replace(article, units={key: text[:-3] for key, text in article.units.items()})

    with pytest.raises(SystemExit, match="words differ after"):
        made("fr", language=replace(FRENCH, read=forgetful))


def test_the_tool_stops_at_an_article_without_words(made):
    with pytest.raises(SystemExit, match="article 1a has no words"):
        made("nl", "Niets.\n", "")


def test_what_the_package_holds_is_what_the_tool_takes():
    held = {
        (origin.id, taken.article) for origin in statute_texts.ORIGINS for taken in origin.taken
    }
    found = set()
    for origin in statute_texts.ORIGINS:
        name = f"{origin.id}.{origin.version}.{origin.language.code}.toml"
        text = (statute_texts.TARGET / name).read_text("utf-8")
        found |= {
            (origin.id, line.split('"')[1])
            for line in text.splitlines()
            if line.startswith("article = ")
        }
    assert found == held
