"""Moving held money to another pledge, and taking that back."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from organisation.fields import TidyForm
from organisation.formkit import DayField, MoneyField
from sponsorship import finding
from sponsorship.exceptions import MoreThanPledged, NotEnoughHeld, SamePledge, WrongDay


class MoveForm(TidyForm, forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    to = forms.CharField(
        label=gettext_lazy("To the pledge: code, child or donor"),
        max_length=300,
        widget=forms.TextInput(attrs={"data-find-pledge": "", "autocomplete": "off", "spellcheck": "false"}),
    )
    amount_vnd = MoneyField(label=gettext_lazy("Amount of money"), min_value=1)
    on = DayField(label=gettext_lazy("Moved on"))
    reason = forms.CharField(
        label=gettext_lazy("Why, and who agreed"),
        max_length=400,
        help_text=gettext_lazy("For example: the child moved away; the donor agreed by telephone on that day."),
    )
    allow_surplus = forms.BooleanField(label=gettext_lazy("Book the rest as a surplus"), required=False)
    fieldsets = [("", ["to", "amount_vnd", "on", "reason", "allow_surplus"])]
    widths = {"to": "full", "amount_vnd": "third", "on": "third", "reason": "full", "allow_surplus": "full"}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.user, self.pledge = user, None
        kwargs["initial"] = {"key": uuid.uuid4(), "on": timezone.localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        if "allow_surplus" not in self.data:
            self.offered_later = self.fields.pop("allow_surplus")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("to"):
            [(self.pledge, why)] = finding.resolve(self.user, [cleaned["to"]])
            if self.pledge is None:
                self.add_error("to", why)
        return cleaned

    @property
    def entry(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "to_pledge": self.pledge,
            "amount_vnd": cleaned["amount_vnd"],
            "on": cleaned["on"],
            "reason": cleaned["reason"],
            "allow_surplus": cleaned.get("allow_surplus", False),
            "idempotency_key": cleaned["key"],
        }

    def refuse(self, error: Exception) -> None:
        fields: dict[type, str] = {
            WrongDay: "on",
            SamePledge: "to",
            NotEnoughHeld: "amount_vnd",
            MoreThanPledged: "amount_vnd",
        }
        self.add_error(fields.get(type(error)), str(error))
        if isinstance(error, MoreThanPledged) and "allow_surplus" not in self.fields:
            self.fields["allow_surplus"] = self.offered_later
