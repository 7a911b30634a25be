"""The whole way on real input, as the command does it, against what a careful clerk would enter."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from children.models import Child
from donors.models import Donor
from imports import reading
from imports.models import ImportBatch, ImportRow
from imports.reading import RefusedFile
from organisation.areas import load_areas
from organisation.models import Unit
from organisation.operations import start_programme
from sponsorship.models import Pledge
from tests import factories
from tests.imports.lists import SAMPLES, child_row, children_list, programme
from vietnamese.encodings import encode

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> Unit:
    load_areas()
    return start_programme(name="Mẹ đỡ đầu Thanh Chương", district_code="428")["unit"]


def run(kind: str, file: Path | str, *options: str) -> dict[str, Any]:
    out = StringIO()
    call_command("import_list", kind, str(file), "--json", *options, stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


def assert_as_in_truth(name: str, answer: dict[str, Any]) -> None:
    truth = json.loads((SAMPLES / f"{name}.truth.json").read_text())
    records = {(r["sheet"], r["row"]): r["values"] for r in answer["rows"] if r["status"] in ("new", "update")}
    by_row = {row: values for (_sheet, row), values in records.items()}
    assert len(records) == len(truth["records"])
    for record in truth["records"]:
        values = records[record["sheet"], record["row"]] if "sheet" in record else by_row[record["row"]]
        wanted = {key: value for key, value in record.items() if key not in ("sheet", "row")}
        assert {key: values.get(key) for key in wanted} == wanted
    sent_back = [row["row"] for row in answer["rows"] if row["status"] == "error"]
    assert sent_back == [row["row"] for row in truth["sent_back"]]


def test_the_two_lists_of_the_district_come_in_exactly(district: Unit) -> None:
    children = run("children", SAMPLES / "tre-can-do-dau-huyen.xlsx", "--apply")
    pledges = run("pledges", SAMPLES / "nhan-do-dau-2024.xlsx", "--apply")

    assert_as_in_truth("tre-can-do-dau-huyen.xlsx", children)
    assert_as_in_truth("nhan-do-dau-2024.xlsx", pledges)
    assert children["counts"] == {"new": 885, "update": 0, "duplicate": 0, "error": 0, "skipped": 28}
    assert (Donor.objects.count(), Child.objects.sponsored().count()) == (132, 150)
    assert (Child.objects.waiting().count(), Child.objects.waiting().union_members().count()) == (885, 137)
    assert {str(day) for day in Child.objects.waiting().values_list("needs_since", flat=True)} == {"2024-09-30"}
    womens_union = Unit.objects.get(parent=district, kind="womens_union")
    assert set(Pledge.objects.values_list("state", "connecting_unit")) == {("active", womens_union.pk)}


@pytest.mark.parametrize("name", ["tre-mo-coi-thanh-tung.xlsx", "tre-mo-coi.csv", "tre-mo-coi-mai-giang-vntime.xls"])
def test_lists_of_a_commune_come_in_exactly_and_bad_rows_go_back(district: Unit, name: str) -> None:
    assert_as_in_truth(name, run("children", SAMPLES / name))


def test_a_later_list_of_pledges_finds_the_children_on_record(district: Unit) -> None:
    run("children", SAMPLES / "tre-can-do-dau-huyen.xlsx", "--apply")

    answer = run("pledges", SAMPLES / "nhan-do-dau-bo-sung.xlsx", "--apply")

    assert_as_in_truth("nhan-do-dau-bo-sung.xlsx", answer)
    assert Child.objects.get(full_name="Lý Hà Quyên", former_commune__name="Xã Thanh Tùng").pledges.count() == 1


def test_without_apply_nothing_is_stored(district: Unit) -> None:
    answer = run("pledges", SAMPLES / "nhan-do-dau-2024.xlsx")

    assert answer["counts"]["new"] == 150
    assert not any(model.objects.exists() for model in (ImportBatch, ImportRow, Child, Donor, Pledge))


def test_the_second_time_every_row_is_a_duplicate_and_the_command_says_why(district: Unit) -> None:
    run("pledges", SAMPLES / "nhan-do-dau-2024.xlsx", "--apply")
    errors = StringIO()
    out = StringIO()

    file = str(SAMPLES / "nhan-do-dau-2024.xlsx")
    call_command("import_list", "pledges", file, "--apply", "--json", stdout=out, stderr=errors)

    assert json.loads(out.getvalue())["counts"] == {"new": 0, "update": 0, "duplicate": 150, "error": 0, "skipped": 1}
    assert "đã được nhập" in errors.getvalue()
    assert Pledge.objects.count() == 150


def test_what_is_printed_says_where_a_row_stands_and_what_is_wrong_in_vietnamese(tmp_path: Path) -> None:
    programme()
    file = tmp_path / "danh-sach.csv"
    file.write_bytes(children_list(("1", "Lê Đức Kiên", "31/02/2015", "Nam", "", "", "", "", "", "")))

    answer = run("children", file)

    (row,) = answer["rows"]
    assert (row["sheet"], row["row"], row["status"]) == ("", 3, "error")
    assert row["values"]["full_name"] == "Lê Đức Kiên"
    assert row["errors"] == [{"column": "Ngày sinh", "message": "Không có ngày này: 31/02/2015."}]


def test_what_was_left_out_or_wants_a_look_is_said_without_a_browser(tmp_path: Path) -> None:
    programme()
    book = Workbook()
    names = encode("Nguyễn Thị Hường", "TCVN3"), encode("Lương Đình Mẫu", "TCVN3"), encode("Phạm Quý Hợi", "TCVN3")
    page, other, hidden = book.active, book.create_sheet("Quỹ"), book.create_sheet("Ẩn")
    for row in (["Họ và tên", "Năm sinh", "Cột lạ"], *([name, 2014, "A"] for name in names), [names[0], "5/2014", "B"]):
        page.append(row)
    page.title = "DS"
    page.row_dimensions[3].hidden = True
    other.append(["Thu", "Chi"])
    hidden.append(["Họ và tên", "Năm sinh"])
    hidden.append(["Lê Mẫu", 2014])
    hidden.sheet_state = "hidden"
    file = tmp_path / "danh-sach.xlsx"
    book.save(file)
    out = StringIO()

    call_command("import_list", "children", str(file), stdout=out)

    sheets = {sheet["name"]: sheet for sheet in run("children", file)["sheets"]}
    (unknown,) = sheets["DS"]["columns"]
    assert (unknown["letter"], unknown["heading"], unknown["field"]) == ("C", "Cột lạ", None)
    assert (sheets["Ẩn"]["ignored"], len(sheets["DS"]["remarks"])) == ("Trang tính đang bị ẩn.", 2)
    said = out.getvalue()
    for words in ("Cột lạ", "TCVN3", "Trang tính đang bị ẩn.", *sheets["DS"]["remarks"], sheets["Quỹ"]["ignored"]):
        assert words in said
    assert "DS, dòng 5" in said  # may be the child of row 2


def test_of_very_many_rows_to_look_at_the_first_are_told_and_how_many_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programme()
    file = tmp_path / "danh-sach.csv"
    alike = [(str(n), "Lê Đức Kiên", "", "Nam", f"Xóm {n}", "", "", "", "", "") for n in range(1, 5)]
    file.write_bytes(children_list(*alike))
    out = StringIO()
    monkeypatch.setattr("imports.management.commands.import_list.TOLD_AT_MOST", 2)

    call_command("import_list", "children", str(file), stdout=out)

    assert [row["row"] for row in run("children", file)["rows"] if row["notes"]] == [4, 5, 6]
    starts = [line[:10] for line in out.getvalue().splitlines() if line.startswith(("Dòng", "…"))]
    assert starts == ["Dòng 4: Có", "Dòng 5: Có", "… và 1 dòn"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "trống"),
        (b"PK\x03\x04 and nothing more", "hỏng"),
        (b"%PDF-1.7", "bảng tính"),
        ("Không có danh sách nào ở đây".encode(), "danh sách"),
    ],
)
def test_a_file_that_is_no_list_gets_one_sentence(tmp_path: Path, data: bytes, words: str) -> None:
    programme()
    file = tmp_path / "danh-sach.xlsx"
    file.write_bytes(data)

    with pytest.raises(CommandError, match=words):
        run("children", file)

    assert not ImportBatch.objects.exists()


def test_without_a_unit_there_must_be_exactly_one_programme(tmp_path: Path) -> None:
    file = tmp_path / "danh-sach.csv"
    file.write_bytes(children_list())
    with pytest.raises(CommandError, match="start_programme"):
        run("children", file)
    first, _second = programme(), factories.create_unit()
    with pytest.raises(CommandError, match="--unit"):
        run("children", file)

    assert run("children", file, "--unit", first.code)["counts"]["new"] == 1
    with pytest.raises(CommandError, match="DV999999"):
        run("children", file, "--unit", "DV999999")


def test_a_long_list_tells_how_far_it_has_come(tmp_path: Path) -> None:
    programme()
    file = tmp_path / "danh-sach.csv"
    file.write_bytes(children_list(*(child_row(f"Lê An {chr(65 + i % 26)}{chr(65 + i // 26)}") for i in range(600))))
    errors = StringIO()

    call_command("import_list", "children", str(file), "--progress", stdout=StringIO(), stderr=errors)

    assert "500 " in errors.getvalue()
    assert "█" in errors.getvalue()


def test_the_command_takes_more_than_a_page_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 1_000)
    monkeypatch.setattr(reading, "LONG", 20)  # longer lists are kept compressed
    programme()
    file = tmp_path / "danh-sach.csv"
    file.write_bytes(children_list(*(child_row(f"Lê An {chr(65 + i)}") for i in range(26)))[:9_000])

    with pytest.raises(RefusedFile):
        reading.read_workbook(file)
    assert run("children", file)["counts"]["new"] >= 26
