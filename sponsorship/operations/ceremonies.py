"""A handover ceremony: who is to get what, then everything handed over but to those who did not come."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from children import pictures
from children.models import Caregiver
from children.pictures import Picture
from organisation.models import Area, Unit, User
from organisation.templatetags.vietnamese import vnd
from sponsorship import exceptions as refused
from sponsorship.models import Ceremony, CeremonyLine, Handover, HandoverPhoto, Pledge
from sponsorship.models.ceremony import CeremonyState
from sponsorship.models.states import METHOD_OF_FORM, EndReason, Method, Per, SupportForm
from sponsorship.operations.batches import each_or_none
from sponsorship.operations.checks import check_here, elsewhere
from sponsorship.operations.money import lock_all, record_direct, record_handover
from sponsorship.operations.refusals import operation

LINES_AT_MOST = 1000


def to_hand_over(
    *,
    unit: Unit,
    on: dt.date,
    campaign: Campaign | None = None,
    commune: Area | None = None,
    with_unpaid: bool = False,
) -> QuerySet[Pledge]:
    """Pledges in force of the unit and those below it that have something to hand over on day `on`.

    Money is held for them; `with_unpaid`: also those with nothing held for whom something is due or promised in kind,
    unless their donor is to give it at another ceremony that is still planned. Adds `due_vnd`.
    """
    pledges = Pledge.objects.filter(managing_unit__in=Unit.objects.within([unit.path])).in_force()
    pledges = pledges.with_due(on + dt.timedelta(days=1))
    if campaign:
        pledges = pledges.filter(campaign=campaign)
    if commune:
        pledges = pledges.filter(child__commune=commune)
    held = pledges.filter(balance__received_vnd__gt=F("balance__delivered_vnd"))
    if with_unpaid:
        planned = CeremonyLine.objects.filter(ceremony__state=CeremonyState.PLANNED, is_direct=True, is_absent=False)
        in_kind = Q(rate_vnd=0) & ~Q(per=Per.ONCE, balance__delivered_vnd__gt=0)
        promised = pledges.filter(Q(due_vnd__gt=F("balance__delivered_vnd")) | in_kind)
        held = held | promised.exclude(pk__in=planned.values("pledge"))
    return held.select_related("child", "donor", "balance").order_by(
        "child__commune__name", "child__name_sort", "child_id", "pk"
    )


@operation
def plan_ceremony(*, by: User, unit: Unit, values: dict[str, Any], with_unpaid: bool = False) -> Ceremony:
    """Plan a ceremony with a line for each pledge of to_hand_over; `values`: fields of Ceremony (campaign, commune, …).

    The amount is what is due and not yet delivered as far as it is held; all that is held where nothing is due; what is
    due where nothing is held (then the donor gives it there), 0 for a gift in kind until somebody says its worth.
    Who receives it is the child's carer. Raises NothingToBook.
    """
    ceremony = Ceremony.objects.create(managing_unit=unit, created_by=by, **values)
    pledges = to_hand_over(
        unit=unit,
        on=ceremony.held_on,
        campaign=ceremony.campaign,
        commune=ceremony.commune,
        with_unpaid=with_unpaid,
    )[:LINES_AT_MOST]
    found = list(pledges)
    if not found:
        raise refused.NothingToBook
    carers = _carers(pledge.child_id for pledge in found)
    CeremonyLine.objects.bulk_create(
        _line(ceremony, position, pledge, carers.get(pledge.child_id)) for position, pledge in enumerate(found, 1)
    )
    return ceremony


def _carers(children: Iterable[int]) -> dict[int, Caregiver]:
    rows = Caregiver.objects.filter(child__in=list(children)).order_by("child", "is_carer", "-pk")
    return {carer.child_id: carer for carer in rows}  # the last one stays: who cares, the first entered


def _line(ceremony: Ceremony, position: int, pledge: Any, carer: Caregiver | None) -> CeremonyLine:
    held, due = pledge.balance.held_vnd, pledge.due_vnd - pledge.balance.delivered_vnd
    amount = min(held, due) if held and due > 0 else held or max(due, 0)
    return CeremonyLine(
        ceremony=ceremony,
        position=position,
        pledge=pledge,
        amount_vnd=amount,
        is_direct=not held,
        method=METHOD_OF_FORM.get(pledge.form, Method.CASH),
        detail=pledge.form_detail if pledge.form == SupportForm.IN_KIND else "",
        received_by=carer.full_name if carer else "",
        relationship=carer.relationship if carer else "",
    )


def _lock(ceremony: Ceremony) -> Ceremony:
    locked = Ceremony.objects.select_for_update().get(pk=ceremony.pk)
    if locked.state != CeremonyState.PLANNED:
        raise refused.AlreadyBooked
    return locked


@operation
def save_ceremony_lines(
    *, ceremony: Ceremony, by: User, lines: Iterable[CeremonyLine], version: int | None = None
) -> None:
    """Keep what was changed on the list: amount, method, receiver, absent.

    Raises AlreadyBooked once it was held, Stale when `version` is not the present one.
    """
    locked = _lock(ceremony)
    if version not in (None, locked.version):
        raise refused.Stale
    Ceremony.objects.filter(pk=locked.pk).update(saves_count=F("saves_count") + 1)
    fields = ["amount_vnd", "method", "detail", "received_by", "relationship", "is_absent"]
    CeremonyLine.objects.bulk_update(list(lines), fields)


@operation
def deliver(*, ceremony: Ceremony, by: User) -> list[Handover]:
    """Book a handover for each line whose child's side was there, all in one transaction; the absent keep their money.

    What a donor gives there is received and handed over at once. A second time raises AlreadyBooked and books nothing;
    NothingToBook when all are absent; LinesRefused with {position: sentence} when one line cannot be booked (then none
    is).
    """
    ceremony = _lock(ceremony)
    lines = list(ceremony.lines.filter(is_absent=False).select_related("pledge__donor", "pledge__child"))
    if not lines:
        raise refused.NothingToBook
    lock_all(line.pledge for line in lines)
    away = elsewhere(Pledge.objects.filter(pk__in=[line.pledge_id for line in lines]), by)
    given = _given_since(ceremony, lines)

    def check_and_deliver(line: CeremonyLine) -> Handover:
        check_here(line.pledge, away)
        _check_alive(line, ceremony.held_on)
        _check_still_due(line, given)
        return _deliver(ceremony, line, by)

    handovers = each_or_none(lines, check_and_deliver)
    CeremonyLine.objects.bulk_update(lines, ["handover"])
    ceremony.state, ceremony.delivered_by, ceremony.delivered_at = CeremonyState.HELD, by, timezone.now()
    ceremony.save(update_fields=["state", "delivered_by", "delivered_at"])
    return handovers


def _given_since(ceremony: Ceremony, lines: list[CeremonyLine]) -> dict[int, Handover]:
    """Pledge → what was handed over by another way since the list was made, of those whose donor gives it there."""
    entries = Handover.objects.standing().filter(
        pledge__in=[line.pledge_id for line in lines if line.is_direct], recorded_at__gt=ceremony.created_at
    )
    return {entry.pledge_id: entry for entry in entries}


def _check_alive(line: CeremonyLine, on: dt.date) -> None:
    child, pledge = line.pledge.child, line.pledge
    days = [
        day
        for day, reason in ((child.need_ended_on, child.need_ended_reason), (pledge.ended_on, pledge.end_reason))
        if day and day <= on and reason == EndReason.DIED
    ]
    if days:
        day = {"day": f"{min(days):%d/%m/%Y}"}
        raise refused.WrongTerms(reason=_("The child died on %(day)s. Mark the line as absent.") % day)


def _check_still_due(line: CeremonyLine, given: dict[int, Handover]) -> None:
    if entry := given.get(line.pledge_id):
        facts = {"amount": vnd(entry.amount_vnd), "day": f"{entry.handed_on:%d/%m/%Y}"}
        raise refused.WrongTerms(
            reason=_(
                "%(amount)s was given on %(day)s already, after this list was made. Mark the line as absent; "
                "if the donor really gave twice, record it by itself."
            )
            % facts
        )


def _deliver(ceremony: Ceremony, line: CeremonyLine, by: User) -> Handover:
    if not line.received_by:
        raise refused.WrongTerms(reason=_("Write who received it, or mark the line as absent."))
    if not line.amount_vnd:
        raise refused.WrongTerms(reason=_("Write what the gift is worth, or mark the line as absent."))
    entry: dict[str, Any] = {
        "pledge": line.pledge,
        "amount_vnd": line.amount_vnd,
        "handed_on": ceremony.held_on,
        "received_by": line.received_by,
        "relationship": line.relationship,
        "given_by": ceremony.given_by,
        "method": line.method,
        "detail": line.detail,
        "is_signed": True,
        "occasion": ceremony.place,
        "note": ceremony.note,
        "by": by,
        "idempotency_key": uuid.uuid5(ceremony.public_id, str(line.pk)),
    }
    line.handover = record_direct(**entry)[1] if line.is_direct else record_handover(**entry)
    return line.handover


@operation
def drop_ceremony(*, ceremony: Ceremony, by: User) -> None:
    """Throw a plan away; raises AlreadyBooked once it was held."""
    files = list(ceremony.photos.values_list("file", flat=True))
    _lock(ceremony).delete()
    for file in files:
        transaction.on_commit(partial(pictures.forget, file))


@operation
def add_handover_photo(
    *, picture: Picture, by: User, handover: Handover | None = None, ceremony: Ceremony | None = None
) -> HandoverPhoto:
    """Keep a decoded picture of one handover, or of a ceremony."""
    name = pictures.keep(picture)
    try:
        return HandoverPhoto.objects.create(
            handover=handover,
            ceremony=ceremony,
            file=name,
            width=picture.width,
            height=picture.height,
            added_by=by,
        )
    except BaseException:
        pictures.forget(name)
        raise
