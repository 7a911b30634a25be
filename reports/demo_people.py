"""Names and places for the demo. Every person is made up by chance."""

import datetime
from random import Random

FAMILY = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Đinh Trịnh Cao Mai".split()
GIRL_MIDDLE = "Thị Thu Ngọc Khánh Quỳnh Bảo Hà Thùy Minh Phương".split()
BOY_MIDDLE = "Văn Hữu Đức Minh Quang Gia Bảo Đình Xuân Tuấn".split()
GIRL_GIVEN = (
    "An Anh Chi Dung Giang Hà Hân Hoa Hương Lan Linh Mai My Nga Ngân Nhi Oanh Quyên Tâm Thảo Trang Vy Yến".split()
)
BOY_GIVEN = (
    "An Bảo Cường Dũng Duy Đạt Hải Hiếu Hùng Huy Khang Khoa Kiên Long Nam Phúc Quân Sơn Tài Thắng Việt Vinh".split()
)
HAMLETS = [
    "Xóm 1",
    "Xóm 2",
    "Xóm 3",
    "Xóm 5",
    "Thôn Đông",
    "Thôn Thượng",
    "Xóm Hồng Lĩnh",
    "Xóm Kim Sơn",
    "Thôn Liên Sơn",
]
CARERS = [("bà nội", "f"), ("bà ngoại", "f"), ("mẹ", "f"), ("dì", "f"), ("cô", "f"), ("bố", "m"), ("ông nội", "m")]
SCHOOLS = [(6, "Mầm non"), (11, "Trường Tiểu học"), (15, "Trường THCS"), (18, "Trường THPT")]
STORIES = {
    "father": [
        "Bố mất do tai nạn giao thông, mẹ làm ruộng nuôi các con.",
        "Bố mất vì bệnh hiểm nghèo, mẹ sức khoẻ yếu.",
    ],
    "mother": ["Mẹ mất khi em còn nhỏ, bố đi làm xa, em ở với bà.", "Mẹ mất do bệnh hiểm nghèo."],
    "both": ["Bố mẹ đều mất, em ở với ông bà đã già yếu.", "Bố mẹ mất do tai nạn, em được cô ruột nuôi dưỡng."],
}


def person(random: Random, sex: str) -> str:
    middle, given = (GIRL_MIDDLE, GIRL_GIVEN) if sex == "f" else (BOY_MIDDLE, BOY_GIVEN)
    return f"{random.choice(FAMILY)} {random.choice(middle)} {random.choice(given)}"


def phone(random: Random) -> str:
    return f"09{random.randrange(10**8):08d}"


def birth_date(random: Random, today: datetime.date) -> datetime.date:
    """Of a child between 3 and 17 years."""
    return today - datetime.timedelta(days=random.randrange(3 * 365, 17 * 365 + 200))


def school(age: int, place: str) -> tuple[str, str]:
    """(school, grade) as a child of that age has them; none below 3 years."""
    name = next((name for below, name in SCHOOLS if age < below), SCHOOLS[-1][1])
    return f"{name} {place}", str(min(12, age - 5)) if age >= 6 else ""
