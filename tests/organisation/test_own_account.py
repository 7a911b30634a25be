"""Signing in, one's own password, and how a session ends."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from organisation import operations
from organisation.models import User
from organisation.password_links import key_of
from organisation.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
OLD, NEW = "hai mươi năm trước đây", "bốn từ của riêng tôi"


@pytest.fixture
def administrator() -> User:
    return factories.create_user(role=Role.ADMINISTRATOR)


@pytest.fixture
def hoa(administrator: User) -> User:
    user = factories.create_user(username="hoa", role=Role.LEADER, unit=administrator.appointments.get().unit)
    user.set_password(OLD)
    user.save()
    return user


def sign_in(client: Client, username: str, password: str, **more: str):
    return client.post(reverse("login"), {"username": username, "password": password, **more})


def change(client: Client, old: str, new: str = NEW):
    return client.post(reverse("password_change"), {"old_password": old, "new_password1": new, "new_password2": new})


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("password_change")).status_code == 200


@pytest.mark.parametrize("made", ["lan", "Lan"])
def test_a_user_name_is_the_same_in_capitals(made: str, client: Client) -> None:
    user = operations.create_account(username=made, full_name="Trần Thị Lan", by=None)
    client.post(reverse("choose_password", args=[key_of(user)]), {"new_password1": NEW, "new_password2": NEW})

    sign_in(client, "LAN", NEW)

    assert is_signed_in(client)


def test_capitals_give_no_further_tries(client: Client, hoa: User) -> None:
    for username in ("hoa", "Hoa", "HOA") * 2:
        sign_in(client, username, "sai")

    sign_in(client, "hOA", OLD)

    assert not is_signed_in(client)


def test_one_chooses_another_password_oneself(client: Client, hoa: User) -> None:
    sign_in(client, "hoa", OLD)

    assert change(client, OLD).url == reverse("home")

    assert User.objects.get(username="hoa").check_password(NEW)
    assert is_signed_in(client)


@pytest.mark.parametrize("bad", ["the same", "ngắn", "password1234"])
def test_a_poor_password_is_refused_beside_its_field(bad: str, client: Client, hoa: User) -> None:
    sign_in(client, "hoa", OLD)

    response = change(client, OLD, OLD if bad == "the same" else bad)

    assert response.context["form"].errors.keys() & {"new_password1", "new_password2"}
    assert User.objects.get(username="hoa").check_password(OLD)


def test_whoever_is_signed_in_elsewhere_is_signed_out_by_a_new_password(hoa: User) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client, "hoa", OLD)

    change(here, OLD)

    assert is_signed_in(here)
    assert not is_signed_in(there)


def test_a_password_given_anew_ends_every_session(client: Client, administrator: User) -> None:
    user = factories.create_user(role=Role.LEADER, unit=administrator.appointments.get().unit)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert is_signed_in(client)

    operations.reset_password(user=user, by=administrator)

    assert client.get(reverse("search"))["Location"].startswith(reverse("login"))


def test_a_disabled_account_is_out_on_the_next_page(client: Client, administrator: User) -> None:
    user = factories.create_user(role=Role.LEADER, unit=administrator.appointments.get().unit)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    operations.disable_account(user=user, by=administrator)

    assert not is_signed_in(client)
    assert sign_in(client, user.username, "x").status_code == 200


def test_a_role_that_ended_is_out_on_the_next_page(client: Client, administrator: User) -> None:
    user = factories.create_user(role=Role.ADMINISTRATOR, unit=administrator.appointments.get().unit)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("organisation:units")).status_code == 200

    operations.end_appointment(appointment=user.appointments.get(), by=administrator)

    assert client.get(reverse("organisation:units")).status_code == 403


def test_changing_the_password_does_not_undo_what_an_administrator_did_meanwhile(hoa: User) -> None:
    from organisation.forms import NewPasswordForm

    form = NewPasswordForm(hoa, {"old_password": OLD, "new_password1": NEW, "new_password2": NEW})
    assert form.is_valid(), form.errors
    User.objects.filter(pk=hoa.pk).update(is_active=False)

    form.save()

    assert not User.objects.get(pk=hoa.pk).is_active


def test_a_password_that_an_administrator_reset_meanwhile_is_not_brought_back(hoa: User, administrator: User) -> None:
    from organisation.forms import NewPasswordForm

    operations.reset_password(user=User.objects.get(pk=hoa.pk), by=administrator)

    form = NewPasswordForm(hoa, {"old_password": OLD, "new_password1": NEW, "new_password2": NEW})

    assert "old_password" in form.errors


def test_after_six_wrong_passwords_the_account_waits(client: Client, hoa: User) -> None:
    for _n in range(6):
        response = sign_in(client, "hoa", "sai")

    assert response.status_code == 429
    assert "15 phút" in response.content.decode()
    assert sign_in(client, "hoa", OLD).status_code == 429


def test_signing_in_does_not_lead_to_another_site(client: Client, hoa: User) -> None:
    assert sign_in(client, "hoa", OLD, next="https://evil.example/").url == reverse("home")


def test_signing_out_takes_a_click(client: Client, administrator: User) -> None:
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(reverse("logout")).status_code == 405
    client.post(reverse("logout"))

    assert not is_signed_in(client)


def test_a_user_name_longer_than_any_is_told_beside_the_field(client: Client) -> None:
    response = sign_in(client, "a" * 10_000, "mật khẩu nào đó")

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["username"]


def test_the_same_name_taken_at_the_same_moment_is_told_in_words(
    administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.create_user(username="lan")
    monkeypatch.setattr(QuerySet, "exists", lambda self: False)  # it was not there yet when we looked

    with pytest.raises(operations.Refused):
        operations.create_account(username="Lan", full_name="Trần Thị Lan", by=None)


def test_a_name_in_capitals_is_refused_by_the_database() -> None:
    user = factories.create_user(username="lan")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(username="Lan")
