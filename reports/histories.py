"""The history page of the forms that a higher level sent (organisation/histories.py)."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from organisation.histories import register_history
from reports.models import HigherForm

NOT_TOLD = ["shape", "columns", "named"]  # as the program keeps them; the page of the form says what they mean

register_history(
    HigherForm, crumb=(_("Forms of a higher level"), reverse_lazy("reports:higher_forms")), hidden=NOT_TOLD
)
