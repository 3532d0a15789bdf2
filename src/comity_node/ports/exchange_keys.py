"""Keys other nodes know by their public halves: signing, sealing, TLS; the secretariat's root.

Each private key is a 32-byte seed in its own file, base64. ``signing-2.key`` beside
``signing.key`` is the next one of a rotation; all of them open and verify.
"""

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from comity.assistance.wire import ACCEPTED, Type
from comity.exchange import entries, evidence, suites
from comity.law.statements import LawMessage
from comity_node.configuration import NodeSettings
from comity_node.ports import keystore

SIGNING_YEARS, SEALING_DAYS = 2, 400
PROTOCOL_VERSIONS = ("1",)


@dataclass(frozen=True, slots=True)
class ExchangeKeys:
    """The node's private keys; the last of each is the one in use."""

    signing: tuple[evidence.SigningKey, ...]
    sealing: tuple[suites.SealingKey, ...]

    @property
    def sign(self) -> evidence.SigningKey:
        return self.signing[-1]

    def opening(self) -> dict[str, suites.SealingKey]:
        """Sealing keys by name, for whatever message names one of them."""
        return {key.kid: key for key in self.sealing}


def make(folder: Path, *, secretariat: bool) -> None:
    """Make the keys that are not there yet."""
    names = ["signing.key", "sealing-2.key", "sealing-1.key"]
    for name in names + (["root.key"] if secretariat else []):
        keystore.write_once(folder / name, base64.b64encode(secrets.token_bytes(32)))


def read(folder: Path) -> ExchangeKeys:
    """The private keys of a node.

    Raises:
        KeysMissing: a file is not there.
    """
    signing = [evidence.signing_key(_seed(path)) for path in sorted(folder.glob("signing*.key"))]
    if not signing:
        _seed(folder / "signing.key")
    sealing = [
        suites.sealing_key(path.stem.split("-")[1], _seed(path))
        for path in sorted(folder.glob("sealing-*.key"))
    ]
    return ExchangeKeys(tuple(signing), tuple(sealing))


def _accepts(settings: NodeSettings) -> tuple[str, ...]:
    """What this node may be sent: the secretariat takes letters alone."""
    if settings.kind != "state":
        return (Type.LETTER.value,)
    return (*ACCEPTED, *(kind.value for kind in LawMessage))


def read_root(folder: Path) -> evidence.SigningKey:
    """The secretariat's root key.

    Raises:
        KeysMissing: this node keeps no directory.
    """
    return evidence.signing_key(_seed(folder / "root.key"))


def _seed(path: Path) -> bytes:
    return keystore.decode(path, keystore.read(path))


def entry(settings: NodeSettings, now: datetime) -> str:
    """This node's signed entry for the directory."""
    keys = read(settings.keys)
    start = (now - timedelta(hours=1)).replace(microsecond=0)
    mine = entries.Entry(
        node=settings.code,
        kind=entries.NodeKind(settings.kind),
        name={"en": settings.code},
        authority=settings.authority,
        endpoint=settings.exchange.public_url,
        tls=(settings.keys / "tls.crt").read_text(encoding="ascii"),
        signing=tuple(
            entries.ListedSigningKey(
                key.kid, key.public, start, start + timedelta(days=365 * SIGNING_YEARS)
            )
            for key in keys.signing
        ),
        sealing=tuple(
            entries.ListedSealingKey(
                key.kid, key.suite, key.public, start, start + timedelta(days=SEALING_DAYS)
            )
            for key in keys.sealing
        ),
        suites=tuple(suites.SUITES),
        accepts=_accepts(settings),
        languages=(settings.language,),
        versions=PROTOCOL_VERSIONS,
        issued=now.replace(microsecond=0),
    )
    return entries.make_entry(mine, keys.sign)
