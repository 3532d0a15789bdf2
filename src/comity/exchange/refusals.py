"""Why a message is refused: a closed list of codes, each with what to do about it.

Codes travel in signed receipts: never rename, never reuse.
"""

from enum import StrEnum


class Code(StrEnum):
    """Codes of the receipt ``refused`` (guide/security.md 3.6)."""

    UNKNOWN_PEER = "unknown_peer"
    SENDER_NOT_PEER = "sender_not_peer"
    TOO_LARGE = "too_large"
    QUOTA = "quota"
    MALFORMED = "malformed"
    UNSUPPORTED = "unsupported"
    UNSUPPORTED_SUITE = "unsupported_suite"
    UNKNOWN_SEALING_KEY = "unknown_sealing_key"
    CANNOT_OPEN = "cannot_open"
    UNKNOWN_SIGNING_KEY = "unknown_signing_key"
    SIGNATURE = "signature"
    NOT_CANONICAL = "not_canonical"
    WRONG_RECIPIENT = "wrong_recipient"
    WRONG_MESSAGE = "wrong_message"
    BODY_DIGEST = "body_digest"
    EXPIRED = "expired"
    SCHEMA = "schema"
    NOT_COMPETENT = "not_competent"
    ATTACHMENT = "attachment"
    MALWARE = "malware"
    EQUIVOCATION = "equivocation"


ADVICE: dict[Code, str] = {
    Code.UNKNOWN_PEER: "The recipient's directory does not list the certificate you connected "
    "with. Compare directory versions with the secretariat, then send again.",
    Code.SENDER_NOT_PEER: "The message names another sender than the node that delivered it. "
    "Have the sender deliver it itself.",
    Code.TOO_LARGE: "The message is larger than 256 KiB. Move documents into attachments and "
    "send again.",
    Code.QUOTA: "The recipient's quota for your node is used up. Wait until tomorrow, or call its "
    "focal point if it cannot wait.",
    Code.MALFORMED: "The bytes are not a message of this protocol. Send again; if it repeats, "
    "have your operator check the software version.",
    Code.UNSUPPORTED: "The message needs a feature the recipient does not have. Send it without "
    "that feature, or ask the recipient to upgrade.",
    Code.UNSUPPORTED_SUITE: "The message is sealed with a suite the recipient does not accept. "
    "Fetch the directory and seal again with a suite it lists.",
    Code.UNKNOWN_SEALING_KEY: "The message is sealed to a key the recipient no longer has. "
    "Fetch the directory and seal again.",
    Code.CANNOT_OPEN: "The seal does not open: the message was changed on its way or sealed to "
    "another key. Seal again and send.",
    Code.UNKNOWN_SIGNING_KEY: "The recipient's directory has no such signing key of yours, or it "
    "was not valid at that time. Publish your key through the secretariat, then sign again.",
    Code.SIGNATURE: "The signature does not verify. Do not send again; have your operator find "
    "out who changed the message.",
    Code.NOT_CANONICAL: "The signed text is not in the one canonical form. Have your operator "
    "check the software version.",
    Code.WRONG_RECIPIENT: "The message was signed for another node. Make a new request to this "
    "recipient; a signed one cannot be passed on.",
    Code.WRONG_MESSAGE: "The outside of the message names another message than the inside. "
    "Seal again and send.",
    Code.BODY_DIGEST: "The text does not match the digest that was signed. Seal again with the "
    "text that was signed.",
    Code.EXPIRED: "The message arrived after the time it set itself. Check that it is still "
    "wanted, then make it anew with a later expiry.",
    Code.SCHEMA: "A field is missing or is not what the protocol says. The detail names it; "
    "correct it and make the message anew.",
    Code.NOT_COMPETENT: "The recipient does not accept this kind of message. Look in the "
    "directory for the authority that does.",
    Code.ATTACHMENT: "An attachment is incomplete or does not match what was signed. Offer its "
    "parts again.",
    Code.MALWARE: "An attachment was found harmful and was not opened. Check it with your "
    "security officer before sending a clean copy.",
    Code.EQUIVOCATION: "Another message with this name or number was received before. Both are "
    "kept as evidence; have your operator find out how two came to be.",
}


class MalformedError(ValueError):
    """The one exception for bytes that are not what they claim to be.

    Args:
        code: why, from the closed list.
        detail: which field or step, for the operator; holds no personal data.
    """

    def __init__(self, code: Code, detail: str) -> None:
        super().__init__(f"{code.value}: {detail}")
        self.code = code
        self.detail = detail


def advice(code: Code) -> str:
    """What the sender should do about a refusal, in English."""
    return ADVICE[code]
