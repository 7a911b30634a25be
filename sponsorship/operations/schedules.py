"""What is due when: written once, and rewritten only for the days to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from organisation.models import User
from organisation.templatetags.vietnamese import vnd
from sponsorship import terms
from sponsorship.exceptions import IllegalMove, LessThanReceived, StalePledge, WrongDay, WrongTerms, not_before
from sponsorship.models import Instalment, Pledge, PledgeBalance, RateChange
from sponsorship.models.states import IN_FORCE, OPEN, EndRule, Per, PledgeState
from sponsorship.operations.holds import lock_child
from sponsorship.operations.refusals import operation

# What a schedule follows from. While a pledge runs only its end may move; its rate changes by change_rate.
TERMS = (
    "rate_vnd", "per", "pays_every", "active_months", "starts_on", "end_rule", "months_count", "end_grade", "ends_on",
)  # fmt: skip
END_TERMS = ("end_rule", "months_count", "end_grade", "ends_on")
PLEDGES_AT_ONCE = 1000


def lock_pledge(pledge: Pledge, version: int | None = None) -> Pledge:
    """The child's row, then the pledge's, locked and read anew: always in this order.

    Raises StalePledge when `version`, the one the officer saw, is not the present one.
    """
    lock_child(pledge.child)
    locked = Pledge.objects.select_for_update(of=("self",)).select_related("child", "donor").get(pk=pledge.pk)
    if version is not None and locked.version != version:
        raise StalePledge
    return locked


def check_state(pledge: Pledge, states: Collection[str]) -> None:
    if pledge.state not in states:
        raise IllegalMove(state=pledge.get_state_display())


def reckon_last_day(pledge: Pledge, today: dt.date | None = None) -> dt.date | None:
    """terms.last_day for a pledge and its child; raises WrongTerms."""
    return terms.last_day(
        end_rule=pledge.end_rule,
        starts_on=pledge.starts_on,
        ends_on=pledge.ends_on,
        months_count=pledge.months_count,
        birth_date=pledge.child.birth_date,
        birth_date_precision=pledge.child.birth_date_precision,
        end_grade=pledge.end_grade,
        grade=pledge.child.grade,
        today=today or timezone.localdate(),
    )


def last_day_by_birth(pledge: Pledge) -> dt.date | None:
    """Of an open pledge until 18 the last day by the child's birth date, where the pledge has another: somebody
    corrected the date since (PledgeQuerySet.misfits)."""
    child = pledge.child
    if pledge.state not in OPEN or pledge.end_rule != EndRule.AGE_18 or child.birth_date is None:
        return None
    last = terms.day_before_18(child.birth_date, child.birth_date_precision)
    return last if last != pledge.ends_on else None


def fit_terms(pledge: Pledge) -> None:
    """Months belong to a monthly rate alone; the last day follows from the end rule. Raises WrongTerms for an end that
    is missing, and for terms by which nothing would ever be due."""
    if pledge.per != Per.MONTH:
        pledge.active_months, pledge.pays_every = [], 1
    pledge.ends_on = reckon_last_day(pledge)
    if pledge.ends_on is None and pledge.per != Per.ONCE:
        raise WrongTerms(reason=_("Write until when the support is given."), field="ends_on")
    if pledge.rate_vnd and not due_of(pledge):
        raise WrongTerms(reason=_("None of the chosen months lies in this period."), field="active_months")


def due_of(
    pledge: Pledge,
    changes: Iterable[tuple[dt.date, int]] = (),
    pauses: Collection[tuple[dt.date, dt.date | None]] = (),
) -> list[tuple[dt.date, int]]:
    """terms.schedule for a pledge."""
    return terms.schedule(
        rate_vnd=pledge.rate_vnd,
        per=pledge.per,
        starts_on=pledge.starts_on,
        ends_on=pledge.ends_on,
        active_months=pledge.active_months,
        rate_changes=changes,
        total_vnd=pledge.stated_total_vnd,
        pays_every=pledge.pays_every,
        pauses=pauses,
    )


def due_now(pledge: Pledge) -> list[tuple[dt.date, int]]:
    """What is due by the present terms, with the changes of rate and without what falls into a suspension."""
    pauses = [(each.from_on, each.over_on or each.until_on) for each in pledge.suspensions.all()]
    return due_of(pledge, pledge.rate_changes.values_list("from_on", "rate_vnd"), pauses)


def write_schedules(*, pledge_ids: Iterable[int]) -> int:
    """Write the instalments of pledges that have none, from their stored terms, by COPY; gives how many were written.

    For lists: 20,000 pledges take 40 queries. Pledges that have instalments already are left alone.
    """
    ids = sorted(set(pledge_ids))
    written = 0
    for start in range(0, len(ids), PLEDGES_AT_ONCE):
        written += _write_some(ids[start : start + PLEDGES_AT_ONCE])
    return written


def _write_some(ids: list[int]) -> int:
    pledges = Pledge.objects.filter(pk__in=ids, instalments=None).only(
        "rate_vnd", "per", "starts_on", "ends_on", "active_months", "stated_total_vnd", "pays_every"
    )
    rows = [(p.pk, n, day, amount) for p in pledges for n, (day, amount) in enumerate(due_of(p), 1)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")  # opens the connection's own cursor, on which COPY runs
        with cursor.copy("COPY sponsorship_instalment (pledge_id, number, due_on, amount_vnd) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    return len(rows)


def write_schedule(pledge: Pledge) -> None:
    """The first schedule of one pledge (one query)."""
    _add(pledge, due_of(pledge), 1)


def _add(pledge: Pledge, due: list[tuple[dt.date, int]], number: int) -> None:
    Instalment.objects.bulk_create(
        Instalment(pledge=pledge, number=n, due_on=day, amount_vnd=amount)
        for n, (day, amount) in enumerate(due, number)
    )


def rewrite_from(pledge: Pledge, day: dt.date, due: list[tuple[dt.date, int]]) -> None:
    """Replace what is due on or after `day` by those of `due` that fall on or after it.

    Raises LessThanReceived when the pledge would become smaller than what was received (surplus apart). An instalment
    is never edited, and the balance never dips below what was received: the new ones go in before the old ones go out
    where it would, with numbers after theirs.
    """
    balance = PledgeBalance.objects.select_for_update().get(pk=pledge.pk)
    old = pledge.instalments.filter(due_on__gte=day)
    new = [(on, amount) for on, amount in due if on >= day]
    kept_vnd = balance.pledged_vnd - (old.aggregate(sum=Sum("amount_vnd"))["sum"] or 0)
    needed_vnd = balance.received_vnd - balance.surplus_vnd
    if kept_vnd + sum(amount for on, amount in new) < needed_vnd:
        raise LessThanReceived(received=vnd(balance.received_vnd))
    gone = list(old.values_list("pk", flat=True))
    if kept_vnd >= needed_vnd:
        Instalment.objects.filter(pk__in=gone).delete()
        gone = []
    _add(pledge, new, (pledge.instalments.aggregate(last=Max("number"))["last"] or 0) + 1)
    if gone:
        Instalment.objects.filter(pk__in=gone).delete()


def cut_after(pledge: Pledge, on: dt.date, until: dt.date | None = None) -> int:
    """Delete the instalments due from `on`, the first day out of force, and before `until` where it is given.

    Gives how many of them had to stay: money received ahead keeps its instalments, the earliest of them, whole, as far
    as it reaches.
    """
    balance = PledgeBalance.objects.select_for_update().get(pk=pledge.pk)
    within = {"due_on__gte": on} | ({"due_on__lt": until} if until else {})
    later = list(pledge.instalments.filter(**within).order_by("due_on"))
    covered = balance.pledged_vnd - sum(instalment.amount_vnd for instalment in later)
    kept = 0
    while covered < balance.received_vnd - balance.surplus_vnd:
        covered += later[kept].amount_vnd
        kept += 1
    Instalment.objects.filter(pk__in=[instalment.pk for instalment in later[kept:]]).delete()
    return kept


def cut_again(pledge: Pledge) -> None:
    """What money received ahead had kept in the schedule, after the end or in a pause, goes when that money goes."""
    pledge.refresh_from_db(fields=["state", "ended_on"])
    if pledge.ended_on:
        cut_after(pledge, pledge.ended_on)
    elif pause := pledge.suspensions.filter(over_on=None).first():
        cut_after(pledge, pause.from_on, pause.until_on)


@operation
def change_rate(
    *, pledge: Pledge, from_on: dt.date, rate_vnd: int, by: User, note: str = "", version: int | None = None
) -> RateChange:
    """From `from_on` on the rate is `rate_vnd` (whole VND, > 0); the past is not written anew.

    Raises IllegalMove (ended or suspended), RateAlreadyChanged (a change from that day exists), LessThanReceived,
    StalePledge, WrongTerms when nothing falls due from that day on, WrongDay before the pledge starts or when an
    instalment from that day on has fallen due already.
    """
    pledge = lock_pledge(pledge, version)
    check_state(pledge, OPEN - {PledgeState.SUSPENDED})
    if from_on < pledge.starts_on:
        raise not_before(pledge.starts_on, from_on)
    _check_not_due_yet(pledge, from_on)
    change = RateChange.objects.create(pledge=pledge, from_on=from_on, rate_vnd=rate_vnd, decided_by=by, note=note)
    due = due_now(pledge)
    if not any(day >= from_on for day, amount in due):
        raise WrongTerms(reason=_("Nothing falls due from that day on."), field="from_on")
    rewrite_from(pledge, from_on, due)
    return change


def _check_not_due_yet(pledge: Pledge, from_on: dt.date) -> None:
    today = timezone.localdate()
    if pledge.state not in IN_FORCE:
        return
    last = pledge.instalments.filter(due_on__range=(from_on, today)).aggregate(last=Max("due_on"))["last"]
    if last:
        text = _("An instalment fell due on %(day)s, which cannot be changed any more: choose a later day.")
        raise WrongDay(reason=text % {"day": f"{last:%d/%m/%Y}"})


@operation
def change_terms(*, pledge: Pledge, by: User, version: int | None = None, **new: Any) -> Pledge:
    """Change terms of an open pledge and write the schedule anew.

    `new`: names of TERMS. Before the pledge is in force all of them, and the whole schedule is written anew; once it
    is in force only END_TERMS (an extension or an earlier end), and what fell due up to today stays. Raises
    IllegalMove (also while suspended), WrongTerms (with `field`), LessThanReceived, StalePledge.
    """
    pledge = lock_pledge(pledge, version)
    check_state(pledge, OPEN - {PledgeState.SUSPENDED})
    in_force = pledge.state in IN_FORCE
    if not set(new) <= set(END_TERMS if in_force else TERMS):
        raise IllegalMove(state=pledge.get_state_display())
    if in_force:
        _move_end(pledge, new)
        return pledge
    for name, value in new.items():
        setattr(pledge, name, value)
    fit_terms(pledge)
    pledge.save(update_fields=[*new, "ends_on", "active_months", "pays_every"])
    rewrite_from(pledge, dt.date.min, due_now(pledge))
    return pledge


def _move_end(pledge: Pledge, new: dict[str, Any]) -> None:
    """What fell due stays; a total that was stated grows or shrinks by what is promised more or less."""
    old_end, before_vnd = pledge.ends_on, _promised_vnd(pledge)
    for name, value in new.items():
        setattr(pledge, name, value)
    if pledge.end_rule != EndRule.DATE or "ends_on" in new or "end_rule" in new:
        pledge.ends_on = reckon_last_day(pledge)
    if pledge.stated_total_vnd:
        pledge.stated_total_vnd += _promised_vnd(pledge) - before_vnd
    pledge.save(update_fields=[*new, "ends_on", "stated_total_vnd"])
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    due = due_now(pledge)
    if old_end:
        due += _rest_of_payment(pledge, due, tomorrow, max(tomorrow, old_end + dt.timedelta(days=1)))
    rewrite_from(pledge, tomorrow, due)
    if pledge.ends_on and pledge.ends_on < tomorrow:
        cut_after(pledge, pledge.ends_on + dt.timedelta(days=1))


def _promised_vnd(pledge: Pledge) -> int:
    """By rate and period alone, whatever total was stated."""
    stated, pledge.stated_total_vnd = pledge.stated_total_vnd, None
    total = sum(amount for _day, amount in due_of(pledge, pledge.rate_changes.values_list("from_on", "rate_vnd")))
    pledge.stated_total_vnd = stated
    return total


def _rest_of_payment(
    pledge: Pledge, due: list[tuple[dt.date, int]], tomorrow: dt.date, on: dt.date
) -> list[tuple[dt.date, int]]:
    """Where the last payment was for fewer months because the pledge ended there, the months that now follow in it."""
    if pledge.pays_every == 1:
        return []
    meant_vnd = sum(amount for day, amount in due if day < tomorrow)
    written_vnd = pledge.instalments.filter(due_on__lt=tomorrow).aggregate(sum=Sum("amount_vnd"))["sum"] or 0
    return [(on, meant_vnd - written_vnd)] if meant_vnd > written_vnd else []
