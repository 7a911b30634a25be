"""The savings book of a pledge, its interest, and its end."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisation.fields import TidyForm
from organisation.formkit import DayField, MoneyField
from sponsorship.exceptions import Refused, WrongDay
from sponsorship.forms.steps import StepForm
from sponsorship.models import SavingsBook


class PercentField(forms.DecimalField):
    """4,7 as well as 4.7; a number field of the browser drops the comma in some of them."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off", "maxlength": 6}

    def prepare_value(self, value: Any) -> Any:
        return number_format(value.normalize()) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        return super().to_python(str(value).replace(",", ".") if value else value)


class BookForm(TidyForm, forms.ModelForm):
    fieldsets = [
        (gettext_lazy("The book"), ["number", "bank", "opened_on", "matures_on"]),
        (gettext_lazy("What stands in it"), ["principal_vnd", "interest_percent", "kept_by", "note"]),
    ]
    widths = {"principal_vnd": "third", "interest_percent": "third", "kept_by": "third", "note": "full"}

    interest_percent = PercentField(
        label=gettext_lazy("Interest a year (%)"),
        required=False,
        help_text=gettext_lazy("For example 4.7; leave empty if it is not known."),
    )

    class Meta:
        model = SavingsBook
        fields = [
            "number", "bank", "opened_on", "matures_on", "principal_vnd", "interest_percent", "kept_by", "note",
        ]  # fmt: skip
        help_texts = {
            "matures_on": gettext_lazy(
                "The day from which the child may have the principal, mostly its 18th birthday."
            ),
            "kept_by": gettext_lazy("For example the grandmother, or the district federation."),
        }

    def validate_constraints(self) -> None:
        """The operation says it beside the right field."""

    def _post_clean(self) -> None:
        """Leaves the record as it is: the operation sets it, under a lock."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        opened, matures = cleaned.get("opened_on"), cleaned.get("matures_on")
        if opened and matures and matures <= opened:
            self.add_error("matures_on", _("The book matures only after it was opened."))
        if cleaned.get("principal_vnd") == 0:
            self.add_error("principal_vnd", _("Write the amount of money."))
        percent = cleaned.get("interest_percent")
        if percent is not None and not 0 <= percent <= 20:
            self.add_error("interest_percent", _("Write a rate from 0 to 20 percent a year."))
        return cleaned

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class PayOutForm(StepForm):
    paid_out_on = DayField(label=gettext_lazy("Paid out on"))
    interest_vnd = MoneyField(
        label=gettext_lazy("Interest paid with it"),
        required=False,
        help_text=gettext_lazy("As the bank paid it, beside the principal. Leave empty if there was none."),
    )
    received_by = forms.CharField(
        label=gettext_lazy("Received by"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Who took the money at the bank."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For example who was present and signed."),
    )
    day = "paid_out_on"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("interest_vnd") and not cleaned.get("received_by"):
            self.add_error("received_by", _("Write who received the interest."))
        return cleaned

    @property
    def entry(self) -> dict[str, Any]:
        """What pay_out_book takes."""
        values = {name: self.cleaned_data[name] for name in ("paid_out_on", "received_by", "note")}
        return values | {"interest_vnd": self.cleaned_data["interest_vnd"] or 0}


class InterestForm(TidyForm, forms.Form):
    """`key` makes the same form sent twice one entry."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    amount_vnd = MoneyField(label=gettext_lazy("Amount of money"), min_value=1)
    paid_on = DayField(label=gettext_lazy("Paid on"))
    received_by = forms.CharField(label=gettext_lazy("Received by"), max_length=120)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=400, required=False)
    fieldsets = [
        (
            gettext_lazy("Interest that was taken out"),
            ["amount_vnd", "paid_on", "received_by", "note"],
            gettext_lazy("It is the bank's money: counted for the child, and never as received from the donor."),
        )
    ]
    widths = {"amount_vnd": "third", "paid_on": "third", "received_by": "third", "note": "full"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"key": uuid.uuid4(), "paid_on": timezone.localdate()}, **kwargs)

    @property
    def entry(self) -> dict[str, Any]:
        """What record_interest takes."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        return values | {"idempotency_key": self.cleaned_data["key"]}

    def refuse(self, error: Refused) -> None:
        self.add_error("paid_on" if isinstance(error, WrongDay) else None, str(error))
