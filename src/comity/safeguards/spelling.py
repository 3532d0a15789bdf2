"""One name, many spellings: what is evened before a name or number is looked up in a text.

Nothing of it is shown or kept; two spellings are only compared. The name of a case is turned
into every spelling it may be met in; a word of a text into what remains of it once the little
words are off that Arabic and Ge'ez write together with the next.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

SHORTEST_STEM = 4  # Latin letters left of a word without its article; fewer is another word
SHORTEST_ARABIC_STEM = 3
SHORTEST_JOINED = 6  # letters; shorter ones come together by chance

# Letters that Unicode takes for others of their own, and people write for one another.
_WRITTEN_AS = str.maketrans(
    {
        **dict(zip("øØıłŁđĐðÐħĦŧŦəɓɗƙ", "oOilLdDdDhHtTebdk", strict=True)),
        **dict(zip("æÆœŒþÞ", ("ae", "AE", "oe", "OE", "th", "TH"), strict=True)),
        **dict(zip("ىةٱکیہھے", "يهاكيههي", strict=True)),
        # The lone hamza, the lengthened line and the signs of transliteration say nothing.
        **dict.fromkeys("ء\u0640ʿʾʹʺʽˈ", ""),
        **dict.fromkeys("\u02bb\u02bc", "'"),
        # Rows of the Ge'ez syllables that are read alike.
        **{
            chr(other + order): chr(usual + order)
            for other, usual in (
                (0x1210, 0x1200),
                (0x1280, 0x1200),
                (0x1220, 0x1230),
                (0x12D0, 0x12A0),
                (0x1340, 0x1338),
            )
            for order in range(7)
        },
    }
)
# Letters of Cyrillic (capitals, small ones), Greek and Armenian that look like Latin ones.
_LOOKS = {
    ord(one): other
    for theirs, latin in (
        ("АВЕЅІЈКМНОРСТУХԌԚԜҮӀ", "ABESIJKMHOPCTYXGQWYI"),
        ("аеѕіјкмнорстухһԁԛԝүӏвгпи", "aesijkmhopctyxhdqwylbrnu"),
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
        ("αβεηικνορςτυχωγϳ", "abenikvopctuxwyj"),
        ("օսհո", "ouhn"),
    )
    for one, other in zip(theirs, latin, strict=True)
}
_LOOKING = re.compile("[\u0370-\u03ff\u0400-\u058f]")
_LATIN = re.compile("[A-Za-z]")
_WORD = re.compile(r"[^\W_]+")

# The Arabic article as Latin letters write it, its l sounded or gone over into the next letter.
_LATIN_ARTICLES = frozenset({"al", "el", "ul", "il", "ol"})
_ARTICLES = _LATIN_ARTICLES | {"ال", "l"}
_ASSIMILATED = frozenset(
    vowel + letter for vowel in "aeu" for letter in ("s", "sh", "d", "r", "t", "z", "n", "th", "dh")
)
_SUN = frozenset("dlnrstz")
# "Servant of", which makes one name with the next word, and the article between the two.
_SERVANT = re.compile(r"(abd|عبد)(?:[aeiou]l|[aeiou]([dlnrstz])(?=\2)|ال)?(?=..)")
_SERVANT_ALONE = re.compile(r"abd(?:[aeiu][dlnrstz])?|عبد")
_ARABIC_PARTICLE = re.compile("[بلك]")
_GEEZ_PARTICLE = re.compile("ስለ|እንደ|ወደ|እስከ|[ለበከየ]")
_GEEZ_ENDING = re.compile("[ንናም]$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, evened; it stands at ``start`` to ``end`` of ``plain`` text.

    ``initial`` is true of one letter with a dot, or a capital one; ``tight`` of a word with one
    sign, no space, between it and the one before.
    """

    key: str
    start: int
    end: int
    initial: bool
    tight: bool


def plain(text: str) -> str:
    """Compatibility forms, vowel signs, invisible signs and like letters evened; case kept."""
    apart = unicodedata.normalize("NFKD", text)
    if apart.isascii():
        return apart
    unsounded = {ord(one): None for one in set(apart) if _unsounded(one)}
    return apart.translate(unsounded).translate(_WRITTEN_AS)


def _unsounded(sign: str) -> bool:
    return unicodedata.category(sign) in ("Mn", "Mc", "Me", "Cf")


def words(even: str) -> list[Word]:
    """The words of ``plain`` text in order."""
    return [
        Word(
            by_sight(match[0]),
            match.start(),
            match.end(),
            _initial(match[0], even[match.end() : match.end() + 1]),
            _tight(even, match.start()),
        )
        for match in _WORD.finditer(even)
    ]


def _initial(word: str, after: str) -> bool:
    return len(word) == 1 and word.isalpha() and (after == "." or word.isupper())


def _tight(even: str, start: int) -> bool:
    parting = even[max(start - 2, 0) : start]
    return len(parting) == 2 and parting[0].isalnum() and not parting[1].isspace()


def by_sight(word: str) -> str:
    """A word without case, letters of other scripts in it read as the Latin ones they look like.

    A word of one other script is read by its capitals, so that its own spellings stay one.
    """
    if not word.isascii() and _LOOKING.search(word):
        seen = word if _LATIN.search(word) else word.upper()
        return seen.translate(_LOOKS).casefold()
    return word.casefold()


def is_article(key: str) -> bool:
    """Whether a word may be the article of the next; of names alone, not of sentences."""
    return key in _ARTICLES or key in _ASSIMILATED


def is_plain_article(key: str) -> bool:
    """Whether it is the article in its usual spellings."""
    return key in _ARTICLES


def parts(name: str) -> tuple[frozenset[str], ...]:
    """The words of a name, each in the spellings of it that are looked for, articles left out.

    "Servant of" is one word with what follows.
    """
    keys = [one.key for one in words(plain(name.replace("'", "").replace("\u2019", "")))]
    return tuple(frozenset(_spellings(one)) for one in _joined_servants(_without_articles(keys)))


def _without_articles(keys: list[str]) -> list[str]:
    bare = [one for one in keys if not is_article(one)]
    # "Ed Rossi": what looks like an article is the first name.
    return bare if len(bare) > 1 else [one for one in keys if not is_plain_article(one)]


def _joined_servants(keys: list[str]) -> Iterator[str]:
    held = ""
    for key in keys:
        if not held and _SERVANT_ALONE.fullmatch(key):
            held = key
            continue
        yield held + key
        held = ""
    if held:
        yield held


def _spellings(word: str) -> Iterator[str]:
    yield word
    yield _servant(word)
    yield from _without_article(word)


def _servant(word: str) -> str:
    found = _SERVANT.match(word)
    return found[1] + word[found.end() :] if found else word


def _without_article(word: str) -> Iterator[str]:
    """The word without an article glued to its front, where enough is left."""
    if word.startswith("ال"):
        if len(word) >= 2 + SHORTEST_ARABIC_STEM:
            yield word[2:]
    elif word[:2] in _LATIN_ARTICLES and len(word) >= 2 + SHORTEST_STEM:
        yield word[2:]
    elif word[:1] in ("a", "e", "u"):
        yield from _assimilated(word)


def _assimilated(word: str) -> Iterator[str]:
    for size in (1, 2):
        sound, rest = word[1 : 1 + size], word[1 + size :]
        article = word[0] + sound in _ASSIMILATED and rest.startswith(sound)
        if article and len(rest) >= SHORTEST_STEM:
            yield rest


def met_as(word: str) -> set[str]:
    """Every spelling under which a word of a text may be that of a name."""
    found: set[str] = set()
    for one in _without_particles(word):
        found.update(_spellings(one))
    return found


def _without_particles(word: str) -> Iterator[str]:
    yield word
    if word.isascii():
        return
    if "\u0600" <= word[0] <= "\u06ff":
        yield from _without_arabic(word)
    elif "\u1200" <= word[0] <= "\u137f":
        yield from _without_geez(word)


def _without_arabic(word: str) -> Iterator[str]:
    """Without the glued words and, then, by, to, like; "to the" is written with two l."""
    for bare in {word, word[1:] if word[0] in "وف" else word}:
        yield bare
        if bare.startswith("لل"):
            yield bare[2:]
            yield "ا" + bare
        if _ARABIC_PARTICLE.match(bare):
            yield bare[1:]


def _without_geez(word: str) -> Iterator[str]:
    """Without for, in, from, of, about before a name, and the endings of object, and, also."""
    found = _GEEZ_PARTICLE.match(word)
    for bare in {word, word[found.end() :] if found else word}:
        yield bare
        yield _GEEZ_ENDING.sub("", bare)


def glued(name: tuple[frozenset[str], ...]) -> Iterator[tuple[str, frozenset[int]]]:
    """Spellings of words of a name without a space, and which words they are.

    Any two neighbours in either order, first and last, and the whole name.
    """
    size = len(name)
    neighbours = [(first, first + 1) for first in range(size - 1)]
    for one, other in neighbours + ([(0, size - 1)] if size > 2 else []):
        both = frozenset({one, other})
        yield from ((key, both) for key in _two_as_one(name[one], name[other]))
        yield from ((key, both) for key in _two_as_one(name[other], name[one]))
    if size > 2:
        yield "".join(max(one, key=len) for one in name), frozenset(range(size))
        yield "".join(min(one, key=len) for one in name), frozenset(range(size))


def _two_as_one(left: frozenset[str], right: frozenset[str]) -> Iterator[str]:
    for first in left:
        for last in right:
            yield from (first + gap + last for gap in _gaps(last))


def _gaps(word: str) -> tuple[str, ...]:
    """Articles that may stand glued before a word."""
    if not word.isascii():
        return ("", "ال")
    sun = tuple(vowel + word[0] for vowel in "aeu") if word[:1] in _SUN else ()
    return ("", *sorted(_LATIN_ARTICLES), *sun)
