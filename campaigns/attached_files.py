"""Files of a plan or report: judged by content, kept under names that say nothing below MEDIA_ROOT/attachments."""

import io
import re
import secrets
import zipfile
from pathlib import Path

from django.conf import settings

from campaigns.exceptions import NoFile
from campaigns.models import FileKind
from children import pictures
from vietnamese.text import clean

MAX_BYTES = 10 * 1024**2
MOST_MEMBERS = 5_000  # of a Word or Excel file: nothing is unpacked, only its names are read
ENTRY = b"PK\x01\x02"  # what each name of a zip's directory begins with
TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.PICTURE: "image/jpeg",
}
INSIDE = {"word/document.xml": FileKind.WORD, "xl/workbook.xml": FileKind.EXCEL}


def judged(data: bytes) -> tuple[bytes, FileKind]:
    """The bytes to keep and what they are; a photo is encoded anew. Raises NoFile."""
    if not data or len(data) > MAX_BYTES:
        raise NoFile
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return data, FileKind.PDF
    if data.startswith(b"PK\x03\x04"):
        return data, _office_kind(data)
    try:
        return pictures.decode(data).large, FileKind.PICTURE
    except pictures.RefusedPicture as error:
        raise NoFile from error


def _office_kind(data: bytes) -> FileKind:
    if data.count(ENTRY) > MOST_MEMBERS:  # before 200,000 names are read
        raise NoFile
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise NoFile from error
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise NoFile
    found = next((kind for name, kind in INSIDE.items() if name in names), None)
    if found is None:
        raise NoFile
    return found


def tidy_name(name: str, kind: FileKind) -> str:
    """The name a reader gets the file under: no path, no signs that a system minds, the ending of what it is."""
    stem = re.sub(r'[\\/:*?"<>|;%]+', " ", clean(name.replace("\\", "/").rsplit("/", 1)[-1])).rsplit(".", 1)[0].strip()
    return f"{stem[:140] or 'tep'}.{kind.value}"


def path_of(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "attachments" / name[:2] / name


def keep(data: bytes) -> str:
    name = secrets.token_hex(16)
    path = path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(data)
    return name


def forget(name: str) -> None:
    path_of(name).unlink(missing_ok=True)
