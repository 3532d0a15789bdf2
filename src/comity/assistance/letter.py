"""The text of a request for mutual legal assistance, in each of its two languages.

What stands in it comes from the terms only; which paragraphs there are never depends on the
language, so paragraph 7 is paragraph 7 in both columns. The fixed sentences are data.
"""

from collections.abc import Iterator

from comity.assistance.later import compose_reply
from comity.assistance.sheet import Letter, Paragraph, Voice, assemble, clean, ended, voice_for
from comity.assistance.terms import Measure, Offence, Pair, PersonLine, Terms, short_hash
from comity.assistance.texts import Code, LetterError, load_texts
from comity.entities.people import script_of
from comity.law.data import load as load_law
from comity.law.rows import LIFE

__all__ = ["Letter", "Paragraph", "compose", "compose_pair", "compose_reply"]

Passage = tuple[str, str]
_DOMESTIC = "DOMESTIC:"


def compose(terms: Terms, language: str, *, draft: bool = False) -> Letter:
    """The request in one of its languages.

    Args:
        draft: texts that are not translated yet are marked instead of stopping the letter.

    Raises:
        LetterError: no sentences in that language (``NO_TEXT``), a text not translated, a State,
            measure or treaty without wording.
    """
    voice = voice_for(load_texts(), terms, language, draft=draft)
    passages = [*_what_it_is_about(voice, terms), *_what_is_asked(voice, terms)]
    passages += _how_it_may_be_used(voice, terms)
    return assemble(voice, terms, "request", passages, short_hash(terms))


def compose_pair(terms: Terms, *, draft: bool = False) -> tuple[Letter, ...]:
    """Own language and other; one letter where both are the same. Raises as ``compose``."""
    languages = dict.fromkeys((terms.own_language, terms.other_language))
    return tuple(compose(terms, language, draft=draft) for language in languages)


def _what_it_is_about(voice: Voice, terms: Terms) -> Iterator[Passage]:
    yield (
        "opening",
        voice.say(
            "request.opening",
            authority=voice.put(terms.requesting_authority, "requesting_authority"),  # 18(15)(a)
            requesting=voice.name(terms.requesting),
            of_requested=voice.of(terms.requested),
        ),
    )
    yield "basis", _basis(voice, terms)
    if terms.conducting_authority:  # 18(15)(b)
        yield "conducting_authority", _conducting(voice, terms)
    if terms.subject_and_nature:
        yield "subject_and_nature", _free(voice, "request.subject", terms.subject_and_nature)
    yield from _facts(voice, terms.facts)  # 18(15)(c)
    for number, offence in enumerate(terms.offences, start=1):
        yield f"offence.{number}", _offence(voice, offence, terms.requesting)
    for number, person in enumerate(terms.people, start=1):  # 18(15)(e)
        yield f"person.{number}", _person(voice, person)


def _what_is_asked(voice: Voice, terms: Terms) -> Iterator[Passage]:
    for number, measure in enumerate(terms.measures, start=1):  # 18(15)(d)
        yield f"measure.{number}", _measure(voice, measure)
    if terms.procedure:
        yield (
            "procedure",
            voice.say(
                "request.procedure",
                of_requested=voice.of(terms.requested),
                cite=voice.cite("18(17)"),
                text=voice.read(terms.procedure, "procedure"),
            ),
        )
    if terms.purpose:  # 18(15)(f)
        yield "purpose", _free(voice, "request.purpose", terms.purpose)
    if terms.asked_by:
        yield (
            "deadline",
            voice.say(
                "request.deadline",
                day=voice.day(terms.asked_by),
                cite=voice.cite("18(24)"),
                reason=voice.read(terms.asked_by_reason, "asked_by_reason"),
            ),
        )


def _how_it_may_be_used(voice: Voice, terms: Terms) -> Iterator[Passage]:
    if terms.confidential:
        yield "confidential", voice.say("request.confidential", cite=voice.cite("18(20)"))
    if terms.use_limits:
        yield "use_given", _free(voice, "request.use_given", terms.use_limits)
    else:
        yield "use_sent", voice.say("request.use_sent", of_requesting=voice.of(terms.requesting))
    yield (
        "use_received",
        voice.say(
            "request.use_received",
            of_requested=voice.of(terms.requested),
            cite=voice.cite("18(19)"),
        ),
    )
    for number, condition in enumerate(terms.conditions, start=1):
        yield f"condition.{number}", _free(voice, "request.condition", condition)
    if terms.informal_contact:
        yield "informal_contact", _free(voice, "request.informal", terms.informal_contact)


def _free(voice: Voice, key: str, pair: Pair) -> str:
    return voice.say(key, text=ended(voice.read(pair, key.removeprefix("request."))))


def _basis(voice: Voice, terms: Terms) -> str:
    basis, articles = terms.basis, _articles(voice, terms.basis.articles)
    if basis.id.startswith(_DOMESTIC):
        state = basis.id.removeprefix(_DOMESTIC)
        return voice.say("request.basis_domestic", of_requested=voice.of(state), articles=articles)
    title = voice.texts.title(basis.id, voice.language) or voice.read(basis.title, "basis")
    if not title:
        sentence = f'The title of "{basis.id}" is not in the data: write it in both languages.'
        raise LetterError(Code.NO_TITLE, sentence, language=voice.language, about=basis.id)
    return voice.say("request.basis", treaty=voice.placed(title), articles=articles)


def _articles(voice: Voice, articles: tuple[str, ...]) -> str:
    if not articles:
        return ""
    number = {1: "one", 2: "two"}.get(len(articles), "many")
    listed = voice.listed((voice.placed(one) for one in articles), "comma")
    return voice.say(f"frame.articles.{number}", articles=listed)


def _conducting(voice: Voice, terms: Terms) -> str:
    return voice.say(
        "request.conducting",
        authority=voice.put(terms.conducting_authority, "conducting_authority"),
        officer=voice.put(terms.officer, "officer"),
        functions=voice.put(terms.functions, "functions"),
    )


def _facts(voice: Voice, facts: Pair) -> Iterator[Passage]:
    """One passage a paragraph where both languages have as many, otherwise one for all."""
    own, other = _lines(facts.own), _lines(facts.other)
    if not facts:
        return
    paired = voice.same or len(own) == len(other)
    lines = (own if voice.own else other) if paired else (voice.read(facts, "facts"),)
    for number, line in enumerate(lines, start=1):
        text = voice.say("request.facts", text=line) if number == 1 else line
        yield f"facts.{number}", text


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in clean(text).split("\n") if line.strip())


def _offence(voice: Voice, offence: Offence, state: str) -> str:
    statute = voice.texts.citation(state, offence.statute, voice.language)
    article = voice.texts.citation(state, offence.article, voice.language)
    text = voice.say(
        "request.offence",
        what=voice.put(offence.what, "offence"),
        statute=voice.placed(statute),
        article=voice.placed(article),
    )
    if offence.max_months == LIFE:
        return f"{text} {voice.say('request.maximum_life')}"
    if offence.max_months <= 0:
        return text
    return f"{text} {voice.say('request.maximum', term=voice.term(offence.max_months))}"


def _person(voice: Voice, person: PersonLine) -> str:
    details = [_name(voice, person)]
    if person.role:
        details.append(voice.say(f"request.person.{person.role}"))
    if person.birth:
        details.append(voice.say("request.person.birth", birth=voice.known_day(person.birth)))
    if person.nationality:
        nationality = voice.texts.nationality(person.nationality, voice.language)
        said = voice.say("request.person.nationality", nationality=voice.placed(nationality))
        details.append(said)
    for key, number in (("document", person.document), ("phone", person.phone)):
        if number.strip():
            details.append(voice.say(f"request.person.{key}", number=voice.placed(number)))
    if person.whereabouts:
        place = voice.put(person.whereabouts, "whereabouts")
        details.append(voice.say("request.person.whereabouts", place=place))
    label = voice.placed(person.label)
    return voice.say("request.person", label=label, details=voice.listed(details))


def _name(voice: Voice, person: PersonLine) -> str:
    name = voice.placed(person.name)
    if not person.romanised.strip():
        return name
    reading = voice.placed(person.romanised)
    if person.origin:
        origin = voice.put(person.origin, "origin")
        reading = voice.say("request.person.origin", name=reading, origin=origin)
    key = "romanised" if script_of(person.romanised) == "Latn" else "other_script"
    return voice.listed((name, voice.say(f"request.person.{key}", name=reading)), "comma")


def _measure(voice: Voice, measure: Measure) -> str:
    letters = load_law().words["measure_letter"]
    asked = voice.say(
        "request.measure",
        measure=voice.texts.word(voice.texts.measures, measure.code, voice.language),
        cite=voice.cite(letters[measure.code]),
    )
    parts = [asked, voice.read(measure.detail, f"measure {measure.code}")]
    if measure.targets:
        targets = voice.listed(voice.placed(one) for one in measure.targets)
        parts.append(voice.say("request.measure.targets", targets=targets))
    parts.append(_period(voice, measure))
    return " ".join(part for part in parts if part)


def _period(voice: Voice, measure: Measure) -> str:
    if measure.start and measure.end:
        start, end = voice.day(measure.start), voice.day(measure.end)
        return voice.say("request.measure.between", start=start, end=end)
    if measure.start:
        return voice.say("request.measure.since", start=voice.day(measure.start))
    return voice.say("request.measure.until", end=voice.day(measure.end)) if measure.end else ""
