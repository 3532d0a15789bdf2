"""Where a legal datum was read, as a page says it."""

import re

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as L

# Sources that are no titles, which stay as they are, but words of these data.
SOURCES = {
    "general knowledge, not re-read": L("general knowledge"),
    "public pages; which ones was not kept": L("public pages; which ones was not kept"),
    "not found; see SHERLOC CNA directory": L("see the directory of competent authorities"),
    "Research for this project, April 2026, not re-read": L("general knowledge"),
}

# as comity.law.statements writes it for a row that a State has said
_SAID_BY = re.compile(
    r"said by (?P<state>[A-Z]{2}) on \S+ \((?P<reference>[^)]*)\): (?P<source>.*)", re.DOTALL
)


def source_said(source: str) -> str:
    """A source, with the words of these data in the reader's language, titles as they are."""
    if said := _SAID_BY.fullmatch(source):
        from comity_node.wording import reader_language, state_name

        state = state_name(said["state"], reader_language())
        where = source_said(said["source"])
        return gettext("said by %(state)s (%(reference)s): %(source)s") % {
            "state": state, "reference": said["reference"], "source": where,
        }  # fmt: skip
    named, dash, address = source.partition(" - ")
    return f"{SOURCES.get(named, named)}{dash}{address}"
