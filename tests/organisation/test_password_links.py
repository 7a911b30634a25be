"""The link by which a person chooses a password: what opens it, and what ends it."""

import datetime
import io
import logging
import sys
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisation import operations
from organisation.models import User
from organisation.password_links import Slip, account_of, key_of
from organisation.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
CHOSEN = "bốn từ của riêng tôi"


@pytest.fixture
def administrator() -> User:
    return factories.create_user(role=Role.ADMINISTRATOR)


@pytest.fixture
def hoa(administrator: User) -> User:
    user = operations.create_account(username="hoa", full_name="Lê Thị Hoa", by=administrator)
    unit = administrator.appointments.get().unit
    operations.appoint(user=user, role=Role.LEADER, unit=unit, by=administrator)
    return user


def choose(client: Client, key: str, password: str = CHOSEN):
    data = {"new_password1": password, "new_password2": password}
    return client.post(reverse("choose_password", args=[key]), data)


def opens(key: str) -> bool:
    return account_of(key, for_choosing=False) is not None


def sign_in(client: Client, password: str):
    return client.post(reverse("login"), {"username": "hoa", "password": password})


def test_whoever_has_the_link_chooses_the_password_and_signs_in_with_it(client: Client, hoa: User) -> None:
    page = client.get(reverse("choose_password", args=[key_of(hoa)])).content.decode()
    assert 'value="hoa"' in page

    answer = choose(client, key_of(hoa)).content.decode()

    assert "hoa" in answer
    assert "_auth_user_id" not in client.session  # the door with its limits and its second step is still before them
    assert sign_in(client, CHOSEN).url == reverse("home")


def test_a_link_works_once_and_looking_does_not_count(client: Client, hoa: User) -> None:
    key = key_of(hoa)
    for _n in range(2):  # a chat looks at the link before the person does
        assert client.get(reverse("choose_password", args=[key])).status_code == 200

    choose(client, key)

    assert choose(client, key, "một mật khẩu khác hẳn").status_code == 404
    assert User.objects.get(pk=hoa.pk).check_password(CHOSEN)


@pytest.mark.parametrize("bad", ["ngắn", "password1234", "le thi hoa 2026"])
def test_a_poor_password_leaves_the_link_open(bad: str, client: Client, hoa: User) -> None:
    answer = choose(client, key_of(hoa), bad)

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert opens(key_of(hoa))


ENDS: dict[str, Callable[[User, User], object]] = {
    "another link": lambda user, by: operations.reset_password(user=user, by=by),
    "a disabled account": lambda user, by: operations.disable_account(user=user, by=by),
    "one that is disabled past the operation": lambda user, by: User.objects.update(is_active=False),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_link_is_over_after(end: Callable[[User, User], object], hoa: User, administrator: User) -> None:
    key = key_of(hoa)
    assert opens(key)

    end(hoa, administrator)

    assert not opens(key)


def test_a_link_from_before_does_not_open_an_account_that_is_enabled_again(hoa: User, administrator: User) -> None:
    key = key_of(hoa)
    operations.disable_account(user=hoa, by=administrator)

    operations.enable_account(user=hoa, by=administrator)

    assert not opens(key)


def test_disabling_an_account_leaves_a_password_that_was_changed_meanwhile(administrator: User) -> None:
    read_before = factories.create_user(role=Role.LEADER, unit=administrator.appointments.get().unit)
    user = User.objects.get(pk=read_before.pk)
    user.set_password(CHOSEN)
    user.save()

    operations.disable_account(user=read_before, by=administrator)

    assert User.objects.get(pk=user.pk).check_password(CHOSEN)


def test_the_command_on_the_computer_ends_the_link(hoa: User, monkeypatch: pytest.MonkeyPatch) -> None:
    key = key_of(hoa)
    monkeypatch.setattr("getpass.getpass", lambda **_prompt: CHOSEN)

    call_command("changepassword", hoa.username, verbosity=0)

    assert not opens(key)
    hoa.refresh_from_db()
    assert hoa.check_password(CHOSEN)


@pytest.mark.parametrize(("days", "is_open"), [(6.9, True), (7, False)])
def test_a_link_is_good_for_a_week(days: float, is_open: bool, hoa: User, monkeypatch: pytest.MonkeyPatch) -> None:
    key, then = key_of(hoa), timezone.now() + datetime.timedelta(days=days)
    monkeypatch.setattr(timezone, "now", lambda: then)

    assert opens(key) == is_open


def test_what_is_not_a_link_gets_the_same_answer_whoever_it_would_be_for(client: Client, hoa: User) -> None:
    wrong = key_of(hoa)[:-1] + ("a" if key_of(hoa)[-1] != "a" else "b")
    nobody = "999999999999999999" + wrong[wrong.index("-") :]
    has_a_password = f"{factories.create_user().pk}{wrong[wrong.index('-') :]}"

    answers = [
        client.get(reverse("choose_password", args=[key]))
        for key in (wrong, nobody, has_a_password, "1" * 30 + "-a", "x", "١-a", key_of(hoa)[:-1])
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content.split(b"</h1>")[1].split(b"<form")[0] for answer in answers}) == 1


def test_a_link_is_typed_as_one_reads_it(hoa: User) -> None:
    pk, _dash, letters = key_of(hoa).partition("-")

    assert opens(f"{pk}-{letters.replace('-', '').upper()}")


def test_an_account_without_a_password_opens_with_none(client: Client, hoa: User) -> None:
    for password in ("", hoa.password, "None", key_of(hoa)):
        assert sign_in(client, password).status_code == 200


def test_whoever_forgot_it_does_not_wait_after_choosing_another(client: Client, hoa: User, administrator: User) -> None:
    choose(client, key_of(hoa))
    for _n in range(6):
        assert sign_in(client, "sai").status_code in (200, 429)
    operations.reset_password(user=hoa, by=administrator)

    choose(client, key_of(hoa), "một mật khẩu khác hẳn")

    assert sign_in(client, "một mật khẩu khác hẳn").status_code == 302


def test_no_log_line_says_the_link(client: Client, hoa: User) -> None:
    django_log, stream = logging.getLogger("django"), io.StringIO()
    handler = next(each for each in django_log.handlers if isinstance(each, logging.StreamHandler))
    before = handler.setStream(stream)
    wrong = key_of(hoa)[:-1] + "0"
    try:
        assert client.get(reverse("choose_password", args=[wrong])).status_code == 404
    finally:
        handler.setStream(before or sys.stderr)

    assert "/account/choose/…/" in stream.getvalue()
    assert wrong not in stream.getvalue()


def test_the_slip_shows_the_address_as_text_and_as_a_picture(hoa: User, rf) -> None:
    slip = Slip.of(rf.get("/"), hoa)

    assert slip.address == f"http://testserver/account/choose/{key_of(hoa)}/"
    assert slip.picture.startswith("data:image/svg+xml")


def test_a_link_beside_a_password_is_refused_by_the_database(hoa: User) -> None:
    user = factories.create_user()
    user.set_password(CHOSEN)
    user.save()

    with pytest.raises(IntegrityError, match="whoever_has_a_link_has_no_password"), transaction.atomic():
        User.objects.filter(pk=user.pk).update(password_link_until=timezone.now())
