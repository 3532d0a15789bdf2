import pytest

from comity.base.reader import DataError
from comity.base.trit import Trit
from comity.states import NoSuchState, load_states

STATES = load_states()


def test_the_ten_participants_of_2009_are_described():
    described = {state.code for state in STATES.described.values() if state.participant_2009}
    assert described == {"EG", "FR", "IT", "LY", "MA", "NL", "ES", "TN", "TR", "GB"}


def test_all_codes_of_iso_3166_are_there():
    assert len(STATES.codes) == 249


def test_a_state_has_three_names():
    names = [STATES.name("EG", language) for language in ("en", "fr", "ar-EG")]
    assert names == ["Egypt", "Égypte", "مصر"]


def test_a_state_without_a_row_keeps_its_english_name():
    assert STATES.name("PL", "fr") == "Poland"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("UK", "GB"), ("EL", "GR"), ("EGY", "EG"), ("egypt", "EG"), ("Marocco", "MA"), ("it", "IT")],
)
def test_a_wrong_code_is_refused_with_the_one_that_is_meant(wrong, right):
    with pytest.raises(NoSuchState, match=f"Did you mean {right} ") as refusal:
        STATES.check(wrong)
    assert refusal.value.nearest[0] == right


def test_an_empty_code_is_refused():
    with pytest.raises(NoSuchState, match="two capital letters"):
        STATES.check("")


@pytest.mark.parametrize(
    ("state", "day", "member"),
    [
        ("GB", "2020-12-31", Trit.YES),
        ("GB", "2021-01-01", Trit.NO),
        ("CY", "2004-04-30", Trit.NO),
        ("CY", "2004-05-01", Trit.YES),
        ("TR", "2026-01-01", Trit.NO),
        ("PL", "2026-01-01", Trit.UNKNOWN),
    ],
)
def test_membership_of_the_union_on_a_day(state, day, member):
    assert STATES.eu_member(state, day) is member


def test_the_states_of_a_folder_are_read_instead(tmp_path):
    with pytest.raises(DataError, match=r"states.toml: the file is missing"):
        load_states(tmp_path)
