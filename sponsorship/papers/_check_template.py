"""The child process that opens a stranger's Word template: a line of JSON with the known fields, then the bytes, on
stdin; one line of JSON on stdout.

Run by papers/checking.py, never imported by it: nothing here may import Django. A file may make a reader use all
memory; only this process dies of it.
"""

import io
import json
import re
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # python -I leaves it out

from imports._limits import limit_resources
from sponsorship.papers.word_language import FieldsOnly, NotAllowed

CPU_SECONDS = 10
MAX_PARTS, MAX_INFLATED = 300, 20 * 1024**2
PARTS = re.compile(r".*\.(?:xml|rels|png|jpe?g|gif|emf|wmf|odttf)|mimetype", re.IGNORECASE)
LINKED = re.compile(rb'<Relationship\b(?=[^>]*TargetMode="External")(?![^>]*/hyperlink")', re.IGNORECASE)
ACTIVE = re.compile(rb"<!DOCTYPE|<!ENTITY|\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE)\b|<w:altChunk|<w:object\b")


def check_package(data: bytes) -> None:
    """What is in the zip, before anything in it is understood."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        raise NotAllowed("not_word") from None
    parts = archive.infolist()
    if "word/document.xml" not in archive.namelist():
        raise NotAllowed("not_word")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_INFLATED:
        raise NotAllowed("too_large")
    for part in parts:
        if part.is_dir():
            continue
        if not PARTS.fullmatch(part.filename):
            raise NotAllowed("active")
        content = inflated(archive, part)
        if part.filename.endswith((".xml", ".rels")) and (LINKED.search(content) or ACTIVE.search(content)):
            raise NotAllowed("active")


def inflated(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """No more than the zip says of itself: one that lies is refused."""
    with archive.open(part) as file:
        content = file.read(part.file_size + 1)
    if len(content) > part.file_size:
        raise NotAllowed("too_large")
    return content


def check_fields(data: bytes, known: dict) -> None:
    """Written once with samples: what reads well now will read well with a child's own data."""
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError

    template = DocxTemplate(io.BytesIO(data))
    properties = template.get_docx().core_properties
    for name in ("author", "comments", "identifier", "subject", "title"):
        setattr(properties, name, "")
    try:
        template.render(known, FieldsOnly(known), autoescape=True)
    except TemplateError as error:
        raise NotAllowed("syntax", str(error.message or "")[:120]) from None
    template.save(io.BytesIO())


def main() -> None:
    limit_resources(CPU_SECONDS)
    head, _newline, data = sys.stdin.buffer.read().partition(b"\n")
    answer: dict = {}
    try:
        check_package(data)
        check_fields(data, json.loads(head))
    except NotAllowed as refusal:
        answer = {"refused": refusal.reason, "names": refusal.names}
    except MemoryError:
        answer = {"refused": "too_large", "names": []}
    except Exception:  # whatever a damaged file makes the reader say
        answer = {"refused": "damaged", "names": []}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
