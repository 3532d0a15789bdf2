"""What a translation was made from."""

import hashlib


def digest_of(text: str) -> str:
    """SHA-256 of the text with its spaces evened, hex."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
