"""Types of message by which two States carry on a request, and what the body of each holds.

A body is RFC 8785 JSON. Requests and their answers are typed messages, not free mail, so that
each is acknowledged, answered and counted. Unknown fields of a body are kept and shown.
"""

from enum import StrEnum


class Type(StrEnum):
    """Every type this version speaks; the value stands in the manifest's ``typ``."""

    LETTER = "cj/letter/1"
    REQUEST = "cj/mla-request/1"
    ACKNOWLEDGE = "cj/mla-acknowledge/1"
    ASK_MISSING = "cj/mla-ask-missing/1"
    SUPPLEMENT = "cj/mla-supplement/1"
    EXECUTING = "cj/mla-executing/1"
    PARTIAL_RESULT = "cj/mla-partial-result/1"
    RESULT = "cj/mla-result/1"
    POSTPONE = "cj/mla-postpone/1"
    CONSULT = "cj/mla-consult/1"
    REFUSE = "cj/mla-refuse/1"
    REMIND = "cj/mla-remind/1"
    WITHDRAW = "cj/mla-withdraw/1"
    NOTE = "cj/mla-note/1"
    CLOSE = "cj/mla-close/1"


ACCEPTED = tuple(kind.value for kind in Type)
