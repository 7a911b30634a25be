"""The first of very many are found without counting all, and are those of all."""

import datetime as dt
import random
from typing import Any

import pytest
from django.db.models import F

from children.models import Child, SiblingGroup
from children.models.choices import OrphanStatus, Poverty
from children.models.need_class import SETTLED, classes, need_class
from sponsorship import matching
from sponsorship.models import NeedOrder
from sponsorship.need import total, with_need
from sponsorship.wishes import weighed
from tests.factories import create_child, create_donor, create_pledge
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World(full_name="Trẻ Bình Thường")


def child(world, name, **values):
    return create_child(unit=world.unit, full_name=name, **values)


def test_a_class_says_which_of_its_reasons_hold(world):
    by_number = classes()
    child(world, "Trẻ", orphan_status=OrphanStatus.BOTH, poverty=Poverty.NEAR_POOR)
    child(world, "Trẻ", circumstance_groups=["d", "b"])
    for each in Child.objects.annotate(number=need_class()):
        held = {name for name, condition in SETTLED.items() if Child.objects.filter(condition, pk=each.pk).exists()}
        assert set(by_number[each.number]) == held
    assert len(by_number) == len(set(by_number.values())) == 432


@pytest.mark.parametrize("seed", range(4))
def test_the_first_are_those_of_all_however_few_are_read(world, monkeypatch, seed):
    monkeypatch.setattr(matching, "SUGGESTIONS", 4)
    dice = random.Random(seed)
    groups = [SiblingGroup.objects.create() for _ in range(3)]
    for n in range(40):
        group = {"sibling_group": dice.choice(groups)} if dice.random() < 0.2 else {}
        values: dict[str, Any] = {
            "orphan_status": dice.choice(OrphanStatus.values),
            "poverty": dice.choice(Poverty.values),
            "is_union_member_child": dice.random() < 0.3,
            "circumstance_groups": dice.choice([[], [], [], ["d"], ["n", "b"]]),
            "birth_date": dt.date(dice.randint(2009, 2022), 5, 1),
            "needs_since": dt.date(dice.randint(2020, 2026), 1, 1),
            "sex": dice.choice(["male", "female"]),
            "parents_union": dice.choice(["", "", "Công đoàn Trường Mẫu"]),
        }
        child(world, f"Trẻ {n}", **values | group)
    for name in ("Công đoàn Trường Mẫu", "Công ty Mẫu"):
        wishes: dict[str, Any] = {"wished_sex": "female", "wished_age_from": 6}
        wishes["wishes_double_orphan"] = dice.random() < 0.5
        donor = create_donor(unit=world.unit, name=name, **wishes if dice.random() < 0.7 else {})
        create_pledge(child=child(world, "Có nhóm", sibling_group=groups[0]), donor=donor)
        order = NeedOrder(lost_both=dice.choice([0, 40, 90]))
        fit = total(weighed(donor, set(), set()))
        whole = with_need(matching.waiting_children(world.officer), order)
        whole = whole.order_by((F("need_points") + fit).desc(), "waiting_on", "pk").values_list("pk", flat=True)
        assert matching.best_children(donor, world.officer, order, set(), set()) == list(whole[:4])
