"""Pages a shared, slow, right-to-left desk can use: what a stylesheet and a template never do."""

import gzip
import re

import pytest

from tests.house.reading import (
    SHELL,
    STYLESHEET,
    TEMPLATES,
    lines_with,
    templates,
    text_of,
)

STYLESHEET_BYTES = 15_000  # compressed
SCRIPT_BYTES = 5_000  # compressed
SIDES = r"(?:left|right|top|bottom)"
PHYSICAL = (
    rf"(?<![\w.-])(?:(?:margin|padding|border|inset|scroll-[a-z]+)-)?{SIDES}(?:-[a-z-]+)?\s*:"
    rf"|(?:text-align|float|clear|caption-side|background-position)\s*:\s*{SIDES}"
)
# What a <title> may not speak of: it stays in histories, task bars and other people's sight.
TITLE_NEVER = r"(?:^|\.)(?:names?|title|full_name|text|summary|subject|person|suspect)(?:\||$)"


def physical(css: str) -> list[str]:
    """Sides named by the screen and not by the reading; comments and font files apart."""
    bare = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", css, flags=re.DOTALL)
    return lines_with(bare, PHYSICAL)


def shadows(css: str) -> list[str]:
    return lines_with(css, r"box-shadow|text-shadow|filter:\s*drop-shadow")


def unfit(html: str) -> list[str]:
    """Inline styles and handlers, other hosts, a page without language or direction."""
    bare = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", html, flags=re.DOTALL)
    found = lines_with(bare, r"<[^>]*\sstyle\s*=|<style\b|<[^>]*\son[a-z]+\s*=")
    found += lines_with(bare, r"(?:href|src|action|url\()\s*=?\s*[\"']?(?:https?:)?//")
    found += [f"{tag} lacks lang or dir" for tag in re.findall(r"<html[^>]*>", bare) if _mute(tag)]
    found += [
        f"inline script: {tag}" for tag in re.findall(r"<script[^>]*>", bare) if "src=" not in tag
    ]
    return found


def _mute(tag: str) -> bool:
    return "lang=" not in tag or "dir=" not in tag


def told_in_title(html: str) -> list[str]:
    """Words in the title's variables that would name a person or a case."""
    blocks = re.findall(r"\{% block title %\}(.*?)\{% endblock", html, flags=re.DOTALL)
    blocks += re.findall(r"<title>(.*?)</title>", html, flags=re.DOTALL)
    spoken = re.findall(r"\{\{\s*(.*?)\s*\}\}", " ".join(blocks))
    return sorted(each for each in spoken if re.search(TITLE_NEVER, each))


@pytest.mark.parametrize(
    "css",
    ["a{margin-left:1px}", "a{text-align:right}", "a{top:0}", "a{border-top-color:red}"],
)
def test_the_check_sees_a_side_of_the_screen(css):
    assert physical(css)
    assert not physical(
        "a{margin-inline-start:1px;text-align:end}td.top{vertical-align:top}/* left:1 */"
    )


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color:red">',
        '<a onclick="go()">',
        '<script src="https://cdn.example/x.js"></script>',
        "<script>go()</script>",
        '<html lang="en">',
        '<img src="//example.org/x.png">',
        "<style>a{}</style>",
    ],
)
def test_the_check_sees_what_a_template_must_not_do(html):
    assert unfit(html)
    assert not unfit('<html lang="ar" dir="rtl"><p class="on style">{# style="a" #}</p>')


def test_the_check_sees_a_name_in_a_title():
    assert told_in_title("{% block title %}{{ person.name }}{% endblock %}") == ["person.name"]
    assert told_in_title("<title>{{ person }}</title>")
    assert not told_in_title("{% block title %}{{ person.label }} · Comity{% endblock %}{{ name }}")


def test_the_stylesheet_names_no_side_of_the_screen_and_casts_no_shadow():
    css = text_of(STYLESHEET)
    assert not physical(css)
    assert not shadows(css.replace("box-shadow:none", ""))


def test_stylesheet_and_script_are_small():
    assert len(gzip.compress(STYLESHEET.read_bytes())) <= STYLESHEET_BYTES
    scripts = sorted((SHELL / "static").rglob("*.js"))
    assert scripts
    assert sum(len(gzip.compress(path.read_bytes())) for path in scripts) <= SCRIPT_BYTES


@pytest.mark.parametrize(
    "path", templates(), ids=lambda path: path.relative_to(TEMPLATES).as_posix()
)
def test_no_template_does_what_it_must_not(path):
    assert not unfit(text_of(path))
    assert not told_in_title(text_of(path))


def test_every_form_that_changes_something_carries_the_token_of_its_session():
    for path in templates():
        for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", text_of(path), re.DOTALL):
            assert "csrf_token" in form, f"{path.name}: {form[:80]}"
