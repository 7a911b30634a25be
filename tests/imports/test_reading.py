import codecs
import csv
import datetime as dt
import io
import struct
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font

from imports import _oldfonts, reading
from imports.reading import NOTED_CELLS, STRUCK_ROWS, Merge, RefusedFile, read_workbook
from vietnamese.encodings import encode

SAMPLES = Path(__file__).parents[1] / "data" / "samples"


def xlsx(fill: Callable) -> bytes:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    fill(book)
    book.close()
    return data.getvalue()


def one_sheet(*cells: tuple[int, int, object]) -> bytes:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Danh sách")
        for row, column, value in cells:
            sheet.write(row, column, value)

    return xlsx(fill)


def refused(data: bytes) -> str:
    with pytest.raises(RefusedFile) as caught:
        read_workbook(data)
    assert caught.value.message % caught.value.params  # a whole sentence
    return caught.value.reason


def test_rows_are_numbered_as_excel_does_though_the_first_ones_are_empty():
    (sheet,) = read_workbook(one_sheet((2, 1, "Họ tên"), (4, 0, 2012))).sheets
    assert sheet.rows == [[], [], ["", "Họ tên"], [], [2012.0]]


def test_dates_hidden_sheets_and_merges_come_through():
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Một")
        sheet.write_datetime(0, 0, dt.date(2012, 10, 17), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.merge_range(1, 0, 2, 1, "Trẻ")
        book.add_worksheet("Ẩn").hide()

    first, second = read_workbook(xlsx(fill)).sheets
    assert first.rows[0] == [dt.date(2012, 10, 17)]
    assert first.merges == [Merge(2, 0, 3, 1)]
    assert (first.visible, second.visible) == (True, False)


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffHọ tên;Ngày sinh\r\nLê Mạnh;2012\r\n".encode(),
        "Họ tên,Ngày sinh\nLê Mạnh,2012\n".encode(),
        "Họ tên\tNgày sinh\nLê Mạnh\t2012".encode("utf-16"),
        "sep=;\nHọ tên;Ngày sinh\nLê Mạnh;2012".encode(),
        unicodedata.normalize("NFC", "Họ tên;Ngày sinh\nLê Mạnh;2012").encode("utf-16-le"),
    ],
)
def test_csv_is_read_whatever_its_encoding_and_separator(data):
    (sheet,) = read_workbook(data).sheets
    assert sheet.rows == [["Họ tên", "Ngày sinh"], ["Lê Mạnh", "2012"]]


def test_csv_in_the_old_windows_encoding_is_read():
    # windows-1258 writes the tone as a letter of its own
    data = b"Ho\xf2 v\xe0 t\xean;Ng\xe0y sinh\nL\xea Th\xea\xec;2012\n"
    (sheet,) = read_workbook(data).sheets
    assert sheet.rows == [["Họ và tên", "Ngày sinh"], ["Lê Thế", "2012"]]
    assert sheet.legacy_font == "Windows-1258"


LIST = [
    ["STT", "Họ và tên", "Quan hệ", "Ghi chú"],
    ["1", "Nguyễn Thị Hường", "bà nội", "Bố mất, mẹ bỏ đi\nở với bà"],
    ["2", "Đặng Hữu Tưởng", "dì", ""],
    ["3", "Lê Quỳnh Như", "Mẹ", "khuyết tật"],
]


def as_csv(separator: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(LIST)
    return text.getvalue()


WITHOUT_EMPTY_TAILS = [[*row[:3], row[3]] if row[3] else row[:3] for row in LIST]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["TCVN3", "VNI", "Windows-1258"])
def test_csv_in_bytes_of_an_old_font_is_read_with_its_quoted_line_breaks(encoding, separator):
    data = encode(as_csv(separator), encoding).encode("cp1252")
    (sheet,) = read_workbook(data).sheets
    assert (sheet.rows, sheet.legacy_font) == (WITHOUT_EMPTY_TAILS, encoding)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_csv_in_unicode_is_read_and_nothing_is_converted(codec, separator):
    text = as_csv(separator)
    data = codecs.BOM_UTF16_BE + text.encode(codec) if codec == "utf-16-be" else text.encode(codec)
    for form in (data, unicodedata.normalize("NFD", text).encode(codec)):
        (sheet,) = read_workbook(form).sheets
        assert (sheet.rows, sheet.legacy_font) == (WITHOUT_EMPTY_TAILS, "")


def test_western_csv_stays_as_it_is():
    (sheet,) = read_workbook("Name;Stra\u00dfe\nRen\u00e9;Gr\u00fcner Weg\n".encode("cp1252")).sheets
    assert (sheet.rows[1], sheet.legacy_font) == (["René", "Grüner Weg"], "")


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI", "Windows-1258", "UTF-8"])
def test_a_workbook_in_an_old_font_is_converted_and_says_so(encoding):
    cells = [(r, c, encode(text, encoding)) for r, row in enumerate(LIST) for c, text in enumerate(row)]
    (sheet,) = read_workbook(one_sheet(*cells)).sheets
    assert sheet.rows == WITHOUT_EMPTY_TAILS
    (remark,) = sheet.remarks
    assert encoding in remark.message % remark.params


def test_columns_that_are_unicode_stay_so_beside_an_old_font():
    rows = [
        (f"Nguyễn Thị Hồ {name}", f"Thôn Đông {name}, xã Bích Hào", "Bà") for name in ("Như", "Đức", "Quỳnh", "Tưởng")
    ]
    cells = [
        (r, c, encode(text, "TCVN3") if c == 0 else text) for r, row in enumerate(rows) for c, text in enumerate(row)
    ]
    (sheet,) = read_workbook(one_sheet(*cells)).sheets
    assert sheet.rows == [list(row) for row in rows]


def test_rows_of_an_old_font_between_rows_in_unicode_are_converted_alone():
    old = [[encode(text, "TCVN3") for text in row] for row in LIST]
    rows = [*LIST, *[["4", "Hà Lê Bá", "Cô", "Xóm Đông"], ["5", "Vũ Thị Nhàn", "chị", "xã Ngọc Sơn"]] * 30, *old]
    (sheet,) = read_workbook(
        one_sheet(*((r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)))
    ).sheets
    assert sheet.rows[-len(LIST) :] == sheet.rows[: len(LIST)] == WITHOUT_EMPTY_TAILS
    assert (sheet.rows[4], sheet.legacy_font) == (["4", "Hà Lê Bá", "Cô", "Xóm Đông"], "TCVN3")


def test_a_sheet_of_few_words_is_as_the_other_sheets_are():
    def fill(book: xlsxwriter.Workbook) -> None:
        first, second = book.add_worksheet("Một"), book.add_worksheet("Hai")
        for r, row in enumerate(LIST):
            first.write_row(r, 0, [encode(text, "TCVN3") for text in row])
        second.write_row(0, 0, [encode("Nguyễn", "TCVN3"), "2012"])

    first, second = read_workbook(xlsx(fill)).sheets
    assert first.rows == WITHOUT_EMPTY_TAILS
    assert (second.rows, second.legacy_font) == ([["Nguyễn", "2012"]], "TCVN3")


def test_hidden_rows_are_read_and_told():
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Trống")
        sheet = book.add_worksheet("Trẻ & Mẹ")
        for row in range(6):
            sheet.write(row, 0, f"Dòng {row + 1}")
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.set_row(9, None, None, {"hidden": True})  # nothing stands there

    empty, sheet = read_workbook(xlsx(fill)).sheets
    assert len(sheet.rows) == 6
    assert (empty.remarks, sheet.hidden_rows) == ([], (3, 5))
    assert [remark.params for remark in sheet.remarks] == [{"rows": "3, 5"}]


def test_what_is_struck_out_and_notes_beside_cells_are_told():
    def fill(book: xlsxwriter.Workbook) -> None:
        struck, bold = book.add_format({"font_strikeout": True}), book.add_format({"bold": True})
        book.add_worksheet("Trống")
        sheet = book.add_worksheet("Trẻ & Mẹ")
        for row in range(6):
            sheet.write_row(row, 0, [f"Dòng {row + 1}", "Lê Bảo An"], struck if row == 3 else bold)
        sheet.write_blank(4, 3, "", struck)  # nothing stands there
        sheet.write_comment("B3", "đã chuyển đi")

    empty, sheet = read_workbook(xlsx(fill)).sheets
    assert (empty.remarks, sheet.struck_rows, sheet.noted_cells) == ([], (4,), ("B3",))
    assert [(remark.message, remark.params) for remark in sheet.remarks] == [
        (STRUCK_ROWS, {"rows": "4"}),
        (NOTED_CELLS, {"rows": "B3"}),
    ]


def test_what_is_struck_out_and_notes_are_told_of_a_file_of_another_program():
    book = openpyxl.Workbook()
    for row in ("Một", "Hai", "Ba"):
        book.active.append([row])
    book.active["A2"].font = Font(strike=True)
    book.active["A3"].comment = Comment("đã mất", "")
    book.active["A3"].font = Font(strike=False)
    file = io.BytesIO()
    book.save(file)

    (sheet,) = read_workbook(file.getvalue()).sheets
    assert (sheet.struck_rows, sheet.noted_cells) == ((2,), ("A3",))


def test_hidden_rows_of_an_ods_file_are_told():
    (sheet,) = read_workbook(ods([["Một"], ["Hai"], ["Ba"]], hidden={2})).sheets
    assert (sheet.rows, sheet.hidden_rows) == ([["Một"], ["Hai"], ["Ba"]], (2,))


def test_hidden_rows_of_an_xls_file_are_told():
    data = bytearray((SAMPLES / "tre-mo-coi-mai-giang-vntime.xls").read_bytes())
    assert read_workbook(bytes(data)).sheets[0].hidden_rows == ()
    hide_row_of_xls(data, 5)
    assert read_workbook(bytes(data)).sheets[0].hidden_rows == (5,)


def hide_row_of_xls(data: bytearray, number: int) -> None:
    at = 0
    while (at := data.find(struct.pack("<HHH", 0x0208, 16, number - 1), at)) >= 0:
        data[at + 16] |= 0x20
        at += 1


def ods(rows: list[list[str]], hidden: set[int] = frozenset()) -> bytes:  # type: ignore[assignment]  # an empty one
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = "".join(
        f"<table:table-row{' table:visibility=' + chr(34) + 'collapse' + chr(34) if r in hidden else ''}>"
        f"{''.join(map(cell.format, row))}</table:table-row>"
        for r, row in enumerate(rows, 1)
    )
    namespaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {namespaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Trẻ">{lines}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    return zip_of(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest/>",
            "content.xml": content.encode(),
        }
    )


def test_texts_are_made_storable():
    (sheet,) = read_workbook(b"A;B\n" * 1500 + "A\0B;Nguye\u0302\u0303n\n".encode()).sheets
    assert sheet.rows[-1] == ["AB", "Nguyễn"]


def test_a_line_break_inside_a_csv_cell_makes_no_new_row():
    (sheet,) = read_workbook('A;B\n"một\nhai";2\n\nba;4'.encode()).sheets
    assert [len(row) for row in sheet.rows] == [2, 2, 0, 2]


def zip_of(names: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return data.getvalue()


def bomb(size: int) -> bytes:
    """A workbook whose sheet unpacks to so many bytes."""
    good = zipfile.ZipFile(io.BytesIO(one_sheet((0, 0, "a"))))
    parts = {name: good.read(name) for name in good.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"<sheetData>", b"<sheetData>" + b" " * size)
    return zip_of(parts)


def with_false_sizes(data: bytes) -> bytes:
    """The same archive, declaring 100 bytes for every entry."""
    changed, at = bytearray(data), 0
    while (at := changed.find(b"PK\x01\x02", at)) >= 0:
        changed[at + 24 : at + 28] = struct.pack("<I", 100)
        at += 4
    return bytes(changed)


@pytest.mark.parametrize(
    ("reason", "data"),
    [
        ("empty", b""),
        ("not_a_sheet", b"%PDF-1.4 ..."),
        ("not_a_sheet", b"\x89PNG\r\n"),
        ("not_a_sheet", b"\x00\x01\x02\x03" * 200),
        ("not_a_sheet", zip_of({"word/document.xml": b"x"})),
        ("not_a_sheet", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
        ("password", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600),
        ("web_page", b"<html><table><tr><td>STT</td></tr></table></html>"),
        ("macros", zip_of({"xl/workbook.xml": b"x", "xl/vbaProject.bin": b"x"})),
        ("damaged", one_sheet((0, 0, "a"))[:900]),
        ("too_many_rows", b"a,b\n" * 120_001),
        ("too_many_rows", one_sheet((0, 0, "a"), (0, 16383, "b"))),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_its_reason(reason, data):
    assert refused(data) == reason


def test_a_file_over_the_limit_is_not_even_opened(monkeypatch):
    monkeypatch.setattr(reading, "MAX_BYTES", 1000)
    monkeypatch.setattr(reading, "_ask_child", lambda data: pytest.fail("the file was opened"))
    assert refused(b"a" * 1001) == "too_large"


def test_a_cell_in_excels_last_corner_kills_only_the_child():
    assert refused(one_sheet((0, 0, "a"), (1_048_575, 16_383, "b"))) == "too_large_inside"


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    assert refused(bomb(201 * 1024**2)) == "too_large_inside"


def test_a_zip_bomb_that_lies_about_its_size_does_no_harm():
    assert refused(with_false_sizes(bomb(201 * 1024**2))) in ("damaged", "too_large_inside")


def test_a_reader_that_never_ends_is_stopped(monkeypatch, tmp_path):
    (tmp_path / "_sheetreader.py").write_text("import time; time.sleep(60)")
    monkeypatch.setattr(reading, "__file__", str(tmp_path / "reading.py"))
    monkeypatch.setattr(reading, "WALL_SECONDS", 0.2)
    assert refused(b"a,b\n1,2\n") == "took_too_long"


def test_a_file_saved_by_another_program_is_read_too():
    data = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Họ tên", "Năm sinh"])
    book.active.append(["Lê Mạnh", 2012])
    book.save(data)
    (sheet,) = read_workbook(data.getvalue()).sheets
    assert sheet.rows == [["Họ tên", "Năm sinh"], ["Lê Mạnh", 2012.0]]


def test_headings_in_unicode_over_a_list_in_an_old_font_stay_as_they_are():
    names = ["Nguyễn Thị Hường", "Lương Văn Đức", "Hoàng Đình Khoa", "Phạm Quý Hợi"]
    hamlets = ["Xóm Đông", "Xóm Tây", "Thượng Lộc", "Xóm Giữa"]
    rows = [[encode(cell, "TCVN3") for cell in pair] for pair in zip(names, hamlets, strict=True)]
    read_so = [{"rows": [["Tên cháu", "Xóm"], *rows], "legacy_font": ""}]
    _oldfonts.convert(read_so, surely_old=False)
    assert read_so[0]["rows"] == [["Tên cháu", "Xóm"], *map(list, zip(names, hamlets, strict=True))]
