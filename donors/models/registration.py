from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from donors.models.donor import Donor, DonorKind
from organisation.access import units_where
from organisation.models import Unit
from organisation.models.base import Record
from organisation.roles import Permission


class RegistrationState(models.TextChoices):
    WAITING = "waiting", _("waiting for an officer")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, user: Any):
        return self.filter(managing_unit__in=units_where(user, Permission.EDIT_DONORS))


class Registration(Record):
    """Somebody offers to help, on paper or from the public page; an officer makes a donor of it."""

    kind = models.CharField(_("kind"), max_length=12, choices=DonorKind)
    name = models.CharField(_("name"), max_length=200)
    phone = models.CharField(_("phone"), max_length=20)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    offer = models.TextField(_("what is offered"), max_length=2000, blank=True)
    managing_unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", verbose_name=_("unit"))
    state = models.CharField(
        _("state"), max_length=10, choices=RegistrationState, default=RegistrationState.WAITING
    )
    donor = models.ForeignKey(Donor, models.RESTRICT, null=True, blank=True, related_name="registrations")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.ACCEPTED) | Q(donor__isnull=False),
                name="registration_accepted_has_donor",
            ),
        ]

    def __str__(self) -> str:
        return self.name
