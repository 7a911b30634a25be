"""What goes out tells nobody's name in its properties: no author, no company, no machine."""

import io
import re
import zipfile

import pytest

from organisation.sheets import Column, xlsx_response
from organisation.subjects import file_on
from reports.papers import Report, Sheet
from reports.views.snapshots import FILES
from sponsorship.papers.heads import Head
from tests import factories

NAMING = re.compile(
    rb"<(?:\w+:)?(creator|lastModifiedBy|Company|Manager|title|subject|description|keywords)[^>/]*>([^<]+)<"
)


def names_in(document: bytes) -> list[bytes]:
    """What an Office file or PDF says of who made it."""
    if document.startswith(b"%PDF"):
        return re.findall(rb"/(?:Author|Company)\s*\(([^)]+)\)|<(?:dc|pdf):(?:creator|author)>(.*?)<", document)
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        properties = b"".join(parts.read(name) for name in parts.namelist() if name.startswith("docProps/"))
    return [value for _key, value in NAMING.findall(properties)]


def test_a_list_names_nobody() -> None:
    response, _count = xlsx_response("trẻ", [Column("Họ và tên", lambda name: name)], ["Lê Thị Mẫu"])

    assert names_in(b"".join(response)) == []


@pytest.mark.django_db
def test_what_is_kept_on_a_person_names_nobody_else() -> None:
    assert names_in(b"".join(file_on(factories.create_child()))) == []


@pytest.mark.parametrize("kind", FILES)
def test_a_report_names_nobody(kind: str) -> None:
    table = Sheet("main", "Bảng", ("Xã", "Trẻ"), (("Xã Mẫu", 5),))
    head = Head("LĐLĐ", ("Công đoàn xã Mẫu",), "BC", "Mẫu", "", "Người ký Mẫu")
    report = Report(head, "1/BC", "1/1/2026", "Báo cáo", "", "", (("I. Kết quả", ("Đã trao.",)),), table, (), "BC-1")

    assert names_in(FILES[kind][0](report)) == []


def test_a_name_in_the_properties_would_be_seen() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("docProps/core.xml", "<cp:x><dc:creator>Nguyễn Văn Máy</dc:creator><dc:title/></cp:x>")

    assert names_in(file.getvalue()) == ["Nguyễn Văn Máy".encode()]
    assert names_in(b"%PDF-1.7 /Author (May)") == [(b"May", b"")]
