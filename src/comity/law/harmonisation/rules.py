"""How a cell is found from a State's offences: one rule for each word of ``Computed``.

Three rules hold for all. Silence of the rows is never no: where a basic offence was read and does
not name the thing, the cell is unknown; where nothing of the kind is in the data it is not
checked. No comes from a row that says so: an absence that a source states, an attempt that is not
punished, a maximum that is known. A row that is wider than the treaty (no benefit asked, related
offences about any paper) fulfils it. Whose border is protected and how complicity works in general
stand in no field and are not compared.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from comity.base.reasons import Reason
from comity.base.source import Confidence
from comity.base.trit import Trit
from comity.law.harmonisation.duties import Computed, Value
from comity.law.harmonisation.profile import (
    CARRIAGE,
    CROSSING,
    ENTRANTS,
    ENTRY,
    STAY,
    Profile,
    excuses_for_pay,
    exit_only,
    names,
    reaches,
    unread,
)
from comity.law.reasons import reason
from comity.law.rows import LIFE, SERIOUS_MONTHS, UNKNOWN_MONTHS, Mode, Offence, Variant

PAPER, GROUP, MONEY = (
    "related_document_fraud",
    "related_criminal_organisation",
    "related_money_laundering",
)
_BEST_FIRST = (Value.YES, Value.PARTLY, Value.UNKNOWN)
_SUREST_FIRST = tuple(Confidence)
_RESULTS = frozenset({"death", "serious_injury"})


@dataclass(frozen=True, slots=True)
class Found:
    """A value, why, and the rows it rests on (for an unknown: those that were read)."""

    value: Value
    reason: Reason
    rows: tuple[Offence, ...] = ()


@dataclass(frozen=True, slots=True)
class _Graded:
    """What one row contributes; ``code`` and ``params`` make the sentence."""

    row: Offence
    value: Value
    code: str
    params: tuple[tuple[str, str], ...] = ()


# --- parts of every rule ---------------------------------------------------------------------


def listed(codes: Iterable[str]) -> str:
    """Codes as a sentence takes them."""
    return ", ".join(sorted(codes))


def _said(p: Profile, value: Value, code: str, rows: tuple[Offence, ...], **params: str) -> Found:
    """On the first row, if any."""
    row = rows[0] if rows else None
    about = {"statute": row.statute, "article": row.article} if row else {}
    return Found(value, reason(code, state=p.state, date=p.day, **about, **params), rows)


def _best(p: Profile, graded: Iterable[_Graded]) -> Found | None:
    """The best value; of the rows that give it those that are surest. None: no row at all."""
    all_graded = tuple(graded)
    for value in _BEST_FIRST:
        alike = [one for one in all_graded if one.value is value]
        if alike:
            first = min(alike, key=lambda one: _rank(one.row))
            same = [one for one in alike if one.code == first.code]
            rows = tuple(one.row for one in same if _rank(one.row) == _rank(first.row))
            return _said(p, value, first.code, rows, **dict(first.params))
    return None


def _rank(row: Offence) -> int:
    return _SUREST_FIRST.index(row.source.confidence)


def _grade(row: Offence, conduct: Collection[str], people: Collection[str] = ENTRANTS) -> _Graded:
    """Whether a row that names the conduct asks no more, and excuses no more, than the treaty.

    A benefit may be asked (Protocol 6(1)) or not; unknown whether it is asked: either will do.
    """
    named = set(row.conduct) & set(conduct)
    told = ("conduct", listed(named))
    if unread(row):
        return _Graded(row, Value.UNKNOWN, "cell_row_not_read")
    if row.requires_circumstances:
        asked = ("circumstance", listed(row.requires_circumstances))
        return _Graded(row, Value.PARTLY, "cell_narrow_circumstance", (told, asked))
    if not reaches(row, people):
        only = ("object", listed(row.objects))
        return _Graded(row, Value.PARTLY, "cell_narrow_object", (told, only))
    excused = "" if row.related else excuses_for_pay(row, named)
    if excused:
        let_off = ("exception", excused)
        return _Graded(row, Value.PARTLY, "cell_narrow_exception", (told, let_off))
    return _Graded(row, Value.YES, "cell_names", (told,))


def _lowered(graded: _Graded, code: str) -> _Graded:
    """A yes that covers only a part."""
    if graded.value is not Value.YES:
        return graded
    return _Graded(graded.row, Value.PARTLY, code, graded.params)


def _silent(p: Profile, conduct: Collection[str]) -> Found:
    """No row names it: no if a source says there was no offence, else unknown or not checked."""
    if not p.main and p.absent:
        return _said(p, Value.NO, "fails_no_offence_at_date", (p.absent,))
    if not p.base:
        return _said(p, Value.NOT_CHECKED, "cell_no_rows", ())
    return _said(p, Value.UNKNOWN, "cell_silent", p.base, conduct=listed(conduct))


def _general_rules(p: Profile, conduct: Collection[str]) -> Found:
    """No row names it: the general rules on parties to an offence are not in the data."""
    if not p.main:
        return _silent(p, conduct)
    return _said(p, Value.NOT_CHECKED, "cell_general_rules", (), conduct=listed(conduct))


# --- Protocol 6(1): the offences -------------------------------------------------------------


def entry(p: Profile) -> Found:
    """Protocol 6(1)(a), 3(a): yes where a main row names procuring entry and is not narrower.

    Asking a benefit is what the Protocol does; not asking is wider; both are yes, and so is a row
    of which it is unknown. Partly: only with circumstances, only for some of the people, or with
    an exception that excuses who was paid; carriage alone, which may stay inside; exit alone,
    which reaches the procuring of entry elsewhere when it begins here, and no entry here.
    """
    return _best(p, map(_entry, p.naming(CROSSING))) or _silent(p, ENTRY)


def _entry(row: Offence) -> _Graded:
    if names(row, ENTRY):
        return _grade(row, ENTRY)
    if names(row, CARRIAGE):
        return _lowered(_grade(row, CARRIAGE), "cell_carriage")
    people = frozenset(row.objects)  # whoever leaves: who is not let in elsewhere
    return _lowered(_grade(row, CROSSING, people), "cell_exit")


def paper_making(p: Profile) -> Found:
    """Protocol 6(1)(b)(i): a row, main or related, that names making papers; never no.

    Forgery in general is wider than forgery for smuggling, and fulfils it. A State whose offences
    on papers are not in the data is not checked.
    """
    return _paper(p, "produce_document") or _no_papers(p, {"produce_document"})


def paper_having(p: Profile) -> Found:
    """Protocol 6(1)(b)(ii): providing (procuring is no word of the data) and possessing; never no.

    Both named: yes. One of the two: partly, because other offences may punish the other.
    """
    acts = ("provide_document", "possess_document")
    found = {act: one for act in acts if (one := _paper(p, act))}
    if not found:
        return _no_papers(p, acts)
    worst = max(found.values(), key=lambda one: _BEST_FIRST.index(one.value))
    rows = tuple(dict.fromkeys(row for one in found.values() for row in one.rows))
    if worst.value is not Value.YES:
        return Found(worst.value, worst.reason, rows)
    rest = [act for act in acts if act not in found]
    if not rest:
        both = tuple(row for row in rows if set(acts) <= set(row.conduct))
        code = "cell_names" if both else "cell_names_together"
        return _said(p, Value.YES, code, both or rows, conduct=listed(acts))
    return _said(p, Value.PARTLY, "cell_part", rows, conduct=listed(found), other_conduct=rest[0])


def _no_papers(p: Profile, acts: Collection[str]) -> Found:
    return _said(p, Value.NOT_CHECKED, "cell_no_papers", (), conduct=listed(acts))


def _paper(p: Profile, act: str) -> Found | None:
    rows = (row for row in (*p.main, *p.related) if names(row, {act}))
    return _best(p, (_grade(row, {act}) for row in rows))


def stay(p: Profile) -> Found:
    """Protocol 6(1)(c): yes where a main row names procuring stay and is not narrower.

    Lodging alone is one way to enable stay: partly. A stated absence speaks of smuggling, and
    leaves open whether help to stay was punished otherwise.
    """
    found = _best(p, map(_stay, p.naming(STAY)))
    if not found and not p.main and p.absent:
        return _said(p, Value.UNKNOWN, "cell_absent_stay", (p.absent,))
    return found or _silent(p, {"procure_stay"})


def _stay(row: Offence) -> _Graded:
    if names(row, {"procure_stay"}):
        return _grade(row, STAY)
    return _lowered(_grade(row, STAY), "cell_lodging")


# --- Protocol 6(2): attempt, accomplices, organisers -----------------------------------------


def attempt(p: Profile) -> Found:
    """Protocol 6(2)(a): what the offences of paragraph 1 say of attempt, all of them.

    All yes: yes; yes for some: partly; otherwise unknown before no. Offences that need an
    aggravating circumstance are left out: their attempt is that of the basic offence.
    """
    rows = tuple(row for row in p.naming(CROSSING | STAY) if not row.requires_circumstances)
    codes = ("cell_attempt", "cell_attempt_part", "cell_attempt_unknown", "cell_attempt_no")
    return _field(p, rows, "attempt_punished", codes) or _silent(p, CROSSING)


def _field(
    p: Profile, rows: tuple[Offence, ...], name: str, codes: tuple[str, str, str, str]
) -> Found | None:
    """A three-valued field over several rows; the sentence is on the first that decides."""
    said = [(row, Trit(getattr(row, name))) for row in rows]
    yes, part, unknown, no = codes
    values = {value for _, value in said}
    if not values:
        return None
    if values == {Trit.YES}:
        return _said(p, Value.YES, yes, rows)
    if Trit.YES in values:
        first = tuple(row for row, value in said if value is Trit.YES)
        others = tuple(row for row in rows if row not in first)
        return _said(p, Value.PARTLY, part, (*first, *others))
    if Trit.UNKNOWN in values:
        open_rows = tuple(row for row, value in said if value is Trit.UNKNOWN)
        return _said(p, Value.UNKNOWN, unknown, open_rows)
    return _said(p, Value.NO, no, rows)


def complicity(p: Profile) -> Found:
    """Protocol 6(2)(b): a main row that names helping.

    Where none does, helping falls under the general rules, which are not in the data.
    """
    aid = frozenset({"aid"})
    people = ENTRANTS | {"asylum_seeker"}
    found = _best(p, (_grade(row, aid, people) for row in p.naming(aid)))
    return found or _general_rules(p, aid)


def direction(p: Profile) -> Found:
    """Protocol 6(2)(c): a main row that names organising, or leading a group.

    Exit alone, or an offence on criminal groups alone, reaches a part. Where nothing names it,
    it falls under the general rules, which are not in the data.
    """
    wanted = frozenset({"organise", "lead_group"})
    if not p.main:
        return _silent(p, wanted)
    own = (_direction(row, wanted) for row in p.naming(wanted))
    of_groups = (row for row in p.beside(GROUP) if names(row, wanted))
    graded = (*own, *(_lowered(_grade(row, wanted), "cell_group_only") for row in of_groups))
    return _best(p, graded) or _general_rules(p, wanted)


def _direction(row: Offence, wanted: frozenset[str]) -> _Graded:
    if not exit_only(row):
        return _grade(row, wanted)
    return _lowered(_grade(row, wanted, frozenset(row.objects)), "cell_exit")


# --- Protocol 6(3): aggravating circumstances ------------------------------------------------


def danger(p: Profile) -> Found:
    """Protocol 6(3)(a): see :func:`_aggravated`. Death or injury alone is a part of danger."""
    return _aggravated(p, "danger_to_life", _RESULTS)


def inhuman(p: Profile) -> Found:
    """Protocol 6(3)(b): see :func:`_aggravated`."""
    return _aggravated(p, "inhuman_treatment", frozenset())


def _aggravated(p: Profile, circumstance: str, results: frozenset[str]) -> Found:
    """Whether the circumstance alone raises the penalty of an offence of smuggling.

    A higher maximum, or the same with a higher minimum: yes. The same penalty, or one that was not
    read: unknown, because it may be named for another reason. A maximum of life cannot rise: what
    courts make of the danger was not read, unknown. Looked at for the offences of 6(1)(a); the
    Protocol asks it for papers and stay too.
    """
    rows = p.naming(CROSSING)
    graded = [_worsened(row, circumstance, results) for row in rows]
    if not rows:
        return _silent(p, CROSSING)
    found = _best(p, (one for one in graded if one))
    if found:
        return found
    life = tuple(row for row in rows if row.base_max_months == LIFE)
    code = "cell_life_already" if life else "cell_not_heavier"
    return _said(p, Value.UNKNOWN, code, life or rows, circumstance=circumstance)


def _worsened(row: Offence, circumstance: str, results: frozenset[str]) -> _Graded | None:
    told = (("circumstance", circumstance),)
    alone = [one for one in row.variant if one.mode is Mode.ANY]
    named = [one for one in alone if circumstance in one.circumstances]
    if circumstance in row.requires_circumstances or any(_heavier(row, one) for one in named):
        return _Graded(row, Value.YES, "cell_heavier", told)
    came = [one for one in alone if results.intersection(one.circumstances) and _heavier(row, one)]
    happened = results.intersection(c for one in came for c in one.circumstances)
    happened |= results.intersection(row.requires_circumstances)
    if happened:
        told = (("circumstance", listed(happened)),)
        return _Graded(row, Value.PARTLY, "cell_heavier_result", told)
    return _Graded(row, Value.UNKNOWN, "cell_same_penalty", told) if named else None


def _heavier(row: Offence, variant: Variant) -> bool:
    """Whether the months show it; an unknown one shows nothing."""
    top = (row.base_max_months, variant.max_months)
    least = (row.base_min_months, variant.min_months)
    if UNKNOWN_MONTHS not in top and top[0] != top[1]:
        return top[0] < top[1]
    return UNKNOWN_MONTHS not in least and least[1] > least[0]


# --- Protocol 5, UNTOC -----------------------------------------------------------------------


def immunity(p: Profile) -> Found:
    """Protocol 5: yes where a clause exempts those who were smuggled.

    The article asks that nobody be prosecuted under the Protocol for having been smuggled, and
    asks for no clause; irregular entry as an offence of its own is left alone by 6(4). So a State
    without a clause shows neither a breach nor the contrary: unknown, never no.
    """
    rows = p.base or p.main
    for value, found, code in (
        (Trit.YES, Value.YES, "cell_immunity"),
        (Trit.UNKNOWN, Value.UNKNOWN, "cell_immunity_unknown"),
        (Trit.NO, Value.UNKNOWN, "cell_immunity_none"),
    ):
        alike = tuple(row for row in rows if row.migrant_immunity is value)
        if alike:
            return _said(p, found, code, alike)
    if p.absent:
        return _said(p, Value.UNKNOWN, "fails_no_offence_at_date", (p.absent,))
    return _silent(p, ())


def serious(p: Profile) -> Found:
    """UNTOC 2(b): the maximum of the basic offences against four years.

    All of them without aggravating facts: yes; some, or with aggravating facts only: partly. An
    unknown maximum that decides is unknown. A definition: no is no breach.
    """
    if not p.base:
        return _silent(p, ())
    by_row = {row: _serious(row) for row in p.base}
    values = set(by_row.values())
    if values == {Value.YES}:
        value = Value.YES
    elif values & {Value.YES, Value.PARTLY}:
        value = Value.PARTLY
    else:
        value = Value.UNKNOWN if Value.UNKNOWN in values else Value.NO
    lowest = sorted(p.base, key=lambda row: row.base_max_months)
    months = lowest[0].base_max_months
    ending = {LIFE: "_life", UNKNOWN_MONTHS: "_unread"}.get(months, "")
    code = f"cell_serious_{value}{ending}"
    return _said(p, value, code, tuple(lowest), months=f"{months} months")


def _serious(row: Offence) -> Value:
    if row.base_max_months >= SERIOUS_MONTHS:
        return Value.YES
    heavier = [one.max_months for one in row.variant]
    if any(months >= SERIOUS_MONTHS for months in heavier):
        return Value.PARTLY
    open_months = UNKNOWN_MONTHS in (row.base_max_months, *heavier)
    return Value.UNKNOWN if open_months else Value.NO


def group(p: Profile) -> Found:
    """UNTOC 5(1)(a): an offence on criminal groups answers one limb or the other; either will do.

    Which of the two it is was not read.
    """
    return _of_role(p, GROUP, "cell_group") or _said(p, Value.NOT_CHECKED, "cell_no_group", ())


def _of_role(p: Profile, role: str, code: str) -> Found | None:
    return _best(
        p,
        (
            _Graded(row, Value.UNKNOWN, "cell_row_not_read")
            if unread(row)
            else _Graded(row, Value.YES, code)
            for row in p.beside(role)
        ),
    )


def group_direction(p: Profile) -> Found:
    """UNTOC 5(1)(b): an offence on criminal groups that names leading or organising, and helping.

    One of the two: partly, because the general rules on complicity may cover the other.
    """
    return _best(p, map(_directed, p.beside(GROUP))) or _said(
        p, Value.NOT_CHECKED, "cell_no_group", ()
    )


def _directed(row: Offence) -> _Graded:
    leading, helping = frozenset({"organise", "lead_group"}), frozenset({"aid"})
    graded = _grade(row, leading | helping)
    if names(row, leading) and names(row, helping):
        return graded
    named, rest = (leading, helping) if names(row, leading) else (helping, leading)
    acts = (("conduct", listed(named & set(row.conduct))), ("other_conduct", listed(rest)))
    return _lowered(_Graded(row, graded.value, graded.code, acts), "cell_part")


def laundering(p: Profile) -> Found:
    """UNTOC 6(1)(a): an offence on money laundering; its acts were not compared one by one."""
    return _of_role(p, MONEY, "cell_money") or _said(p, Value.NOT_CHECKED, "cell_no_money", ())


def legal_persons(p: Profile) -> Found:
    """UNTOC 10(1) with Protocol 1(3): what the offences of smuggling say of legal persons.

    Yes for some: partly. No in a row speaks of that offence only: civil or administrative
    liability would do (10(2)) and was not read, so it is unknown, never no. What holds for the
    offences of arts. 5, 6, 8 and 23 is not in the data.
    """
    codes = ("cell_legal", "cell_legal_part", "cell_legal_unknown", "cell_legal_none")
    found = _field(p, p.main, "legal_person_liability", codes)
    if found and found.value is Value.NO:
        return Found(Value.UNKNOWN, found.reason, found.rows)
    if not found and p.absent:
        return _said(p, Value.UNKNOWN, "fails_no_offence_at_date", (p.absent,))
    return found or _silent(p, ())


RULES: dict[Computed, Callable[[Profile], Found]] = {
    Computed.ENTRY: entry,
    Computed.PAPER_MAKING: paper_making,
    Computed.PAPER_HAVING: paper_having,
    Computed.STAY: stay,
    Computed.ATTEMPT: attempt,
    Computed.COMPLICITY: complicity,
    Computed.DIRECTION: direction,
    Computed.DANGER: danger,
    Computed.INHUMAN: inhuman,
    Computed.IMMUNITY: immunity,
    Computed.SERIOUS: serious,
    Computed.GROUP: group,
    Computed.GROUP_DIRECTION: group_direction,
    Computed.LAUNDERING: laundering,
    Computed.LEGAL_PERSONS: legal_persons,
}
"""The rules that read offences; ``fiche`` and ``agreement`` read other rows."""
