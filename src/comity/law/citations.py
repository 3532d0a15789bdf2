"""From the way findings cite an article to its address: ``UNTOC art. 18(9), 16(1)``.

What is not understood is left as it stands and has no address; nothing is guessed. A number after
a name that is none of ours (a statute, a case) is never taken for an article of a treaty. Whether
an address is held, and whether there is such an article, the texts say.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from comity.law.addresses import Address

Piece = tuple[str, Address | None]

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "UNTOC": "UNTOC",
        "Protocol": "SOM_PROTOCOL",
        "Smuggling Protocol": "SOM_PROTOCOL",
        "Trafficking Protocol": "TIP_PROTOCOL",
        "1951 Convention": "REFUGEE_CONV",
        "1967 Protocol": "REFUGEE_PROT",
        "CAT": "CAT",
        "ICCPR": "ICCPR",
        "ICCPR-OP2": "ICCPR_OP2",
        "CRC": "CRC",
        "VCCR": "VCCR",
        "UNCLOS": "UNCLOS",
        "UNCAC": "UNCAC",
        "ETS 24": "ETS24",
        "ETS 98": "ETS98",
        "ETS 30": "ETS30",
        "ETS 99": "ETS99",
        "ETS 182": "ETS182",
        "Riyadh": "RIYADH",
        "Riyadh 1983": "RIYADH",
        "Arab TOC 2010": "ARAB_TOC",
        "AMU 1993": "AMU1993",
        "EAW": "EAW_FD",
        "EAW FD": "EAW_FD",
        "FD": "EAW_FD",
        "EIO": "EIO_DIR",
        "EIO Directive": "EIO_DIR",
        "EU MLA 2000": "EU_MLA_2000",
        "TCA": "EU_UK_TCA",
    }
)
"""How a treaty is called in a citation, and its id. "Protocol" alone is the Smuggling Protocol."""

_ONLY_ALONE = "Protocol"  # after another word it is some other protocol
_ROMAN = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"})
_NAME = "|".join(sorted(map(re.escape, NAMES), key=len, reverse=True))
_GROUPS = r"(?:\([0-9a-z]{1,4}\))"
_TOKEN = re.compile(
    rf"(?P<cite>(?P<head>(?:(?P<name>{_NAME})(?![\w-]),?\s*)?"
    rf"(?:(?:[Aa]rts?\.|[Aa]rticles?)\s*)?(?P<article>[0-9]{{1,3}})(?![\w/]|\.[0-9]))"
    rf"(?P<path>{_GROUPS}*))"
    rf"|(?P<alone>(?:{_NAME})(?![\w-]))"
    rf"|(?P<more>{_GROUPS}+)"
    r"|(?P<join>\s+|[;,–-]|(?:and|or|to|with)(?!\w))"
    r"|(?P<word>\w[\w'’./-]*)"
    r"|(?P<mark>.)",
    re.DOTALL,
)


def read_citation(text: str, default: str = "") -> tuple[Piece, ...]:
    """The text in pieces, in order and without a gap, each with its address or None.

    ``18(15)(a)(b)`` gives two pieces, ``16(4)-(6)`` its two ends and the dash between them. The
    name of a treaty without an article is the address of its text.

    Args:
        default: id of the treaty that numbers belong to as long as nothing is named.
    """
    reader = _Reader(default)
    return _joined(piece for token in _TOKEN.finditer(text) for piece in reader.read(token))


def cited(text: str, default: str = "") -> tuple[Address, ...]:
    """The addresses a citation names, in order."""
    return tuple(address for _, address in read_citation(text, default) if address)


@dataclass(slots=True)
class _Reader:
    """What the tokens before say of the next one: the treaty meant, the place last read."""

    treaty: str
    last: Address | None = None
    after_word: bool = False

    def read(self, token: re.Match[str]) -> Iterator[Piece]:
        kind = token.lastgroup
        if kind in ("cite", "alone"):
            self._name(token["name"] or token["alone"])
        if kind == "cite":
            start = Address(self.treaty, token["article"]) if self.treaty else None
            yield from self._branches(token["head"], start, token["path"])
        elif kind == "more":
            yield from self._branches("", self.last, token["more"])
        else:
            named = kind == "alone" and bool(self.treaty)
            yield token[0], Address(self.treaty) if named else None
        if kind != "join":
            self.after_word = kind == "word"
        if kind == "word":
            self.treaty = ""
        if kind in ("word", "mark", "alone"):
            self.last = None

    def _name(self, name: str | None) -> None:
        if name == _ONLY_ALONE and self.after_word:
            self.treaty = ""
        elif name:
            self.treaty = NAMES[name]

    def _branches(self, head: str, start: Address | None, groups: str) -> Iterator[Piece]:
        """One piece per place: a label that does not lie deeper begins a new one."""
        self.last = start
        if start is None:
            yield head + groups, None
            return
        at = start
        for label in re.findall(r"[0-9a-z]+", groups):
            path = _onwards(at.path, label, follows_directly=bool(head))
            if head and len(path) <= len(at.path):
                yield head, at
                head = ""
            head += f"({label})"
            at = Address(at.treaty, at.article, path)
        yield head, at
        self.last = at


def _onwards(path: tuple[str, ...], label: str, *, follows_directly: bool) -> tuple[str, ...]:
    """Where a label lies after a path: deeper, or in the place of the last one of its own kind.

    A number takes the place of a number, ``ii`` of ``i``, a letter of a letter; ``i`` after ``h``
    is the next letter, after any other an item of it. A letter that follows an item directly is
    a part of it: ``5(1)(a)(ii)(b)``.
    """
    kinds = [_kind(path, depth) for depth in range(len(path))]
    kind = "number" if label.isdigit() else "letter"
    if label in _ROMAN and "letter" in kinds:
        letter = path[_last(kinds, "letter")]
        kind = kind if chr(ord(letter) + 1) == label else "item"
    if kind not in kinds or (kind == "letter" and kinds[-1] == "item" and follows_directly):
        return (*path, label)
    return (*path[: _last(kinds, kind)], label)


def _last(kinds: list[str], kind: str) -> int:
    return len(kinds) - 1 - kinds[::-1].index(kind)


def _kind(path: tuple[str, ...], depth: int) -> str:
    if path[depth].isdigit():
        return "number"
    lettered = depth > 0 and not path[depth - 1].isdigit()
    return "item" if lettered and path[depth] in _ROMAN else "letter"


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Neighbours without an address in one piece; no empty one."""
    found: list[Piece] = []
    for text, address in pieces:
        if found and address is None and found[-1][1] is None:
            found[-1] = (found[-1][0] + text, None)
        elif text:
            found.append((text, address))
    return tuple(found)
