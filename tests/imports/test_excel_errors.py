"""A cell in which Excel shows an error holds no value, and somebody has to say what should stand there."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from children.lists import CHILDREN
from imports.cells import EXCEL_ERROR
from imports.fields import text_of
from imports.reading import read_workbook
from tests.imports.sheets import read

XLS = Path(__file__).parents[1] / "data" / "samples" / "tre-mo-coi-mai-giang-vntime.xls"
HEADINGS = ["STT", "Họ và tên", "Năm sinh", "SĐT", "Xã"]


def xlsx(*rows: list[object]) -> bytes:
    """Texts that begin with # become formulas that show them, with and without a formula's text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        written: list[list[object]] = [[*HEADINGS], *rows]
        for r, row in enumerate(written):
            for c, cell in enumerate(row):
                if isinstance(cell, str) and cell.startswith("#"):
                    page.write_formula(r, c, "=VLOOKUP(A1,B:C,2,0)", None, cell)
                else:
                    page.write(r, c, cell)
    return out.getvalue()


@pytest.mark.parametrize(
    ("row", "status", "asked"),
    [
        ([1, "Lê Bảo An", "#N/A", "", "Thanh Tùng"], "error", [("Năm sinh", "#N/A")]),
        ([1, "#REF!", 2014, "", "Thanh Tùng"], "error", [("Họ và tên", "#REF!")]),
        ([1, "Lê Bảo An", 2014, "#VALUE!", "Thanh Tùng"], "record", [("SĐT", "#VALUE!")]),
        (["#REF!", "Lê Bảo An", 2014, "", "Thanh Tùng"], "record", []),  # a number in the list is nothing to keep
        (["", "I. XÃ THANH TÙNG", "#N/A", "#N/A", "#N/A"], "skipped", []),
    ],
)
def test_an_error_is_asked_where_it_stands(row: list[object], status: str, asked: list[tuple[str, str]]) -> None:
    (found, _other) = read(CHILDREN, *read_workbook(xlsx(row, [2, "Lê Bảo Bình", 2015, "", "Thanh Tùng"])).sheets).rows
    assert found.status == status
    errors = [(p.column, p.params["text"]) for p in found.problems if p.message == EXCEL_ERROR]
    assert errors == asked
    assert all(f"{column}: {text}" in str(found.values["note"]) for column, text in asked if status == "record")


def test_formulas_pulled_further_than_the_list_make_no_rows() -> None:
    (page,) = read_workbook(xlsx([1, "Lê Bảo An", 2014, "", "Thanh Tùng"], ["", "", "#N/A", "#N/A", ""])).sheets
    assert len(page.rows) == 2


def test_an_error_of_libreoffice_is_read_too() -> None:
    def cell(text: str, said: str = "") -> str:
        return f'<table:table-cell office:value-type="string" {said}><text:p>{text}</text:p></table:table-cell>'

    error = 'office:string-value="" calcext:value-type="error"'
    rows = (
        "<table:table-row>" + "".join(map(cell, HEADINGS)) + "</table:table-row>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row><table:table-row>'
        f"{cell('1')}{cell('Lê Bảo An')}{cell('#N/A', error)}"
        f'<table:table-cell table:number-columns-repeated="1"/>{cell("Err:502", error)}</table:table-row>'
    )
    sheets = read_workbook(ods(f'<table:table table:name="DS">{rows}</table:table>')).sheets
    assert sheets[0].rows[3] == ["1", "Lê Bảo An", "#N/A", "", "Err:502"]
    (found,) = read(CHILDREN, *sheets).rows
    assert [p.column for p in found.problems if p.message == EXCEL_ERROR] == ["Năm sinh", "Xã"]


def ods(body: str) -> bytes:
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    calc = ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    inside = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<office:document-content{names}{calc}>{inside}</office:document-content>")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def test_an_error_of_an_old_excel_file_is_read_too() -> None:
    data = bytearray(XLS.read_bytes())
    at = data.index(struct.pack("<HHHH", 0x00FD, 10, 8, 1))  # row 9's text in column B becomes an error
    data[at : at + 2] = struct.pack("<H", 0x0205)
    data[at + 10 : at + 14] = bytes((0x2A, 1, 0, 0))
    before, after = (read_workbook(bytes(file)).sheets[0].rows for file in (XLS.read_bytes(), data))
    assert text_of(before[8][1]) != after[8][1] == "#N/A"
