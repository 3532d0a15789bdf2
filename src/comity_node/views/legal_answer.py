"""An answer of the law as a page shows it: findings, ways on, what could be contested."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from comity.assistance.requirements import Requirement, requirements
from comity.base.findings import Finding
from comity.law import answer, read_question
from comity.law.assess import Answer
from comity.law.consistency import inconsistencies
from comity.law.contestable import contestable
from comity.law.declarations import Declaration, made_by
from comity.law.explain import explain
from comity.law.fiche import Fiche, FicheEntry, fiche
from comity.law.ways import Way, instead, why_not
from comity_node.law_in_force import law
from comity_node.views.comparison import Side, sides
from comity_node.vocabulary import word

HOW = (
    "mla_central_authority",
    "extradition_authority",
    "channel",
    "languages_accepted",
    "form_demands",
    "evidence_standard",
    "untoc_18_13",
    "untoc_18_14",
)


@dataclass(frozen=True, slots=True)
class Told:
    """What the answer page shows."""

    answer: Answer
    requirements: tuple[Requirement, ...]
    fiche: Fiche
    sides: tuple[Side, ...]
    uncovered: str
    odd: tuple[Finding, ...]
    explained: tuple[Finding, ...]
    why_not: tuple[Finding, ...]
    ways: tuple[Way, ...]
    contestable: tuple[Finding, ...]
    declarations: tuple[Declaration, ...]

    @property
    def police(self) -> FicheEntry | None:
        """The urgent channel of the State asked."""
        return self.fiche.by_key.get("urgent_channel")

    @property
    def how(self) -> list[FicheEntry]:
        """To whom, by which channel, in which language."""
        return [self.fiche.by_key[key] for key in HOW if key in self.fiche.by_key]


def told(raw: dict[str, Any], measures: tuple[str, ...]) -> Told:
    """The answer to a case question, with what stands in the State's fiche.

    Raises:
        QuestionError: the question does not hold together.
    """
    data = law()
    found = answer(data, read_question(raw, data))
    odd = inconsistencies(data, found.question)
    uncovered = found.dual_criminality.uncovered_rd
    return Told(
        found,
        requirements(data, found, measures),
        fiche(data, raw["requested"]),
        sides(found),
        gettext(", ").join(word("conduct", code) for code in uncovered),
        odd,
        tuple(one for one in explain(data, found) if one not in odd),
        why_not(found),
        instead(data, found),
        contestable(data, found),
        _declarations(found),
    )


def _declarations(found: Answer) -> tuple[Declaration, ...]:
    """What the two States said on the texts that are listed or asked about."""
    texts = {base.id for base in (*found.bases.available, *found.bases.unknown)}
    both = (made_by(state) for state in found.question.pair)
    return tuple(one for said in both for one in said if one.about.treaty in texts)
