from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisation.access import paths_where
from organisation.models import Unit
from organisation.models.base import Record, tracked
from organisation.roles import Permission

MOST_POINTS = 200
OLDEST = 21


def points_field(label: Any, default: int) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label, default=default, validators=[MinValueValidator(0), MaxValueValidator(MOST_POINTS)]
    )


def number_field(label: Any, default: int, lowest: int, highest: int) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label, default=default, validators=[MinValueValidator(lowest), MaxValueValidator(highest)]
    )


class NeedOrderManager(models.Manager["NeedOrder"]):
    def visible_to(self, user: Any) -> models.QuerySet[NeedOrder]:
        """The orders of the programmes whose pledges `user` sees."""
        return self.filter(unit__in=[_root_of(path) for path in paths_where(user, Permission.VIEW_PLEDGES)])

    def of_unit(self, unit: Unit) -> NeedOrder:
        """The order of the programme that `unit` belongs to; the standard one, not yet saved, where none is set."""
        return self._of(_root_of(unit.path))

    def of_reader(self, user: Any) -> NeedOrder:
        """The order of the programme in which `user` matches (the first, if there are several)."""
        paths = paths_where(user, Permission.MATCH) or paths_where(user, Permission.VIEW_CHILDREN)
        return self._of(_root_of(paths[0])) if paths else NeedOrder()

    def _of(self, root: int) -> NeedOrder:
        return self.filter(unit=root).first() or NeedOrder(unit_id=root)


def _root_of(path: str) -> int:
    return int(path.split("/")[1])


@tracked()
class NeedOrder(Record):
    """How many points each reason gives a waiting child; the most points come first. One for each programme.

    The defaults are the standard order. A reason with 0 points plays no part.
    """

    unit = models.OneToOneField(
        Unit, models.RESTRICT, related_name="need_order", editable=False, verbose_name=_("programme")
    )
    lost_both = points_field(_("lost both parents"), 40)
    lost_one = points_field(_("lost the father or the mother"), 15)
    poor = points_field(_("poor household"), 20)
    near_poor = points_field(_("near-poor household"), 10)
    disabled = points_field(_("with a disability"), 15)
    ill = points_field(_("gravely or long ill"), 15)
    without_support = points_field(_("abandoned or without support"), 15)
    never_helped = points_field(_("never helped by anybody"), 10)
    lost_donor = points_field(_("lost a donor"), 10)
    waiting_points = points_field(_("points"), 1)
    waiting_days = number_field(_("for every"), 30, 1, 365)
    waiting_most = points_field(_("at most"), 24)
    very_young = points_field(_("small child"), 5)
    very_young_age = number_field(_("younger than"), 6, 1, OLDEST)
    nearly_grown = points_field(_("soon grown up"), 5)
    nearly_grown_age = number_field(_("from the age of"), 15, 1, OLDEST)
    sibling_waits = points_field(_("a brother or sister waits too"), 5)
    union_member = points_field(_("union member's child"), 5)

    objects = NeedOrderManager()

    class Meta(Record.Meta):
        verbose_name = _("order of need")
        verbose_name_plural = _("orders of need")
        constraints = [
            models.CheckConstraint(
                condition=Q(waiting_days__gte=1, waiting_days__lte=365), name="need_order_days_plausible"
            ),
            models.CheckConstraint(
                condition=Q(very_young_age__lte=F("nearly_grown_age")), name="need_order_ages_in_order"
            ),
        ]

    def __str__(self) -> str:
        return str(_("order of need"))

    def get_absolute_url(self) -> str:
        return reverse("sponsorship:need_order")

    @property
    def is_standard(self) -> bool:
        standard = NeedOrder()
        return all(getattr(self, name) == getattr(standard, name) for name in SETTINGS)


SETTINGS = [
    field.name for field in NeedOrder._meta.concrete_fields if isinstance(field, models.PositiveSmallIntegerField)
]
