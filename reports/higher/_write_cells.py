"""The child process that puts values into a form somebody uploaded: a line of JSON
{"sheet", "cells": [[row, column from 0, value], …]}, then the workbook's bytes, on stdin; the filled one on stdout.

Run by higher/writing.py, never imported by it: nothing here may import Django. Only the cells named are touched:
widths, borders, merged headings and what prints stay as the sender made them.
"""

import io
import json
import re
import sys
import unicodedata
import zipfile
from pathlib import Path
from typing import Any
from xml.dom import minidom  # its files come without a DOCTYPE (see part_of), in a process with bounds

sys.path.insert(0, str(Path(__file__).parents[2]))  # python -I leaves it out

from imports._limits import limit_resources

CPU_SECONDS = 15
MAX_PARTS, MAX_INFLATED = 500, 50 * 1024**2
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CALCULATED = "xl/calcChain.xml"  # names each cell with a formula; Excel makes it anew
NO_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
Document = Any


def filled(data: bytes, sheet: str, cells: list[list[Any]]) -> bytes:
    archive = zipfile.ZipFile(io.BytesIO(data))
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_INFLATED:
        raise ValueError("too large")
    book = part_of(archive, "xl/workbook.xml")
    path = path_of(archive, book, sheet)
    page = part_of(archive, path)
    put(page, cells)
    calculate_when_opened(book)
    changed = {path: page, "xl/workbook.xml": book}
    for name, tag, attribute in (
        ("[Content_Types].xml", "Override", "PartName"),
        ("xl/_rels/workbook.xml.rels", "Relationship", "Target"),
    ):
        changed[name] = without_calculated(part_of(archive, name), tag, attribute)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in parts:
            if part.filename in changed:
                new.writestr(part.filename, changed[part.filename].toxml(encoding="UTF-8", standalone=True))
            elif part.filename != CALCULATED:
                new.writestr(part.filename, archive.read(part))
    return out.getvalue()


def part_of(archive: zipfile.ZipFile, name: str) -> Document:
    content = archive.read(name)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ValueError("a document type")
    return minidom.parseString(content)  # noqa: S318  # no entities, see above; and this process has bounds


def path_of(archive: zipfile.ZipFile, book: Document, sheet: str) -> str:
    """Where the sheet of this name lies in the file."""
    found = next(
        each for each in tags(book, "sheet") if unicodedata.normalize("NFC", each.getAttribute("name")) == sheet
    )
    wanted = found.getAttributeNS(LINK, "id")
    links = part_of(archive, "xl/_rels/workbook.xml.rels")
    target = next(
        each.getAttribute("Target") for each in tags(links, "Relationship") if each.getAttribute("Id") == wanted
    )
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def tags(node: Any, name: str) -> list[Any]:
    return node.getElementsByTagNameNS("*", name)


def without_calculated(document: Document, tag: str, attribute: str) -> Document:
    for each in tags(document, tag):
        if each.getAttribute(attribute).endswith("calcChain.xml"):
            each.parentNode.removeChild(each)
    return document


def calculate_when_opened(book: Document) -> None:
    """Sums that the sender wrote as formulas are worked out anew."""
    for each in tags(book, "calcPr"):
        each.setAttribute("fullCalcOnLoad", "1")


# --- The cells -----------------------------------------------------------------------------------


def put(page: Document, cells: list[list[Any]]) -> None:
    data = tags(page, "sheetData")[0]
    rows = {int(row.getAttribute("r")): row for row in tags(data, "row")}
    for row, column, value in cells:
        if row not in rows:
            rows[row] = new_in_order(page, data, "row", {"r": str(row)}, row)
        write(page, cell_of(page, rows[row], row, column), value)


def cell_of(page: Document, row: Any, number: int, column: int) -> Any:
    reference = f"{letters(column)}{number}"
    for cell in tags(row, "c"):
        if cell.getAttribute("r") == reference:
            return cell
    return new_in_order(page, row, "c", {"r": reference}, column)


def new_in_order(page: Document, parent: Any, name: str, attributes: dict[str, str], place: int) -> Any:
    """A new row or cell before the first that stands behind it."""
    prefix = f"{parent.prefix}:" if parent.prefix else ""
    made = page.createElementNS(parent.namespaceURI, prefix + name)
    for key, value in attributes.items():
        made.setAttribute(key, value)
    behind = next((each for each in tags(parent, name) if place_of(each.getAttribute("r")) > place), None)
    parent.insertBefore(made, behind)
    return made


def place_of(reference: str) -> int:
    """The number of a row ("7"), or of a cell's column from 0 ("C7")."""
    if reference.isdigit():
        return int(reference)
    column = 0
    for char in reference.rstrip("0123456789"):
        column = column * 26 + ord(char) - 64
    return column - 1


def letters(column: int) -> str:
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def write(page: Document, cell: Any, value: Any) -> None:
    """A number as a number, a text as a text; the cell keeps its looks and loses what stood in it."""
    prefix = f"{cell.prefix}:" if cell.prefix else ""
    while cell.firstChild:
        cell.removeChild(cell.firstChild)
    if cell.hasAttribute("t"):
        cell.removeAttribute("t")
    if isinstance(value, int | float):
        holder, text = element(page, cell, f"{prefix}v"), str(value)
    else:
        cell.setAttribute("t", "inlineStr")
        holder = element(page, element(page, cell, f"{prefix}is"), f"{prefix}t")
        holder.setAttribute("xml:space", "preserve")
        text = NO_XML.sub("", str(value))
    holder.appendChild(page.createTextNode(text))


def element(page: Document, parent: Any, name: str) -> Any:
    return parent.appendChild(page.createElementNS(parent.namespaceURI, name))


if __name__ == "__main__":
    limit_resources(CPU_SECONDS)
    asked = json.loads(sys.stdin.buffer.readline())
    sys.stdout.buffer.write(filled(sys.stdin.buffer.read(), asked["sheet"], asked["cells"]))
