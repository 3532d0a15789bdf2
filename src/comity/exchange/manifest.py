"""What a message says of itself (guide/security.md 3.2): the payload of the evidence object.

Strict about every field this version knows; unknown optional fields are kept in ``extra`` and
signed along; a field named in ``crit`` that is unknown refuses the message (3.11). An empty
optional field is left out, so that each manifest has one spelling.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from comity.exchange import canonical, fields
from comity.exchange.fields import Json, refuse
from comity.exchange.refusals import Code, MalformedError

MAX_ATTACHMENTS = 200
MAX_PARTS = 131_072  # 1 TiB in parts of 8 MiB
MAX_SEQUENCE = 2**31 - 1
FILE_KEY_TEXT = r"[A-Za-z0-9_-]{52}"
_REQUIRED = frozenset(
    {"typ", "mid", "frm", "to", "cas", "epo", "seq", "iat", "exp", "hdl", "cls", "off"}
    | {"body", "dir"}
)
_OPTIONAL = frozenset({"dst", "cor", "prv", "evl", "lb", "apr", "att", "log", "crit"})
KNOWN = _REQUIRED | _OPTIONAL


class Class(StrEnum):
    """Protected: witnesses, smuggled migrants, children are named inside."""

    ORDINARY = "ordinary"
    PROTECTED = "protected"


@dataclass(frozen=True, slots=True)
class Handling:
    """Handling code H0 … H3 and the purposes the data may be used for."""

    code: str
    purposes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Officer:
    """A pseudonym and the role it acted in."""

    id: str
    role: str


@dataclass(frozen=True, slots=True)
class DirectoryMark:
    """The directory the sender used: its version and its root fingerprint, 64 hex digits."""

    version: int
    root: str


@dataclass(frozen=True, slots=True)
class Part:
    """One encrypted part: SHA-256 in hex and size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes in parts beside the message.

    Args:
        name: file name as the sender knew it, no path.
        media: media type.
        size: bytes of the plain file.
        sha256: of the plain file, hex.
        parts: the encrypted parts in order.
        key: ``parts.FileKey.to_text()``; empty when it stands in the sealed body instead.
    """

    name: str
    media: str
    size: int
    sha256: str
    parts: tuple[Part, ...]
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Manifest:
    """All fields of 3.2 under their names on the wire.

    Args:
        typ: kind of message and its version, ``cj/mla-request/1``.
        mid: name of the message, UUIDv7.
        frm: sender's node code.
        to: recipient's node code, exactly one.
        cas: sender's reference of the case.
        epo: sender's epoch, from 1; seq: place in the stream, from 1.
        iat: signed at; exp: not to be accepted after.
        hdl: handling; cls: class; off: officer; body: SHA-256 of the body, hex.
        dir: directory the sender used.
        dst: every recipient when the same act goes to several; cor: ``mid`` this answers.
        prv: digest of the stream's previous evidence, empty when ``seq`` is 1.
        evl: 4x4 evaluation, ``A1`` … ``X4``; lb: code of the legal basis.
        apr: second officer; att: attachments; log: sender's latest checkpoint, signed note.
        crit: names of fields the receiver must understand.
        extra: optional fields this version does not know.
    """

    typ: str
    mid: str
    frm: str
    to: str
    cas: str
    epo: int
    seq: int
    iat: datetime
    exp: datetime
    hdl: Handling
    cls: Class
    off: Officer
    body: str
    dir: DirectoryMark
    dst: tuple[str, ...] = ()
    cor: str = ""
    prv: str = ""
    evl: str = ""
    lb: str = ""
    apr: Officer | None = None
    att: tuple[Attachment, ...] = ()
    log: str = ""
    crit: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """The JSON object that is signed; empty optional fields are left out."""
        always: dict[str, object] = {
            "typ": self.typ,
            "mid": self.mid,
            "frm": self.frm,
            "to": self.to,
            "cas": self.cas,
            "epo": self.epo,
            "seq": self.seq,
            "iat": canonical.to_instant(self.iat),
            "exp": canonical.to_instant(self.exp),
            "hdl": {"code": self.hdl.code, "purposes": list(self.hdl.purposes)},
            "cls": self.cls.value,
            "off": _officer_json(self.off),
            "body": self.body,
            "dir": {"version": self.dir.version, "root": self.dir.root},
        }
        return {**self.extra, **always, **self._optional_json()}

    def to_bytes(self) -> bytes:
        """RFC 8785 bytes.

        Raises:
            MalformedError: a value has no canonical form.
        """
        return canonical.encode(self.to_json())

    def _optional_json(self) -> dict[str, object]:
        optional: dict[str, object] = {
            "dst": list(self.dst),
            "cor": self.cor,
            "prv": self.prv,
            "evl": self.evl,
            "lb": self.lb,
            "apr": _officer_json(self.apr) if self.apr else None,
            "att": [_attachment_json(each) for each in self.att],
            "log": self.log,
            "crit": list(self.crit),
        }
        return {name: value for name, value in optional.items() if value}


def read_manifest(data: Json) -> Manifest:
    """The manifest of a JSON object.

    Raises:
        MalformedError: UNSUPPORTED, for a ``crit`` field unknown here; SCHEMA, naming the field.
    """
    _check_crit(data)
    fields.exactly(data, _REQUIRED, set(data))
    manifest = Manifest(
        **_texts(data),
        epo=fields.whole(data, "epo", 1, MAX_SEQUENCE),
        seq=fields.whole(data, "seq", 1, MAX_SEQUENCE),
        iat=fields.instant(data, "iat"),
        exp=fields.instant(data, "exp"),
        hdl=_handling(fields.item(data, "hdl")),
        cls=Class(fields.text(data, "cls", "ordinary|protected")),
        off=_officer(fields.item(data, "off")),
        dir=_mark(fields.item(data, "dir")),
        dst=fields.texts(data, "dst", fields.NODE) if "dst" in data else (),
        apr=_officer(fields.item(data, "apr")) if "apr" in data else None,
        att=_attachments(data),
        crit=fields.texts(data, "crit", r"[A-Za-z0-9_]{1,40}") if "crit" in data else (),
        extra={name: value for name, value in data.items() if name not in KNOWN},
    )
    _check_whole(manifest)
    if manifest.to_json() != data:
        raise refuse("manifest", "an optional field is empty and must be left out")
    return manifest


def make_mid(now: datetime, random: bytes) -> str:
    """A UUIDv7 (RFC 9562 5.7) of the instant, in milliseconds, and 10 random bytes.

    Raises:
        ValueError: not 10 bytes.
    """
    if len(random) != 10:
        raise ValueError(f"10 random bytes are needed, not {len(random)}")
    millis = int(now.timestamp() * 1000)
    value = millis << 80 | int.from_bytes(random, "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    text = f"{value:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def _check_crit(data: Json) -> None:
    """Before anything else: an unknown critical field may change what the others mean."""
    if "crit" not in data:
        return
    for name in fields.texts(data, "crit", r"[A-Za-z0-9_]{1,40}"):
        if name not in KNOWN:
            raise MalformedError(Code.UNSUPPORTED, f"{name}: must be understood and is not")
        if name not in data:
            raise refuse("crit", f"{name} is critical but missing")


def _check_whole(manifest: Manifest) -> None:
    if manifest.exp <= manifest.iat:
        raise refuse("exp", "is not after iat")
    if (manifest.seq == 1) != (manifest.prv == ""):
        raise refuse("prv", "is wanted in every message of a stream but the first")
    if manifest.dst and manifest.to not in manifest.dst:
        raise refuse("dst", "does not list the recipient")
    if manifest.frm == manifest.to:
        raise refuse("to", "is the sender itself")
    if manifest.apr and manifest.apr.id == manifest.off.id:
        raise refuse("apr", "is the first officer again")


def _texts(data: Json) -> dict[str, str]:
    wanted = {
        "typ": fields.TYPE,
        "mid": fields.UUID7,
        "frm": fields.NODE,
        "to": fields.NODE,
        "cas": r"[^\x00-\x1f\x7f]{1,80}",
        "body": fields.SHA256,
    }
    optional = {
        "cor": fields.UUID7,
        "prv": fields.SHA256,
        "evl": r"[ABCX][1-4]",
        "lb": fields.WORD,
        "log": r"(?s).{1,8192}",
    }
    wanted |= {name: pattern for name, pattern in optional.items() if name in data}
    return {name: fields.text(data, name, pattern) for name, pattern in wanted.items()}


def _officer(data: Json) -> Officer:
    fields.exactly(data, {"id", "role"})
    return Officer(fields.text(data, "id", fields.WORD), fields.text(data, "role", fields.WORD))


def _officer_json(officer: Officer) -> dict[str, object]:
    return {"id": officer.id, "role": officer.role}


def _handling(data: Json) -> Handling:
    fields.exactly(data, {"code", "purposes"})
    code = fields.text(data, "code", "H[0-3]")
    return Handling(code, fields.texts(data, "purposes", fields.WORD))


def _mark(data: Json) -> DirectoryMark:
    fields.exactly(data, {"version", "root"})
    return DirectoryMark(fields.whole(data, "version", 1), fields.text(data, "root", fields.SHA256))


def _attachments(data: Json) -> tuple[Attachment, ...]:
    if "att" not in data:
        return ()
    return tuple(_attachment(each) for each in fields.items(data, "att", MAX_ATTACHMENTS))


def _attachment(data: Json) -> Attachment:
    fields.exactly(data, {"name", "media", "size", "sha256", "parts"}, {"key"})
    parts = tuple(_part(each) for each in fields.items(data, "parts", MAX_PARTS))
    if not parts:
        raise refuse("parts", "lists no part")
    return Attachment(
        # No separators, controls or bidi overrides: the name is shown and saved by others.
        fields.text(
            data, "name", r"(?!\.{1,2}$)[^/\\\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]{1,200}"
        ),
        fields.text(data, "media", r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,100}"),
        fields.whole(data, "size", 0),
        fields.text(data, "sha256", fields.SHA256),
        parts,
        fields.text(data, "key", FILE_KEY_TEXT) if "key" in data else "",
    )


def _part(data: Json) -> Part:
    fields.exactly(data, {"sha256", "size"})
    return Part(fields.text(data, "sha256", fields.SHA256), fields.whole(data, "size", 1))


def _attachment_json(each: Attachment) -> dict[str, object]:
    parts = [{"sha256": part.sha256, "size": part.size} for part in each.parts]
    data: dict[str, object] = {"name": each.name, "media": each.media, "size": each.size}
    data |= {"sha256": each.sha256, "parts": parts}
    return data | ({"key": each.key} if each.key else {})
