"""Goods: what they are, and what came in or went out without a donor, a purchase or a list."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.forms import CampaignChoice
from campaigns.models import Campaign, GoodsItem, GoodsMoveKind
from campaigns.models.stock import BY_HAND, MOST_PIECES
from campaigns.money_filters import ALL
from campaigns.money_forms import EntryForm
from children.fields import capitalised
from organisation.access import units_where
from organisation.fields import TidyForm
from organisation.formkit import DayField, MoneyField
from organisation.listing import FilterForm
from organisation.models import Unit
from organisation.roles import Permission


class GoodsFilters(FilterForm):
    left = forms.ChoiceField(
        label=gettext_lazy("Left in stock"),
        choices=[("", ALL), ("some", gettext_lazy("Some left")), ("none", gettext_lazy("None left"))],
    )
    campaign = CampaignChoice(Campaign.objects.none(), label=gettext_lazy("Campaign"), empty_label=ALL)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        campaign: Any = self.fields["campaign"]
        campaign.queryset = Campaign.objects.visible_to(user).as_tree().order_by("-top", "tree")
        self.fields["q"].widget.attrs |= {"placeholder": _("Name or code of the goods")}

    def apply(self, rows: QuerySet) -> QuerySet:
        rows = super().apply(rows)
        if left := self.understood.get("left"):
            rows = rows.filter(on_hand__gt=0) if left == "some" else rows.filter(on_hand=0)
        campaign = self.understood.get("campaign")
        return rows.filter(campaign__path__startswith=campaign.path) if campaign else rows


class GoodsForm(TidyForm, forms.ModelForm):
    value_vnd = MoneyField(label=gettext_lazy("Value of one"), min_value=1, max_value=10**11, required=False)
    fieldsets = [
        (gettext_lazy("The goods"), ["name", "measure", "value_vnd", "wanted_quantity"]),
        (gettext_lazy("Whose they are"), ["managing_unit", "campaign", "note"]),
    ]
    widths = {"note": "full"}

    class Meta:
        model = GoodsItem
        fields = ["name", "measure", "value_vnd", "wanted_quantity", "managing_unit", "campaign", "note"]
        help_texts = {
            "measure": gettext_lazy("For example: piece, carton, kilogram, set."),
            "wanted_quantity": gettext_lazy("How many the campaign calls for; may stay empty."),
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit, campaign = self.fields["managing_unit"], self.fields["campaign"]
        own = units_where(user, Permission.RECORD_MONEY).open() | Unit.objects.filter(pk=self.instance.managing_unit_id)
        unit.queryset, unit.empty_label = own.order_by("path"), None  # type: ignore[attr-defined]  # ModelChoiceFields
        offered = Campaign.objects.visible_to(user) | Campaign.objects.filter(pk=self.instance.campaign_id)
        campaign.queryset = offered.as_tree().order_by("-top", "tree")  # type: ignore[attr-defined]  # a choice
        campaign.empty_label = _("None: it stands by itself")  # type: ignore[attr-defined]  # as above

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        names = ("name", "measure", "managing_unit")
        if all(cleaned.get(name) for name in names):
            same = GoodsItem.objects.filter(
                name__iexact=cleaned["name"],
                measure=cleaned["measure"],
                managing_unit=cleaned["managing_unit"],
                campaign=cleaned.get("campaign"),
            )
            if same.exclude(pk=self.instance.pk).exists():
                self.add_error("name", _("These goods are in the stock already."))
        self._stays_with_what_was_given(cleaned.get("campaign"))
        return self.cleaned_data

    def _stays_with_what_was_given(self, campaign: Campaign | None) -> None:
        if campaign is None or not self.instance.pk:
            return
        item = self.instance
        of_others = (
            item.contributions.exclude(campaign=campaign),
            item.promises.exclude(campaign=campaign),
            item.moves.exclude(spending=None).exclude(spending__campaign=campaign),
            item.groups.exclude(gift_list__campaign=campaign),
        )
        if any(rows.exists() for rows in of_others):
            said = _(
                "Some of these goods were given, promised or bought for another campaign, or stand in its gift lists. "
                "Leave the campaign as it was."
            )
            self.add_error("campaign", said)


class MoveForm(EntryForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What happened"),
        choices=[(kind.value, kind.label) for kind in GoodsMoveKind if kind in BY_HAND],
    )
    quantity = forms.IntegerField(label=gettext_lazy("Number of pieces"), min_value=1, max_value=MOST_PIECES)
    moved_on = DayField(label=gettext_lazy("Day"))
    note = forms.CharField(label=gettext_lazy("Why"), max_length=400)
    fieldsets = [("", ["kind", "quantity", "moved_on", "note"])]
    widths = {"kind": "full", "note": "full"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = capitalised(kind.choices)
