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
    Child.objects.filter(pk=pledge.child_id).update(managing_unit=create_unit())


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
    Child.objects.filter(launch_seats=seat).update(managing_unit=create_unit())
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


def shown(client, name, record):
    return client.get(reverse(f"sponsorship:{name}", args=[record.public_id] if record else [])).content.decode()


@pytest.fixture
def treasurer(feast, client):
    user = create_user(role=Role.TREASURER, unit=feast.unit)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


@pytest.mark.parametrize("is_booked", [False, True])
def test_a_batch_tells_the_code_alone_of_a_child_that_moved_away(feast, client, treasurer, is_booked):
    batch = make_batch(feast.unit, feast.officer, *feast.pledges)
    if is_booked:
        operations.book_batch(batch=batch, by=feast.officer)
    assert "Trần Bình" in shown(client, "batch", batch)
    move_away(feast.pledges[1])
    text = shown(client, "batch", batch)
    assert "Trần An" in text
    assert "Trần Bình" not in text
    assert feast.pledges[1].code in text


def test_the_pages_of_the_bank_tell_the_code_alone_of_a_child_that_moved_away(feast, client, treasurer):
    pledge = feast.pledges[1]
    line = make_bank_line(feast.unit, feast.officer, text="ung ho chuong trinh")
    BankLine.objects.update(confidence=100, proposed=pledge)
    assert all("Trần Bình" in shown(client, name, None) for name in ("bank", "bank_certain"))
    move_away(pledge)
    assert pledge.code in shown(client, "bank", None)
    assert not any("Trần Bình" in shown(client, name, None) for name in ("bank", "bank_certain"))
    assert pledge.code not in shown(client, "bank_certain", None)
    Child.objects.filter(pk=pledge.child_id).update(managing_unit=feast.unit)
    operations.book_line(line=line, parts=[(pledge, 500_000)], by=feast.officer)
    assert "Trần Bình" in shown(client, "bank_line", line)
    move_away(pledge)
    booked = client.get(reverse("sponsorship:bank") + "?state=booked").content.decode()
    for text in (shown(client, "bank_line", line), booked):
        assert pledge.code in text
        assert "Trần Bình" not in text


@pytest.mark.parametrize("is_accepted", [False, True])
def test_a_launch_tells_the_code_alone_of_a_child_that_moved_away(feast, client, is_accepted):
    launch = make_full_launch(feast.unit, feast.officer)
    child = Child.objects.get(launch_seats__in=launch.seats.exclude(donor=None))
    if is_accepted:
        operations.accept_launch(launch=launch, by=feast.officer)
    client.force_login(feast.officer, backend="django.contrib.auth.backends.ModelBackend")
    assert child.full_name in shown(client, "launch", launch)
    Child.objects.filter(pk=child.pk).update(managing_unit=create_unit())
    text = shown(client, "launch", launch)
    assert child.full_name not in text
    assert child.code in text
    found = client.get(launch.get_absolute_url(), {"q": child.full_name}).context["listing"].rows
    assert not found


def test_a_new_proposal_leaves_out_a_child_that_moved_away(feast):
    launch = make_full_launch(feast.unit, feast.officer)
    child = Child.objects.get(launch_seats__in=launch.seats.exclude(donor=None))
    Child.objects.filter(pk=child.pk).update(managing_unit=create_unit())
    operations.propose_pairs(launch=launch, by=feast.officer)
    assert launch.seats.exclude(child=None).count() == 1
    assert not launch.seats.filter(child=child).exists()
