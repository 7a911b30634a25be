"""The pages of one receipt, one handover, and of money moved by name."""

import pytest
from django.urls import reverse

from organisation.roles import Role
from sponsorship import operations
from sponsorship.models import MoneyMove, Receipt
from tests.factories import create_pledge, create_user
from tests.sponsorship.test_moves import DAY, TwoPledges
from tests.sponsorship.worlds import numbers

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return TwoPledges()


@pytest.fixture
def page(world, client):
    treasurer = create_user(role=Role.TREASURER, unit=world.unit)
    client.force_login(treasurer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def url(name, record=None):
    return reverse(f"sponsorship:{name}", args=[record.public_id] if record else [])


def text(answer):
    return answer.content.decode().replace("\u00a0", " ")


def move(page, world, **more):
    form = page.get(url("move_add", world.one)).context["form"]
    sent = {"key": form["key"].value(), "to": world.other.code, "amount_vnd": "500.000", "on": "01/04/2025"}
    return page.post(url("move_add", world.one), sent | {"reason": "Người đỡ đầu đồng ý"} | more, follow=True)


def test_a_receipt_shows_its_number_and_the_amount_in_words(world, page):
    answer = text(page.get(url("receipt", Receipt.objects.get())))
    assert "1/2025" in answer
    assert "Hai triệu đồng" in answer or "hai triệu đồng" in answer


def test_the_number_stands_in_the_list_on_the_pledge_and_in_the_sheet(world, page):
    operations.reverse_receipt(receipt=Receipt.objects.get(), by=world.officer, note="x")
    for address in (url("receipts"), url("pledge", world.one)):
        assert text(page.get(address)).count("1/2025") >= 2  # the reversal bears it too
    assert page.get(url("receipts"), {"q": "1/2025"}).context["listing"].count == 2
    assert page.get(url("receipts"), {"q": "2/2025"}).context["listing"].count == 0


def test_a_receipt_taken_back_says_so_and_keeps_its_number(world, page):
    receipt = Receipt.objects.get()
    operations.reverse_receipt(receipt=receipt, by=world.officer, note="Gõ nhầm số tiền")
    answer = text(page.get(url("receipt", receipt)))
    assert "Gõ nhầm số tiền" in answer
    assert "1/2025" in answer
    assert not page.get(url("receipt", receipt)).context["is_standing"]


def test_money_is_moved_on_a_page_that_shows_both_sides(world, page):
    assert page.get(url("move_add", world.one)).context["form"]["amount_vnd"].value() == 2_000_000
    move(page, world)
    made = MoneyMove.objects.get()
    assert (made.from_pledge, made.to_pledge, made.reason) == (world.one, world.other, "Người đỡ đầu đồng ý")
    assert "Người đỡ đầu đồng ý" in text(page.get(url("pledge", world.other)))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"to": "không có ai"}, "to"),
        ({"to": ""}, "to"),
        ({"amount_vnd": "3.000.000"}, "amount_vnd"),
        ({"amount_vnd": "0"}, "amount_vnd"),
        ({"on": "31/02/2025"}, "on"),
        ({"on": "01/01/2001"}, "on"),
        ({"reason": ""}, "reason"),
        ({"key": "x"}, "key"),
    ],
)
def test_what_cannot_be_moved_is_told_beside_the_field(world, page, wrong, field):
    assert list(move(page, world, **wrong).context["form"].errors) == [field]
    assert not MoneyMove.objects.exists()


def test_money_is_not_moved_to_itself_nor_to_another_unit(world, page):
    for code in (world.one.code, create_pledge().code):
        assert list(move(page, world, to=code).context["form"].errors) == ["to"]


def test_too_much_for_the_other_is_moved_once_the_surplus_is_named(world, page):
    world.receive(world.other, 5_800_000)
    assert "allow_surplus" in move(page, world).context["form"].fields
    move(page, world, allow_surplus="on")
    assert numbers(world.other)[1] == 6_300_000


def test_a_move_is_taken_back_from_either_side(world, page):
    move(page, world)
    half = Receipt.objects.get(pledge=world.other)
    assert page.get(url("move_reverse", half)).status_code == 200
    page.post(url("move_reverse", half), {"note": "Nhầm", "on": f"{DAY:%d/%m/%Y}"})
    assert numbers(world.one)[1:] == (2_000_000, 0, 2_000_000)
    answer = page.post(url("move_reverse", half), {"note": "Nhầm"})
    assert answer.context["form"].non_field_errors()


def test_a_move_is_no_receipt_to_be_taken_back_by_half_or_printed(world, page):
    move(page, world)
    half = Receipt.objects.get(pledge=world.other)
    assert page.post(url("receipt_reverse", half), {"note": "x"}).context["form"].errors
    assert page.get(url("move_reverse", Receipt.objects.filter(move=None).get())).status_code == 404


def test_without_money_held_there_is_nothing_to_move(world, page):
    assert page.get(url("move_add", world.other)).status_code == 302


def test_a_handover_shows_who_gave_what_to_whom(world, page):
    given = world.hand_over(
        world.one, 900_000, method="goods", detail="Xe đạp", given_by="Chị Hòa", relationship="bà nội", handed_on=DAY
    )
    answer = text(page.get(url("handover", given)))
    assert all(said in answer for said in ("Xe đạp", "Chị Hòa", "Lê Thị Mẫu", "bà nội", "900.000 đ"))


def test_the_handover_of_a_savings_book_is_typed_on_the_form(world, page):
    form = page.get(url("handover_add"), {"pledge": world.one.public_id}).context["form"]
    sent = {"key": form["key"].value(), "amount_vnd": "500.000", "handed_on": "01/04/2025", "received_by": "x"}
    page.post(
        url("handover_add") + f"?pledge={world.one.public_id}", sent | {"method": "savings_book", "detail": "AB 123"}
    )
    assert list(world.one.handovers.values_list("method", "detail")) == [("savings_book", "AB 123")]
