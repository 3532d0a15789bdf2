import pytest

from comity.law import fiche, load
from comity.states import NoSuchState

LAW = load()


def test_a_fiche_shows_each_item_with_its_provenance():
    found = fiche(LAW, "EG")
    authority = found.by_key["mla_central_authority"]
    assert authority.value
    assert authority.source.source
    assert authority.source.as_of
    assert found.in_data


def test_the_head_of_a_fiche_has_its_own_confidence():
    head = fiche(LAW, "NL").by_key["treaty_required_for_extradition"]
    assert (head.value, head.source.confidence) == ("yes", "verified")


def test_a_state_without_a_fiche_is_unknown_in_everything():
    found = fiche(LAW, "PL")
    assert not found.in_data
    assert {entry.value for entry in found.entries} == {"unknown"}
    assert {entry.source.confidence for entry in found.entries} == {"unknown"}


def test_no_such_state_has_no_fiche():
    with pytest.raises(NoSuchState):
        fiche(LAW, "XX")
