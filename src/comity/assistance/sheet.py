"""A letter as it is printed, and the voice in which one of its two languages is written.

Text of the other direction is put between isolates (U+2066 to U+2069), so that a Latin name in an
Arabic sentence, or the reverse, reads the same on screen, on paper and when copied.
"""

import dataclasses
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from babel import Locale

from comity.assistance.terms import Basis, ExhibitLine, Pair
from comity.assistance.texts import Code, LetterError, Texts, direction, require
from comity.base.dates import is_day, is_partial_day
from comity.states import wording

LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"
_BIDI_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_UNTOC = "UNTOC"
_FIRST = {"it": "1° ", "fr": "1er "}


class Written(Protocol):
    """What a request and a later letter have in common."""

    @property
    def reference(self) -> str: ...
    @property
    def own_number(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def own_language(self) -> str: ...
    @property
    def other_language(self) -> str: ...
    @property
    def authoritative(self) -> str: ...
    @property
    def writer_state(self) -> str: ...
    @property
    def reader_state(self) -> str: ...
    @property
    def authority(self) -> Pair: ...
    @property
    def addressee(self) -> Pair: ...
    @property
    def city(self) -> Pair: ...
    @property
    def dated(self) -> str: ...
    @property
    def signer(self) -> Pair: ...
    @property
    def post(self) -> Pair: ...
    @property
    def translator(self) -> Pair: ...
    @property
    def basis(self) -> Basis: ...
    @property
    def exhibits(self) -> tuple[ExhibitLine, ...]: ...
    @property
    def handling(self) -> str: ...
    @property
    def training(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One numbered paragraph; number and key are the same in every language."""

    number: int
    key: str
    text: str


# What every page of a letter prints besides its numbered paragraphs and its running number.
LETTER_LINES = (
    "title",
    "version_line",
    "authoritative_line",
    "handling_line",
    "use_line",
    "sender",
    "addressee",
    "number_line",
    "exhibits_label",
    "exhibits",
    "closing",
    "place_and_day",
    "signature",
    "seal",
    "hash_line",
    "sheet_line",
    "basis_line",
)


@dataclass(frozen=True, slots=True)
class Letter:
    """One language of a letter, ready for a renderer.

    ``page`` has the marks ``{page}`` and ``{pages}``; ``exhibits``, ``translation``, ``handling``
    and ``use`` may be empty. ``paragraphs`` may hold line breaks.
    """

    kind: str
    language: str
    direction: str
    reference: str
    version: int
    short_hash: str
    training: bool
    title: str
    version_line: str
    authoritative_line: str
    handling_line: str
    use_line: str
    sender: str
    addressee: str
    number_line: str
    paragraphs: tuple[Paragraph, ...]
    exhibits_label: str
    exhibits: str
    closing: str
    place_and_day: str
    signature: str
    seal: str
    hash_line: str
    sheet_line: str
    basis_line: str
    page: str
    watermark: str

    def as_json(self) -> dict[str, object]:
        """All of it, for storing beside a version."""
        plain = dataclasses.asdict(self)
        plain["paragraphs"] = list(plain["paragraphs"])
        return plain


@dataclass(frozen=True, slots=True)
class Voice:
    """One language of one letter: says sentences, chooses the half of each pair.

    Args:
        language: the language to write in.
        state: the State whose office writes that language; its months are used.
        own: whether it is the writer's own language.
        same: whether the letter has one language only.
        untoc: whether UNTOC's articles may be cited.
        draft: a half that is missing is marked in the text instead of stopping the letter.
    """

    texts: Texts
    language: str
    state: str
    own: bool
    same: bool
    untoc: bool
    draft: bool

    def say(self, key: str, **values: object) -> str:
        """A sentence of ``letters.toml``."""
        return self.texts.say(key, self.language, **values)

    def read(self, pair: Pair, about: str) -> str:
        """This language's half, cleaned.

        Raises:
            LetterError: only the other language's half is there.
        """
        text = clean(pair.own if self.own else pair.other)
        if text or not pair:
            return text
        if self.draft:
            return self.say("frame.untranslated")
        sentence = f'"{about}" is not written in the language "{self.language}".'
        raise LetterError(Code.NOT_TRANSLATED, sentence, language=self.language, about=about)

    def put(self, pair: Pair, about: str) -> str:
        """The half, isolated where it runs the other way: to be set inside a sentence."""
        return self.placed(self.read(pair, about))

    def placed(self, text: str) -> str:
        """A value to set inside a sentence of this language."""
        return placed(clean(text), direction(self.language))

    def cite(self, article: str) -> str:
        """`` (art. 18(24))`` where the request rests on UNTOC, otherwise nothing."""
        if not self.untoc:
            return ""
        return self.say("frame.cite", article=self.placed(article))

    def name(self, state: str) -> str:
        """The State's name."""
        return self.texts.state(state, self.language)

    def of(self, state: str) -> str:
        """The State's name after "of"."""
        return self.texts.state(state, self.language, "of_")

    def day(self, iso: str) -> str:
        """``14 febbraio 2027``; the first of a month as French and Italian write it."""
        text = wording.day(date.fromisoformat(iso), self.language, self.state)
        first = _FIRST.get(self.language)
        return first + text[2:] if first and text.startswith("1 ") else text

    def known_day(self, text: str) -> str:
        """A day, month, year, or "about" one of them, in words; anything else as it stands."""
        bare = text.removeprefix("about ")
        if not is_partial_day(bare):
            return self.placed(text)
        written = self.day(bare) if is_day(bare) else wording.month(bare, self.language, self.state)
        return written if bare == text else self.say("frame.about", day=written)

    def term(self, months: int) -> str:
        """``6 years`` or ``18 months`` with the language's own plural."""
        unit, number = ("years", months // 12) if months % 12 == 0 else ("months", months)
        plural = Locale.parse(self.language).plural_form(number)
        return self.say(f"frame.{unit}.{plural}", number=number)

    def listed(self, parts: Iterable[str], sign: str = "semicolon") -> str:
        """Parts joined by the language's own sign: ``semicolon`` or ``comma``."""
        joined = ""
        for part in parts:
            joined = self.say(f"frame.list_{sign}", one=joined, two=part) if joined else part
        return joined


def voice_for(texts: Texts, written: Written, language: str, *, draft: bool) -> Voice:
    """The voice of one of the letter's two languages.

    Raises:
        LetterError: no sentences in that language, or the letter is in two others.
    """
    require(language)
    if language not in (written.own_language, written.other_language):
        sentence = f'This letter is not written in "{language}".'
        raise LetterError(Code.NOT_OF_THIS_LETTER, sentence, language=language)
    own = language == written.own_language
    state = written.writer_state if own else written.reader_state
    same = written.own_language == written.other_language
    return Voice(texts, language, state, own, same, written.basis.id == _UNTOC, draft)


def assemble(
    voice: Voice, written: Written, kind: str, passages: Iterable[tuple[str, str]], mark: str
) -> Letter:
    """The letter around its passages (key, text), which are numbered from 1.

    Args:
        mark: the short hash to print.
    """
    paragraphs = tuple(
        Paragraph(number, key, text) for number, (key, text) in enumerate(passages, start=1)
    )
    say, reference = voice.say, voice.placed(written.reference)
    return Letter(
        kind=kind,
        language=voice.language,
        direction=direction(voice.language),
        reference=clean(written.reference),
        version=written.version,
        short_hash=mark,
        training=written.training,
        title=say(f"{kind}.title"),
        version_line=say("frame.version", reference=reference, version=written.version),
        authoritative_line=_authoritative(voice, written),
        handling_line=_handling(voice, written.handling),
        use_line=_use_line(voice, paragraphs),
        sender=_party(voice, "frame.from", written.authority, written.writer_state),
        addressee=_party(voice, "frame.to", written.addressee, written.reader_state),
        number_line=_own_number(voice, written),
        paragraphs=paragraphs,
        exhibits_label=say("frame.annexes"),
        exhibits=_exhibits(voice, written),
        closing=say("frame.closing"),
        place_and_day=_place_and_day(voice, written),
        signature=_signature(voice, written),
        seal=say("frame.seal"),
        hash_line=say("frame.hash", hash=voice.placed(mark)),
        sheet_line=say("frame.sheet", version=written.version),
        basis_line=_basis_line(voice, written.basis),
        page=say("frame.page", page="{page}", pages="{pages}"),
        watermark=say("frame.training") if written.training else "",
    )


def ended(text: str) -> str:
    """A paragraph somebody typed, with its full stop where they left it out."""
    bare = text.rstrip()
    return f"{bare}." if bare.rstrip("\u2069")[-1:].isalnum() else bare


def clean(text: str) -> str:
    """Text without control characters and direction controls; line breaks stay.

    A U+202E in a name would print the rest of the line backwards.
    """
    kept = (sign for sign in text.replace("\r\n", "\n").replace("\r", "\n") if _harmless(sign))
    return "".join(kept).strip()


def placed(text: str, around: str) -> str:
    """``text`` between isolates unless it runs in the direction ``around`` (ltr, rtl)."""
    if not text:
        return text
    runs = _direction(text)
    if runs == around or (around == "ltr" and not runs):
        return text
    return (RLI if runs == "rtl" else LRI) + text + PDI


def _harmless(sign: str) -> bool:
    if sign in "\n\t":
        return True
    return sign not in _BIDI_CONTROLS and unicodedata.category(sign) not in ("Cc", "Cs", "Cn", "Co")


def _direction(text: str) -> str:
    for sign in text:
        strong = unicodedata.bidirectional(sign)
        if strong in ("R", "AL"):
            return "rtl"
        if strong == "L":
            return "ltr"
    return ""


def _authoritative(voice: Voice, written: Written) -> str:
    require(written.authoritative)
    return voice.say(f"frame.authoritative.{written.authoritative}")


def _handling(voice: Voice, code: str) -> str:
    return voice.say("frame.handling", handling=voice.placed(code)) if code.strip() else ""


def _use_line(voice: Voice, paragraphs: tuple[Paragraph, ...]) -> str:
    about_use = ("use_sent", "use_given", "use_result")
    number = next((one.number for one in paragraphs if one.key in about_use), 0)
    return voice.say("frame.use", number=number) if number else ""


def _party(voice: Voice, key: str, authority: Pair, state: str) -> str:
    return voice.say(key, authority=voice.put(authority, key), state=voice.name(state))


def _own_number(voice: Voice, written: Written) -> str:
    number = clean(written.own_number)
    return voice.say("frame.our_number", number=voice.placed(number)) if number else ""


def _exhibits(voice: Voice, written: Written) -> str:
    lines = [f"{one.number} {voice.put(one.title, 'exhibit')}" for one in written.exhibits]
    return voice.listed(lines) + "." if lines else ""


def _place_and_day(voice: Voice, written: Written) -> str:
    city, day = voice.put(written.city, "city"), voice.day(written.dated)
    return voice.say("frame.place_and_day", city=city, day=day)


def _signature(voice: Voice, written: Written) -> str:
    if not voice.own and written.translator:
        name = voice.put(written.translator, "translator")
        return voice.say("frame.translation", translator=name)
    signer, post = voice.put(written.signer, "signer"), voice.put(written.post, "post")
    return voice.say("frame.signature", signer=signer, post=post)


def _basis_line(voice: Voice, basis: Basis) -> str:
    if not basis.as_of:
        return ""
    state = "stale" if basis.stale else basis.confidence.value
    return voice.say(f"frame.basis.{state}", day=voice.day(basis.as_of))
