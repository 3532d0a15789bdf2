"""Whether the Convention covers the case, and by which route: Protocol offence or serious crime.

UNTOC arts. 2(b), 3(1); Smuggling Protocol arts. 1(3), 3(a), 6(1). Transnationality is taken as
given. Computed for every act.
"""

from dataclasses import dataclass

from comity.base.trit import Trit, all_of, one_of
from comity.law.data import LawData
from comity.law.offences import StateResult
from comity.law.question import Question
from comity.law.status import Pair, pair

UNTOC = "UNTOC"
PROTOCOL = "SOM_PROTOCOL"
_NOT_OF_THE_PROTOCOL = frozenset({"fail_to_report", "launder"})
_EXIT_ALONE = frozenset({"procure_exit"})


@dataclass(frozen=True, slots=True)
class Untoc:
    """The limbs, the group, the two pairs, whether the case is covered and by which route.

    ``route`` is empty, ``protocol_offence``, ``serious_crime`` or ``undecided``; it can be named
    while the cover is unknown.
    """

    protocol_limb: Trit
    serious_limb: Trit
    group: Trit
    convention: Pair
    protocol: Pair
    cover: Trit
    route: str


def untoc(law: LawData, question: Question, rs: StateResult) -> Untoc:
    """The Convention held against the question; ``rs`` is the result of the requesting State."""
    convention = pair(law, question.pair, UNTOC, question.date)
    protocol = pair(law, question.pair, PROTOCOL, question.date)
    by_protocol = _protocol_limb(question, rs, protocol.bound)
    by_gravity = Trit.NO if rs.result is Trit.NO else rs.serious
    group = _group(question)
    cover = all_of((one_of((by_protocol, by_gravity)), group, convention.bound))
    route = _route(cover, by_protocol, by_gravity)
    return Untoc(by_protocol, by_gravity, group, convention, protocol, cover, route)


def _protocol_limb(question: Question, rs: StateResult, bound: Trit) -> Trit:
    facts = question.facts
    conduct = facts.conduct - _NOT_OF_THE_PROTOCOL
    if rs.result is Trit.NO or not conduct or facts.benefit == "no" or bound is Trit.NO:
        return Trit.NO
    # Exit alone does not show an entry elsewhere (art. 3(a)).
    still_open = facts.benefit == "unproven" or conduct == _EXIT_ALONE
    return Trit.UNKNOWN if still_open else all_of((bound, rs.result))


def _group(question: Question) -> Trit:
    ocg = question.facts.ocg
    if ocg == "suspected":
        # Art. 18(1): reasonable grounds to suspect; surrender asks for more.
        return Trit.UNKNOWN if question.surrender else Trit.YES
    return Trit(ocg)


def _route(cover: Trit, by_protocol: Trit, by_gravity: Trit) -> str:
    if cover is Trit.NO:
        return ""
    if by_protocol is Trit.YES:
        return "protocol_offence"
    return "serious_crime" if by_gravity is Trit.YES else "undecided"
