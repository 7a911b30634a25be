"""Whether a child needs a donor."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from children.fields import capitalised
from children.forms.base import PastDayField
from children.models import Child
from children.models.choices import NeedEndReason
from organisation.formkit import PaperForm


class EndNeedForm(PaperForm, forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why"), choices=lambda: [("", _("— choose —")), *capitalised(NeedEndReason.choices)]
    )
    on = PastDayField(label=gettext_lazy("Since"), initial=timezone.localdate)

    def __init__(self, *args: Any, child: Child, **kwargs: Any) -> None:
        self.child = child
        super().__init__(*args, **kwargs)

    def clean_on(self) -> datetime.date:
        if self.child.needs_since and self.cleaned_data["on"] < self.child.needs_since:
            day = f"{self.child.needs_since:%d/%m/%Y}"
            raise ValidationError(_("The need began on %(day)s; it cannot end earlier."), params={"day": day})
        return self.cleaned_data["on"]


class ReopenNeedForm(PaperForm, forms.Form):
    on = PastDayField(label=gettext_lazy("In need of a donor since"), initial=timezone.localdate)
