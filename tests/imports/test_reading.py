import datetime as dt
import io
import struct
import unicodedata
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
import xlsxwriter

from imports import reading
from imports.reading import Merge, RefusedFile, read_workbook


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
    data = b"H\xf2 v\xe0 t\xean;Ng\xe0y sinh\nL\xea Th\xea\xec;2012\n"
    (sheet,) = read_workbook(data).sheets
    assert unicodedata.normalize("NFC", str(sheet.rows[1][0])) == "Lê Thế"


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
