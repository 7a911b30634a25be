"""Receipts and handovers as they are written on paper."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from campaigns.models.sources import FundingSource
from children.fields import capitalised
from organisation.fields import TidyForm
from organisation.formkit import DayField, MoneyField
from sponsorship.days import check_day
from sponsorship.exceptions import MoreThanPledged, WrongDay
from sponsorship.models import Pledge
from sponsorship.models.states import Method

AMOUNT_AT_MOST = 10_000_000_000  # more in one entry is a zero too many, and a surplus would hide it


class MoneyForm(TidyForm, forms.Form):
    """`key` makes the same form sent twice one entry. `day` is the name of the field with the entry's day."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    amount_vnd = MoneyField(label=gettext_lazy("Amount of money"), min_value=1, max_value=AMOUNT_AT_MOST)
    method = forms.ChoiceField(label=gettext_lazy("Method"), choices=Method.choices)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=400, required=False)
    widths = {"amount_vnd": "third", "method": "third", "note": "full"}
    day = ""

    def __init__(self, *args: Any, pledge: Pledge, **kwargs: Any) -> None:
        self.pledge = pledge
        kwargs["initial"] = {"key": uuid.uuid4(), self.day: timezone.localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        for name in ("method", "source"):
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                field.choices = capitalised(field.choices)

    def entry(self) -> dict[str, Any]:
        """What the operation takes."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        return values | {"idempotency_key": self.cleaned_data["key"]}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get(self.day):
            try:
                check_day(self.pledge, cleaned[self.day])
            except WrongDay as error:
                self.refuse(error)
        return cleaned

    def refuse(self, error: Exception) -> None:
        self.add_error(self.day if isinstance(error, WrongDay) else "amount_vnd", str(error))


class ReceiptForm(MoneyForm):
    received_on = DayField(label=gettext_lazy("Received on"))
    source = forms.ChoiceField(label=gettext_lazy("Funding source"), choices=FundingSource.choices)
    reference = forms.CharField(
        label=gettext_lazy("Number of the paper or the bank transfer"), max_length=60, required=False
    )
    allow_surplus = forms.BooleanField(label=gettext_lazy("Book the rest as a surplus"), required=False)
    fieldsets = [("", ["amount_vnd", "received_on", "method", "source", "reference", "allow_surplus", "note"])]
    widths = MoneyForm.widths | {
        "received_on": "third",
        "source": "third",
        "reference": "half",
        "allow_surplus": "full",
    }
    day = "received_on"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "allow_surplus" not in self.data:
            self.offered_later = self.fields.pop("allow_surplus")

    def refuse(self, error: Exception) -> None:
        """More than was pledged: now the question of a surplus arises."""
        super().refuse(error)
        if isinstance(error, MoreThanPledged) and "allow_surplus" not in self.fields:
            self.fields["allow_surplus"] = self.offered_later


class DeliveryFields(MoneyForm):
    handed_on = DayField(label=gettext_lazy("Handed over on"))
    received_by = forms.CharField(
        label=gettext_lazy("Received by"), max_length=120, help_text=gettext_lazy("Who took the money and signed.")
    )
    relationship = forms.CharField(label=gettext_lazy("Relationship to the child"), max_length=60, required=False)
    given_by = forms.CharField(label=gettext_lazy("Handed over by"), max_length=120, required=False)
    is_signed = forms.BooleanField(label=gettext_lazy("Signed for on paper"), required=False)
    occasion = forms.CharField(label=gettext_lazy("Place or occasion"), max_length=200, required=False)
    detail = forms.CharField(
        label=gettext_lazy("Number of the savings book, or what the goods are"), max_length=200, required=False
    )
    widths = MoneyForm.widths | {"handed_on": "third", "is_signed": "full"}
    day = "handed_on"


class HandoverForm(DeliveryFields):
    fieldsets = [
        (gettext_lazy("The money"), ["amount_vnd", "handed_on", "method", "detail"]),
        (gettext_lazy("Who took part"), ["received_by", "relationship", "given_by", "occasion", "is_signed", "note"]),
    ]


class DirectForm(DeliveryFields):
    """The donor gave straight to the child: both entries from one form."""

    source = forms.ChoiceField(label=gettext_lazy("Funding source"), choices=FundingSource.choices)
    fieldsets = [
        (gettext_lazy("The money"), ["amount_vnd", "handed_on", "method", "source", "detail"]),
        (gettext_lazy("Who took part"), ["received_by", "relationship", "occasion", "is_signed", "note"]),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["given_by"]


class ReverseForm(TidyForm, forms.Form):
    note = forms.CharField(label=gettext_lazy("Why it is taken back"), max_length=400)
    on = DayField(
        label=gettext_lazy("Booked on"),
        required=False,
        help_text=gettext_lazy(
            "For a typing mistake leave the day of the entry. If the money was really given back, write that day."
        ),
    )

    def refuse(self, error: Exception) -> None:
        self.add_error("on" if isinstance(error, WrongDay) else None, str(error))
