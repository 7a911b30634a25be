"""Donors and registrations fetched through the scope of who asks: another unit's record is a 404."""

import uuid
from typing import Any

from django.db.models import QuerySet

from donors.models import Donor, Registration
from organisation.access import fetch, units_where
from organisation.roles import Permission


def readable(user: Any, public_id: uuid.UUID) -> Donor:
    donors = Donor.objects.visible_to(user).select_related("unit", "wished_area", "commune")
    return fetch(donors, user, Permission.VIEW_DONORS, public_id=public_id)


def editable(user: Any, public_id: uuid.UUID) -> Donor:
    return fetch(Donor.objects.visible_to(user), user, Permission.EDIT_DONORS, public_id=public_id)


def answerable(user: Any, public_id: uuid.UUID) -> Registration:
    offers = Registration.objects.visible_to(user).select_related("donor", "answered_by")
    return fetch(offers, user, Permission.EDIT_DONORS, public_id=public_id)


def editable_donors(user: Any) -> QuerySet[Donor]:
    return Donor.objects.filter(managing_unit__in=units_where(user, Permission.EDIT_DONORS))
