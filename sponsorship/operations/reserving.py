"""Children kept for a launch: those in the greatest need first, brothers and sisters together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from django.db.models import F
from django.utils import timezone

from children.models import Child
from organisation.models import Unit, User
from sponsorship import exceptions as refused
from sponsorship import matching
from sponsorship.models import Hold, Launch, NeedOrder, Pledge
from sponsorship.models.hold import HoldKind
from sponsorship.need import with_need
from sponsorship.operations.holds import check_need, lock_child, who_took
from sponsorship.operations.refusals import operation

SHORTEST = dt.timedelta(hours=1)  # also where somebody is still at it after the launch's end
MORE_TO_CHOOSE_FROM = 200  # families may have to be passed over


def lock_launch(launch: Launch, version: int | None = None) -> Launch:
    """Locked and read anew; counts as saved. Raises LaunchOver, and Stale when `version` is not the present one."""
    locked = Launch.objects.select_for_update().get(pk=launch.pk)
    if not locked.is_open:
        raise refused.LaunchOver
    if version not in (None, locked.version):
        raise refused.Stale
    Launch.objects.filter(pk=launch.pk).update(saves_count=F("saves_count") + 1)
    return locked


@operation
def reserve_children(*, launch: Launch, by: User, count: int) -> int:
    """Hold `count` more children for the launch, those in the greatest need first; gives how many there were.

    Brothers and sisters who wait are reserved together, or not at all where they would be too many or where no donor
    of the launch has as many seats (unless the launch parts them). All holds are one statement. Raises LaunchOver,
    NobodyToReserve.
    """
    locked = lock_launch(launch)
    ranked = _ranked(locked, by, count)
    party = _largest_party(locked) if locked.keeps_siblings else None
    places: dict[int, int] = {}
    while chosen := _in_families(ranked, count, party):
        places = _free_places(chosen)
        if len(places) == len(chosen):
            break
        ranked = {child: family for child, family in ranked.items() if child in places or child not in chosen}
    if not places:
        raise refused.NobodyToReserve
    _keep(locked, places, by)
    return len(places)


@operation
def keep_child(*, launch: Launch, child: Child, by: User) -> None:
    """Keep this very child for a launch that is locked. Raises NoNeed, PlaceTaken (telling who took it), Gone."""
    check_need(lock_child(child))
    places = _free_places([child.pk])
    if not places:
        raise refused.PlaceTaken(taken=who_took(child, by=by))
    _keep(launch, places, by)


def _keep(launch: Launch, places: Mapping[int, int], by: User) -> None:
    now = timezone.now()
    kept = {"campaign_id": launch.campaign_id, "launch": launch, "kind": HoldKind.LAUNCH, "held_by": by}
    until = max(launch.ends_at, now + SHORTEST)
    Hold.objects.bulk_create(
        Hold(child_id=child, place=place, held_from=now, held_until=until, **kept) for child, place in places.items()
    )


def _ranked(launch: Launch, by: User, count: int) -> dict[int, int | None]:
    """Child → its family, by need: those who wait with the launch's unit or below it, with a place nobody keeps."""
    below = Unit.objects.within([launch.managing_unit.path])
    order = NeedOrder.objects.of_unit(launch.managing_unit)
    waiting = with_need(matching.waiting_children(by).filter(managing_unit__in=below), order)
    free = waiting.exclude(pk__in=matching.fully_held()).order_by("-need_points", "waiting_on", "pk")
    return dict(free.values_list("pk", "sibling_group")[: count * 2 + MORE_TO_CHOOSE_FROM])


def _free_places(children: Collection[int]) -> dict[int, int]:
    """Child → its lowest free place; without those who have none. Their rows are locked, in the order of their ids."""
    rows = Child.objects.filter(pk__in=children).with_free_place().order_by("pk").select_for_update(no_key=True)
    locked = list(rows)
    taken = _taken_places(children)
    free = {c.pk: [n for n in range(1, c.places + 1) if (c.pk, n) not in taken] for c in locked if c.needs_sponsor}
    return {child: places[0] for child, places in free.items() if places}


def _taken_places(children: Collection[int]) -> set[tuple[int, int]]:
    pledged = Pledge.objects.open().filter(child__in=children).values_list("child", "place")
    held = Hold.objects.live().filter(child__in=children).values_list("child", "place")
    return set(pledged) | set(held)


def _largest_party(launch: Launch) -> int:
    """How many children the donor with the most seats takes."""
    counts: dict[int, int] = {}
    for donor in launch.seats.filter(donor__isnull=False).values_list("donor", flat=True):
        counts[donor] = counts.get(donor, 0) + 1
    return max(counts.values(), default=1)


def _in_families(ranked: Mapping[int, int | None], count: int, together: int | None) -> list[int]:
    """The first `count` of `ranked`; a family comes whole, of `together` children at most (None: each for itself)."""
    families: dict[int, list[int]] = {}
    for child, family in ranked.items():
        if family and together:
            families.setdefault(family, []).append(child)
    chosen: dict[int, None] = {}
    for child, family in ranked.items():
        members = families.get(family or 0, [child])
        fits = len(members) == 1 or len(members) <= (together or 1)
        if child not in chosen and fits and len(chosen) + len(members) <= count:
            chosen |= dict.fromkeys(members)
    return list(chosen)
