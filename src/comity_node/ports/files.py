"""Stored files: one encrypted file each, in ``files/`` of the home folder, on disk before used."""

import os
import secrets

from django.conf import settings

from comity_node.ports import vault


def put(content: bytes) -> str:
    """Keep ``content``; returns its place. On disk (fsync) when this returns."""
    place = secrets.token_hex(16)
    folder = settings.NODE.files / place[:2]
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target, half = folder / place, folder / f"{place}.part"
    with half.open("wb") as out:
        out.write(vault.seal(content, f"file:{place}"))
        out.flush()
        os.fsync(out.fileno())
    half.rename(target)
    return place


def get(place: str) -> bytes:
    """The content at ``place``.

    Raises:
        FileNotFoundError: nothing is kept there.
        VaultError: it does not open.
    """
    sealed = (settings.NODE.files / place[:2] / place).read_bytes()
    return vault.unseal(sealed, f"file:{place}")


def drop(place: str) -> None:
    """Forget what is at ``place``; nothing there is fine."""
    (settings.NODE.files / place[:2] / place).unlink(missing_ok=True)
