from comity.base.source import ABSENT, Confidence, Source, weakest

READ = Source("a list", "2014-07-10", Confidence.VERIFIED)
HEARD = Source("general knowledge", "2026-04-30", Confidence.KNOWN)


def test_an_answer_is_as_sure_as_its_weakest_row_and_as_old_as_its_oldest():
    assert weakest([HEARD, READ]) == Source(
        "general knowledge ; a list", "2014-07-10", Confidence.KNOWN
    )


def test_an_absent_row_makes_the_answer_unknown():
    assert weakest([READ, ABSENT]).confidence is Confidence.UNKNOWN


def test_the_same_source_is_named_once():
    assert weakest([READ, READ]) == READ


def test_nothing_at_all_is_unknown():
    assert weakest([]) == ABSENT
