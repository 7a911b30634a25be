"""Whose support is late, since when and by how much; and what is written to them.

The text is Vietnamese whatever the screen speaks, as papers are: it is read by the donor.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, DateField, F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Length, Now, TruncDate

from children.showing import shown_to_donors
from donors.models import Donor, DonorKind
from organisation.access import units_where
from organisation.models import Unit
from organisation.roles import Permission
from sponsorship.models import Contact, Instalment, Pledge, ReminderText
from sponsorship.papers.heads import head_of
from sponsorship.papers.named import for_donor
from sponsorship.papers.wording import counted, dong, short_day

NET = F("balance__received_vnd") - F("balance__surplus_vnd")  # what meets instalments


def unpaid_pledges(user: Any, today: dt.date) -> QuerySet[Pledge]:
    """Pledges in force of which something that fell due before `today` was not received, where `user` books money.

    `due_vnd`: what had fallen due; `open_vnd`: what of it is missing.
    """
    pledges: Any = Pledge.objects.filter(managing_unit__in=units_where(user, Permission.RECORD_MONEY))
    due = pledges.in_force().with_due(today).annotate(open_vnd=F("due_vnd") - NET)
    return due.filter(open_vnd__gt=0)


def with_first_unpaid(pledges: QuerySet[Pledge]) -> QuerySet[Any]:
    """Adds `unpaid_since`: the day of the first instalment that the money received does not cover."""
    until = Instalment.objects.filter(pledge=OuterRef("pledge"), due_on__lte=OuterRef("due_on")).order_by()
    sums = until.values("pledge").annotate(sum=Sum("amount_vnd")).values("sum")
    covered = Coalesce(Subquery(sums), 0, output_field=BigIntegerField())
    unpaid = Instalment.objects.filter(pledge=OuterRef("pk")).annotate(so_far=covered)
    first = unpaid.filter(so_far__gt=OuterRef("net_vnd")).order_by("due_on").values("due_on")
    return pledges.annotate(net_vnd=NET).annotate(unpaid_since=Subquery(first[:1], output_field=DateField()))


def late_donors(user: Any, today: dt.date) -> QuerySet[Donor]:
    """Donors that `user` may see and whose support is late. Adds `open_vnd`, `due_vnd`, `received_vnd`,
    `unpaid_since`, `days_late`, and of the last contact `contacted_on`, `contact_answer`, `contact_promised_on`,
    `contact_by`.
    """  # fmt: skip
    unpaid: Any = with_first_unpaid(unpaid_pledges(user, today)).filter(donor=OuterRef("pk")).order_by()

    def of_all(total: Any, kind: Any) -> Subquery:
        return Subquery(unpaid.values("donor").annotate(total=total).values("total"), output_field=kind)

    last = Contact.objects.filter(donor=OuterRef("pk"))
    first_day = unpaid.order_by("unpaid_since").values("unpaid_since")[:1]
    return (
        Donor.objects.visible_to(user)
        .filter(pk__in=unpaid_pledges(user, today).order_by().values("donor"))
        .annotate(
            open_vnd=of_all(Sum("open_vnd"), BigIntegerField()),
            due_vnd=of_all(Sum("due_vnd"), BigIntegerField()),
            received_vnd=of_all(Sum("net_vnd"), BigIntegerField()),
            unpaid_since=Subquery(first_day, output_field=DateField()),
            contacted_on=Subquery(last.values("contacted_on")[:1]),
            contact_answer=Subquery(last.values("answer")[:1]),
            contact_promised_on=Subquery(last.values("promised_on")[:1]),
            contact_by=Subquery(last.values("recorded_by__full_name")[:1]),
        )
        .annotate(days_late=TruncDate(Now(), output_field=DateField()) - F("unpaid_since"))
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
    """`pledges` of one donor, each with its child and what late_pledges() adds."""

    donor: Donor
    pledges: Sequence[Any]

    @property
    def open_vnd(self) -> int:
        return sum(pledge.open_vnd for pledge in self.pledges)

    @property
    def since(self) -> dt.date | None:
        return min((pledge.unpaid_since for pledge in self.pledges), default=None)


def late_support(user: Any, donor: Donor, today: dt.date) -> LateSupport:
    """What of this donor's support is late, pledge by pledge, with `unpaid_count` instalments each."""
    pledges: Any = with_first_unpaid(unpaid_pledges(user, today)).filter(donor=donor)
    open_ones = Instalment.objects.filter(
        pledge=OuterRef("pk"), due_on__gte=OuterRef("unpaid_since"), due_on__lt=today
    ).order_by()
    counted_ones = open_ones.values("pledge").annotate(n=Sum(1, output_field=IntegerField())).values("n")
    pledges = pledges.annotate(unpaid_count=Subquery(counted_ones, output_field=IntegerField()))
    parts = ("child__commune", "child__former_commune", "balance")
    return LateSupport(donor, list(pledges.select_related(*parts).order_by("unpaid_since", "pk")))


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
    children = {pledge.child_id: pledge.child for pledge in late.pledges}
    count = f"{counted(len(children))} cháu"
    if names_children and len(children) <= NAMED:
        shown = shown_to_donors(children.values())
        said = ", ".join(for_donor(child, shown).name for child in children.values())
    else:
        said = count
    instalments = sum(pledge.unpaid_count or 0 for pledge in late.pledges)
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
