"""What a PDF of Typst says: each glyph through the table that its font brings along for copying."""

import re
import zlib

# Parentheses that match stand in a string as they are.
INSIDE = rb"(?:\\.|[^\\()]|\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\))*"
STRING = re.compile(rb"\((" + INSIDE + rb")\)", re.S)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
PIECE = re.compile(rb"/(f\d+) [\d.]+ Tf|\[((?:\(" + INSIDE + rb"\)|[^\]()])*)\]TJ|(\(" + INSIDE + rb"\))\s*Tj", re.S)


def text_of(pdf: bytes) -> str:
    """Page by page in the order of drawing, without any space."""
    objects = {int(n): body for n, body in re.findall(rb"\n(\d+) 0 obj\n(.*?)\nendobj", pdf, re.S)}
    pages = [body for body in objects.values() if b"/Type/Page/" in body]
    return "".join(_page(page, objects) for page in pages).replace(" ", "").replace("\N{NO-BREAK SPACE}", "")


def _page(page: bytes, objects: dict[int, bytes]) -> str:
    fonts = re.findall(rb"/(f\d+) (\d+) 0 R", objects[_reference(page, b"Resources")])
    tables = {name: _table(_stream(objects[_reference(objects[int(n)], b"ToUnicode")])) for name, n in fonts}
    said, table = [], {}
    for font, several, one in PIECE.findall(_stream(objects[_reference(page, b"Contents")])):
        if font:
            table = tables[font]
        for text in STRING.findall(several or one):
            glyphs = ESCAPE.sub(_unescaped, text)
            said += [table.get(glyphs[at : at + 2], "\N{REPLACEMENT CHARACTER}") for at in range(0, len(glyphs), 2)]
    return "".join(said)


def _reference(body: bytes, name: bytes) -> int:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", body)
    assert found, name
    return int(found[1])


def _stream(body: bytes) -> bytes:
    data = body.split(b"stream\n", 1)[1].rsplit(b"\nendstream", 1)[0]
    return zlib.decompress(data)


def _unescaped(found: re.Match[bytes]) -> bytes:
    text = found[1]
    return bytes([int(text, 8)]) if text.isdigit() else LETTERS.get(text, text)


def _table(cmap: bytes) -> dict[bytes, str]:
    pairs = re.findall(rb"^<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>", cmap, re.M)
    return {bytes.fromhex(glyph.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}
