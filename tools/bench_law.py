"""How fast questions of law are answered: from the shell, in a batch, for all pairs of States.

The questions of the batch are drawn at random from the vocabularies (seed 2026), not from the
examples: every State of the routes, every act, every kind of facts.
"""

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

from figures import Figure

from comity.assistance import assess
from comity.law import LawData, load, read_question

FOLDER = Path("build/bench")
COMITY = [sys.executable, "-m", "comity_node.cli.main"]
SEED, LINES = 2026, 10_000


def figures() -> Iterator[Figure]:
    """All figures of the law."""
    law = load()
    FOLDER.mkdir(parents=True, exist_ok=True)
    questions = FOLDER / "questions.jsonl"
    drawn = random.Random(SEED)  # noqa: S311  # nothing is kept secret with it
    lines = [json.dumps(question(law, drawn)) for _ in range(LINES)]
    questions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    one = FOLDER / "question.json"
    one.write_text(lines[0], encoding="utf-8")
    yield Figure("one question assessed from the shell", best_of(3, one), 0.5, "s")
    took = timed([*COMITY, "assess", "--batch", str(questions)])
    yield Figure("batch, questions answered a second", LINES / took, 2000, "/s", at_least=True)
    yield Figure("all ordered pairs of States, every act, one date", all_pairs(law), 10, "s")


def question(law: LawData, drawn: random.Random) -> dict[str, object]:
    """A question drawn at random; all its words are of the vocabularies."""
    states = sorted(law.states.described)
    requesting, requested = drawn.sample(states, 2)

    def some(vocabulary: str, most: int, least: int = 0) -> list[str]:
        return drawn.sample(sorted(law.words[vocabulary]), drawn.randint(least, most))

    facts = {
        "conduct": some("conduct", 3, 1),
        "object_rs": some("object", 2, 1),
        "object_rd": some("object", 2, 1),
        "benefit": drawn.choice(["yes", "no", "unproven"]),
        "circumstances": some("circumstance", 3),
        "ocg": drawn.choice(["yes", "no", "suspected"]),
        "exceptions": some("exception", 1),
    }
    return {
        "requesting": requesting,
        "requested": requested,
        "date": f"{drawn.randint(2004, 2026)}-{drawn.randint(1, 12):02}-15",
        "act": drawn.choice(sorted(law.words["act"])),
        "facts": facts,
        "flags": some("flag", 2),
        "file": some("file_item", 8),
        "clock": [{"rule": "K-EIO-ACK", "start": "2026-03-02"}],
    }


def best_of(times: int, path: Path) -> float:
    """Seconds of one question from the shell, the best of a few."""
    return min(timed([*COMITY, "assess", str(path)]) for _ in range(times))


def timed(command: list[str]) -> float:
    """Seconds until a command has ended; its output goes nowhere."""
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)  # 1 is an answer too
    return time.perf_counter() - began


def all_pairs(law: LawData) -> float:
    """Seconds for every ordered pair of the described States and every act, on one day."""
    raw = question(law, random.Random(SEED)) | {"date": "2026-03-01", "clock": []}  # noqa: S311
    began = time.perf_counter()
    for requesting, requested in permutations(law.states.described, 2):
        for act in law.words["act"]:
            asked = raw | {"requesting": requesting, "requested": requested, "act": act}
            assess(law, read_question(asked, law))
    return time.perf_counter() - began
