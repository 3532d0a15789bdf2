"""Who may open which page: every view stands here, and one that does not is closed to all.

Which *rows* an officer sees on an open page is decided by the functions of ``access``.
"""

from comity_node.models.users import Role

EVERYBODY = frozenset(Role.values)
CASE_OFFICERS = frozenset({Role.PROSECUTOR, Role.CASEWORKER, Role.SUPERVISOR})
CENTRAL = frozenset({Role.CASEWORKER, Role.SUPERVISOR})
SUPERVISORS = frozenset({Role.SUPERVISOR})
OVERSIGHT = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})
OPEN = frozenset({"open"})  # before anybody has signed in

MATRIX: dict[str, frozenset[str]] = {
    # the door
    "account_login": OPEN,
    "account_logout": OPEN,
    "account_inactive": OPEN,
    "mfa_authenticate": OPEN,
    "language": OPEN,
    "lock": EVERYBODY,
    "unlock": EVERYBODY,
    "keep": EVERYBODY,
    "pending": EVERYBODY,
    "home": EVERYBODY,
    # the work
    "desk": CASE_OFFICERS,
    "answer": CASE_OFFICERS,
    "cases": CASE_OFFICERS,
    "case": CASE_OFFICERS,
    "case_facts": CASE_OFFICERS,
    "new_person": CASE_OFFICERS,
    "person": CASE_OFFICERS,
    "new_identifier": CASE_OFFICERS,
    "new_exhibit": CASE_OFFICERS,
    "exhibit_file": CASE_OFFICERS,
    "members": CASE_OFFICERS,
    "ask": CASE_OFFICERS,
    "ask_start": CASE_OFFICERS,
    "ask_note": CASE_OFFICERS,
    "build": CASE_OFFICERS,
    "build_task": CASE_OFFICERS,
    "set_aside": CASE_OFFICERS,
    "check": CASE_OFFICERS,
    "gate": CASE_OFFICERS,
    "gate_agree": CASE_OFFICERS,
    "make_version": CASE_OFFICERS,
    "confirm_leaves": CASE_OFFICERS,
    "attach_scan": CASE_OFFICERS,
    "decide_scan": CASE_OFFICERS,
    "send": CASE_OFFICERS,
    "request": CASE_OFFICERS,
    "document": CASE_OFFICERS,
    "enclosed": CASE_OFFICERS,
    "letter": CASE_OFFICERS,
    "item": CASE_OFFICERS,
    "paper_step": CASE_OFFICERS,
    "paper_answer": CASE_OFFICERS,
    "paper_file": CASE_OFFICERS,
    "reply": CASE_OFFICERS,
    "request_audit": CASE_OFFICERS,
    "export": CASE_OFFICERS,
    "states": CASE_OFFICERS,
    "state": CASE_OFFICERS,
    "harmonisation": CASE_OFFICERS,
    "harmonisation_pair": CASE_OFFICERS,
    "obligation": CASE_OFFICERS,
    "own_law": CASE_OFFICERS,
    "say": CENTRAL,
    "statement": CASE_OFFICERS,
    "law_data": CASE_OFFICERS,
    "treaties": CASE_OFFICERS,
    "treaty": CASE_OFFICERS,
    "article": CASE_OFFICERS,
    "legislation": CASE_OFFICERS,
    "not_held": CASE_OFFICERS,
    "compare_provisions": CASE_OFFICERS,
    "offence": CASE_OFFICERS,
    "statute": CASE_OFFICERS,
    "provision": CASE_OFFICERS,
    "letters": CASE_OFFICERS,
    # answering: the central authority
    "examine": CENTRAL,
    "authority": CENTRAL,
    "register_paper": CENTRAL,
    # what the State says its law is
    "statute_texts": CENTRAL,
    "statute_text_new": CENTRAL,
    "statute_text": CENTRAL,
    # the machine
    "links": EVERYBODY,
    "audit": OVERSIGHT,
    "training": CASE_OFFICERS,
    "advance": CASE_OFFICERS,
    "reset": SUPERVISORS,
}


def may_open(name: str, role: str) -> bool:
    """Whether an officer of this role may open the page of this name."""
    return role in MATRIX.get(name, frozenset())
