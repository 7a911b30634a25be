"""The child process that takes out of a paper what it says about people beside its text.

A PDF, Word or Excel file on stdin; on stdout a line of JSON, then the file. Run by campaigns/attached_files.py, never
imported by it: nothing here may import Django. A file may make a reader use all memory; only this process dies of it.
"""

import io
import json
import logging
import re
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # python -I leaves it out

from campaigns._pictures_inside import jpeg, without_camera
from imports._limits import limit_resources

CPU_SECONDS = 10
MAX_INFLATED = 200 * 1024**2
NOT_AS_IT_SAYS = (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, RuntimeError)

# What is told beside the pages: author and programs (XMP of the file and of each picture in it), private data of
# programs, small pictures of pages, files inside, what runs when the file or a page is opened, forms as programs.
TAKEN_OUT = ["/Metadata", "/PieceInfo", "/Thumb", "/EmbeddedFiles", "/AF", "/JavaScript", "/JS", "/AA", "/XFA"]
TAKEN_OUT += ["/OpenAction", "/Collection", "/LastModified", "/SpiderInfo"]
GOES_TO_A_PAGE = {"/GoTo", "/URI", "/Named"}
NAMES_AS_IT_LIKES = {"/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/Properties"}
NAMES_AS_IT_LIKES |= {"/CharProcs", "/Dests"}  # the keys of these are free: a font may be called /AA
CARRIES_A_FILE = {"/FileAttachment", "/Screen", "/Movie", "/Sound", "/RichMedia", "/3D"}

PROPERTIES = {  # an empty one each: others in the file refer to them
    "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}
MEDIA = re.compile(r"(word|xl|ppt)/media/", re.IGNORECASE)
THUMBNAIL = re.compile(r"docProps/thumbnail\.", re.IGNORECASE)
TO_THUMBNAIL = re.compile(rb"<(\w+:)?Relationship\s[^<>]*/metadata/thumbnail\b[^<>]*?(/>|>\s*</(\w+:)?Relationship>)")


class Refused(Exception):
    """The file is not taken; the text is a key of campaigns.attached_files.REASONS."""


def pdf(data):
    """Tidied, then written anew with what the pages still lead to: earlier versions stay behind too."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.disable()
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise Refused("locked")
        if not len(reader.pages):
            raise Refused("damaged")
        return written_anew(PdfReader(io.BytesIO(written_anew(reader))))
    except (PyPdfError, *NOT_AS_IT_SAYS):
        raise Refused("damaged") from None


def written_anew(reader):
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=reader)
    roots = [writer.get_object(number) for number in range(1, len(writer._objects) + 1)]
    free = of_free_names(roots, writer.root_object)
    for root in roots:
        tidy(root, free)
    writer.metadata = None
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def of_free_names(roots, catalog):
    """The ids of dictionaries whose keys are free names and that stand nowhere else, as a page or an action would."""
    from pypdf.generic import ArrayObject, DictionaryObject

    free: set[int] = set()
    fixed = {id(catalog)}
    for found in within(roots):
        if isinstance(found, DictionaryObject):
            for key, each in found.items():
                (free if key in NAMES_AS_IT_LIKES else fixed).add(id(value(each)))
        elif isinstance(found, ArrayObject):
            fixed.update(id(value(each)) for each in found)
    return free - fixed


def within(roots):
    """The objects and what stands in them, each before its parts; what they refer to has a number of its own."""
    from pypdf.generic import ArrayObject, DictionaryObject

    waiting = list(roots)
    while waiting:
        found = waiting.pop()
        yield found
        if isinstance(found, DictionaryObject):
            waiting += found.values()
        elif isinstance(found, ArrayObject):
            waiting += found


def tidy(root, free):
    from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

    for found in within([root]):
        if not isinstance(found, DictionaryObject) or id(found) in free:
            continue
        for key in TAKEN_OUT:
            found.pop(key, None)
        for key in ("/A", "/PA", "/Next"):
            if does_something(found.get(key)):
                del found[key]
        if isinstance(notes := value(found.get("/Annots")), ArrayObject):
            kept = [note for note in notes if kind_of(note, "/Subtype") not in CARRIES_A_FILE]
            notes[:] = kept
        if isinstance(found, StreamObject) and filters_of(found) == ["/DCTDecode"]:
            found._data = jpeg(found._data)


def filters_of(stream):
    from pypdf.generic import ArrayObject

    filters = value(stream.get("/Filter"))
    return [value(each) for each in filters] if isinstance(filters, ArrayObject) else [filters]


def value(found):
    return None if found is None else found.get_object()


def kind_of(found, key):
    from pypdf.generic import DictionaryObject

    found = value(found)
    return value(found.get(key)) if isinstance(found, DictionaryObject) else None


def does_something(action):
    """An action, or one of those that follow another, which may be a list."""
    from pypdf.generic import ArrayObject

    if isinstance(actions := value(action), ArrayObject):
        return any(does_something(each) for each in actions)
    return kind_of(action, "/S") is not None and kind_of(action, "/S") not in GOES_TO_A_PAGE


def office(data):
    """The properties emptied, the thumbnail left out, pictures without what the camera wrote; all else as it was."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            parts = [part for part in old.infolist() if not THUMBNAIL.match(part.filename)]
            told = [part for part in parts if part.filename in PROPERTIES or MEDIA.match(part.filename)]
            if len(parts) == len(old.infolist()) and not told:
                return data
            if sum(part.file_size for part in old.infolist()) > MAX_INFLATED:
                raise Refused("damaged")
            for part in parts:
                new.writestr(part.filename, PROPERTIES.get(part.filename) or part_of(part.filename, old.read(part)))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, *NOT_AS_IT_SAYS):
        raise Refused("damaged") from None
    return out.getvalue()


def part_of(name, content):
    if name == "_rels/.rels":
        return TO_THUMBNAIL.sub(b"", content)
    return without_camera(content) if MEDIA.match(name) else content


def main():
    limit_resources(CPU_SECONDS)
    try:
        head, body = {}, {"pdf": pdf, "office": office}[sys.argv[1]](sys.stdin.buffer.read())
    except Refused as refusal:
        head, body = {"refused": str(refusal)}, b""
    except MemoryError:
        head, body = {"refused": "damaged"}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)


if __name__ == "__main__":
    main()
