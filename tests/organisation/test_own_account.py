"""Signing in, first passwords, and how a session ends."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisation import operations
from organisation.models import User
from organisation.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
NEW = "bốn từ của riêng tôi"


@pytest.fixture
def administrator() -> User:
    return factories.create_user(role=Role.ADMINISTRATOR)


@pytest.fixture
def newcomer(administrator: User) -> tuple[User, str]:
    user, password = operations.create_account(username="hoa", full_name="Lê Thị Hoa", by=administrator)
    unit = administrator.appointments.get().unit
    operations.appoint(user=user, role=Role.LEADER, unit=unit, by=administrator)
    return user, password


def sign_in(client: Client, username: str, password: str, **more: str):
    return client.post(reverse("login"), {"username": username, "password": password, **more})


def change(client: Client, old: str, new: str = NEW):
    return client.post(reverse("password_change"), {"old_password": old, "new_password1": new, "new_password2": new})


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("password_change")).status_code == 200


def test_with_a_first_password_only_changing_it_is_possible(client: Client, newcomer: tuple[User, str]) -> None:
    sign_in(client, "hoa", newcomer[1])

    assert client.get(reverse("search"))["Location"] == reverse("password_change")
    assert client.get(reverse("admin:index"))["Location"] == reverse("password_change")
    assert client.get(reverse("password_change")).status_code == 200


@pytest.mark.parametrize("made", ["lan", "Lan"])
def test_a_user_name_is_the_same_in_capitals(made: str, client: Client) -> None:
    _user, password = operations.create_account(username=made, full_name="Trần Thị Lan", by=None)

    sign_in(client, "LAN", password)

    assert is_signed_in(client)


def test_capitals_give_no_further_tries(client: Client, newcomer: tuple[User, str]) -> None:
    for username in ("hoa", "Hoa", "HOA") * 2:
        sign_in(client, username, "sai")

    sign_in(client, "hOA", newcomer[1])

    assert not is_signed_in(client)


def test_after_changing_it_everything_opens(client: Client, newcomer: tuple[User, str]) -> None:
    sign_in(client, "hoa", newcomer[1])

    assert change(client, newcomer[1]).url == reverse("home")

    user = User.objects.get(username="hoa")
    assert user.check_password(NEW)
    assert not user.must_change_password
    assert client.get(reverse("organisation:units")).status_code == 403  # a leader's own answer, no longer the detour


@pytest.mark.parametrize("bad", ["the same", "ngắn", "password1234"])
def test_a_poor_password_is_refused_beside_its_field(bad: str, client: Client, newcomer: tuple[User, str]) -> None:
    sign_in(client, "hoa", newcomer[1])

    response = change(client, newcomer[1], newcomer[1] if bad == "the same" else bad)

    assert response.context["form"].errors.keys() & {"new_password1", "new_password2"}
    assert User.objects.get(username="hoa").must_change_password


def test_whoever_is_signed_in_elsewhere_is_signed_out_by_a_new_password(newcomer: tuple[User, str]) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client, "hoa", newcomer[1])

    change(here, newcomer[1])

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


def test_changing_the_password_does_not_undo_what_an_administrator_did_meanwhile(newcomer: tuple[User, str]) -> None:
    from organisation.forms import NewPasswordForm

    stale = newcomer[0]
    form = NewPasswordForm(stale, {"old_password": newcomer[1], "new_password1": NEW, "new_password2": NEW})
    assert form.is_valid(), form.errors
    User.objects.filter(pk=stale.pk).update(is_active=False)

    form.save()

    assert not User.objects.get(pk=stale.pk).is_active


def test_after_six_wrong_passwords_the_account_waits(client: Client, newcomer: tuple[User, str]) -> None:
    for _n in range(6):
        response = sign_in(client, "hoa", "sai")

    assert response.status_code == 429
    assert "15 phút" in response.content.decode()
    assert sign_in(client, "hoa", newcomer[1]).status_code == 429


def test_signing_in_does_not_lead_to_another_site(client: Client, newcomer: tuple[User, str]) -> None:
    assert sign_in(client, "hoa", newcomer[1], next="https://evil.example/").url == reverse("home")


def test_signing_out_takes_a_click(client: Client, administrator: User) -> None:
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(reverse("logout")).status_code == 405
    client.post(reverse("logout"))

    assert not is_signed_in(client)


def test_a_user_name_longer_than_any_is_told_beside_the_field(client: Client) -> None:
    response = sign_in(client, "a" * 10_000, "mật khẩu nào đó")

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["username"]


def test_a_first_password_expires_after_a_week(client: Client, newcomer: tuple[User, str]) -> None:
    user, password = newcomer
    assert user.first_password_until
    assert timedelta(days=6.9) < user.first_password_until - timezone.now() <= timedelta(days=7)
    User.objects.filter(pk=user.pk).update(first_password_until=timezone.now() - timedelta(seconds=1))

    answer = sign_in(client, "hoa", password)

    assert "đã hết hạn" in str(answer.context["form"].non_field_errors())
    assert not is_signed_in(client)


def test_once_used_a_first_password_has_an_hour_left(client: Client, newcomer: tuple[User, str]) -> None:
    sign_in(client, "hoa", newcomer[1])

    until = User.objects.get(username="hoa").first_password_until
    assert until
    assert timezone.now() < until <= timezone.now() + timedelta(hours=1)


def test_an_expired_first_password_tells_whoever_does_not_know_it_nothing(
    client: Client, newcomer: tuple[User, str]
) -> None:
    User.objects.update(first_password_until=timezone.now() - timedelta(days=1), must_change_password=True)

    assert "hết hạn" not in sign_in(client, "hoa", "sai").content.decode()


def test_the_same_name_taken_at_the_same_moment_is_told_in_words(
    administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.create_user(username="lan")
    monkeypatch.setattr(QuerySet, "exists", lambda self: False)  # it was not there yet when we looked

    with pytest.raises(operations.Refused):
        operations.create_account(username="Lan", full_name="Trần Thị Lan", by=None)


def test_a_name_in_capitals_or_a_first_password_without_an_end_is_refused_by_the_database() -> None:
    user = factories.create_user(username="lan")

    for wrong in ({"username": "Lan"}, {"must_change_password": True}, {"first_password_until": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=user.pk).update(**wrong)
