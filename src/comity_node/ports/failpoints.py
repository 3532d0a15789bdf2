"""Named places where a test can make a training node die at once, whole process tree and all.

Armed by a file ``run/failpoint`` holding the name; taken (renamed) before dying, so that
the restarted node goes on. A real node never looks.
"""

import os
import signal

from django.conf import settings

SENDER = (
    "sender-before-outbox-commit",
    "sender-after-outbox-commit",
    "sender-after-sealing",
    "sender-after-body-sent",
    "sender-before-receipt-commit",
    "sender-after-receipt-commit",
)
RECEIVER = (
    "receiver-after-opening",
    "receiver-before-commit",
    "receiver-after-commit-before-answer",
    "receiver-after-answer",
)
NAMES = SENDER + RECEIVER


def reach(name: str) -> None:
    """Die here if this point is armed.

    Raises:
        ValueError: no such point.
    """
    if name not in NAMES:
        raise ValueError(f"unknown fail-point {name!r}; known: {', '.join(NAMES)}")
    if not settings.NODE.training:
        return
    armed = settings.NODE.run / "failpoint"
    try:
        if armed.read_text(encoding="ascii").strip() != name:
            return
        armed.rename(settings.NODE.run / "failpoint.taken")
    except OSError:
        return
    os.killpg(os.getpgrp(), signal.SIGKILL)
