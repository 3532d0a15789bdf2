"""What is wrong, said once, with what to do about it."""


class Fault(Exception):
    """Wrong usage or unreadable input; the command ends with exit code 2."""
