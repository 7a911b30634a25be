from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from children.models.child import Child
from organisation.access import units_where
from organisation.models import Area, Unit
from organisation.models.base import Record, tracked
from organisation.roles import Permission


class WhereaboutsQuerySet(models.QuerySet["Whereabouts"]):
    def visible_to(self, user: Any):
        return self.filter(child__managing_unit__in=units_where(user, Permission.VIEW_RESTRICTED))


@tracked()
class Whereabouts(Record):
    """Where a hidden child is (children/models/hiding.py): for those alone who may see restricted circumstances."""

    IS_RESTRICTED = True  # a file on all that is kept of the child leaves it out for others

    child = models.OneToOneField(Child, models.CASCADE, related_name="whereabouts", verbose_name=_("child"))
    reason = models.CharField(_("why the place is kept secret"), max_length=400)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", editable=False)
    address_as_written = models.CharField(_("address as written"), max_length=300, blank=True)
    hamlet = models.CharField(_("hamlet"), max_length=120, blank=True)
    former_commune = models.ForeignKey(
        Area, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("commune before July 2025")
    )
    commune = models.ForeignKey(
        Area, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("commune")
    )
    school = models.CharField(_("school"), max_length=160, blank=True)
    parents_union = models.CharField(_("parent's grassroots union"), max_length=200, blank=True)
    parents_union_unit = models.ForeignKey(
        Unit, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("parent's union unit")
    )
    circumstances = models.TextField(_("circumstances"), max_length=4000, blank=True)
    note = models.TextField(_("telephones and what else must stay secret"), max_length=4000, blank=True)
    parts = models.JSONField(default=dict, editable=False)  # {related name: {id: {field: text}}}, to be put back

    objects = WhereaboutsQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("whereabouts")
        verbose_name_plural = _("whereabouts")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="whereabouts_say_why")]

    def __str__(self) -> str:
        return str(self.child)
