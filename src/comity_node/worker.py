"""The worker: carries what is queued, looks whether peers are there, keeps the log's checkpoint.

Woken by the database when something is queued; otherwise it looks once a second. It holds no
state of its own: killed at any point, the next one goes on from the rows.
"""

import os
import signal
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity_node.settings")

GREET_SECONDS = 60.0
CHECKPOINT_SECONDS = 600.0
WAIT_SECONDS = 1.0


def main() -> None:
    """Work until told to stop."""
    django.setup()
    from django.db import OperationalError, close_old_connections

    stopping: list[bool] = []
    signal.signal(signal.SIGTERM, lambda *_: stopping.append(True))
    signal.signal(signal.SIGINT, lambda *_: stopping.append(True))
    timers = {"greet": 0.0, "checkpoint": 0.0}
    while not stopping:
        try:
            close_old_connections()
            _turn(timers, stopping)
        except OperationalError:
            time.sleep(WAIT_SECONDS)  # the database is being started again


def _turn(timers: dict[str, float], stopping: list[bool]) -> None:
    from comity_node.access import law
    from comity_node.actions import delivery, legislation
    from comity_node.actions.checkpoints import make_checkpoint
    from comity_node.actions.once import forget_old

    if law.refresh():  # at the start too: data of another version may have come with the program
        legislation.refresh()
    while not stopping and delivery.deliver_next():
        pass
    now = time.monotonic()
    if now - timers["greet"] >= GREET_SECONDS or not timers["greet"]:
        timers["greet"] = now
        _greet_peers()
    if now - timers["checkpoint"] >= CHECKPOINT_SECONDS or not timers["checkpoint"]:
        timers["checkpoint"] = now
        make_checkpoint()
        forget_old()
    _wait()


def _wait() -> None:
    """Until something is queued, at most a second."""
    from django.db import connection

    from comity_node.actions.outbox import CHANNEL

    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute(f"listen {CHANNEL}")
    raw = connection.connection
    for _ in raw.notifies(timeout=WAIT_SECONDS, stop_after=1):
        pass


def _greet_peers() -> None:
    from django.conf import settings

    from comity_node.actions import links
    from comity_node.ports import https, peers

    try:
        known = peers.directory(settings.NODE)
    except peers.NoDirectory:
        return
    for code, entry in known.entries.items():
        if code == settings.NODE.code or not entry.endpoint:
            continue
        try:
            https.greet(entry)
        except https.PeerUnreachable as fault:
            links.failed(code, str(fault))
        else:
            links.heard(code)


if __name__ == "__main__":
    main()
