"""A child's place is kept for somebody for a while."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from children.models import Child
from donors.models import Donor
from organisation.models import User
from sponsorship.exceptions import Gone, HoldExtendedTwice, HoldOver, NoNeed, PlaceTaken
from sponsorship.models import Hold, Pledge
from sponsorship.models.hold import EXTENSIONS, HOLD_DAYS, HoldKind
from sponsorship.operations.refusals import operation
from sponsorship.words import rate_text


def lock_child(child: Child) -> Child:
    """The child's row, locked until the transaction ends: every change of its places waits here.

    Raises Gone when the record was merged with another meanwhile.
    """
    try:
        return Child.objects.select_for_update().get(pk=child.pk)
    except Child.DoesNotExist as error:
        raise Gone from error


def keep_donor(donor: Donor) -> None:
    """Until the transaction ends the donor's record stays; several may ask so at once. Raises Gone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM donors_donor WHERE id = %s FOR KEY SHARE", [donor.pk])
        if cursor.fetchone() is None:
            raise Gone


def free_place(child: Child) -> int | None:
    """The lowest place (1 to `child.places`) that no open pledge and no live hold has.

    None when all are taken or what is pledged reaches the sum aimed at. Only certain while the child's row is locked.
    """
    if child.missing_yearly_vnd == 0:
        return None
    pledged = Pledge.objects.open().filter(child=child).values_list("place", flat=True)
    held = Hold.objects.live().filter(child=child).values_list("place", flat=True)
    taken = {*pledged.union(held, all=True)}
    return next((place for place in range(1, child.places + 1) if place not in taken), None)


def who_took(child: Child, *, by: User) -> list[str]:
    """One sentence for each taken place: which officer, when, and for whom where `by` may know the donor."""
    known = set(Donor.objects.visible_to(by).filter(pledges__child=child).values_list("pk", flat=True))
    known |= set(Donor.objects.visible_to(by).filter(holds__child=child).values_list("pk", flat=True))
    pledges = Pledge.objects.open().filter(child=child).select_related("donor", "proposed_by", "connecting_unit")
    holds = Hold.objects.live().filter(child=child).select_related("donor", "held_by", "campaign")
    return [
        *_target_reached(child),
        *(_taken_by_pledge(pledge, pledge.donor_id in known) for pledge in pledges),
        *(_taken_by_hold(hold, hold.donor_id in known) for hold in holds),
    ]


def _target_reached(child: Child) -> list[str]:
    now = Child.objects.filter(pk=child.pk).first()
    if now is None or now.target_vnd is None or now.missing_yearly_vnd:
        return []
    target = rate_text(now.target_vnd, now.target_per)
    return [_("What is aimed at for this child, %(target)s, is reached.") % {"target": target}]


def _taken_by_pledge(pledge: Pledge, donor_known: bool) -> str:
    who = pledge.proposed_by.get_full_name() if pledge.proposed_by else _("an imported list")
    at = f"{timezone.localtime(pledge.created_at):%H:%M %d/%m/%Y}"
    if donor_known:
        return _("%(who)s entered the pledge of %(donor)s at %(at)s.") % {"who": who, "donor": pledge.donor, "at": at}
    return _("%(who)s entered a pledge of another donor at %(at)s.") % {"who": who, "at": at}


def _taken_by_hold(hold: Hold, donor_known: bool) -> str:
    facts = {
        "who": hold.held_by.get_full_name(),
        "at": f"{timezone.localtime(hold.held_from):%H:%M %d/%m/%Y}",
        "until": f"{timezone.localtime(hold.held_until):%H:%M %d/%m/%Y}",
        "whom": hold.donor if donor_known else hold.campaign if hold.campaign else "",
    }
    if facts["whom"]:
        return _("%(who)s is holding this child for %(whom)s since %(at)s, until %(until)s.") % facts
    return _("%(who)s is holding this child since %(at)s, until %(until)s.") % facts


def check_need(child: Child) -> None:
    if child.need_ended_on:
        raise NoNeed(day=f"{child.need_ended_on:%d/%m/%Y}")


@operation
def hold_child(
    *,
    child: Child,
    by: User,
    donor: Donor | None = None,
    campaign: Campaign | None = None,
    kind: HoldKind = HoldKind.THINKING,
) -> Hold:
    """Keep one place of `child` for `donor` or `campaign` (or for `by` to look for one), as long as `kind` says.

    Raises PlaceTaken (telling who took the last place), NoNeed when the child needs no donor any more, Gone.
    """
    locked = lock_child(child)
    if donor:
        keep_donor(donor)
    check_need(locked)
    place = free_place(locked)
    if place is None:
        raise PlaceTaken(taken=who_took(child, by=by))
    now = timezone.now()
    return Hold.objects.create(
        child=child,
        place=place,
        donor=donor,
        campaign=campaign,
        kind=kind,
        held_by=by,
        held_from=now,
        held_until=now + dt.timedelta(days=HOLD_DAYS[kind]),
    )


@operation
def extend_hold(*, hold: Hold, by: User) -> Hold:
    """As many days more as its kind lasts, from the present end, twice at most.

    Raises HoldOver, HoldExtendedTwice, PlaceTaken.
    """
    lock_child(hold.child)
    hold = Hold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    if hold.held_until <= timezone.now():
        raise HoldOver
    if hold.extensions_count >= EXTENSIONS:
        raise HoldExtendedTwice
    hold.held_until += dt.timedelta(days=hold.days)
    hold.extensions_count += 1
    hold.save(update_fields=["held_until", "extensions_count"])
    return hold


@operation
def release_hold(*, hold: Hold, by: User) -> Hold:
    """The place is free from this moment. Releasing a hold that has run out changes nothing."""
    hold = Hold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    now = timezone.now()
    if hold.held_until > now:
        hold.held_until = max(now, hold.held_from)
        hold.save(update_fields=["held_until"])
    return hold
