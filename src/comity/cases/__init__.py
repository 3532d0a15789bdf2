"""The case file: what was sent and received in a case, and how anybody can check it."""
