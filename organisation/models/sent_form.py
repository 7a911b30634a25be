from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class SentForm(models.Model):
    """That a form was sent, and where its answer led: nowhere, where a page showed what was made (see sent_once.py).

    Kept for a day or a little more.
    """

    key = models.CharField(max_length=64, primary_key=True)
    location = models.CharField(max_length=400, blank=True, editable=False)
    sent_at = models.DateTimeField(db_default=Now(), db_index=True, editable=False)

    class Meta:
        verbose_name = _("form that was sent")
        verbose_name_plural = _("forms that were sent")

    def __str__(self) -> str:
        return self.key[:8]
