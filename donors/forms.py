"""The donor's record, in the order of the paper registration form."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donors.filters import kinds
from donors.models import Donor, DonorKind
from donors.models.donor import WishedSex
from donors.places import commune_of
from organisation.access import can, units_where
from organisation.areas import covered_by
from organisation.fields import PhoneField, TidyForm, proper_name
from organisation.formkit import MoneyField
from organisation.models import Area, Unit
from organisation.roles import Permission
from vietnamese.names import organisation_name, parse_person

OLDEST = 22  # who studies on is helped until then
MOST_CHILDREN = 500
CHOOSE = gettext_lazy("— choose —")


def _age(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=OLDEST, required=False)


class DonorForm(TidyForm, forms.ModelForm):
    kind = forms.ChoiceField(label=gettext_lazy("Kind of donor"), choices=lambda: [("", CHOOSE), *kinds()])
    phone = PhoneField(label=gettext_lazy("Phone"), required=False)
    other_phone = PhoneField(label=gettext_lazy("Other phone"), required=False)
    wished_age_from = _age(gettext_lazy("Age from"))
    wished_age_to = _age(gettext_lazy("Age to"))
    capacity_children = forms.IntegerField(
        label=gettext_lazy("Children it can take"), min_value=1, max_value=MOST_CHILDREN, required=False
    )
    capacity_vnd = MoneyField(label=gettext_lazy("VND a month it can give"), min_value=1_000, required=False)

    fieldsets = [
        (gettext_lazy("Who gives"), ["kind", "title", "name", "unit"]),
        (
            gettext_lazy("Contact"),
            ["contact_name", "position_title", "phone", "other_phone", "email", "address", "commune"],
            gettext_lazy("Of an office, write who answers the telephone there."),
        ),
        (
            gettext_lazy("Which child it wishes for"),
            [
                "wished_sex",
                "wished_age_from",
                "wished_age_to",
                "wished_area",
                "wished_school",
                "wishes_double_orphan",
                "wishes_union_member_child",
                "wishes_note",
            ],
            gettext_lazy("Leave empty whatever does not matter to the donor."),
        ),
        (gettext_lazy("How much it can give"), ["capacity_children", "capacity_vnd"]),
        (gettext_lazy("Publicity and file"), ["is_public", "managing_unit", "note"]),
    ]
    widths = {
        "title": "half",
        "name": "full",
        "unit": "full",
        "address": "full",
        "wished_sex": "third",
        "wished_age_from": "third",
        "wished_age_to": "third",
        "wishes_note": "full",
        "is_public": "full",
        "managing_unit": "full",
    }

    class Meta:
        model = Donor
        fields = [
            "kind", "title", "name", "unit", "contact_name", "position_title", "phone", "other_phone", "email",
            "address", "commune", "wished_sex", "wished_age_from", "wished_age_to", "wished_area", "wished_school",
            "wishes_double_orphan", "wishes_union_member_child", "wishes_note", "capacity_children", "capacity_vnd",
            "is_public", "managing_unit", "note",
        ]  # fmt: skip
        labels = {
            "commune": gettext_lazy("Commune"),
            "wished_area": gettext_lazy("In the commune"),
            "is_public": gettext_lazy("The donor agrees to be named in public"),
            "unit": gettext_lazy("One of our units"),
        }
        help_texts = {
            "commune": gettext_lazy("Left empty, it is taken from the address if that names a commune of yours."),
            "unit": gettext_lazy("Only if the donor is a union, school or office that is in the list of units."),
        }
        widgets = {
            "title": forms.TextInput(attrs={"list": "titles", "autocomplete": "off"}),
            "name": forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            "unit": forms.Select(attrs={"data-combobox": ""}),
            "commune": forms.Select(attrs={"data-combobox": ""}),
            "wished_area": forms.Select(attrs={"data-combobox": ""}),
            "managing_unit": forms.Select(attrs={"data-combobox": ""}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = units_where(user, Permission.EDIT_DONORS)
        self._offer("managing_unit", _open_or(own, self.instance.managing_unit_id), None)
        self._offer("unit", _open_or(own, self.instance.unit_id), _("No, not one of ours"))
        self._offer("commune", _communes(user, self.instance.commune_id), _("Not known"))
        self._offer("wished_area", _communes(user, self.instance.wished_area_id), _("Any commune"))
        sexes: Any = self.fields["wished_sex"]
        sexes.choices = [(sex.value, capfirst(str(sex.label))) for sex in WishedSex]
        if not self.instance.pk:
            posts = [a.unit for a in user.current_appointments if can(user, Permission.EDIT_DONORS, a.unit)]
            self.initial.setdefault("managing_unit", posts[0] if posts else None)

    def _offer(self, name: str, rows: QuerySet, empty_label: str | None) -> None:
        field: Any = self.fields[name]
        field.empty_label, field.queryset = empty_label, rows

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if not any(char.isalpha() for char in name):
            raise ValidationError(_("Write the name in letters."), code="invalid")
        if self.cleaned_data.get("kind") != DonorKind.INDIVIDUAL:
            return organisation_name(name) or name
        person = parse_person(name)
        if person.note or not person.name:
            return name
        if person.honorific and not self.cleaned_data.get("title"):
            self.cleaned_data["title"] = person.honorific[: Donor._meta.get_field("title").max_length]
        return proper_name(person.name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("unit") and cleaned.get("kind") not in (None, "", DonorKind.ORGANISATION):
            self.add_error(
                "unit", _("Only an organisation can be one of our units: choose that kind, or no unit here.")
            )
        youngest, oldest = cleaned.get("wished_age_from"), cleaned.get("wished_age_to")
        if youngest is not None and oldest is not None and youngest > oldest:
            self.add_error("wished_age_to", _("This age is below the one it begins with."))
        if not cleaned.get("commune") and (unit := cleaned.get("managing_unit")):
            cleaned["commune"] = commune_of(cleaned.get("address") or "", cleaned.get("unit"), unit)
        return self.cleaned_data

    def phones(self) -> list[str]:
        return [phone for name in ("phone", "other_phone") if (phone := self.cleaned_data.get(name))]


class NewDonorForm(DonorForm):
    """With a mark of its own, so that the same form sent twice makes one record."""

    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("token", uuid.uuid4())


def _open_or(units: QuerySet[Unit], kept: int | None) -> QuerySet[Unit]:
    """Units that still work, and the one that stands in the record."""
    chosen = Q(pk__in=units.open().values("pk")) | Q(pk=kept)  # type: ignore[attr-defined]  # of UnitQuerySet
    return Unit.objects.filter(chosen).order_by("path")


def _communes(user: Any, kept: int | None) -> QuerySet[Area]:
    """The present communes where the user's units work, and the one that stands in the record."""
    covered = covered_by(user, Permission.EDIT_DONORS)
    present = Area.objects.present().communes()
    within = present.filter(Q(pk__in=covered) | Q(parent__in=covered) | Q(predecessors__in=covered)).values("pk")
    return Area.objects.filter(Q(pk__in=within) | Q(pk=kept)).order_by("name_folded", "pk")
