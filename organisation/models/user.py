from __future__ import annotations

import datetime
from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisation.models.base import Record, tracked
from organisation.models.unit import Unit
from organisation.roles import Role


@tracked("password", "last_login")
class User(AbstractUser):
    first_name = last_name = None  # type: ignore[assignment]  # a Vietnamese name is one field
    full_name = models.CharField(_("full name"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    password_link_until = models.DateTimeField(
        _("link for choosing a password works until"), null=True, blank=True, editable=False
    )
    second_factor_since = models.DateTimeField(_("second step since"), null=True, blank=True, editable=False)
    second_factor_reset_at = models.DateTimeField(_("second step reset at"), null=True, blank=True, editable=False)

    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.CheckConstraint(condition=Q(username=Lower("username")), name="username_in_small_letters"),
            models.CheckConstraint(
                condition=Q(password_link_until=None) | Q(password__startswith="!"),  # noqa: S106  # what Django writes where there is none
                name="whoever_has_a_link_has_no_password",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """User names are in small letters, however they are typed: Caps Lock shuts nobody out."""
        return super().normalize_username(username).lower()

    def set_password(self, raw_password: str | None) -> None:
        """By whatever way a password is chosen (`manage.py changepassword`), a link for choosing one is over."""
        super().set_password(raw_password)
        self.password_link_until = None

    def get_absolute_url(self) -> str:
        return reverse("organisation:account", args=[self.pk])

    def get_full_name(self) -> str:
        return self.full_name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()

    @cached_property
    def current_appointments(self) -> list[Appointment]:
        """Read once a request: a changed role works on the next one."""
        return list(self.appointments.current().select_related("unit").order_by("unit__path", "role"))


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def on(self, day: datetime.date):
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)

    def current(self):
        return self.on(timezone.localdate())

    def not_ended(self):
        """Those in force and those that begin later."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=timezone.localdate()))


@tracked()
class Appointment(Record):
    """Who holds which role where; `ends_on` is the first day without it."""

    user = models.ForeignKey(User, models.RESTRICT, related_name="appointments", verbose_name=_("account"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="appointments", verbose_name=_("unit"))
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on__lte=F("ends_on")), name="appointment_dates_in_order"
            ),
            ExclusionConstraint(
                name="appointment_no_overlap",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    (Func("starts_on", "ends_on", Value("[)"), function="daterange"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    @property
    def description(self) -> str:
        return Role(self.role).description

    @property
    def is_ended(self) -> bool:
        return self.ends_on is not None and self.ends_on <= timezone.localdate()

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()} – {self.unit}"
