"""The second step: who is asked for it, what opens it, and how often."""

import time
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from organisation import second_factor
from organisation.models import RecoveryCode, Session, User
from organisation.operations import Refused
from organisation.roles import Role
from organisation.second_factor import WrongCode, check_code
from tests import factories
from tests.every_page import signed_in

pytestmark = pytest.mark.django_db
PAGE = reverse("security")


def code_of(user: User, *, ahead: int = 0) -> str:
    """What the person's telephone shows now, or `ahead` times 30 seconds later."""
    device = TOTPDevice.objects.get(user=user)
    return f"{totp(device.bin_key, drift=ahead):06}"


def with_telephone(**values: Any) -> tuple[User, list[str]]:
    user = factories.create_user(**values)
    second_factor.device_to_set_up(user)
    return user, second_factor.set_up(user=user, code=code_of(user))


def leads_to(client: Client, address: str = PAGE) -> str:
    return client.get(address).headers.get("Location", "").partition("?")[0]


# --- Who is asked -------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_whoever_may_export_or_administer_sets_up_a_telephone_first(role: Role, settings: Any) -> None:
    settings.SECOND_FACTOR = "required"

    assert leads_to(signed_in(factories.create_user(role=role))) == reverse("second_factor_set_up")


def test_whoever_holds_no_role_is_not_asked(settings: Any) -> None:
    settings.SECOND_FACTOR = "required"

    assert leads_to(signed_in(factories.create_user())) == ""


def test_on_a_trial_nobody_is_asked_but_a_telephone_that_is_set_up_counts() -> None:
    leader = factories.create_user(role=Role.LEADER)
    assert leads_to(signed_in(leader)) == ""

    other, _codes = with_telephone(role=Role.LEADER)
    assert leads_to(signed_in(other)) == reverse("second_factor")


def test_the_admin_waits_as_well(settings: Any) -> None:
    settings.SECOND_FACTOR = "required"
    client = signed_in(factories.create_user(role=Role.ADMINISTRATOR))

    assert leads_to(client, reverse("admin:index")) == reverse("second_factor_set_up")


def test_what_was_sent_before_the_second_step_does_nothing() -> None:
    leader, _codes = with_telephone(role=Role.ADMINISTRATOR)
    client = signed_in(leader)

    answer = client.post(reverse("organisation:unit_add"), {"name": "x"})

    assert answer.headers["Location"].startswith(reverse("second_factor"))


# --- Setting up ---------------------------------------------------------------------------------


def test_setting_up_shows_the_picture_and_then_the_codes_once(settings: Any) -> None:
    settings.SECOND_FACTOR = "required"
    user = factories.create_user(role=Role.LEADER)
    client, address = signed_in(user), reverse("second_factor_set_up")

    page = client.get(address, {"next": "/reports/"}).content.decode()
    answer = client.post(address, {"code": code_of(user), "next": "/reports/"}).content.decode()

    assert 'src="data:image/svg+xml' in page
    assert second_factor.key_in_groups(TOTPDevice.objects.get(user=user)) in page
    assert answer.count("<li><code>") == 10
    assert 'href="/reports/"' in answer
    assert leads_to(client) == ""
    assert leads_to(client, address) == PAGE


def test_a_wrong_first_code_sets_nothing_up() -> None:
    user = factories.create_user(role=Role.LEADER)
    client = signed_in(user)
    client.get(reverse("second_factor_set_up"))

    answer = client.post(reverse("second_factor_set_up"), {"code": "12345a"})

    assert answer.context["form"].errors["code"]
    assert User.objects.get(pk=user.pk).second_factor_since is None


def test_the_picture_is_the_same_until_its_code_was_typed() -> None:
    user = factories.create_user()

    assert second_factor.device_to_set_up(user).key == second_factor.device_to_set_up(user).key


# --- Codes --------------------------------------------------------------------------------------


@pytest.fixture
def owner() -> tuple[User, list[str]]:
    return with_telephone(role=Role.LEADER)


def test_a_code_opens_once(owner: tuple[User, list[str]]) -> None:
    user, _codes = owner
    code = code_of(user, ahead=1)  # that of now set the telephone up
    client = signed_in(user)

    answer = client.post(reverse("second_factor"), {"code": code, "next": PAGE})

    assert answer.headers["Location"] == PAGE
    assert leads_to(client) == ""
    again = signed_in(user).post(reverse("second_factor"), {"code": code})
    assert again.context["form"].errors["code"]


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_second_step_leads_to_no_other_site(elsewhere: str, owner: tuple[User, list[str]]) -> None:
    user, _codes = owner

    answer = signed_in(user).post(reverse("second_factor"), {"code": code_of(user, ahead=1), "next": elsewhere})

    assert answer.headers["Location"] == reverse("home")


def test_a_recovery_code_opens_once_however_it_is_written(owner: tuple[User, list[str]]) -> None:
    user, codes = owner

    check_code(user=user, code=f" {codes[0].upper().replace('-', ' ')} ")

    with pytest.raises(WrongCode):
        check_code(user=user, code=codes[0])


def test_another_person_s_recovery_code_opens_nothing(owner: tuple[User, list[str]]) -> None:
    stranger, codes = with_telephone()

    with pytest.raises(WrongCode):
        check_code(user=owner[0], code=codes[0])
    check_code(user=stranger, code=codes[0])


def test_recovery_codes_stand_nowhere_in_the_database(owner: tuple[User, list[str]]) -> None:
    _user, codes = owner

    kept = set(RecoveryCode.objects.values_list("code_hash", flat=True))

    assert len(kept) == 10
    assert all(len(hashed) == 64 for hashed in kept)
    assert not kept & {form for code in codes for form in (code, code.replace("-", ""))}


@pytest.mark.parametrize("wrong", ["000000", "aaaaa-bbbbb", "x", "１２３４５６"])
def test_wrong_codes_make_the_next_one_wait_also_a_right_one(wrong: str, owner: tuple[User, list[str]]) -> None:
    user, codes = owner
    client = signed_in(user)
    client.post(reverse("second_factor"), {"code": wrong})
    TOTPDevice.objects.filter(user=user).update(throttling_failure_count=5)

    answer = client.post(reverse("second_factor"), {"code": codes[0]})

    assert "Đợi 16 giây" in str(answer.context["form"].errors) or "Đợi 15 giây" in str(answer.context["form"].errors)
    assert RecoveryCode.objects.filter(user=user, used_at=None).count() == 10


def test_each_recovery_code_is_there_once(owner: tuple[User, list[str]]) -> None:
    code = RecoveryCode.objects.first()
    assert code

    with pytest.raises(IntegrityError), transaction.atomic():
        RecoveryCode.objects.create(user=code.user, code_hash=code.code_hash)


def test_new_recovery_codes_take_the_place_of_the_old(owner: tuple[User, list[str]]) -> None:
    user, codes = owner
    client = signed_in(user)
    client.post(reverse("second_factor"), {"code": codes[0]})

    page = client.post(reverse("recovery_codes")).content.decode()

    assert page.count("<li><code>") == 10
    with pytest.raises(WrongCode):
        check_code(user=user, code=codes[1])


# --- The telephone is lost ----------------------------------------------------------------------


def test_an_administrator_resets_it_and_the_person_is_told(owner: tuple[User, list[str]]) -> None:
    user, codes = owner
    unit = user.appointments.get().unit
    administrator = factories.create_user(role=Role.ADMINISTRATOR, unit=unit)
    client = signed_in(user)
    client.post(reverse("second_factor"), {"code": codes[0]})

    signed_in(administrator).post(reverse("organisation:account_second_factor", args=[user.pk]))

    assert leads_to(client) == reverse("login")
    user.refresh_from_db()
    assert user.second_factor_since is None
    assert not RecoveryCode.objects.filter(user=user).exists()
    page = signed_in(user).get(reverse("second_factor_set_up")).content.decode()
    assert "đã được đặt lại" in page
    event: Any = user.events.latest("pgh_id")  # type: ignore[attr-defined]  # added by pghistory
    assert event.pgh_context.metadata == {"user": administrator.pk}


def test_nobody_resets_their_own_nor_that_of_another_unit(owner: tuple[User, list[str]]) -> None:
    user, _codes = owner

    with pytest.raises(Refused):
        second_factor.reset(user=user, by=user)
    with pytest.raises(PermissionDenied):
        second_factor.reset(user=user, by=factories.create_user(role=Role.ADMINISTRATOR))


def test_another_telephone_asks_every_other_session_anew(owner: tuple[User, list[str]]) -> None:
    user, codes = owner
    here, there = signed_in(user), signed_in(user)
    for client, code in ((here, codes[0]), (there, codes[1])):
        client.post(reverse("second_factor"), {"code": code})

    here.post(reverse("change_telephone"))
    here.get(reverse("second_factor_set_up"))
    here.post(reverse("second_factor_set_up"), {"code": code_of(user)})

    assert leads_to(here) == ""
    assert leads_to(there) == reverse("second_factor")


def test_the_clock_s_neighbours_are_accepted_and_nothing_older(owner: tuple[User, list[str]]) -> None:
    user, _codes = owner
    TOTPDevice.objects.filter(user=user).update(last_t=-1)

    with pytest.raises(WrongCode):
        check_code(user=user, code=code_of(user, ahead=-2))

    TOTPDevice.objects.filter(user=user).update(throttling_failure_count=0)
    check_code(user=user, code=code_of(user, ahead=-1))
    assert time.time()
    assert Session.objects.count() == 0
