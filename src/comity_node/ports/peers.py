"""The directory this node holds: one file, read and verified when it changes."""

from datetime import UTC, datetime
from pathlib import Path

from comity.exchange.directory import Directory, DirectoryRefusal, verify_directory
from comity_node.configuration import NodeSettings

_held: dict[Path, tuple[float, Directory]] = {}


class NoDirectory(Exception):
    """There is no directory to go by; the message says how to get one."""


def directory(settings: NodeSettings) -> Directory:
    """The installed directory. It was judged when it was installed; here only its root counts.

    Raises:
        NoDirectory: none is installed, or the file is not what was installed.
    """
    path = settings.directory_file
    try:
        changed = path.stat().st_mtime_ns
    except OSError as missing:
        raise NoDirectory(
            "No directory is installed, so no other State is known. Ask the secretariat for it, "
            f"then: comity directory install FILE --home {settings.home}"
        ) from missing
    if path in _held and _held[path][0] == changed:
        return _held[path][1]
    text = path.read_text(encoding="ascii").strip()
    issued = _issued(text)
    verdict = verify_directory(text, settings.directory_root, now=issued)
    if isinstance(verdict, DirectoryRefusal):
        raise NoDirectory(f"The installed directory is not usable: {verdict.advice}")
    _held[path] = (changed, verdict)
    return verdict


def _issued(text: str) -> datetime:
    """Its own date: whether it is too old is for ``freshness``, not for reading it."""
    from comity.exchange import canonical, evidence
    from comity.exchange.refusals import MalformedError

    try:
        claim = evidence.unverified(evidence.Kind.DIRECTORY, text)
        return canonical.from_instant(str(claim.payload.get("issued")))
    except MalformedError:
        return datetime.now(tz=UTC)


def certificates(settings: NodeSettings) -> list[str]:
    """TLS certificates of every node but ourselves, PEM; empty without a directory."""
    try:
        known = directory(settings)
    except NoDirectory:
        return []
    return [entry.tls for code, entry in known.entries.items() if code != settings.code]
