"""The node's own keys: files in ``keys/`` of its home folder, readable by its user only.

Two groups. *Local* keys never leave the machine: the secret of the pages, the key that
encrypts what is stored. *Exchange* keys are known to other nodes by their public halves.
"""

import base64
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

KEY_BYTES = 32
TLS_YEARS = 5


class KeysMissing(Exception):
    """A key file is missing or unreadable; the message says how to get it back."""


@dataclass(frozen=True, slots=True)
class LocalKeys:
    """Keys that only this machine uses; ``storage`` is 32 bytes for AES-256-GCM."""

    django_secret: str
    storage: bytes


def make_local(folder: Path) -> None:
    """Make the local keys that are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    write_once(folder / "django.secret", secrets.token_urlsafe(48).encode())
    write_once(folder / "storage.key", base64.b64encode(secrets.token_bytes(KEY_BYTES)))


def read_local(folder: Path) -> LocalKeys:
    """The local keys.

    Raises:
        KeysMissing: a file is not there or is not a key.
    """
    storage = decode(folder / "storage.key", read(folder / "storage.key"))
    return LocalKeys(read(folder / "django.secret").decode("ascii"), storage)


def decode(path: Path, text: bytes) -> bytes:
    """The 32 bytes of a key from its base64 text.

    Raises:
        KeysMissing: it is not a key.
    """
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeysMissing(
            f"{path} is not a key. Restore it with: "
            f"comity node restore BACKUP --home {path.parent.parent}"
        )
    return key


def read(path: Path) -> bytes:
    """One key file.

    Raises:
        KeysMissing: not there, or not readable by this user.
    """
    try:
        return path.read_bytes().strip()
    except OSError as fault:
        raise KeysMissing(
            f"The key {path} cannot be read ({fault.strerror}). Restore it with: "
            f"comity node restore BACKUP --home {path.parent.parent}; "
            "a new node makes its keys with: comity node init"
        ) from fault


def write_once(path: Path, content: bytes) -> None:
    """Write a key file that must never be overwritten; an existing one is kept."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "wb") as out:
        out.write(content + b"\n")
        out.flush()
        os.fsync(out.fileno())


def make_tls(folder: Path, code: str, hosts: list[str]) -> None:
    """A self-signed certificate; peers know it by the directory, no authority vouches for it."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    if (folder / "tls.crt").exists():
        return
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"comity-{code}")])
    now = datetime.now(tz=UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * TLS_YEARS))
        .add_extension(x509.SubjectAlternativeName(_names(hosts)), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    write_once(folder / "tls.key", pem.strip())
    write_once(folder / "tls.crt", certificate.public_bytes(serialization.Encoding.PEM).strip())


def _names(hosts: list[str]) -> list["x509.GeneralName"]:  # type: ignore[name-defined]  # noqa: F821
    from ipaddress import ip_address

    from cryptography import x509

    found: list[x509.GeneralName] = []
    for host in hosts:
        try:
            found.append(x509.IPAddress(ip_address(host)))
        except ValueError:
            found.append(x509.DNSName(host))
    return found
