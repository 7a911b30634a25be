"""A child's tracking book: for the unit's own shelf, never for a donor."""

import datetime as dt
from typing import Any

from django.db.models import F

from children.models import Caregiver, Child
from children.models.choices import RESTRICTED_GROUPS, CircumstanceGroup, OrphanStatus, Poverty, Sex
from sponsorship.models import BookInterest, Handover, Pledge
from sponsorship.models.states import PledgeState
from sponsorship.papers.contents import Book, BookHandover, BookPledge, BookVisit, Person, SchoolYear
from sponsorship.papers.heads import head_of
from sponsorship.papers.named import birth
from sponsorship.papers.wording import figures, long_day, period, short_day, support
from vietnamese.phones import format_phone

SEXES = {Sex.MALE: "nam", Sex.FEMALE: "nữ", Sex.UNKNOWN: ""}
ORPHANS = {
    OrphanStatus.NONE: "không mồ côi",
    OrphanStatus.FATHER: "mồ côi cha",
    OrphanStatus.MOTHER: "mồ côi mẹ",
    OrphanStatus.BOTH: "mồ côi cả cha và mẹ",
    OrphanStatus.UNKNOWN: "",
}
POVERTY = {
    Poverty.POOR: "hộ nghèo",
    Poverty.NEAR_POOR: "hộ cận nghèo",
    Poverty.NONE: "không thuộc hộ nghèo",
    Poverty.UNKNOWN: "",
}
STATES = {
    PledgeState.PROPOSED: "chờ duyệt",
    PledgeState.APPROVED: "đã duyệt",
    PledgeState.ACTIVE: "đang đỡ đầu",
    PledgeState.SUSPENDED: "tạm dừng",
    PledgeState.ENDED: "đã kết thúc",
}


def book(child: Child, pledges: Any, today: dt.date) -> Book:
    """`pledges`: those of the child that the reader may see. Groups đ, e, g, i, k, l, m and free words on the
    circumstances stay in the record.
    """
    return Book(
        head=head_of(child.managing_unit),
        day=long_day(today),
        child=child.full_name,
        code=child.code,
        birth=birth(child),
        sex=SEXES[Sex(child.sex)],
        ethnicity=child.ethnicity,
        address=address_of(child),
        school=", ".join(part for part in (f"lớp {child.grade}" if child.grade else "", child.school) if part),
        orphan_status=ORPHANS[OrphanStatus(child.orphan_status)],
        poverty=POVERTY[Poverty(child.poverty)],
        groups="; ".join(_groups(child)),
        father=child.father_name,
        mother=child.mother_name,
        parents_union=child.parents_union,
        caregivers=tuple(_person(each) for each in child.caregivers.all()),
        needs=tuple(_need(each) for each in child.needs.filter(met_on=None)),
        pledges=tuple(
            _pledge(each)
            for each in pledges.select_related("donor", "balance")
            .prefetch_related("rate_changes")
            .order_by("starts_on", "pk")
        ),
        handovers=(*_handovers(pledges), *_interests(pledges)),
        years=tuple(
            SchoolYear(f"{y.school_year}–{y.school_year + 1}", y.grade, y.school, y.result, y.conduct)
            for y in child.progress.order_by("school_year")
        ),
        visits=tuple(
            BookVisit(short_day(visit.visited_on), visit.visitors, visit.note)
            for visit in child.visits.order_by("visited_on", "pk")
        ),
    )


def address_of(child: Child) -> str:
    if child.address_as_written:
        return child.address_as_written
    area = child.commune or child.former_commune
    return ", ".join(part for part in (child.hamlet, area.name if area else "") if part)


def _groups(child: Child) -> list[str]:
    open_ = [group for group in child.circumstance_groups if group not in RESTRICTED_GROUPS]
    return [str(CircumstanceGroup(group).label) for group in open_]


def _person(carer: Caregiver) -> Person:
    part = "giám hộ" if carer.is_guardian and not carer.is_carer else "nuôi dưỡng"
    part = "giám hộ, nuôi dưỡng" if carer.is_guardian and carer.is_carer else part
    return Person(carer.full_name, ", ".join(filter(None, (carer.relationship, part))), format_phone(carer.phone))


def _need(need: Any) -> str:
    label = str(need.get_kind_display())
    return f"{label}: {need.detail}" if need.detail else label


def _pledge(pledge: Pledge) -> BookPledge:
    balance = pledge.balance
    sums = (balance.pledged_vnd, balance.received_vnd, balance.delivered_vnd, balance.held_vnd)
    state = STATES[PledgeState(pledge.state)]
    if pledge.ended_on:
        state = f"{state} ngày {short_day(pledge.ended_on)}"
    return BookPledge(
        str(pledge.donor), pledge.code, state, support(pledge), period(pledge), *[figures(amount) for amount in sums]
    )


def _handovers(pledges: Any) -> tuple[BookHandover, ...]:
    entries = Handover.objects.standing().filter(pledge__in=pledges.order_by().values("pk"))
    entries = entries.annotate(title=F("pledge__donor__title"), name=F("pledge__donor__name"))
    return tuple(
        BookHandover(
            short_day(each.handed_on),
            figures(each.amount_vnd),
            ", ".join(filter(None, (each.received_by, each.relationship))),
            f"{each.title} {each.name}".strip(),
            each.occasion,
        )
        for each in entries.order_by("handed_on", "pk")
    )


def _interests(pledges: Any) -> tuple[BookHandover, ...]:
    """What the child got from the bank and not from the donor."""
    entries = BookInterest.objects.filter(
        reverses=None, reversed_by=None, book__pledge__in=pledges.order_by().values("pk")
    )
    return tuple(
        BookHandover(
            short_day(each.paid_on),
            figures(each.amount_vnd),
            each.received_by,
            "(tiền lãi ngân hàng)",
            f"Sổ tiết kiệm {each.book.number}",
        )
        for each in entries.select_related("book")
    )
