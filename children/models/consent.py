from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from children.models.child import Child
from organisation.models.base import Record, tracked


class ConsentPurpose(models.TextChoices):
    PROCESS = "process", _("keep the record")
    SHARE = "share", _("show to the donor")
    PUBLISH = "publish", _("publish photo or story")


class ConsentQuerySet(models.QuerySet["Consent"]):
    def in_force(self):
        today = timezone.localdate()
        return self.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=today), given_on__lte=today)


@tracked()
class Consent(Record):
    """Decree 356/2025 and article 21, Law on Children: the guardian's, and the child's own from 7 years."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="consents", verbose_name=_("child"))
    purpose = models.CharField(_("purpose"), max_length=10, choices=ConsentPurpose)
    given_by = models.CharField(_("given by"), max_length=120)
    relationship = models.CharField(_("relationship to the child"), max_length=60, blank=True)
    child_assented = models.BooleanField(_("the child agrees (from 7 years)"), null=True, blank=True)
    given_on = models.DateField(_("given on"))
    evidence = models.CharField(
        _("evidence"), max_length=200, blank=True, help_text=_("Where the signed paper is kept.")
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["purpose", "-given_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "purpose"], condition=Q(withdrawn_on=None), name="consent_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")), name="consent_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.get_purpose_display()

    @property
    def is_in_force(self) -> bool:
        today = timezone.localdate()
        return self.given_on <= today and (self.withdrawn_on is None or self.withdrawn_on > today)
