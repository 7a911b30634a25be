from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FundingSource(models.TextChoices):
    """Whose money it is; sources are never mixed."""

    SOCIAL_MOBILISATION = "social_mobilisation", _("social mobilisation")
    UNION_FINANCE = "union_finance", _("union finance")
    BUDGET = "budget", _("state budget")
    FUND = "fund", pgettext_lazy("funding source", "fund")
    PARTNER = "partner", _("partner")
