"""PostgreSQL may take a list that came just now for one row: it is not compared row by row with itself all the same.

So it was right after all lists were set aside and their table counted: 5,000 children took 21 s.
"""

from collections.abc import Iterator

import pytest
from django.db import connection

from imports.operations import apply_batch
from organisation.models import Unit
from tests.imports.lists import as_csv, child_row, children_list, opened, pledge_row, pledges_list, programme

pytestmark = pytest.mark.django_db
ROWS = 1_500
GIVEN = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Mai Trịnh Đoàn".split()
ANALYZE = "ANALYZE imports_importrow"
# Rows of the working tables that were read from the first to the last.
READ = """
SELECT sum(pg_stat_get_xact_tuples_returned(oid)) FROM pg_class
WHERE relkind = 'r' AND (relnamespace = pg_my_temp_schema() OR relname = 'imports_importrow')
"""


def names() -> list[str]:
    return [f"{a} {b} {c}" for a in GIVEN for b in GIVEN for c in GIVEN[:5]][:ROWS]


LISTS = {
    "children": lambda: children_list(*(child_row(name, phone="") for name in names())),
    "pledges": lambda: pledges_list(*(pledge_row(f"Ông {name}", name, phone="") for name in names())),
    "donors": lambda: as_csv(["STT", "Tên nhà hảo tâm", "Địa chỉ"], *(["1", f"Ông {n}", "Xã Mẫu"] for n in names())),
    "gifts": lambda: as_csv(
        ["STT", "Họ và tên", "Năm sinh", "Số tiền"], *(["1", n, "2012", "500000"] for n in names())
    ),
    "progress": lambda: as_csv(
        ["Mã trẻ", "Họ và tên", "Năm học", "Học lực"],
        *([f"TE9{i:05}", n, "2024", "Khá"] for i, n in enumerate(names())),
    ),
}


@pytest.fixture
def unit() -> Iterator[Unit]:
    """Rows of a list were deleted, then the table was counted, before its pages were given back to the disk."""
    found = programme()
    opened(LISTS["children"](), found).rows.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(ANALYZE)
        yield found
        cursor.execute(ANALYZE)  # the number is not taken back with the test's transaction


def rows_read() -> int:
    with connection.cursor() as cursor:
        cursor.execute(READ)
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("kind", LISTS)
def test_each_row_is_compared_with_few(kind: str, unit: Unit) -> None:
    batch = opened(LISTS[kind](), unit, kind=kind)
    checking = rows_read()
    if batch.counts["new"]:
        apply_batch(batch=batch, by=None)

    assert sum(batch.counts[status] for status in ("new", "error")) == ROWS
    assert checking < 60 * ROWS
    assert rows_read() < 60 * ROWS
