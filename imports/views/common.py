"""What the pages of imported lists share."""

from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy

from imports.models import ImportBatch
from imports.writers import writer
from organisation.access import can, fetch
from organisation.models import User
from organisation.roles import Permission

STEPS = (
    gettext_lazy("Choose the file"),
    gettext_lazy("Check the columns"),
    gettext_lazy("Check the rows"),
    gettext_lazy("Entered"),
)


def me(request: HttpRequest) -> User:
    return cast(User, request.user)


def visible(request: HttpRequest) -> QuerySet[ImportBatch]:
    return ImportBatch.objects.visible_to(request.user)


def batch_of(request: HttpRequest, public_id: Any) -> ImportBatch:
    return fetch(visible(request), request.user, Permission.IMPORT_LISTS, public_id=public_id)


def may_enter(request: HttpRequest, batch: ImportBatch) -> bool:
    """A clerk may prepare a list of pledges; entering it is matching, and takes who may match."""
    return can(request.user, writer(batch.kind).permission, batch.managing_unit)


def address(name: str) -> str:
    """A page of an app above this one; "" where it does not exist."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
