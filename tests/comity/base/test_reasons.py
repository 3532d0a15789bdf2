from comity.base.reasons import Reason

REASON = Reason(
    "party_since", "{state} is bound since {since}.", (("state", "IT"), ("since", "2006"))
)


def test_a_reason_is_a_sentence():
    assert REASON.sentence() == "IT is bound since 2006."


def test_a_reason_can_be_said_in_another_language():
    assert REASON.sentence("{state} est lié depuis {since}.") == "IT est lié depuis 2006."


def test_a_reason_keeps_its_code_for_the_catalogue():
    assert REASON.as_json()["code"] == "party_since"
