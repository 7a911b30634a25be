"""Whose support is late, since when and by how much; and what is written to them.

The text is Vietnamese whatever the screen speaks, as papers are: it is read by the donor.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Length
from django.utils import timezone

from children.showing import shown_to_donors
from donors.models import Donor, DonorKind
from organisation.access import units_where
from organisation.models import Unit
from organisation.roles import Permission
from sponsorship.models import Contact, LatePledge, ReminderText
from sponsorship.models.states import IN_FORCE
from sponsorship.papers.heads import head_of
from sponsorship.papers.named import for_donor
from sponsorship.papers.wording import counted, dong, short_day


def late_donors(user: Any) -> QuerySet[Any]:
    """Donors that `user` may see and whose support is late today, in the units where `user` books money.

    Adds `open_vnd`, `due_vnd`, `received_vnd`, `unpaid_since`, and of the last contact `contacted_on`,
    `contact_answer`, `contact_promised_on`, `contact_by`.
    """
    units, last = units_where(user, Permission.RECORD_MONEY), Contact.objects.filter(donor=OuterRef("pk"))
    late = LatePledge.objects.filter(donor=OuterRef("pk"), managing_unit__in=units).order_by().values("donor")
    sums = ("open_vnd", "due_vnd", "received_vnd")  # worked out for the few that are shown
    return (
        Donor.objects.visible_to(user)
        .filter(
            pledges__managing_unit__in=units,
            pledges__state__in=IN_FORCE,
            pledges__balance__unpaid_since__lt=timezone.localdate(),
        )
        .annotate(
            unpaid_since=Min("pledges__balance__unpaid_since"),
            **{name: Subquery(late.annotate(sum=Sum(name)).values("sum")) for name in sums},
            contacted_on=Subquery(last.values("contacted_on")[:1]),
            contact_answer=Subquery(last.values("answer")[:1]),
            contact_promised_on=Subquery(last.values("promised_on")[:1]),
            contact_by=Subquery(last.values("recorded_by__full_name")[:1]),
        )
    )


# --- The text -----------------------------------------------------------------------------------

PLACES = {
    "người đỡ đầu": "bà Nguyễn Thị Mẫu",
    "xưng hô": "bà",
    "các cháu": "cháu Trần Thị Mẫu",
    "số tiền": "1.500.000 đồng",
    "số kỳ": "03 kỳ",
    "từ ngày": "01/09/2026",
    "đơn vị": "Hội LHPN xã Bích Hào",
    "người gửi": "Lê Thị Mẫu",
}
PLACE = re.compile(r"\{([^{}]*)\}")
STANDARD = """Kính gửi {người đỡ đầu},

{đơn vị} trân trọng cảm ơn {xưng hô} đã luôn đồng hành cùng {các cháu} trong chương trình “Mẹ đỡ đầu – Kết nối yêu thương”.

Theo cam kết, tính đến hôm nay còn {số kỳ} hỗ trợ, kể từ ngày {từ ngày}, tổng cộng {số tiền}, chương trình chưa nhận được. Khi thuận tiện, kính mong {xưng hô} thu xếp giúp để các cháu được nhận hỗ trợ đúng hẹn. Nếu {xưng hô} đã gửi rồi, xin vui lòng báo lại để chúng tôi kiểm tra.

Có điều gì cần trao đổi, {xưng hô} cứ nhắn hoặc gọi cho {người gửi}. Kính chúc {xưng hô} mạnh khỏe, bình an.

{người gửi}
{đơn vị}"""  # noqa: E501 - a paragraph of a message is one line
MAIL_SUBJECT = "Chương trình Mẹ đỡ đầu: lời nhắn gửi {người đỡ đầu}"
NAMED = 3


@dataclass(frozen=True, slots=True)
class LateSupport:
    donor: Donor
    pledges: Sequence[LatePledge]

    @property
    def open_vnd(self) -> int:
        return sum(late.open_vnd for late in self.pledges)

    @property
    def since(self) -> dt.date | None:
        return min((late.unpaid_since for late in self.pledges), default=None)


def late_support(user: Any, donor: Donor) -> LateSupport:
    """What of this donor's support is late today, pledge by pledge."""
    rows = LatePledge.objects.filter(donor=donor, managing_unit__in=units_where(user, Permission.RECORD_MONEY))
    parts = ("pledge__child__commune", "pledge__child__former_commune")
    return LateSupport(
        donor, list(rows.select_related(*parts).prefetch_related("pledge__rate_changes").order_by("unpaid_since", "pk"))
    )


def unknown_places(text: str) -> list[str]:
    return [place for place in PLACE.findall(text) if place not in PLACES]


def filled(text: str, values: dict[str, str]) -> str:
    return PLACE.sub(lambda found: values.get(found[1], found[0]), text)


def text_for(unit: Unit) -> str:
    """The unit's own words, or those of the nearest unit above, or the standard ones."""
    ids = [int(number) for number in unit.path.strip("/").split("/")]
    own = ReminderText.objects.filter(unit__in=ids).order_by(Length("unit__path").desc()).first()
    return own.text if own else STANDARD


def values_for(late: LateSupport, user: Any, *, names_children: bool) -> dict[str, str]:
    """What stands in the places. Children are named as papers for donors name them; in a mail they are counted only."""
    children = {each.pledge.child_id: each.pledge.child for each in late.pledges}
    count = f"{counted(len(children))} cháu"
    if names_children and len(children) <= NAMED:
        shown = shown_to_donors(children.values())
        said = ", ".join(for_donor(child, shown).name for child in children.values())
    else:
        said = count
    instalments = sum(each.unpaid_count for each in late.pledges)
    return {
        "người đỡ đầu": named(late.donor),
        "xưng hô": addressed(late.donor),
        "các cháu": said or "các cháu",
        "số tiền": dong(late.open_vnd),
        "số kỳ": f"{counted(instalments)} kỳ",
        "từ ngày": short_day(late.since),
        "đơn vị": head_of(late.donor.managing_unit).name,
        "người gửi": user.get_full_name() or user.get_username(),
    }


def named(donor: Donor) -> str:
    """bà Nguyễn Thị Mẫu, Công đoàn Trường Mẫu."""
    return f"{donor.title[:1].lower()}{donor.title[1:]} {donor.name}".strip()


def addressed(donor: Donor) -> str:
    if donor.kind == DonorKind.INDIVIDUAL:
        return donor.title.lower() or "anh/chị"
    return "quý đơn vị" if donor.kind == DonorKind.ORGANISATION else "quý vị"
