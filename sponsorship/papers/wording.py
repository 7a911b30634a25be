"""How official papers write days, counts, sums and terms (Decree 30/2020/NĐ-CP)."""

import datetime as dt
from typing import Any

from sponsorship.models.states import EndRule, Method, Per, SupportForm

PROGRAMME = "Mẹ đỡ đầu – Kết nối yêu thương"
PER = {
    Per.MONTH: "tháng",
    Per.QUARTER: "quý",
    Per.SEMESTER: "học kỳ",
    Per.SCHOOL_YEAR: "năm học",
    Per.YEAR: "năm",
}
FORMS = {
    SupportForm.CASH: "tiền",
    SupportForm.SAVINGS_BOOK: "sổ tiết kiệm",
    SupportForm.INSURANCE_CARD: "thẻ bảo hiểm y tế",
    SupportForm.SCHOLARSHIP: "học bổng",
    SupportForm.IN_KIND: "hiện vật",
    SupportForm.DIRECT_CARE: "chăm sóc trực tiếp",
}
METHODS = {
    Method.CASH: "tiền mặt",
    Method.BANK_TRANSFER: "chuyển khoản",
    Method.SAVINGS_BOOK: "sổ tiết kiệm",
    Method.GOODS: "hiện vật",
}


def counted(number: int) -> str:
    """A count with the leading zero that papers give numbers below ten: 3 -> "03", 1250 -> "1.250"."""
    return f"{number:02d}" if 0 < number < 10 else f"{number:,}".replace(",", ".")


def long_day(day: dt.date | None) -> str:
    """ngày 05 tháng 02 năm 2026, ngày 12 tháng 9 năm 2026; without a day, what is filled in by hand."""
    if day is None:
        return "ngày …… tháng …… năm ………"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_day(day: dt.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def dong(amount_vnd: int) -> str:
    """34000000 -> "34.000.000 đồng"."""
    return f"{figures(amount_vnd)} đồng"


def figures(amount_vnd: int) -> str:
    return f"{amount_vnd:,}".replace(",", ".")


def support(pledge: Any) -> str:
    """What is given: "500.000 đồng/tháng", "10.000.000 đồng (một lần), sổ tiết kiệm số 0123", "hiện vật: xe đạp"."""
    form = FORMS[SupportForm(pledge.form)]
    kind = f"{form}: {pledge.form_detail}" if pledge.form_detail else form
    if not pledge.rate_vnd:
        return kind
    often = f"/{PER[Per(pledge.per)]}" if pledge.per != Per.ONCE else " (một lần)"
    rate = dong(pledge.rate_vnd) + often
    for change in pledge.rate_changes.all() if pledge.pk else ():
        rate += f", từ ngày {short_day(change.from_on)}: {dong(change.rate_vnd)}{often}"
    return rate if pledge.form == SupportForm.CASH and not pledge.form_detail else f"{rate}, {kind}"


def months(active_months: list[int], pays_every: int = 1) -> str:
    """vào các tháng 9, 10, 11, trao 03 tháng một lần"""
    when = "vào các tháng " + ", ".join(str(month) for month in active_months) if active_months else ""
    together = f"trao {counted(pays_every)} tháng một lần" if pays_every > 1 else ""
    return ", ".join(part for part in (when, together) if part)


def period(pledge: Any) -> str:
    """từ ngày 01/01/2025 đến ngày 31/12/2027 (36 tháng); a gift given once has one day."""
    if pledge.ends_on is None:
        return f"ngày {short_day(pledge.starts_on)}"
    span = f"từ ngày {short_day(pledge.starts_on)} đến ngày {short_day(pledge.ends_on)}"
    how = _how_long(pledge)
    return f"{span} ({how})" if how else span


def _how_long(pledge: Any) -> str:
    if pledge.end_rule == EndRule.MONTHS:
        return f"{counted(pledge.months_count)} tháng"
    if pledge.end_rule == EndRule.GRADE:
        return f"đến hết lớp {pledge.end_grade}"
    return "đến khi cháu đủ 18 tuổi" if pledge.end_rule == EndRule.AGE_18 else ""
