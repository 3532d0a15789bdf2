"""The applicable maximum, in months: of one offence with the facts that aggravate it, of a State.

9999 is life, -1 unknown. Minimum penalties are not used. A benefit is not the circumstance
``profit``: the facts must name it.
"""

from collections.abc import Collection, Iterable

from comity.law.rows import SERIOUS_MONTHS, UNKNOWN_MONTHS, Mode, Offence, Variant


def row_maximum(row: Offence, circumstances: Collection[str]) -> int:
    """The highest maximum of the row that applies.

    An unknown value hides a known one below 48 months: it might be higher.
    """
    applying = [
        variant.max_months for variant in row.variant if _applies(variant, row, circumstances)
    ]
    return _highest([row.base_max_months, *applying])


def state_maximum(matched: Iterable[int], open_beside: Iterable[int]) -> int:
    """The highest of the matched rows (UNTOC art. 16(2): one that reaches the limit carries all).

    Below 48 months it is unknown when a matched row is unknown, or when a row that is still open
    is unknown or would reach 48.
    """
    highest = _highest(list(matched))
    may_rise = any(months == UNKNOWN_MONTHS or months >= SERIOUS_MONTHS for months in open_beside)
    return UNKNOWN_MONTHS if highest < SERIOUS_MONTHS and may_rise else highest


def _highest(months: list[int]) -> int:
    highest = max(months)
    hidden = UNKNOWN_MONTHS in months and highest < SERIOUS_MONTHS
    return UNKNOWN_MONTHS if hidden else highest


def _applies(variant: Variant, row: Offence, circumstances: Collection[str]) -> bool:
    present = [name for name in variant.circumstances if name in circumstances]
    match variant.mode:
        case Mode.ANY:
            return bool(present)
        case Mode.TWO:
            return len(present) > 1
        case Mode.TWO_INCL_FIRST:
            return len(present) > 1 and variant.circumstances[0] in present
        case Mode.WITH_ANY:
            first = row.variant[0].circumstances
            return bool(present) and any(name in circumstances for name in first)
