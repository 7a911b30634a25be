"""What a savings book bears, and the interest that the child was paid."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from organisation.templatetags.vietnamese import vnd
from sponsorship import operations
from sponsorship.exceptions import AlreadyBooked, AlreadyReversed, PaidOut, WrongDay
from sponsorship.models import BookInterest, SavingsBook
from sponsorship.papers.book import book as tracking_book
from sponsorship.savings import expected_at, yearly_interest
from sponsorship.timeline import moments, said
from tests.sponsorship.life_records import DAY, make_book, make_book_pledge
from tests.sponsorship.worlds import World, numbers

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


@pytest.fixture
def book(world) -> SavingsBook:
    """10 triệu at 5 % from 1 March 2025 on, due a year later."""
    pledge = make_book_pledge(world.unit, world.officer, child=world.child)
    made = make_book(pledge, world.officer, interest_percent=Decimal("5"))
    world.receive(pledge, 10_000_000)
    world.hand_over(pledge, 10_000_000)
    return made


def interest(book, world, amount_vnd=500_000, paid_on=dt.date(2026, 3, 1), **more):
    entry = {"book": book, "amount_vnd": amount_vnd, "paid_on": paid_on, "received_by": "Bà ngoại", "by": world.officer}
    return operations.record_interest(**entry | more)


@pytest.mark.parametrize(
    ("day", "paid", "expected"),
    [
        (dt.date(2025, 3, 1), [], 10_000_000),
        (dt.date(2026, 2, 28), [], 10_498_630),  # 364 of 365 days
        (dt.date(2026, 3, 1), [], 10_500_000),
        (dt.date(2028, 3, 1), [], 11_576_250),
        (dt.date(2028, 3, 1), [(dt.date(2026, 3, 1), 500_000), (dt.date(2027, 3, 1), 500_000)], 10_500_000),
        (dt.date(2026, 3, 1), [(dt.date(2025, 9, 1), 900_000)], 10_000_000),
    ],
)
def test_each_years_interest_bears_interest_unless_it_is_taken_out(day, paid, expected):
    facts = {"principal_vnd": 10_000_000, "percent": Decimal("5"), "opened_on": DAY, "paid": paid}
    assert expected_at(day, **facts) == expected


def test_interest_is_rounded_down_to_the_dong():
    assert yearly_interest(10_000_001, Decimal("4.70")) == 470_000


def test_interest_is_money_of_the_pledge_and_none_of_its_four_numbers(world, book):
    before = numbers(book.pledge)
    interest(book, world)
    assert numbers(book.pledge) == before
    rows = [said(row) for row in moments(world.child, world.officer, with_photos=False)]
    assert vnd(500_000) in next(moment.title for moment in rows if moment.kind == "interest")
    paper = tracking_book(world.child, world.child.pledges.all(), DAY)
    assert [(each.amount, each.received_by) for each in paper.handovers][-1] == ("500.000", "Bà ngoại")


def test_interest_is_recorded_once_and_on_a_day_of_the_book(world, book):
    first = interest(book, world)
    with pytest.raises(AlreadyBooked):
        interest(book, world, idempotency_key=first.idempotency_key)
    for day in (dt.date(2025, 2, 28), dt.date(2999, 1, 1)):
        with pytest.raises(WrongDay):
            interest(book, world, paid_on=day)


def test_interest_is_taken_back_by_name_also_after_the_end(world, book):
    entry = interest(book, world)
    operations.pay_out_book(book=book, paid_out_on=dt.date(2026, 3, 2), by=world.officer)
    with pytest.raises(PaidOut):
        interest(book, world)
    back = operations.take_back_interest(interest=entry, by=world.officer, note="nhầm")
    assert sum(each.amount_vnd for each in BookInterest.objects.all()) == 0
    for again in (entry, back):
        with pytest.raises(AlreadyReversed):
            operations.take_back_interest(interest=again, by=world.officer, note="x")


@pytest.fixture
def page(world, client):
    client.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(name, record):
    return reverse(f"sponsorship:{name}", args=[record.public_id])


def test_the_page_tells_rate_and_maturity_and_the_pay_out_takes_the_interest(world, book, page):
    shown = page.get(address("pledge", book.pledge)).content.decode()
    assert vnd(10_500_000) in shown
    assert vnd(500_000) in shown

    asked = page.get(address("book_paid_out", book.pledge)).content.decode()
    assert vnd(500_000) in asked
    typed = {"paid_out_on": "02/03/2026", "interest_vnd": "498.000"}
    assert "received_by" in page.post(address("book_paid_out", book.pledge), typed).context["form"].errors
    page.post(address("book_paid_out", book.pledge), typed | {"received_by": "Chính cháu"})
    entry = BookInterest.objects.get()
    assert (entry.amount_vnd, entry.received_by, entry.recorded_by) == (498_000, "Chính cháu", world.officer)
    assert SavingsBook.objects.get().paid_out_on == dt.date(2026, 3, 2)
    assert vnd(498_000) in page.get(address("pledge", book.pledge)).content.decode()


def test_interest_taken_out_after_the_maturity_stands_in_the_book_no_longer(world, book, page):
    interest(book, world, paid_on=dt.date(2026, 3, 20))
    assert vnd(500_000) not in page.get(address("book_paid_out", book.pledge)).content.decode()


def test_the_rate_is_typed_and_shown_as_people_write_it(world, book, page):
    url = address("pledge_book", book.pledge)
    shown = page.get(url)
    assert 'name="interest_percent" value="5"' in shown.content.decode()
    typed = {
        "version": shown.context["form"]["version"].value(),
        "number": "AB 1",
        "bank": "Agribank",
        "opened_on": "01/03/2025",
        "matures_on": "01/03/2026",
    }
    page.post(url, typed | {"principal_vnd": "10.000.000", "interest_percent": "4,7"})
    assert SavingsBook.objects.get().interest_percent == Decimal("4.7")
    assert 'value="4,7"' in page.get(url).content.decode()


def test_interest_of_a_year_is_recorded_and_taken_back_on_its_pages(world, book, page):
    url = address("interest_add", book.pledge)
    typed = {"amount_vnd": "470.000", "paid_on": "02/03/2026", "received_by": "Bà ngoại"}
    page.post(url, typed | {"key": page.get(url).context["form"]["key"].initial})
    entry = BookInterest.objects.get()
    assert entry.amount_vnd == 470_000
    page.post(address("interest_reverse", entry), {"note": "Nhầm sổ"})
    assert entry.reversed_by.note == "Nhầm sổ"
    assert "Nhầm sổ" in page.get(address("pledge", book.pledge)).content.decode()
    assert "paid_on" in page.post(url, typed | {"paid_on": "02/03/2024", "key": entry.public_id}).context["form"].errors
