"""The rights gate: named questions, answered with why and evidence, agreed by a second person.

Pure. It decides which questions apply, what the file itself already answers, who is taken out
of the copy that leaves, which conditions the letter must carry, and whether the act may go on.
It cannot be passed by leaving a question open: *unknown* stops as *not asked* does.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from comity.base.reader import package_data, read_toml
from comity.base.source import Source
from comity.entities.people import PROTECTED, Asylum, Person, Role
from comity.safeguards.named import Named, still_named, texts_in
from comity.safeguards.roles import suspects_without_conduct
from comity.safeguards.words import Found, unfit

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of data/safeguards/gate.toml; ``effect`` is hard or dual."""

    rule: str
    acts: tuple[str, ...]
    question: str
    stops_on: tuple[str, ...]
    mend: str
    article: str
    effect: str
    source: Source

    def asked_for(self, act: str) -> bool:
        """Whether it is asked before this act."""
        return "*" in self.acts or act in self.acts


@dataclass(frozen=True, slots=True)
class Item:
    """An exhibit that would leave; ``statement`` when it holds what a person said."""

    label: str
    title: str
    statement: bool


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is about to leave: the act, the State asked, people, exhibits, all texts.

    ``message`` is all that would be sent, as JSON values, without those whom the gate keeps here;
    ``unnamed`` are the people of the case whom the request does not name; ``read`` is what of the
    message is looked through for them, all of it where it is empty.
    """

    act: str
    requested: str
    people: tuple[Person, ...]
    items: tuple[Item, ...]
    texts: tuple[str, ...]
    benefit_evidence: bool
    unnamed: tuple[Person, ...] = ()
    message: Mapping[str, Any] = field(default_factory=dict)
    read: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: yes or no, why, what shows it, who gave it."""

    rule: str
    answer: str
    why: str
    evidence: str
    by: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what the file itself says about it.

    ``must_be`` is the one answer the file allows, empty when it is the officer's to give;
    ``about`` names the people and items it concerns.
    """

    question: Question
    must_be: str
    about: tuple[str, ...]
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says.

    ``word`` is open, stop, go or go_with_conditions; ``removed`` are labels of people and
    items that stay here, each with the rule; ``conditions`` codes of what the letter must say;
    ``named`` is whoever stays here and still stands in what would leave; a doubt does not stop.
    """

    word: str
    open_rules: tuple[str, ...]
    stopped_by: tuple[str, ...]
    removed: Mapping[str, str]
    conditions: tuple[str, ...]
    unfit: tuple[Found, ...]
    named: tuple[Named, ...] = ()


@cache
def questions() -> tuple[Question, ...]:
    """The questions of this version, in order."""
    file = package_data().joinpath("safeguards", "gate.toml")
    return read_toml(file, "question", Question, key=lambda row: row.rule)


def asked(leaving: Leaving) -> tuple[Asked, ...]:
    """The questions that apply to this act, each with what the file already says."""
    return tuple(_ask(one, leaving) for one in questions() if one.asked_for(leaving.act))


def _ask(question: Question, leaving: Leaving) -> Asked:
    known = _KNOWN.get(question.rule)
    if known is None:
        return Asked(question, "", ())
    must_be, about = known(leaving)
    return Asked(question, must_be, about, must_be in question.stops_on and must_be != "")


def _conduct(leaving: Leaving) -> tuple[str, tuple[str, ...]]:
    bare = tuple(one.label for one in suspects_without_conduct(leaving.people))
    return (NO, bare) if bare else (YES, ())


def _only_smuggled(leaving: Leaving) -> tuple[str, tuple[str, ...]]:
    """Somebody with the role of a smuggled person is named: whether *only* for that is asked."""
    named = tuple(one.label for one in leaving.people if one.role is Role.SMUGGLED_OR_UNKNOWN)
    return "", named


def _benefit(leaving: Leaving) -> tuple[str, tuple[str, ...]]:
    return ("", ()) if leaving.benefit_evidence else (NO, ())


def _protected(leaving: Leaving) -> tuple[str, tuple[str, ...]]:
    found = tuple(one.label for one in leaving.people if one.asylum in PROTECTED)
    return (YES, found) if found else ("", ())


def _children(leaving: Leaving) -> tuple[str, tuple[str, ...]]:
    found = tuple(one.label for one in leaving.people if one.child)
    return (YES, found) if found else ("", ())


def _statements(leaving: Leaving) -> tuple[str, tuple[str, ...]]:
    items = tuple(one.label for one in leaving.items if one.statement)
    people = tuple(one.label for one in leaving.people if one.role in (Role.WITNESS, Role.VICTIM))
    return (YES, items + people) if items or people else ("", ())


def _wording(leaving: Leaving) -> tuple[str, tuple[str, ...]]:
    found = unfit(leaving.texts)
    return (YES, tuple(one.text for one in found)) if found else (NO, ())


_KNOWN = {
    "HR-01": _conduct,
    "HR-02": _only_smuggled,
    "HR-03": _benefit,
    "HR-07": _protected,
    "HR-10": _children,
    "HR-12": _statements,
    "HR-24": _wording,
}


def judge(leaving: Leaving, answers: Iterable[Answer]) -> Verdict:
    """What the gate says to these answers; an answer the file contradicts counts as none."""
    given = {one.rule: one for one in answers}
    found = asked(leaving)
    open_rules = tuple(one.question.rule for one in found if _is_open(one, given))
    removed = _removed(leaving)
    named = _still_named(leaving)
    rules = [one.question.rule for one in found if _stops(one, given, leaving)]
    rules += [_kept_by(one.label, leaving) for one in named if one.sure]
    stopped = tuple(dict.fromkeys(rules))
    conditions = _conditions(leaving, given)
    word = _word(open_rules, stopped, bool(conditions or removed))
    return Verdict(word, open_rules, stopped, removed, conditions, unfit(leaving.texts), named)


def staying(leaving: Leaving) -> frozenset[str]:
    """Labels of the people and items of a request that the gate keeps here."""
    return frozenset(_removed(leaving))


def _still_named(leaving: Leaving) -> tuple[Named, ...]:
    """Those the gate keeps here, named in the request or not, whom the message tells of."""
    everybody = (*leaving.people, *leaving.unnamed)
    kept = [one for one in everybody if _kept_by(one.label, leaving)]
    gone = [one for one in leaving.people if not _kept_by(one.label, leaving)]
    return still_named(kept, gone, texts_in(leaving.read or leaving.message))


def told_later(
    people: Iterable[Person], named: Collection[str], state: str, said: Iterable[str]
) -> tuple[Named, ...]:
    """Whom the gate keeps here, and a letter after the request tells of all the same, or may.

    Args:
        people: everybody of the case; ``named`` are the labels the request names.
        said: every text of the later letter, names of its files among them.
    """
    everybody = tuple(people)
    kept = kept_people(everybody, state)
    gone = [one for one in everybody if one.label in named and one.label not in kept]
    return still_named([one for one in everybody if one.label in kept], gone, said)


def _kept_by(label: str, leaving: Leaving) -> str:
    """The rule that keeps a person of the case here; empty for who may leave."""
    everybody = (*leaving.people, *leaving.unnamed)
    return kept_people(everybody, leaving.requested).get(label, "")


def _is_open(one: Asked, given: Mapping[str, Answer]) -> bool:
    answer = given.get(one.question.rule)
    if answer is None or answer.answer not in (YES, NO) or not answer.why.strip():
        return True
    if one.must_be and answer.answer != one.must_be:
        return True
    return not answer.evidence.strip()


def _stops(one: Asked, given: Mapping[str, Answer], leaving: Leaving) -> bool:
    """A hard rule stops on its own answer; a child without a guardian stops besides."""
    rule = one.question.rule
    if one.stops or (rule in given and given[rule].answer in one.question.stops_on):
        return True
    return rule == "HR-10" and any(
        person.child and not person.guardian.strip()
        for person in leaving.people
        if person.label not in _removed(leaving)
    )


def _removed(leaving: Leaving) -> dict[str, str]:
    """Who and what stays here: protection from the State asked (HR-07), statements (HR-12)."""
    items = {one.label: "HR-12" for one in leaving.items if one.statement}
    return items | kept_people(leaving.people, leaving.requested)


def kept_people(people: Iterable[Person], state: str) -> dict[str, str]:
    """Labels of those of whom nothing may reach this State, each with its rule."""
    everybody = tuple(people)
    unplanned = {
        one.label: "HR-12"
        for one in everybody
        if one.role in (Role.WITNESS, Role.VICTIM) and not one.witness_plan.strip()
    }
    return unplanned | {one.label: "HR-07" for one in everybody if in_danger(one, state)}


def in_danger(person: Person, state: str) -> bool:
    """Whether data about this person must not reach this State (HR-07).

    A refugee or claimant is protected from the State feared and from the State of nationality;
    when neither is known, from every State.
    """
    if person.asylum not in PROTECTED:
        return False
    feared = {code for code in (person.feared_state, person.nationality) if code}
    return not feared or state in feared


def _conditions(leaving: Leaving, given: Mapping[str, Answer]) -> tuple[str, ...]:
    """Codes of what the letter must say besides."""
    staying = _removed(leaving)
    found = ["use_limit"] if given.get("HR-14") else []
    if any(one.child and one.label not in staying for one in leaving.people):
        found.append("guardian_heard")
    if any(one.witness_plan and one.label not in staying for one in leaving.people):
        found.append("witness_protected")
    benefit = given.get("HR-03")
    if benefit is not None and benefit.answer == NO:
        found.append("outside_protocol")
    return tuple(found)


def _word(open_rules: tuple[str, ...], stopped: tuple[str, ...], limited: bool) -> str:
    if stopped:
        return "stop"
    if open_rules:
        return "open"
    return "go_with_conditions" if limited else "go"


def covers(leaving: Leaving, answers: Iterable[Answer]) -> str:
    """Digest of everything the second person agreed to; any change of it opens the gate again.

    SHA-256, hex, over people with role and protection, items, texts, answers, and the whole
    message that would be sent.
    """
    seen = {
        "act": leaving.act,
        "requested": leaving.requested,
        "people": [
            [
                one.label, one.role, one.child, one.guardian, one.asylum, one.feared_state,
                one.nationality, one.witness_plan, list(one.conduct),
            ]
            for one in leaving.people
        ],
        "items": [[one.label, one.title, one.statement] for one in leaving.items],
        "texts": list(leaving.texts),
        "message": leaving.message,
        "answers": sorted([one.rule, one.answer, one.why, one.evidence, one.by] for one in answers),
    }  # fmt: skip
    text = json.dumps(seen, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def asylum_is_open(people: Iterable[Person]) -> tuple[Person, ...]:
    """People of whom nobody has asked yet whether they seek protection."""
    return tuple(one for one in people if one.asylum is Asylum.UNKNOWN)
