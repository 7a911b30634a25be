"""What a child gets from all sources: pledges, gifts, houses and loans of the family, the social allowance, others."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import GiftRecipient, House, Loan
from children.models import Child, OtherSupport
from organisation.templatetags.vietnamese import dmy
from sponsorship.models import Pledge
from sponsorship.models.states import IN_FORCE, Per
from sponsorship.reasons import Reason
from sponsorship.rows import pledge_rows
from sponsorship.words import rate_text

MONTHS = {Per.MONTH: 1, Per.QUARTER: 3, Per.SEMESTER: 6, Per.SCHOOL_YEAR: 12, Per.YEAR: 12}
GIFTS_OF_DAYS = 365


@dataclass
class Received:
    """Everything one child gets or got. `monthly_vnd`: what comes regularly today, by the month, rounded."""

    pledges: list[Any]
    gifts: list[GiftRecipient]
    supports: list[OtherSupport]
    families: list[House | Loan]
    monthly_vnd: int

    @property
    def is_nothing(self) -> bool:
        return not (self.pledges or self.gifts or self.supports or self.families)


def everything(child: Child, user: Any) -> Received:
    """As far as `user` may see it; five queries."""
    pledges = list(pledge_rows(Pledge.objects.visible_to(user).filter(child=child)).order_by("ended_on", "-starts_on"))
    gifts = GiftRecipient.objects.visible_to(user).filter(child=child).select_related("gift_group__gift_list")
    supports = list(child.other_supports.all())
    regular = [(row.rate_now_vnd, row.per, row.active_months) for row in pledges if row.state in IN_FORCE]
    regular += [(each.amount_vnd or 0, each.per, []) for each in supports if each.is_current]
    return Received(
        pledges,
        list(gifts.order_by("-gift_group__gift_list__given_on", "-id")),
        supports,
        [each for model in (House, Loan) for each in _of_the_family(model, child, user)],
        round(sum(_by_the_month(*each) for each in regular)),
    )


def _of_the_family(model: Any, child: Child, user: Any) -> Iterable[House | Loan]:
    return model.objects.visible_to(user).filter(children__child=child).select_related("campaign")


def _by_the_month(amount_vnd: int, per: str, months: list[int]) -> float:
    """Nine months a year are three quarters of the rate; what is given once is not counted."""
    if per == Per.ONCE:
        return 0
    return amount_vnd / MONTHS[Per(per)] * (len(months) / 12 if months else 1)


def support_text(support: OtherSupport) -> str:
    """300.000 đ a month, rice; since when or until when."""
    parts = [rate_text(support.amount_vnd, support.per) if support.amount_vnd else "", support.what]
    if support.since:
        parts.append(_("since %(day)s") % {"day": dmy(support.since)})
    if support.until:
        parts.append(_("until %(day)s") % {"day": dmy(support.until)})
    return ", ".join(part for part in parts if part)


def helps_of(children: Iterable[Child], user: Any) -> dict[int, list[Reason]]:
    """Child → what it gets already today, as notes to be read before another pledge is made. Four queries at most."""
    by_key = {child.pk: child for child in children}
    found: dict[int, list[Reason]] = defaultdict(list)

    def note(child: int, text: str) -> None:
        found[child].append(Reason(text, False, is_note=True))

    for pledge in _pledges_of(by_key.values()):
        facts = {"who": pledge.donor, "what": rate_text(pledge.rate_now_vnd, pledge.per, pledge.form)}
        note(pledge.child_id, _("has a donor already: %(who)s, %(what)s") % facts)
    for support in OtherSupport.objects.current().filter(child__in=by_key):
        facts = {"who": support, "what": support_text(support)}
        note(support.child_id, _("is helped already: %(who)s, %(what)s") % facts)
    for child in by_key.values():
        if child.receives_social_allowance:
            note(child.pk, _("receives the social allowance"))
    for child_id, count, last in _gifts_lately(by_key, user):
        text = ngettext(
            "%(n)s gift this past year, on %(day)s", "%(n)s gifts this past year, the last on %(day)s", count
        )
        note(child_id, text % {"n": count, "day": dmy(last)})
    return found


def _pledges_of(children: Iterable[Child]) -> Iterable[Pledge]:
    sponsored = [child.pk for child in children if child.taken_places]
    pledges = Pledge.objects.open().filter(child__in=sponsored)
    return pledges.select_related("donor").prefetch_related("rate_changes") if sponsored else []


def _gifts_lately(children: Iterable[int], user: Any) -> Iterable[tuple[int, int, dt.date]]:
    since = timezone.localdate() - dt.timedelta(days=GIFTS_OF_DAYS)
    gifts = GiftRecipient.objects.visible_to(user).given().filter(child__in=children).order_by()
    dated = gifts.annotate(day=Coalesce("delivered_on", "gift_group__gift_list__given_on")).filter(day__gte=since)
    counted = dated.values("child").annotate(n=Count("pk"), last=Max("day"))
    return counted.values_list("child", "n", "last")
