import datetime as dt

import pytest
from django.urls import reverse

from sponsorship import operations
from sponsorship.exceptions import PaidOut
from sponsorship.models import SavingsBook
from tests.sponsorship.life_records import make_book, make_book_pledge
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db
PAID_OUT_ON = dt.date(2026, 3, 2)


@pytest.fixture
def world():
    return World()


def pay_out(book: SavingsBook, world: World) -> SavingsBook:
    return operations.pay_out_book(book=book, paid_out_on=PAID_OUT_ON, by=world.officer)


def test_a_book_that_was_paid_out_says_what_it_said(world):
    pledge = make_book_pledge(world.unit, world.officer)
    pay_out(make_book(pledge, world.officer), world)
    with pytest.raises(PaidOut, match=r"02/03/2026"):
        make_book(pledge, world.officer, principal_vnd=99_000_000, opened_on=dt.date(2026, 4, 1))
    assert SavingsBook.objects.get().principal_vnd == 10_000_000


def test_a_book_is_paid_out_once(world):
    book = make_book(make_book_pledge(world.unit, world.officer), world.officer)
    pay_out(book, world)
    with pytest.raises(PaidOut, match=r"02/03/2026"):
        pay_out(book, world)


def test_the_page_of_a_book_that_was_paid_out_leads_back_to_the_pledge(world, client):
    pledge = make_book_pledge(world.unit, world.officer)
    pay_out(make_book(pledge, world.officer), world)
    client.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(reverse("sponsorship:pledge_book", args=[pledge.public_id]), {"principal_vnd": "1"})
    assert answer.url == reverse("sponsorship:pledge", args=[pledge.public_id])


@pytest.mark.parametrize(
    ("matures_on", "received_vnd", "doubts"),
    [(dt.date(2026, 3, 1), 10_000_000, 0), (dt.date(2040, 3, 1), 10_000_000, 1), (dt.date(2040, 3, 1), 0, 2)],
)
def test_what_speaks_against_a_pay_out_is_said_before_it(world, client, matures_on, received_vnd, doubts):
    pledge = make_book_pledge(world.unit, world.officer)
    make_book(pledge, world.officer, matures_on=matures_on)
    if received_vnd:
        world.receive(pledge, received_vnd)
    client.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("sponsorship:book_paid_out", args=[pledge.public_id]))
    assert len(page.context["consequences"]) == 2 + doubts
