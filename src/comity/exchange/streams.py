"""Order without a clock: each (sender, recipient, case, epoch) counts from 1 and chains digests.

A message out of order is kept and told, never dropped; two messages under one number, or a chain
that does not join, are equivocation and both are kept as evidence (guide/security.md 3.5, 3.7).
Digests are those of the evidence object J, not of the sealed bytes: a message sealed again after
a key rotation has the same J.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StreamId:
    """One writer, one reader, one case, one life of the writer's node."""

    sender: str
    recipient: str
    case: str
    epoch: int


@dataclass(frozen=True, slots=True)
class Link:
    """A message in its stream: SHA-256 of its J, and the digest it says came before."""

    digest: str
    prv: str


@dataclass(frozen=True, slots=True)
class Next:
    """Every message up to this one is here; ``ready`` is the last one that may be applied now."""

    ready: int


@dataclass(frozen=True, slots=True)
class Gap:
    """To be kept; ``missing`` are the spans (first, last) not yet here, ``count`` messages."""

    missing: tuple[tuple[int, int], ...]
    count: int


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The very same message: answer with the receipt given before."""


@dataclass(frozen=True, slots=True)
class Equivocation:
    """Two truths: keep both, refuse, raise the alarm. ``reason`` says where they part."""

    reason: str


Verdict = Next | Gap | Duplicate | Equivocation


def judge(held: Mapping[int, Link], seq: int, link: Link) -> Verdict:
    """What an arriving message is to a stream.

    Args:
        held: the messages of this stream that are stored, by number.
        seq: number of the arriving message, from 1.
        link: its digest and the digest before it.

    Raises:
        ValueError: ``seq`` is below 1.
    """
    if seq < 1:
        raise ValueError(f"a stream counts from 1, not {seq}")
    if seq in held:
        if held[seq].digest == link.digest:
            return Duplicate()
        return Equivocation(f"another message {seq} is held")
    if seq - 1 in held and held[seq - 1].digest != link.prv:
        return Equivocation(f"does not follow the message {seq - 1} that is held")
    if seq + 1 in held and held[seq + 1].prv != link.digest:
        return Equivocation(f"the message {seq + 1} that is held does not follow it")
    spans = missing({*held, seq}, seq)
    if spans:
        return Gap(spans, sum(last - first + 1 for first, last in spans))
    return Next(ready({*held, seq}, seq))


def judge_again(held_digest: str, digest: str) -> Duplicate | Equivocation:
    """A ``mid`` seen before: the same evidence, or another under its name."""
    if held_digest == digest:
        return Duplicate()
    return Equivocation("another message of this name is held")


def missing(numbers: set[int], upto: int) -> tuple[tuple[int, int], ...]:
    """Spans (first, last) of 1 … ``upto`` that are not among the numbers."""
    spans, expected = [], 1
    # Spans, not a list: a hostile seq of two thousand million must cost nothing.
    for number in sorted(each for each in numbers if each <= upto):
        if number > expected:
            spans.append((expected, number - 1))
        expected = number + 1
    if expected <= upto:
        spans.append((expected, upto))
    return tuple(spans)


def ready(numbers: set[int], after: int) -> int:
    """The last number that follows ``after`` without a gap."""
    while after + 1 in numbers:
        after += 1
    return after
