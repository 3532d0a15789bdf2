"""Taking a verified directory into use."""

import os

from django.conf import settings
from django.db import transaction

from comity.exchange.directory import Directory
from comity_node.actions.audit import record
from comity_node.models import HeldDirectory
from comity_node.ports import clock


def accept(directory: Directory, text: str) -> None:
    """Write the verified directory to the home folder and into the log."""
    with transaction.atomic():
        HeldDirectory.objects.get_or_create(
            version=directory.version, defaults={"text": text, "accepted_at": clock.real_now()}
        )
        record(
            "directory.installed",
            actor=None,
            details={"version": str(directory.version), "digest": directory.digest},
            subject=f"directory:{directory.version}",
        )
        path = settings.NODE.directory_file
        half = path.with_suffix(".part")
        with half.open("w", encoding="ascii") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        half.rename(path)
