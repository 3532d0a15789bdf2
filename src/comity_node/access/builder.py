"""The builder's task list: what is done, what somebody looked at, what cannot start yet."""

from dataclasses import dataclass
from typing import Any

from comity.assistance.completeness import MissingItem, missing_items
from comity.assistance.items import items_of
from comity.assistance.letter import compose_pair
from comity.assistance.sheet import Letter
from comity.assistance.terms import Terms
from comity.assistance.texts import LetterError
from comity.law import read_question
from comity.law.rows import RuleKind
from comity_node.access.terms import Passages, passages_of, people_on, terms_of
from comity_node.law_in_force import law
from comity_node.letter_language import LETTER_LANGUAGES
from comity_node.models import AssistanceRequest
from comity_node.wording import TASKS, letter_fault

DONE, BEGUN, NOT_BEGUN, STALE = "completed", "in_progress", "not_started", "out_of_date"


@dataclass(frozen=True, slots=True)
class Task:
    """One task; ``why`` says what is missing, in codes of items or keys of passages."""

    number: int
    key: str
    name: str
    state: str
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Builder:
    """Everything the builder shows."""

    request: AssistanceRequest
    tasks: tuple[Task, ...]
    terms: Terms
    letters: tuple[Letter, ...]
    fault: str
    missing: tuple[MissingItem, ...]
    stale: tuple[str, ...]

    @property
    def done(self) -> int:
        return sum(task.state == DONE for task in self.tasks)

    @property
    def open_numbers(self) -> list[int]:
        return [task.number for task in self.tasks if task.state != DONE]

    @property
    def ready(self) -> bool:
        """Whether check, gate and send can start."""
        return not self.open_numbers and not self.fault


def lacking_language(row: AssistanceRequest) -> str:
    """The language of the pair in which no letter exists; empty when both are there."""
    pair = (row.own_language, row.other_language)
    return next((one for one in pair if one not in LETTER_LANGUAGES), "")


def build(row: AssistanceRequest) -> Builder:
    """The task list and the living letter of a draft."""
    texts = passages_of(row)
    terms = terms_of(row, version=row.versions.filter(kind="request").count() + 1)
    stale = tuple(texts.out_of_date()) if row.own_language != row.other_language else ()
    letters, fault = _letters(terms)
    tasks = _tasks(row, texts, terms, stale)
    return Builder(row, tasks, terms, letters, fault, blocking(row, terms, not stale), stale)


def _letters(terms: Terms) -> tuple[tuple[Letter, ...], str]:
    try:
        return compose_pair(terms, draft=True), ""
    except LetterError as fault:
        return (), letter_fault(fault.code)


def question_of(row: AssistanceRequest, file: frozenset[str]) -> Any:
    """The case question of a request with what its file holds."""
    raw = dict(row.terms["question"]) | {"file": sorted(file)}
    return read_question(raw, law())


def blocking(row: AssistanceRequest, terms: Terms, translated: bool) -> tuple[MissingItem, ...]:
    """What the basis asks for and the request lacks."""
    held = items_of(
        terms,
        addressee_known=bool(row.terms.get("addressee_known")),
        translated=translated and bool(terms.own_language),
        signed=bool(terms.signer),
    )
    rules = law().rules_of(RuleKind.COMPLETENESS)
    return missing_items(question_of(row, held), str(row.basis.get("id", "")), rules)


def _tasks(
    row: AssistanceRequest, texts: Passages, terms: Terms, stale: tuple[str, ...]
) -> tuple[Task, ...]:
    names = ("authority", "officer", "functions", "addressee", "signer", "city")
    details = [one.detail.own for one in terms.measures]
    rows = (
        _task("who", [texts.text(key) for key in names]),
        _task("people", ["x"] if people_on(row) else [""]),
        _task("facts", [texts.text("subject"), texts.text("facts")]),
        _task("offences", ["x"] if terms.offences else [""]),
        _task("measures", details),
        _task("purpose", [texts.text("purpose")]),
        _task("exhibits", ["x"]),
        _translation(row, texts, stale),
    )
    return tuple(
        Task(number, key, str(TASKS[key]), state, why)
        for number, (key, state, why) in enumerate(rows, start=1)
    )


def _task(key: str, texts: list[str]) -> tuple[str, str, tuple[str, ...]]:
    filled = [bool(text.strip()) for text in texts]
    if all(filled):
        return key, DONE, ()
    return key, BEGUN if any(filled) else NOT_BEGUN, ()


def _translation(
    row: AssistanceRequest, texts: Passages, stale: tuple[str, ...]
) -> tuple[str, str, tuple[str, ...]]:
    if row.own_language == row.other_language or not stale:
        return "translation", DONE, ()
    never = all(not texts.rows[key].translation for key in stale)
    begun = any(one.translation for one in texts.rows.values())
    return "translation", NOT_BEGUN if never and not begun else STALE, stale
