"""When the honest answer is no: why not, and what else can be done.

A way on is held against the same facts and the same data as the question. That it is open says
nothing of whether the other State will take it.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from comity.base.findings import Finding
from comity.base.reasons import Reason
from comity.base.trit import Trit, all_of
from comity.law.assess import Answer
from comity.law.bases import Availability, Bases, find_bases
from comity.law.data import LawData
from comity.law.dual_criminality import Verdict
from comity.law.explain import rows_of
from comity.law.reasons import reason
from comity.law.rows import Effect, RuleKind
from comity.law.untoc import untoc

_CHANNEL = "urgent_channel"


@dataclass(frozen=True, slots=True)
class Way:
    """Something else that can be done, whether it is open, and why it may not be.

    ``bases`` are the ids of the texts that carry it. ``open`` is no only where it would come to
    nothing: that these data hold no text for it leaves it unknown.
    """

    id: str
    open: Trit
    reason: Reason
    doubts: tuple[Reason, ...]
    articles: tuple[str, ...]
    bases: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """One element of ``instead``."""
        return {
            "id": self.id,
            "open": self.open.value,
            **self.reason.as_json(),
            "doubts": [one.as_json() for one in self.doubts],
            "articles": list(self.articles),
            "bases": list(self.bases),
        }


def why_not(answer: Answer) -> tuple[Finding, ...]:
    """What stands in the way; empty where nothing does."""
    return (*_no_basis(answer), *_not_met(answer), *_blocked(answer))


def _no_basis(answer: Answer) -> Iterator[Finding]:
    bases, question = answer.bases, answer.question
    if bases.available:
        return
    rs, rd = question.pair
    code = "no_basis_but_unknown" if bases.unknown else "no_basis"
    yield Finding("basis", reason(code, rs=rs, rd=rd, date=question.date))
    for base in (*bases.not_listed, *bases.unknown):
        if base.status is not Availability.NOT_ASKED:
            said = base.reasons[1:]  # the first says where it stands in the order
            yield from (
                Finding(base.id, one, base.step.articles, base.rows, base.source) for one in said
            )


def _not_met(answer: Answer) -> Iterator[Finding]:
    if answer.dual_criminality.verdict is not Verdict.NOT_MET:
        return
    surrender = answer.question.surrender
    code = "not_met_surrender" if surrender else "not_met_assistance"
    article = "UNTOC art. 16(1)" if surrender else "UNTOC art. 18(9)"
    sides = (answer.dual_criminality.rs, answer.dual_criminality.rd)
    rows = tuple(row for side in sides if side.result is Trit.NO for row in rows_of(side))
    yield Finding("dual_criminality", reason(code), (article,), rows)


def _blocked(answer: Answer) -> Iterator[Finding]:
    for fired in answer.rules:
        if fired.effect is Effect.BLOCK:
            rule, rows = fired.rule, (f"rules:{fired.rule.id}",)
            said = Reason(f"rule:{rule.id}", rule.message)
            yield Finding(f"rule:{rule.id}", said, (rule.source_article,), rows, rule.source)


def instead(law: LawData, answer: Answer) -> tuple[Way, ...]:
    """Every other way, in the order in which one would try them."""
    stops = tuple(
        fired.rule.id
        for fired in answer.rules
        if fired.effect is Effect.BLOCK and fired.rule.kind is RuleKind.SAFEGUARD
    )
    return tuple(_stopped(way, stops) for way in _ways(law, answer))


def _stopped(way: Way, stops: tuple[str, ...]) -> Way:
    """A hard safeguard that fired holds for every way, and is lifted by its own condition only."""
    if not stops:
        return way
    doubt = reason("way_safeguards", rules=", ".join(stops))
    still = all_of((way.open, Trit.UNKNOWN))
    return dataclasses.replace(way, open=still, doubts=(*way.doubts, doubt))


def _ways(law: LawData, answer: Answer) -> Iterator[Way]:
    question = answer.question
    yield _police(law, answer)
    if question.act != "information":
        yield _by_act(law, answer, "information", "way_information")
    if question.surrender:
        yield _by_act(law, answer, "mla", "way_assistance")
        yield _prosecution(answer)
    if question.act != "transfer_proceedings":
        offered = _by_act(law, answer, "transfer_proceedings", "way_transfer")
        yield _needing_offence(offered, answer)
    if question.act != "jit":
        yield _by_act(law, answer, "jit", "way_joint")


def _police(law: LawData, answer: Answer) -> Way:
    rd = answer.question.requested
    fiche = law.fiches.get(rd)
    known = fiche is not None and fiche.value(_CHANNEL) != "unknown"
    doubts = () if known else (reason("way_no_channel", rd=rd),)
    open_ = Trit.YES if known else Trit.UNKNOWN
    return Way("police_channel", open_, reason("way_police"), doubts, ("UNTOC art. 27",), ())


def _by_act(law: LawData, answer: Answer, act: str, code: str) -> Way:
    """The same question about another act: which texts would carry it."""
    question = dataclasses.replace(answer.question, act=act, measure="", claimed_basis="")
    bases = find_bases(law, question, untoc(law, question, answer.dual_criminality.rs))
    rs, rd = question.pair
    carried, doubts = _carried(bases, rs, rd)
    first = bases.first or (bases.unknown[0] if bases.unknown else None)
    articles = first.step.articles if first else ()
    return Way(act, carried, reason(code, rs=rs, rd=rd), doubts, articles, bases.ids)


def _needing_offence(way: Way, answer: Answer) -> Way:
    """Proceedings come to nothing where the other State has no offence."""
    rd, result = answer.question.requested, answer.dual_criminality.rd.result
    doubts = (*way.doubts, *_offence_there(result, rd))
    return dataclasses.replace(way, open=all_of((way.open, result)), doubts=doubts)


def _carried(bases: Bases, rs: str, rd: str) -> tuple[Trit, tuple[Reason, ...]]:
    if bases.available:
        return Trit.YES, ()
    code = "way_basis_unknown" if bases.unknown else "way_no_basis"
    return Trit.UNKNOWN, (reason(code, rs=rs, rd=rd),)


def _offence_there(result: Trit, rd: str) -> tuple[Reason, ...]:
    codes = {Trit.NO: "way_no_offence", Trit.UNKNOWN: "way_offence_unknown"}
    return (reason(codes[result], rd=rd),) if result in codes else ()


def _prosecution(answer: Answer) -> Way:
    """UNTOC art. 16(10), and ETS 24 art. 6(2) where that convention stands between the two."""
    rs, rd = answer.question.pair
    ids = tuple(base for base in answer.bases.ids if base in _TRY_OR_SURRENDER)
    code = "way_basis_unknown" if answer.untoc.cover is Trit.UNKNOWN else "way_no_basis"
    doubts = () if ids else (reason(code, rs=rs, rd=rd),)
    carried = Trit.YES if ids else Trit.UNKNOWN
    articles = tuple(_TRY_OR_SURRENDER[base] for base in ids or ("UNTOC",))
    said = reason("way_prosecution", rd=rd)
    return _needing_offence(Way("prosecution_there", carried, said, doubts, articles, ids), answer)


_TRY_OR_SURRENDER = {"ETS24": "ETS 24 art. 6(2)", "UNTOC": "UNTOC art. 16(10)"}
