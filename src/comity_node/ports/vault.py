"""Encryption of what is stored: AES-256-GCM under the node's storage key.

``context`` is bound as associated data, so that a sealed value moved to another row
or column does not open there.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12


class VaultError(Exception):
    """A stored value does not open: another key, or altered bytes."""


def seal(plain: bytes, context: str) -> bytes:
    """nonce || ciphertext || tag."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(settings.KEYS.storage).encrypt(nonce, plain, context.encode())


def unseal(sealed: bytes | memoryview, context: str) -> bytes:
    """The plain bytes.

    Raises:
        VaultError: the key or the bytes are not those they were sealed with.
    """
    sealed = bytes(sealed)
    try:
        return AESGCM(settings.KEYS.storage).decrypt(
            sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context.encode()
        )
    except (InvalidTag, ValueError) as wrong:  # ValueError: cut short within the nonce
        raise VaultError(
            f"The stored {context.partition(':')[0]} does not open with this node's storage key. "
            "Restore the keys that belong to this database: comity node restore"
        ) from wrong
