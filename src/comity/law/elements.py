"""The elements of an offence as codes: what a list of offences is narrowed down by.

An element that stands is one the row names; that it stands not is no word on the law of the State.
"""

from collections.abc import Iterator, Mapping

from comity.law.rows import BenefitRule, Offence

KINDS = ("role", "conduct", "object", "benefit", "circumstance", "exception")
UNWORDED = frozenset({"benefit:no", "benefit:unknown"})
"""What nobody looks for by a word."""
_ABSENCE = "absence_stated"
_UNNAMED = frozenset({f"role:{_ABSENCE}", "exception:family_care"})
"""No element of a row: an absence, and what the Court said of family care."""


def elements_of(row: Offence) -> tuple[str, ...]:
    """Codes such as ``conduct:transport``, each once, in the order of ``KINDS``.

    ``benefit`` as the row has it: asked for, not asked for, punished more, not known. Circumstances
    are those it needs and those of its heavier penalties. A row that states an absence has none.
    """
    if row.role == _ABSENCE:
        return ()
    found = [f"role:{row.role}", *(f"conduct:{one}" for one in row.conduct)]
    found += [f"object:{one}" for one in row.objects]
    found.append(f"benefit:{row.benefit_required}")
    circumstances = (*row.requires_circumstances, *_aggravating(row))
    found += [f"circumstance:{one}" for one in circumstances]
    found += [f"exception:{one}" for one in row.exceptions]
    return tuple(dict.fromkeys(one for one in found if one not in _UNNAMED))


def _aggravating(row: Offence) -> Iterator[str]:
    for variant in row.variant:
        yield from variant.circumstances


def known_elements(words: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Every element a row can have, by the vocabularies."""
    for kind in KINDS:
        codes = tuple(BenefitRule) if kind == "benefit" else tuple(words[kind])
        for code in codes:
            if f"{kind}:{code}" not in _UNNAMED:
                yield f"{kind}:{code}"
