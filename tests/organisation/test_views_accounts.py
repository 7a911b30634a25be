import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse

from organisation.models import Unit, User
from organisation.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
ACCOUNTS = "/organisation/accounts/"


@pytest.fixture
def root() -> Unit:
    return factories.create_unit(name="Mẹ đỡ đầu Mẫu")


@pytest.fixture
def me(root: Unit) -> User:
    return factories.create_user(role=Role.ADMINISTRATOR, unit=root, full_name="Phạm Thị Quản")


@pytest.fixture
def administrator(client: Client, me: User) -> Client:
    client.force_login(me)
    return client


@pytest.fixture
def clerk(root: Unit) -> User:
    return factories.create_user(role=Role.DATA_CLERK, unit=root, full_name="Lê Thị Hoa", username="hoa.lt")


def names(response) -> list[str]:
    return [account.full_name for account in response.context["listing"].rows]


def url(name: str, *arguments: object) -> str:
    return reverse(f"organisation:{name}", args=arguments)


# --- The list -----------------------------------------------------------------------------------


def test_accounts_stand_by_given_name(administrator: Client, root: Unit) -> None:
    for name in ("Trần Thị Yến", "Đặng Thị Ánh", "Nguyễn Văn Bình"):
        factories.create_user(role=Role.LEADER, unit=root, full_name=name)

    assert names(administrator.get(ACCOUNTS)) == ["Đặng Thị Ánh", "Nguyễn Văn Bình", "Phạm Thị Quản", "Trần Thị Yến"]


@pytest.mark.parametrize(
    "filters",
    [{"q": "le hoa"}, {"q": "hoa.lt"}, {"role": "data_clerk"}, {"state": "active", "q": "hoa"}],
)
def test_an_account_is_found(filters: dict[str, str], administrator: Client, clerk: User) -> None:
    assert names(administrator.get(ACCOUNTS, filters)) == ["Lê Thị Hoa"]


def test_disabled_accounts_are_found(administrator: Client, clerk: User) -> None:
    User.objects.filter(pk=clerk.pk).update(is_active=False)

    assert names(administrator.get(ACCOUNTS, {"state": "disabled"})) == ["Lê Thị Hoa"]


def test_accounts_of_other_units_are_not_in_the_list(administrator: Client) -> None:
    factories.create_user(role=Role.LEADER, full_name="Người Nơi Khác")

    assert names(administrator.get(ACCOUNTS)) == ["Phạm Thị Quản"]


@pytest.mark.parametrize("count", [2, 40])
def test_the_list_takes_the_same_queries_however_long(
    count: int, administrator: Client, root: Unit, django_assert_num_queries
) -> None:
    for _n in range(count):
        factories.create_user(role=Role.LEADER, unit=root)

    with django_assert_num_queries(7):
        administrator.get(ACCOUNTS)


# --- One account --------------------------------------------------------------------------------


def test_the_page_shows_roles_with_what_they_may_do(administrator: Client, clerk: User) -> None:
    page = administrator.get(clerk.get_absolute_url()).content.decode()

    assert "cán bộ nhập liệu" in page.lower()
    assert str(Role.DATA_CLERK.description) in page


def test_ones_own_page_offers_nothing_to_change(administrator: Client, me: User) -> None:
    page = administrator.get(me.get_absolute_url()).content.decode()

    assert "không ai được tự sửa" in page.lower()
    assert "/appoint/" not in page
    assert "/disable/" not in page


def test_a_role_elsewhere_is_shown_but_cannot_be_ended_here(administrator: Client, clerk: User) -> None:
    post = clerk.appointments.create(
        role=Role.LEADER, unit=factories.create_unit(), starts_on=datetime.date(2020, 1, 1)
    )

    assert str(post.public_id) not in administrator.get(clerk.get_absolute_url()).content.decode()
    response = administrator.post(url("appointment_end", clerk.pk, post.public_id))

    post.refresh_from_db()
    assert (response.status_code, post.ends_on) == (403, None)


def test_an_account_takes_few_queries(administrator: Client, clerk: User, django_assert_num_queries) -> None:
    with django_assert_num_queries(9):
        administrator.get(clerk.get_absolute_url())


# --- Adding -------------------------------------------------------------------------------------


def newcomer(root: Unit, **changes: object) -> dict[str, object]:
    return {
        "full_name": "Nguyễn Thị Mới",
        "username": "moi.nt",
        "phone": "",
        "email": "",
        "role": "leader",
        "unit": root.pk,
        "starts_on": "01/11/2025",
    } | changes


def shown_link(page: str) -> str:
    (address,) = re.findall(r'id="address" value="([^"]+)"', page)
    return address


def test_the_link_for_a_password_is_shown_once_and_works(administrator: Client, root: Unit) -> None:
    response = administrator.post(url("account_add"), newcomer(root))

    user = User.objects.get(username="moi.nt")
    address = shown_link(response.content.decode())
    assert Client().get(address).context["account"] == user
    assert [(a.role, a.unit) for a in user.appointments.all()] == [("leader", root)]
    assert response["Cache-Control"] == "private, no-store"
    assert "/choose/" not in administrator.get(user.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("full_name", ""),
        ("full_name", "\u200b\u200b"),
        ("username", "hai chữ"),
        ("username", "HOA.lt"),
        ("email", "không phải"),
        ("role", "superuser"),
        ("unit", "0"),
        ("starts_on", "31/02/2026"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    field: str, value: str, administrator: Client, root: Unit, clerk: User
) -> None:
    response = administrator.post(url("account_add"), newcomer(root, **{field: value}))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert User.objects.count() == 2


def test_nobody_is_added_to_another_tree(administrator: Client) -> None:
    response = administrator.post(url("account_add"), newcomer(factories.create_unit()))

    assert list(response.context["form"].errors) == ["unit"]


def test_the_form_shows_each_role_with_its_description(administrator: Client) -> None:
    page = administrator.get(url("account_add")).content.decode()

    assert all(str(role.description) in page for role in Role)


@pytest.mark.parametrize("name", ["account_add", "account_appoint", "account_edit"])
def test_the_forms_take_few_queries(
    name: str, administrator: Client, clerk: User, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(8):
        administrator.get(url(name, *([] if name == "account_add" else [clerk.pk])))


# --- Changing -----------------------------------------------------------------------------------


def test_name_and_telephone_are_changed_and_nothing_else(administrator: Client, clerk: User) -> None:
    data = {"full_name": "Lê Thị Hoa Mai", "phone": "0912 345 678", "email": "", "username": "other", "is_active": ""}

    administrator.post(url("account_edit", clerk.pk), data)

    clerk.refresh_from_db()
    assert (clerk.full_name, clerk.username, clerk.is_active) == ("Lê Thị Hoa Mai", "hoa.lt", True)


def test_a_role_is_given_and_ended(administrator: Client, clerk: User, root: Unit) -> None:
    administrator.post(
        url("account_appoint", clerk.pk), {"role": "treasurer", "unit": root.pk, "starts_on": "01/11/2025"}
    )
    post = clerk.appointments.get(role=Role.TREASURER)

    administrator.post(url("appointment_end", clerk.pk, post.public_id))

    post.refresh_from_db()
    assert post.is_ended


def test_a_role_that_is_held_already_says_so(administrator: Client, clerk: User, root: Unit) -> None:
    data = {"role": "data_clerk", "unit": root.pk, "starts_on": "01/11/2025"}

    response = administrator.post(url("account_appoint", clerk.pk), data)

    assert "đã giữ vai trò" in response.content.decode()


def test_an_account_is_disabled_and_enabled(administrator: Client, clerk: User) -> None:
    administrator.post(url("account_disable", clerk.pk))
    assert not User.objects.get(pk=clerk.pk).is_active

    administrator.post(url("account_enable", clerk.pk))
    assert User.objects.get(pk=clerk.pk).is_active


def test_whoever_forgot_the_password_gets_a_link(administrator: Client, clerk: User) -> None:
    response = administrator.post(url("account_password", clerk.pk))

    assert Client().get(shown_link(response.content.decode())).context["account"] == clerk


@pytest.mark.parametrize("name", ["account_disable", "account_enable", "account_password"])
def test_looking_at_the_question_changes_nothing(name: str, administrator: Client, clerk: User) -> None:
    before = User.objects.values().get(pk=clerk.pk)

    assert administrator.get(url(name, clerk.pk)).status_code == 200

    assert User.objects.values().get(pk=clerk.pk) == before


@pytest.mark.parametrize("name", ["account_disable", "account_enable", "account_password"])
def test_ones_own_account_is_refused_in_words(name: str, administrator: Client, me: User) -> None:
    response = administrator.post(url(name, me.pk), follow=True)

    assert "Không ai được tự sửa" in response.content.decode()
    assert User.objects.get(pk=me.pk).is_active
