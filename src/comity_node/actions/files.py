"""Files that come in: looked at before they are kept, never run, kept as they came."""

import hashlib
import io
import re

from comity_node.models import StoredFile, User
from comity_node.ports import clock, files


class UnusableFile(Exception):
    """The file cannot be taken; the message says what to do."""


# first bytes -> what it is; only kinds an exhibit or a scan is made of
_MAGIC = (
    (b"%PDF-", "application/pdf", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"II*\x00", "image/tiff", "tif"),
    (b"MM\x00*", "image/tiff", "tif"),
    (b"PK\x03\x04", "application/zip", "zip"),
)
_OFFICE = {
    b"word/": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    b"xl/": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
}
LONGEST_NAME = 120


def store(content: bytes, name: str, officer: User | None) -> StoredFile:
    """Keep a file under the kind its bytes show.

    Raises:
        UnusableFile: empty, broken, or of a kind that is not taken.
    """
    media, ending = kind_of(content)
    return StoredFile.objects.create(
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type=media,
        name=clean_name(name, ending),
        place=files.put(content),
        added_at=clock.real_now(),
        added_by=officer,
    )


def kind_of(content: bytes) -> tuple[str, str]:
    """Media type and ending, by the content.

    Raises:
        UnusableFile: empty, broken or unknown.
    """
    if not content:
        raise UnusableFile("The file is empty. Choose it again; perhaps it was still being copied.")
    for magic, media, ending in _MAGIC:
        if content.startswith(magic):
            return _whole(content, media, ending)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as unknown:
        raise UnusableFile(
            "This kind of file is not taken. Choose a PDF, a picture (PNG, JPEG, TIFF), a Word "
            "or Excel file, or a text in UTF-8."
        ) from unknown
    return "text/plain", "txt"


def _whole(content: bytes, media: str, ending: str) -> tuple[str, str]:
    if media == "application/pdf" and b"%%EOF" not in content[-2048:]:
        raise UnusableFile("This PDF is cut short. Copy or scan it again and choose it once more.")
    if media == "application/zip":
        return _office(content)
    return media, ending


def _office(content: bytes) -> tuple[str, str]:
    import zipfile

    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except zipfile.BadZipFile as broken:
        raise UnusableFile(
            "This file is damaged. Save it again and choose it once more."
        ) from broken
    for folder, kind in _OFFICE.items():
        if any(name.startswith(folder.decode()) for name in names):
            return kind
    raise UnusableFile("Archives are not taken. Unpack it and add the files one by one.")


def clean_name(name: str, ending: str) -> str:
    """A file name without path, controls or direction marks, with the ending its bytes deserve."""
    bare = re.sub(r"[^\w .()-]", "_", name.replace("\\", "/").rpartition("/")[2])
    stem = bare.rpartition(".")[0] if "." in bare else bare
    return f"{stem.strip(' ._')[:LONGEST_NAME] or 'file'}.{ending}"
