"""The children and donors of Thanh Chương, made up by chance and entered as the lists that came from the communes."""

from __future__ import annotations

import csv
import datetime
import io
import itertools
from collections.abc import Iterator, Sequence
from random import Random

from django.utils import timezone

from campaigns.models import Campaign
from children.models import Child
from children.models.choices import OrphanStatus
from imports.models import ImportBatch
from imports.operations import apply_batch, open_batch
from organisation.models import Area, Unit
from reports import demo_people
from reports.articles.world import World
from sponsorship.models import Pledge

CHILD_HEADINGS = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Xóm", "Xã", "Hoàn cảnh", "Người nuôi dưỡng", "SĐT", "Con ĐVCĐ",
)  # fmt: skip
PLEDGE_HEADINGS = (
    "STT", "Tên tập thể, cá nhân nhận đỡ đầu", "SĐT", "Họ tên trẻ", "Năm sinh trẻ", "Xã", "Mức hỗ trợ",
    "Thời gian hỗ trợ", "Đơn vị kết nối",
)  # fmt: skip
LOST = ["Mồ côi cha", "Mồ côi mẹ", "Mồ côi cả cha và mẹ"]
RATES = ["300.000đ/tháng", "400.000đ/tháng", "500.000đ/tháng"]
PLACES_OF_WORK = [
    "Công đoàn Trường Tiểu học",
    "Công đoàn Trường THCS",
    "Công đoàn Trường Mầm non",
    "Chi hội phụ nữ",
    "Đoàn xã",
]


def _names(random: Random) -> Iterator[tuple[str, str]]:
    """(full name, m or f), none twice: two children of one name would be taken for one."""
    girls = itertools.product(demo_people.FAMILY, demo_people.GIRL_MIDDLE, demo_people.GIRL_GIVEN)
    boys = itertools.product(demo_people.FAMILY, demo_people.BOY_MIDDLE, demo_people.BOY_GIVEN)
    names = [(" ".join(parts), "f") for parts in girls] + [(" ".join(parts), "m") for parts in boys]
    random.shuffle(names)
    yield from names


class Invented:
    """Everybody here has a name, a birthday and a telephone of their own."""

    def __init__(self) -> None:
        self.random = Random(20241014)  # noqa: S311 - invented people, no secrets
        self.names = _names(self.random)
        self.phones = (f"09{number:08d}" for number in itertools.count(71_000_000, 137))
        self.this_year = timezone.localdate().year

    def born(self) -> datetime.date:
        return datetime.date(self.this_year - self.random.randrange(5, 15), self.random.randrange(1, 13),
                             self.random.randrange(1, 29))  # fmt: skip

    def carer(self) -> str:
        return demo_people.person(self.random, "f")


def communes_of(programme: Unit) -> list[str]:
    """The names that the communes of the district had before July 2025."""
    district = programme.areas.get(level="district")
    return [area.short_name for area in Area.objects.filter(parent=district).order_by("name")]


def sponsored(world: World, programme: Unit, women: Unit, part: Campaign, children: int, donors: int) -> None:
    """A list of who sponsors whom: so many children by so many donors, some of whom take two."""
    invented, communes = Invented(), communes_of(programme)
    givers = [_giver(invented, communes, number) for number in range(donors)]
    givers += givers[: children - donors]
    rows = []
    for number, (giver, phone) in enumerate(sorted(givers), 1):
        name, _sex = next(invented.names)
        span = f"Từ {1 + number % 12:02d}/{2022 + number % 2} đến 12/{invented.this_year + 4}"
        commune = communes[number % len(communes)]
        rows.append((number, giver, phone, name, invented.born().year, commune, RATES[number % 3], span, women.name))
    batch = _entered(world, programme, "pledges", "nhan-do-dau.csv", PLEDGE_HEADINGS, rows)
    Pledge.objects.filter(import_batch=batch).update(campaign=part, connecting_unit=women)


def _giver(invented: Invented, communes: Sequence[str], number: int) -> tuple[str, str]:
    phone = next(invented.phones)
    if number % 3:
        kind = PLACES_OF_WORK[number // len(communes) % len(PLACES_OF_WORK)]
        return f"{kind} {communes[number % len(communes)]}", phone
    name, sex = next(invented.names)
    return f"{'Bà' if sex == 'f' else 'Ông'} {name}", phone


def waiting(world: World, programme: Unit, unions: Sequence[Unit], children: int, of_members: int) -> None:
    """The list of children who need a sponsor; the first of them are children of union members."""
    invented, communes = Invented(), communes_of(programme)
    for _name in range(2_000):  # others than those of the list before
        next(invented.names)
    rows = []
    for number in range(1, children + 1):
        name, sex = next(invented.names)
        union = unions[number % len(unions)].name if number <= of_members else ""
        rows.append((
            number, name, f"{invented.born():%d/%m/%Y}", "Nữ" if sex == "f" else "Nam",
            demo_people.HAMLETS[number % len(demo_people.HAMLETS)], communes[number % len(communes)],
            LOST[number % len(LOST)], invented.carer(), next(invented.phones), union,
        ))  # fmt: skip
    _entered(world, programme, "children", "tre-can-do-dau.csv", CHILD_HEADINGS, rows)


def _entered(
    world: World, programme: Unit, kind: str, file_name: str, headings: Sequence[str], rows: Sequence[Sequence[object]]
) -> ImportBatch:
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    batch = open_batch(
        data=text.getvalue().encode(), file_name=file_name, kind=kind, unit=programme, by=world.officer, keep_file=False
    )
    apply_batch(batch=batch, by=world.officer, check_again=False)
    if batch.counts["new"] != len(rows):
        raise ValueError(f"{file_name}: {batch.counts} of {len(rows)} rows")  # a name twice, a place unknown
    return batch


def child(part: Campaign, number: int, *, places: int) -> Child:
    """A child of a union member, for whom organisations of the union's line give."""
    random = Random(f"{part.name} {number}")  # noqa: S311 - invented people, no secrets
    made = Child.objects.create(
        full_name=demo_people.person(random, "f"),
        sex="female",
        birth_date=datetime.date(timezone.localdate().year - 8 - number, 3, number),
        orphan_status=OrphanStatus.FATHER,
        is_union_member_child=True,
        parents_union="Công đoàn cơ sở",
        managing_unit=part.managing_unit,
        needs_since=datetime.date(2024, 1, number),
        places=places,
    )
    made.refresh_from_db()
    return made
