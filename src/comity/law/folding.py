"""How a legal text is evened for the index of a search. Never shown, and no text is kept so.

By letter and not by language, so that one question finds in every language: a question is folded
as the texts are. Names of persons are another matter: :mod:`comity.safeguards.spelling`.

Arabic as Lucene's ArabicNormalizer does it (vowel signs and the lengthened line off, the forms of
alif one, ى as ي, ة as ه), and two steps further: the hamza goes from waw and ya too, as many write
without it, and the wasla from the alif. The lone hamza stays a letter. Words keep their article.
"""

import re
import unicodedata

_SILENT = frozenset({"Mn", "Me", "Cf"})  # vowel signs, accents, signs of direction and of joining
_WRITTEN_AS = str.maketrans(
    {
        **dict(zip("ٱىةکیہھے", "ايهكيههي", strict=True)),
        **dict(zip("ıøłđðħŧ", "iolddht", strict=True)),
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032`´'", " "),  # elisions: l'entrée
        **dict.fromkeys("\u0640ʿʾ°", ""),
    }
)
_RAISED = str.maketrans("", "", "ºª")  # NFKD would make letters of them: 1º
_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_CODE_LETTER = re.compile(r"(?<![\w.])([lrda])\. ?(?=[0-9]+-[0-9])")  # L. 823-1 is L823-1
ADDED = "bis|ter|quater|quinquies|sexies|septies|octies|novies|decies|undecies|duodecies|terdecies"
_ADDED_ARTICLE = re.compile(rf"(?<=[0-9])[ -](?=(?:{ADDED})(?!\w))")  # 12-bis, 12 bis, 12bis


def folded(text: str) -> str:
    """The text as it goes into the index, and as a question goes to it.

    Without case, accents and vowel signs; letters that stand for one another are one, digits of
    every script are 0 to 9, every dash is a hyphen, an apostrophe parts words. Article numbers are
    in one form: ``l823-1``, ``12bis``. Folding twice changes nothing, and a text with letters is
    never empty.
    """
    even = _DASHES.sub("-", _letters(text.translate(_RAISED)))
    even = " ".join(even.split())
    return _ADDED_ARTICLE.sub("", _CODE_LETTER.sub(r"\1", even))


def _letters(text: str) -> str:
    """Without accents, vowel signs, invisible signs and case; what is written as another is it."""
    apart = unicodedata.normalize("NFKD", text)
    kept = "".join(_digit(one) for one in apart if unicodedata.category(one) not in _SILENT)
    return kept.casefold().translate(_WRITTEN_AS)


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)
