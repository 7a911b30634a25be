"""Small lists as files, and the programme they are entered for. Every person is invented."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from imports.models import ImportBatch
from imports.operations import apply_batch, open_batch
from organisation.models import Unit, UnitArea, User
from organisation.models.unit import UnitKind
from tests import factories

SAMPLES = Path(__file__).parents[1] / "data" / "samples"

TITLE = "DANH SÁCH TRẺ EM CẦN NHẬN ĐỠ ĐẦU (Tính đến ngày 30/9/2024)"
CHILD_HEADINGS = (
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Xóm",
    "Xã",
    "Hoàn cảnh",
    "Người nuôi dưỡng",
    "SĐT",
    "Con ĐVCĐ",
)
PLEDGE_HEADINGS = (
    "STT", "Tên tập thể, cá nhân nhận đỡ đầu", "SĐT", "Họ tên trẻ", "Năm sinh trẻ", "Xã", "Mức hỗ trợ",
    "Thời gian hỗ trợ",
    "Đơn vị kết nối",
)  # fmt: skip


def programme() -> Unit:
    """A programme over the commune Bích Hào, once Thanh Tùng and Thanh Xuân, with its two organisations."""
    unit = factories.create_unit(name="Mẹ đỡ đầu Thanh Chương")
    present = factories.create_area(name="Xã Bích Hào")
    for name in ("Xã Thanh Tùng", "Xã Thanh Xuân"):
        factories.create_former_commune(name=name, into=present)
    UnitArea.objects.create(unit=unit, area=present)
    factories.create_unit(name="Hội Liên hiệp Phụ nữ huyện", kind=UnitKind.WOMENS_UNION, parent=unit)
    return unit


def child_row(
    name: str = "Lê Đức Kiên",
    birth: str = "17/10/2012",
    *,
    sex: str = "Nam",
    hamlet: str = "Xóm 1",
    commune: str = "Thanh Tùng",
    circumstances: str = "Mồ côi mẹ",
    carer: str = "Hồ Thị Mẫu",
    phone: str = "0983909266",
    union: str = "",
) -> tuple[str, ...]:
    return ("1", name, birth, sex, hamlet, commune, circumstances, carer, phone, union)


def pledge_row(
    donor: str = "Công đoàn Trường Mẫu",
    child: str = "Mai Đình Kiên",
    *,
    phone: str = "0984631588",
    born: str = "2012",
    commune: str = "xã Thanh Tùng",
    rate: str = "300 nghìn/tháng",
    period: str = "Từ 01/2024 đến 12/2026",
    connecting: str = "Hội LHPN huyện",
) -> tuple[str, ...]:
    return ("1", donor, phone, child, born, commune, rate, period, connecting)


def as_csv(*rows: Sequence[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def children_list(*rows: Sequence[str], title: str = TITLE) -> bytes:
    return as_csv([title], CHILD_HEADINGS, *(rows or [child_row()]))


def pledges_list(*rows: Sequence[str]) -> bytes:
    return as_csv(["DANH SÁCH NHẬN ĐỠ ĐẦU NĂM 2024"], PLEDGE_HEADINGS, *(rows or [pledge_row()]))


def opened(data: bytes, unit: Unit, *, kind: str = "", by: User | None = None, keep_file: bool = False) -> ImportBatch:
    return open_batch(data=data, file_name="danh-sach.csv", kind=kind, unit=unit, by=by, keep_file=keep_file)


def entered(data: bytes, unit: Unit, *, kind: str = "", by: User | None = None) -> ImportBatch:
    return apply_batch(batch=opened(data, unit, kind=kind, by=by), by=by)


def told(batch: ImportBatch) -> list[tuple[str, list[str]]]:
    """Status and notes (in English) of each row that is not skipped, in the order of the file."""
    rows = batch.rows.exclude(status="skipped").order_by("id")
    return [(row.status, [note["message"] for note in row.errors]) for row in rows]


def statuses(batch: ImportBatch) -> list[str]:
    return [status for status, _notes in told(batch)]


def counts(batch: ImportBatch) -> dict[str, Any]:
    return {key: n for key, n in batch.counts.items() if n and key != "siblings"}
