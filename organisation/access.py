"""Who may do what where: the one place that views, menus and querysets ask."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from organisation.models import Appointment, Unit, User
from organisation.models.unit import UnitQuerySet
from organisation.roles import Permission, Role
from organisation.sent_once import answered_once

METHODS = ["GET", "HEAD", "POST"]
SIGNED_IN = "signed_in"  # any account, whatever its roles
View = Callable[..., HttpResponseBase]
M = TypeVar("M", bound=Model)


class SignedInRequest(HttpRequest):
    """A request as a view behind `requires` gets it: nobody anonymous comes that far. For annotations only."""

    user: User


def paths_where(user: Any, permission: Permission) -> list[str]:
    """The roots of the subtrees in which `user` holds a role with `permission`; none lies below another."""
    return _roots(user).get(permission, []) if user.is_authenticated else []


def _roots(user: Any) -> dict[Permission, list[str]]:
    """For each permission; a page asks some thirty times: worked out once for the appointments that were read."""
    posts = user.current_appointments
    of_posts, roots = user.__dict__.get("_roots", (None, {}))
    if of_posts is posts:
        return roots
    roots = {}
    for appointment in posts:  # by path: what is above comes first
        path = appointment.unit.path
        for permission in Role(appointment.role).permissions:
            found = roots.setdefault(permission, [])
            if not path.startswith(tuple(found)):
                found.append(path)
    user.__dict__["_roots"] = (posts, roots)
    return roots


def units_where(user: Any, permission: Permission) -> UnitQuerySet:
    return Unit.objects.within(paths_where(user, permission))


def accounts_where(user: Any) -> QuerySet[User]:
    """The accounts that hold or held a role where `user` keeps the accounts."""
    units = units_where(user, Permission.MANAGE_ACCOUNTS)
    return User.objects.filter(Exists(Appointment.objects.filter(user=OuterRef("pk"), unit__in=units)))


def can(user: Any, permission: Permission, unit: Unit | None = None) -> bool:
    """May `user` do this at `unit`; without a unit, anywhere at all."""
    paths = paths_where(user, permission)
    return bool(paths) if unit is None else any(unit.path.startswith(path) for path in paths)


def own_post(user: Any, permission: Permission) -> Unit | None:
    """The unit that a form begins with: the first one of the person's posts where this may be done."""
    return next((post.unit for post in user.current_appointments if can(user, permission, post.unit)), None)


def require(user: Any, permission: Permission, unit: Unit) -> None:
    if not can(user, permission, unit):
        raise PermissionDenied


def requires(permission: Permission | str) -> Callable[[View], View]:
    """Name the permission of a view; a view without one fails tests/test_access.py.

    Whatever is neither read nor sent from a form (PUT, DELETE, TRACE …) is refused. A form is carried out once.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in METHODS:
                return HttpResponseNotAllowed(METHODS)
            if permission != SIGNED_IN and not can(request.user, Permission(permission)):
                raise PermissionDenied
            if request.method == "POST":
                return answered_once(request, partial(view, request, *args, **kwargs))
            return view(request, *args, **kwargs)

        checked.permission = permission  # type: ignore[attr-defined]  # read by the access table
        return checked

    return decorate


def fetch(visible: QuerySet[M], user: Any, permission: Permission, **lookup: Any) -> M:
    """A record out of `visible` (else 404) at whose managing unit `user` holds `permission` (else 403)."""
    record = get_object_or_404(visible.select_related("managing_unit"), **lookup)
    require(user, permission, record.managing_unit)  # type: ignore[attr-defined]  # every scoped model has one
    return record
