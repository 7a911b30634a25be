"""What PostgreSQL itself keeps true about areas, units and appointments."""

import datetime
from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import ProtectedError, RestrictedError

from organisation.models import AccessLog, Appointment, Area, AreaSuccession, Unit, UnitArea, User
from organisation.models.access_log import AccessAction
from organisation.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
JULY, AUGUST = datetime.date(2025, 7, 1), datetime.date(2025, 8, 1)


def refused_by(constraint: str):
    return pytest.raises(IntegrityError, match=constraint)


# --- Areas --------------------------------------------------------------------------------------


def test_an_official_code_stands_once_in_a_generation() -> None:
    factories.create_area(code="17704")
    factories.create_area(code="17704", former=True)  # the reform used the number again

    with refused_by("area_code_once"):
        factories.create_area(code="17704")


def test_a_former_code_stands_once_too_although_its_beginning_is_unknown() -> None:
    factories.create_area(code="17704", former=True)

    with refused_by("area_code_once"):
        factories.create_area(code="17704", former=True)


def test_an_area_does_not_end_before_it_begins() -> None:
    with refused_by("area_dates_in_order"):
        Area.objects.create(key="t", code="t", level="commune", kind="xã", name="Xã", valid_from=AUGUST, valid_to=JULY)


def test_an_area_is_not_succeeded_twice_by_the_same_one() -> None:
    new = factories.create_area()
    old = factories.create_former_commune(into=new)

    with refused_by("succession_once"):
        AreaSuccession.objects.create(old=old, new=new)


def test_an_area_knows_its_generation() -> None:
    present, former = factories.create_area(), factories.create_area(former=True)

    assert (list(Area.objects.present()), list(Area.objects.former())) == ([present], [former])


def test_a_name_is_told_without_its_kind() -> None:
    assert factories.create_area(name="Xã Thanh Tùng").short_name == "Thanh Tùng"
    assert factories.create_area(name="Thanh Tùng").short_name == "Thanh Tùng"


# --- Units --------------------------------------------------------------------------------------


def test_two_open_sisters_do_not_bear_one_name() -> None:
    root = factories.create_unit()
    factories.create_unit(name="Hội A", parent=root)

    with refused_by("unit_name_once"):
        factories.create_unit(name="Hội A", parent=root)


def test_two_open_roots_do_not_bear_one_name() -> None:
    factories.create_unit(name="Chương trình")

    with refused_by("unit_name_once"):
        factories.create_unit(name="Chương trình")


def test_the_name_of_an_ended_unit_is_free_again() -> None:
    Unit.objects.filter(pk=factories.create_unit(name="Hội A").pk).update(ends_on=JULY)

    assert factories.create_unit(name="Hội A")


def test_a_unit_does_not_end_before_it_was_founded() -> None:
    with refused_by("unit_dates_in_order"):
        Unit.objects.create(name="Hội", kind="other", starts_on=AUGUST, ends_on=JULY)


def test_a_unit_has_a_name() -> None:
    with refused_by("unit_has_name"):
        Unit.objects.create(name="", kind="other")


def test_a_unit_works_in_an_area_once() -> None:
    unit, area = factories.create_unit(), factories.create_area()
    UnitArea.objects.create(unit=unit, area=area)

    with refused_by("unit_area_once"):
        UnitArea.objects.create(unit=unit, area=area)


def test_a_unit_with_units_below_is_not_deleted() -> None:
    root = factories.create_unit()
    factories.create_unit(parent=root)

    with pytest.raises((ProtectedError, RestrictedError)):
        root.delete()


def test_a_path_holds_the_ids_from_the_root_down() -> None:
    root = factories.create_unit()
    middle = factories.create_unit(parent=root)
    leaf = factories.create_unit(parent=middle)

    assert leaf.path == f"/{root.pk}/{middle.pk}/{leaf.pk}/"
    assert (root.depth, leaf.depth) == (0, 2)


def test_a_subtree_moves_with_its_unit() -> None:
    first, second = factories.create_unit(), factories.create_unit()
    middle = factories.create_unit(parent=first)
    leaf = factories.create_unit(parent=middle)

    Unit.objects.filter(pk=middle.pk).update(parent=second)

    leaf.refresh_from_db()
    assert leaf.path == f"/{second.pk}/{middle.pk}/{leaf.pk}/"


def test_a_path_cannot_be_forged() -> None:
    unit = factories.create_unit()

    Unit.objects.filter(pk=unit.pk).update(path="/1/2/3/")

    unit.refresh_from_db()
    assert unit.path == f"/{unit.pk}/"


def test_a_unit_cannot_lie_below_itself() -> None:
    root = factories.create_unit()
    leaf = factories.create_unit(parent=factories.create_unit(parent=root))

    with refused_by("cannot lie below itself"):
        Unit.objects.filter(pk=root.pk).update(parent=leaf)


def test_a_subtree_is_what_lies_at_or_below_and_no_more() -> None:
    root, other = factories.create_unit(), factories.create_unit()
    leaf = factories.create_unit(parent=root)

    assert set(Unit.objects.within([root.path])) == {root, leaf}
    assert set(Unit.objects.within([leaf.path, other.path])) == {leaf, other}
    assert not Unit.objects.within([])


def test_the_tree_shows_each_unit_behind_its_parent() -> None:
    first = factories.create_unit()
    second = factories.create_unit()
    late = factories.create_unit(parent=first)

    assert list(Unit.objects.as_tree()) == [first, late, second]


def test_a_unit_is_found_without_marks_and_by_its_code() -> None:
    unit = factories.create_unit(name="Hội Liên hiệp Phụ nữ xã Hạnh Lâm")

    assert list(Unit.objects.search("phu nu hanh")) == [unit]
    assert list(Unit.objects.search(unit.code.lower())) == [unit]
    assert not Unit.objects.search("phu nu thanh")


def test_each_change_counts_one_version() -> None:
    unit = factories.create_unit()

    Unit.objects.filter(pk=unit.pk).update(name="Tên khác")
    Unit.objects.filter(pk=unit.pk).update(name="Tên khác")  # nothing changed

    unit.refresh_from_db()
    assert unit.version == 2


# --- Appointments -------------------------------------------------------------------------------


@pytest.fixture
def post() -> Appointment:
    user, unit = factories.create_user(), factories.create_unit()
    return Appointment.objects.create(user=user, role=Role.LEADER, unit=unit, starts_on=JULY, ends_on=AUGUST)


def test_an_appointment_does_not_end_before_it_begins(post: Appointment) -> None:
    with pytest.raises(DatabaseError):  # the range of the exclusion constraint refuses it first
        Appointment.objects.filter(pk=post.pk).update(starts_on=AUGUST, ends_on=JULY)


def test_one_role_at_one_unit_is_not_held_twice_at_a_time(post: Appointment) -> None:
    with refused_by("appointment_no_overlap"):
        Appointment.objects.create(user=post.user, role=post.role, unit=post.unit, starts_on=JULY)


def test_a_role_may_be_held_again_from_the_day_it_ended(post: Appointment) -> None:
    assert Appointment.objects.create(user=post.user, role=post.role, unit=post.unit, starts_on=AUGUST)


def test_an_appointment_holds_from_its_first_day_until_the_day_before_its_end(post: Appointment) -> None:
    day = datetime.timedelta(days=1)
    holds = {on: Appointment.objects.on(on).exists() for on in (JULY - day, JULY, AUGUST - day, AUGUST)}

    assert list(holds.values()) == [False, True, True, False]


def test_an_account_with_a_history_of_roles_is_not_deleted(post: Appointment) -> None:
    with pytest.raises((ProtectedError, RestrictedError)):
        post.user.delete()


# --- The access log -----------------------------------------------------------------------------


@pytest.fixture
def reading() -> AccessLog:
    return AccessLog.objects.create(user=factories.create_user(), action=AccessAction.VIEW, record_kind="x.y")


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "change",
    [
        lambda: AccessLog.objects.update(action=AccessAction.PHOTO),
        lambda: AccessLog.objects.all().delete(),
        lambda: sql("UPDATE organisation_accesslog SET action = 'photo'"),
        lambda: sql("DELETE FROM organisation_accesslog"),
        lambda: sql("TRUNCATE organisation_accesslog"),
    ],
    ids=["update", "delete", "raw update", "raw delete", "truncate"],
)
def test_the_access_log_is_never_changed(change: Callable[[], None], reading: AccessLog) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        change()

    assert AccessLog.objects.get().action == AccessAction.VIEW


def test_a_person_is_shown_by_name_or_else_by_account() -> None:
    assert str(User(username="lan", full_name="Phạm Thị Lan")) == "Phạm Thị Lan"
    assert str(User(username="lan")) == "lan"
