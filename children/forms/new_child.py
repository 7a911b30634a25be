"""A new child: with the first caregiver and the needs, so that one paper form is typed on one page."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from children.fields import NameField, capitalised
from children.forms.child import ChildForm
from children.models import Caregiver, Child
from children.models.life import NeedKind
from organisation.fields import PhoneField
from organisation.sent_twice import says_the_same


class NewChildForm(ChildForm):
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    carer_name = NameField(label=gettext_lazy("Who cares for the child"), required=False)
    carer_relationship = forms.CharField(
        label=gettext_lazy("Relationship to the child"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"list": "relationships", "autocomplete": "off"}),
    )
    carer_phone = PhoneField(label=gettext_lazy("Phone"), required=False)
    carer_other_phone = PhoneField(label=gettext_lazy("Other phone"), required=False)
    carer_is_guardian = forms.BooleanField(label=gettext_lazy("Is also the legal guardian"), required=False)
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("What the child needs"),
        required=False,
        choices=lambda: capitalised(NeedKind.choices),
        widget=forms.CheckboxSelectMultiple,
    )
    fieldsets = [
        *ChildForm.fieldsets[:2],
        (
            gettext_lazy("Family and carer"),
            [
                "father_name",
                "mother_name",
                "carer_name",
                "carer_relationship",
                "carer_phone",
                "carer_other_phone",
                "carer_is_guardian",
                "is_union_member_child",
                "parents_union",
            ],
            gettext_lazy("More carers can be added on the child's page."),
        ),
        *ChildForm.fieldsets[3:5],
        (
            gettext_lazy("Need for a donor"),
            ["managing_unit", "needs_since", "places", "target_vnd", "target_per", "list_code", "needs", "note"],
        ),
    ]
    widths = ChildForm.widths | {"needs": "full", "carer_is_guardian": "full"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("token", uuid.uuid4())
        self.initial.setdefault("needs_since", timezone.localdate())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        said_more = any(cleaned.get(name) for name in ("carer_relationship", "carer_phone", "carer_other_phone"))
        if said_more and not cleaned.get("carer_name") and "carer_name" not in self.errors:
            self.add_error("carer_name", _("Write the name of the person whose phone or relationship this is."))
        return cleaned

    def caregiver(self) -> Caregiver | None:
        """The first caregiver, not saved yet."""
        values = self.cleaned_data
        if not values.get("carer_name"):
            return None
        return Caregiver(
            full_name=values["carer_name"],
            relationship=values["carer_relationship"],
            phone=values["carer_phone"],
            other_phone=values["carer_other_phone"],
            is_guardian=values["carer_is_guardian"],
        )

    def says_the_same(self, child: Child) -> bool:
        """Whether the record, its first caregiver and its needs are what this form says."""
        carer, known = self.caregiver(), child.caregivers.order_by("pk").first()
        parts = ("full_name", "relationship", "phone", "other_phone", "is_guardian")
        said, kept = ([getattr(one, part) for part in parts] if one else None for one in (carer, known))
        needs = set(child.needs.values_list("kind", flat=True)) == set(self.cleaned_data["needs"])
        born = ("birth_date", "birth_date_precision")
        same_birth = all(getattr(self.instance, name) == getattr(child, name) for name in born)
        return says_the_same(self, child) and same_birth and said == kept and needs

    def phones(self) -> list[str]:
        return [p for p in (self.cleaned_data["carer_phone"], self.cleaned_data["carer_other_phone"]) if p]
