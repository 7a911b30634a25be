"""The page of the order of need, and the waiting list that follows it."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from children.models.choices import OrphanStatus, Poverty
from organisation.roles import Role
from sponsorship.models import NeedOrder
from sponsorship.models.need import SETTINGS
from tests.factories import create_child, create_unit, create_user
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def world():
    world = World(full_name="Hộ Nghèo", poverty=Poverty.POOR, orphan_status=OrphanStatus.NONE)
    create_child(unit=world.unit, full_name="Mồ Côi Mẹ", orphan_status=OrphanStatus.MOTHER)
    return world


@pytest.fixture
def page(world, client):
    client.force_login(world.officer, backend=BACKEND)
    return client


def url(name):
    return reverse(f"sponsorship:{name}")


def typed(order=None, **values):
    order = order or NeedOrder()
    return {name: getattr(order, name) for name in SETTINGS} | {"version": order.version or ""} | values


def kept(world):
    return NeedOrder.objects.get(unit=world.unit)


def names(answer):
    return re.findall(r'class="row-link"[^>]*>([^<]*)<', answer.content.decode())


def test_the_waiting_list_numbers_the_children_and_adds_up_their_points(page):
    answer = page.get(url("waiting"))
    assert names(answer) == ["Hộ Nghèo", "Mồ Côi Mẹ"]
    assert '<span class="need-place">1.</span>' in answer.content.decode()
    assert "need-place" not in page.get(url("waiting"), {"sort": "name"}).content.decode()
    assert "need-place" not in page.get(url("waiting"), {"q": "nghèo"}).content.decode()


def test_saved_points_order_the_waiting_list_at_once(page, world):
    page.get(url("need_order_edit"))
    answer = page.post(url("need_order_edit"), typed(kept(world), lost_one=60))
    assert answer["Location"] == url("need_order")
    assert names(page.get(url("waiting"))) == ["Mồ Côi Mẹ", "Hộ Nghèo"]
    assert kept(world).events.count() == 2  # made, and changed


def test_a_look_shows_who_would_stand_first_and_saves_nothing(page, world):
    page.get(url("need_order_edit"))
    before = kept(world)
    whole = page.post(url("need_order_edit"), typed(before, lost_one=60, preview=1))
    part = page.post(url("need_order_edit"), typed(before, lost_one=60, preview=1), headers={"hx-request": "true"})
    assert names(whole) == names(part) == ["Mồ Côi Mẹ", "Hộ Nghèo"]
    assert ("<form" in whole.content.decode(), "<form" in part.content.decode()) == (True, False)
    assert kept(world).lost_one == before.lost_one


def test_a_look_at_half_typed_points_is_no_error(page, world):
    answer = page.post(
        url("need_order_edit"), typed(lost_one="", very_young_age="x", preview=1), headers={"hx-request": "true"}
    )
    assert answer.status_code == 200


def test_two_who_change_the_order_at_once_are_told(page, world):
    page.get(url("need_order_edit"))
    mine = typed(kept(world), lost_one=60) | {f"initial-{name}": getattr(NeedOrder(), name) for name in SETTINGS}
    kept(world).save()
    NeedOrder.objects.filter(unit=world.unit).update(poor=99)
    answer = page.post(url("need_order_edit"), mine)
    assert answer.status_code == 409
    assert kept(world).lost_one == NeedOrder().lost_one
    assert "99" in answer.content.decode()


@pytest.mark.parametrize(
    ("values", "field"),
    [({"poor": 201}, "poor"), ({"waiting_days": 0}, "waiting_days"), ({"very_young_age": 18}, "nearly_grown_age")],
)
def test_points_that_cannot_be_are_refused_beside_their_field(page, world, values, field):
    page.get(url("need_order_edit"))
    answer = page.post(url("need_order_edit"), typed(kept(world), **values))
    assert list(answer.context["form"].errors) == [field]


def test_the_standard_order_comes_back(page, world):
    NeedOrder.objects.create(unit=world.unit, lost_one=60)
    page.post(url("need_order_standard"))
    assert kept(world).is_standard
    assert names(page.get(url("waiting"))) == ["Hộ Nghèo", "Mồ Côi Mẹ"]


def test_who_matches_for_one_unit_reads_the_order_and_does_not_change_it(world, client):
    officer = create_user(role=Role.MATCHING_OFFICER, unit=create_unit(parent=world.unit))
    client.force_login(officer, backend=BACKEND)
    assert url("need_order_edit") not in client.get(url("need_order")).content.decode()
    assert client.get(url("need_order_edit")).status_code == 403
    assert client.post(url("need_order_edit"), typed(lost_one=60)).status_code == 403
    assert client.post(url("need_order_standard")).status_code == 403
    assert not NeedOrder.objects.exists()
