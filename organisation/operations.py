"""What is done to units, accounts and appointments: each write with its consequences in one place."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisation.access import require
from organisation.areas import former_district, successors_of
from organisation.models import Appointment, Area, Session, Unit, UnitArea, User
from organisation.models.base import counting_changes
from organisation.models.unit import UnitKind
from organisation.roles import Permission, Role

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike on a slip of paper
PASSWORD_LINK_LASTS = datetime.timedelta(days=7)
ADMINISTRATORS_LOCK = 20250701  # one number for everybody who takes an administrator away


class Refused(Exception):
    """Nothing was done; the message is a sentence for the person who asked."""


class LastAdministrator(Refused):
    pass


# --- Programmes and units -----------------------------------------------------------------------


@transaction.atomic
def start_programme(*, name: str, district_code: str) -> dict[str, Unit]:
    """The root unit of a programme over a former district, with its two organisations below it.

    Its areas are the former district and the present communes that took in its communes, so that it is found by the
    addresses of either generation. Returns the units "unit", "labour_federation", "womens_union".
    Raises Refused for an unknown code, an empty name, or a name that another programme bears.
    """
    district = former_district(district_code)
    if district is None:
        raise Refused(_("No former district has the code “%(code)s”.") % {"code": district_code})
    name = " ".join(name.split())
    if not name:
        raise Refused(_("The programme needs a name."))
    if Unit.objects.open().filter(parent=None, name__iexact=name).exists():
        raise Refused(_("There is a programme with the name “%(name)s” already.") % {"name": name})
    programme = Unit.objects.create(name=name, kind=UnitKind.PROGRAMME)
    set_areas(unit=programme, areas=[district, *successors_of(district)])
    place = district.name[:1].lower() + district.name[1:]
    return {
        "unit": programme,
        "labour_federation": Unit.objects.create(
            name=f"Liên đoàn Lao động {place}", kind=UnitKind.LABOUR_FEDERATION, parent=programme
        ),
        "womens_union": Unit.objects.create(
            name=f"Hội Liên hiệp Phụ nữ {place}", kind=UnitKind.WOMENS_UNION, parent=programme
        ),
    }


def set_areas(*, unit: Unit, areas: Iterable[Area]) -> None:
    """Makes `areas` the areas of the unit; those that stay keep their rows."""
    wanted = {area.pk for area in areas}
    UnitArea.objects.filter(unit=unit).exclude(area__in=wanted).delete()
    UnitArea.objects.bulk_create([UnitArea(unit=unit, area_id=pk) for pk in wanted], ignore_conflicts=True)


@transaction.atomic
def save_unit(*, unit: Unit, areas: Iterable[Area], by: User) -> Unit:
    """Adds or changes a unit and its areas. Raises PermissionDenied outside the subtree of `by` (whoever keeps a unit
    alone, not those above it, leaves it where it stands), Refused for a unit that would lie below itself or bears the
    name of its sister.
    """
    before = Unit.objects.get(pk=unit.pk) if unit.pk else None
    if before:
        require(by, Permission.MANAGE_UNITS, before)
    if before is None or unit.parent_id != before.parent_id:
        if unit.parent is None:  # a new tree begins with start_programme, on the computer itself
            raise PermissionDenied
        require(by, Permission.MANAGE_UNITS, unit.parent)
    with counting_changes(unit, "areas"):
        try:
            with transaction.atomic():
                unit.save()
        except IntegrityError as error:
            raise Refused(_why(error)) from error
        set_areas(unit=unit, areas=areas)
    unit.refresh_from_db()
    return unit


def _why(error: IntegrityError) -> str:
    constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
    if constraint == "unit_not_below_itself":
        return _("A unit cannot be part of a unit that lies below it.")
    if constraint == "unit_name_once":
        return _("There is a unit with this name in the same place already.")
    raise error


@transaction.atomic
def end_unit(*, unit: Unit, on: datetime.date, successor: Unit | None, by: User) -> None:
    """The unit ends on this day and, if it was merged, `successor` goes on in its place.

    Its records stay where they are and can still be found. Raises Refused while units below it are open, for a day
    before it was founded, or for a successor that is the unit itself or has ended.
    """
    require(by, Permission.MANAGE_UNITS, unit)
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if unit.ends_on:
        raise Refused(_("This unit has ended already."))
    if unit.parent_id is None:
        raise Refused(_("The programme itself cannot be ended here."))
    if unit.units.open().exists():
        raise Refused(_("Units below it still work. End them or move them first."))
    if unit.starts_on and on < unit.starts_on:
        raise Refused(_("The unit cannot end before it was founded."))
    if successor and (successor.pk == unit.pk or successor.ends_on):
        raise Refused(_("The successor must be another unit that still works."))
    unit.ends_on, unit.successor = on, successor
    unit.save(update_fields=["ends_on", "successor"])


# --- Accounts -----------------------------------------------------------------------------------


@transaction.atomic
def create_account(*, username: str, full_name: str, by: User | None, **contact: str) -> User:
    """A new account, whose owner chooses the password by a link (organisation/password_links.py).

    `by` is None for the command on the computer itself. `contact` may hold phone and email.
    Raises PermissionDenied for whoever keeps no accounts, Refused if the user name is taken.
    """
    if by is not None and not _keeps_accounts(by):
        raise PermissionDenied
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(_("The user name “%(name)s” is taken.") % {"name": username})
    user = User(username=User.normalize_username(username), full_name=full_name, **contact)
    wait_for_password(user)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:  # somebody took the name at this very moment
        raise Refused(_("The user name “%(name)s” is taken.") % {"name": username}) from error
    return user


def wait_for_password(user: User) -> None:
    """No password opens the account until its owner has chosen one; a link made before is over."""
    user.set_unusable_password()
    user.password_link_until = timezone.now() + PASSWORD_LINK_LASTS


@transaction.atomic
def change_person(*, user: User, full_name: str, phone: str, email: str, by: User) -> None:
    """Changes what is known about the person; what the account may do is left alone."""
    may_change(user, by)
    user.full_name, user.phone, user.email = full_name, phone, email
    user.save(update_fields=["full_name", "phone", "email"])


@transaction.atomic
def reset_password(*, user: User, by: User) -> None:
    """The owner chooses another password by a new link; every session of the account ends on its next request."""
    may_change(user, by)
    wait_for_password(user)
    user.save(update_fields=["password", "password_link_until"])
    Session.objects.filter(user=user).delete()


@transaction.atomic
def disable_account(*, user: User, by: User) -> None:
    """Signing in is refused from now on and every session ends on its next request; the appointments stay.

    Raises LastAdministrator if nobody else could administer one of the units that the account administers.
    """
    may_change(user, by)
    _keep_one_administrator(
        without=user.appointments.not_ended().filter(role=Role.ADMINISTRATOR).select_related("unit")
    )
    user.is_active = False
    user.save(update_fields=["is_active"])
    if user.password_link_until:  # enabled again, the account must not open by what somebody was sent before
        user.set_unusable_password()
        user.password_link_until = timezone.now()
        user.save(update_fields=["password", "password_link_until"])
    Session.objects.filter(user=user).delete()


@transaction.atomic
def enable_account(*, user: User, by: User) -> None:
    may_change(user, by)
    user.is_active = True
    user.save(update_fields=["is_active"])


def _keeps_accounts(user: User) -> bool:
    return any(Permission.MANAGE_ACCOUNTS in Role(a.role).permissions for a in user.current_appointments)


def may_change(user: User, by: User) -> None:
    """One's own account is for others to change; another's only if all its appointments lie in one's subtree."""
    if user.pk == by.pk:
        raise Refused(_("Nobody changes their own account or role. Ask another administrator."))
    if not _keeps_accounts(by):
        raise PermissionDenied
    for appointment in user.appointments.not_ended().select_related("unit"):
        require(by, Permission.MANAGE_ACCOUNTS, appointment.unit)


# --- Appointments -------------------------------------------------------------------------------


@transaction.atomic
def appoint(*, user: User, role: Role, unit: Unit, by: User | None, on: datetime.date | None = None) -> Appointment:
    """Gives `user` a role at `unit` and all units below it, from `on` (today if not said).

    `by` is None for the command on the computer itself. Raises Refused for one's own account, an ended unit, or an
    appointment that stands already; PermissionDenied for a unit outside the subtree of `by`.
    """
    if by is not None:
        if user.pk == by.pk:
            raise Refused(_("Nobody changes their own account or role. Ask another administrator."))
        require(by, Permission.MANAGE_ACCOUNTS, unit)
    if unit.ends_on:
        raise Refused(_("“%(unit)s” has ended: appoint at its successor.") % {"unit": unit})
    try:
        with transaction.atomic():
            return Appointment.objects.create(user=user, role=role, unit=unit, starts_on=on or timezone.localdate())
    except IntegrityError as error:
        raise Refused(_("This person holds that role at this unit already.")) from error


@transaction.atomic
def end_appointment(*, appointment: Appointment, by: User, on: datetime.date | None = None) -> None:
    """Ends the role; `on` (today if not said) is the first day without it.

    Raises LastAdministrator if nobody else could administer the unit.
    """
    if appointment.user_id == by.pk:
        raise Refused(_("Nobody changes their own account or role. Ask another administrator."))
    require(by, Permission.MANAGE_ACCOUNTS, appointment.unit)
    if appointment.role == Role.ADMINISTRATOR:
        _keep_one_administrator(without=[appointment])
    appointment.ends_on = max(on or timezone.localdate(), appointment.starts_on)
    appointment.save(update_fields=["ends_on"])


def _keep_one_administrator(without: Iterable[Appointment]) -> None:
    """Refuses if a unit of these appointments would be left without an administrator at it or above it.

    Two administrators who remove each other at the same moment wait for one another here.
    """
    going = list(without)
    if not going:
        return
    lock_administrators()
    keys = [a.pk for a in going]
    staying = Appointment.objects.current().filter(role=Role.ADMINISTRATOR, user__is_active=True).exclude(pk__in=keys)
    paths = list(staying.filter(ends_on=None).values_list("unit__path", flat=True))
    for appointment in going:
        if not any(appointment.unit.path.startswith(path) for path in paths):
            raise LastAdministrator(
                _("This is the last administrator of “%(unit)s”. Appoint another one first.")
                % {"unit": appointment.unit}
            )


def lock_administrators() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADMINISTRATORS_LOCK])
