from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donors.models.donor import Donor, DonorKind
from organisation.access import units_where
from organisation.models import Unit
from organisation.models.base import Record
from organisation.roles import Permission
from vietnamese.text import clean, fold


class RegistrationState(models.TextChoices):
    WAITING = "waiting", _("waiting for an officer")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, user: Any):
        return self.filter(managing_unit__in=units_where(user, Permission.EDIT_DONORS))

    def waiting(self):
        return self.filter(state=RegistrationState.WAITING)

    def search(self, text: str):
        """By the words of the name, without marks, or by phone."""
        digits = "".join(char for char in text if char.isdigit())
        rows = self.alias(name_folded=Func(F("name"), function="vi_fold", output_field=models.TextField()))
        named = Q(*(Q(name_folded__contains=word) for word in fold(clean(text)).split()))
        return rows.filter(named | Q(phone__contains=digits) if len(digits) >= 6 else named)


class Registration(Record):
    """Somebody offers to help, on paper or from the public page; an officer makes a donor of it."""

    kind = models.CharField(_("kind"), max_length=12, choices=DonorKind)
    name = models.CharField(_("name"), max_length=200)
    phone = models.CharField(_("phone"), max_length=20)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    offer = models.TextField(_("what is offered"), max_length=2000, blank=True)
    capacity_children = models.PositiveSmallIntegerField(_("children it can take"), null=True, blank=True)
    capacity_vnd = models.BigIntegerField(_("VND a month it can give"), null=True, blank=True)
    is_public = models.BooleanField(_("may be named in public"), default=False)
    # Of an offer from the public page: a keyed hash of the day and the sender's address, to count and nothing else.
    sender = models.CharField(max_length=64, blank=True, editable=False)
    managing_unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", verbose_name=_("unit"))
    state = models.CharField(_("state"), max_length=10, choices=RegistrationState, default=RegistrationState.WAITING)
    donor = models.ForeignKey(Donor, models.RESTRICT, null=True, blank=True, related_name="registrations")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("answer sent by mail at"), null=True, blank=True, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["created_at"], name="registration_created")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.ACCEPTED) | Q(donor__isnull=False),
                name="registration_accepted_has_donor",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=RegistrationState.WAITING, donor=None, answered_by__isnull=True, answered_at__isnull=True
                )
                | (~Q(state=RegistrationState.WAITING) & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="registration_answer_has_author",
            ),
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.DECLINED) | Q(donor=None),
                name="registration_declined_has_no_donor",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="registration_has_name"),
            models.CheckConstraint(
                condition=Q(capacity_vnd=None) | Q(capacity_vnd__gt=0), name="registration_capacity_positive"
            ),
            models.CheckConstraint(
                condition=Q(mailed_at=None) | ~Q(state=RegistrationState.WAITING),
                name="registration_mailed_is_answered",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_waiting(self) -> bool:
        return self.state == RegistrationState.WAITING

    def get_absolute_url(self) -> str:
        return reverse("donors:registration", args=[self.public_id])
