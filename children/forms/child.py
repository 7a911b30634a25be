"""The child's record, in the order of the paper survey form."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from children.areas import Areas, communes_of, successors_of
from children.fields import AreaField, BirthField, NameField, birth_as_typed, birth_of, capitalised
from children.forms.base import plausible_day
from children.models import Child
from children.models.choices import RESTRICTED_GROUPS, CircumstanceGroup, OrphanStatus, TargetPer
from children.models.hiding import PLACES
from organisation.access import can, units_where
from organisation.fields import TidyForm
from organisation.models import Area
from organisation.roles import Permission
from vietnamese.text import clean

UNKNOWN = gettext_lazy("not known")
ALLOWANCE = [("", UNKNOWN), ("True", gettext_lazy("Yes")), ("False", gettext_lazy("No"))]

PLACES_AT_MOST = 9  # the constraint child_places_1_to_9 says the same


class ChildForm(TidyForm, forms.ModelForm):
    full_name = NameField(label=gettext_lazy("Full name"))
    birth = BirthField(
        label=gettext_lazy("Born"),
        required=False,
        help_text=gettext_lazy("As far as it is known: 31/12/2015, 12/2015 or 2015."),
    )
    father_name = NameField(label=gettext_lazy("Father"), required=False)
    mother_name = NameField(label=gettext_lazy("Mother"), required=False)
    circumstance_groups = forms.MultipleChoiceField(
        label=gettext_lazy("Groups of article 10, Law on Children"),
        required=False,
        choices=CircumstanceGroup,
        widget=forms.CheckboxSelectMultiple,
    )
    receives_social_allowance = forms.TypedChoiceField(
        label=gettext_lazy("Receives the social allowance"),
        required=False,
        choices=ALLOWANCE,
        coerce=lambda value: value == "True",
        empty_value=None,
    )

    fieldsets = [
        (
            gettext_lazy("The child"),
            ["full_name", "birth", "sex", "ethnicity", "alias", "personal_id_number"],
        ),
        (
            gettext_lazy("Where the child lives"),
            ["hamlet", "former_commune", "commune", "address_as_written"],
            gettext_lazy("Choose the commune as it was before July 2025 and the present one is proposed."),
        ),
        (
            gettext_lazy("Family"),
            ["father_name", "mother_name", "is_union_member_child", "parents_union"],
        ),
        (
            gettext_lazy("Circumstances"),
            [
                "orphan_status",
                "poverty",
                "receives_social_allowance",
                "orphaned_by_covid",
                "circumstances",
                "circumstance_groups",
            ],
        ),
        (gettext_lazy("School"), ["school", "grade"]),
        (
            gettext_lazy("Need for a donor"),
            ["managing_unit", "needs_since", "places", "target_vnd", "target_per", "list_code", "note"],
        ),
    ]
    widths = {
        "sex": "third",
        "ethnicity": "third",
        "alias": "third",
        "hamlet": "third",
        "former_commune": "third",
        "commune": "third",
        "address_as_written": "full",
        "orphan_status": "third",
        "poverty": "third",
        "receives_social_allowance": "third",
        "orphaned_by_covid": "full",
        "circumstance_groups": "full",
        "is_union_member_child": "full",
        "parents_union": "full",
        "places": "third",
        "target_vnd": "third",
        "target_per": "third",
    }

    class Meta:
        model = Child
        fields = [
            "full_name", "alias", "list_code", "sex", "ethnicity", "personal_id_number", "hamlet", "former_commune",
            "commune", "address_as_written", "school", "grade", "orphan_status", "orphaned_by_covid",
            "circumstance_groups", "circumstances", "poverty", "receives_social_allowance", "father_name",
            "mother_name", "is_union_member_child", "parents_union", "managing_unit", "needs_since", "places",
            "target_vnd", "target_per", "note",
        ]  # fmt: skip
        widgets = {
            "circumstances": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 2}),
            "personal_id_number": forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        for name in PLACES if self.instance.is_hidden else ():
            self.fields.pop(name, None)  # written down in the whereabouts alone

    def _guard_version(self) -> None:
        """Called by PaperForm before it settles what a conflict left unchanged: the fields must be complete by then."""
        self._offer_units()
        self._offer_communes()
        self._offer_groups()
        self._limit_places()
        self.fields["parents_union"].widget.attrs["placeholder"] = _("For example: Công đoàn Trường Tiểu học Ngọc Sơn")
        self.initial["birth"] = birth_as_typed(birth_of(self.instance))
        self._settle_choices()
        super()._guard_version()

    # --- what may be chosen ---

    def _settle_choices(self) -> None:
        """Only the name is forced; a choice left empty means not known."""
        for name in ("sex", "orphan_status", "poverty", "receives_social_allowance", "target_per"):
            field: Any = self.fields[name]
            field.choices = capitalised(field.choices)
        self.fields["orphan_status"].required = self.fields["places"].required = False

    def _offer_units(self) -> None:
        units = units_where(self.user, Permission.EDIT_CHILDREN).open().order_by("path")
        field = forms.ModelChoiceField(
            units, label=_("Managing unit"), empty_label=None, widget=self.fields["managing_unit"].widget
        )
        self.fields["managing_unit"] = field
        if not self.instance.pk:
            own = [a.unit for a in self.user.current_appointments if can(self.user, Permission.EDIT_CHILDREN, a.unit)]
            self.initial.setdefault("managing_unit", own[0] if own else None)

    def _offer_communes(self) -> None:
        present, former = communes_of(self.user, Permission.EDIT_CHILDREN)
        self.successors = successors_of(former)
        for name, areas, successors in (("former_commune", former, self.successors), ("commune", present, None)):
            kept: Area | None = getattr(self.instance, name)
            areas = areas if kept is None or kept in areas else Areas([*areas, kept])
            label = pgettext_lazy("area", "Commune before 7/2025") if name == "former_commune" else _("Present commune")
            field: Any = AreaField(areas, successors, label=label)
            field.widget.attrs["class"] = "form-select"
            field.width = self.widths[name]
            self.fields[name] = field

    def _offer_groups(self) -> None:
        unit = self.instance.managing_unit if self.instance.managing_unit_id else None
        self.sees_restricted = can(self.user, Permission.VIEW_RESTRICTED, unit)
        if not self.sees_restricted:
            field: Any = self.fields["circumstance_groups"]
            field.choices = [pair for pair in CircumstanceGroup.choices if pair[0] not in RESTRICTED_GROUPS]
            self.initial["circumstance_groups"] = self._open_groups(self.instance.circumstance_groups)

    def _open_groups(self, groups: list[str]) -> list[str]:
        return list(groups) if self.sees_restricted else [g for g in groups if g not in RESTRICTED_GROUPS]

    def _limit_places(self) -> None:
        self.taken_places = self.instance.taken_places if self.instance.pk else 0
        self.fields["places"].help_text = _("Usually one; more when several donors share.")
        self.fields["target_vnd"].help_text = _(
            "Only where several donors share until a sum is reached. Where “donors at most” stays 1, up to %(n)s may"
            " share."
        ) % {"n": PLACES_AT_MOST}
        self.fields["target_per"].required = False

    # --- what was typed ---

    def clean_orphan_status(self) -> str:
        return self.cleaned_data["orphan_status"] or OrphanStatus.UNKNOWN

    def clean_places(self) -> int:
        places = self.cleaned_data["places"] or 1
        if not 1 <= places <= PLACES_AT_MOST:
            raise ValidationError(_("Write a number from 1 to 9."))
        if places < self.taken_places:
            raise ValidationError(_("This child has %(n)s donors already."), params={"n": self.taken_places})
        return places

    def clean_target_vnd(self) -> int | None:
        """A sum is reached by several: where the number of donors was left at one there may be as many as can be."""
        target = self.cleaned_data["target_vnd"]
        if target and self.cleaned_data.get("places") == 1:
            self.cleaned_data["places"] = PLACES_AT_MOST
        return target

    def clean_target_per(self) -> str:
        return self.cleaned_data["target_per"] or TargetPer.MONTH

    def clean_personal_id_number(self) -> str:
        digits = "".join(clean(self.cleaned_data["personal_id_number"]).split())
        if digits and not (len(digits) == 12 and digits.isascii() and digits.isdigit()):
            raise ValidationError(_("A personal id number has 12 digits."))
        return digits

    def clean_circumstance_groups(self) -> list[str]:
        hidden = (
            [] if self.sees_restricted else [g for g in self.instance.circumstance_groups if g in RESTRICTED_GROUPS]
        )
        chosen = {*self.cleaned_data["circumstance_groups"], *hidden}
        return [group for group in CircumstanceGroup.values if group in chosen]

    def clean_needs_since(self) -> datetime.date | None:
        day = self.cleaned_data["needs_since"]
        ended = self.instance.need_ended_on
        if day and ended and day > ended:
            raise ValidationError(
                _("The need ended on %(day)s; it cannot begin later."), params={"day": f"{ended:%d/%m/%Y}"}
            )
        return plausible_day(day)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "birth" in cleaned:
            self._set_birth(cleaned["birth"])
        former = cleaned.get("former_commune")
        went_into = self.successors.get(former.pk, []) if former else []
        if former and not cleaned.get("commune") and len(went_into) == 1:
            cleaned["commune"] = Area.objects.get(pk=went_into[0])
        return cleaned

    def _set_birth(self, text: str) -> None:
        if text == birth_as_typed(birth_of(self.instance)):
            return  # as it was, even where the text says less than the record
        birth = BirthField.read(text)
        self.instance.birth_date = birth.value if birth else None
        self.instance.birth_date_precision = birth.precision if birth else "day"

    # --- two people, one record ---

    @property
    def _theirs(self) -> dict[str, Any]:
        theirs = super()._theirs | {"birth": birth_as_typed(birth_of(self.current))}
        theirs["circumstance_groups"] = self._open_groups(theirs["circumstance_groups"])
        return theirs
