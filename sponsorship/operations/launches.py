"""A launch from its first seat to its pledges: seats for donors, one proposal for all, all accepted at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import F, Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from children.models import Child
from donors.models import Donor, DonorKind
from organisation.access import units_where
from organisation.models import Unit, User
from organisation.roles import Permission
from sponsorship import exceptions as refused
from sponsorship.assignment import Seat, propose
from sponsorship.models import Hold, Launch, LaunchSeat, NeedOrder, Pledge
from sponsorship.models.hold import EXTENSIONS
from sponsorship.models.launch import SEATS_AT_MOST, LaunchState
from sponsorship.models.states import EndRule, PledgeState
from sponsorship.need import with_need
from sponsorship.operations.batches import each_or_none
from sponsorship.operations.checks import check_here, elsewhere
from sponsorship.operations.holds import check_need, who_took
from sponsorship.operations.pledges import prepare_pledge, propose_pledge
from sponsorship.operations.refusals import operation
from sponsorship.operations.reserving import keep_child, lock_launch
from sponsorship.operations.schedules import write_schedules

END_TERMS = ("end_rule", "months_count", "end_grade", "ends_on")
TERMS = ("rate_vnd", "per", "starts_on", *END_TERMS, "campaign", "connecting_unit")
CHANGED_BY_HAND = ("donor", "child", "is_fixed", "rate_vnd", "per", "months_count")


@operation
def open_launch(*, by: User, unit: Unit, values: Mapping[str, Any], expected: int = 0) -> Launch:
    """Prepare a launch of `unit`, with `expected` seats for donors nobody knows yet. `values`: fields of Launch."""
    launch = Launch.objects.create(managing_unit=unit, created_by=by, **values)
    launch.refresh_from_db()
    if expected:
        add_seats(launch=launch, by=by, nameless=expected)
    return launch


@operation
def edit_launch(*, launch: Launch, by: User, values: Mapping[str, Any]) -> Launch:
    """Change what is said of the launch. Where it ends later its children are kept longer, which counts as an
    extension of their holds. Raises LaunchOver, HoldExtendedTwice."""
    locked = lock_launch(launch)
    before = locked.ends_at
    for name, value in values.items():
        setattr(locked, name, value)
    locked.save(update_fields=[*values])
    if locked.ends_at != before:
        mine = Hold.objects.live().filter(launch=locked)
        until = max(locked.ends_at, timezone.now())
        if locked.ends_at > before:
            if mine.filter(extensions_count__gte=EXTENSIONS).exists():
                raise refused.HoldExtendedTwice
            mine.update(held_until=until, extensions_count=F("extensions_count") + 1)
        else:
            mine.update(held_until=until)
    return locked


@operation
def add_seats(*, launch: Launch, by: User, donors: Mapping[Donor, int] | None = None, nameless: int = 0) -> int:
    """Seats for `donors` (as many each as children they take) and for `nameless` guests. Gives how many were added;
    never more than 2,000 in all. Raises LaunchOver."""
    locked = lock_launch(launch)
    taken = locked.seats.aggregate(last=Max("position"))["last"] or 0
    wanted: list[Donor | None] = [donor for donor, count in (donors or {}).items() for _n in range(count)]
    wanted += [None] * nameless
    wanted = wanted[: max(SEATS_AT_MOST - locked.seats.count(), 0)]
    LaunchSeat.objects.bulk_create(
        LaunchSeat(launch=locked, position=position, donor=donor) for position, donor in enumerate(wanted, taken + 1)
    )
    return len(wanted)


@operation
def remove_seat(*, launch: Launch, seat: LaunchSeat, by: User) -> None:
    """Nobody will sit there; its child stays reserved. Raises LaunchOver."""
    lock_launch(launch).seats.filter(pk=seat.pk).delete()


# --- Who gets whom ---


def reserved_children(launch: Launch, by: User) -> Any:
    """The children kept for the launch that `by` may match, by need, as assignment.propose takes them."""
    held = Hold.objects.live().filter(launch=launch).values("child")
    order = NeedOrder.objects.of_unit(launch.managing_unit)
    here = Child.objects.filter(pk__in=held, managing_unit__in=units_where(by, Permission.MATCH))
    return with_need(here, order).order_by("-need_points", "waiting_on", "pk")


@operation
def propose_pairs(*, launch: Launch, by: User) -> int:
    """Give every seat that was not settled by hand the child that serves need and wishes best, all at once.

    Gives how many seats have a child now. Raises LaunchOver, NobodyToReserve when no child is reserved.
    """
    locked = lock_launch(launch)
    seats = list(locked.seats.select_related("donor"))
    fixed = {seat.child_id for seat in seats if seat.is_fixed and seat.child_id}
    children = [child for child in reserved_children(locked, by) if child.pk not in fixed]
    if not children and not fixed:
        raise refused.NobodyToReserve
    free = [seat for seat in seats if not (seat.is_fixed and seat.child_id)]
    known = Pledge.objects.open().filter(child__in=[child.pk for child in children]).values_list("donor", "child")
    chosen = propose(
        [Seat(seat.pk, seat.donor) for seat in free],
        children,
        keeps_siblings=locked.keeps_siblings,
        not_together=known,
    )
    LaunchSeat.objects.filter(pk__in=[seat.pk for seat in free], child__isnull=False).update(child=None)
    for seat in free:
        seat.child = chosen.get(seat.pk)
    LaunchSeat.objects.bulk_update([seat for seat in free if seat.child], ["child"])
    return len(chosen) + len(fixed)


@operation
def save_seats(
    *,
    launch: Launch,
    by: User,
    seats: Iterable[LaunchSeat],
    version: int | None = None,
    new_donors: Mapping[int, str] | None = None,
    reserve: Mapping[int, Child] | None = None,
) -> None:
    """Keep what was changed by hand. A child who was put in another seat changes places with the one there.

    `new_donors`: seat → the name of a person who is not in the register yet and is added. `reserve`: seat → a child
    who is kept for the launch from now on. Raises LaunchOver, Stale, and LinesRefused with {position: sentence} for
    children somebody else took; then nothing is saved.
    """
    locked = lock_launch(launch, version)
    changed = {seat.pk: seat for seat in seats}
    late = [seat for seat in changed.values() if seat.pk in (reserve or {})]
    each_or_none(late, lambda seat: keep_child(launch=locked, child=seat.child, by=by))
    for seat, name in (new_donors or {}).items():
        changed[seat].donor = Donor.objects.create(
            kind=DonorKind.INDIVIDUAL, name=name, managing_unit=locked.managing_unit
        )
    before: dict[int, int | None] = dict(locked.seats.values_list("pk", "child"))
    after = before | {key: seat.child_id for key, seat in changed.items()}
    moved = _exchange(before, after, set(changed))
    LaunchSeat.objects.filter(pk__in=moved).update(child=None)  # a child stands in one seat at any moment
    LaunchSeat.objects.bulk_update(changed.values(), [name for name in CHANGED_BY_HAND if name != "child"])
    whole = list(LaunchSeat.objects.filter(pk__in=[key for key in moved if after[key]]))
    for placed in whole:
        placed.child_id = after[placed.pk]
    LaunchSeat.objects.bulk_update(whole, ["child"])


def _exchange(before: dict[int, int | None], after: dict[int, int | None], typed: set[int]) -> list[int]:
    """Makes `after` right: who lost its child to another seat gets the child of that seat. Gives the seats that
    change."""
    seat_of = {child: seat for seat, child in before.items() if child}
    for seat in sorted(typed):
        child = after[seat]
        if child and child != before[seat]:
            other = seat_of.get(child)
            if other is not None and after[other] == child and other != seat:
                after[other] = before[seat] if before[seat] not in after.values() else None
    return [seat for seat in before if before[seat] != after[seat]]


# --- The end ---


@operation
def accept_launch(*, launch: Launch, by: User, version: int | None = None) -> list[Pledge]:
    """Make a pledge, in force at once, of every seat with a donor and a child; release what else was reserved.

    One transaction: LinesRefused with {position: sentence} names every seat whose child was taken or that cannot be as
    it stands, and then nothing was done. Raises LaunchOver, Stale, NothingToAccept.
    """
    locked = lock_launch(launch, version)
    complete = locked.seats.filter(donor__isnull=False, child__isnull=False).order_by("position")
    _lock(Donor.objects.filter(pk__in=complete.values("donor")))
    _lock(Child.objects.filter(pk__in=complete.values("child")))
    seats = list(complete.select_related("donor", "child"))
    if not seats:
        raise refused.NothingToAccept
    _promise(locked, seats, by)
    LaunchSeat.objects.bulk_update(seats, ["pledge"])
    _close(locked, LaunchState.ACCEPTED, by)
    return [seat.pledge for seat in seats if seat.pledge]


def _lock(rows: QuerySet) -> None:
    """All at once and in the order of their ids, so that two launches do not lock each other out."""
    list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk"))


def _promise(launch: Launch, seats: list[LaunchSeat], by: User) -> None:
    """Gives each seat its pledge. Where the launch holds the child's place they go in together, 2,000 like twenty; a
    child whose hold is over, or who aims at a sum, is asked for like any other, so that the seat learns who was first.
    """
    places = dict(Hold.objects.live().filter(launch=launch, child__target_vnd=None).values_list("child", "place"))
    children = [seat.child_id for seat in seats if seat.child_id]
    known = set(Pledge.objects.open().filter(child__in=children).values_list("child", "donor"))
    away = elsewhere(Child.objects.filter(pk__in=children), by, Permission.MATCH)

    def promise(seat: LaunchSeat) -> None:
        assert seat.child
        check_here(seat.child, away)
        if (seat.child_id, seat.donor_id) in known:
            raise refused.WrongTerms(reason=_("This donor has a pledge for this child already."))
        sides: dict[str, Any] = {"child": seat.child, "donor": seat.donor, "approved_by": by}
        if place := places.get(seat.child_id):
            check_need(seat.child)
            seat.pledge = prepare_pledge(**sides, place=place, proposed_by=by, **_terms(launch, seat))
        else:
            hold = Hold.objects.live().filter(launch=launch, child=seat.child).first()
            seat.pledge = propose_pledge(**sides, hold=hold, by=by, **_terms(launch, seat))

    each_or_none(seats, promise)
    _end_holds(launch)
    made = Pledge.objects.bulk_create(seat.pledge for seat in seats if seat.pledge and not seat.pledge.pk)
    write_schedules(pledge_ids=[pledge.pk for pledge in made])


def _terms(launch: Launch, seat: LaunchSeat) -> dict[str, Any]:
    """Those of the launch with what is agreed otherwise for this seat; in force from today."""
    terms = {name: getattr(launch, name) for name in TERMS}
    terms |= {name: value for name in ("rate_vnd", "per") if (value := getattr(seat, name))}
    if seat.months_count:
        terms |= {"end_rule": EndRule.MONTHS, "months_count": seat.months_count, "ends_on": None, "end_grade": None}
    today = timezone.localdate()
    active_from = min(today, launch.starts_on)
    return terms | {"state": PledgeState.ACTIVE, "active_from": active_from, "approved_on": today}


@operation
def drop_launch(*, launch: Launch, by: User) -> None:
    """Give the launch up: every child reserved for it is free again. Raises LaunchOver."""
    _close(lock_launch(launch), LaunchState.DROPPED, by)


def _close(launch: Launch, state: LaunchState, by: User) -> None:
    _end_holds(launch)
    launch.state = state
    if state == LaunchState.ACCEPTED:
        launch.accepted_by, launch.accepted_at = by, timezone.now()
    launch.save(update_fields=["state", "accepted_by", "accepted_at"])


def _end_holds(launch: Launch) -> None:
    now = timezone.now()
    Hold.objects.filter(launch=launch, held_until__gt=now, held_from__lte=now).update(held_until=now)


def trouble(launch: Launch, seats: Sequence[LaunchSeat], *, by: User) -> dict[int, str]:
    """Seat → why it could not be accepted at this moment: its child moved away, needs nobody any more or was taken."""
    wrong = {}
    away = elsewhere(Child.objects.filter(launch_seats__in=seats), by, Permission.MATCH)
    mine = set(Hold.objects.live().filter(launch=launch).values_list("child", flat=True))
    for seat in seats:
        if seat.child and (seat.child_id not in mine or seat.child_id in away):
            try:
                check_here(seat.child, away)
                check_need(seat.child)
            except (refused.Elsewhere, refused.NoNeed) as error:
                wrong[seat.pk] = str(error)
            else:
                wrong[seat.pk] = " ".join(who_took(seat.child, by=by))
    return {seat: why for seat, why in wrong.items() if why}
