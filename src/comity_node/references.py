"""References of other States in addresses: they hold slashes and spaces, as paper does."""

import re
import unicodedata

_REFERENCE = re.compile(r"(?! ).{1,24}(?<! )")
_JOINERS = "\u200c\u200d"  # of Persian and Bengali names; every other unseen sign may mislead


def shown(sign: str) -> bool:
    """Signs of names everywhere: letters, marks, joiners; no control, none that turns a line."""
    if sign in _JOINERS:
        return True
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def is_reference(text: str) -> bool:
    """Whether a page could show it as the reference of a request: 1 to 24 signs, none unseen."""
    return bool(_REFERENCE.fullmatch(text)) and all(map(shown, text))


def stem(reference: str) -> str:
    """A reference as part of a file name: letters, digits, dots and dashes."""
    return re.sub(r"[^\w.-]", "-", reference)


class ReferenceConverter:
    """A reference as one part of an address: ``~`` is written ``~~`` and a slash ``~s``.

    One of dots alone, which an address would take for a folder, has ``~d`` for each.
    """

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        """The reference of an address."""
        return "~".join(part.replace("~s", "/").replace("~d", ".") for part in value.split("~~"))

    def to_url(self, value: str) -> str:
        """How a reference stands in an address."""
        if not value.strip("."):
            return value.replace(".", "~d")
        return value.replace("~", "~~").replace("/", "~s")
