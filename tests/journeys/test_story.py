"""The story between two real nodes, whole, and with the power cut ten times on its way."""

import io
import random
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from player import story as player
from player.story import STEPS, Story

from comity.cases.packet import verify_export
from comity_node.cli.network import Network, TrainingNode, comity, start, wait
from comity_node.configuration import read_settings
from comity_node.letter_language import letter_language
from comity_node.ports import postgres
from comity_node.ports.failpoints import RECEIVER, SENDER
from tests.journeys.open_files import Watch

PAIR = ("IT", "EG")
DIE_SECONDS = 90
LEAST_LOOKS = 20


class Stage:
    """A network with the story's players on it."""

    def __init__(
        self, folder: Path, nodes: list[TrainingNode], pair: tuple[str, str] = PAIR
    ) -> None:
        self.nodes = {node.code: node for node in nodes}
        states = [node for node in nodes if node.code != "SEC"]
        self.story = Story(*pair, {one.code: one.sign_ins for one in states}, folder / "out")
        self.story.own, self.story.other = (letter_language(code) for code in pair)

    def play(self, first: int, last: int) -> None:
        """Steps by their numbers, as the player prints them."""
        for name, step in STEPS[first - 1 : last]:
            try:
                print(name, step(self.story))
            except player.NotProduced as fault:
                print(name, "not produced by the data:", fault)

    def root(self) -> str:
        return comity("directory", "root", "--home", str(self.nodes["SEC"].home)).strip()

    # --- dying and coming back ------------------------------------------------------------

    def arm(self, code: str, point: str) -> None:
        (self.nodes[code].home / "run" / "failpoint").write_text(point, encoding="ascii")

    def until_dead(self, code: str, point: str) -> None:
        """Wait for the node to die at the point, its whole process group with it."""
        node = self.nodes[code]
        assert node.process is not None
        node.process.wait(DIE_SECONDS)
        taken = node.home / "run" / "failpoint.taken"
        assert taken.read_text(encoding="ascii") == point
        taken.unlink()

    def revive(self, code: str) -> None:
        start(self.nodes[code])
        wait(self.nodes[code])


@pytest.fixture
def stage(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Stage]:
    """Both nodes up; of another pair of States where the test says which."""
    pair = getattr(request, "param", PAIR)
    network = Network(tmp_path, pair, 0, print)
    with network.running() as nodes:
        yield Stage(tmp_path, nodes, pair)
    for node in nodes:
        cluster = postgres.cluster(node.home, "", read_settings(node.home).keys)
        if cluster.folder != node.home / "database":
            shutil.rmtree(cluster.folder, ignore_errors=True)
            shutil.rmtree(cluster.sockets, ignore_errors=True)


def exported(stage: Stage) -> dict[str, dict[str, bytes]]:
    """Both sides' folders, by State."""
    found = {}
    for code, page, file in (
        (stage.story.asking, stage.story.prosecutor, stage.story.file_out),
        (stage.story.asked, stage.story.caseworker, stage.story.file_in),
    ):
        page.open(file)
        archive = zipfile.ZipFile(io.BytesIO(page.download("/file.zip")))
        found[code] = {name: archive.read(name) for name in archive.namelist()}
    return found


def verified(stage: Stage, folders: dict[str, dict[str, bytes]]):  # type: ignore[no-untyped-def]
    flat = {f"{code}/{path}": data for code, one in folders.items() for path, data in one.items()}
    return verify_export(flat, stage.root()), flat


def messages(report) -> dict[str, list[str]]:  # type: ignore[no-untyped-def]
    """Types of the messages each side holds, in the order of their numbers by sender."""
    return {
        folder.path: sorted(
            f"{one.manifest.frm} {one.manifest.seq} {one.manifest.typ}" for one in folder.messages
        )
        for folder in report.folders
    }


TOLD = [
    "EG 1 cj/mla-ask-missing/1",
    "EG 2 cj/mla-executing/1",
    "EG 3 cj/mla-partial-result/1",
    "EG 4 cj/mla-result/1",
    "IT 1 cj/mla-request/1",
    "IT 2 cj/mla-supplement/1",
    "IT 3 cj/mla-close/1",
]


@pytest.mark.faults
def test_killed_at_ten_points_in_one_story_both_sides_hold_the_same_request_once(stage):
    stage.play(1, 9)
    cut_while_sending(stage)
    reach_their_desk(stage)
    stage.play(11, 12)
    cut_while_receiving(stage)
    supervisor_alone_dies(stage)
    stage.play(14, 17)
    report, _ = verified(stage, exported(stage))
    assert report.findings == ()
    assert messages(report) == {"EG": TOLD, "IT": TOLD}
    page = stage.story.caseworker.open("/answer?all=1")
    assert page.text.count(stage.story.reference) <= 1


def cut_while_sending(stage: Stage) -> None:
    """The request leaves; its sender dies six times on the way."""
    for number, point in enumerate(SENDER):
        stage.arm("IT", point)
        if number == 1:
            stage.revive("IT")
        if number < 2:
            press(lambda: player.send_it(stage.story))
        else:
            start(stage.nodes["IT"])  # its worker carries on by itself, and dies again
        stage.until_dead("IT", point)
    stage.revive("IT")


def press(act: Callable[[], object]) -> None:
    """Do it though the node dies under it; the session survives in the database."""
    try:
        act()
    except Exception as died:
        print("as planned:", type(died).__name__)


def reach_their_desk(stage: Stage) -> None:
    story = stage.story
    story.file_out = f"/requests/out/{story.asked}/{story.reference}"
    player.wait_for(
        story.caseworker, "/answer", lambda one: one.says(story.reference), "the request"
    )
    story.caseworker.follow(f"/requests/in/{story.asking}/{story.reference}")
    story.file_in = story.caseworker.url


def cut_while_receiving(stage: Stage) -> None:
    """The supplement arrives; its receiver dies four times before it is done with it."""
    for number, point in enumerate(RECEIVER):
        stage.arm("EG", point)
        if number == 0:
            press(lambda: player.supplement(stage.story))
        else:
            start(stage.nodes["EG"])  # the other node tries again by itself
        stage.until_dead("EG", point)
    stage.revive("EG")
    player.wait_for(
        stage.story.caseworker,
        stage.story.file_in,
        lambda one: "/supplement/1/pdf" in " ".join(one.links().values()),
        "the supplement",
    )


def supervisor_alone_dies(stage: Stage) -> None:
    """``kill -9`` on the supervisor only: the kernel takes its children down."""
    node = stage.nodes["IT"]
    assert node.process is not None
    node.process.kill()
    node.process.wait(10)
    time.sleep(2)
    stage.revive("IT")
    assert stage.story.prosecutor.open("/desk").status == 200


def test_the_story_goes_through_with_one_cut_nothing_shared_and_any_flipped_byte_found(stage):
    """The kill journey of every run: after the receipt's commit, before its answer."""
    with Watch(list(stage.nodes.values())) as watch:
        through_with_one_cut(stage)
    shared_nothing(watch)
    assert stage.story.protected
    report, flat = verified(stage, exported(stage))
    assert report.findings == ()
    assert messages(report) == {"EG": TOLD, "IT": TOLD}
    root = stage.root()
    for path, data in sorted(flat.items()):
        for place in places_in(data):
            wrong = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
            assert verify_export(flat | {path: wrong}, root).findings, (path, place)


# pair -> whether the State asked is the one P-07 is protected from, as the scene has it
OTHERS = {
    ("IT", "TN"): True,
    ("FR", "MA"): True,
    ("EG", "IT"): False,
    ("MA", "FR"): False,
    ("TN", "EG"): True,
}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stage", "protected"),
    OTHERS.items(),
    ids=["-".join(pair) for pair in OTHERS],
    indirect=["stage"],
)
def test_any_two_states_whose_languages_are_there_play_the_whole_story(stage, protected):
    stage.play(1, 17)
    assert stage.story.protected is protected
    asking, asked = stage.story.asking, stage.story.asked
    report, _ = verified(stage, exported(stage))
    assert report.findings == ()
    told = sorted(f"{asking if one.startswith(PAIR[0]) else asked}{one[2:]}" for one in TOLD)
    assert messages(report) == {asking: told, asked: told}


def through_with_one_cut(stage: Stage) -> None:
    stage.play(1, 9)
    stage.arm("EG", "receiver-after-commit-before-answer")
    page = stage.story.prosecutor.open(f"/draft/{stage.story.reference}/check")
    page.form("/send").send()
    stage.until_dead("EG", "receiver-after-commit-before-answer")
    stage.revive("EG")
    reach_their_desk(stage)
    stage.play(11, 17)


def shared_nothing(watch: Watch) -> None:
    for code in watch.nodes:
        assert watch.looks[code] >= LEAST_LOOKS
        assert watch.own(code), "the reading saw nothing"
        assert not watch.foreign(code)


def places_in(data: bytes) -> set[int]:
    """Both ends, the middle and one by chance: every byte of a small export is the core's test."""
    last = len(data) - 1
    return {0, last // 2, last, random.randint(0, last)} if data else set()
