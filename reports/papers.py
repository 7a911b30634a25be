"""A kept report as a secretary hands it in: text and tables, the same numbers on the page, in Word, PDF and Excel."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.timezone import localdate

from reports.indicators import INDICATORS, VND
from reports.models import ReportKind, Snapshot
from reports.saying import paragraphs
from sponsorship.papers.heads import Head, head_of
from sponsorship.papers.wording import long_day, short_day

TITLES = {
    ReportKind.INTERIM: "Báo cáo sơ kết",
    ReportKind.HALF_YEAR: "Báo cáo",
    ReportKind.YEAR: "Báo cáo",
    ReportKind.FINAL: "Báo cáo tổng kết",
    ReportKind.OTHER: "Báo cáo",
}
# What each column is called on paper, where there is little room.
COLUMNS = {
    "donors_active": "Người đỡ đầu",
    "pledges_active": "Lượt đỡ đầu đang thực hiện",
    "children_sponsored": "Trẻ đang được đỡ đầu",
    "children_helped": "Trẻ đã được đỡ đầu từ trước đến nay",
    "children_waiting": "Trẻ đang chờ đỡ đầu",
    "children_waiting_union": "Trong đó con đoàn viên",
    "pledged_vnd": "Cam kết (đồng)",
    "received_vnd": "Đã nhận (đồng)",
    "delivered_vnd": "Đã trao (đồng)",
    "held_vnd": "Còn giữ (đồng)",
}
APPENDICES = {
    "commune": ("Kết quả theo xã, phường hiện nay", "Xã, phường"),
    "former_commune": ("Kết quả theo xã trước tháng 7/2025", "Xã trước tháng 7/2025"),
    "managing_unit": ("Kết quả theo đơn vị quản lý", "Đơn vị"),
    "campaign": ("Kết quả theo đợt phát động", "Đợt phát động"),
    "connecting_unit": ("Kết quả theo đơn vị kết nối", "Đơn vị kết nối"),
}
ROMAN = ("I", "II", "III", "IV", "V", "VI")
Cell = str | int


@dataclass(frozen=True)
class Sheet:
    """A table: the first column is text, the others are whole numbers. `total` is counted, never added up."""

    key: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    note: str = ""

    @property
    def labelled(self) -> list[dict[str, Any]]:
        """As a page draws it: each number beside its heading."""
        return [{"name": name, "cells": list(zip(self.headings[1:], cells, strict=True))} for name, *cells in self.rows]

    @property
    def labelled_total(self) -> list[tuple[str, Cell]]:
        return list(zip(self.headings[1:], self.total[1:], strict=True))

    @property
    def texts(self) -> dict[str, Any]:
        """As it is printed."""
        rows = [[written(cell) for cell in row] for row in self.rows]
        total = [written(cell) for cell in self.total]
        return {"title": self.title, "headings": list(self.headings), "rows": rows, "total": total, "note": self.note}


@dataclass(frozen=True)
class Report:
    """`parts`: (heading, its paragraphs)."""

    head: Head
    number: str
    day: str
    title: str
    below: str
    basis: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    main: Sheet
    appendices: tuple[Sheet, ...]
    code: str

    def printed(self) -> dict[str, Any]:
        """What templates/report.typ and the Word file are filled with: texts only."""
        return {
            "head": asdict(self.head), "number": self.number, "day": self.day, "title": self.title,
            "below": self.below, "basis": self.basis,
            "parts": [[heading, list(lines)] for heading, lines in self.parts], "main": self.main.texts,
            "appendices": [sheet.texts for sheet in self.appendices], "code": self.code,
        }  # fmt: skip


def report_of(snapshot: Snapshot) -> Report:
    """In Vietnamese; a few queries for the head, none for the numbers."""
    head = head_of(snapshot.unit)
    day = localdate(snapshot.taken_at)
    return Report(
        head=head,
        number=head.number("BC"),
        day=long_day(day),
        title=TITLES[ReportKind(snapshot.kind)] + _period(snapshot),
        below=snapshot.title,
        basis=f"(Số liệu tính đến ngày {short_day(snapshot.as_of)}{_filters(snapshot)})",
        parts=paragraphs(snapshot),
        main=_main(snapshot),
        appendices=_appendices(snapshot),
        code=_code(snapshot),
    )


def _period(snapshot: Snapshot) -> str:
    """The half-year or year that the report is of; "" where it begins on another day, or its title says the year."""
    day, kind = snapshot.as_of, snapshot.kind
    if str(day.year) in snapshot.title:
        return ""
    month = 7 if kind == ReportKind.HALF_YEAR and day.month > 6 else 1
    if snapshot.since != datetime.date(day.year, month, 1) - datetime.timedelta(days=1):
        return ""
    half = "đầu" if month == 1 else "cuối"
    periods = {ReportKind.HALF_YEAR: f" 6 tháng {half} năm {day.year}", ReportKind.YEAR: f" năm {day.year}"}
    return periods.get(ReportKind(kind), "")


def _filters(snapshot: Snapshot) -> str:
    """What is told is a part of the whole: nobody must take it for all."""
    said = [f"{title}: {name}" for title, name in snapshot.content.get("filters", [])]
    return f"; chỉ tính {'; '.join(said)}" if said else ""


def _code(snapshot: Snapshot) -> str:
    edition = f", bản điều chỉnh lần {snapshot.edition - 1}: {snapshot.reason}" if snapshot.edition > 1 else ""
    return f"Mã báo cáo: {snapshot.code}{edition}"


def _main(snapshot: Snapshot) -> Sheet:
    now, then = snapshot.content["figures"], snapshot.content["before"]
    rows = tuple((name_of(key), now[key], then[key], now[key] - then[key]) for key in INDICATORS)
    headings = ("Chỉ tiêu", _until(snapshot.as_of), _until(snapshot.since), "Tăng (+), giảm (−)")
    return Sheet("main", "Các chỉ tiêu chính", headings, rows)


def _until(day: datetime.date) -> str:
    return f"Đến {short_day(day)}"


def name_of(key: str) -> str:
    return COLUMNS[key]


def _appendices(snapshot: Snapshot) -> tuple[Sheet, ...]:
    tables, total = snapshot.content["tables"], snapshot.content["figures"]
    filled = [by for by in APPENDICES if tables.get(by)]
    return tuple(_appendix(ROMAN[n], by, tables[by], total) for n, by in enumerate(filled))


def _appendix(number: str, by: str, lines: Sequence[Any], total: dict[str, int]) -> Sheet:
    title, heading = APPENDICES[by]
    keys = [key for key in INDICATORS if key in lines[0][3]]
    above = {under for _name, under, _pk, _found in lines if under}
    if len(above) == 1:  # said once
        heading = f"{heading} ({above.pop()})"
    rows = tuple(
        (f"{name} ({under})" if under in above else name, *(found[key] for key in keys))
        for name, under, _pk, found in lines
    )
    people = [key for key in keys if INDICATORS[key].unit != VND]
    doubled = [key for key in people if sum(line[3][key] for line in lines) > total[key]]
    note = "Người có mặt ở nhiều dòng chỉ tính một lần trong dòng cộng." if doubled else ""
    headings = (heading, *(name_of(key) for key in keys))
    return Sheet(by, f"Phụ lục {number}. {title}", headings, rows, ("Cộng", *(total[key] for key in keys)), note)


def written(cell: Cell) -> str:
    return cell if isinstance(cell, str) else f"{cell:,}".replace(",", ".").replace("-", "−")
