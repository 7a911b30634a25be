"""What is typed of money and goods for a campaign."""

import re
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import Appeal, Campaign, Contribution, FundingSource, GivenHow, GoodsItem, Promise
from campaigns.models.stock import MOST_PIECES
from children.fields import capitalised
from donors.models import Donor
from organisation.access import units_where
from organisation.fields import TidyForm
from organisation.formkit import DayField, MoneyField, dress
from organisation.models import Unit
from organisation.refusals import Refused
from organisation.roles import Permission

CODE = re.compile(r"\bND\d+", re.IGNORECASE)
UNITS_AT_MOST = 200
ASKS = {
    "list": "found-givers",
    "autocomplete": "off",
    "spellcheck": "false",
    "hx-post": reverse_lazy("campaigns:found_givers"),
    "hx-params": "giver",
    "hx-trigger": "input changed delay:250ms",
    "hx-target": "#found-givers",
    "hx-swap": "innerHTML",
}


def giver_text(donor: Donor) -> str:
    """As it is offered and read back: code and name."""
    return f"{donor.code} {donor}"


class EntryForm(TidyForm, forms.Form):
    """`key` makes the same form sent twice one entry."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, DayField) and name != "expected_on":
                field.initial = timezone.localdate
            if name in ("source", "method"):
                field.choices = capitalised(field.choices)  # type: ignore[attr-defined]  # a ChoiceField

    def refuse(self, error: Refused, field: str | None = None) -> None:
        self.add_error(field, str(error))


class GiverForm(EntryForm):
    """From whom, and what: money, or pieces of some goods. A code that stands in the name means that donor's record."""

    giver = forms.CharField(
        label=gettext_lazy("From whom"),
        max_length=220,
        widget=forms.TextInput(ASKS),
        help_text=gettext_lazy("Choose the donor that is offered, or write a name without a record."),
    )
    source = forms.ChoiceField(label=gettext_lazy("Funding source"), choices=FundingSource.choices)
    item = forms.ModelChoiceField(
        GoodsItem.objects.none(),
        label=gettext_lazy("Money or goods"),
        required=False,
        empty_label=gettext_lazy("Money"),
    )
    amount_vnd = MoneyField(
        label=gettext_lazy("Amount"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("Of goods: their value, if it is known."),
    )
    quantity = forms.IntegerField(
        label=gettext_lazy("Number of pieces"), required=False, min_value=1, max_value=MOST_PIECES
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=400, required=False)
    widths = {"giver": "full", "note": "full"}

    def __init__(self, *args: Any, campaign: Campaign, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.donor = user, None
        item: Any = self.fields["item"]
        item.queryset = goods_to_choose(campaign)

    def clean_giver(self) -> str:
        typed = self.cleaned_data["giver"]
        if found := CODE.search(typed):
            self.donor = Donor.objects.visible_to(self.user).filter(code=found[0].upper()).first()
            if self.donor is None:
                raise ValidationError(_("There is no donor with this code. Choose one that is offered."))
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        item, amount, quantity = (cleaned.get(name) for name in ("item", "amount_vnd", "quantity"))
        if item is None and not amount and "amount_vnd" not in self.errors:
            self.add_error("amount_vnd", _("Write how much money it is."))
        if item is None and quantity:
            self.add_error("item", _("Choose which goods these pieces are."))
        if item is not None and not quantity and "quantity" not in self.errors:
            self.add_error("quantity", _("Write how many pieces."))
        return self.cleaned_data

    @property
    def values(self) -> dict[str, Any]:
        """Fields that promises and contributions share."""
        typed = self.cleaned_data
        values = {name: typed[name] for name in ("source", "item", "amount_vnd", "quantity", "note")}
        return values | {"donor": self.donor, "given_by": "" if self.donor else typed["giver"][:200]}


def goods_to_choose(campaign: Campaign) -> Any:
    """Goods of the campaign, and those of its unit that belong to no campaign."""
    own = Q(campaign=campaign) | Q(campaign=None)
    return GoodsItem.objects.filter(own, managing_unit=campaign.managing_unit).order_by("name_folded", "pk")


class ContributionForm(GiverForm):
    received_on = DayField(label=gettext_lazy("Received on"))
    method = forms.ChoiceField(label=gettext_lazy("Method"), choices=GivenHow.choices)
    fieldsets = [
        (gettext_lazy("Who gave"), ["giver", "source"]),
        (gettext_lazy("What was received"), ["item", "amount_vnd", "quantity", "received_on", "method", "note"]),
    ]


class PromiseForm(GiverForm):
    promised_on = DayField(label=gettext_lazy("Promised on"))
    expected_on = DayField(label=gettext_lazy("Expected by"), required=False)
    fieldsets = [
        (gettext_lazy("Who promised"), ["giver", "source"]),
        (gettext_lazy("What was promised"), ["item", "amount_vnd", "quantity", "promised_on", "expected_on", "note"]),
    ]


class ReasonForm(TidyForm, forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=400)


class SpendingForm(EntryForm):
    what = forms.CharField(label=gettext_lazy("What for"), max_length=200)
    amount_vnd = MoneyField(label=gettext_lazy("Amount"), min_value=1)
    source = forms.ChoiceField(label=gettext_lazy("Funding source"), choices=FundingSource.choices)
    spent_on = DayField(label=gettext_lazy("Paid on"))
    payee = forms.CharField(label=gettext_lazy("Paid to"), max_length=200, required=False)
    document = forms.CharField(label=gettext_lazy("Number of the paper"), max_length=60, required=False)
    item = forms.ModelChoiceField(
        GoodsItem.objects.none(),
        label=gettext_lazy("Goods that were bought"),
        required=False,
        empty_label=gettext_lazy("None"),
    )
    quantity = forms.IntegerField(
        label=gettext_lazy("Number of pieces"), required=False, min_value=1, max_value=MOST_PIECES
    )
    over_reason = forms.CharField(
        label=gettext_lazy("Why more is paid than came in"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Only where the source has not so much left."),
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=400, required=False)
    fieldsets = [
        (gettext_lazy("What was paid"), ["what", "amount_vnd", "source", "spent_on", "payee", "document"]),
        (gettext_lazy("If goods were bought"), ["item", "quantity"], gettext_lazy("They go into the stock.")),
        ("", ["over_reason", "note"]),
    ]
    widths = {"what": "full", "over_reason": "full", "note": "full"}

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        item: Any = self.fields["item"]
        item.queryset = goods_to_choose(campaign)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("item") and not cleaned.get("quantity") and "quantity" not in self.errors:
            self.add_error("quantity", _("Write how many pieces."))
        cleaned["quantity"] = cleaned.get("quantity") or 0
        return self.cleaned_data


class AppealForm(TidyForm, forms.ModelForm):
    target_vnd = MoneyField(label=gettext_lazy("Money called for"), min_value=1, required=False)
    fieldsets = [
        ("", ["target_vnd", "until", "text"], gettext_lazy("Goods are called for piece by piece, in the stock.")),
    ]

    class Meta:
        model = Appeal
        fields = ["target_vnd", "until", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class CollectForm(EntryForm):
    """The sheet of a collection: units below one, how many gave, how much; what the paper says of all of them."""

    received_on = DayField(label=gettext_lazy("Received on"))
    source = forms.ChoiceField(label=gettext_lazy("Funding source"), choices=FundingSource.choices)
    stated_count = forms.IntegerField(label=gettext_lazy("Units, as the paper says"), min_value=0, required=False)
    stated_vnd = MoneyField(label=gettext_lazy("Total, as the paper says"), min_value=0, required=False)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=400, required=False)
    widths = {"received_on": "third", "source": "third", "stated_count": "third", "stated_vnd": "third"}

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        for unit in units:
            people = forms.IntegerField(label=_("People who gave"), required=False, min_value=0, max_value=1_000_000)
            amount = MoneyField(label=_("Amount"), required=False, min_value=1)
            for name, field in ((f"people-{unit.pk}", people), (f"amount-{unit.pk}", amount)):
                dress(field)
                field.widget.attrs["aria-label"] = f"{field.label}: {unit}"
                self.fields[name] = field

    @property
    def head(self) -> list[forms.BoundField]:
        return [self[name] for name in ("received_on", "source", "stated_count", "stated_vnd", "note")]

    @property
    def rows(self) -> list[tuple[Unit, forms.BoundField, forms.BoundField]]:
        return [(unit, self[f"people-{unit.pk}"], self[f"amount-{unit.pk}"]) for unit in self.units]

    @property
    def lines(self) -> list[tuple[Unit, int | None, int]]:
        typed = self.cleaned_data
        found = [(unit, typed.get(f"people-{unit.pk}"), typed.get(f"amount-{unit.pk}")) for unit in self.units]
        return [(unit, people, amount) for unit, people, amount in found if amount]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        count, total = len(self.lines), sum(amount for _unit, _people, amount in self.lines)
        if not count:
            raise ValidationError(_("Write the amount of at least one unit."))
        if cleaned.get("stated_count") not in (None, count):
            self.add_error("stated_count", _("%(n)s units have an amount below.") % {"n": count})
        if cleaned.get("stated_vnd") not in (None, total):
            said = f"{total:,}".replace(",", ".")
            self.add_error("stated_vnd", _("The amounts below come to %(total)s đ.") % {"total": said})
        return self.cleaned_data


def initial_of(promise: Promise) -> dict[str, Any]:
    """What is still missing of a promise made with_received()."""
    known: Any = promise
    giver = giver_text(promise.donor) if promise.donor else promise.giver
    rest = None if promise.amount_vnd is None else max(promise.amount_vnd - known.received_vnd, 0) or None
    pieces = None if promise.quantity is None else max(promise.quantity - known.received_pieces, 0) or None
    return {"giver": giver, "source": promise.source, "item": promise.item, "amount_vnd": rest, "quantity": pieces}


def units_to_collect_from(campaign: Campaign, user: Any, words: str) -> list[Unit]:
    """Units below the campaign's, where the user records money, that are still open; by the words of their names."""
    own = units_where(user, Permission.RECORD_MONEY).open()
    below = own.filter(path__startswith=campaign.managing_unit.path).exclude(pk=campaign.managing_unit_id)
    gave = Contribution.objects.filter(campaign=campaign, reverses=None, reversed_by=None).exclude(unit=None)
    rows = below.exclude(pk__in=gave.values("unit"))
    for word in words.split():
        rows = rows.filter(name__icontains=word)
    return list(rows.order_by("path")[:UNITS_AT_MOST])
