"""How many donors a child may have: one only, several, or as many as it takes to reach a sum."""

import datetime as dt

import pytest
from django.test import Client

from children.models import Child
from sponsorship import matching, operations
from sponsorship.exceptions import AboveTarget, PlaceTaken
from sponsorship.models import Pledge
from sponsorship.models.states import EndReason, Per
from sponsorship.proof import differences
from tests.factories import create_donor, create_pledge
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db
MONTHLY = 1_000_000


@pytest.fixture
def world():
    return World(places=9, target_vnd=MONTHLY)


def give(world, rate_vnd, **terms):
    return world.propose(donor=create_donor(unit=world.unit), rate_vnd=rate_vnd, **terms)


def now(world) -> Child:
    return Child.objects.get(pk=world.child.pk)


def is_offered(world) -> bool:
    return matching.waiting_children(world.officer).filter(pk=world.child.pk).exists()


def test_a_child_is_offered_until_the_pledges_come_to_what_is_aimed_at(world):
    first = give(world, 600_000)
    operations.approve_pledge(pledge=first, by=world.officer)
    operations.activate_pledge(pledge=first, by=world.officer)
    assert now(world).missing_vnd == 400_000
    assert is_offered(world)
    give(world, 400_000)
    assert not is_offered(world)
    with pytest.raises(PlaceTaken, match=r"1\.000\.000"):
        give(world, 100_000)


def test_more_than_is_missing_needs_a_persons_reason(world):
    give(world, 600_000)
    with pytest.raises(AboveTarget, match=r"400\.000") as refused:
        give(world, 500_000)
    assert refused.value.details["field"] == "rate_vnd"
    pledge = give(world, 500_000, above_target_reason="Nhà hảo tâm giữ mức của mình")
    assert (pledge.proposed_by, now(world).missing_vnd) == (world.officer, 0)


@pytest.mark.parametrize(
    ("per", "rate_vnd", "active_months", "yearly"),
    [
        (Per.MONTH, 100_000, [], 1_200_000),
        (Per.MONTH, 100_000, [9, 10, 11, 12, 1, 2, 3, 4, 5], 900_000),
        (Per.QUARTER, 300_000, [], 1_200_000),
        (Per.SEMESTER, 600_000, [], 1_200_000),
        (Per.SCHOOL_YEAR, 900_000, [], 900_000),
        (Per.YEAR, 1_200_000, [], 1_200_000),
        (Per.ONCE, 5_000_000, [], 0),
    ],
)
def test_pledges_of_every_rhythm_are_compared_by_what_they_come_to_in_a_year(
    world, per, rate_vnd, active_months, yearly
):
    give(world, rate_vnd, per=per, active_months=active_months)
    assert now(world).taken_yearly_vnd == yearly


def test_a_sum_for_a_year_is_met_by_months():
    world = World(places=9, target_vnd=6_000_000, target_per="year")
    give(world, 500_000)
    assert now(world).missing_vnd == 0


def test_what_is_missing_rounded_up_to_a_thousand_is_no_more_than_is_aimed_at(world):
    give(world, 1_000_000, per=Per.QUARTER)
    assert now(world).missing_vnd == 667_000
    give(world, 667_000)
    assert now(world).missing_vnd == 0


def test_a_donor_who_stops_makes_room_again_and_one_who_gives_more_later_is_not_refused(world):
    first, second = give(world, 600_000), give(world, 400_000)
    operations.change_rate(pledge=second, from_on=dt.date(2025, 3, 1), rate_vnd=500_000, by=world.officer)
    assert now(world).taken_yearly_vnd == 12 * 1_100_000
    operations.end_pledge(pledge=first, reason=EndReason.DONOR_STOPPED, on=dt.date(2025, 2, 1), by=world.officer)
    assert now(world).missing_vnd == 500_000
    assert differences()["places"] == 0


def test_postgresql_itself_refuses_a_pledge_that_goes_over_the_sum(world):
    create_pledge(child=world.child, rate_vnd=900_000)
    with pytest.raises(Exception, match="more is pledged for a child than is aimed at"):
        create_pledge(child=world.child, rate_vnd=200_000, place=2)


def test_a_pledge_that_is_made_larger_is_refused_as_well(world):
    pledge = give(world, 900_000)
    with pytest.raises(AboveTarget):
        operations.change_terms(pledge=pledge, by=world.officer, rate_vnd=1_100_000)
    assert Pledge.objects.get().rate_vnd == 900_000


def test_the_officer_reads_what_is_missing_beside_the_amount_and_may_overrule_it(client: Client, world):
    give(world, 600_000)
    client.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    url = f"/pledges/add/?child={world.child.public_id}&donor={world.donor.public_id}"
    assert client.get(url).context["form"].initial["rate_vnd"] == 400_000
    terms = {
        "form": "cash", "rate_vnd": "500000", "per": "month", "starts_on": "01/01/2025", "end_rule": "months",
        "months_count": "12", "agreed": "proposed",
    }  # fmt: skip
    answer = client.post(url, terms)
    assert "400.000" in str(answer.context["form"].errors["rate_vnd"])
    assert client.post(url, terms | {"above_target_reason": "Giữ mức của mình"}).status_code == 302


def test_a_childs_record_takes_the_sum_and_then_lets_several_share(client: Client):
    world = World()
    client.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    url = f"/children/{world.child.public_id}/edit/"
    form = client.get(url).context["form"]
    posted = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}
    posted |= {"target_vnd": "1.000.000", "target_per": "month"}
    assert client.post(url, posted).status_code == 302
    assert (now(world).target_yearly_vnd, now(world).places) == (12_000_000, 9)
