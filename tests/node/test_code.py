"""The digits of a second factor, against the table of RFC 6238, appendix B."""

import base64

import pytest

from comity_node.cli import main
from comity_node.cli.code import digits

SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_the_digits_are_the_standards(at, shown):
    assert digits(SECRET, at) == shown


def test_digits_change_with_the_half_minute_and_not_before():
    assert digits(SECRET, 30) == digits(SECRET, 59.9) != digits(SECRET, 60)


def test_a_secret_typed_by_hand_is_understood():
    assert digits(" ".join([SECRET[:4].lower(), SECRET[4:]]), 59) == "287082"


@pytest.mark.parametrize("wrong", ["", "  ", "0189", "secret!", "ABC", "كلمة"])
def test_what_is_no_secret_is_one_sentence_and_2(capsys, wrong):
    assert main.run(["code", wrong]) == 2
    said = capsys.readouterr().err
    assert "second factor" in said
    assert len(said.strip().splitlines()) == 1
