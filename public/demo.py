"""The demo programme's page for everybody, open, with two stories about nobody in particular."""

import datetime as dt

from organisation.models import Unit
from public.models import PublicPage, Story

GREETING = (
    "Mỗi em nhỏ mồ côi có một người mẹ đỡ đầu hỏi han, giúp em ăn học cho đến khi trưởng thành. "
    "Chương trình do Liên đoàn Lao động và Hội Liên hiệp Phụ nữ cùng thực hiện; "
    "mỗi đồng góp vào đều được ghi lại cho đến khi đến tay các em."
)
GREETING_EN = (
    "Every child who lost a parent has a godmother who asks after it and helps it learn until it is grown up. "
    "The Labour Federation and the Women's Union run the programme together; "
    "every đồng is noted until it is in the child's hands."
)
STORIES = [
    (
        "Chiếc xe đạp đầu năm học",
        "Ngày khai giảng, một em gái lớp 6 được mẹ đỡ đầu tặng chiếc xe đạp mới. Em không còn phải đi nhờ bạn tám cây "
        "số mỗi ngày.",
        dt.date(2026, 9, 5),
    ),
    (
        "Bữa cơm chiều thứ bảy",
        "Chiều thứ bảy hằng tuần, tổ công đoàn một trường học nấu cơm mời các em được nhận đỡ đầu đến ăn cùng, rồi "
        "cùng nhau xem lại bài vở.",
        dt.date(2026, 10, 17),
    ),
]


def open_page(unit: Unit) -> PublicPage:
    page = PublicPage.objects.create(
        managing_unit=unit,
        address="me-do-dau",
        is_open=True,
        greeting=GREETING,
        greeting_en=GREETING_EN,
        phone="0912345678",
    )
    Story.objects.bulk_create(
        Story(page=page, title=title, text=text, told_on=told_on, is_published=True) for title, text, told_on in STORIES
    )
    return page
