import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.base.trit import Trit, all_of, one_of

YES, NO, UNKNOWN = Trit.YES, Trit.NO, Trit.UNKNOWN
trits = st.lists(st.sampled_from(list(Trit)))


@pytest.mark.parametrize(
    ("values", "every", "some"),
    [
        ([], YES, NO),
        ([YES, YES], YES, YES),
        ([YES, UNKNOWN], UNKNOWN, YES),
        ([YES, NO], NO, YES),
        ([NO, UNKNOWN], NO, UNKNOWN),
        ([UNKNOWN], UNKNOWN, UNKNOWN),
        ([NO, NO], NO, NO),
    ],
)
def test_the_tables_of_three_values(values, every, some):
    assert (all_of(values), one_of(values)) == (every, some)


@given(trits, st.sampled_from([YES, NO]))
def test_learning_an_unknown_never_turns_a_certain_answer(values, learnt):
    known = [learnt if value is UNKNOWN else value for value in values]
    for combine in (all_of, one_of):
        if combine(values) is not UNKNOWN:
            assert combine(known) is combine(values)
