"""Pages that cannot rot: made from the program or compared with it; every link leads somewhere."""

import re
from pathlib import Path

import pytest
from docs_cli import PAGE, page
from docs_law import MADE, RIGHTS
from docs_law import PAGES as LAW_PAGES

from comity.exchange.receipts import Stage
from comity.exchange.refusals import ADVICE, Code
from comity.law import load
from comity_node.configuration import SCHEMA
from tests.house.reading import ROOT, name_of

DOCS = sorted((ROOT / "docs").rglob("*.md"))
PAGES = [*DOCS, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
# Words of a page that promises and does not tell.
PROMISES = r"under construction|coming soon|\bTODO\b|\bTBD\b|lorem ipsum|to be written"


def dead_links(text: str, folder: Path) -> list[str]:
    """Links to files that are not there."""
    found = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    return [one for one in found if "://" not in one and not (folder / one).exists()]


def code_names(text: str) -> list[str]:
    """Paths of our own files in backquotes."""
    return re.findall(r"`((?:src|tests|tools|docs)/[\w./-]+?\.\w+)(?:::\w+)?`", text)


@pytest.mark.parametrize("name", MADE)
def test_a_page_on_the_law_is_that_of_the_data(name):
    written = (LAW_PAGES / name).read_text("utf-8")
    assert written == MADE[name](load()).rstrip() + "\n", "run tools/docs_law.py"
    assert "No lawyer has reviewed" in written


def test_every_safeguard_of_the_data_is_promised_and_every_promise_numbered():
    assert list(RIGHTS) == [f"HR-{number:02}" for number in range(1, 29)]
    assert {right.hr for right in load().rights.values()} <= set(RIGHTS)


def test_the_check_sees_a_dead_link_and_lets_others_pass(tmp_path):
    (tmp_path / "a.md").write_text("a")
    assert dead_links("[a](b.md)", tmp_path) == ["b.md"]
    assert not dead_links("[a](a.md#x) [b](https://example.org)", tmp_path)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_page_has_content_a_title_and_links_that_lead_somewhere(path):
    text = path.read_text("utf-8")
    assert text.startswith("# ")
    assert len(text.split()) > 80
    assert not re.search(PROMISES, text, re.IGNORECASE)
    assert not dead_links(text, path.parent)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_file_a_page_names_is_there(path):
    missing = [name for name in code_names(path.read_text("utf-8")) if not (ROOT / name).exists()]
    assert not missing


def test_the_page_of_the_command_line_is_what_the_program_says(monkeypatch):
    monkeypatch.delenv("COMITY_HOME", raising=False)
    assert PAGE.read_text("utf-8") == page()


def test_the_page_of_settings_names_every_key_and_no_other():
    text = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
    keys = text.partition("## The home folder")[0]
    named = set(re.findall(r"^\| `(\w+\.\w+)` \|", keys, re.MULTILINE))
    assert named == {f"{table}.{key}" for table, keys in SCHEMA.items() for key in keys}


def test_the_page_of_the_exchange_names_every_code_and_every_stage():
    text = (ROOT / "docs" / "reference" / "exchange.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(\w+)` \| refused", text, re.MULTILINE)) == {
        code.value for code in Code
    }
    assert set(ADVICE) == set(Code)
    assert not [stage.value for stage in Stage if f"`{stage.value}`" not in text]


def test_decisions_are_numbered_without_a_gap_and_say_what_we_lose():
    files = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(path.name[:4]) for path in files] == list(range(1, len(files) + 1))
    for path in files:
        text = path.read_text("utf-8")
        for heading in ("Context", "Options", "Outcome", "What we lose"):
            assert f"## {heading}" in text, f"{path.name}: {heading}"


def test_the_licence_is_the_whole_eupl():
    text = (ROOT / "LICENCE").read_text("utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "Appendix" in text
    assert "15.Applicable Law" in text.replace("15. ", "15.")
    assert len(text) > 13_000
