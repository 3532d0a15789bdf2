"""Every change leaves one leaf; the leaves are one tree, whoever writes at once."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from comity.audit.leaves import commitment
from comity.audit.merkle import Frontier, Tree, leaf_hash
from comity_node.actions.audit import pseudonym, record
from comity_node.actions.checkpoints import make_checkpoint
from comity_node.actions.node import prepare
from comity_node.models import AuditCheckpoint, AuditDetail, AuditHead, AuditLeaf
from comity_node.ports import vault

DETAILS = {"account": "Laura Rinaldi", "role": "prosecutor"}


def add(number: int = 0, **changes):
    given = {"actor": None, "details": DETAILS, "subject": f"user:{number}"} | changes
    return record("user.added", **given)


def tree() -> tuple[int, bytes]:
    """Size and root of the leaves as they stand in the table."""
    rows = list(AuditLeaf.objects.order_by("idx"))
    assert [row.idx for row in rows] == list(range(len(rows)))
    hashes = [leaf_hash(row.text.encode()) for row in rows]
    assert hashes == [bytes(row.hash) for row in rows]
    return len(rows), Tree.of(hashes).root()


def head() -> tuple[int, bytes]:
    row = AuditHead.objects.get(pk=1)
    peaks = bytes(row.peaks)
    return row.size, Frontier(
        row.size, tuple(peaks[i : i + 32] for i in range(0, len(peaks), 32))
    ).root()


@pytest.mark.django_db
def test_a_record_is_a_leaf_its_sealed_details_and_the_head_of_the_tree(node):
    places = [add(number) for number in range(5)]
    assert [place.index for place in places] == [0, 1, 2, 3, 4]
    assert head() == tree()
    assert places[-1].root == tree()[1].hex()
    assert AuditDetail.objects.count() == 5


@pytest.mark.django_db
def test_the_details_open_and_are_what_the_leaf_commits_to(node):
    place = add()
    row = AuditDetail.objects.get(pk=place.index)
    told = json.loads(vault.unseal(row.sealed, f"audit:{place.index}"))
    assert told["details"].items() >= DETAILS.items()
    leaf = json.loads(AuditLeaf.objects.get(pk=place.index).text)
    assert leaf["C"] == commitment(bytes.fromhex(told["salt"]), told["details"])
    with pytest.raises(vault.VaultError):
        vault.unseal(row.sealed, f"audit:{place.index + 1}")


@pytest.mark.django_db
def test_a_leaf_names_nobody(node, officer):
    add(actor=officer, case="IT-2026-000001")
    text = AuditLeaf.objects.order_by("-idx")[0].text
    for secret in (*DETAILS.values(), officer.full_name, officer.username, "IT-2026-000001"):
        if secret != "prosecutor":
            assert secret not in text
    assert officer.pseudonym in text
    assert pseudonym("case:IT-2026-000001") in text


@pytest.mark.django_db
def test_the_same_event_twice_does_not_show_that_it_is_the_same(node):
    for _ in range(2):
        add()
    commitments = {json.loads(row.text)["C"] for row in AuditLeaf.objects.all()}
    assert len(commitments) == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "details"),
    [
        ("user.invented", DETAILS),
        ("user.added", {"account": "A"}),
        ("user.added", DETAILS | {"x": ""}),
    ],
    ids=["unknown event", "a detail is missing", "a detail too many"],
)
def test_an_event_that_is_not_in_the_catalogue_stops_what_it_would_record(node, kind, details):
    with pytest.raises(ValueError, match=r"."):
        record(kind, actor=None, details=details)
    assert AuditLeaf.objects.count() == 0
    add()
    assert AuditLeaf.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_leaves_no_leaf_and_no_gap(node):
    def change(number: int, fails: bool) -> None:
        with transaction.atomic():
            add(number)
            if fails:
                raise LookupError

    change(1, fails=False)
    with pytest.raises(LookupError):
        change(2, fails=True)
    change(3, fails=False)
    assert head() == tree()
    assert head()[0] == 2


@pytest.mark.django_db(transaction=True)
def test_officers_who_write_at_once_make_one_chain(node):
    def several(worker: int) -> list[int]:
        try:
            return [add(worker).index for _ in range(15)]
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        indexes = [index for many in pool.map(several, range(6)) for index in many]
    assert sorted(indexes) == list(range(90))
    assert head() == tree()


@pytest.mark.django_db
def test_preparing_twice_keeps_the_tree(node):
    add()
    before = head()
    prepare()
    assert head() == before


@pytest.mark.django_db
def test_a_checkpoint_is_made_once_for_each_size(node):
    add()
    first, again = make_checkpoint(), make_checkpoint()
    assert (first.text, first.size) == (again.text, 1)
    add()
    assert make_checkpoint().size == 2
    assert AuditCheckpoint.objects.count() == 2
