"""Which items of the file a request's content holds (UNTOC art. 18(14), (15); ETS 30 art. 14).

An item that is there is not judged: whether a text is good is for people.
"""

from comity.assistance.terms import Terms


def items_of(
    terms: Terms, *, addressee_known: bool, translated: bool, signed: bool
) -> frozenset[str]:
    """Codes of the vocabulary ``file_item`` that these terms hold.

    Args:
        addressee_known: an officer confirmed that it is the notified central authority.
        translated: every text has a fresh translation, or none is needed.
        signed: somebody is named who signs; authenticity then rests on the seal or signature.
    """
    sought = bool(terms.measures) and all(one.detail.own.strip() for one in terms.measures)
    held = {
        "requesting_authority": bool(terms.requesting_authority),
        "conducting_authority": bool(terms.officer and terms.functions),
        "subject_and_nature": bool(terms.subject_and_nature),
        "facts_summary": bool(terms.facts),
        "assistance_sought": sought,
        "purpose": bool(terms.purpose),
        "person_identity": bool(terms.people),
        "offence_named": bool(terms.offences),
        "object_and_reason": sought and bool(terms.purpose),
        "addressee_name_address": any(one.targets for one in terms.measures),
        "addressee_central_authority": addressee_known and bool(terms.addressee),
        "translation_accepted_language": translated,
        "authenticity": signed,
    }
    return frozenset(item for item, there in held.items() if there)
