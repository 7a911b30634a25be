"""The list of children who wait for a donor, and those it leaves out."""

from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from python_calamine import load_workbook

from children.models import Child
from children.models.choices import OrphanStatus
from tests.factories import create_child
from tests.sponsorship.test_pledge_pages import text, url
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World(sex="female")


@pytest.fixture
def page(world, client):
    client.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_shown_and_left_out_add_up_to_the_children_waiting(world, page):
    world.propose()
    create_child(unit=world.unit, full_name="Trẻ Còn Chờ")
    create_child(full_name="Trẻ Đơn Vị Khác")
    response = page.get(url("waiting"))
    listed = page.get(reverse("children:list"), {"state": "waiting"}).context["listing"].count
    assert response.context["promised_count"] == 1
    assert response.context["listing"].count + response.context["promised_count"] == listed == 2
    assert '<p class="list-count promised">' in text(response)
    assert page.get(url("waiting"), {"sex": "male"}).context["promised_count"] == 0


def test_nothing_is_said_when_nobody_is_left_out(world, page):
    assert Child.objects.waiting().get() == world.child
    assert '<p class="list-count promised">' not in text(page.get(url("waiting")))


def sheet(answer: Any) -> list[list[Any]]:
    return load_workbook(BytesIO(b"".join(answer.streaming_content))).get_sheet_by_index(0).to_python()


def test_the_sheet_holds_the_list_in_its_order_with_what_speaks_for_each_child(world, page):
    create_child(unit=world.unit, full_name="Trẻ Mồ Côi", orphan_status=OrphanStatus.BOTH)
    create_child(full_name="Trẻ Đơn Vị Khác")
    _head, *rows = sheet(page.get(url("waiting"), {"export": "xlsx"}))
    assert [row[0] for row in rows] == ["Trẻ Mồ Côi", world.child.full_name]
    assert rows[0][-2] > rows[1][-2] > 0
    assert "mồ côi cả cha và mẹ" in rows[0][-1]
