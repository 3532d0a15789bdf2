"""The steps of the training story, as the training page tells them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Step:
    """Who does what, and what to notice."""

    who: Any
    do: Any
    notice: Any


PROSECUTOR = _("Prosecutor of the State that asks")
CENTRAL_ASKING = _("Caseworker of the State that asks")
CENTRAL_ASKED = _("Caseworker of the State asked")
STEPS = (
    Step(
        PROSECUTOR,
        _("Open the case “Landing off Augusta”. Read the facts, the people, the exhibits."),
        _("Everybody begins as “smuggled, or not known”; each name stands in its own script."),
    ),
    Step(
        PROSECUTOR,
        _("Press “Ask abroad”, choose the other State, phone records and bank records."),
        _("The bases stand in order with the reason of each; what is unknown stands apart."),
    ),
    Step(
        PROSECUTOR,
        _("Add the fact that is missing: who was paid. Ask again, and start the request."),
        _("The finding on the benefit moves from unknown to met. Nothing is a likelihood."),
    ),
    Step(
        PROSECUTOR,
        _("Go through the tasks of the builder; mend the passage that changed since translation."),
        _("The letter grows beside you in both languages, with the same numbered paragraphs."),
    ),
    Step(
        PROSECUTOR,
        _("Answer the gate, question by question."),
        _("Whoever seeks protection from the State asked is taken out of its copy."),
    ),
    Step(
        CENTRAL_ASKING,
        _("Read the answers and agree as the second person."),
        _("Nobody passes the gate alone, and any change opens it again."),
    ),
    Step(
        PROSECUTOR,
        _("Make the version, print it, attach the signed scan, confirm what leaves, send."),
        _("The paper and the message carry the same fingerprint."),
    ),
    Step(
        CENTRAL_ASKED,
        _("Open the new request, look at each item, acknowledge and ask for what is missing."),
        _("One letter, not seven; the date of payment is unclear."),
    ),
    Step(
        PROSECUTOR,
        _("Answer with the date of payment."),
        _("The line on top says for whom the request waits, since when, until when."),
    ),
    Step(
        CENTRAL_ASKED,
        _("Send it for execution with the reason, advance the clock, send a part of the result."),
        _("Limits of use go with every item (art. 18(19))."),
    ),
    Step(
        CENTRAL_ASKED,
        _("Advance the clock again and send the result."),
        _("Each act is signed, receipted, and stands in the audit as a sentence."),
    ),
    Step(
        PROSECUTOR,
        _("Close the request, with feedback; save the whole file with its proofs."),
        _("Closing is a message too. The verifier checks the file without any node."),
    ),
)
