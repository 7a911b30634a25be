"""Words of headings that say the same: "SĐT", "Số máy" and "Điện thoại"; "Ba mất" and "Bố qua đời"."""

import re
from functools import lru_cache

from vietnamese.text import clean, fold

# What is written, and the one way to say it. In this order: longer words before those they hold.
_SAME: tuple[tuple[str, str], ...] = (
    (
        r"(?:số )?(?:đt|sđt|điện thoại|đ\.? ?thoại|di động|dđ|máy|phone|tel|hotline)"
        r"(?: (?:liên hệ|liên lạc|di động|dđ))?",
        "điện thoại",
    ),
    (r"(?:thông tin )?liên lạc", "liên hệ"),
    (r"h\.? ?cảnh|hcảnh|hc", "hoàn cảnh"),
    (r"gt|g\.? ?tính", "giới tính"),
    (r"n(?:g|gày)?\.? ?sinh|n\.s", "ngày sinh"),
    (r"n(?:ă)?m\.? sinh", "năm sinh"),
    (r"đ\.? ?chỉ|đ/c", "địa chỉ"),
    (r"q\.? ?hệ|qh", "quan hệ"),
    (r"d\.? ?tộc|dt", "dân tộc"),
    (r"h(?:ọ)?\.? ?&? ?t(?:ên)?", "họ tên"),
    (r"họ (?:và |& ?)?tên", "họ tên"),
    (r"(?:các )?cháu(?: bé)?|trẻ em|em bé|em|bé|học sinh|hs", "trẻ"),
    (r"bố|ba|tía|thân phụ|cha đẻ|bố đẻ", "cha"),
    (r"má|thân mẫu|mẹ đẻ", "mẹ"),
    (r"cả (?:2|hai)(?: bên)?", "cả hai"),
    (r"hcn", "hộ cận nghèo"),
    (r"hn", "hộ nghèo"),
    (r"(?:đã )?(?:qua đời|chết|mất|từ trần)", "mất"),
    (
        r"(?:trực tiếp )?(?:nuôi dưỡng,? ?(?:và )?chăm sóc|chăm sóc,? ?(?:và )?nuôi dưỡng|nuôi dưỡng|chăm sóc|"
        r"chăm nuôi|giám hộ|nuôi)",
        "nuôi dưỡng",
    ),
    (
        r"(?:(?:hiện|đang|nay|hiện nay) )*(?:sống|ở|sinh sống)(?: chung)? (?:với|cùng)(?: (?:với|ai|người nào))*",
        "ở với",
    ),
    (r"mối quan hệ|quan hệ như thế nào|là gì", "quan hệ"),
    (r"(?:hoàn cảnh |điều kiện )?(?:kinh tế|kt)(?: (?:gia đình|hộ))?", "kinh tế"),
    (r"chỗ ở|nơi ở|nơi cư trú|nơi sinh sống|trú quán|trú tại", "nơi ở"),
    (r"tổ chức|tập thể|cơ quan", "đơn vị"),
    (r"tổ dân phố|tdp|khu dân cư|khu phố|thôn|xóm|ấp|bản|buôn|làng|khối|khu|tổ", "xóm"),
    (r"phường|thị trấn|xã", "xã"),
)  # fmt: skip
_TWICE = re.compile(r"\b(xóm|xã|xom|xa|trẻ|tre|đơn vị|don vi|điện thoại|dien thoai)(?:\W+\1\b)+")


def _table(*, marked: bool) -> list[tuple[re.Pattern[str], str]]:
    # without marks "ba" may be bà, "ban" a committee, "may" a tailor's, "to" a group of people
    unclear = re.compile(r"\|(?:ba|ma|may|ban|to|khu|be|em|hs|ap|nuoi|dd|kt|lang)(?=\||$|\))")
    return [
        (
            re.compile(rf"\b(?:{said if marked else unclear.sub('', fold(said))})(?!\w)"),
            meant if marked else fold(meant),
        )
        for said, meant in _SAME
    ]


_MARKED, _PLAIN = _table(marked=True), _table(marked=False)


@lru_cache(maxsize=8192)
def same_words(heading: str) -> str:
    """The heading in small letters, with one word for each thing that people call by several."""
    low = clean(heading).lower()
    for said, meant in _PLAIN if low.isascii() else _MARKED:
        low = said.sub(meant, low)
    return _TWICE.sub(r"\1", low)
