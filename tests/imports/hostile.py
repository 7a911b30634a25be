"""Files that nobody should send: each function makes one. Used by test_hostile.py."""

import gzip
import io
import random
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Xã")
CHILD = ("1", "Lê Đức Kiên", "17/10/2012", "Nam", "Thanh Tùng")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"

MADE: dict[str, tuple[Callable[[], bytes], str]] = {}


def hostile(expected: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """`expected`: the reason why the file is refused; "read" where there is nothing to refuse."""

    def keep(make: Callable[[], bytes]) -> Callable[[], bytes]:
        MADE[make.__name__] = make, expected
        return make

    return keep


def xlsx(*rows: tuple[object, ...], sheets: int = 1) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "nan_inf_to_errors": True})
    for _ in range(sheets):
        sheet = book.add_worksheet()
        for r, row in enumerate(rows or (HEADINGS, CHILD)):
            sheet.write_row(r, 0, row)
    book.close()
    return out.getvalue()


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(name: str, content: bytes | None) -> bytes:
    """A good workbook in which one part is another, or is missing."""
    parts = parts_of(xlsx())
    parts.pop(name, None)
    return zipped(parts | ({name: content} if content is not None else {}))


def with_cells(xml: str, *, before: str = "", after: str = "") -> bytes:
    """A workbook whose sheet holds these rows."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet = f'<?xml version="1.0"?>{before}<worksheet {space}><sheetData>{xml}</sheetData>{after}</worksheet>'
    return with_part(SHEET, sheet.encode("utf-8", "surrogatepass"))


def text_cell(at: str, text: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def ods(content: str, **others: bytes) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    body = f"<office:body><office:spreadsheet>{content}</office:spreadsheet></office:body>"
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": b"<manifest/>",
        "content.xml": f"<office:document-content {spaces}>{body}</office:document-content>".encode(),
    }
    return zipped(parts | others)


def xls() -> bytearray:
    return bytearray((SAMPLES / "tre-mo-coi-mai-giang-vntime.xls").read_bytes())


# --- nothing, or something else entirely ---------------------------------------------------------


@hostile("empty")
def nothing() -> bytes:
    return b""


@hostile("empty")
def white_space() -> bytes:
    return b" \r\n\t\n" * 50


@hostile("empty")
def byte_order_mark_alone() -> bytes:
    return b"\xef\xbb\xbf"


@hostile("read")
def one_byte() -> bytes:
    return b"a"


@hostile("not_a_sheet")
def one_byte_of_nothing() -> bytes:
    return b"\x00"


@hostile("not_a_sheet")
def zeros() -> bytes:
    return b"\x00" * 5000


@hostile("not_a_sheet")
def noise() -> bytes:
    return random.Random(1).randbytes(20_000)


@hostile("not_a_sheet")
def pdf() -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


@hostile("not_a_sheet")
def picture() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + bytes(100)


@hostile("not_a_sheet")
def program() -> bytes:
    return b"\x7fELF\x02\x01\x01" + bytes(200)


@hostile("not_a_sheet")
def database() -> bytes:
    return b"SQLite format 3\x00" + bytes(500)


@hostile("not_a_sheet")
def gzipped_list() -> bytes:
    return gzip.compress(b"a;b\n1;2\n" * 100)


@hostile("not_a_sheet")
def word_document() -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"})


@hostile("not_a_sheet")
def zip_of_lists() -> bytes:
    return zipped({"a.csv": b"a;b\n1;2", "b.xlsx": xlsx()})


@hostile("not_a_sheet")
def zips_in_zips() -> bytes:
    data = xlsx()
    for level in range(20):
        data = zipped({f"{level}.zip": data})
    return data


@hostile("not_a_sheet")
def rich_text() -> bytes:
    return b"{\\rtf1\\ansi Danh s\\'e1ch \\par}"


@hostile("web_page")
def web_page_called_xls() -> bytes:
    return b"<html><body><table><tr><td>STT</td></tr></table></body></html>"


@hostile("web_page")
def spreadsheet_of_2003_in_xml() -> bytes:
    return b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'


@hostile("web_page")
def web_archive() -> bytes:
    return b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n<html></html>"


@hostile("too_large")
def more_than_is_taken() -> bytes:
    return b"a;b\n" * (21 * 1024**2 // 4)


# --- zip files ------------------------------------------------------------------------------------


@hostile("damaged")
def half_a_workbook() -> bytes:
    data = xlsx()
    return data[: len(data) // 2]


@hostile("damaged")
def workbook_without_its_last_bytes() -> bytes:
    return xlsx()[:-30]


@hostile("damaged")
def two_bytes_of_a_zip() -> bytes:
    return b"PK\x03\x04"


@hostile("damaged")
def workbook_without_sheet() -> bytes:
    return with_part(SHEET, None)


@hostile("not_a_sheet")
def workbook_without_workbook() -> bytes:
    return with_part("xl/workbook.xml", None)


@hostile("damaged")
def workbook_without_relations() -> bytes:
    return with_part("xl/_rels/workbook.xml.rels", None)


@hostile("damaged")
def workbook_without_its_texts() -> bytes:
    return with_part(STRINGS, None)


@hostile("too_large_inside")
def bomb() -> bytes:
    return with_part("xl/theme/theme1.xml", b" " * (201 * 1024**2))


@hostile("damaged")
def bomb_that_lies_about_its_size() -> bytes:
    changed, at = bytearray(with_part(STRINGS, b"<sst>" + b" " * (400 * 1024**2))), 0
    while (at := changed.find(b"PK\x01\x02", at)) >= 0:
        changed[at + 24 : at + 28] = struct.pack("<I", 100)
        at += 4
    return bytes(changed)


@hostile("too_large_inside")
def ten_thousand_entries() -> bytes:
    return zipped(parts_of(xlsx()) | {f"x/{n}": b"" for n in range(10_000)})


@hostile("read")
def names_that_climb_out() -> bytes:
    return zipped({"../../../../climbed": b"x", "/etc/climbed": b"x", "C:\\climbed": b"x"} | parts_of(xlsx()))


@hostile("damaged")
def sheet_that_is_a_symbolic_link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts_of(xlsx()).items():
            entry = zipfile.ZipInfo(name)
            if name == SHEET:
                entry.external_attr = (stat.S_IFLNK | 0o777) << 16
                content = b"/etc/passwd"
            archive.writestr(entry, content)
    return out.getvalue()


@hostile("password")
def encrypted_entries() -> bytes:
    changed = bytearray(xlsx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := changed.find(mark, at + 1)) >= 0:
            changed[at + offset] |= 1
    return bytes(changed)


@hostile("damaged")
def unknown_compression() -> bytes:
    changed = bytearray(xlsx())
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = -1
        while (at := changed.find(mark, at + 1)) >= 0:
            changed[at + offset : at + offset + 2] = struct.pack("<H", 97)
    return bytes(changed)


@hostile("read")
def long_zip_comment() -> bytes:
    data = io.BytesIO(xlsx())
    with zipfile.ZipFile(data, "a") as archive:
        archive.comment = b"=cmd|' /C calc'!A0" * 3000
    return data.getvalue()


@hostile("not_a_sheet")
def program_before_the_zip() -> bytes:
    return b"MZ\x90\x00\x03" + bytes(300) + xlsx()


@hostile("macros")
def macros() -> bytes:
    return zipped(parts_of(xlsx()) | {"xl/vbaProject.bin": OLE})


@hostile("not_a_sheet")
def workbook_in_binary_parts() -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"\x83\x01\x00" * 40})


# --- what stands in a workbook --------------------------------------------------------------------

LAUGHS = "<!DOCTYPE l [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)
) + "]>"  # fmt: skip


@hostile("damaged")
def billion_laughs_in_a_cell() -> bytes:
    return with_cells(f'<row r="1">{text_cell("A1", "&a11;")}</row>', before=LAUGHS)


@hostile("damaged")
def billion_laughs_in_the_texts() -> bytes:
    return with_part(STRINGS, f'<?xml version="1.0"?>{LAUGHS}<sst><si><t>&a11;</t></si></sst>'.encode())


@hostile("damaged")
def file_from_outside_in_a_cell() -> bytes:
    outside = '<!DOCTYPE x [<!ENTITY out SYSTEM "file:///etc/passwd">]>'
    return with_cells(f'<row r="1">{text_cell("A1", "&out;")}</row>', before=outside)


@hostile("damaged")
def quadratic_entities() -> bytes:
    doctype = f"<!DOCTYPE x [<!ENTITY long '{'a' * 100_000}'>]>"
    return with_cells(f'<row r="1">{text_cell("A1", "&long;" * 20_000)}</row>', before=doctype)


@hostile("damaged")
def tags_that_never_close() -> bytes:
    return with_part(SHEET, b"<worksheet><sheetData>" + b'<row r="1"><c>' * 50_000)


@hostile("read")
def tags_in_tags() -> bytes:
    return with_cells(f'<row r="1">{text_cell("A1", "<b>" * 100_000 + "a" + "</b>" * 100_000)}</row>')


@hostile("damaged")
def bytes_that_are_no_letters() -> bytes:
    return with_part(SHEET, parts_of(xlsx())[SHEET].replace(b"<sheetData>", b"<sheetData>\xff\xfe\x00<"))


@hostile("read")
def halves_of_letters_and_nothing() -> bytes:
    odd = text_cell("A1", "Lê _xD800_ &#x10FFFF; _x0000_ \u202ean")
    return with_cells(f'<row r="1">{odd}</row>')


@hostile("damaged")
def letter_that_xml_forbids() -> bytes:
    return with_cells(f'<row r="1">{text_cell("A1", "L&#x0;ê")}</row>')


@hostile("too_large_inside")
def cell_in_the_last_corner() -> bytes:
    return with_cells(f'<row r="1">{text_cell("A1", "a")}</row><row r="1048576">{text_cell("XFD1048576", "b")}</row>')


@hostile("too_many_rows")
def cell_beyond_the_last_column() -> bytes:
    return with_cells(f'<row r="1">{text_cell("A1", "a")}{text_cell("ZZZZ1", "b")}</row>')


@hostile("too_large_inside")
def cell_beyond_the_last_row() -> bytes:
    return with_cells(f'<row r="1">{text_cell("A1", "a")}</row><row r="99999999">{text_cell("A99999999", "b")}</row>')


@hostile("damaged")
def cells_that_stand_nowhere() -> bytes:
    return with_cells('<row r="-1"><c r="A-1"><v>1</v></c></row><row r="x"><c r="1A"><v>2</v></c></row>')


@hostile("too_many_rows")
def sixteen_thousand_columns() -> bytes:
    return xlsx(tuple("x" for _ in range(16_384)))


@hostile("too_many_rows")
def a_million_rows_of_nothing() -> bytes:
    return with_cells(
        "".join(f'<row r="{r}" ht="15"/>' for r in range(1, 1_048_576, 7))
        + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    )


@hostile("read")
def a_million_texts_that_no_cell_uses() -> bytes:
    parts = parts_of(xlsx())
    parts[STRINGS] = parts[STRINGS].replace(b"</sst>", b"<si><t>a</t></si>" * 1_000_000 + b"</sst>")
    return zipped(parts)


@hostile("damaged")
def text_that_is_not_there() -> bytes:
    return with_cells('<row r="1"><c r="A1" t="s"><v>999999999</v></c></row>')


@hostile("read")
def ten_megabytes_in_a_cell() -> bytes:
    return with_cells(f'<row r="1">{text_cell("A1", "Lê " * 3_500_000)}</row>')


@hostile("too_large_inside")
def three_thousand_sheets() -> bytes:
    return xlsx(sheets=3000)


@hostile("read")
def sheets_of_one_name() -> bytes:
    parts = parts_of(xlsx(sheets=3))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'"Sheet2"', b'"Sheet1"').replace(b'"Sheet3"', b'""')
    return zipped(parts)


@hostile("read")
def no_sheet_is_visible() -> bytes:
    parts = parts_of(xlsx())
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'name="Sheet1"', b'name="Sheet1" state="veryHidden"')
    return zipped(parts)


@hostile("read")
def workbook_without_any_sheet() -> bytes:
    parts = parts_of(xlsx())
    book = parts["xl/workbook.xml"]
    parts["xl/workbook.xml"] = book[: book.index(b"<sheets>")] + b"<sheets/>" + book[book.index(b"</sheets>") + 9 :]
    return zipped(parts)


@hostile("read")
def merges_over_merges() -> bytes:
    ranges = "".join(f'<mergeCell ref="A{n}:C{n + 5}"/>' for n in range(1, 40))
    everything = '<mergeCell ref="A1:XFD1048576"/><mergeCell ref="C3:A1"/><mergeCell ref="A1:A1"/>'
    cells = "".join(f'<row r="{r}">{text_cell(f"A{r}", "Lê")}{text_cell(f"B{r}", "2012")}</row>' for r in range(1, 9))
    return with_cells(cells, after=f"<mergeCells>{ranges}{everything}</mergeCells>")


@hostile("read")
def a_hundred_thousand_merges() -> bytes:
    ranges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 100_001))
    return with_cells(f'<row r="1">{text_cell("A1", "a")}</row>', after=f"<mergeCells>{ranges}</mergeCells>")


@hostile("damaged")
def merges_that_stand_nowhere() -> bytes:
    cells = f'<row r="1">{text_cell("A1", "a")}</row>'
    return with_cells(cells, after='<mergeCells><mergeCell ref="hello"/><mergeCell ref="A0:ZZ-1"/></mergeCells>')


@hostile("read")
def dates_of_no_calendar() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet, date = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, HEADINGS)
    for row, number in enumerate((1e15, -1e9, 2958466, 2958465.99999, 0, 60, 0.5, -0.5, 1e300, 73_000), 1):
        sheet.write_row(row, 0, CHILD)
        sheet.write_number(row, 2, number, date)
    book.close()
    return out.getvalue()


@hostile("read")
def numbers_without_end() -> bytes:
    odd = ("INF", "-INF", "NaN", "1e999", "-1e999", "1e-400", "0x10", "9" * 400, "", " ", "1,5")
    cells = "".join(f'<row r="{r}"><c r="A{r}"><v>{value}</v></c></row>' for r, value in enumerate(odd, 1))
    return with_cells(cells)


@hostile("read")
def formulas() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADINGS)
    for row, formula in enumerate(
        ("=1/0", "=cmd|'/c calc'!A0", '=HYPERLINK("http://evil.example","x")', "=A1:A9", "={1,2}"), 1
    ):
        sheet.write_formula(row, 1, formula)
        sheet.write_formula(row, 2, formula, value="=1+1")
    book.close()
    return out.getvalue()


@hostile("read")
def links_to_other_workbooks() -> bytes:
    link = b'<externalLink xmlns:r="r"><externalBook r:id="rId1"/></externalLink>'
    relation = b'<Relationship Id="rId1" Type="x" Target="file:///etc/passwd" TargetMode="External"/>'
    relation = b"<Relationships>" + relation + b"</Relationships>"
    return zipped(
        parts_of(xlsx())
        | {"xl/externalLinks/externalLink1.xml": link, "xl/externalLinks/_rels/externalLink1.xml.rels": relation}
    )


@hostile("damaged")
def sheet_that_leads_to_another_file() -> bytes:
    parts = parts_of(xlsx())
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        b'"worksheets/sheet1.xml"', b'"../../../../etc/passwd"'
    )
    return zipped(parts)


# --- xls and ods ----------------------------------------------------------------------------------


@hostile("password")
def workbook_with_a_password() -> bytes:
    return OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)


@hostile("password")
def old_workbook_with_a_password() -> bytes:
    data = xls()
    at = data.index(struct.pack("<HH", 0x0042, 2))  # the code page becomes FILEPASS
    data[at : at + 2] = struct.pack("<H", 0x002F)
    return bytes(data)


@hostile("not_a_sheet")
def old_word_document() -> bytes:
    return OLE + bytes(500) + "WordDocument".encode("utf-16-le") + bytes(500)


@hostile("damaged")
def half_an_old_workbook() -> bytes:
    data = xls()
    return bytes(data[: len(data) // 2])


@hostile("too_large_inside")
def old_workbook_that_goes_in_circles() -> bytes:
    data = xls()
    table = struct.unpack_from("<I", data, 76)[0]
    for n in range(128):
        struct.pack_into("<I", data, (table + 1) * 512 + 4 * n, n % 3)
    return bytes(data)


@hostile("damaged")
def old_workbook_with_records_of_no_length() -> bytes:
    data = xls()
    at = data.index(struct.pack("<HH", 0x0809, 16))
    data[at + 20 : at + 4000] = b"\xff" * 3980
    return bytes(data)


@hostile("not_a_sheet")
def old_header_alone() -> bytes:
    return OLE


@hostile("password")
def open_document_with_a_password() -> bytes:
    return ods("", **{"META-INF/manifest.xml": b"<manifest:encryption-data/>"})


@hostile("damaged")
def open_document_without_type() -> bytes:
    return zipped({"content.xml": b"<x/>"})


@hostile("not_a_sheet")
def open_text_document() -> bytes:
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"})


@hostile("damaged")
def open_document_of_repeated_cells() -> bytes:
    repeated = 'table:number-columns-repeated="16384" office:value-type="string"'
    cell = f"<table:table-cell {repeated}><text:p>a</text:p></table:table-cell>"
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    return ods(f'<table:table table:name="a">{row}</table:table>')


@hostile("damaged")
def half_an_open_document() -> bytes:
    data = ods('<table:table table:name="a"/>')
    return data[: len(data) // 2]


# --- csv ------------------------------------------------------------------------------------------


@hostile("too_many_rows")
def a_million_columns() -> bytes:
    return b"a," * 1_000_000


@hostile("too_many_rows")
def more_rows_than_a_list_has() -> bytes:
    return b"a;b\n" * 120_001


@hostile("damaged")
def one_line_of_nineteen_megabytes() -> bytes:
    return b"a" * (19 * 1024**2)


@hostile("damaged")
def quote_that_never_closes() -> bytes:
    return b'STT;"' + b"a;b\n" * 1_000_000


@hostile("damaged")
def nothing_but_quotes() -> bytes:
    return b'"' * 1_000_000


@hostile("not_a_sheet")
def zeros_in_a_list() -> bytes:
    return b"STT;Name\n1;L\x00\x00e\n"


@hostile("not_a_sheet")
def four_bytes_a_letter() -> bytes:
    return "STT;Họ tên\n1;Lê\n".encode("utf-32")


@hostile("damaged")
def half_a_letter_at_the_end() -> bytes:
    return "STT;Họ tên\n1;Lê".encode("utf-16") + b"\x00"


@hostile("damaged")
def halves_of_pairs() -> bytes:
    return b"\xff\xfe" + b"a\x00;\x00b\x00\n\x00" + b"\x00\xd8" * 5


@hostile("read")
def letters_that_turn_the_line_round() -> bytes:
    return "STT;Họ tên;Năm sinh\n1;\u202e\u200bnaiL êL\u2066\ufeff;2012\n2;\u200b\u200b;2013\n".encode()


@hostile("read")
def formulas_in_a_list() -> bytes:
    return "STT;Họ tên\n1;=cmd|' /C calc'!A0\n2;@SUM(1)\n3;+84912\n4;-1\n".encode()


@hostile("read")
def nothing_but_separators() -> bytes:
    return b";;;;;;\n" * 5000


@hostile("read")
def wrong_extension_of_a_good_list() -> bytes:
    return ";".join(HEADINGS).encode() + b"\n" + ";".join(CHILD).encode()


# --- copies with faults ---------------------------------------------------------------------------


def mutants(count: int, seed: int = 3) -> list[tuple[str, bytes]]:
    """Copies of the sample lists with bytes changed, cut out, put in twice or cut off; always the same ones."""
    dice = random.Random(seed)
    files = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".xlsx", ".xls", ".csv"))
    return [(f"{path.name} #{n}", _mutated(path.read_bytes(), dice)) for n, path in
            ((n, files[n % len(files)]) for n in range(count))]  # fmt: skip


def _mutated(data: bytes, dice: random.Random) -> bytes:
    if data[:2] == b"PK" and dice.random() < 0.7:
        return _inside(data, dice)
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 3, 20, 200))):
        at = dice.randrange(len(changed))
        match dice.randrange(5):
            case 0 | 1:
                changed[at] = dice.randrange(256)
            case 2:
                changed[at] ^= 1 << dice.randrange(8)
            case 3:
                del changed[at : at + dice.randrange(1, 40)]
            case _:
                changed[at:at] = changed[at : at + dice.randrange(1, 40)]
        if len(changed) < 2:
            break
    if dice.random() < 0.15:
        del changed[dice.randrange(len(changed)) :]
    return bytes(changed)


def _inside(data: bytes, dice: random.Random) -> bytes:
    """A fault inside one part of a workbook, the zip around it whole."""
    parts = parts_of(data)
    name = dice.choice(sorted(name for name in parts if parts[name]))
    part = bytearray(parts[name])
    for _ in range(dice.choice((1, 2, 10))):
        at = dice.randrange(len(part))
        if dice.random() < 0.7:  # what stands in the cells and their numbers: the file stays readable
            at = next((i for i in range(at, len(part)) if part[i : i + 1].isdigit()), at)
            part[at : at + 1] = dice.choice((b"0", b"7", b"", b"-1", b"1e999", b"99999", b"&#55296;", b"_x0000_", b" "))
        else:
            part[at : at + dice.randrange(3)] = dice.choice((b"", b"<", b"&", b"\xff", b"9" * 12, b'"', b"\x00"))
    return zipped(parts | {name: bytes(part)})
