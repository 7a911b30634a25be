"""What is typed of a gift list by hand: its groups, who is on it, and afterwards who received."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from campaigns.models import GiftGroup, GiftList, GiftRecipient, GoodsItem
from campaigns.models.gifts import PLACES
from children.areas import communes_to_filter_by
from children.fields import AreaField, BirthField, NameField, birth_as_typed, capitalised
from children.models.choices import Sex
from organisation.fields import TidyForm
from organisation.formkit import DayField, MoneyField, dress
from organisation.roles import Permission
from vietnamese.dates import PartialDate

MOST_GIFT_VND = 10**9


class GroupForm(TidyForm, forms.ModelForm):
    fieldsets = [
        (gettext_lazy("What is given"), ["label", "unit_name", "rate_vnd", "goods"]),
        (
            gettext_lazy("Goods of the stock"),
            ["goods_item", "goods_each"],
            gettext_lazy("They leave the stock when the gifts are handed over."),
        ),
        (
            gettext_lazy("Where a paper only counts"),
            ["recipients_count", "stated_amount_vnd"],
            gettext_lazy("Leave empty where the recipients are named: then they are counted."),
        ),
    ]
    widths = {"label": "full"}

    class Meta:
        model = GiftGroup
        fields = [
            "label", "unit_name", "rate_vnd", "goods", "goods_item", "goods_each", "recipients_count",
            "stated_amount_vnd",
        ]  # fmt: skip
        labels = {
            "label": gettext_lazy("Gift or award"),
            "rate_vnd": gettext_lazy("Rate"),
            "goods_each": gettext_lazy("Pieces for each"),
        }
        help_texts = {
            "label": gettext_lazy("For example: Gift for 1 June, pupil with distinction."),
            "rate_vnd": gettext_lazy("Money for each; empty where only goods are given."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gifts = self.instance.gift_list
        goods: Any = self.fields["goods_item"]
        of_campaign = Q(campaign=gifts.campaign) if gifts.campaign_id else Q(campaign=None)
        offered = Q(managing_unit=gifts.managing_unit, campaign=None) | of_campaign
        goods.queryset = GoodsItem.objects.filter(offered & Q(managing_unit=gifts.managing_unit))
        goods.empty_label = _("None")
        for name in ("rate_vnd", "stated_amount_vnd"):
            self.fields[name] = MoneyField(
                label=self.fields[name].label, required=False, min_value=1, help_text=self.fields[name].help_text
            )
            dress(self.fields[name])

    def clean_goods_each(self) -> int:
        pieces = self.cleaned_data["goods_each"]
        if not 1 <= pieces <= 1000:
            raise ValidationError(_("Write a number from 1 to 1.000."))
        return pieces

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        count, said = cleaned.get("recipients_count"), self.instance.delivered_count
        if said and (count is None or count < said):
            self.add_error("recipients_count", _("More than that are recorded as having received."))
        return self.cleaned_data


class GroupChoice(forms.ModelChoiceField):
    """The groups of one list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(GiftGroup.objects.none(), label=gettext_lazy("Gift or award"), empty_label=None, **kwargs)


class RecipientForm(TidyForm, forms.ModelForm):
    """A name on a paper. Of a child of the register only the gift is changed here; the rest is its record's."""

    gift_group = GroupChoice()
    full_name = NameField(label=gettext_lazy("Full name"))
    birth = BirthField(label=gettext_lazy("Born"), required=False)
    amount_vnd = MoneyField(label=gettext_lazy("Amount"), required=False, min_value=1, max_value=MOST_GIFT_VND)

    fieldsets = [
        (gettext_lazy("The gift"), ["gift_group", "amount_vnd", "goods", "note"]),
        (gettext_lazy("Who receives it"), ["full_name", "birth", "sex", "parent_name", "unit_name"]),
        (gettext_lazy("School and address"), ["school", "grade", "commune", "address_as_written"]),
    ]
    widths = {"gift_group": "full", "note": "full", "full_name": "full", "birth": "third", "sex": "third"}
    OF_A_CHILD = ("gift_group", "amount_vnd", "goods", "note")

    class Meta:
        model = GiftRecipient
        fields = [
            "gift_group", "full_name", "sex", "parent_name", "unit_name", "school", "grade", "address_as_written",
            "amount_vnd", "goods", "note",
        ]  # fmt: skip
        labels = {"parent_name": gettext_lazy("Child of"), "unit_name": gettext_lazy("The parent's unit")}

    def __init__(self, *args: Any, gifts: GiftList, user: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        group: Any = self.fields["gift_group"]
        group.queryset = gifts.groups.all()

    def add_fields(self) -> None:
        if child := self.instance.child:
            hidden = {*PLACES} if child.is_hidden else set()
            for name in set(self.fields) - ({*self.OF_A_CHILD} - hidden):
                del self.fields[name]
            return
        sex: Any = self.fields["sex"]
        sex.choices = capitalised(Sex.choices)
        present, _former = communes_to_filter_by(self.user, Permission.VIEW_CHILDREN)
        self.fields["commune"] = AreaField(present, label=gettext_lazy("Commune"))

    def beside(self, record: GiftRecipient) -> dict[str, Any]:
        born: Any = record.birth_date and PartialDate(record.birth_date, record.birth_date_precision)  # type: ignore[arg-type]  # the choices are the literals
        return {"birth": birth_as_typed(born), "commune": record.commune_id}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        group = cleaned.get("gift_group")
        if not self.instance.pk and group:
            cleaned["amount_vnd"] = cleaned.get("amount_vnd") or group.rate_vnd
            cleaned["goods"] = cleaned.get("goods") or group.goods
        if "birth" in self.fields and "birth" not in self.errors:
            read = BirthField.read(cleaned.get("birth", ""))
            self.instance.birth_date = read.value if read else None
            self.instance.birth_date_precision = read.precision if read else "day"
            self.instance.commune = cleaned.get("commune")
        return self.cleaned_data


class ChildrenForm(TidyForm, forms.Form):
    """Into which group the chosen children go: one of the list, or a new one."""

    gift_group = forms.ModelChoiceField(
        GiftGroup.objects.none(),
        label=gettext_lazy("Gift or award"),
        required=False,
        empty_label=gettext_lazy("— a new one —"),
    )
    label = forms.CharField(label=gettext_lazy("New gift or award"), max_length=200, required=False)
    rate_vnd = MoneyField(label=gettext_lazy("Rate"), required=False, min_value=1, max_value=MOST_GIFT_VND)
    goods = forms.CharField(label=pgettext_lazy("gift", "Goods"), max_length=200, required=False)
    widths = {"gift_group": "full"}

    def __init__(self, *args: Any, gifts: GiftList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gifts = gifts
        group: Any = self.fields["gift_group"]
        group.queryset = gifts.groups.all()
        self.initial.setdefault("gift_group", gifts.groups.first())
        self.fields["gift_group"].widget.attrs.pop("autofocus", None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("gift_group") and not cleaned.get("label"):
            self.add_error("label", _("Say what they get, or choose one of the list."))
        return self.cleaned_data

    def group(self) -> GiftGroup:
        """The chosen one, or one still to be saved; a new one that stands in the list already is that one."""
        typed = self.cleaned_data
        if typed["gift_group"]:
            return typed["gift_group"]
        new = GiftGroup(gift_list=self.gifts, label=typed["label"], rate_vnd=typed["rate_vnd"], goods=typed["goods"])
        same = self.gifts.groups.filter(label__iexact=new.label, unit_name="", rate_vnd=new.rate_vnd)
        return same.first() or new


class DeliveryForm(TidyForm, forms.Form):
    delivered_on = DayField(label=gettext_lazy("Handed over on"))
    given_by = forms.CharField(
        label=gettext_lazy("Handed over by"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Who gives it on behalf of the donors."),
    )

    def __init__(self, *args: Any, groups: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        for group in groups:
            field = forms.IntegerField(
                label=_("%(group)s: how many of %(n)s received") % {"group": group.label, "n": group.recipients_count},
                min_value=0,
                max_value=group.recipients_count,
                initial=group.delivered_count,
                required=False,
            )
            dress(field)
            self.fields[f"group-{group.pk}"] = field

    def clean_delivered_on(self) -> Any:
        day = self.cleaned_data["delivered_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come. Record it when it has come."))
        return day

    @property
    def counted(self) -> dict[int, int]:
        found = {group.pk: self.cleaned_data.get(f"group-{group.pk}") for group in self.groups}
        return {pk: count for pk, count in found.items() if count is not None}
