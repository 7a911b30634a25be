"""A surplus on instalments that came later: shown, booked by one press and by name, taken back."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from organisation.roles import Role
from organisation.templatetags.vietnamese import vnd
from sponsorship import operations
from sponsorship.bank_matching import candidates
from sponsorship.exceptions import AlreadyBooked, AlreadyReversed, NothingToUse, SurplusUsed
from sponsorship.models import Instalment, MoneyMove, Pledge, SurplusUse
from sponsorship.models.states import EndRule
from sponsorship.proof import differences
from tests.factories import create_child, create_user
from tests.sponsorship.worlds import World, numbers

pytestmark = pytest.mark.django_db


class Generous(World):
    """2 × 500.000 were pledged and 1.700.000 came in; then the pledge was made two months longer."""

    def __init__(self) -> None:
        super().__init__()
        self.pledge = self.activate(months_count=2)
        self.receipt = self.receive(self.pledge, 1_700_000, allow_surplus=True)
        Instalment.objects.bulk_create(
            Instalment(pledge=self.pledge, number=n, due_on=dt.date(2025, n, 1), amount_vnd=500_000) for n in (3, 4)
        )

    def use(self, **more) -> int:
        pledge = Pledge.objects.select_related("replaces").get(pk=self.pledge.pk)
        return operations.use_surplus(**{"pledge": pledge, "by": self.officer} | more)

    def surplus(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT surplus_vnd FROM sponsorship_pledgebalance WHERE pledge_id = %s", [self.pledge.pk])
            return cursor.fetchone()[0]


@pytest.fixture
def world():
    return Generous()


@pytest.fixture
def page(world, client):
    treasurer = create_user(role=Role.TREASURER, unit=world.unit)
    client.force_login(treasurer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(name, record):
    return reverse(f"sponsorship:{name}", args=[record.public_id])


def test_a_surplus_meets_what_is_open_and_the_received_stays(world):
    before = numbers(world.pledge)
    assert world.use() == 700_000
    assert (world.surplus(), numbers(world.pledge)) == (0, before)
    assert not any(differences().values())


def test_no_more_is_used_than_is_open(world):
    world.receive(world.pledge, 800_000)
    assert world.use() == 200_000
    assert world.surplus() == 500_000


def test_nothing_is_used_where_all_is_met_or_there_is_no_surplus(world):
    world.use()
    with pytest.raises(NothingToUse):
        world.use()


def test_the_same_form_twice_uses_it_once(world):
    world.receive(world.pledge, 800_000)
    key = SurplusUse().idempotency_key
    world.use(idempotency_key=key)
    with pytest.raises(AlreadyBooked):
        world.use(idempotency_key=key)


def test_a_use_is_taken_back_once_and_whole(world):
    world.use()
    use = SurplusUse.objects.get()
    entry = operations.take_back_use(use=use, by=world.officer, note="nhầm")
    assert world.surplus() == 700_000
    assert not any(differences().values())
    for again in (use, entry):
        with pytest.raises(AlreadyReversed):
            operations.take_back_use(use=again, by=world.officer, note="x")


def test_the_receipt_of_a_surplus_in_use_stays_until_the_use_is_taken_back(world):
    world.use()
    with pytest.raises(SurplusUsed):
        operations.reverse_receipt(receipt=world.receipt, by=world.officer, note="x")
    operations.take_back_use(use=SurplusUse.objects.get(), by=world.officer, note="x")
    operations.reverse_receipt(receipt=world.receipt, by=world.officer, note="x")
    assert numbers(world.pledge)[1] == 0
    assert not any(differences().values())


def test_a_renewed_pledge_gets_the_surplus_that_the_one_before_still_holds(world):
    world.hand_over(world.pledge, 1_300_000)
    terms: dict[str, Any] = {"rate_vnd": 500_000, "end_rule": EndRule.MONTHS, "months_count": 24}
    Instalment.objects.filter(pledge=world.pledge, number__gt=2).delete()
    new = operations.renew_pledge(pledge=world.pledge, by=world.officer, **terms)
    assert new.replaces == world.pledge
    assert world.use(pledge=new) == 400_000  # of 700.000 the child has had 300.000
    assert (numbers(new)[1], numbers(world.pledge)[3]) == (400_000, 0)
    assert MoneyMove.objects.get().decided_by == world.officer
    assert not any(differences().values())


def test_another_child_gets_nothing_of_it_by_itself(world):
    other = create_child(unit=world.unit)
    terms: dict[str, Any] = {"child": other, "on": timezone.localdate(), "ends_on": dt.date(2030, 1, 31)}
    new = operations.replace_pledge(pledge=world.pledge, by=world.officer, **terms)
    with pytest.raises(NothingToUse):
        world.use(pledge=new)


def test_the_page_offers_it_and_one_press_books_it(world, page):
    shown = page.get(address("pledge", world.pledge))
    assert shown.context["offer"].total_vnd == 700_000
    assert address("surplus_use", world.pledge) in shown.content.decode()
    asked = page.get(address("surplus_use", world.pledge))
    page.post(address("surplus_use", world.pledge), {"key": asked.context["form"]["key"].initial, "note": "Chị đồng ý"})
    assert (world.surplus(), SurplusUse.objects.get().note) == (0, "Chị đồng ý")
    shown = page.get(address("pledge", world.pledge))
    assert not shown.context["offer"].total_vnd
    assert [line.is_received for line in shown.context["open_lines"]] == [True, True, True, False]
    assert any(vnd(700_000) in event["title"] for event in shown.context["timeline"])
    assert page.get(address("surplus_use", world.pledge)).status_code == 302

    page.post(address("surplus_reverse", SurplusUse.objects.get()), {"note": "Nhầm trẻ"})
    assert world.surplus() == 700_000
    assert "Nhầm trẻ" in page.get(address("pledge", world.pledge)).content.decode()


def test_what_is_asked_for_next_counts_no_surplus(world, page):
    form = page.get(reverse("sponsorship:receipt_add"), {"q": world.pledge.code}).context["form"]
    assert form["amount_vnd"].value() == 500_000
    [best] = candidates([(world.pledge.code, 500_000)], world.unit)
    assert "amount" in best[0].reasons


def test_the_list_of_the_treasurer_has_them_until_they_are_used(world, page):
    def found():
        rows = page.get(reverse("sponsorship:pledges"), {"todo": "surplus"}).context["listing"].rows
        return [row.pk for row in rows]

    world.activate(child=create_child(unit=world.unit))
    assert found() == [world.pledge.pk]
    world.use()
    assert found() == []


def test_a_renewed_pledge_stands_in_that_list(world):
    Instalment.objects.filter(pledge=world.pledge, number__gt=2).delete()
    assert not Pledge.objects.with_usable_surplus().exists()
    terms: dict[str, Any] = {"rate_vnd": 500_000, "end_rule": EndRule.MONTHS, "months_count": 24}
    new = operations.renew_pledge(pledge=world.pledge, by=world.officer, **terms)
    assert list(Pledge.objects.with_usable_surplus()) == [new]
