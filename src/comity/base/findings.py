"""A finding: what a rule says, with the articles it rests on and the rows it read."""

from dataclasses import dataclass

from comity.base.reasons import Reason
from comity.base.source import ABSENT, Source


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence and what holds it up.

    ``about`` is the place in the question or the part of the answer it speaks of, ``articles``
    citations as the data write them, ``rows`` the rows read, each ``table:key``. A finding that
    rests on no row has no source.
    """

    about: str
    reason: Reason
    articles: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    source: Source = ABSENT

    def as_json(self) -> dict[str, object]:
        """Place, code, English sentence, parameters, articles, rows and provenance."""
        return {
            "about": self.about,
            **self.reason.as_json(),
            "articles": list(self.articles),
            "rows": list(self.rows),
            "source": self.source.source,
            "as_of": self.source.as_of,
            "confidence": self.source.confidence.value,
        }
