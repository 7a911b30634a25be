"""What a clerk sees in an xlsx file beside its texts: cells struck out, notes attached to cells. For the child process
alone. Parts that nothing has parsed yet are split, never searched backwards: a hostile one takes as long as it is long.
"""

import posixpath
import re
from collections.abc import Callable, Collection, Iterable

_FONT = re.compile(rb"<(?:\w+:)?font(?=[\s/>])")
_STRIKE = re.compile(rb"<(?:\w+:)?strike(?=[\s/>])([^>]*)>")
_FORMAT = re.compile(rb"<(?:\w+:)?xf(?=[\s/>])")
_FONT_OF_FORMAT = re.compile(rb"\bfontId=\"(\d+)\"")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship(?=\s)")
_TARGET = re.compile(rb"\bTarget=\"([^\"]+)\"")
_NOTE = re.compile(rb"<(?:\w+:)?comment(?=\s)")
_CELL = re.compile(rb"\bref=\"([A-Z]{1,3}\d{1,7})\"")


def struck_styles(xml: bytes) -> list[bytes]:
    """The numbers of the cell formats whose letters are struck out, from xl/styles.xml."""
    if b"strike" not in xml:
        return []
    struck = {i for i, font in enumerate(_FONT.split(_inside(xml, b"fonts"))[1:]) if _is_struck(font)}
    formats = enumerate(_tags(_FORMAT, _inside(xml, b"cellXfs")))
    return [b"%d" % i for i, tag in formats if (m := _FONT_OF_FORMAT.search(tag)) and int(m[1]) in struck]


def _inside(xml: bytes, name: bytes) -> bytes:
    _before, _name, behind = xml.partition(name)
    return behind.partition(name)[0]


def _is_struck(font: bytes) -> bool:
    m = _STRIKE.search(font)
    return m is not None and b'"0"' not in m[1] and b'"false"' not in m[1]


def _tags(name: re.Pattern[bytes], xml: bytes) -> list[bytes]:
    return [piece.partition(b">")[0] for piece in name.split(xml)[1:]]


def struck_rows(xml: bytes, styles: list[bytes]) -> list[int]:
    """The rows of a sheet in which a filled cell is struck out, as Excel numbers them."""
    if not styles:
        return []
    cell = re.compile(
        rb"<(?:\w+:)?c\b(?=[^>]*\bs=\"(?:%s)\")[^>]*\br=\"[A-Z]{1,3}(\d{1,7})\"[^>]*(?<!/)>" % b"|".join(styles)
    )
    return sorted({int(number) for number in cell.findall(xml)})


def notes_of(sheet: str, names: Collection[str], read: Callable[[str], bytes]) -> list[str]:
    """The parts that hold the notes of the sheet with this path."""
    folder, _slash, file = sheet.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels"
    tags = _tags(_RELATION, read(relations)) if relations in names else []
    targets = [m[1].decode("utf-8", "replace") for tag in tags if b'/comments"' in tag and (m := _TARGET.search(tag))]
    paths = (posixpath.normpath(posixpath.join(f"/{folder}", target)).lstrip("/") for target in targets)
    return [path for path in paths if path in names]


def noted_cells(parts: Iterable[bytes]) -> list[str]:
    """The cells with a note: "B3"."""
    return [m[1].decode("ascii") for part in parts for tag in _tags(_NOTE, part) if (m := _CELL.search(tag))]
