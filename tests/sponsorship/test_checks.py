"""A child that moved to another unit since a list was made: nothing on the list is done for it."""

import pytest
from django.urls import reverse

from children.models import Child
from organisation.roles import Role
from sponsorship import operations
from sponsorship.exceptions import Elsewhere, LinesRefused
from sponsorship.models import BankLine, Pledge, Receipt
from sponsorship.models.launch import LaunchState
from tests.factories import create_unit, create_user
from tests.sponsorship.launch_records import make_full_launch
from tests.sponsorship.money_records import make_bank_line, make_batch
from tests.sponsorship.test_ceremonies import Feast

pytestmark = pytest.mark.django_db


@pytest.fixture
def feast():
    return Feast()


def move_away(pledge: Pledge) -> None:
    Child.objects.filter(pk=pledge.child_id).update(managing_unit=create_unit(name="Đơn vị khác"))


def test_a_bank_line_is_not_booked_for_a_child_that_moved_away(feast):
    pledge = feast.pledges[2]
    line = make_bank_line(feast.unit, feast.officer, text=pledge.code)
    move_away(pledge)
    with pytest.raises(Elsewhere, match=pledge.code):
        operations.book_line(line=line, parts=[(pledge, 500_000)], by=feast.officer)
    BankLine.objects.update(confidence=100, proposed=pledge)
    booked, wrong = operations.book_certain(lines=BankLine.objects.certain(), by=feast.officer)
    assert (booked, list(wrong)) == (0, [line.pk])
    assert not Receipt.objects.filter(pledge=pledge).exists()


def test_a_batch_names_the_line_of_a_child_that_moved_away(feast):
    batch = make_batch(feast.unit, feast.officer, *feast.pledges)
    move_away(feast.pledges[2])
    with pytest.raises(LinesRefused) as refused:
        operations.book_batch(batch=batch, by=feast.officer)
    assert list(refused.value.details["lines"]) == [3]


def test_a_ceremony_names_the_line_of_a_child_that_moved_away(feast):
    ceremony = feast.plan()
    move_away(feast.pledges[1])
    with pytest.raises(LinesRefused) as refused:
        feast.deliver(ceremony)
    assert list(refused.value.details["lines"]) == [2]


def test_a_launch_makes_no_pledge_for_a_child_that_moved_away(feast):
    launch = make_full_launch(feast.unit, feast.officer)
    seat = launch.seats.get(child__isnull=False, donor__isnull=False)
    Child.objects.filter(launch_seats=seat).update(managing_unit=create_unit(name="Đơn vị khác"))
    with pytest.raises(LinesRefused) as refused:
        operations.accept_launch(launch=launch, by=feast.officer)
    assert list(refused.value.details["lines"]) == [seat.position]
    launch.refresh_from_db()
    assert launch.state == LaunchState.OPEN


@pytest.mark.parametrize("is_held", [False, True])
def test_the_pages_of_a_ceremony_name_no_child_that_moved_away(feast, client, is_held):
    ceremony = feast.plan()
    if is_held:
        feast.deliver(ceremony)
    move_away(feast.pledges[1])
    treasurer = create_user(role=Role.TREASURER, unit=feast.unit)
    client.force_login(treasurer, backend="django.contrib.auth.backends.ModelBackend")
    for name in ("ceremony", "ceremony_sheet"):
        text = client.get(reverse(f"sponsorship:{name}", args=[ceremony.public_id])).content.decode()
        assert "Trần An" in text
        assert "Trần Bình" not in text
        assert "Bà của Bình" not in text
        assert feast.pledges[1].code in text
