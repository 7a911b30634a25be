"""Every change is kept, whoever makes it and however, and the page says it in words."""

from typing import Any

import pghistory
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from children.models import Child, Progress
from children.models.choices import RESTRICTED_GROUPS, CircumstanceGroup
from organisation.access_log import log_access
from organisation.models import AccessLog, Unit, User
from organisation.models.access_log import AccessAction
from organisation.roles import Role
from tests import factories
from tests.every_page import signed_in

pytestmark = pytest.mark.django_db
RESTRICTED = sorted(RESTRICTED_GROUPS)[0]
with translation.override("vi"):
    RESTRICTED_LABEL = str(CircumstanceGroup(RESTRICTED).label)


def shown(record: object, tag: str = "{% history record %}", user: User | None = None) -> str:
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    page = Template("{% load history %}" + tag).render(Context({"record": record, "request": request}))
    return " ".join(page.split())


def events(record: Any) -> Any:
    """The kept changes of a record; pghistory adds them to the models, unknown to the types."""
    return record.events


def labels(record: Unit | Child) -> list[str]:
    return list(events(record).order_by("pgh_id").values_list("pgh_label", flat=True))


# --- Kept by PostgreSQL -------------------------------------------------------------------------


def test_a_bulk_update_is_recorded_row_by_row() -> None:
    units = [factories.create_unit() for _n in range(2)]

    Unit.objects.filter(pk__in=[unit.pk for unit in units]).update(kind="school")

    assert [labels(unit) for unit in units] == [["insert", "update"]] * 2


def test_raw_sql_is_recorded() -> None:
    child = factories.create_child()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE children_child SET full_name = 'Tên Mới' WHERE id = %s", [child.pk])

    assert labels(child) == ["insert", "update"]
    assert events(child).latest("pgh_id").full_name == "Tên Mới"


def test_a_deletion_is_recorded() -> None:
    unit = factories.create_unit()
    kept = events(unit).model.objects.filter(pgh_obj=unit.pk)

    unit.delete()

    assert list(kept.order_by("pgh_id").values_list("pgh_label", flat=True)) == ["insert", "delete"]


def test_signing_in_and_passwords_leave_no_trace_in_the_history() -> None:
    user = factories.create_user()

    User.objects.filter(pk=user.pk).update(password="x", last_login="2026-01-01T00:00Z")

    assert events(user).count() == 1
    assert "password" not in {f.name for f in events(user).model._meta.fields}


@pytest.mark.parametrize(
    "statement", ["UPDATE organisation_unitevent SET name = 'x'", "DELETE FROM organisation_unitevent"]
)
def test_the_history_itself_is_not_changed(statement: str) -> None:
    factories.create_unit()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_request_says_who_acted(client) -> None:
    unit = factories.create_unit()
    administrator = factories.create_user(role=Role.ADMINISTRATOR, unit=unit)
    client.force_login(administrator)

    client.post(f"{unit.get_absolute_url()}edit/", {"name": "Tên mới", "version": "1"})

    event = events(unit).select_related("pgh_context").latest("pgh_id")
    assert event.name == "Tên mới"
    assert event.pgh_context.metadata == {"user": administrator.pk}


# --- Told in words ------------------------------------------------------------------------------


def test_the_history_tells_who_changed_what_from_what_to_what() -> None:
    unit, user = factories.create_unit(name="Hội A"), factories.create_user(full_name="Phạm Thị Lan")
    with pghistory.context(user=user.pk):
        Unit.objects.filter(pk=unit.pk).update(name="Hội B", kind="school")

    page = shown(unit)

    assert "Tên: Hội A → Hội B" in page
    assert "Loại: chương trình → trường học" in page
    assert "Phạm Thị Lan" in page
    assert page.index("Đã sửa") < page.index("Ghi mới")


def test_records_pointed_at_are_told_by_name() -> None:
    old, new = factories.create_unit(name="Trên A"), factories.create_unit(name="Trên B")
    unit = factories.create_unit(parent=old)
    Unit.objects.filter(pk=unit.pk).update(parent=new)

    assert "Trực thuộc: Trên A → Trên B" in shown(unit)


def test_days_amounts_and_yes_and_no_are_told_as_people_write_them() -> None:
    pledge = factories.create_pledge(rate_vnd=500_000)
    type(pledge).objects.filter(pk=pledge.pk).update(rate_vnd=1_250_000)
    child = pledge.child
    Child.objects.filter(pk=child.pk).update(birth_date="2014-02-23")

    assert "500.000 đ → 1.250.000 đ" in shown(pledge)
    assert "20/05/2015 → 23/02/2014" in shown(child)


def test_a_year_is_no_number_with_a_point() -> None:
    child = factories.create_child()
    Progress.objects.create(child=child, school_year=2026, days_absent=2)

    page = history_of(child)

    assert "năm học: 2026–2027" in page
    assert "2.026" not in page


def test_a_restricted_field_can_be_left_out() -> None:
    unit = factories.create_unit(name="Bí mật")
    Unit.objects.filter(pk=unit.pk).update(name="Công khai")

    page = shown(unit, '{% history record exclude="name" %}')

    assert "Bí mật" not in page
    assert "Công khai" not in page


def test_what_the_database_keeps_for_itself_is_not_told() -> None:
    unit = factories.create_unit()
    Unit.objects.filter(pk=unit.pk).update(parent=factories.create_unit())

    assert "/" + str(unit.pk) not in shown(unit).replace("</", "")


def test_markup_in_a_name_stays_text() -> None:
    unit = factories.create_unit(name="A")
    Unit.objects.filter(pk=unit.pk).update(name="<script>x</script>")

    assert "<script>" not in shown(unit)


def test_the_history_takes_two_queries_however_long(django_assert_num_queries) -> None:
    unit, user = factories.create_unit(), factories.create_user()
    for n in range(40):
        with pghistory.context(user=user.pk):
            Unit.objects.filter(pk=unit.pk).update(name=f"Tên {n}")

    with django_assert_num_queries(2), translation.override("vi"):
        page = shown(unit)

    assert "Tên 39" in page
    assert "Tên 5 " not in page  # only the latest


# --- The whole history on a page of its own -----------------------------------------------------


def history_of(child: Child, role: Role = Role.MATCHING_OFFICER) -> str:
    reader = factories.create_user(role=role, unit=child.managing_unit)
    return " ".join(signed_in(reader).get(reverse("children:history", args=[child.public_id])).content.decode().split())


def test_what_belongs_to_a_child_is_told_with_it_even_when_it_is_gone() -> None:
    child = factories.create_child(full_name="Trần Thị Mẫu")
    carer = factories.create_caregiver(child=child, full_name="Lê Thị Mẫu", phone="0912345678")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE children_caregiver SET full_name = 'Lê Thị Mận' WHERE id = %s", [carer.pk])
    carer.delete()
    factories.create_caregiver(child=factories.create_child(), full_name="Người Khác")

    page = history_of(child)

    assert "Họ và tên: Lê Thị Mẫu → Lê Thị Mận" in page
    assert page.count("0912345678") == 2  # when it was recorded and when it was deleted
    assert page.index("Đã xóa –") < page.index("Đã sửa –") < page.index("Ghi mới –")
    assert "Người Khác" not in page


def test_restricted_circumstances_are_told_to_whoever_may_see_them() -> None:
    child = factories.create_child()
    Child.objects.filter(pk=child.pk).update(circumstance_groups=[RESTRICTED])

    assert RESTRICTED_LABEL in history_of(child)
    assert RESTRICTED_LABEL not in history_of(child, Role.LEADER)


def test_reading_the_history_is_reading_the_child() -> None:
    child = factories.create_child()

    history_of(child)

    assert AccessLog.objects.get().record_id == child.pk


def test_a_long_history_has_pages_and_asks_no_more_for_them(django_assert_max_num_queries) -> None:
    unit = factories.create_unit()
    administrator = factories.create_user(role=Role.ADMINISTRATOR, unit=unit)
    for n in range(120):
        Unit.objects.filter(pk=unit.pk).update(name=f"Tên {n:03}")
    client, address = signed_in(administrator), reverse("organisation:unit_history", args=[unit.public_id])

    with django_assert_max_num_queries(9):
        first = client.get(address).content.decode()
    last = client.get(address, {"page": "99"}).content.decode()

    assert "Tên 119" in first
    assert "Tên 010" not in first
    assert "Tên 010" in last
    assert client.get(address, {"page": "0"}).status_code == 200


# --- Who looked ---------------------------------------------------------------------------------


@pytest.fixture
def read_child() -> Child:
    child = factories.create_child()
    reader = factories.create_user(role=Role.LEADER, unit=child.managing_unit)
    log_access(reader, AccessAction.PHOTO, child)
    log_access(reader, AccessAction.VIEW, factories.create_child())
    return child


def test_whoever_keeps_the_accounts_sees_who_looked(read_child: Child, django_assert_num_queries) -> None:
    keeper = factories.create_user(role=Role.ADMINISTRATOR, unit=read_child.managing_unit)

    with django_assert_num_queries(2):  # one for the roles, one for the log
        page = shown(read_child, "{% who_looked record %}", keeper)

    assert page.count("Nguyễn Thị Mẫu") == 1
    assert "Đã xem ảnh" in page


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_others_do_not(role: Role, read_child: Child) -> None:
    assert (
        shown(read_child, "{% who_looked record %}", factories.create_user(role=role, unit=read_child.managing_unit))
        == ""
    )


def test_nor_does_an_administrator_of_another_unit(read_child: Child) -> None:
    assert shown(read_child, "{% who_looked record %}", factories.create_user(role=Role.ADMINISTRATOR)) == ""
