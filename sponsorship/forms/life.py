"""Renewal, a child that leaves, and what people put into a fund."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from children.fields import capitalised
from organisation.fields import TidyForm
from organisation.formkit import DayField, MoneyField
from sponsorship.exceptions import Refused, WrongDay
from sponsorship.forms.steps import StepForm
from sponsorship.forms.terms import PledgeForm
from sponsorship.models import Pledge
from sponsorship.models.states import CHILD_LEAVES, EndReason, Method
from sponsorship.operations.renewals import PAPERS, RENEWED


class RenewForm(PledgeForm):
    """The next term: how much, until when, and the new paper."""

    fieldsets = [
        (gettext_lazy("How much"), ["rate_vnd"]),
        (
            gettext_lazy("How long, from the day after the last one"),
            ["end_rule", "ends_on", "months_count", "end_grade"],
        ),
        (gettext_lazy("The new paper"), ["agreement_number", "agreed_on", "note"]),
    ]

    class Meta(PledgeForm.Meta):
        fields = [*RENEWED, *PAPERS]

    def __init__(self, *args: Any, instance: Pledge, **kwargs: Any) -> None:
        last_rate_vnd = instance.rate_on(instance.ends_on or timezone.localdate())
        initial = {"rate_vnd": last_rate_vnd, "ends_on": None, "agreement_number": "", "agreed_on": None}
        kwargs["initial"] = initial | {"note": "", "months_count": 12} | kwargs.get("initial", {})
        super().__init__(*args, instance=instance, **kwargs)
        for name in ("pays_every", "active_months"):
            self.fields.pop(name, None)

    def _check_rate(self, cleaned: dict[str, Any]) -> None:
        super()._check_rate(cleaned | {"form": self.instance.form})
        if cleaned.get("rate_vnd") is None and "rate_vnd" not in self.errors:
            cleaned["rate_vnd"] = 0

    def terms(self) -> dict[str, Any]:
        """What renew_pledge takes."""
        return {name: self.cleaned_data.get(name) for name in self.Meta.fields}


class LeaveForm(StepForm):
    reason = forms.ChoiceField(label=gettext_lazy("Why the child leaves"))
    on = DayField(
        label=gettext_lazy("Leaves from"), help_text=gettext_lazy("From this day on nobody sponsors the child.")
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=400, required=False)
    day = "on"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.value, each.label) for each in EndReason if each in CHILD_LEAVES]
        reason: Any = self.fields["reason"]
        reason.choices = [("", _("— choose —")), *capitalised(choices)]


class ContributionForm(TidyForm, forms.Form):
    """`key` makes the same form sent twice one entry."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    given_by = forms.CharField(
        label=gettext_lazy("From whom"),
        max_length=200,
        help_text=gettext_lazy("A person or a collection, for example: scrap collected by the women of hamlet 3."),
    )
    amount_vnd = MoneyField(label=gettext_lazy("Amount of money"), min_value=1)
    received_on = DayField(label=gettext_lazy("Received on"))
    method = forms.ChoiceField(label=gettext_lazy("Method"), choices=Method.choices)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=400, required=False)
    fieldsets = [("", ["given_by", "amount_vnd", "received_on", "method", "note"])]
    widths = {"given_by": "full", "amount_vnd": "third", "received_on": "third", "method": "third", "note": "full"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4(), "received_on": timezone.localdate()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        method: Any = self.fields["method"]
        method.choices = capitalised(Method.choices)

    def entry(self) -> dict[str, Any]:
        """What `contribute` takes."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        return values | {"idempotency_key": self.cleaned_data["key"]}

    def refuse(self, error: Refused) -> None:
        self.add_error("received_on" if isinstance(error, WrongDay) else None, str(error))
