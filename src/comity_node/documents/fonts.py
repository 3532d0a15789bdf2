"""Which signs the bundled fonts can print.

PDF/A refuses a glyph that is missing, and a box in the place of a name is worse than a code: a
sign no font has is printed as its code point, and the caller can ask beforehand which those are.
"""

import struct
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("fonts")
_INVISIBLE = frozenset("\n\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069")
_SEGMENTS, _GROUPS = 4, 12  # formats of cmap sub-tables


def unprintable(text: str, folders: Sequence[Path] = ()) -> tuple[str, ...]:
    """Signs of ``text`` that no bundled font and no font of ``folders`` has, each once."""
    known = covered((FOLDER, *folders))
    return tuple(dict.fromkeys(sign for sign in text if not _printable(sign, known)))


def printable(text: str, folders: Sequence[Path] = ()) -> str:
    """``text`` with each sign that cannot be printed as ``[U+1218]``."""
    known = covered((FOLDER, *folders))
    shown = text.replace("\ufeff", "")  # a mark of byte order; the typesetter stops at it
    return "".join(sign if _printable(sign, known) else f"[U+{ord(sign):04X}]" for sign in shown)


def covered(folders: Iterable[Path]) -> frozenset[int]:
    """Code points of all TrueType fonts in the folders."""
    return frozenset().union(*(_folder(folder) for folder in folders))


def _printable(sign: str, known: frozenset[int]) -> bool:
    return ord(sign) in known or sign in _INVISIBLE


@cache
def _folder(folder: Path) -> frozenset[int]:
    fonts = sorted((*folder.glob("*.ttf"), *folder.glob("*.otf")))
    return frozenset().union(*(_code_points(font.read_bytes()) for font in fonts))


def _code_points(font: bytes) -> set[int]:
    """All code points of a font's Unicode character maps (OpenType, table ``cmap``)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    for number in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        if tag == b"cmap":
            return _cmap(font, start)
    return set()


def _cmap(font: bytes, start: int) -> set[int]:
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", font, start + 2)[0]):
        offset = start + struct.unpack_from(">L", font, start + 8 + 8 * number)[0]
        kind = struct.unpack_from(">H", font, offset)[0]
        if kind == _GROUPS:
            found |= _groups(font, offset)
        elif kind == _SEGMENTS:
            found |= _segments(font, offset)
    return found


def _groups(font: bytes, offset: int) -> set[int]:
    found: set[int] = set()
    for number in range(struct.unpack_from(">L", font, offset + 12)[0]):
        first, last, _ = struct.unpack_from(">LLL", font, offset + 16 + 12 * number)
        found.update(range(first, last + 1))
    return found


def _segments(font: bytes, offset: int) -> set[int]:
    twice = struct.unpack_from(">H", font, offset + 6)[0]
    found: set[int] = set()
    for place in range(0, twice, 2):
        last = struct.unpack_from(">H", font, offset + 14 + place)[0]
        first = struct.unpack_from(">H", font, offset + 16 + twice + place)[0]
        found.update(code for code in range(first, last + 1) if code != 0xFFFF)
    return found
