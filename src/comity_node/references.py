"""References of other States in addresses: they hold slashes and spaces, as paper does."""

import re


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
