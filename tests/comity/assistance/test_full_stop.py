"""A paragraph somebody typed ends as a paragraph ends."""

import pytest

from comity.assistance.sheet import ended


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Forty-six people", "Forty-six people."),
        ("Forty-six people.", "Forty-six people."),
        ("Who was paid?", "Who was paid?"),
        ("ستة وأربعون شخصا", "ستة وأربعون شخصا."),
        ("the phone \u2066+999 10 555 0142\u2069", "the phone \u2066+999 10 555 0142\u2069."),
        ("[not translated]", "[not translated]"),
        ("as said (annex 1)", "as said (annex 1)"),
        ("ends in blanks  ", "ends in blanks."),
        ("", ""),
    ],
)
def test_a_full_stop_is_added_only_where_none_stands(typed, printed):
    assert ended(typed) == printed
