"""Brothers and sisters are promised together, unless someone says why not."""

from typing import Any

import pytest
from django.urls import reverse

from children.models import SiblingGroup
from sponsorship import operations
from sponsorship.models import Hold, Pledge
from sponsorship.models.states import PledgeState
from tests.factories import create_child, create_unit
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db
TERMS = {
    "form": "cash",
    "rate_vnd": "500.000",
    "per": "month",
    "starts_on": "01/01/2025",
    "end_rule": "months",
    "months_count": "12",
    "agreed": "agreed",
}


@pytest.fixture
def world():
    world: Any = World(full_name="Chị", sibling_group=SiblingGroup.objects.create())
    world.younger = create_child(unit=world.unit, full_name="Em", sibling_group=world.child.sibling_group)
    return world


@pytest.fixture
def page(world, client):
    client.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(world, **more):
    asked = f"?child={world.child.public_id}&donor={world.donor.public_id}" + "".join(
        f"&{k}={v}" for k, v in more.items()
    )
    return reverse("sponsorship:family_pledge") + asked


def chosen(*children):
    return {"chosen": [str(child.public_id) for child in children]}


def test_all_are_ticked_unless_only_one_was_asked_for(page, world):
    both = {str(world.child.public_id), str(world.younger.public_id)}
    assert set(page.get(address(world)).context["form"]["chosen"].initial) == both
    assert page.get(address(world, only=1)).context["form"]["chosen"].initial == [str(world.child.public_id)]


def test_one_form_makes_a_pledge_for_each(page, world):
    answer = page.post(address(world), TERMS | chosen(world.child, world.younger))
    assert answer["Location"] == reverse("donors:detail", args=[world.donor.public_id])
    assert set(Pledge.objects.values_list("child", "state", "rate_vnd", "note")) == {
        (child.pk, PledgeState.ACTIVE, 500_000, "") for child in (world.child, world.younger)
    }


def test_a_child_may_get_an_amount_of_its_own(page, world):
    """As in An Ngãi: 450.000 for the elder, 1.500.000 for the child of 18 months."""
    own = {f"rate_{world.younger.public_id}": "1,5 triệu"}
    page.post(address(world), TERMS | chosen(world.child, world.younger) | own)
    assert dict(Pledge.objects.values_list("child__full_name", "rate_vnd")) == {"Chị": 500_000, "Em": 1_500_000}
    assert set(Pledge.objects.values_list("balance__pledged_vnd", flat=True)) == {6_000_000, 18_000_000}


def test_the_common_amount_is_asked_for_only_where_a_child_has_none_of_its_own(page, world):
    form = TERMS | chosen(world.child, world.younger) | {"rate_vnd": "", f"rate_{world.younger.public_id}": "1.500.000"}
    assert list(page.post(address(world), form).context["form"].errors) == ["rate_vnd"]

    page.post(address(world), form | {f"rate_{world.child.public_id}": "450.000"})
    assert dict(Pledge.objects.values_list("child__full_name", "rate_vnd")) == {"Chị": 450_000, "Em": 1_500_000}


def test_an_amount_for_a_child_that_is_not_ticked_is_not_dropped_in_silence(page, world):
    own = f"rate_{world.younger.public_id}"
    form = TERMS | chosen(world.child) | {"separated": "Em ở với bà ngoại", own: "1.500.000"}
    assert list(page.post(address(world), form).context["form"].errors) == [own]
    assert not Pledge.objects.exists()


def test_who_leaves_one_out_says_why_and_the_pledge_keeps_it(page, world):
    refused = page.post(address(world), TERMS | chosen(world.child))
    assert list(refused.context["form"].errors) == ["separated"]
    page.post(address(world), TERMS | chosen(world.child) | {"separated": "Em ở với bà ngoại", "note": "Ghi thêm"})
    pledge = Pledge.objects.get()
    assert pledge.child == world.child
    assert pledge.note.startswith("Ghi thêm\n")
    assert "Em" in pledge.note
    assert pledge.note.endswith("Em ở với bà ngoại")


def test_when_one_was_taken_meanwhile_none_is_promised(page, world):
    form = TERMS | chosen(world.child, world.younger)
    operations.hold_child(child=world.younger, by=world.officer_elsewhere())
    answer = page.post(address(world), form)
    assert answer.status_code == 409
    assert not Pledge.objects.exists()


def test_a_sibling_who_has_a_donor_or_is_elsewhere_is_not_among_those_to_choose(page, world):
    third = create_child(unit=world.unit, full_name="Út", sibling_group=world.child.sibling_group)
    world.activate(child=world.younger)
    create_child(unit=create_unit(), full_name="Anh Ở Nơi Khác", sibling_group=world.child.sibling_group)
    both = {str(world.child.public_id), str(third.public_id)}
    assert set(page.get(address(world)).context["form"].family) == both
    answer = page.post(address(world), TERMS | chosen(world.younger))
    assert "chosen" in answer.context["form"].errors


def test_who_has_no_waiting_sibling_gets_the_form_for_one(page, world):
    world.activate(child=world.younger)
    sides = f"?child={world.child.public_id}&donor={world.donor.public_id}"
    assert page.get(address(world))["Location"] == reverse("sponsorship:pledge_add") + sides


def test_all_are_held_together_or_none(page, world):
    sides = {"child": world.child.public_id, "donor": world.donor.public_id}
    page.post(reverse("sponsorship:family_hold"), sides)
    assert set(Hold.objects.values_list("child", "donor")) == {
        (child.pk, world.donor.pk) for child in (world.child, world.younger)
    }
    Hold.objects.all().delete()
    operations.hold_child(child=world.younger, by=world.officer_elsewhere())
    assert page.post(reverse("sponsorship:family_hold"), sides).status_code == 409
    assert not Hold.objects.filter(child=world.child).exists()


def test_the_suggestion_offers_all_and_deliberately_only_one(page, world):
    shown = page.get(reverse("sponsorship:suggest_for_donor", args=[world.donor.public_id])).content.decode()
    assert shown.count('class="card suggestion"') == 1
    assert address(world).replace("&", "&amp;") in shown
    assert address(world, only=1).replace("&", "&amp;") in shown


def test_a_pledge_for_one_alone_leads_to_the_form_for_all(page, world):
    sides = {"child": world.child.public_id, "donor": world.donor.public_id}
    shown = page.get(reverse("sponsorship:pledge_add"), sides).content.decode()
    assert address(world).replace("&", "&amp;") in shown
