"""RFC 6962 trees.

Vectors: leaf inputs, leaf hashes, roots and proofs of the Certificate Transparency reference
implementation (now transparency-dev/merkle, testonly/constants.go).
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.audit.merkle import (
    EMPTY_ROOT,
    Frontier,
    Tree,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)

INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
INPUTS.append("606162636465666768696a6b6c6d6e6f")
LEAF_HASHES = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
    "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658",
    "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
    "46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1",
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = {
    0: [
        LEAF_HASHES[1],
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    5: [
        LEAF_HASHES[4],
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        ROOTS[4],
    ],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): INCLUSION[0],
    (2, 5): ["5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", LEAF_HASHES[4]],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        ROOTS[4],
    ],
    (3, 7): [
        LEAF_HASHES[2],
        LEAF_HASHES[3],
        ROOTS[2],
        "837dbb152e9b079010717e84e865da4ebc0fa198a806d59d31bf15accef22d0e",
    ],
}
VECTOR_TREE = Tree.of([leaf_hash(bytes.fromhex(text)) for text in INPUTS])
sizes = st.integers(1, 70)


def tree_of(size):
    return Tree.of([leaf_hash(str(i).encode()) for i in range(size)])


def test_leaf_hashes_are_those_of_the_reference_implementation():
    assert [leaf_hash(bytes.fromhex(text)).hex() for text in INPUTS] == LEAF_HASHES


def test_the_empty_tree_has_the_hash_of_nothing():
    assert EMPTY_ROOT.hex() == ROOTS[0]
    assert Frontier().root() == EMPTY_ROOT
    assert Tree.of([]).root() == EMPTY_ROOT


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_the_reference_implementation(size):
    frontier = Frontier()
    for leaf in VECTOR_TREE.levels[0][:size]:
        frontier = frontier.append(leaf)
    assert VECTOR_TREE.root(size).hex() == frontier.root().hex() == ROOTS[size]


@pytest.mark.parametrize("index", INCLUSION)
def test_inclusion_proofs_are_those_of_the_reference_implementation(index):
    assert [step.hex() for step in VECTOR_TREE.inclusion(index)] == INCLUSION[index]


@pytest.mark.parametrize("sizes", CONSISTENCY)
def test_consistency_proofs_are_those_of_the_reference_implementation(sizes):
    assert [step.hex() for step in VECTOR_TREE.consistency(*sizes)] == CONSISTENCY[sizes]


@given(sizes)
def test_a_frontier_and_a_tree_agree_on_the_root(size):
    tree, frontier = tree_of(size), Frontier()
    for leaf in tree.levels[0]:
        frontier = frontier.append(leaf)
    assert frontier.root() == tree.root()
    assert len(frontier.peaks) == size.bit_count()


@given(sizes, st.data())
def test_every_leaf_is_proved_at_its_place_and_at_no_other(size, data):
    index = data.draw(st.integers(0, size - 1))
    elsewhere = data.draw(st.integers(0, size - 1).filter(lambda i: i != index or size == 1))
    tree = tree_of(size)
    proof, leaf = tree.inclusion(index), tree.levels[0][index]
    assert verify_inclusion(leaf, index, size, proof, tree.root())
    if elsewhere != index:
        assert not verify_inclusion(leaf, elsewhere, size, proof, tree.root())
    assert not verify_inclusion(leaf, size, size, proof, tree.root())
    assert not verify_inclusion(leaf, index, size, (*proof, bytes(32)), tree.root())
    if proof:
        assert not verify_inclusion(leaf, index, size, proof[:-1], tree.root())


@given(sizes, st.data())
def test_a_longer_log_is_proved_to_extend_a_shorter_one(new, data):
    old = data.draw(st.integers(0, new))
    tree = tree_of(new)
    proof = tree.consistency(old)
    assert verify_consistency(old, new, tree.root(old), tree.root(), proof)
    assert not verify_consistency(old, new, tree.root(old), tree.root(), (*proof, bytes(32)))


@given(sizes, st.data())
def test_a_log_with_one_entry_rewritten_does_not_extend_what_a_partner_holds(new, data):
    old = data.draw(st.integers(1, new))
    place = data.draw(st.integers(0, old - 1))
    tree = tree_of(new)
    leaves = list(tree.levels[0])
    leaves[place] = leaf_hash(b"rewritten")
    forged = Tree.of(leaves)
    proof = forged.consistency(old)
    assert not verify_consistency(old, new, tree.root(old), forged.root(), proof)


@given(sizes, st.data())
def test_a_changed_step_breaks_a_proof(size, data):
    index = data.draw(st.integers(0, size - 1))
    tree = tree_of(size)
    proof = list(tree.inclusion(index))
    for step in range(len(proof)):
        changed = [*proof[:step], bytes(32), *proof[step + 1 :]]
        assert not verify_inclusion(tree.levels[0][index], index, size, changed, tree.root())


def test_a_root_is_not_taken_for_a_leaf_below_it():
    tree = tree_of(8)
    assert not verify_inclusion(tree.root(), 0, 8, (), tree.root())
    assert not verify_inclusion(tree.root(4), 0, 8, tree.inclusion(0)[2:], tree.root())


def test_a_log_cannot_shrink_between_checkpoints():
    tree = tree_of(8)
    assert not verify_consistency(8, 5, tree.root(8), tree.root(5), ())
    with pytest.raises(ValueError, match="cannot extend"):
        tree.consistency(8, 5)


@pytest.mark.parametrize(("old", "new"), [(4, 8), (4, 5), (1, 2), (8, 1000)])
def test_one_root_is_not_taken_for_two_sizes(old, new):
    root = tree_of(old).root()
    assert not verify_consistency(old, new, root, root, ())


def test_an_empty_old_log_is_extended_only_by_an_empty_proof():
    tree = tree_of(3)
    assert verify_consistency(0, 3, EMPTY_ROOT, tree.root(), ())
    assert not verify_consistency(0, 3, tree.root(), tree.root(), ())
    assert not verify_consistency(0, 3, EMPTY_ROOT, tree.root(), (bytes(32),))


def test_a_proof_is_not_made_for_what_the_tree_does_not_hold():
    with pytest.raises(ValueError, match="no leaf 3"):
        tree_of(3).inclusion(3)
    with pytest.raises(ValueError, match="holds 3 leaves"):
        tree_of(3).root(4)


def test_a_frontier_whose_peaks_do_not_fit_its_size_is_refused():
    with pytest.raises(ValueError, match="peaks"):
        Frontier(3, (bytes(32),))
    with pytest.raises(ValueError, match="32 bytes"):
        Frontier(1, (b"short",))
