"""The story, from facts to close, clicked and typed in Chromium at both nodes.

In English with JavaScript, and in Arabic without. The steps are the player's; here they are
done by a hand that sees only what is on the screen, and after some of them somebody looks.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from player import story as player
from player.story import Story

from tests.browser.conftest import Sit, new_story, sign_in_of
from tests.browser.reading import PICTURES, picture, reads_left_to_right, say, state
from tests.browser.screen import Screen, ScreenForm

CAST = (("IT", "prosecutor"), ("IT", "caseworker"), ("EG", "caseworker"))
PROTECTED = ("P-07", "باهر السنهوتي")
PHONE, ARTICLE = "+999 10 555 0142", "18(15)"


@dataclass
class Walk:
    """A story under way, its language, and where its pictures go."""

    story: Story
    language: str
    pictures: Path

    def screens(self) -> list[Screen]:
        return list(self.story.visitors.values())

    def says(self, screen: Screen, english: str) -> bool:
        return say(self.language, english) in screen.seen

    def waits_for(self, screen: Screen, who: str) -> None:
        """The one line of the request names who is waited for."""
        line = screen.window.locator(".waiting").first.inner_text()
        assert who in line, line

    def picture(self, screen: Screen, name: str) -> None:
        picture(screen.window, self.pictures, f"{name}-{self.language}")


@pytest.fixture
def walk(nodes, sit: Sit, monkeypatch, tmp_path, request) -> Walk:
    """Three officers at three windows, signed in with password and second factor."""
    language, script = request.param
    monkeypatch.setattr(player, "Form", ScreenForm)
    story = new_story(nodes, tmp_path)
    for code, name in CAST:
        screen = sit(sign_in_of(nodes[code], name), language, script=script)
        story.visitors[(code, name)] = screen.enter()
    kept = os.environ.get("COMITY_PICTURES") == "1"
    return Walk(story, language, PICTURES if kept else tmp_path / "pictures")


def look_at_the_answer(walk: Walk) -> None:
    screen = walk.story.prosecutor
    assert state(walk.language, "EG") in screen.window.locator("h1").inner_text()
    assert walk.says(screen, "Read at source")
    assert "%" not in screen.seen, "a share of requests granted is nobody's chance"
    if walk.language == "en":
        walk.picture(screen, "answer")


def look_at_the_check(walk: Walk) -> None:
    screen = walk.story.prosecutor.open(f"/draft/{walk.story.reference}/check")
    leaves = screen.window.locator(".leaves > div > div").first.inner_text()
    stays = screen.window.locator(".leaves .stays").inner_text()
    assert PROTECTED[0] in stays
    assert PROTECTED[0] not in leaves
    assert PHONE in leaves
    if walk.language == "en":
        walk.picture(screen, "check")


def look_at_both_desks(walk: Walk) -> None:
    asking, asked = walk.story.prosecutor, walk.story.caseworker
    walk.waits_for(asked, say(walk.language, "Us"))
    walk.waits_for(asking.open(walk.story.file_out), say(walk.language, "Them"))
    for secret in PROTECTED:
        assert secret not in asked.window.content(), "it seeks protection from this State"
    desk = walk.story.second.open("/desk")
    assert walk.story.reference in desk.seen
    if walk.language == "en":
        walk.picture(desk, "desk")


def look_at_the_intake(walk: Walk) -> None:
    screen = walk.story.caseworker.open(walk.story.file_in)
    assert walk.says(screen, "Unclear")
    assert walk.says(screen, "Present")
    for text in (PHONE, ARTICLE, walk.story.reference, "DEMO-A1234567"):
        assert reads_left_to_right(screen.window, text), f"{text} is scrambled"
    if walk.language == "ar":
        assert screen.window.locator("html").get_attribute("dir") == "rtl"
        walk.picture(screen, "intake")
        walk.picture(screen.open("/desk"), "desk")


def look_who_executes(walk: Walk) -> None:
    screen = walk.story.caseworker.open(walk.story.file_in)
    walk.waits_for(screen, say(walk.language, "Executing authority"))


def look_at_the_limits(walk: Walk) -> None:
    screen = walk.story.prosecutor.open(walk.story.file_out)
    assert walk.says(screen, "Another use needs their prior consent.")
    assert reads_left_to_right(screen.window, "18(19)")
    assert walk.says(screen, "Part answered")
    walk.picture(screen, "request")


def look_at_the_end(walk: Walk) -> None:
    for screen, file in (
        (walk.story.prosecutor, walk.story.file_out),
        (walk.story.caseworker, walk.story.file_in),
    ):
        walk.waits_for(screen.open(file), say(walk.language, "Nobody"))
        assert walk.says(screen, "Closed")


LOOKS: dict[Callable[[Story], str], Callable[[Walk], None]] = {
    player.ask_abroad: look_at_the_answer,
    player.make_paper: look_at_the_check,
    player.send_it: look_at_both_desks,
    player.look_at_each_item: look_at_the_intake,
    player.choose_authority: look_who_executes,
    player.send_a_part: look_at_the_limits,
    player.close: look_at_the_end,
}


def play(walk: Walk) -> None:
    """Every step of the player, and a look after some."""
    for _, step in player.STEPS:
        step(walk.story)
        if step in LOOKS:
            LOOKS[step](walk)


@pytest.mark.parametrize("walk", [("en", True)], indirect=True, ids=["english"])
def test_the_story_is_walked_in_english_from_facts_to_close(walk):
    play(walk)
    assert [one for screen in walk.screens() for one in screen.complaints] == []


@pytest.mark.parametrize("walk", [("ar", False)], indirect=True, ids=["arabic"])
def test_the_story_is_walked_in_arabic_without_javascript(walk):
    play(walk)
    assert [one for screen in walk.screens() for one in screen.complaints] == []
