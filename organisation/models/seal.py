from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from organisation.models.base import append_only


class Seal(models.Model):
    """What stood in some rows of an append-only table, so that a later change of them shows.

    Seals form one chain: each `digest` covers the one before, keyed with the installation's secret, so that whoever
    writes into the database alone cannot mend the chain. organisation/sealing.py makes and checks them.
    """

    table = models.CharField(max_length=63)
    after_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    columns = ArrayField(models.CharField(max_length=63))  # those that the table had then
    rows = models.BinaryField()  # for each row its id (8 bytes) and the first 16 bytes of its SHA-256
    previous = models.CharField(max_length=64, unique=True)  # of the first seal: empty
    digest = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        triggers = append_only()
        constraints = [
            models.CheckConstraint(condition=Q(after_id__lt=F("last_id")), name="seal_covers_rows"),
            models.UniqueConstraint(fields=["table", "after_id"], name="seal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.after_id}–{self.last_id}"
