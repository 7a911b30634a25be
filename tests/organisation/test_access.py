"""Who may do what where."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from children.models import Child
from organisation.access import SIGNED_IN, accounts_where, can, fetch, paths_where, require, requires, units_where
from organisation.access_log import log_access
from organisation.models import AccessLog, Appointment, Unit, User
from organisation.models.access_log import AccessAction
from organisation.roles import DESCRIPTIONS, PERMISSIONS, Permission, Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def root() -> Unit:
    return factories.create_unit()


def test_a_role_holds_at_its_unit_and_below_and_nowhere_else(root: Unit) -> None:
    middle = factories.create_unit(parent=root)
    leaf, beside = factories.create_unit(parent=middle), factories.create_unit(parent=root)
    clerk = factories.create_user(role=Role.DATA_CLERK, unit=middle)

    allowed = {unit: can(clerk, Permission.EDIT_CHILDREN, unit) for unit in (root, middle, leaf, beside)}

    assert allowed == {root: False, middle: True, leaf: True, beside: False}
    assert set(units_where(clerk, Permission.EDIT_CHILDREN)) == {middle, leaf}


def test_two_roles_add_up_each_in_its_own_place(root: Unit) -> None:
    one, other = (factories.create_unit(parent=root) for _n in range(2))
    user = factories.create_user(role=Role.LEADER, unit=one)
    Appointment.objects.create(user=user, role=Role.TREASURER, unit=other)

    assert can(user, Permission.VIEW_CHILDREN, one)
    assert can(user, Permission.RECORD_MONEY, other)
    assert not can(user, Permission.RECORD_MONEY, one)


def test_a_permission_anywhere_opens_the_page() -> None:
    assert can(factories.create_user(role=Role.TREASURER), Permission.RECORD_MONEY)
    assert not can(factories.create_user(role=Role.LEADER), Permission.RECORD_MONEY)


@pytest.mark.parametrize("user", [AnonymousUser(), User()], ids=["anonymous", "without roles"])
def test_nobody_without_a_role_may_do_anything(user: object, root: Unit) -> None:
    if isinstance(user, User):
        user = factories.create_user()

    assert not any(paths_where(user, permission) for permission in Permission)


def test_a_superuser_is_nobody_special() -> None:
    assert not can(factories.create_user(is_superuser=True), Permission.VIEW_CHILDREN)


@pytest.mark.parametrize(
    ("starts", "ends", "holds"), [(0, None, True), (1, None, False), (-9, 0, False), (-9, 1, True)]
)
def test_a_role_holds_only_in_its_time(starts: int, ends: int | None, holds: bool, root: Unit) -> None:
    def day(n: int) -> datetime.date:
        return timezone.localdate() + datetime.timedelta(days=n)

    user = factories.create_user()
    Appointment.objects.create(
        user=user, role=Role.LEADER, unit=root, starts_on=day(starts), ends_on=None if ends is None else day(ends)
    )

    assert can(user, Permission.VIEW_CHILDREN, root) is holds


def test_require_refuses(root: Unit) -> None:
    with pytest.raises(PermissionDenied):
        require(factories.create_user(), Permission.VIEW_CHILDREN, root)


def test_a_record_of_another_unit_is_not_found_and_one_that_may_only_be_read_is_refused(root: Unit) -> None:
    ours, theirs = factories.create_child(unit=root), factories.create_child()
    leader = factories.create_user(role=Role.LEADER, unit=root)
    visible = Child.objects.visible_to(leader)

    assert fetch(visible, leader, Permission.VIEW_CHILDREN, public_id=ours.public_id) == ours
    with pytest.raises(Http404):
        fetch(visible, leader, Permission.VIEW_CHILDREN, public_id=theirs.public_id)
    with pytest.raises(PermissionDenied):
        fetch(visible, leader, Permission.EDIT_CHILDREN, public_id=ours.public_id)


def test_a_view_names_its_permission_and_keeps_it() -> None:
    view: Any = requires(Permission.RECORD_MONEY)(lambda request: HttpResponse("open"))
    request = RequestFactory().get("/")

    request.user = factories.create_user(role=Role.TREASURER)
    assert view(request).content == b"open"
    assert view.permission == Permission.RECORD_MONEY

    request.user = factories.create_user(role=Role.LEADER)
    with pytest.raises(PermissionDenied):
        view(request)


def test_a_page_for_anybody_signed_in_asks_for_no_role() -> None:
    request = RequestFactory().get("/")
    request.user = factories.create_user()

    view: Any = requires(SIGNED_IN)(lambda request: HttpResponse("open"))
    assert view(request).content == b"open"


def test_accounts_are_seen_where_they_hold_or_held_a_role(root: Unit) -> None:
    keeper = factories.create_user(role=Role.ADMINISTRATOR, unit=root)
    below = factories.create_user(role=Role.LEADER, unit=factories.create_unit(parent=root))
    gone = factories.create_user(role=Role.LEADER, unit=root)
    gone.appointments.update(ends_on=datetime.date(2021, 1, 1))
    factories.create_user(role=Role.LEADER)
    factories.create_user()

    assert set(accounts_where(keeper)) == {keeper, below, gone}
    assert not accounts_where(below)


def test_reading_is_logged_with_the_record_or_with_the_number_of_rows(root: Unit) -> None:
    user, child = factories.create_user(), factories.create_child(unit=root)

    log_access(user, AccessAction.VIEW, child)
    log_access(user, AccessAction.EXPORT, Child, rows_count=885)

    rows = AccessLog.objects.order_by("pk").values_list("action", "record_kind", "record_id", "rows_count")
    assert list(rows) == [("view", "children.child", child.pk, None), ("export", "children.child", None, 885)]


def test_every_role_is_described() -> None:
    assert set(DESCRIPTIONS) == set(PERMISSIONS) == set(Role)


def test_whoever_sees_pledges_sees_their_money() -> None:
    """reports/ledger.py keeps the sums of both in one row."""
    assert all((Permission.VIEW_PLEDGES in had) == (Permission.VIEW_MONEY in had) for had in PERMISSIONS.values())


def test_leaders_change_nothing() -> None:
    changing = {p for p in Permission if p.startswith(("edit", "manage", "record", "match", "import"))}

    assert not Role.LEADER.permissions & changing


def test_only_administrators_keep_accounts() -> None:
    assert [role for role in Role if Permission.MANAGE_ACCOUNTS in role.permissions] == [Role.ADMINISTRATOR]
