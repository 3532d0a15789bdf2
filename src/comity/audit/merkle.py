"""The append-only tree of RFC 6962 2.1: roots, proofs and their verification.

Appending needs only the ``Frontier`` (at most 64 hashes), so a log of millions of leaves costs
O(log n) an append. Proofs need the stored leaf hashes, handed in as a ``Tree``.
Verification follows RFC 9162 2.1.3.2 and 2.1.4.2 and needs neither.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """SHA-256(0x00 || data)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 || left || right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """Roots of the perfect subtrees of a log of ``size`` leaves, largest first."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise ValueError(f"{len(self.peaks)} peaks cannot stand for {self.size} leaves")
        if any(len(peak) != HASH_BYTES for peak in self.peaks):
            raise ValueError("a peak is not 32 bytes")

    def append(self, leaf: bytes) -> "Frontier":
        """The frontier after one more leaf hash; each trailing one bit of the size is a carry."""
        peaks, size, top = list(self.peaks), self.size, leaf
        while size & 1:
            top = node_hash(peaks.pop(), top)
            size >>= 1
        return Frontier(self.size + 1, (*peaks, top))

    def root(self) -> bytes:
        """The Merkle tree hash of all leaves so far, 32 bytes."""
        if not self.peaks:
            return EMPTY_ROOT
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root


@dataclass(frozen=True, slots=True)
class Tree:
    """Hashes of every perfect subtree: ``levels[k][i]`` covers leaves i·2^k … (i+1)·2^k − 1."""

    levels: tuple[tuple[bytes, ...], ...]

    @classmethod
    def of(cls, leaves: Sequence[bytes]) -> "Tree":
        """Build from stored leaf hashes, in order; 2n hashes, once for any number of proofs."""
        levels = [tuple(leaves)]
        while len(levels[-1]) > 1:
            below = levels[-1]
            pairs = range(0, len(below) - 1, 2)
            levels.append(tuple(node_hash(below[i], below[i + 1]) for i in pairs))
        return cls(tuple(levels))

    @property
    def size(self) -> int:
        """How many leaves it holds."""
        return len(self.levels[0])

    def root(self, size: int | None = None) -> bytes:
        """The root of the first ``size`` leaves; of all when not given.

        Raises:
            ValueError: the tree does not hold so many.
        """
        size = self._within(self.size if size is None else size)
        return self._subtree(0, size) if size else EMPTY_ROOT

    def inclusion(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """RFC 6962 2.1.1, PATH(index, D[size]): siblings from the leaf upwards.

        Raises:
            ValueError: no such leaf, or the tree does not hold ``size`` leaves.
        """
        size = self._within(self.size if size is None else size)
        if not 0 <= index < size:
            raise ValueError(f"no leaf {index} in a tree of {size}")
        return self._path(index, 0, size)

    def consistency(self, old: int, new: int | None = None) -> tuple[bytes, ...]:
        """RFC 6962 2.1.2, PROOF(old, D[new]); empty when ``old`` is 0 or ``new``.

        Raises:
            ValueError: ``old`` is larger than ``new``, or the tree does not hold ``new`` leaves.
        """
        new = self._within(self.size if new is None else new)
        if not 0 <= old <= new:
            raise ValueError(f"a tree of {new} cannot extend one of {old}")
        return self._extend(old, 0, new, whole=True) if old else ()

    def _within(self, size: int) -> int:
        if not 0 <= size <= self.size:
            raise ValueError(f"the tree holds {self.size} leaves, not {size}")
        return size

    def _subtree(self, low: int, high: int) -> bytes:
        width = high - low
        if width.bit_count() == 1:
            return self.levels[width.bit_length() - 1][low // width]
        middle = low + _split(width)
        return node_hash(self._subtree(low, middle), self._subtree(middle, high))

    def _path(self, index: int, low: int, high: int) -> tuple[bytes, ...]:
        if high - low == 1:
            return ()
        middle = low + _split(high - low)
        if index < middle:
            return (*self._path(index, low, middle), self._subtree(middle, high))
        return (*self._path(index, middle, high), self._subtree(low, middle))

    def _extend(self, old: int, low: int, high: int, *, whole: bool) -> tuple[bytes, ...]:
        """RFC 6962 SUBPROOF(old, D[low:high], whole); ``old`` counts from the log's start."""
        if old == high:
            return () if whole else (self._subtree(low, high),)
        middle = low + _split(high - low)
        if old <= middle:
            below = self._extend(old, low, middle, whole=whole)
            return (*below, self._subtree(middle, high))
        below = self._extend(old, middle, high, whole=False)
        return (*below, self._subtree(low, middle))


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether the leaf hash stands at ``index`` of the tree of ``size`` with this root.

    RFC 9162 2.1.3.2. Never raises for wrong proofs; False.
    """
    if not 0 <= index < size or any(len(step) != HASH_BYTES for step in proof):
        return False
    place, last, computed = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            computed = node_hash(step, computed)
            place, last = _climb(place, last)
        else:
            computed = node_hash(computed, step)
        place, last = place >> 1, last >> 1
    return last == 0 and computed == root


def verify_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the tree of ``new`` leaves extends the tree of ``old`` leaves.

    RFC 9162 2.1.4.2; an empty old tree is extended by every tree. Never raises; False.
    """
    if not 0 <= old <= new or any(len(step) != HASH_BYTES for step in proof):
        return False
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    if old == new:
        return not proof and old_root == new_root
    steps = [old_root, *proof] if old.bit_count() == 1 else list(proof)
    return bool(steps) and _meet(old - 1, new - 1, steps) == (old_root, new_root)


def _meet(place: int, last: int, steps: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Both roots as the steps give them; None when the steps do not fit the sizes."""
    while place & 1:
        place, last = place >> 1, last >> 1
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            first, second = node_hash(step, first), node_hash(step, second)
            place, last = _climb(place, last)
        else:
            second = node_hash(second, step)
        place, last = place >> 1, last >> 1
    return (first, second) if last == 0 else None


def _climb(place: int, last: int) -> tuple[int, int]:
    """Skip the levels at which a lone right edge has no sibling."""
    while not place & 1 and place:
        place, last = place >> 1, last >> 1
    return place, last


def _split(width: int) -> int:
    """The largest power of two smaller than ``width`` (RFC 6962 2.1)."""
    return 1 << (width - 1).bit_length() - 1
