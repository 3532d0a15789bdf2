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
    # the machine
    "links": EVERYBODY,
    "letters": CASE_OFFICERS,
}


def may_open(name: str, role: str) -> bool:
    """Whether an officer of this role may open the page of this name."""
    return role in MATRIX.get(name, frozenset())
