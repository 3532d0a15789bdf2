"""A reason: a sentence template with its parameters, so that the shell can translate it."""

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an answer is what it is.

    ``code`` is the message id, ``text`` the English template with ``{names}`` to fill,
    ``params`` the values. A parameter is a code, an id or a date, never a translated word.
    """

    code: str
    text: str
    params: tuple[tuple[str, str], ...] = ()

    def sentence(self, template: str = "") -> str:
        """The English sentence, or the one of a translated template."""
        return (template or self.text).format(**dict(self.params))

    def as_json(self) -> dict[str, object]:
        """Keys ``code``, ``text`` (the English sentence) and ``params``."""
        return {"code": self.code, "text": _said(self), "params": dict(self.params)}


@lru_cache(maxsize=16384)
def _said(reason: Reason) -> str:
    return reason.sentence()
