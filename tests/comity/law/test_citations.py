"""Every article a finding cites leads to its words, or to a text that is known not to be held."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import comity.data
from comity.assistance.texts import GROUNDS
from comity.law import load
from comity.law.addresses import Address
from comity.law.citations import NAMES, cited, read_citation
from comity.law.texts import load_texts, not_held

LAW, TEXTS = load(), load_texts()
NOT_HELD = {treaty.id for treaty in not_held(LAW)}
DATA = Path(comity.data.__file__).parent

# citation -> why it names no treaty of these data
NO_TREATY = {
    "UK-Libya 2008; Extradition Act 2003 Part 2": "a bilateral treaty and a statute",
    "treaty entry-into-force rules": "the rules of every treaty; it names none",
    "Uitleveringswet art. 2": "a Dutch statute",
    "Directive 2002/90 as read in CJEU C-460/23": "a directive that is not in treaties.toml",
    "Europol-Egypt working arrangement 2025": "an arrangement of two bodies",
    "INTERPOL Constitution art. 3; refugee policy": "a constitution that is not in treaties.toml",
    "OHCHR guidance": "no treaty",
}


def leads_somewhere(address):
    if address.treaty in NOT_HELD:
        return True
    if not address.article:
        return TEXTS.text(address.treaty) is not None
    return TEXTS.find(address) is not None


def lost(citation, default=""):
    """What of a citation leads nowhere: the whole of it, or single places."""
    addresses = cited(citation, default)
    if not addresses:
        return [citation]
    return [str(address) for address in addresses if not leads_somewhere(address)]


BASES = sorted({one for steps in LAW.steps.values() for step in steps for one in step.articles})
RULES = sorted({rule.source_article for rule in LAW.rules.values()})


@pytest.mark.parametrize("citation", BASES)
def test_every_article_of_a_basis_is_there_or_its_text_is_not_held(citation):
    assert not lost(citation)


@pytest.mark.parametrize("citation", RULES)
def test_every_article_of_a_rule_is_there_or_its_text_is_not_held(citation):
    assert lost(citation) == ([citation] if citation in NO_TREATY else [])


def test_every_citation_without_a_treaty_is_still_in_the_rules():
    assert set(NO_TREATY) <= set(RULES)


def test_a_number_that_stands_in_a_rule_is_never_passed_over():
    """A place that is not understood would print without a link and nobody would see it."""
    for citation in {*BASES, *RULES} - NO_TREATY.keys():
        for piece, address in read_citation(citation):
            assert address or not re.search(r"\d", piece), f"{citation}: {piece!r}"


@pytest.mark.parametrize(
    "citation",
    ["UNTOC 18(31)", "UNTOC 42", "UNTC 18(15)", "ETS 24 art. 12(2)(d)", "Protocol 6(1)(d)"],
)
def test_a_mistyped_article_or_name_would_be_seen(citation):
    assert lost(citation)


def test_questions_of_the_gate_and_articles_of_the_letters_lead_somewhere():
    gate = tomllib.loads((DATA / "safeguards/gate.toml").read_text("utf-8"))
    articles = [row["article"] for table in gate.values() for row in table if "article" in row]
    assert len(articles) > 5
    assert not [one for one in articles if lost(one)]
    letters = {*GROUNDS, *LAW.words["measure_letter"].values()}
    assert not [one for one in letters if lost(one, "UNTOC")]


def test_every_short_name_of_a_treaty_is_understood_and_every_name_is_of_one():
    for treaty in LAW.treaties.values():
        assert cited(treaty.short) == (Address(treaty.id),), treaty.short
    assert set(NAMES.values()) <= set(LAW.treaties)


READINGS = {
    "UNTOC art. 18(15)(a)": [("UNTOC art. 18(15)(a)", "UNTOC:18(15)(a)")],
    "UNTOC 18(15)(a)(b)(d)(f)": [
        ("UNTOC 18(15)(a)", "UNTOC:18(15)(a)"), ("(b)", "UNTOC:18(15)(b)"),
        ("(d)", "UNTOC:18(15)(d)"), ("(f)", "UNTOC:18(15)(f)"),
    ],
    "UNTOC 16(4)-(6)": [("UNTOC 16(4)", "UNTOC:16(4)"), ("-", ""), ("(6)", "UNTOC:16(6)")],
    "UNTOC 18(22); 16(15)": [
        ("UNTOC 18(22)", "UNTOC:18(22)"), ("; ", ""), ("16(15)", "UNTOC:16(15)"),
    ],
    "UNTOC 20 with Protocol 16": [
        ("UNTOC 20", "UNTOC:20"), (" with ", ""), ("Protocol 16", "SOM_PROTOCOL:16"),
    ],
    "Protocol art. 3(a), 6(1)": [
        ("Protocol art. 3(a)", "SOM_PROTOCOL:3(a)"), (", ", ""), ("6(1)", "SOM_PROTOCOL:6(1)"),
    ],
    "Protocol art. 3(c)(i)": [("Protocol art. 3(c)(i)", "SOM_PROTOCOL:3(c)(i)")],
    "UNTOC 18(3)(h)(i)": [("UNTOC 18(3)(h)", "UNTOC:18(3)(h)"), ("(i)", "UNTOC:18(3)(i)")],
    "UNTOC 5(1)(a)(i)(ii), (b)": [
        ("UNTOC 5(1)(a)(i)", "UNTOC:5(1)(a)(i)"), ("(ii)", "UNTOC:5(1)(a)(ii)"), (", ", ""),
        ("(b)", "UNTOC:5(1)(b)"),
    ],
    "UNTOC 5(1)(a)(ii)(a)(b)": [
        ("UNTOC 5(1)(a)(ii)(a)", "UNTOC:5(1)(a)(ii)(a)"), ("(b)", "UNTOC:5(1)(a)(ii)(b)"),
    ],
    "Riyadh arts. 43-44": [("Riyadh arts. 43", "RIYADH:43"), ("-", ""), ("44", "RIYADH:44")],
    "Riyadh 1983 art. 42": [("Riyadh 1983 art. 42", "RIYADH:42")],
    "ETS 24 art. 12": [("ETS 24 art. 12", "ETS24:12")],
    "ETS 182 art. 20": [("ETS 182 art. 20", "ETS182:20")],
    "FD art. 2(2)": [("FD art. 2(2)", "EAW_FD:2(2)")],
    "Smuggling Protocol art. 8(2)": [("Smuggling Protocol art. 8(2)", "SOM_PROTOCOL:8(2)")],
    "1967 Protocol": [("1967 Protocol", "REFUGEE_PROT")],
    "EAW, TCA": [("EAW", "EAW_FD"), (", ", ""), ("TCA", "EU_UK_TCA")],
    "ICCPR-OP2 status; ETS 24 art. 11; national law": [
        ("ICCPR-OP2", "ICCPR_OP2"), (" status; ", ""), ("ETS 24 art. 11", "ETS24:11"),
        ("; national law", ""),
    ],
    "named (Protocol art. 16(4)). Cure: 3": [
        ("named (", ""), ("Protocol art. 16(4)", "SOM_PROTOCOL:16(4)"), ("). Cure: 3", ""),
    ],
}  # fmt: skip


@pytest.mark.parametrize("citation", READINGS)
def test_a_citation_falls_into_its_places_and_the_rest(citation):
    read = [(piece, str(address or "")) for piece, address in read_citation(citation)]
    assert read == READINGS[citation]


WITH_DEFAULT = {
    "18(3)(c)": ["UNTOC:18(3)(c)"],
    "art. 16(4)-(6)": ["UNTOC:16(4)", "UNTOC:16(6)"],
    "18(19), Protocol 5, 6": ["UNTOC:18(19)", "SOM_PROTOCOL:5", "SOM_PROTOCOL:6"],
    "articles 5 and 6": ["UNTOC:5", "UNTOC:6"],
}


@pytest.mark.parametrize("citation", WITH_DEFAULT)
def test_a_bare_number_belongs_to_the_treaty_that_is_given(citation):
    assert [str(one) for one in cited(citation, "UNTOC")] == WITH_DEFAULT[citation]


@pytest.mark.parametrize("citation", ["18(3)(c)", "art. 16(4)-(6)", "articles 5 and 6"])
def test_a_bare_number_without_a_treaty_is_left_as_it_stands(citation):
    assert read_citation(citation) == ((citation, None),)


@pytest.mark.parametrize(
    "citation",
    [
        "Uitleveringswet art. 2", "Additional Protocol art. 3", "Extradition Act 2003 Part 2",
        "Directive (EU) 2016/680 art. 25(1)", "of 29 April 2004", "C-460/23", "Protocols 5",
        "art. 2002", "HR-02", "3.5",
    ],
)  # fmt: skip
def test_a_number_after_a_name_that_is_none_of_ours_is_no_article(citation):
    assert read_citation(citation, "UNTOC") == ((citation, None),)


PARTS = st.sampled_from(
    [
        *NAMES, "art. ", "arts. ", "18", "16(4)", "(a)", "(ii)", "(i)", "-", "–", ", ", "; ", " ",
        "2003", "and", "law", "§", "é", "(", ")", "\n", "الأمم",
    ]
)  # fmt: skip


@given(st.lists(PARTS, max_size=12).map("".join), st.sampled_from(["", "UNTOC"]))
def test_the_pieces_are_the_text_whatever_it_is(text, default):
    pieces = read_citation(text, default)
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)
    assert all(one[1] or other[1] for one, other in pairwise(pieces))


@pytest.mark.parametrize("treaty", TEXTS.by_treaty)
def test_every_place_that_is_held_is_read_as_it_is_printed(treaty):
    for address in TEXTS.text(treaty).provisions:
        assert cited(f"{LAW.treaties[treaty].short} art. {address.place}") == (address,)
        assert cited(address.place, treaty) == (address,)
