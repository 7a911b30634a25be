"""Numbers as Vietnamese newspapers and reports write them: "03 cháu", "34 triệu đồng", "trên 521.000 lượt"."""

from campaigns.models import MeasureUnit, Qualifier
from campaigns.models.sources import FundingSource

QUALIFIERS = {
    Qualifier.EXACT: "",
    Qualifier.OVER: "trên",
    Qualifier.MORE_THAN: "hơn",
    Qualifier.NEARLY: "gần",
    Qualifier.ABOUT: "khoảng",
}
MEASURES = {
    MeasureUnit.GIFT: "suất quà",
    MeasureUnit.AWARD: "suất",
    MeasureUnit.PERSON: "người",
    MeasureUnit.CHILD: "cháu",
    MeasureUnit.TIME: "lượt",
    MeasureUnit.BAG: "túi",
    MeasureUnit.TEAM: "tổ",
    MeasureUnit.HOUSE: "nhà",
    MeasureUnit.ADDRESS: "địa chỉ",
    MeasureUnit.BLOOD_UNIT: "đơn vị máu",
    MeasureUnit.COMPANY: "doanh nghiệp",
    MeasureUnit.UNIT: "đơn vị",
    MeasureUnit.SESSION: "buổi",
    MeasureUnit.ITEM: "mục",
}
SOURCES = {
    FundingSource.SOCIAL_MOBILISATION: "xã hội hóa",
    FundingSource.UNION_FINANCE: "kinh phí công đoàn",
    FundingSource.BUDGET: "ngân sách nhà nước",
    FundingSource.FUND: "quỹ",
    FundingSource.PARTNER: "đối tác",
}


def counted(number: int) -> str:
    """With the leading zero below ten and dots between thousands: 3 -> "03", 1250 -> "1.250"."""
    return f"{number:02d}" if 0 < number < 10 else f"{number:,}".replace(",", ".")


def dong(amount_vnd: int) -> str:
    """As short as it stays exact and is read at a glance.

    34000000 -> "34 triệu đồng", 127500000 -> "127,5 triệu đồng", 3000000000 -> "3 tỷ đồng", 17345678 -> "17.345.678
    đồng", 5785400000 -> "5.785.400.000 đồng".
    """
    size, word = (10**9, "tỷ đồng") if amount_vnd >= 10**9 else (10**6, "triệu đồng")
    if amount_vnd >= size and amount_vnd % (size // 1000) == 0:
        whole, rest = divmod(amount_vnd, size)
        fraction = f"{rest:0{len(str(size)) - 1}d}".rstrip("0")
        return f"{whole:,}".replace(",", ".") + (f",{fraction}" if fraction else "") + f" {word}"
    return f"{amount_vnd:,}".replace(",", ".") + " đồng"


def qualified(qualifier: str, text: str) -> str:
    """ "over", "521.000" -> "trên 521.000"."""
    return f"{QUALIFIERS[Qualifier(qualifier)]} {text}".strip()


def quantity(number: int, measure: str, qualifier: str = "") -> str:
    """33, "team" -> "33 tổ"."""
    return f"{qualified(qualifier, counted(number))} {MEASURES[MeasureUnit(measure)]}"
