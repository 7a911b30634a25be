"""How long one stays signed in, where, and what shows once more who sits there."""

import datetime
import time
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisation import identity, sessions
from organisation.models import Session, User
from organisation.roles import Role
from tests import factories
from tests.every_page import signed_in
from tests.organisation.test_own_account import change, is_signed_in, sign_in

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"
COC_COC = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 coc_coc_browser/120 Chrome/120.0 Mobile Safari/537.36"
PASSWORD = "bốn từ của riêng tôi"


@pytest.fixture
def lan() -> User:
    user = factories.create_user(role=Role.ADMINISTRATOR, username="lan")
    user.set_password(PASSWORD)
    user.save()
    return user


def let_pass(client: Client, **ago: float) -> None:
    """As if the session had been left alone for so long."""
    later = datetime.timedelta(**ago)
    Session.objects.filter(session_key=client.session.session_key).update(
        expire_date=timezone.now() + datetime.timedelta(seconds=sessions.settings.SESSION_COOKIE_AGE) - later
    )


def set_back(client: Client, **values: float) -> None:
    session: Any = client.session
    session.update({name: time.time() - seconds for name, seconds in values.items()})
    row = Session.objects.get(session_key=session.session_key)
    row.session_data = session.encode(session._session)
    row.save(update_fields=["session_data"])


# --- Two limits ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("minutes", "stays"), [(29, True), (31, False)])
def test_half_an_hour_unused_ends_it(minutes: int, stays: bool, lan: User) -> None:
    client = signed_in(lan)

    let_pass(client, minutes=minutes)

    assert is_signed_in(client) == stays


def test_use_puts_the_end_off_but_writes_only_once_a_minute(lan: User) -> None:
    client = signed_in(lan)
    let_pass(client, minutes=20)
    set_back(client, seen_at=90)
    is_signed_in(client)
    noted = Session.objects.get().seen_at

    is_signed_in(client)

    assert Session.objects.get().expire_date > timezone.now() + datetime.timedelta(minutes=29)
    assert Session.objects.get().seen_at == noted


def test_nobody_stays_longer_than_twelve_hours(lan: User) -> None:
    client = signed_in(lan)
    set_back(client, signed_in_at=12 * 3600 - 120, seen_at=90)

    assert is_signed_in(client)

    left = Session.objects.get().expire_date - timezone.now()
    assert datetime.timedelta(seconds=90) < left <= datetime.timedelta(seconds=120)


def test_signing_in_again_begins_the_twelve_hours_anew(lan: User) -> None:
    client = Client()
    sign_in(client, "lan", PASSWORD)
    set_back(client, signed_in_at=11.9 * 3600)

    sign_in(client, "lan", PASSWORD)

    assert Session.objects.get().expire_date > timezone.now() + datetime.timedelta(minutes=29)


# --- One's own sessions -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox, Windows"),
        (COC_COC, "Cốc Cốc, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17 Mobile Safari/604.1", "Safari, iPhone"),
        ("curl/8", ""),
    ],
)
def test_a_browser_is_told_in_words(agent: str, words: str) -> None:
    assert sessions.browser_in_words(agent) == words


def test_one_sees_where_one_is_signed_in_and_signs_out_one_of_them(lan: User) -> None:
    here, there = Client(headers={"user-agent": FIREFOX}), Client(headers={"user-agent": COC_COC})
    signed_in(factories.create_user())
    for client in (here, there):
        sign_in(client, "lan", PASSWORD)

    listed = here.get(reverse("security")).context["sessions"]
    named = {session.browser: handle for session, handle in listed}
    assert set(named) == {"Firefox, Windows", "Cốc Cốc, Android"}

    here.post(reverse("end_sessions"), {"session": named["Cốc Cốc, Android"]})

    assert not is_signed_in(there)
    assert is_signed_in(here)


def test_one_signs_out_everywhere_else_but_nobody_else(lan: User) -> None:
    here, there, stranger = signed_in(lan), signed_in(lan), signed_in(factories.create_user())

    here.post(reverse("end_sessions"), {"session": "all"})

    assert [is_signed_in(client) for client in (here, there, stranger)] == [True, False, True]


def test_the_key_of_a_session_stands_on_no_page(lan: User) -> None:
    client, other = signed_in(lan), signed_in(lan)

    page = client.get(reverse("security")).content.decode()

    assert str(other.session.session_key) not in page
    assert str(client.session.session_key) not in page


def test_a_new_password_ends_the_other_sessions(lan: User) -> None:
    here, there = signed_in(lan), signed_in(lan)

    change(here, PASSWORD, "bốn từ khác hẳn của tôi")

    assert not is_signed_in(there)
    assert Session.objects.filter(user=lan).count() == 1


# --- Is it still you ----------------------------------------------------------------------------


@pytest.fixture
def long_ago(lan: User) -> Client:
    client = signed_in(lan)
    set_back(client, signed_in_at=601)
    return client


def appoint(client: Client, lan: User, **more: str) -> Any:
    unit = lan.appointments.get().unit
    new = {"full_name": "Lê Thị Hoa", "username": "hoa", "role": "leader", "unit": str(unit.pk)}
    return client.post(reverse("organisation:account_add"), new | {"starts_on": "01/02/2026"} | more)


def test_ten_minutes_after_signing_in_a_role_takes_the_password_and_keeps_the_form(long_ago: Client, lan: User) -> None:
    page = appoint(long_ago, lan)

    assert not User.objects.filter(username="hoa").exists()
    kept = dict(page.context["kept"])
    assert kept["full_name"] == "Lê Thị Hoa"

    long_ago.post(reverse("organisation:account_add"), kept | {identity.FIELD: PASSWORD})

    assert User.objects.filter(username="hoa").exists()
    assert appoint(long_ago, lan, username="hoa2").context.get("kept") is None  # asked once in ten minutes


def test_a_wrong_password_changes_nothing_and_counts_as_one_at_the_door(long_ago: Client, lan: User) -> None:
    for _n in range(6):
        answer = appoint(long_ago, lan, **{identity.FIELD: "sai"})

    assert answer.status_code == 429
    assert not User.objects.filter(username="hoa").exists()
    assert sign_in(Client(), "lan", PASSWORD).status_code == 429


def test_within_ten_minutes_nobody_is_asked(lan: User) -> None:
    assert "kept" not in (appoint(signed_in(lan), lan).context or {})
    assert User.objects.filter(username="hoa").exists()


def test_a_whole_list_leaves_only_after_the_password() -> None:
    clerk = factories.create_user(role=Role.DATA_CLERK, username="clerk")
    clerk.set_password(PASSWORD)
    clerk.save()
    client = signed_in(clerk)
    set_back(client, signed_in_at=601)
    address = reverse("children:list") + "?export=xlsx"

    asked = client.get(address)
    shown = client.post(address, {identity.FIELD: PASSWORD})

    assert "html" in asked["Content-Type"]
    assert f"1;url={address}" in shown.content.decode()
    assert "sheet" in client.get(address)["Content-Type"]


# --- Nothing tells who has an account -----------------------------------------------------------


def test_a_wrong_password_an_unknown_and_a_disabled_account_read_the_same(lan: User) -> None:
    out = factories.create_user(username="nghi", is_active=False)
    out.set_password(PASSWORD)
    out.save()
    cache.clear()

    answers = {
        str(sign_in(Client(), name, password).context["form"].non_field_errors())
        for name, password in (("lan", "sai"), ("khong.co", "sai"), ("nghi", PASSWORD))
    }

    assert len(answers) == 1


def test_an_unknown_account_is_locked_like_a_known_one(lan: User) -> None:
    statuses = {name: [sign_in(Client(), name, "sai").status_code for _n in range(6)] for name in ("lan", "khong.co")}

    assert statuses["lan"] == statuses["khong.co"] == [200] * 5 + [429]


def test_many_names_from_one_address_close_that_address_alone(lan: User) -> None:
    for n in range(60):
        sign_in(Client(REMOTE_ADDR="203.0.113.7"), f"ten{n}", "sai")

    assert sign_in(Client(REMOTE_ADDR="203.0.113.7"), "lan", PASSWORD).status_code == 429
    assert sign_in(Client(REMOTE_ADDR="203.0.113.8"), "lan", PASSWORD).status_code == 302


def test_behind_our_proxy_the_last_address_counts(settings: Any, rf: Any) -> None:
    from organisation.sign_in import address_of

    request = rf.get("/", headers={"x-forwarded-for": "198.51.100.1, 203.0.113.9"})
    assert address_of(request) == "127.0.0.1"
    settings.HTTPS = True
    assert address_of(request) == "203.0.113.9"


def test_no_script_reads_a_cookie(client: Client, lan: User) -> None:
    client.get(reverse("login"))
    sign_in(client, "lan", PASSWORD)
    client.post(reverse("set_language"), {"language": "en"})

    assert set(client.cookies) == {"csrftoken", "sessionid", "django_language"}
    assert all(cookie["httponly"] for cookie in client.cookies.values())
