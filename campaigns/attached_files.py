"""Files of a plan or report: judged by content, kept under names that say nothing below MEDIA_ROOT/attachments.

What a paper tells of its author, and whatever runs in it, is taken out in a bounded child process. One that bears a
signature is kept as it came, because any change would break the signature.
"""

import io
import json
import re
import secrets
import subprocess
import sys
import zipfile
from pathlib import Path

from django.conf import settings

from campaigns.exceptions import DamagedFile, GrownFile, LockedFile, NoFile
from campaigns.models import FileKind
from children import pictures
from vietnamese.text import clean

MAX_BYTES = 10 * 1024**2
MOST_MEMBERS = 5_000  # of a Word or Excel file: nothing is unpacked, only its names are read
WALL_SECONDS = 15
CLEANER = Path(__file__).with_name("_clean_file.py")
REASONS = {"locked": LockedFile, "damaged": DamagedFile}
SIGNED = (b"/ByteRange", b"_xmlsignatures/")  # what a signature of a PDF, of a Word or Excel file cannot do without
ZIP = b"PK\x03\x04"
ENTRY = b"PK\x01\x02"  # what each name of a zip's directory begins with
TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.PICTURE: "image/jpeg",
}
INSIDE = {"word/document.xml": FileKind.WORD, "xl/workbook.xml": FileKind.EXCEL}


class Paper:
    """A file as it is kept. Making one judges it, so none is unjudged. Raises NoFile and its kinds."""

    def __init__(self, data: bytes, name: str, seconds: float = WALL_SECONDS) -> None:
        self.content, self.kind = judged(data, seconds)
        self.name = tidy_name(name, self.kind)
        self.is_signed = is_signed(data)


def judged(data: bytes, seconds: float = WALL_SECONDS) -> tuple[bytes, FileKind]:
    """The bytes to keep and what they are; a photo is encoded anew. Raises NoFile and its kinds."""
    if not data or len(data) > MAX_BYTES:
        raise NoFile
    if _is_pdf(data):
        return data if is_signed(data) else _cleaned(data, "pdf", seconds), FileKind.PDF
    if data.startswith(ZIP):
        kind = _office_kind(data)
        return data if is_signed(data) else _cleaned(data, "office", seconds), kind
    try:
        return pictures.decode(data, seconds).large, FileKind.PICTURE
    except pictures.RefusedPicture as error:
        raise NoFile from error


def is_signed(data: bytes) -> bool:
    """A paper that cannot be changed without breaking its signature; a photo never is."""
    return (_is_pdf(data) or data.startswith(ZIP)) and any(sign in data for sign in SIGNED)


def _is_pdf(data: bytes) -> bool:
    return data[:1024].lstrip().startswith(b"%PDF-")


def _cleaned(data: bytes, how: str, seconds: float) -> bytes:
    """In a child process (1 GB of memory, 10 s of CPU, 15 s by the clock). Raises Locked-, Damaged-, GrownFile."""
    command = [sys.executable, "-I", str(CLEANER), how]
    most = min(WALL_SECONDS, seconds)
    try:  # our own program, no shell
        ran = subprocess.run(command, input=data, capture_output=True, timeout=most, check=False)
    except subprocess.TimeoutExpired:
        raise DamagedFile from None
    head, _newline, body = ran.stdout.partition(b"\n")
    if ran.returncode or not head:
        raise DamagedFile
    if refused := json.loads(head).get("refused"):
        raise REASONS[refused]
    if len(body) > MAX_BYTES:  # written anew, a file may need more room
        raise GrownFile
    return body


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
