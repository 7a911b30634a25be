import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse

from organisation.models import Unit
from organisation.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
UNITS = "/organisation/units/"


@pytest.fixture
def root() -> Unit:
    root = factories.create_unit(name="Mẹ đỡ đầu Mẫu")
    root.areas.add(factories.create_area(name="Xã Bích Hào"))
    return root


@pytest.fixture
def administrator(client: Client, root: Unit) -> Client:
    client.force_login(factories.create_user(role=Role.ADMINISTRATOR, unit=root))
    return client


def names(response) -> list[str]:
    return [unit.name for unit in response.context["listing"].rows]


# --- The list -----------------------------------------------------------------------------------


def test_the_list_is_a_tree_of_ones_own_units(administrator: Client, root: Unit) -> None:
    federation = factories.create_unit(name="Liên đoàn", parent=root)
    factories.create_unit(name="Hội", parent=root)
    factories.create_unit(name="Công đoàn xã", parent=federation)
    factories.create_unit(name="Nơi khác")

    response = administrator.get(UNITS)

    assert names(response) == ["Mẹ đỡ đầu Mẫu", "Liên đoàn", "Công đoàn xã", "Hội"]
    assert re.findall(r'class="tree-(\d)"', response.content.decode()) == ["1", "2", "3", "2"]


def test_a_unit_is_searched_without_marks_and_filtered_by_kind(administrator: Client, root: Unit) -> None:
    factories.create_unit(name="Hội Phụ nữ xã Hạnh Lâm", kind="womens_union", parent=root)
    factories.create_unit(name="Công đoàn xã Hạnh Lâm", kind="commune_union", parent=root)

    assert len(names(administrator.get(UNITS, {"q": "hanh lam"}))) == 2
    assert names(administrator.get(UNITS, {"q": "hanh lam", "kind": "womens_union"})) == ["Hội Phụ nữ xã Hạnh Lâm"]


def test_ended_units_are_shown_when_asked_for(administrator: Client, root: Unit) -> None:
    ended = factories.create_unit(name="Đã xong", parent=root)
    Unit.objects.filter(pk=ended.pk).update(ends_on=datetime.date(2025, 7, 1))

    assert "Đã xong" not in names(administrator.get(UNITS))
    assert "Đã xong" in names(administrator.get(UNITS, {"ended": "on"}))


@pytest.mark.parametrize("count", [3, 40])
def test_the_list_takes_the_same_queries_however_long(
    count: int, administrator: Client, root: Unit, django_assert_num_queries
) -> None:
    for _n in range(count):
        factories.create_unit(parent=root)

    with django_assert_num_queries(6):  # savepoint and its release, session, account, roles, rows
        administrator.get(UNITS)


# --- One unit -----------------------------------------------------------------------------------


def test_the_page_shows_people_units_below_and_areas(administrator: Client, root: Unit) -> None:
    factories.create_user(role=Role.TREASURER, unit=root, full_name="Trần Thị Thủ")
    factories.create_unit(name="Hội ở dưới", parent=root)

    page = administrator.get(root.get_absolute_url()).content.decode()

    assert "Trần Thị Thủ" in page
    assert "Hội ở dưới" in page
    assert "Xã Bích Hào" in page


def test_a_unit_takes_no_more_queries_with_more_people(
    administrator: Client, root: Unit, django_assert_num_queries
) -> None:
    for _n in range(10):
        factories.create_user(role=Role.LEADER, unit=root)
        factories.create_unit(parent=root)

    with django_assert_num_queries(11):
        administrator.get(root.get_absolute_url())


# --- Adding, changing, ending -------------------------------------------------------------------


def new_unit(root: Unit, **changes: object) -> dict[str, object]:
    return {"name": "Công đoàn xã Mẫu", "kind": "commune_union", "parent": root.pk, "starts_on": "01/07/2025"} | changes


def test_a_unit_is_added(administrator: Client, root: Unit) -> None:
    area = root.areas.get()

    response = administrator.post(reverse("organisation:unit_add"), new_unit(root, places=[area.pk]))

    unit = Unit.objects.get(name="Công đoàn xã Mẫu")
    assert response["Location"] == unit.get_absolute_url()
    assert (unit.parent, unit.starts_on, list(unit.areas.all())) == (root, datetime.date(2025, 7, 1), [area])


def test_adding_below_a_unit_starts_with_it_chosen(administrator: Client, root: Unit) -> None:
    below = factories.create_unit(parent=root)

    response = administrator.get(reverse("organisation:unit_add"), {"under": below.code})

    assert response.context["form"].initial["parent"] == below


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "\u200b"),
        ("name", "x" * 201),
        ("kind", "programme"),
        ("starts_on", "31/02/2025"),
        ("places", "0"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(field: str, value: str, administrator: Client, root: Unit) -> None:
    response = administrator.post(reverse("organisation:unit_add"), new_unit(root, **{field: value}))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert Unit.objects.count() == 1


def test_a_unit_of_another_tree_cannot_be_named_as_parent(administrator: Client, root: Unit) -> None:
    elsewhere = factories.create_unit()

    response = administrator.post(reverse("organisation:unit_add"), new_unit(elsewhere))

    assert list(response.context["form"].errors) == ["parent"]


def test_a_name_that_is_taken_is_said_beside_the_name(administrator: Client, root: Unit) -> None:
    factories.create_unit(name="Công đoàn xã Mẫu", parent=root)

    response = administrator.post(reverse("organisation:unit_add"), new_unit(root))

    assert "name" in response.context["form"].errors


def test_a_programme_keeps_its_place_when_its_name_changes(administrator: Client, root: Unit) -> None:
    data = {"name": "Tên mới", "version": root.version, "kind": "school", "places": [root.areas.get().pk]}

    administrator.post(reverse("organisation:unit_edit", args=[root.public_id]), data)

    root.refresh_from_db()
    assert (root.name, root.kind, root.parent, root.areas.count()) == ("Tên mới", "programme", None, 1)


def test_whoever_keeps_one_unit_alone_changes_it_where_it_stands(client: Client, root: Unit) -> None:
    unit = factories.create_unit(kind="commune_union", parent=root)
    client.force_login(factories.create_user(role=Role.ADMINISTRATOR, unit=unit))
    url = reverse("organisation:unit_edit", args=[unit.public_id])
    assert "parent" not in client.get(url).context["form"].fields
    assert root.get_absolute_url() not in client.get(unit.get_absolute_url()).content.decode()

    client.post(url, {"name": "Tên mới", "kind": "commune_union", "version": unit.version, "parent": ""})

    unit.refresh_from_db()
    assert (unit.name, unit.parent) == ("Tên mới", root)


def test_a_unit_that_has_ended_is_changed_no_more(administrator: Client, root: Unit) -> None:
    unit = factories.create_unit(parent=root)
    Unit.objects.filter(pk=unit.pk).update(ends_on=datetime.date(2025, 7, 1))

    assert administrator.get(reverse("organisation:unit_edit", args=[unit.public_id])).status_code == 404


def test_whoever_saves_second_sees_both_versions(administrator: Client, root: Unit) -> None:
    Unit.objects.filter(pk=root.pk).update(name="Người khác đặt")

    response = administrator.post(
        reverse("organisation:unit_edit", args=[root.public_id]), {"name": "Tôi đặt", "version": "1"}
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "Người khác đặt" in page
    assert "Tôi đặt" in page


def test_a_unit_ends_after_a_question(administrator: Client, root: Unit) -> None:
    old, new = factories.create_unit(parent=root), factories.create_unit(parent=root)
    url = reverse("organisation:unit_end", args=[old.public_id])
    assert "thôi hoạt động" in administrator.get(url).content.decode()

    administrator.post(url, {"on": "30/06/2026", "successor": new.pk})

    old.refresh_from_db()
    assert (old.ends_on, old.successor) == (datetime.date(2026, 6, 30), new)
    assert new.name in administrator.get(old.get_absolute_url()).content.decode()


def test_a_unit_that_cannot_end_says_why(administrator: Client, root: Unit) -> None:
    upper = factories.create_unit(parent=root)
    factories.create_unit(parent=upper)

    response = administrator.post(reverse("organisation:unit_end", args=[upper.public_id]), {"on": "30/06/2026"})

    assert "cấp dưới" in response.content.decode()


@pytest.mark.parametrize("name", ["unit_add", "unit_edit", "unit_end"])
def test_the_forms_take_few_queries(
    name: str, administrator: Client, root: Unit, django_assert_max_num_queries
) -> None:
    unit = factories.create_unit(parent=root)
    for _n in range(20):
        factories.create_unit(parent=root)
    url = reverse(f"organisation:{name}", args=[] if name == "unit_add" else [unit.public_id])

    with django_assert_max_num_queries(10):
        administrator.get(url)


# --- Areas --------------------------------------------------------------------------------------

AREAS = "/organisation/areas/"


def test_an_area_shows_what_it_was_and_what_it_became(administrator: Client) -> None:
    province = factories.create_area(name="Tỉnh Mẫu", level="province", kind="tỉnh")
    new = factories.create_area(name="Xã Mới", parent=province)
    factories.create_former_commune(name="Xã Cũ", into=new)

    page = administrator.get(AREAS, {"q": "xa cu"}).content.decode()

    assert "Xã Cũ" in page
    assert "Xã Mới" in page


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"generation": "present", "level": "commune"}, {"Xã Mới", "Xã Bích Hào"}),
        ({"generation": "former"}, {"Xã Cũ"}),
        ({"level": "province"}, {"Tỉnh Mẫu"}),
        ({"q": "moi"}, {"Xã Mới"}),
    ],
)
def test_areas_are_filtered(filters: dict[str, str], found: set[str], administrator: Client) -> None:
    province = factories.create_area(name="Tỉnh Mẫu", level="province", kind="tỉnh")
    factories.create_former_commune(name="Xã Cũ", into=factories.create_area(name="Xã Mới", parent=province))

    assert set(names(administrator.get(AREAS, filters))) == found


def test_a_present_province_also_brings_what_lay_there_before(administrator: Client) -> None:
    province = factories.create_area(name="Tỉnh Mẫu", level="province", kind="tỉnh")
    factories.create_former_commune(name="Xã Cũ", into=factories.create_area(name="Xã Mới", parent=province))

    assert set(names(administrator.get(AREAS, {"province": province.pk}))) == {"Xã Cũ", "Xã Mới"}


def test_the_areas_of_the_country_take_few_queries(
    administrator: Client, areas: None, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(10):
        response = administrator.get(AREAS)

    assert len(names(response)) == 50
