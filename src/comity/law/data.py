"""All law data, read once, checked and indexed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import TypeVar

from comity.base.reader import DataError, package_data, read_csv, read_toml
from comity.base.schema import Vocabularies
from comity.base.words import did_you_mean
from comity.law.contradictions import Contradiction, in_offence, in_status
from comity.law.rows import (
    Bilateral,
    FicheRow,
    Offence,
    Right,
    Rule,
    RuleKind,
    StatusRow,
    Step,
    StepKind,
    Treaty,
    Vocabulary,
)
from comity.states import States, load_states

Row = TypeVar("Row")
ANY_BASIS, ANY_BILATERAL, ANY_DOMESTIC = "*", "BI", "DOMESTIC"


@dataclass(frozen=True, slots=True)
class LawData:
    """Everything the answers rest on. Mappings keep the order of the files.

    ``status`` is by (State, treaty), ``bilateral`` by the set of its two States, ``offences`` and
    ``fiches`` by State, ``steps`` by act, ``words`` by vocabulary. ``oldest`` is the ISO day of the
    oldest text, ``newest`` the day of which the newest row speaks.
    """

    states: States
    treaties: Mapping[str, Treaty]
    status: Mapping[tuple[str, str], StatusRow]
    bilateral: Mapping[frozenset[str], tuple[Bilateral, ...]]
    bilateral_by_id: Mapping[str, Bilateral]
    offences: Mapping[str, tuple[Offence, ...]]
    fiches: Mapping[str, FicheRow]
    rules: Mapping[str, Rule]
    rights: Mapping[str, Right]
    steps: Mapping[str, tuple[Step, ...]]
    words: Mapping[str, Mapping[str, str]]
    oldest: str
    newest: str

    def rules_of(self, *kinds: RuleKind) -> tuple[Rule, ...]:
        """The rules of these kinds, in the order of the file."""
        return tuple(rule for rule in self.rules.values() if rule.kind in kinds)


def load(root: Traversable | None = None) -> LawData:
    """The law data of the package (read once), or of a folder laid out like ``comity/data``.

    Raises:
        DataError: a row is broken or an id points nowhere.
    """
    return _packaged() if root is None else _load(root)


@cache
def _packaged() -> LawData:
    return _load(package_data())


FILES = (
    "vocabulary.toml",
    "treaties.toml",
    "status.csv",
    "bilateral.toml",
    "offences.toml",
    "requirements.toml",
    "rules.toml",
    "rights.toml",
    "bases.toml",
)


def _load(root: Traversable) -> LawData:
    return read_files({name: root / "law" / name for name in FILES}, load_states(root))


def read_files(files: Mapping[str, Traversable], states: States) -> LawData:
    """The law data of these files, one for each name of ``FILES``.

    Raises:
        DataError: a row is broken or an id points nowhere.
    """
    words = _vocabularies(files["vocabulary.toml"])
    treaties = read_toml(files["treaties.toml"], "treaty", Treaty, key=_id, words=words)
    bilateral = read_toml(files["bilateral.toml"], "bilateral", Bilateral, key=_id, words=words)
    offences = read_toml(files["offences.toml"], "offence", Offence, key=_id, words=words)
    steps = read_toml(files["bases.toml"], "step", Step, key=_id, words=words)
    rules = read_toml(files["rules.toml"], "rule", Rule, key=_id, words=words)
    status = read_csv(files["status.csv"], StatusRow, key=lambda row: (row.state, row.treaty))
    rights = read_toml(files["rights.toml"], "right", Right, key=lambda row: row.rule)
    fiches = read_toml(
        files["requirements.toml"], "fiche", FicheRow, key=lambda row: row.state, words=words
    )
    tables = (treaties, status, bilateral, offences)
    sources = (row.source for table in tables for row in table)
    law = LawData(
        states=states,
        treaties=_by_id(treaties),
        status=MappingProxyType({(row.state, row.treaty): row for row in status}),
        bilateral=_grouped((frozenset((row.state_a, row.state_b)), row) for row in bilateral),
        bilateral_by_id=_by_id(bilateral),
        offences=_grouped((row.state, row) for row in offences),
        fiches=MappingProxyType({row.state: row for row in fiches}),
        rules=_by_id(rules),
        rights=MappingProxyType({row.rule: row for row in rights}),
        steps=_grouped((act, row) for row in steps for act in row.acts),
        words=words,
        oldest=min(treaty.adopted for treaty in treaties),
        newest=max(source.as_of for source in sources),
    )
    _check_links(law)
    return law


def _id(row: Treaty | Bilateral | Offence | Step | Rule) -> str:
    return row.id


_Identified = TypeVar("_Identified", Treaty, Bilateral, Rule)
_Key = TypeVar("_Key")


def _by_id(rows: Iterable[_Identified]) -> Mapping[str, _Identified]:
    return MappingProxyType({row.id: row for row in rows})


def _grouped(pairs: Iterable[tuple[_Key, Row]]) -> Mapping[_Key, tuple[Row, ...]]:
    groups: defaultdict[_Key, list[Row]] = defaultdict(list)
    for key, row in pairs:
        groups[key].append(row)
    return MappingProxyType({key: tuple(rows) for key, rows in groups.items()})


def _vocabularies(file: Traversable) -> Mapping[str, Mapping[str, str]]:
    rows = read_toml(file, "vocabulary", Vocabulary, key=lambda v: v.name)
    words = {row.name: row.words for row in rows}
    words["any_flag"] = MappingProxyType({**words["flag"], **words["computed_flag"]})
    return MappingProxyType(words)


def _check_links(law: LawData) -> None:
    """Stop at the first id that points nowhere, and at a rule that lacks what its kind needs."""
    bases = (law.treaties.keys() | law.bilateral_by_id.keys()) | _FAMILIES
    for row in law.status.values():
        _known("status.csv", f"{row.state} {row.treaty}", row.treaty, law.treaties)
    for text in law.bilateral_by_id.values():
        _known("bilateral.toml", text.id, text.replaces or text.id, law.bilateral_by_id)
        for code in (text.state_a, text.state_b):
            _known("bilateral.toml", text.id, code, law.states.codes)
    _check_rows(law)
    for code in (*law.offences, *law.fiches):
        _known("offences.toml or requirements.toml", code, code, law.states.codes)
    for step in (step for steps in law.steps.values() for step in steps):
        _check_step(law, step)
    for right in law.rights.values():
        _known("rights.toml", right.rule, right.rule, law.rules)
    for rule in law.rules.values():
        for base in rule.bases:
            _known("rules.toml", rule.id, base, bases)
        _check_rule(rule)


def _check_rows(law: LawData) -> None:
    for row in law.status.values():
        for found in in_status(row):
            raise _contradicted("status.csv", f"{row.state} {row.treaty}", found)
    for offence in (one for rows in law.offences.values() for one in rows):
        for found in in_offence(offence):
            raise _contradicted("offences.toml", offence.id, found)


def _contradicted(file: str, row: str, found: Contradiction) -> DataError:
    return DataError(file, "", row, f"{found.key}: {found.reason}", found.remedy)


_FAMILIES = frozenset({ANY_BASIS, ANY_BILATERAL, ANY_DOMESTIC})


def _check_step(law: LawData, step: Step) -> None:
    if step.kind in (StepKind.TREATY, StepKind.UNTOC):
        _known("bases.toml", step.id, step.treaty, law.treaties)
    if step.needs_state:
        _known("bases.toml", step.id, step.needs_state, law.states.codes)
    for treaty in step.not_asked_beside:
        _known("bases.toml", step.id, treaty, law.treaties)


def _check_rule(rule: Rule) -> None:
    needed = {
        RuleKind.COMPLETENESS: bool(rule.acts and rule.bases and rule.items),
        RuleKind.CLOCK: rule.clock_amount > 0 and rule.clock_unit == "days",
    }
    if not needed.get(rule.kind, bool(rule.trigger_any)):
        reason = f"a rule of kind {rule.kind} lacks what it tests."
        remedy = "completeness: acts, bases, items; clock: clock_amount in days; else trigger_any."
        raise DataError("rules.toml", "rule", rule.id, reason, remedy)


def _known(file: str, row: str, word: str, known: Iterable[str] | Vocabularies) -> None:
    if word not in known:
        reason = f'"{word}" points nowhere.'
        raise DataError(file, "", row, reason, did_you_mean(word, known))
