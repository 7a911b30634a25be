"""Registrations become donors, once."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from donors import operations
from donors.models import Donor, Registration
from donors.operations import RegistrationAnswered, accept_registration, decline_registration
from tests import factories
from tests.donors.offers import create_registration, history_of

pytestmark = pytest.mark.django_db


def test_an_accepted_registration_makes_a_donor_with_its_contact() -> None:
    offer = create_registration(offer="Muốn đỡ đầu\nmột em", email="mau@example.com", address="Xóm Mẫu")
    by = factories.create_user()
    donor = accept_registration(registration=offer, by=by)
    offer.refresh_from_db()
    kept = ("kind", "name", "phone", "email", "address", "managing_unit")
    assert [getattr(donor, field) for field in kept] == [getattr(offer, field) for field in kept]
    assert donor.wishes_note == "Muốn đỡ đầu một em"
    assert (offer.state, offer.donor, offer.answered_by) == ("accepted", donor, by)
    assert offer.answered_at


def test_a_long_offer_is_cut_for_the_wishes_and_kept_whole_in_the_registration() -> None:
    offer = create_registration(offer="giúp " * 400)
    donor = accept_registration(registration=offer, by=factories.create_user())
    assert len(donor.wishes_note) <= 400
    offer.refresh_from_db()
    assert len(offer.offer) == 2000


def test_joining_a_known_donor_fills_in_only_what_is_missing() -> None:
    known = factories.create_donor(phone="0912345678", note="đã gặp")
    offer = create_registration(phone="0984631588", email="mau@example.com")
    donor = accept_registration(registration=offer, by=factories.create_user(), donor=known)
    assert donor == known
    assert (donor.phone, donor.email, donor.note) == ("0912345678", "mau@example.com", "đã gặp")
    assert Donor.objects.count() == 1
    assert list(donor.registrations.all()) == [offer]


def test_joining_sees_what_somebody_wrote_since_the_donor_was_read() -> None:
    stale = factories.create_donor()
    Donor.objects.filter(pk=stale.pk).update(phone="0912345678")
    donor = accept_registration(registration=create_registration(), by=factories.create_user(), donor=stale)
    assert donor.phone == "0912345678"


def test_a_declined_registration_stays_with_who_declined_it() -> None:
    offer, by = create_registration(), factories.create_user()
    decline_registration(registration=offer, by=by)
    offer.refresh_from_db()
    assert (offer.state, offer.donor, offer.answered_by) == ("declined", None, by)
    assert not Donor.objects.exists()


@pytest.mark.parametrize("first", [accept_registration, decline_registration])
@pytest.mark.parametrize("second", [accept_registration, decline_registration])
def test_a_registration_is_answered_once(first: Callable[..., Any], second: Callable[..., Any]) -> None:
    offer, by = create_registration(), factories.create_user()
    first(registration=offer, by=by)
    count = Donor.objects.count()
    with pytest.raises(RegistrationAnswered):
        second(registration=offer, by=by)
    assert Donor.objects.count() == count


def test_the_history_of_the_new_donor_names_who_accepted() -> None:
    by = factories.create_user()
    donor = accept_registration(registration=create_registration(), by=by)
    assert history_of(donor).get().pgh_context.metadata["user"] == by.pk


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_accept_at_once_make_one_donor() -> None:
    assert accepted_by_four() == ["answered"] * 3 + ["made"]
    assert Donor.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_they_make_four(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Registration.objects.all().__class__, "select_for_update", lambda rows: rows.all())
    all_have_read, real = threading.Barrier(4), operations._new_donor

    def waits(offer: Registration) -> Donor:
        all_have_read.wait(5)
        return real(offer)

    monkeypatch.setattr(operations, "_new_donor", waits)

    assert accepted_by_four() == ["made"] * 4
    assert Donor.objects.count() == 4


def accepted_by_four() -> list[str]:
    offer, officers = create_registration(), [factories.create_user() for _ in range(4)]
    start = threading.Barrier(len(officers))

    def accept(officer: Any) -> str:
        try:
            start.wait(5)
            accept_registration(registration=Registration.objects.get(pk=offer.pk), by=officer)
            return "made"
        except RegistrationAnswered:
            return "answered"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(officers)) as pool:
        return sorted(pool.map(accept, officers))
