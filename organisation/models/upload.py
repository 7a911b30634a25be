from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class UploadDay(models.Model):
    """How many bytes an account sent on one day, and for which unit: no disk is filled by one desk (quotas.py)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.CASCADE, related_name="+")
    day = models.DateField(_("day"))
    size = models.PositiveBigIntegerField(_("bytes"), default=0)

    class Meta:
        verbose_name = _("files of a day")
        verbose_name_plural = _("files of a day")
        constraints = [models.UniqueConstraint(fields=["unit", "day", "user"], name="upload_day_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.user_id}"
