"""The letters that follow a request: from the acknowledgement to the closing.

One letter each; asking for what is missing puts everything into one letter. A refusal names its
ground (18(21) or 18(9)), its reasons (18(23)) and that the other State was consulted (18(26)).
"""

from collections.abc import Callable, Iterator

from comity.assistance.sheet import Letter, Voice, assemble, ended, voice_for
from comity.assistance.terms import Item, Kind, Pair, Reply, short_hash
from comity.assistance.texts import Code, LetterError, load_texts

Passage = tuple[str, str]
_Writer = Callable[[Voice, Reply], Iterator[Passage]]


def compose_reply(kind: Kind, reply: Reply, language: str, *, draft: bool = False) -> Letter:
    """A later letter in one of its languages.

    Raises:
        LetterError: no sentences in that language; a text not translated; a refusal without
            ground, reasons or consultation, a postponement without consultation, a letter that
            asks for nothing.
    """
    if not draft:
        _require_law(kind, reply)
    voice = voice_for(load_texts(), reply, language, draft=draft)
    passages = list(_WRITERS[kind](voice, reply))
    return assemble(voice, reply, kind.value, passages, short_hash(reply))


def compose_reply_pair(kind: Kind, reply: Reply, *, draft: bool = False) -> tuple[Letter, ...]:
    """Own language and other; one letter where both are the same. Raises as above."""
    languages = dict.fromkeys((reply.own_language, reply.other_language))
    return tuple(compose_reply(kind, reply, language, draft=draft) for language in languages)


def _require_law(kind: Kind, reply: Reply) -> None:
    decides = kind in (Kind.REFUSE, Kind.POSTPONE)
    asks = kind in (Kind.ASK_MISSING, Kind.ACKNOWLEDGE_AND_ASK)
    faults = (
        (kind is Kind.REFUSE and not reply.ground, Code.NO_GROUND, "Choose the ground: 18(21)."),
        (kind is Kind.REFUSE and not reply.reasons, Code.NO_REASONS, "Give the reasons: 18(23)."),
        (decides and not reply.consulted, Code.NO_CONSULTATION, "Consult them first: 18(26)."),
        (asks and not reply.items, Code.NOTHING_ASKED, "Say what is missing: 18(15)."),
    )
    for present, code, sentence in faults:
        if present:
            raise LetterError(code, sentence)


def _opening(voice: Voice, reply: Reply, key: str, **values: object) -> Passage:
    values["reference"] = voice.placed(reply.reference)
    values["day"] = voice.day(reply.request_dated)
    return "opening", voice.say(key, **values)


def _acknowledged(voice: Voice, reply: Reply) -> Iterator[Passage]:
    received = voice.day(reply.received or reply.dated)
    yield _opening(voice, reply, "acknowledge.opening", received=received)
    if reply.executing:
        authority = voice.put(reply.executing, "executing")
        yield "executing", voice.say("later.executing", authority=authority)
    if reply.asked_by:
        day, cite = voice.day(reply.asked_by), voice.cite("18(24)")
        yield "asked_by", voice.say("later.asked_by", day=day, cite=cite)


def _asked(voice: Voice, reply: Reply) -> Iterator[Passage]:
    yield "intro", voice.say("ask_missing.intro", cite=voice.cite("18(16)"))
    yield from _items(voice, reply.items)
    yield "once", voice.say("ask_missing.once")
    yield from _reply_by(voice, reply)


def _acknowledge(voice: Voice, reply: Reply) -> Iterator[Passage]:
    yield from _acknowledged(voice, reply)
    yield from _text(voice, reply)


def _ask_missing(voice: Voice, reply: Reply) -> Iterator[Passage]:
    yield _opening(voice, reply, "ask_missing.opening")
    yield from _asked(voice, reply)
    yield from _text(voice, reply)


def _acknowledge_and_ask(voice: Voice, reply: Reply) -> Iterator[Passage]:
    yield from _acknowledged(voice, reply)
    yield from _asked(voice, reply)
    yield from _text(voice, reply)


def _supplement(voice: Voice, reply: Reply) -> Iterator[Passage]:
    if reply.answer_to:
        answered = voice.day(reply.answer_to)
        yield _opening(voice, reply, "supplement.opening", answer_to=answered)
    else:
        yield _opening(voice, reply, "supplement.opening_unasked")
    yield from _items(voice, reply.items)
    yield from _text(voice, reply)
    yield "rest", voice.say("supplement.rest")


def _transmittal(voice: Voice, reply: Reply) -> Iterator[Passage]:
    yield _opening(voice, reply, "transmittal.opening", of_requesting=voice.of(reply.requesting))
    yield "how", voice.say("transmittal.how", cite=voice.cite("18(17)"))
    yield from _text(voice, reply)
    if reply.confidential:
        yield "confidential", voice.say("transmittal.confidential", cite=voice.cite("18(20)"))
    yield "back", voice.say("transmittal.back")
    yield from _reply_by(voice, reply)


def _partial_result(voice: Voice, reply: Reply) -> Iterator[Passage]:
    yield _opening(voice, reply, "partial_result.opening")
    yield from _done(voice, reply)
    if reply.remaining:
        yield "remaining", _free(voice, "later.remaining", reply.remaining)


def _result(voice: Voice, reply: Reply) -> Iterator[Passage]:
    yield _opening(voice, reply, "result.opening")
    yield from _done(voice, reply)
    yield "feedback", voice.say("result.feedback")


def _postpone(voice: Voice, reply: Reply) -> Iterator[Passage]:
    yield _opening(voice, reply, "postpone.opening", cite=voice.cite("18(25)"))
    yield from _reasons(voice, reply, "")
    if reply.until:
        yield "until", voice.say("postpone.until", day=voice.day(reply.until))
    yield from _consulted(voice, reply)
    yield from _text(voice, reply)


def _consult(voice: Voice, reply: Reply) -> Iterator[Passage]:
    yield _opening(voice, reply, "consult.opening", cite=voice.cite("18(26)"))
    yield from _ground(voice, reply, "consult.concern")
    yield from _reasons(voice, reply, "")
    for number, condition in enumerate(reply.conditions, start=1):
        yield f"condition.{number}", _free(voice, "consult.proposed", condition)
    yield from _text(voice, reply)
    yield from _reply_by(voice, reply)


def _refuse(voice: Voice, reply: Reply) -> Iterator[Passage]:
    yield _opening(voice, reply, "refuse.opening")
    yield from _ground(voice, reply, "refuse.ground")
    yield from _reasons(voice, reply, "18(23)")
    yield from _consulted(voice, reply)
    yield from _text(voice, reply)


def _remind(voice: Voice, reply: Reply) -> Iterator[Passage]:
    yield _opening(voice, reply, "remind.opening", cite=voice.cite("18(24)"))
    if reply.asked_by:
        yield "asked_by", voice.say("remind.asked_by", day=voice.day(reply.asked_by))
    yield from _text(voice, reply)
    yield from _reply_by(voice, reply)


def _withdraw(voice: Voice, reply: Reply) -> Iterator[Passage]:
    yield _opening(voice, reply, "withdraw.opening", cite=voice.cite("18(24)"))
    yield from _reasons(voice, reply, "")
    yield from _text(voice, reply)
    yield "thanks", voice.say("withdraw.thanks")


def _note(voice: Voice, reply: Reply) -> Iterator[Passage]:
    yield _opening(voice, reply, "note.opening")
    yield from _text(voice, reply)
    yield from _reply_by(voice, reply)


def _close(voice: Voice, reply: Reply) -> Iterator[Passage]:
    if reply.refused:
        yield _opening(voice, reply, "close.opening_refused")
        yield from _text(voice, reply)
        return
    yield _opening(voice, reply, "close.opening")
    if reply.used:
        yield "used", voice.say(f"close.used_{reply.used}")
    if reply.text:
        yield "text", _free(voice, "close.used", reply.text)
    yield "thanks", voice.say("close.thanks", of_requested=voice.of(reply.requested))


def _items(voice: Voice, items: tuple[Item, ...]) -> Iterator[Passage]:
    for number, item in enumerate(items, start=1):
        yield f"item.{number}", _item(voice, item)


def _item(voice: Voice, item: Item) -> str:
    what = voice.read(item.what, "item")
    if not item.code:
        return what
    name = voice.texts.word(voice.texts.items, item.code, voice.language)
    name = name[:1].upper() + name[1:]
    if not what:
        return voice.say("later.item_only", item=name)
    return voice.say("later.item", item=name, what=what)


def _done(voice: Voice, reply: Reply) -> Iterator[Passage]:
    for number, one in enumerate(reply.answered, start=1):
        what = voice.read(one.what, "answered")
        said = voice.say("later.paragraph", number=one.paragraph, what=what)
        yield f"answered.{number}", said
    yield from _text(voice, reply)
    cite, writer = voice.cite("18(19)"), voice.of(reply.writer_state)
    yield "use_result", voice.say("later.use_result", of_writer=writer, cite=cite)
    for number, condition in enumerate(reply.conditions, start=1):
        yield f"condition.{number}", _free(voice, "later.condition", condition)
    if reply.restriction:
        yield "restriction", _free(voice, "later.restriction", reply.restriction)
    if reply.review_by:
        yield "review", voice.say("later.review", day=voice.day(reply.review_by))
    if reply.exculpatory:
        yield "exculpatory", voice.say("later.exculpatory")


def _ground(voice: Voice, reply: Reply, key: str) -> Iterator[Passage]:
    if reply.ground:
        ground = voice.texts.word(voice.texts.grounds, reply.ground, voice.language)
        yield "ground", voice.say(key, cite=voice.cite(reply.ground), ground=ground)


def _reasons(voice: Voice, reply: Reply, article: str) -> Iterator[Passage]:
    if reply.reasons:
        text, cite = voice.read(reply.reasons, "reasons"), voice.cite(article) if article else ""
        yield "reasons", voice.say("later.reasons", cite=cite, text=text)


def _consulted(voice: Voice, reply: Reply) -> Iterator[Passage]:
    if reply.consulted:
        day, cite = voice.day(reply.consulted), voice.cite("18(26)")
        yield "consulted", voice.say("later.consulted", day=day, cite=cite)


def _reply_by(voice: Voice, reply: Reply) -> Iterator[Passage]:
    if reply.reply_by:
        yield "reply_by", voice.say("later.by", day=voice.day(reply.reply_by))


def _text(voice: Voice, reply: Reply) -> Iterator[Passage]:
    if reply.text:
        yield "text", _free(voice, "later.text", reply.text)


def _free(voice: Voice, key: str, pair: Pair) -> str:
    return voice.say(key, text=ended(voice.read(pair, key)))


_WRITERS: dict[Kind, _Writer] = {
    Kind.ACKNOWLEDGE: _acknowledge,
    Kind.ASK_MISSING: _ask_missing,
    Kind.ACKNOWLEDGE_AND_ASK: _acknowledge_and_ask,
    Kind.TRANSMITTAL: _transmittal,
    Kind.PARTIAL_RESULT: _partial_result,
    Kind.RESULT: _result,
    Kind.POSTPONE: _postpone,
    Kind.CONSULT: _consult,
    Kind.REFUSE: _refuse,
    Kind.SUPPLEMENT: _supplement,
    Kind.REMIND: _remind,
    Kind.WITHDRAW: _withdraw,
    Kind.CLOSE: _close,
    Kind.NOTE: _note,
}
