"""A small world made by chance, with everything a figure may stumble over. Everybody in it is invented."""

import datetime
from dataclasses import dataclass
from random import Random
from typing import Any

from campaigns.models import Campaign, Cluster, ClusterMember
from children.models import Child
from donors.models import Donor, DonorKind
from organisation.models import Area, Unit, User
from sponsorship.models import Handover, Pledge, Receipt
from sponsorship.models.states import EndReason, PledgeState
from tests import factories as make

RATE = 500_000
FIRST_DAY, LAST_DAY = datetime.date(2023, 1, 1), datetime.date(2025, 9, 30)  # the same world whenever the tests run


@dataclass
class World:
    root: Unit
    units: list[Unit]  # two below the root, one below the first of them
    stranger: Unit  # another programme
    communes: list[Area]
    former_communes: list[Area]
    former_districts: list[Area]
    connecting_units: list[Unit]
    campaigns: list[Campaign]
    children: list[Child]
    donors: list[Donor]
    pledges: list[Pledge]
    officer: User
    cluster: Cluster


def random_day(random: Random, first: datetime.date = FIRST_DAY) -> datetime.date:
    return first + datetime.timedelta(random.randrange(max((LAST_DAY - first).days, 0) + 1))


def create_world(seed: int, *, children_count: int = 24, pledges_count: int = 30) -> World:
    random = Random(seed)
    root, stranger = make.create_unit(name="Chương trình huyện"), make.create_unit(name="Chương trình khác")
    first, second = make.create_unit(parent=root), make.create_unit(parent=root)
    units = [first, second, make.create_unit(parent=first)]
    districts = [make.create_area(name=f"Huyện {n}", level="district", former=True, kind="huyện") for n in "AB"]
    communes = [make.create_area(name=f"Xã {n}") for n in "XYZ"]
    former = [
        make.create_former_commune(name=f"Xã cũ {n}", parent=districts[n % 2], into=communes[n // 2]) for n in range(6)
    ]
    world = World(
        root,
        units,
        stranger,
        communes,
        former,
        districts,
        connecting_units=[make.create_unit(parent=root) for _ in range(2)],
        campaigns=[make.create_campaign(unit=root, name=f"Đợt {n}") for n in (1, 2)],
        children=[],
        donors=[
            make.create_donor(unit=random.choice([root, *units, stranger]), kind=random.choice(DonorKind.values))
            for _ in range(9)
        ],
        pledges=[],
        officer=make.create_user(),
        cluster=Cluster.objects.create(name="Cụm 1", managing_unit=root),
    )
    ClusterMember.objects.create(cluster=world.cluster, unit=first, year=2022)
    world.children = [create_random_child(random, world) for _ in range(children_count)]
    world.pledges = [p for _ in range(pledges_count) if (p := create_random_pledge(random, world))]
    for pledge in world.pledges:
        if pledge.active_from:
            book_at_random(random, pledge, world.officer)
    return world


def create_random_child(random: Random, world: World) -> Child:
    former_commune = random.choice([*world.former_communes, None])
    since = random.choice([None, *[random_day(random) for _ in range(4)]])
    ended = random_day(random, since) if since and random.random() < 0.25 else None
    return make.create_child(
        unit=random.choice([world.root, *world.units, *world.units, world.stranger]),
        commune=random.choice([*world.communes, None]),
        former_commune=former_commune,
        is_union_member_child=random.random() < 0.4,
        needs_since=since,
        need_ended_on=ended,
        need_ended_reason="moved_away" if ended else "",
        places=3,
    )


def create_random_pledge(random: Random, world: World) -> Pledge | None:
    child = random.choice(world.children)
    open_places = set(child.__class__.objects.get(pk=child.pk).pledges.open().values_list("place", flat=True))
    place = next((n for n in (1, 2, 3) if n not in open_places), None)
    if place is None:
        return None
    state = random.choice([*PledgeState, PledgeState.ACTIVE, PledgeState.ACTIVE])
    starts = random_day(random)
    begun = state in (PledgeState.ACTIVE, PledgeState.SUSPENDED) or (
        state == PledgeState.ENDED and random.random() < 0.8
    )
    ended: dict[str, Any] = {"ended_on": random_day(random, starts), "end_reason": EndReason.DONOR_STOPPED}
    return make.create_pledge(
        child=child,
        donor=random.choice(world.donors),
        state=state,
        place=place,
        rate_vnd=RATE,
        starts_on=starts.replace(day=1),
        active_from=starts if begun else None,
        connecting_unit=random.choice([*world.connecting_units, None]),
        campaign=random.choice([*world.campaigns, None]),
        **(ended if state == PledgeState.ENDED else {}),
    )


def book_at_random(random: Random, pledge: Pledge, officer: User) -> None:
    """Money in, some of it handed over, now and then a mistake taken back."""
    begun = pledge.active_from
    assert begun, "no money moves on a pledge that never began"
    received = delivered = 0
    for _ in range(random.randrange(5)):
        day = random_day(random, begun)
        receipt = receive(pledge, RATE, day, officer)
        if random.random() < 0.2:
            receive(pledge, -RATE, random_day(random, day), officer, reverses=receipt)
        else:
            received += RATE
    while delivered < received and random.random() < 0.7:
        day = random_day(random, begun)
        handover = hand_over(pledge, RATE, day, officer)
        if random.random() < 0.2:
            hand_over(pledge, -RATE, random_day(random, day), officer, reverses=handover)
        else:
            delivered += RATE


def receive(pledge: Pledge, amount: int, day: datetime.date, by: User, **values: Any) -> Receipt:
    return Receipt.objects.create(pledge=pledge, amount_vnd=amount, received_on=day, recorded_by=by, **values)


def hand_over(pledge: Pledge, amount: int, day: datetime.date, by: User, **values: Any) -> Handover:
    return Handover.objects.create(
        pledge=pledge, amount_vnd=amount, handed_on=day, recorded_by=by, received_by="Bà nội", **values
    )
