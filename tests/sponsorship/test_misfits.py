"""A corrected birth date leaves pledges until 18 that end on the wrong day: told, and fitted when somebody says so."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from children.models import Child
from sponsorship import operations
from sponsorship.models import Pledge
from sponsorship.models.states import EndRule
from sponsorship.terms import add_months, day_before_18
from tests.factories import create_child
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db
BORN = dt.date(2014, 5, 20)


class Until18(World):
    def __init__(self) -> None:
        super().__init__(birth_date=BORN)
        start = add_months(timezone.localdate().replace(day=1), -3)
        self.pledge = self.activate(end_rule=EndRule.AGE_18, months_count=None, starts_on=start)

    def born(self, day: dt.date, precision: str = "day") -> None:
        Child.objects.filter(pk=self.child.pk).update(birth_date=day, birth_date_precision=precision)


@pytest.fixture
def world():
    return Until18()


@pytest.fixture
def page(world, client):
    client.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("precision", ["day", "month", "year", "estimated"])
def test_sql_and_python_know_the_same_last_day(precision):
    """Around the ends of months, of years, and of Februaries with and without a 29th."""
    days = [dt.date(year, month, day) for year in (2008, 2010) for month, day in ((1, 1), (2, 28), (3, 1), (12, 31))]
    pledges = World()
    for born in [*days, dt.date(2008, 2, 29), dt.date(2012, 2, 29)]:
        child = create_child(unit=pledges.unit, birth_date=born, birth_date_precision=precision)
        pledge = pledges.propose(child=child, end_rule=EndRule.AGE_18, months_count=None)
        assert pledge.ends_on == day_before_18(born, precision)
    assert not Pledge.objects.misfits().exists()
    Pledge.objects.update(ends_on=dt.date(2025, 7, 7))
    assert Pledge.objects.misfits().count() == 10


def test_only_open_pledges_until_18_can_misfit(world):
    other = world.activate(child=create_child(unit=world.unit, birth_date=BORN))
    assert other.end_rule == EndRule.MONTHS
    assert not Pledge.objects.misfits().exists()
    Child.objects.update(birth_date=dt.date(2015, 6, 1))
    assert list(Pledge.objects.misfits()) == [world.pledge]
    operations.end_pledge(pledge=world.pledge, reason="donor_stopped", on=timezone.localdate(), by=world.officer)
    assert not Pledge.objects.misfits().exists()


def test_the_record_whose_birth_date_was_corrected_names_the_pledge(world, page):
    assert not page.get(world.child.get_absolute_url()).content.decode().count("/refit/")
    world.born(dt.date(2015, 6, 1))
    for shown in (world.child.get_absolute_url(), reverse("sponsorship:pledge", args=[world.pledge.public_id])):
        assert reverse("sponsorship:pledge_refit", args=[world.pledge.public_id]) in page.get(shown).content.decode()
    assert page.get(reverse("sponsorship:pledges"), {"todo": "birth"}).context["listing"].count == 1


@pytest.mark.parametrize("born", [dt.date(2013, 1, 2), dt.date(2016, 9, 30)])
def test_fitting_moves_the_end_and_writes_the_days_to_come(world, page, born):
    url = reverse("sponsorship:pledge_refit", args=[world.pledge.public_id])
    assert page.get(url).status_code == 302  # it fits
    fell_due = list(world.pledge.instalments.filter(due_on__lte=timezone.localdate()).values_list("due_on", flat=True))
    world.born(born)
    page.post(url, {"version": Pledge.objects.get().version})
    pledge = Pledge.objects.get()
    last = day_before_18(born)
    assert (pledge.ends_on, pledge.end_rule) == (last, EndRule.AGE_18)
    due = list(pledge.instalments.order_by("due_on").values_list("due_on", flat=True))
    assert due[: len(fell_due)] == fell_due
    assert due[-1] == last.replace(day=1)
    assert not Pledge.objects.misfits().exists()


def test_a_suspended_pledge_is_resumed_first(world, page):
    operations.suspend_pledge(pledge=world.pledge, by=world.officer, reason="x")
    world.born(dt.date(2015, 6, 1))
    shown = page.get(reverse("sponsorship:pledge", args=[world.pledge.public_id]))
    assert shown.context["birth_last_day"] == dt.date(2033, 5, 31)
    assert "/refit/" not in shown.content.decode()
