import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organisation.models import AccessLog, Unit
from organisation.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def root() -> Unit:
    return factories.create_unit(name="Chương trình Mẫu")


@pytest.fixture
def administrator(client: Client, root: Unit) -> Client:
    client.force_login(factories.create_user(role=Role.ADMINISTRATOR, unit=root))
    return client


def shown(client: Client, table: str, **search: str) -> str:
    return client.get(reverse(f"admin:organisation_{table}_changelist"), search).content.decode()


def test_the_admin_shows_only_ones_own_subtree(administrator: Client) -> None:
    factories.create_user(role=Role.LEADER, unit=factories.create_unit(name="Nơi Khác"), full_name="Người Nơi Khác")

    for table in ("unit", "user", "appointment", "accesslog"):
        assert "Nơi Khác" not in shown(administrator, table)


def test_a_unit_of_another_tree_is_not_opened(administrator: Client) -> None:
    elsewhere = factories.create_unit()

    response = administrator.get(reverse("admin:organisation_unit_change", args=[elsewhere.pk]))

    assert response.status_code == 302  # to the list, with the words that there is no such unit


def test_names_are_searched_with_and_without_marks(administrator: Client, root: Unit) -> None:
    factories.create_unit(name="Hội xã Hạnh Lâm", parent=root)

    assert "Hội xã Hạnh Lâm" in shown(administrator, "unit", q="hanh lam")
    assert "Hội xã Hạnh Lâm" in shown(administrator, "unit", q="Hạnh Lâm")
    assert "Hội xã Hạnh Lâm" not in shown(administrator, "unit", q="thanh")


@pytest.mark.parametrize("q", ["Ngọc Sơn", "ngoc son"])
def test_records_are_found_by_their_names_and_the_search_is_logged(q: str, administrator: Client, root: Unit) -> None:
    factories.create_child(unit=root, full_name="Trần Ngọc Sơn")
    factories.create_donor(unit=root, name="Công đoàn Ngọc Sơn")
    factories.create_campaign(unit=root, name="Đợt Ngọc Sơn")

    for table in ("children_child", "donors_donor", "campaigns_campaign"):
        response = administrator.get(reverse(f"admin:{table}_changelist"), {"q": q})
        assert response.context["cl"].result_count == 1

    searched = AccessLog.objects.filter(action="search").values_list("record_kind", flat=True)
    assert sorted(searched) == ["children.child", "donors.donor"]


def test_a_child_is_found_by_its_code(administrator: Client, root: Unit) -> None:
    child = factories.create_child(unit=root)

    response = administrator.get(reverse("admin:children_child_changelist"), {"q": child.code})

    assert response.context["cl"].result_count == 1


def typed(response: Any, **changes: str) -> dict[str, str]:
    """What the form of a record would send, but for these changes."""
    sent = {bound.html_name: bound.value() for bound in response.context["adminform"].form}
    return {name: value for name, value in sent.items() if value not in (None, False)} | changes


@pytest.mark.parametrize("changes", [{"name": "Chị"}, {"starts_on": "02/02/2025"}])
def test_what_a_column_that_is_only_shown_forbids_is_said(changes: dict, administrator: Client, root: Unit) -> None:
    factories.create_unit(name="Chị", parent=root)
    unit = factories.create_unit(name="Em", parent=root)
    if "starts_on" in changes:
        Unit.objects.filter(pk=unit.pk).update(ends_on=datetime.date(2025, 2, 1))
    url = reverse("admin:organisation_unit_change", args=[unit.pk])

    response = administrator.post(url, typed(administrator.get(url), **changes))

    assert response.status_code == 200
    assert response.context["adminform"].form.errors


def test_what_an_operation_owns_cannot_be_changed_here(administrator: Client, root: Unit) -> None:
    unit = factories.create_unit(parent=root)
    url = reverse("admin:organisation_unit_change", args=[unit.pk])

    administrator.post(url, {"name": "Tên sửa", "kind": "school", "parent": "", "ends_on": "01/01/2020"})

    unit.refresh_from_db()
    assert (unit.name, unit.kind, unit.parent, unit.ends_on) == ("Tên sửa", "programme", root, None)


@pytest.mark.parametrize("table", ["user", "appointment", "area", "accesslog"])
def test_the_other_tables_are_read_only(table: str, administrator: Client, root: Unit) -> None:
    user = factories.create_user(role=Role.LEADER, unit=root)
    pk = {"user": user.pk, "appointment": user.appointments.get().pk, "area": factories.create_area().pk}.get(table, 1)

    response = administrator.post(reverse(f"admin:organisation_{table}_change", args=[pk]), {"is_superuser": "on"})

    user.refresh_from_db()
    assert response.status_code in (302, 403)
    assert not user.is_superuser


def test_there_is_one_page_to_sign_in_and_one_for_the_password(client: Client, administrator: Client) -> None:
    assert administrator.get(reverse("admin:password_change"))["Location"] == reverse("password_change")
    client.logout()
    assert client.get(reverse("admin:login"), {"next": "/admin/"})["Location"] == "/account/login/?next=/admin/"
