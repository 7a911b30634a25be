"""One proposal for all: the solver against its own sums, and its arithmetic against PostgreSQL's."""

import datetime as dt
import random
import time
from typing import Any

import numpy as np
import pytest
from django.db.models import F

from children.models import Child, SiblingGroup
from donors.models import Donor, DonorKind
from organisation.models.unit import UnitKind
from sponsorship import matching, wishes
from sponsorship.assignment import Columns, Seat, Table, first_come, points_of, propose
from sponsorship.need import total, with_need
from tests.factories import create_area, create_child, create_donor, create_former_commune, create_pledge, create_unit
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db
LARGE, SECONDS = 2000, 10


def child(key, points, *, family=None, **values):
    """Not saved: with the points and the family that the database would give."""
    made: Any = Child(pk=key, full_name=f"Trẻ {key}", sibling_group_id=family, **values)
    made.need_points = points
    return made


def donor(key, **values):
    return Donor(pk=key, name=f"Nhà hảo tâm {key}", **values)


def seats(*donors):
    return [Seat(key, each) for key, each in enumerate(donors, 1)]


def chosen(found):
    return {seat: each.pk for seat, each in found.items()}


def test_the_whole_is_best_though_one_donor_does_not_get_the_best_child():
    wants_orphans, wants_girls = donor(1, wishes_double_orphan=True), donor(2, wished_sex="female")
    both = child(1, 40, orphan_status="both", sex="female")
    boy = child(2, 40, orphan_status="both", sex="male")
    assert chosen(propose(seats(wants_girls, wants_orphans), [both, boy])) == {1: 1, 2: 2}


def test_with_fewer_seats_than_children_the_greatest_need_comes_first_and_among_equals_who_waits_longest():
    children = [child(1, 50), child(2, 10), child(3, 10), child(4, 10)]
    assert sorted(chosen(propose(seats(None, None), children)).values()) == [1, 2]


def test_a_family_goes_to_a_donor_who_takes_all_of_it_or_waits():
    one, three = donor(1), donor(2)
    family = [child(1, 90, family=7), child(2, 90, family=7), child(3, 90, family=7)]
    others = [child(4, 10), child(5, 10)]
    found = chosen(propose(seats(one, three, three, three), [*family, *others]))
    assert [found[seat] for seat in (2, 3, 4)] == [1, 2, 3]
    assert set(chosen(propose(seats(one, three, three), [*family, *others])).values()) == {4, 5}
    parted = propose(seats(one, three, three), [*family, *others], keeps_siblings=False)
    assert set(chosen(parted).values()) == {1, 2, 3}


def test_a_pair_that_cannot_be_is_never_proposed():
    assert propose(seats(donor(1)), [child(1, 90)], not_together=[(1, 1)]) == {}


@pytest.mark.parametrize("seed", range(5))
def test_no_other_pairing_of_a_few_is_worth_more(seed):
    """Against every pairing there is."""
    from itertools import permutations

    chance = random.Random(seed)
    donors = [
        donor(n, wished_sex=chance.choice(["", "male", "female"]), wishes_double_orphan=n % 2) for n in range(1, 6)
    ]
    children = [
        child(
            n,
            chance.randrange(0, 60, 5),
            sex=chance.choice(["male", "female"]),
            orphan_status=chance.choice(["both", "none"]),
        )
        for n in range(1, 7)
    ]
    places = seats(*donors)
    worth = Table(places, children, []).worth
    found = propose(places, children)
    got = sum(worth[seat - 1, children.index(each)] for seat, each in found.items())
    assert got == max(sum(worth[seat, c] for seat, c in enumerate(order)) for order in permutations(range(6), 5))


def test_who_is_left_over_gets_the_seat_of_one_further_back_where_it_is_worth_as_much():
    worth, taken = np.array([[5, 5, 9], [5, 5, 5]]), np.array([2, 1])
    first_come(worth, taken)
    assert list(taken) == [2, 0]


def test_wishes_are_weighed_as_postgresql_weighs_them():
    """Every donor with every child, by both."""
    world, chance = World(), random.Random(3)
    communes = [create_area(name=f"Xã {n}") for n in range(3)]
    former = [create_former_commune(name=f"Xã Cũ {n}", into=area) for n, area in enumerate(communes)]
    own = create_unit(kind=UnitKind.GRASSROOTS_UNION, parent=world.unit)
    family = SiblingGroup.objects.create()
    for n in range(40):
        create_child(
            unit=world.unit,
            full_name=f"Trẻ {n}",
            sex=chance.choice(["", "male", "female"]),
            commune=chance.choice([None, *communes]),
            former_commune=chance.choice([None, *former]),
            orphan_status=chance.choice(["both", "none", "unknown"]),
            birth_date=chance.choice([None, dt.date(chance.randint(2008, 2022), 5, 20)]),
            school=chance.choice(["", "Trường Mẫu"]),
            is_union_member_child=chance.random() < 0.5,
            parents_union=chance.choice(["", "công đoàn MẪU"]),
            parents_union_unit=chance.choice([None, own]),
            sibling_group=chance.choice([None, family]),
        )
    donors = [
        create_donor(
            unit=world.unit,
            name=chance.choice(["Công đoàn Mẫu", "Bà Hảo Tâm"]),
            kind=chance.choice([DonorKind.ORGANISATION, DonorKind.INDIVIDUAL]),
            wished_sex=chance.choice(["", "male", "female"]),
            wished_area=chance.choice([None, *communes, *former]),
            commune=chance.choice([None, *communes]),
            wished_age_from=chance.choice([None, 6]),
            wished_age_to=chance.choice([None, 12]),
            wishes_double_orphan=chance.random() < 0.5,
            wishes_union_member_child=chance.random() < 0.5,
            wished_school=chance.choice(["", "trường mẫu"]),
        )
        for _n in range(25)
    ]
    Donor.objects.filter(pk__in=[d.pk for d in donors if d.kind == DonorKind.ORGANISATION][:4]).update(unit=own)
    create_pledge(child=create_child(unit=world.unit, sibling_group=family), donor=donors[0])
    donors = list(Donor.objects.filter(pk__in=[d.pk for d in donors]).select_related("wished_area", "commune"))
    children = list(Child.objects.waiting().order_by("pk"))
    mine = points_of(donors, Columns(children))
    for row, each in enumerate(donors):
        weighed = wishes.weighed(each, *matching.areas_of(each))
        theirs = Child.objects.waiting().order_by("pk").annotate(worth=total(weighed)).values_list("worth", flat=True)
        assert list(mine[row]) == list(theirs), each


def test_two_thousand_seats_and_children_are_paired_within_ten_seconds():
    chance = random.Random(1)
    children = [
        child(
            n,
            chance.randrange(0, 100, 5),
            sex=chance.choice(["male", "female"]),
            orphan_status=chance.choice(["both", "none"]),
            commune_id=chance.randrange(40),
            birth_date=dt.date(chance.randint(2008, 2022), 5, 20),
            family=n // 3 if chance.random() < 0.2 else None,
        )
        for n in range(1, LARGE + 1)
    ]
    guests = [
        donor(
            n,
            wished_sex=chance.choice(["", "male", "female"]),
            wished_age_from=chance.choice([None, 6]),
            wished_school=chance.choice(["", "Trường Mẫu"]),
        )
        for n in range(1, LARGE // 2 + 1)
    ]
    began = time.perf_counter()
    found = propose(seats(*(chance.choice(guests) for _n in range(LARGE))), children)
    assert time.perf_counter() - began < SECONDS
    assert len(found) > LARGE * 0.9


def test_reserving_ranks_as_the_waiting_list_does():
    world = World(orphan_status="none")
    needy = create_child(unit=world.unit, orphan_status="both")
    ranked = with_need(Child.objects.waiting()).order_by(F("need_points").desc(), "waiting_on", "pk")
    assert [each.pk for each in ranked] == [needy.pk, world.child.pk]
