"""What narrows gift lists and their recipients, and what may be said or corrected of a list itself."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.forms import CampaignChoice
from campaigns.models import Campaign, Delivery, FundingSource, GiftGroup, GiftList
from children.fields import capitalised
from imports.forms import UploadForm
from imports.writers import writer
from organisation.access import units_where
from organisation.fields import TidyForm
from organisation.listing import FilterForm
from organisation.models import Unit
from organisation.roles import Permission

ALL = gettext_lazy("All")
GIFTS = "gifts"  # the kind of list


class GiftListFilters(FilterForm):
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Unit"), empty_label=ALL, widget=forms.Select({"data-combobox": ""})
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_where(user, Permission.VIEW_CHILDREN).order_by("path")  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["q"].widget.attrs |= {"placeholder": _("Title or code of a gift list; marks may be left out")}

    def apply(self, rows: Any) -> Any:
        rows = super().apply(rows)
        unit = self.understood.get("unit")
        return rows.filter(managing_unit__path__startswith=unit.path) if unit else rows


class RecipientFilters(FilterForm):
    group = forms.ModelChoiceField(GiftGroup.objects.none(), label=gettext_lazy("Gift or award"), empty_label=ALL)
    delivery = forms.ChoiceField(
        label=gettext_lazy("Handed over"),
        choices=[("", ALL), ("open", Delivery.OPEN.label), *((d.value, d.label) for d in Delivery if d)],
    )

    def __init__(self, *args: Any, gift_list: GiftList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = gift_list.groups.all()  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["q"].widget.attrs |= {"placeholder": _("Name of a recipient; marks may be left out")}

    def apply(self, rows: Any) -> Any:
        rows = super().apply(rows)
        if group := self.understood.get("group"):
            rows = rows.filter(gift_group=group)
        if delivery := self.understood.get("delivery"):
            rows = rows.filter(delivery="" if delivery == "open" else delivery)
        return rows


class GiftListForm(TidyForm, forms.ModelForm):
    campaign = CampaignChoice(
        Campaign.objects.none(),
        label=gettext_lazy("Campaign"),
        required=False,
        empty_label=gettext_lazy("None: it stands by itself"),
    )

    fieldsets = [
        (gettext_lazy("The gift list"), ["title", "given_on", "stated_total_vnd", "campaign", "source", "unit", "note"])
    ]
    widths = {"title": "full", "campaign": "full", "note": "full"}

    class Meta:
        model = GiftList
        fields = ["title", "given_on", "stated_total_vnd", "campaign", "source", "note"]
        widgets = {"title": forms.TextInput, "note": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "stated_total_vnd": gettext_lazy("As the paper has it, also where its lines come to less or more.")
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Campaign.objects.visible_to(user) | Campaign.objects.filter(pk=self.instance.campaign_id)
        self.fields["campaign"].queryset = offered.as_tree().order_by("-top", "tree")  # type: ignore[attr-defined]  # a ModelChoiceField
        source: Any = self.fields["source"]
        source.choices = capitalised(FundingSource.choices)

    def clean_campaign(self) -> Campaign | None:
        """The goods that its groups give must not be those of another campaign."""
        campaign = self.cleaned_data["campaign"]
        if self.instance._state.adding or campaign == self.instance.campaign:  # a list of before may hold others' goods
            return campaign
        groups = self.instance.groups.exclude(goods_item__campaign=None)
        if groups.exclude(goods_item__campaign=campaign).exists():
            raise ValidationError(
                _(
                    "The list gives goods of its campaign. Leave the campaign, or take the goods out of its groups "
                    "first."
                )
            )
        return campaign


class NewGiftListForm(GiftListForm):
    """A list that is begun by hand says whose it is."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Unit"), empty_label=None, widget=forms.Select({"data-combobox": ""})
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = units_where(user, Permission.EDIT_CHILDREN).open().order_by("path")
        self.fields["given_on"].initial = None

    def save(self, commit: bool = True) -> GiftList:
        self.instance.managing_unit = self.cleaned_data["unit"]
        return super().save(commit)


class GiftUploadForm(UploadForm):
    """The upload of a gift list from the page of its campaign."""

    campaign = CampaignChoice(
        Campaign.objects.none(),
        label=gettext_lazy("Campaign"),
        required=False,
        empty_label=gettext_lazy("None: it stands by itself"),
    )

    def __init__(self, *args: Any, user: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices, kind.initial, kind.widget = [(GIFTS, GIFTS)], GIFTS, forms.HiddenInput()
        kind.required = True
        self.fields["campaign"].queryset = Campaign.objects.visible_to(user).as_tree().order_by("-top", "tree")  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["campaign"].initial = campaign
        root = f"/{campaign.managing_unit.path.split('/')[1]}/"
        self.units = units_where(user, Permission.IMPORT_LISTS).filter(
            pk__in=units_where(user, writer(GIFTS).sent_by).values("pk"), path__startswith=root
        )
        self.offer(self.units, first=campaign.managing_unit)

    @property
    def said(self) -> dict[str, Any]:
        campaign = self.cleaned_data["campaign"]
        return {"campaign": campaign.pk if campaign else None}
