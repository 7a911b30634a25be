from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from children.models.child import Child
from children.models.hiding import part_without_place
from imports.models import ImportBatch
from organisation.models.base import Record, bump_version, folded, tracked


@tracked("name_folded")
class Caregiver(Record):
    """Who cares for the child, and who signs for the child: often the same, not always."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="caregivers", verbose_name=_("child"))
    full_name = models.CharField(_("full name"), max_length=120)
    name_folded = folded("full_name")
    relationship = models.CharField(_("relationship to the child"), max_length=60, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    other_phone = models.CharField(_("other phone"), max_length=20, blank=True)
    bank_account = models.CharField(_("bank account"), max_length=30, blank=True)
    bank_name = models.CharField(_("bank"), max_length=80, blank=True)
    is_carer = models.BooleanField(_("cares for the child"), default=True)
    is_guardian = models.BooleanField(_("legal guardian"), default=False)
    import_batch = models.ForeignKey(ImportBatch, models.SET_NULL, null=True, blank=True, editable=False)

    class Meta(Record.Meta):
        triggers = [bump_version("name_folded"), part_without_place("caregivers")]
        verbose_name = _("caregiver")
        verbose_name_plural = _("caregivers")
        ordering = ["-is_carer", "id"]
        indexes = [models.Index(fields=["phone"], name="caregiver_phone", condition=~Q(phone=""))]
        constraints = [
            models.CheckConstraint(condition=~Q(full_name=""), name="caregiver_has_name"),
            models.CheckConstraint(condition=Q(is_carer=True) | Q(is_guardian=True), name="caregiver_has_part"),
        ]

    def __str__(self) -> str:
        return self.full_name
