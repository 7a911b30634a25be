"""Somebody offers to help: from the form for everybody to the officer's answer."""

import time
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from donors.models import Donor, Registration
from donors.operations import accept_registration, mail_answer
from organisation.roles import Role
from public import guard
from tests.factories import create_user
from tests.public.door_records import create_page

pytestmark = pytest.mark.django_db
ADDRESS = "/chung-tay/huyen-mau/dang-ky/"
TYPED = {
    "kind": "individual",
    "name": "Đinh Thị Mẫu",
    "phone": "+84 984 631 588",
    "email": "mau@example.com",
    "offer": "Một bé gái học lớp 1",
    "capacity_vnd": "500.000",
    "capacity_children": "2",
    "is_public": "on",
    "agrees": "on",
    "website": "",
}


def a_key(monkeypatch: pytest.MonkeyPatch, *, seconds: float = 60) -> str:
    """The key of a form opened so many seconds ago."""
    now = time.time()
    with monkeypatch.context() as past:
        past.setattr(time, "time", lambda: now - seconds)
        return guard.new_key()


def send(client: Client, key: str, **values: str) -> Any:
    return client.post(ADDRESS, TYPED | {"key": key} | values)


def test_an_offer_lands_in_the_officers_list(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = create_page()

    answer = send(client, a_key(monkeypatch))

    offer = Registration.objects.get()
    assert answer.headers["Location"] == f"{ADDRESS}{offer.public_id}/"
    assert (offer.managing_unit, offer.name, offer.phone) == (page.managing_unit, "Đinh Thị Mẫu", "0984631588")
    assert (offer.capacity_vnd, offer.capacity_children, offer.is_public) == (500_000, 2, True)
    officer = create_user(role=Role.MATCHING_OFFICER, unit=page.managing_unit)
    client.force_login(officer)
    assert "Đinh Thị Mẫu" in client.get(reverse("donors:registrations")).content.decode()


def test_a_donor_made_of_it_knows_what_was_offered(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = create_page()
    send(client, a_key(monkeypatch))

    donor = accept_registration(registration=Registration.objects.get(), by=create_user(unit=page.managing_unit))

    assert (donor.capacity_vnd, donor.capacity_children, donor.is_public) == (500_000, 2, True)
    assert donor.wishes_note == "Một bé gái học lớp 1"


def test_the_same_form_sent_twice_is_one_offer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    create_page()
    key = a_key(monkeypatch)

    first, second = send(client, key), send(client, key)

    assert first.headers["Location"] == second.headers["Location"]
    assert Registration.objects.count() == 1


def test_what_is_wrong_stands_beside_the_line_and_nothing_typed_is_lost(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_page()

    text = send(client, a_key(monkeypatch), phone="12", agrees="").content.decode()

    assert "không phải số điện thoại" in text
    assert "Một bé gái học lớp 1" in text
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    ("seconds", "values"),
    [(1, {}), (7 * 3600, {}), (60, {"website": "http://mau.example"})],
    ids=["fast", "old", "trap"],
)
def test_a_machine_is_asked_again(
    client: Client, monkeypatch: pytest.MonkeyPatch, seconds: float, values: dict[str, str]
) -> None:
    create_page()

    answer = send(client, a_key(monkeypatch, seconds=seconds), **values)

    assert answer.status_code == 200
    assert not Registration.objects.exists()


def test_a_key_of_ones_own_making_opens_nothing(client: Client) -> None:
    create_page()

    assert "gửi lại" in send(client, "0b8c1f4e-0000-4000-8000-000000000000:1:x").content.decode()
    assert not Registration.objects.exists()


def test_a_form_that_was_too_old_gets_a_new_key_and_keeps_what_was_typed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_page()
    key = a_key(monkeypatch, seconds=7 * 3600)

    text = send(client, key).content.decode()

    assert key not in text
    assert "Đinh Thị Mẫu" in text


def test_one_address_offers_a_few_times_an_hour(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    create_page()
    for _n in range(guard.AN_HOUR):
        assert send(client, a_key(monkeypatch)).status_code == 302

    assert send(client, a_key(monkeypatch)).status_code == 429
    assert Registration.objects.count() == guard.AN_HOUR
    assert client.post(ADDRESS, TYPED | {"key": a_key(monkeypatch)}, REMOTE_ADDR="203.0.113.7").status_code == 302


def test_all_addresses_together_offer_so_many_times_an_hour(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    create_page()
    monkeypatch.setattr(guard, "AN_HOUR_FROM_ALL", 2)

    def answered(seen_as: str) -> int:
        return client.post(ADDRESS, TYPED | {"key": a_key(monkeypatch)}, REMOTE_ADDR=seen_as).status_code

    assert [answered(f"203.0.113.{n}") for n in range(3)] == [302, 302, 429]


def test_behind_the_proxy_each_visitor_counts_alone_whatever_they_write_before_it(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    create_page()
    settings.HTTPS = True

    def answered(seen: str) -> int:
        sent = TYPED | {"key": a_key(monkeypatch)}
        return client.post(ADDRESS, sent, headers={"X-Forwarded-For": seen}, REMOTE_ADDR="127.0.0.1").status_code

    for n in range(guard.AN_HOUR):
        assert answered(f"198.51.100.{n}, 203.0.113.7") == 302
    assert answered("198.51.100.99, 203.0.113.7") == 429
    assert answered("203.0.113.8") == 302


def test_the_page_of_an_offer_tells_how_far_it_is_and_nothing_else(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = create_page()
    here = send(client, a_key(monkeypatch)).headers["Location"]
    waiting = client.get(here).content.decode()
    accept_registration(registration=Registration.objects.get(), by=create_user(unit=page.managing_unit))

    accepted = client.get(here).content.decode()

    assert waiting != accepted
    for text in (waiting, accepted):
        assert "Đinh Thị Mẫu" not in text
        assert "mau@example.com" not in text


def test_the_answer_goes_out_by_mail_once(client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.MAIL_IS_SET_UP = True
    page = create_page()
    send(client, a_key(monkeypatch))
    offer = Registration.objects.get()
    officer = create_user(role=Role.MATCHING_OFFICER, unit=page.managing_unit)
    client.force_login(officer)
    address = reverse("donors:registration_mail", args=[offer.public_id])
    client.post(address)
    assert mail.outbox == []  # nothing is answered yet

    accept_registration(registration=offer, by=officer)
    client.post(address)
    client.post(address)

    assert [message.to for message in mail.outbox] == [["mau@example.com"]]
    assert "Đinh Thị Mẫu" in mail.outbox[0].body


def test_a_mail_that_does_not_leave_is_not_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    from donors import operations

    page = create_page()
    officer = create_user(unit=page.managing_unit)
    offer = Registration.objects.create(
        kind="individual",
        name="Đinh Thị Mẫu",
        phone="0984631588",
        email="a@example.com",
        managing_unit=page.managing_unit,
    )
    accept_registration(registration=offer, by=officer)

    def refuse(*_arguments: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(operations, "send_mail", refuse)
    with pytest.raises(operations.NotMailed):
        mail_answer(registration=offer, text="…", by=officer)

    offer.refresh_from_db()
    assert offer.mailed_at is None
    assert Donor.objects.count() == 1
