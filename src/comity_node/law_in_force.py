"""The law data this process answers from: those of the package, with what officers accepted.

No query stands here: ``access.law.refresh`` brings it up to date, once for each page.
"""

from comity.law import LawData, load

_accepted: LawData | None = None


def law() -> LawData:
    """The law data as they stand in this process."""
    return _accepted or load()


def take(found: LawData | None) -> None:
    """Answer from these from now on; None: from the package alone."""
    global _accepted  # noqa: PLW0603  # one value for the process, set in one place
    _accepted = found
