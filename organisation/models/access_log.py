from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from organisation.models.base import append_only


class AccessAction(models.TextChoices):
    VIEW = "view", _("read")
    PHOTO = "photo", _("saw the photo")
    SEARCH = "search", _("searched")
    EXPORT = "export", _("exported")
    PRINT = "print", _("printed")


class AccessLog(models.Model):
    """Who looked at whose data. Written in the reader's own transaction; never changed.

    The reader is an account, or whoever holds the personal link (`by_link`, its id) of a donor.
    """

    at = models.DateTimeField(_("at"), db_default=Now(), editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    by_link = models.BigIntegerField(_("personal link"), null=True, blank=True)
    action = models.CharField(_("action"), max_length=10, choices=AccessAction)
    record_kind = models.CharField(_("kind of record"), max_length=40)
    record_id = models.BigIntegerField(_("record"), null=True, blank=True)
    rows_count = models.PositiveIntegerField(_("rows"), null=True, blank=True)

    class Meta:
        verbose_name = _("access")
        verbose_name_plural = _("access log")
        indexes = [models.Index(fields=["record_kind", "record_id", "-at"])]
        triggers = append_only()
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, by_link=None) | Q(user=None, by_link__isnull=False),
                name="access_has_one_reader",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user or self.by_link} {self.action} {self.record_kind}"
