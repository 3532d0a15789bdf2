"""A State feeds its own law, between two real nodes: Tunisia says, Italy reads, decides, answers.

Two processes, two databases, two sets of keys. What the data knew stays beside what is said until
an Italian officer accepts it; the next answer in Rome then rests on it.
"""

import time
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from player.visitor import Form, SignIn, Visitor

from tests.journeys.network import Network

WAIT_SECONDS = 40
ASKED = "/ask?" + urlencode(
    {
        "state": "TN", "act": "extradition", "conduct": ["procure_exit"],
        "object_own": ["irregular_entrant"], "object_there": ["any_person"],
        "benefit": "yes", "ocg": "yes",
    },
    doseq=True,
)  # fmt: skip
BEFORE, AFTER = "up to 3 years", "up to 6 years"
GAZETTE = "Invented for this test: JORT n° 99 of 2026"


@pytest.fixture(scope="module")
def shores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[SignIn, ...]]]:
    network = Network(tmp_path_factory.mktemp("shores")).make("TN", "IT")
    officers = {
        "TN": (
            network.nodes["TN"].add_user("walid", "Walid Trabelchi", "caseworker", "en"),
            network.nodes["TN"].add_user("sonia", "Sonia Mahjoubi", "supervisor", "en"),
        ),
        "IT": (network.nodes["IT"].add_user("rinaldi", "Laura Rinaldi", "caseworker", "en"),),
    }
    network.start("TN", "IT")
    yield officers
    network.stop()


def until_says(visitor: Visitor, path: str, *parts: str) -> Visitor:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        if visitor.open(path).says(*parts):
            return visitor
        time.sleep(0.3)
    raise AssertionError(f"{path} never said {parts}: {visitor.text[:2000]}")


def press(visitor: Visitor, act: str) -> Visitor:
    """Send the form of the button that does this."""
    (form,) = visitor.page.xpath(f'//form[.//button[@value="{act}"]]')
    return Form(visitor, form).send(act=act)


def test_what_tunisia_says_of_its_law_changes_the_next_answer_in_rome(shores):
    tunis, second = (Visitor(one, "en").enter() for one in shores["TN"])
    (rome,) = (Visitor(one, "en").enter() for one in shores["IT"])
    assert rome.open(ASKED).says(BEFORE)

    # Tunis writes; a second person agrees; nothing left before that.
    tunis.open("/law/say/TN/offence/TN-38").form("/law/say/").send(
        base_max_months="72", source=GAZETTE, as_of="2026-06-01", confidence="verified"
    )
    assert tunis.says("Waits for a second person", "A second person has to agree."), (
        tunis.problems()
    )
    address = tunis.url
    assert not rome.open("/states/TN").says("says of its own law")
    press(second.open(address), "agree")
    assert second.says("Said by us, sent to every State")

    # Rome sees both values, signed, and its answers have not moved.
    until_says(rome, "/states/TN", "says of its own law", "Beside what was known: decide")
    rome.follow("/law/said/TN/")
    assert rome.says("Known before", BEFORE, AFTER, GAZETTE, "Signed message")
    statement = rome.url
    assert rome.open(ASKED).says(BEFORE)

    # Rome accepts; the next answer rests on it and says whose word it is.
    press(rome.open(statement), "accept")
    assert rome.says("Accepted: answers rest on it")
    assert rome.open(ASKED).says(AFTER, "said by Tunisia", GAZETTE)
