"""What administrators do to units, accounts and roles, and what they are refused."""

import contextlib
import datetime
import threading
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections, transaction
from django.utils import timezone

from organisation import operations
from organisation.models import Appointment, Unit, User
from organisation.operations import LastAdministrator, Refused
from organisation.roles import Role
from tests import factories

TODAY = timezone.localdate
AGO = datetime.timedelta(days=10)


@pytest.fixture
def root(db: None) -> Unit:
    return factories.create_unit()


@pytest.fixture
def administrator(root: Unit) -> User:
    return factories.create_user(role=Role.ADMINISTRATOR, unit=root)


def again(user: User) -> User:
    """The account as the next request sees it."""
    return User.objects.get(pk=user.pk)


# --- Units --------------------------------------------------------------------------------------


def test_a_unit_is_added_below_and_its_areas_are_set(root: Unit, administrator: User) -> None:
    area = factories.create_area()

    unit = operations.save_unit(
        unit=Unit(name="Công đoàn xã Mẫu", kind="commune_union", parent=root), areas=[area], by=administrator
    )

    assert unit.path == f"{root.path}{unit.pk}/"
    assert list(unit.areas.all()) == [area]


def test_areas_that_are_no_longer_named_go(root: Unit, administrator: User) -> None:
    first, second, third = (factories.create_area(name=name) for name in ("Xã A", "Xã B", "Xã C"))
    operations.set_areas(unit=root, areas=[first, second])

    operations.save_unit(unit=root, areas=[second, third], by=administrator)

    assert set(root.areas.all()) == {second, third}


def test_nobody_adds_or_moves_a_unit_into_another_tree(root: Unit, administrator: User) -> None:
    elsewhere, ours = factories.create_unit(), factories.create_unit(parent=root)

    with pytest.raises(PermissionDenied):
        operations.save_unit(unit=Unit(name="Mới", kind="other", parent=elsewhere), areas=[], by=administrator)
    ours.parent = elsewhere
    with pytest.raises(PermissionDenied):
        operations.save_unit(unit=ours, areas=[], by=administrator)


def test_nobody_takes_a_unit_of_another_tree_over(root: Unit, administrator: User) -> None:
    theirs = factories.create_unit(parent=factories.create_unit())
    theirs.parent = root

    with pytest.raises(PermissionDenied):
        operations.save_unit(unit=theirs, areas=[], by=administrator)


def test_nobody_ends_a_unit_of_another_tree(administrator: User) -> None:
    with pytest.raises(PermissionDenied):
        operations.end_unit(unit=factories.create_unit(), on=TODAY(), successor=None, by=administrator)


def test_whoever_keeps_no_accounts_changes_not_even_one_without_roles(root: Unit) -> None:
    clerk = factories.create_user(role=Role.DATA_CLERK, unit=root)

    with pytest.raises(PermissionDenied):
        operations.disable_account(user=factories.create_user(), by=clerk)


def test_whoever_keeps_a_unit_alone_does_not_move_it(root: Unit) -> None:
    unit, sister = factories.create_unit(parent=root), factories.create_unit(parent=root)
    keeper = factories.create_user(role=Role.ADMINISTRATOR, unit=unit)
    unit.parent = sister

    with pytest.raises(PermissionDenied):
        operations.save_unit(unit=unit, areas=[], by=keeper)


def test_a_unit_does_not_become_a_root_by_losing_its_parent(root: Unit, administrator: User) -> None:
    unit = factories.create_unit(parent=root)
    unit.parent = None

    with pytest.raises(PermissionDenied):
        operations.save_unit(unit=unit, areas=[], by=administrator)


def test_a_unit_cannot_lie_below_itself(root: Unit, administrator: User) -> None:
    upper = factories.create_unit(parent=root)
    upper.parent = factories.create_unit(parent=upper)

    with pytest.raises(Refused, match="cấp dưới"):
        operations.save_unit(unit=upper, areas=[], by=administrator)


def test_two_open_sisters_cannot_bear_one_name(root: Unit, administrator: User) -> None:
    factories.create_unit(name="Hội A", parent=root)

    with pytest.raises(Refused, match="trùng tên"):
        operations.save_unit(unit=Unit(name="Hội A", kind="other", parent=root), areas=[], by=administrator)


def test_an_ended_unit_names_its_successor(root: Unit, administrator: User) -> None:
    old, new = (factories.create_unit(parent=root) for _n in range(2))

    operations.end_unit(unit=old, on=TODAY(), successor=new, by=administrator)

    old.refresh_from_db()
    assert (old.ends_on, old.successor) == (TODAY(), new)


@pytest.mark.parametrize("how", ["root", "open below", "before its founding", "itself", "ended successor", "twice"])
def test_a_unit_that_cannot_end_says_why(how: str, root: Unit, administrator: User) -> None:
    unit, successor, on = factories.create_unit(parent=root), None, TODAY()
    if how == "root":
        unit = root
    elif how == "open below":
        factories.create_unit(parent=unit)
    elif how == "before its founding":
        Unit.objects.filter(pk=unit.pk).update(starts_on=on)
        on -= AGO
    elif how == "itself":
        successor = unit
    elif how == "ended successor":
        successor = factories.create_unit(parent=root)
        operations.end_unit(unit=successor, on=on, successor=None, by=administrator)
        successor.refresh_from_db()
    else:
        operations.end_unit(unit=unit, on=on, successor=None, by=administrator)

    with pytest.raises(Refused):
        operations.end_unit(unit=unit, on=on, successor=successor, by=administrator)


# --- Accounts -----------------------------------------------------------------------------------


def test_a_new_account_waits_for_its_owners_password(administrator: User) -> None:
    user = operations.create_account(username="hoa", full_name="Lê Thị Hoa", by=administrator)

    assert user.password_link_until
    assert not user.has_usable_password()


def test_a_user_name_is_taken_whatever_its_capitals(administrator: User) -> None:
    operations.create_account(username="hoa", full_name="Lê Thị Hoa", by=administrator)

    with pytest.raises(Refused):
        operations.create_account(username="HOA", full_name="Lê Thị Hoa", by=administrator)


def test_only_whoever_keeps_accounts_adds_one(root: Unit) -> None:
    clerk = factories.create_user(role=Role.DATA_CLERK, unit=root)

    with pytest.raises(PermissionDenied):
        operations.create_account(username="hoa", full_name="Lê Thị Hoa", by=clerk)


ACTS: dict[str, Callable[[User, User], object]] = {
    "disable": lambda user, by: operations.disable_account(user=user, by=by),
    "enable": lambda user, by: operations.enable_account(user=user, by=by),
    "password": lambda user, by: operations.reset_password(user=user, by=by),
    "person": lambda user, by: operations.change_person(user=user, full_name="X", phone="", email="", by=by),
    "role": lambda user, by: operations.appoint(user=user, role=Role.LEADER, unit=by.appointments.get().unit, by=by),
    "end": lambda user, by: operations.end_appointment(appointment=user.appointments.get(), by=by),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_nobody_changes_their_own_account_or_role(act: Callable, root: Unit, administrator: User) -> None:
    factories.create_user(role=Role.ADMINISTRATOR, unit=root)

    with pytest.raises(Refused, match="tự sửa"):
        act(administrator, administrator)


@pytest.mark.parametrize("act", [ACTS[key] for key in ("disable", "enable", "password", "person", "end")])
def test_an_account_with_a_role_above_is_out_of_reach(act: Callable, root: Unit) -> None:
    below = factories.create_user(role=Role.ADMINISTRATOR, unit=factories.create_unit(parent=root))
    above = factories.create_user(role=Role.DATA_CLERK, unit=root)

    with pytest.raises(PermissionDenied):
        act(above, below)


@pytest.mark.parametrize("act", [ACTS[key] for key in ("disable", "password", "person", "end")])
def test_a_clerk_changes_no_account(act: Callable, root: Unit) -> None:
    clerk, other = (factories.create_user(role=Role.DATA_CLERK, unit=root) for _n in range(2))

    with pytest.raises(PermissionDenied):
        act(other, clerk)


def test_a_role_that_begins_later_elsewhere_also_keeps_an_account_out_of_reach(administrator: User) -> None:
    user = factories.create_user(role=Role.LEADER, unit=administrator.appointments.get().unit)
    later = TODAY() + AGO
    Appointment.objects.create(user=user, role=Role.LEADER, unit=factories.create_unit(), starts_on=later)

    with pytest.raises(PermissionDenied):
        operations.reset_password(user=user, by=administrator)


# --- Appointments -------------------------------------------------------------------------------


def test_a_role_holds_from_the_next_request(root: Unit, administrator: User) -> None:
    user = factories.create_user()

    operations.appoint(user=user, role=Role.LEADER, unit=root, by=administrator)

    assert [a.role for a in again(user).current_appointments] == [Role.LEADER]


def test_nobody_appoints_outside_their_own_tree(administrator: User) -> None:
    with pytest.raises(PermissionDenied):
        operations.appoint(
            user=factories.create_user(), role=Role.LEADER, unit=factories.create_unit(), by=administrator
        )


def test_the_same_role_is_not_given_twice(root: Unit, administrator: User) -> None:
    user = factories.create_user(role=Role.LEADER, unit=root)

    with pytest.raises(Refused):
        operations.appoint(user=user, role=Role.LEADER, unit=root, by=administrator)


def test_nobody_is_appointed_at_an_ended_unit(root: Unit, administrator: User) -> None:
    unit = factories.create_unit(parent=root)
    operations.end_unit(unit=unit, on=TODAY(), successor=None, by=administrator)
    unit.refresh_from_db()

    with pytest.raises(Refused):
        operations.appoint(user=factories.create_user(), role=Role.LEADER, unit=unit, by=administrator)


def test_an_ended_role_no_longer_holds(root: Unit, administrator: User) -> None:
    user = factories.create_user(role=Role.LEADER, unit=root)

    operations.end_appointment(appointment=user.appointments.get(), by=administrator)

    assert again(user).current_appointments == []


def test_a_role_that_has_not_begun_ends_before_it_begins(root: Unit, administrator: User) -> None:
    user, later = factories.create_user(), TODAY() + AGO
    post = operations.appoint(user=user, role=Role.LEADER, unit=root, on=later, by=administrator)

    operations.end_appointment(appointment=post, by=administrator)

    assert not Appointment.objects.on(later).filter(user=user).exists()


# --- The last administrator ---------------------------------------------------------------------


def end_role(user: User, by: User) -> None:
    operations.end_appointment(appointment=user.appointments.get(), by=by)


def disable(user: User, by: User) -> None:
    operations.disable_account(user=user, by=by)


@pytest.mark.parametrize("remove", [end_role, disable])
def test_an_administrator_may_go_while_another_stays(remove: Callable, root: Unit, administrator: User) -> None:
    other = factories.create_user(role=Role.ADMINISTRATOR, unit=root)

    remove(other, administrator)

    assert not User.objects.filter(pk=other.pk, is_active=True, appointments__ends_on=None).exists()


@pytest.mark.parametrize("remove", [end_role, disable])
def test_the_last_administrator_cannot_be_removed(remove: Callable, root: Unit, administrator: User) -> None:
    last = factories.create_user(role=Role.ADMINISTRATOR, unit=root)
    User.objects.filter(pk=administrator.pk).update(is_active=False)  # signed in, but disabled a moment ago

    with pytest.raises(LastAdministrator):
        remove(last, administrator)


def remove_each_other(remove: Callable) -> list[User]:
    """Two administrators remove each other at the same moment. Returns who is still one."""
    unit = factories.create_unit()
    pair = [factories.create_user(role=Role.ADMINISTRATOR, unit=unit) for _n in range(2)]
    start, hold = threading.Barrier(2), threading.Barrier(2)

    def act(user: User, by: User) -> None:
        try:
            with transaction.atomic():
                start.wait(5)
                remove(again(user), again(by))
                with contextlib.suppress(threading.BrokenBarrierError):
                    hold.wait(1)  # both are through before either commits, unless something made one wait
        except LastAdministrator:
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=people) for people in (pair, pair[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    staying = Appointment.objects.current().filter(role=Role.ADMINISTRATOR, user__is_active=True)
    return [appointment.user for appointment in staying]


@pytest.mark.parametrize("remove", [end_role, disable])
def test_two_administrators_who_remove_each_other_leave_one(remove: Callable, committed: None) -> None:
    assert len(remove_each_other(remove)) == 1


@pytest.mark.parametrize("remove", [end_role, disable])
def test_without_the_lock_they_leave_none(remove: Callable, committed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control twin: it shows that the race is real and that the lock is what ends it."""
    monkeypatch.setattr(operations, "lock_administrators", lambda: None)

    assert remove_each_other(remove) == []
