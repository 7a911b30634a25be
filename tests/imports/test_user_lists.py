"""Accounts by a list: nothing that could not be done by hand, and passwords on slips."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from imports.exceptions import NoList, NotMadeByHand
from imports.models import ImportBatch
from imports.operations import apply_batch, open_batch
from imports.user_lists import free_username
from organisation.models import Appointment, Unit, User
from organisation.models.unit import UnitKind
from organisation.roles import Role
from tests import factories
from tests.imports.lists import children_list, counts, programme, told

pytestmark = pytest.mark.django_db
HEADINGS = ("STT", "Họ và tên", "Tên đăng nhập", "Vai trò", "Đơn vị", "SĐT", "Email")


@pytest.fixture
def unit() -> Unit:
    return programme()


@pytest.fixture
def administrator(unit: Unit) -> User:
    return factories.create_user(role=Role.ADMINISTRATOR, unit=unit)


def row(
    name: str = "Nguyễn Thị Hòa", username: str = "", role: str = "Cán bộ nhập liệu", unit: str = "", *more: str
) -> tuple[str, ...]:
    return ("1", name, username, role, unit, *more)


def users_list(*rows: Sequence[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([["DANH SÁCH CÁN BỘ SỬ DỤNG PHẦN MỀM"], HEADINGS, *(rows or [row()])])
    return text.getvalue().encode()


def opened(data: bytes, unit: Unit, by: User | None = None, kind: str = "users") -> ImportBatch:
    return open_batch(data=data, file_name="can-bo.csv", kind=kind, unit=unit, by=by, keep_file=False)


def test_accounts_and_roles_are_made_as_by_hand(unit: Unit, administrator: User) -> None:
    school = factories.create_unit(name="Trường Mẫu", kind=UnitKind.SCHOOL, parent=unit)
    batch = opened(
        users_list(row("TRẦN VĂN MẪU", "", "thủ quỹ", "Trường Mẫu", "0984631588", "mau@example.vn")),
        unit,
        administrator,
    )

    apply_batch(batch=batch, by=administrator)

    post = Appointment.objects.exclude(user=administrator).get()
    assert (post.role, post.unit) == (Role.TREASURER, school)
    assert (post.user.full_name, post.user.username) == ("Trần Văn Mẫu", "mau.tv")
    assert (post.user.phone, post.user.email) == ("0984631588", "mau@example.vn")
    assert post.user.password_link_until
    assert (post.user.is_staff, post.user.is_superuser) == (False, False)


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (row(role="sếp"), "“%(text)s” is not a role. Choose one of the form's list."),
        (row(role=""), "The role is missing."),
        (row(username="hòa!"), "“%(text)s” cannot be a user name. Letters without marks, digits, dots and hyphens."),
        (row(unit="Nơi khác"), "“%(text)s” is no unit that this list is for."),
        (row(username="cu"), "The user name “%(name)s” is taken. Write another, or leave the cell empty."),
    ],
)
def test_what_cannot_be_goes_back(unit: Unit, administrator: User, sent: tuple[str, ...], message: str) -> None:
    factories.create_user(username="cu")
    factories.create_unit(name="Nơi khác")

    assert told(opened(users_list(sent), unit, administrator)) == [("error", [message])]


def test_the_same_list_again_makes_nobody_twice(unit: Unit, administrator: User) -> None:
    apply_batch(batch=opened(users_list(row(), row("Lê Văn Mẫu")), unit, administrator), by=administrator)

    again = opened(users_list(row(), row("Lê Văn Mẫu"), row("Hồ Thị Mẫu")), unit, administrator)

    assert counts(again) == {"new": 1, "duplicate": 2}


def test_two_people_of_one_name_and_a_user_name_twice_are_told(unit: Unit, administrator: User) -> None:
    factories.create_user(role=Role.LEADER, unit=unit, full_name="Nguyễn Thị Hòa", username="hoa")
    rows = [row(), row("Lê Văn Mẫu", "mau"), row("Lê Thị Mẫu", "mau")]

    assert told(opened(users_list(*rows), unit, administrator)) == [
        ("new", ["Somebody with this name has an account (%(name)s). This row makes another one."]),
        ("new", []),
        ("error", ["The user name “%(name)s” stands at row %(row)s too."]),
    ]


@pytest.mark.parametrize(
    ("name", "taken", "made"),
    [("Nguyễn Thị Hòa", (), "hoa.nt"), ("Nguyễn Thị Hòa", ("hoa.nt", "hoa.nt2"), "hoa.nt3"), ("Đỗ Y", (), "y.d")],
)
def test_user_names_are_made_from_names(name: str, taken: tuple[str, ...], made: str) -> None:
    assert free_username(name, taken) == made


# --- Who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.DATA_CLERK, Role.MATCHING_OFFICER])
def test_only_who_keeps_accounts_may_send_such_a_list(unit: Unit, role: Role) -> None:
    clerk = factories.create_user(role=role, unit=unit)
    with pytest.raises(NoList):
        opened(users_list(), unit, clerk)
    assert opened(users_list(), unit, clerk, kind="").kind != "users"


def test_others_do_not_see_it(client: Client, unit: Unit, administrator: User) -> None:
    batch = opened(users_list(), unit, administrator)
    clerk = factories.create_user(role=Role.DATA_CLERK, unit=unit)

    assert not ImportBatch.objects.visible_to(clerk).exists()
    client.force_login(clerk)
    assert client.get(batch.get_absolute_url()).status_code == 404


def test_an_administrator_of_a_part_gives_no_roles_elsewhere(unit: Unit) -> None:
    part = factories.create_unit(name="Trường Mẫu", kind=UnitKind.SCHOOL, parent=unit)
    small = factories.create_user(role=Role.ADMINISTRATOR, unit=part)

    with pytest.raises(NoList):
        opened(users_list(), unit, small)
    assert told(opened(users_list(row(unit=unit.code)), part, small))[0][0] == "error"


def test_what_the_operations_refuse_stops_the_whole_list(unit: Unit, administrator: User) -> None:
    batch = opened(users_list(row(), row("Lê Văn Mẫu", "mau")), unit, administrator)
    batch.rows.filter(values__username="mau").update(
        values={"username": "Hoa.NT", "full_name": "x", "role": "leader", "unit_id": unit.pk}
    )

    with pytest.raises(NotMadeByHand):
        apply_batch(batch=ImportBatch.objects.get(pk=batch.pk), by=administrator, check_again=False)


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (Role.DATA_CLERK, {"children", "donors", "gifts", "pledges", "progress"}),
        (Role.MATCHING_OFFICER, {"children", "contributions", "donors", "gifts", "pledges", "progress"}),
        (Role.ADMINISTRATOR, {"children", "donors", "gifts", "pledges", "progress", "users"}),
    ],
)
def test_the_upload_page_offers_what_the_reader_may_send(
    client: Client, unit: Unit, role: Role, kinds: set[str]
) -> None:
    client.force_login(factories.create_user(role=role, unit=unit))

    page = client.get(reverse("imports:upload"))

    assert {key for key, _label in page.context["form"].fields["kind"].choices} == kinds | {""}
    assert {key for key, _label in page.context["empty_forms"]} == kinds


# --- Slips --------------------------------------------------------------------------------------


@pytest.fixture
def applied(unit: Unit, administrator: User) -> ImportBatch:
    return apply_batch(batch=opened(users_list(row(), row("Lê Văn Mẫu")), unit, administrator), by=administrator)


def slips(client: Client, batch: ImportBatch) -> Any:
    return client.post(reverse("imports:password_links", args=[batch.public_id])).context["slips"]


def test_each_slip_has_a_link_that_chooses_a_password(
    client: Client, applied: ImportBatch, administrator: User
) -> None:
    client.force_login(administrator)
    assert client.get(reverse("imports:password_links", args=[applied.public_id])).status_code == 200

    earlier, given = slips(client, applied), slips(client, applied)

    assert {slip.account.username for slip in given} == {"hoa.nt", "mau.lv"}
    assert all(Client().get(slip.address).context["account"] == slip.account for slip in given)
    assert {Client().get(slip.address).status_code for slip in earlier} == {404}


def test_who_has_chosen_a_password_gets_no_slip(client: Client, applied: ImportBatch, administrator: User) -> None:
    User.objects.filter(username="hoa.nt").update(password_link_until=None)
    client.force_login(administrator)

    assert [slip.account.username for slip in slips(client, applied)] == ["mau.lv"]


def test_the_whole_way_in_the_browser(client: Client, unit: Unit, administrator: User) -> None:
    client.force_login(administrator)
    file = SimpleUploadedFile("can-bo.csv", users_list())
    sent = client.post(reverse("imports:upload"), {"file": file, "kind": "users", "unit": unit.pk}, follow=True)
    batch = ImportBatch.objects.get()
    assert sent.status_code == 200

    entered = client.post(reverse("imports:apply", args=[batch.public_id]), follow=True)

    assert reverse("imports:password_links", args=[batch.public_id]) in entered.content.decode()
    assert User.objects.filter(username="hoa.nt").exists()
    undone = client.post(reverse("imports:undo", args=[batch.public_id]), follow=True)
    assert undone.status_code in (200, 409)
    assert User.objects.filter(username="hoa.nt").exists()


def test_a_list_of_children_is_not_taken_for_one_of_accounts(unit: Unit, administrator: User) -> None:
    assert opened(children_list(), unit, administrator, kind="").kind == "children"
